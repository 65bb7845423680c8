"""Gestures: signatures and clauses that the challenger gives when a vote or a visit is near.

Theory: a covenant signed or a clause in the constitution costs little at home and pleases critics
    for a while. After a draft threatened it the challenger makes such a gesture in the autumn
    before the next session with chance `per_threat`, and while visitors are courted with chance
    `per_visit` * opening:
        commitments <- commitments * half-life decay + gesture
    The gesture is symbolic: practice moves only if there are courts where citizens can use it,
    by `courts` * log(1 + commitments) points a year, which is nothing by default.
Sources: one covenant signed in October 1997 and one in October 1998, one ratified in early 2001,
    a clause in March 2004; Nathan and Scobell 2009; Risse, Ropp and Sikkink 1999.
Writes: commitments, rights_departure.
Catalogue: N36, N37.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SUMMER, AUTUMN = 2, 4  # visits are prepared in both; drafts of the next session in the autumn


@dataclass(frozen=True)
class Gestures:
    """Acts in the second and fourth quarter; commitments fade every quarter."""

    writes: ClassVar = ("commitments", "rights_departure")

    per_threat: float = parameter(
        0.25, low=0.0, high=1.0, kind="lever", unit="chance a year",
        meaning="chance of a gesture in the autumn after a draft threatened the challenger",
        source="gestures of 1997, 1998, 2001 and 2004 over eleven drafts", grade="judgement",
    )  # fmt: skip
    per_visit: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="chance",
        meaning="chance of a gesture in a half-year in which great visitors are courted",
        source="a covenant was signed on the eve of the state visit of 1997", grade="judgement",
    )  # fmt: skip
    half_life: float = parameter(
        4.0, low=1.0, high=40.0, unit="quarters",
        meaning="how fast a gesture stops counting as recent",
        source="drafts came back in 1999, two sessions after", grade="judgement",
    )  # fmt: skip
    courts: float = parameter(
        0.0, low=0.0, high=5.0, unit="points a year per log-commitment",
        meaning="rise in respect for rights where courts let citizens use what was promised",
        source="no court applied the clause of 2004 (Nathan and Scobell 2009)", grade="literature",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        fading = world.commitments * 0.5 ** (1.0 / self.half_life)
        if now.date.quarter not in (SUMMER, AUTUMN):
            return {"commitments": fading}
        ours = now.setting.challenger
        threatened = world.level[:, [now.setting.challenge]] > 0
        chance = self.per_visit * world.opening
        chance = chance + self.per_threat * threatened * float(now.date.quarter == AUTUMN)
        commitments = fading + (draw.world("gesture") < chance)
        if now.date.quarter == SUMMER:
            return {"commitments": commitments}
        rights = world.rights_departure.copy()
        rights[:, [ours]] += self.courts * np.log1p(commitments)
        return {"commitments": commitments, "rights_departure": rights}
