"""Preparation: the staff, training and presence that each side brings to the body's routine.

Theory: procedure is decided by those who are in the room and know the rules, so that with equal
    votes the side that works harder wins more often. Preparation follows each side's yearly
    effort; what the challenger has learned adds to that of its friends, and what advocates do
    adds to that of the critics:
        effort = friends + lesson * counter_capacity, or critics + answer * advocacy, at most 1
        preparation <- preparation + pace * (effort - preparation)
Sources: Nathan and Scobell 2009 (trained teams at every meeting, repressive states work harder).
Writes: preparation.
Catalogue: N43, N68.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

AUTUMN = 4  # instructions and postings for the spring session


@dataclass(frozen=True)
class Preparation:
    """Acts once a year, in the last quarter."""

    writes: ClassVar = ("preparation",)

    friends: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="effort that the challenger and its friends put into the body's routine",
        source="half of what is possible; what is learned comes on top", grade="judgement",
    )  # fmt: skip
    critics: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="effort that the critics put into the body's routine",
        source="equal to the friends' before either side learns", grade="judgement",
    )  # fmt: skip
    lesson: float = parameter(
        0.4, low=0.0, high=1.0, unit="share",
        meaning="effort that a fully learned counter-strategy adds to the friends'",
        source="repressive states work harder inside bodies (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    answer: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="effort that full advocacy adds to the critics'",
        source="advocates brief and press delegations (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.4, low=0.0, high=1.0, unit="share per year",
        meaning="how fast preparation follows effort, and is lost without it",
        source="postings of about three years", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != AUTUMN:
            return {}
        of_friends = self.friends + self.lesson * world.counter_capacity
        of_critics = self.critics + self.answer * world.advocacy
        effort = np.minimum(np.concatenate([of_friends, of_critics], axis=1), 1.0)
        return {"preparation": world.preparation + self.pace * (effort - world.preparation)}


def advantage(world: World) -> np.ndarray:
    """By how much (R, 1) the challenger's friends are better prepared than the critics."""
    return world.preparation[:, :1] - world.preparation[:, 1:]
