"""Ground rules: who may come to the talks, and what of them is heard outside.

Theory: dialogues meet twice a year. The challenger wants NGOs kept out and threatens to leave. A
    critic gives in if the meeting is worth more to it than the principle,
        yields_i = worth + exposure_i >= insist,
    and NGOs keep their place with the others, who risk that the challenger walks out:
        forum_access <- forum_access + settling * (share who do not yield - forum_access)
        P(walk-out) = walk_out at each meeting of a partner that does not yield
    Whom the ground rules keep in the room decides what is heard outside it:
        pressure <- pressure + publicity * substance * forum_access.
Sources: Nathan and Scobell 2009 (side forums, vetoes by walk-out, confidential talks);
    FIDH/HRIC 2004 (two meetings a year); Kinzelbach and Thelle 2011 (the three tracks).
Writes: forum_access, dialogue, cancellations, pressure.
Catalogue: N56, N59.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.dialogue import OPEN, SUSPENDED
from sim.setting import Now
from sim.world import World

MEETINGS = (2, 4)  # quarters in which dialogues meet, after the session and before the next


@dataclass(frozen=True)
class GroundRules:
    """Acts in the quarters in which dialogues meet."""

    writes: ClassVar = ("forum_access", "dialogue", "cancellations", "pressure")

    insist: float = parameter(
        0.28, low=0.0, high=1.5, kind="lever", unit="share",
        meaning="what the presence of NGOs is worth to critics, full business exposure being 1",
        source="NGOs were dropped from most forums (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    worth: float = parameter(
        0.2, low=0.0, high=1.5, unit="share",
        meaning="what a meeting is worth to a critic without business, on the same scale",
        source="the dialogue is the excuse for having no draft (FIDH/HRIC 2004)",
        grade="judgement",
    )  # fmt: skip
    walk_out: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="chance per meeting",
        meaning="chance that the challenger leaves a partner that does not yield",
        source="forums broken off over unwelcome groups (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    settling: float = parameter(
        0.25, low=0.0, high=1.0, unit="share per meeting",
        meaning="how fast it settles who may come",
        source="ground rules were agreed over the first rounds", grade="judgement",
    )  # fmt: skip
    publicity: float = parameter(
        0.02, low=0.0, high=0.2, unit="share of the attention after the crackdown",
        meaning="attention that a meeting on current violations renews with NGOs in the room",
        source="talks are confidential (FIDH/HRIC 2004)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter not in MEETINGS:
            return {}
        partners = world.dialogue == OPEN
        meetings = partners.sum(axis=1, keepdims=True)
        firm = partners & (self.worth + world.exposure < self.insist)
        kept = firm.sum(axis=1, keepdims=True) / np.maximum(meetings, 1)
        toward = np.where(meetings > 0, kept - world.forum_access, 0.0)
        access = world.forum_access + self.settling * toward
        left = firm & (draw.states("leave") < self.walk_out) if firm.any() else firm
        heard = self.publicity * world.substance * access * (meetings > 0)
        return {
            "forum_access": access,
            "dialogue": np.where(left, SUSPENDED, world.dialogue),
            "cancellations": world.cancellations + left.sum(axis=1, keepdims=True),
            "pressure": world.pressure + heard,
        }
