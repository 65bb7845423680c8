"""Remembrance: how a state voted last time is how it tends to vote again.

Theory: instructions are rewritten rarely; the same state votes the same on the same target in
    nine years of ten, and change runs through abstention. m <- m + rate * (stance - m), the same
    recursion by which the vote parameters were estimated.
Sources: evidence/derive/vote_parameters.py, the roll calls of 1984-2018.
Writes: memory.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter, per_text
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World
from sim.world.eve import MEMORY_RATE


@dataclass(frozen=True)
class Remembrance:
    """Acts on members after a vote was taken, be it on the motion or on the draft."""

    writes: ClassVar = ("memory",)

    rate: float = parameter(
        MEMORY_RATE, low=0.0, high=1.0, unit="share",
        meaning="weight of the newest stance in what a state remembers",
        source="predicts votes out of sample better than 0.5 and 1.0", grade="estimated",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        due = now.due
        if not due.size:
            return {}
        seats = world.memory_at(due)
        before = np.take(world.memory, seats)
        voted = world.tabled[:, due, None] & world.present[:, None, :]
        memory = world.memory.copy()
        step = world.stances[:, due] - before
        step *= per_text(self.rate) * voted
        np.put(memory, seats, before + step)
        return {"memory": memory}
