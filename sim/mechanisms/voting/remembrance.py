"""Remembrance: how a state voted last time is how it tends to vote again.

Theory: instructions are rewritten rarely; the same state votes the same on the same target in
    nine years of ten, and change runs through abstention. What is remembered of the stance, and of
    having abstained, moves by one and the same rate:
        m <- m + rate * (stance - m)
        q <- q + rate * (abstains - q)
    the recursions by which the vote parameters were estimated.
Sources: evidence/derive/vote_parameters.py, the roll calls of 1984-2018.
Writes: memory, abstained.
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

    writes: ClassVar = ("memory", "abstained")

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
        voted = world.tabled[:, due, None] & world.present[:, None, :]
        rate = per_text(self.rate) * voted
        stances = world.stances[:, due]
        newest = {"memory": stances, "abstained": stances == 0}
        changes: Changes = {}
        for name, now_is in newest.items():
            before = np.take(getattr(world, name), seats)
            changes[name] = getattr(world, name).copy()
            np.put(changes[name], seats, before + rate * (now_is - before))
        return changes
