"""Succession of states: the successor takes the seat, the ties and the memory of the state before.

Theory: obligations, membership and diplomatic habits pass to the continuing state (the Russian
    Federation took the seat of the USSR on 24 December 1991); a change of government may then
    change the course, which is left to the recorded ideal points.
Sources: evidence/states.csv (UN membership).
Writes: memory, abstained, goodwill, ties, security_ties, partnership, departure, seated,
    term_ends, terms, members, present.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World, members_of


@dataclass(frozen=True)
class Succession:
    """Acts in the first quarter after a state has left."""

    inherited: ClassVar = (
        "memory", "abstained", "goodwill", "ties", "security_ties", "partnership", "departure",
        "seated", "term_ends", "terms",
    )  # fmt: skip
    writes: ClassVar = (*inherited, "members", "present")

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        left = now.setting.leaves == now.date.year - 1
        if now.date.quarter != 1 or not left.any():
            return {}
        passed = {name: getattr(world, name).copy() for name in self.inherited}
        for old in np.flatnonzero(left):
            new = now.setting.successor[old]
            for values in passed.values():
                sat = world.seated[:, old] | world.seated[:, new]
                values[..., new] = (
                    values[..., old]
                    if values.ndim == 3
                    else np.where(
                        sat, np.maximum(values[..., new], values[..., old]), values[..., new]
                    )
                )
            for name in ("seated", "term_ends", "terms"):
                passed[name][..., old] = 0
        return passed | members_of(passed["seated"], now.setting.seats)
