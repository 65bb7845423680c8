"""Institutes: houses of language and culture in foreign universities, from 2004.

Theory: one institute recommends the next, until hosts are served, and worry about interference
    closes some. With most_i what host i takes in the end,
        institutes_i <- institutes_i + founding * (most_i / pioneers + institutes_i)
                        * (1 - institutes_i / most_i) - closing * threat * institutes_i
    which is an S-curve while nobody feels threatened.
Sources: Nathan and Scobell 2009 (326 institutes in 81 states by October 2008); Paradise 2009.
Writes: institutes.
Catalogue: N27.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

SEASON = 3  # the quarter in which universities begin their year
FIRST = 2004  # the first institute opened in that year (Paradise 2009)
PIONEERS = 20.0  # one in so many hosts needs no example; judgement


@dataclass(frozen=True)
class Institutes:
    """Acts once a year from 2004."""

    writes: ClassVar = ("institutes",)

    founding: float = parameter(
        0.85, low=0.0, high=3.0, kind="lever", unit="per year",
        meaning="new institutes a year for each that there is, while few hosts are served",
        source="set so that six in ten of the final number stood by 2008", grade="judgement",
    )  # fmt: skip
    closing: float = parameter(
        0.4, low=0.0, high=5.0, unit="share per logit and year",
        meaning="share of institutes closed for each logit of threat that is seen",
        source="universities closed some from 2013 on amid worries about interference",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON or now.date.year < FIRST:
            return {}
        most = room(now)
        before = world.institutes
        served = before / np.where(most > 0.0, most, 1.0)
        founded = self.founding * (most / PIONEERS + before) * np.maximum(1.0 - served, 0.0)
        closed = self.closing * np.maximum(world.threat, 0.0) * before
        return {"institutes": np.clip(before + founded - closed, 0.0, most)}


def room(now: Now) -> Floats:
    """What each state (N,) takes in the end, of what the greatest host takes: in logarithms, so
    that ten institutes are not ten times as visible as one."""
    hosted = np.log1p(now.setting.institutes)
    return hosted / hosted.max()
