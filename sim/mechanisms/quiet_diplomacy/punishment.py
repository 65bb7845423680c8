"""Punishment: what an affront costs in trade, and why critics who convene others feel it first.

Theory: a challenger with a large enough market answers affronts by buying less:
        power = 0 below 5 percent of world trade, 1 from 10 percent, in between a straight line.
    When critics who compare notes on their dialogues sponsor a draft all the same, it singles out
    the largest trader among them as their convener, the more the better they coordinate:
        punished_i <- punished_i + penalty * power * coordination
    Receptions of unwelcome guests by heads of government are events of the timeline; those who
    act together share what they cost. Trade comes back with `half_life`.
Sources: Fuchs and Klann 2013 (8 to 17 percent of exports, 2002-08 alone, gone in the second
    year, cheaper if shared); Nathan and Scobell 2009 (the Berne process called unfriendly).
Writes: punished.
Catalogue: N58.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.dialogue import NONE
from sim.setting import Bools, Now
from sim.world import World

POWERLESS, POWERFUL = 5.0, 10.0  # percent of world trade; cuts were seen in 2002-08 only; judgement


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
        blow = self.penalty * power(now) * world.coordination
        affronted = blow.any() and world.sponsored.any()
        if not (affronted or world.punished.any()):
            return {}
        punished = world.punished * 0.5 ** (1.0 / self.half_life)
        if affronted:
            punished = punished + blow * _conveners(world, now)
        return {"punished": punished}


def power(now: Now) -> float:
    """How much the challenger's market lets it punish, 0-1."""
    share = float(now.trade[now.setting.challenger])
    return min(max((share - POWERLESS) / (POWERFUL - POWERLESS), 0.0), 1.0)


def _conveners(world: World, now: Now) -> Bools:
    """The largest trader (R, N) among critics with a dialogue who sponsored all the same."""
    together = world.sponsored & (world.dialogue != NONE)
    largest = np.where(together, now.trade, -1.0).argmax(axis=1)
    return together & (np.arange(now.setting.states) == largest[:, None])
