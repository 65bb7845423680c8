"""Rumour: where little is known of the challenger, each state hears something else.

Theory: what is kept secret is filled with hearsay that points in all directions. What a state
    hears of the violations scatters around what there is to hear, the more the more of the
    challenger has stayed unseen, which the age of the last observation tells:
        unseen = staleness / (staleness + 4) of the challenger
        salience_i <- salience_i + scatter * unseen * h_i, with h from -1 to 1
    which hides or doubles what is there at most, so that states disagree about it for no reason
    of their own. Disclosure, observers and an office near it make what is known younger, and
    states agree more (`observation`).
Sources: Hutchings 2019, Amnesty International's China strategy (opacity breeds rumour and
    contradiction); Nilsen 2019 (a duty of governments to be open).
Writes: salience.
Catalogue: A08, A57.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SEASON = 4  # the quarter in which `media` says anew what is seen
YEAR = 4.0  # quarters by which what nobody saw has aged


@dataclass(frozen=True)
class Rumour:
    """Acts once a year, after the news was spread."""

    writes: ClassVar = ("salience",)

    scatter: float = parameter(
        0.3, low=0.0, high=5.0, unit="share",
        meaning="most by which what states hear of violations errs if nobody sees any for himself",
        source="contracts and plans kept secret, and contrary reports of them (Hutchings 2019)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        age = world.staleness[:, [now.setting.challenger]]
        either_way = 2.0 * draw.states("hearsay") - 1.0
        hearsay = self.scatter * age / (age + YEAR) * either_way
        return {"salience": world.salience + np.clip(hearsay, -world.salience, world.salience)}
