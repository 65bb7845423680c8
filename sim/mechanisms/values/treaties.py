"""Treaties: law made by signatures, and practice that is not made by them.

Theory: a campaign brings states to ratify core treaties sooner than the record has it. Those
    beyond the record are counted, and give way as the record catches up:
        treaties_i <- min(treaties_i + drive * missing_i, missing on record_i)
    Practice follows only as far as there are institutions that let it (`practice`, nil unless a
    scenario says so): rights_departure_i <- rights_departure_i + practice * treaties_i.
Sources: evidence/ratifications.csv; Nathan and Scobell 2009 (covenants beside practice); Hathaway
    2002 (ratifying by itself does not improve practice).
Writes: treaties, rights_departure.
Catalogue: N28, N30.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SEASON = 3  # the yearly treaty event at the opening of the General Assembly


@dataclass(frozen=True)
class Treaties:
    """Acts once a year on every state."""

    writes: ClassVar = ("treaties", "rights_departure")

    drive: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share a year",
        meaning="of the core treaties still missing that a campaign brings a state to ratify",
        source="the record already holds the campaigns that there were", grade="judgement",
    )  # fmt: skip
    practice: float = parameter(
        0.0, low=0.0, high=20.0, unit="points a year",
        meaning="rise in respect for rights that ratifying every core treaty brings",
        source="none on average (Hathaway 2002); some with courts and NGOs", grade="literature",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        missing = (1.0 - now.ratified) * now.exists
        joined = world.treaties + self.drive * (missing - world.treaties)
        treaties = np.minimum(joined, missing)
        return {
            "treaties": treaties,
            "rights_departure": world.rights_departure + self.practice * treaties,
        }
