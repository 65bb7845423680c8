"""Terrain: what works now, which nobody decides and which changes under the feet of all.

Theory: the challenger, its public and the technology change fast and unforeseen, and with them
    what an action achieves. How much more than usual action a achieves wanders, with jumps, and
    returns:
        terrain_a <- (1 - return_rate) * terrain_a + volatility * jump * normal
    where one change in ten is a jump, three times as large. What one action gains the others lose:
    the mean of exp(terrain) over actions is 1.
Sources: Hutchings 2019, Amnesty International's China strategy (a volatile, unpredictable, complex
    and ambiguous environment).
Writes: terrain.
Catalogue: A18.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw, normal
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.ngos import ACTIONS
from sim.setting import Now
from sim.world import World

RARE, LARGE = 0.1, 3.0  # how often a change is a jump, and how much larger it is; judgement


@dataclass(frozen=True)
class Terrain:
    """Acts in the first quarter of every year."""

    writes: ClassVar = ("terrain",)

    volatility: float = parameter(
        0.05, low=0.0, high=2.0, unit="log",
        meaning="how much what an action achieves changes in a year",
        source="large in the strategy's view (Hutchings 2019), small over the long record",
        grade="judgement",
    )  # fmt: skip
    return_rate: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a year", meaning="how fast the usual order returns",
        source="campaign-style initiatives pass (Hutchings 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != 1:
            return {}
        luck = draw.items("change", 2 * len(ACTIONS))
        change, rare = luck[:, : len(ACTIONS)], luck[:, len(ACTIONS) :] < RARE
        size = self.volatility * np.where(rare, LARGE, 1.0)
        terrain = (1.0 - self.return_rate) * world.terrain + size * normal(change)
        mean = np.exp(terrain).sum(axis=1, keepdims=True) / len(ACTIONS)
        return {"terrain": terrain - np.log(mean)}
