"""Punishment: what an affront costs in trade, and why critics who convene others feel it first.

Theory: a challenger with a large enough market answers affronts by buying less:
        power = 0 up to POWERLESS percent of world trade, 1 from POWERFUL, between them a line.
    When critics who compare notes on their dialogues sponsor a draft all the same, it singles out
    the largest trader among them as their convener, the more the better they coordinate:
        punished_i <- 0.5^(1 / half_life) * (punished_i + at_once(penalty) * power * coordination)
    A loss is told as the study tells it, by the year: at_once is what must be taken at first so
    that a year's exports are lower by that share, while trade comes back with `half_life`.
    Receptions of unwelcome guests by heads of government are events of the timeline; those who
    act together share what they cost.
Sources: Fuchs and Klann 2013 (8 to 17 percent of a year's exports, 2002-08 and not in 1991-2001,
    gone in the second year after); Nathan and Scobell 2009 (the Berne process called unfriendly).
Writes: punished.
Catalogue: N58.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.dialogue import NONE
from sim.setting import Bools, Now
from sim.world import World

# Percent of world trade: China's shares of 2001 and 2002 in evidence/economies.csv, for the whole
# loss is found over 2002-08 and none over 1991-2001 (Fuchs and Klann 2013).
POWERLESS, POWERFUL = 7.22, 7.89


@dataclass(frozen=True)
class Punishment:
    """Acts in the quarter after a session; fades every quarter."""

    writes: ClassVar = ("punished",)

    penalty: float = parameter(
        0.12, low=0.0, high=0.5, kind="lever", unit="share of exports",
        meaning="exports to it that a powerful challenger takes from the convener of its critics",
        source="8 to 17 percent after receptions (Fuchs and Klann 2013)", grade="literature",
    )  # fmt: skip
    half_life: float = parameter(
        3.0, low=0.5, high=20.0, unit="quarters", meaning="how fast trade comes back",
        source="gone in the second year (Fuchs and Klann 2013)", grade="literature",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        blow = at_once(self.penalty, self.half_life) * power(now) * world.coordination
        affronted = blow.any() and world.sponsored.any()
        if not (affronted or world.punished.any()):
            return {}
        punished = world.punished
        if affronted:
            punished = punished + blow * _conveners(world, now)
        return {"punished": punished * 0.5 ** (1.0 / self.half_life)}


def at_once(loss: Any, half_life: Any = Punishment.half_life) -> Any:
    """The share of exports to take at first, for `loss` to be the mean share that is lost over
    this quarter and the next three; never more than all of them."""
    stays = 0.5 ** (1.0 / half_life)
    year = (stays + stays**2 + stays**3 + stays**4) / 4.0
    return np.minimum(loss / year, 1.0)


def power(now: Now) -> float:
    """How much the challenger's market lets it punish, 0-1."""
    share = float(now.trade[now.setting.challenger])
    return min(max((share - POWERLESS) / (POWERFUL - POWERLESS), 0.0), 1.0)


def _conveners(world: World, now: Now) -> Bools:
    """The largest trader (R, N) among critics with a dialogue who sponsored all the same."""
    together = world.sponsored & (world.dialogue != NONE)
    largest = np.where(together, now.trade, -1.0).argmax(axis=1)
    return together & (np.arange(now.setting.states) == largest[:, None])
