"""Finance: loans, investment and trade make states depend on the challenger, and come closer.

Theory: dependence follows the challenger's weight in the world economy, and its loans:
        due_i = trade * trade_challenger / WHOLE * (1 + lending * loans_i) / 2,
        loans_i = financed_i / (1 + financed_i)
        dependence_i <- dependence_i + pace * (due_i - dependence_i)
    Whoever trades more with the challenger comes nearer to it, by so many percent of the distance
    for every percent, and for as long as that trade stands:
        drawn_i <- drawn_i + pace * (- convergence * log(due_i / recorded due_i)
                                     * (h_i - drawn_i - h_challenger) - drawn_i)
        departure_i <- departure_i + growth of drawn_i
    What recorded trade did lies in the recorded positions, so a run that follows it draws nobody.
Sources: Flores-Macias and Kreps 2013 (1 % more trade, .02 % closer); Dreher et al. 2018; Nathan
    and Scobell 2009 (loans, investment and trade carry the model).
Writes: dependence, drawn, departure.
Catalogue: N16.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SEASON = 2  # the quarter in which the year's figures are felt
WHOLE = 15.0  # % of world trade at which weight counts as full: the largest trader's about 2014


@dataclass(frozen=True)
class Finance:
    """Acts once a year."""

    writes: ClassVar = ("dependence", "drawn", "departure")

    trade: float = parameter(
        1.0, low=0.1, high=4.0, kind="lever", unit="times",
        meaning="what states trade with the challenger, as a multiple of the record",
        source="1 is the record of its trade", grade="measured",
    )  # fmt: skip
    lending: float = parameter(
        1.0, low=0.0, high=6.0, kind="lever", unit="times",
        meaning="loans and investment by the challenger, as a multiple of the record",
        source="1 is the record of its development finance", grade="measured",
    )  # fmt: skip
    pace: float = parameter(
        0.5, low=0.05, high=1.0, unit="share per year",
        meaning="how fast dependence follows what is lent and traded",
        source="projects take some years", grade="judgement",
    )  # fmt: skip
    convergence: float = parameter(
        0.02, low=0.0, high=0.2, unit="% of the distance per %",
        meaning="how much nearer to the challenger more trade and loans bring a position",
        source="1 % more trade, .02 % closer (Flores-Macias and Kreps 2013)", grade="literature",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        here = now.setting.challenger
        loans = now.setting.financed / (1.0 + now.setting.financed)
        weight = now.trade[here] / WHOLE
        due = np.minimum(self.trade * weight * (1.0 + self.lending * loans) / 2.0, 1.0)
        more = np.log(due / np.minimum(weight * (1.0 + loans) / 2.0, 1.0))
        position = now.position + world.departure - world.drawn
        pull = -self.convergence * more * (position - position[:, [here]])
        drawn = self.pace * (pull - world.drawn)
        return {
            "dependence": world.dependence + self.pace * (due - world.dependence),
            "drawn": world.drawn + drawn,
            "departure": world.departure + drawn,
        }
