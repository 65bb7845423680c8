"""Strategy: how far NGOs and their sections follow one strategy that is kept under revision.

Theory: a common strategy has effect through those that take it up, and they do so the sooner the
    better it fits what they do already, because joining is then cheap. Unrevised it is forgotten:
        joined <- joined - fading * joined
                  + pace * strategy * exp(- cost * (1 - fit)) * (1 - joined)
Sources: Hutchings 2019, Amnesty International's China strategy (organisation-wide and evolving;
    adding value to work already under way).
Writes: joined.
Catalogue: A13, A26.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Strategy:
    """Acts in the third quarter of every year on every NGO."""

    writes: ClassVar = ("joined",)

    strategy: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far one strategy for all is written and revised, beyond what is usual",
        source="organisation-wide strategy (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    fit: float = parameter(
        0.3, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far the strategy serves what sections do already",
        source="adding value to work under way (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    cost: float = parameter(
        2.0, low=0.0, high=10.0, unit="log",
        meaning="how much a strategy without any fit deters from joining",
        source="new work competes with old (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.6, low=0.0, high=1.0, unit="share a year",
        meaning="how many of the rest join in a year if joining costs nothing",
        source="yearly planning of sections", grade="judgement",
    )  # fmt: skip
    fading: float = parameter(
        0.25, low=0.0, high=1.0, unit="share a year",
        meaning="of what was taken up that is forgotten",
        source="knowledge of the challenger is soon obsolete (Hutchings 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != 3:
            return {}
        willing = self.pace * self.strategy * np.exp(-self.cost * (1.0 - self.fit))
        joined = world.joined + willing * (1.0 - world.joined) - self.fading * world.joined
        return {"joined": joined}
