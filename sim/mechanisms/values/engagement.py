"""Engagement: a state that once refused the regime takes part in more and more of it.

Theory: opening coincided with the rise of norms, and what began as resistance became taking part.
    Channels are the core treaties joined, gestures made of late, open dialogues, visits of
    mandates received, a review undergone and technical cooperation; what has been entered is not
    left again, even when the pressure is highest:
        engagement <- max(engagement, channels)
Sources: Nathan and Scobell 2009; Risse, Ropp and Sikkink 1999.
Writes: engagement.
Catalogue: N31.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.dialogue import OPEN
from sim.setting import Now
from sim.world import World

SEASON = 4  # what the year has brought
CORE_TREATIES = 9.0


@dataclass(frozen=True)
class Engagement:
    """Acts once a year, at its end."""

    writes: ClassVar = ("engagement",)

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        ours = [now.setting.challenger]
        joined = CORE_TREATIES * (now.ratified[ours] + world.treaties[:, ours])
        talks = (world.dialogue == OPEN).sum(axis=1, keepdims=True)
        visits = world.visits_civil[:, ours] + world.visits_social[:, ours]
        reviewed = world.recommendations[:, ours] > 0
        gestures = np.minimum(world.commitments, 1.0)
        channels = joined + gestures + talks + visits + reviewed + world.cooperation[:, ours]
        return {"engagement": np.maximum(world.engagement, channels)}
