"""Pilots: leading institutions try what insiders advise, others copy them, and safe laws follow.

Theory: insiders work at the top. Leading partners, such as the highest prosecution authority and
    its pilot districts, take up a practice such as alternatives to the custody of young suspects;
    lower institutions copy what the top does, as long as the top holds on to it:
        leading <- leading + trying * partners * programmes * insider_reach * (1 - leading)
        copied <- copied + copying * partners * leading * (1 - copied)
    Scholars with support study a field that is not political, disability, and propose; groups,
    lawyers and scholars who agree are heard better:
        safe_laws <- safe_laws + research * programmes * insider_reach
                     * (alone + (1 - alone) * coalition) * (1 - safe_laws)
    Nothing here touches a field that is political.
Sources: Raoul Wallenberg Institute, China office, c. 2016 (juvenile justice, disability research,
    partners at the top of universities and prosecution).
Writes: leading, copied, safe_laws.
Catalogue: R06, R07, R09, R13.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.capacity import hosts, placed
from sim.setting import Now
from sim.world import World

AUTUMN = 4


@dataclass(frozen=True)
class Pilots:
    """Acts once a year, in the last quarter, on the hosts of insiders."""

    writes: ClassVar = ("leading", "copied", "safe_laws")

    trying: float = parameter(
        0.2, low=0.0, high=1.0, kind="lever", unit="share a year",
        meaning="of the leading institutions left that begin a pilot in a year of full reach",
        source="pilot district for juvenile justice (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    partners: float = parameter(
        1.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of the leading partners that take part",
        source="leading universities and authorities (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    copying: float = parameter(
        0.2, low=0.0, high=1.0, unit="share a year",
        meaning="of the others left that copy what every leading institution does",
        source="models spread over a decade when the top recommends them", grade="judgement",
    )  # fmt: skip
    research: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="share a year",
        meaning="of the safe law left to revise that research would revise in a year",
        source="disability research and advice to legislators (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    coalition: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far groups, lawyers and scholars propose together",
        source="cross-sector networks (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip
    alone: float = parameter(
        0.4, low=0.0, high=1.0, unit="share",
        meaning="how far scholars are heard without the others",
        source="they know the law but not those whom it concerns", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != AUTUMN:
            return {}
        where = hosts(now.setting)
        leading, copied, laws = (getattr(world, name)[:, where] for name in self.writes)
        advice = world.programmes[:, where] * world.insider_reach[:, where]
        heard = self.alone + (1.0 - self.alone) * self.coalition
        tried = {
            "leading": leading + self.trying * self.partners * advice * (1.0 - leading),
            "copied": copied + self.copying * self.partners * leading * (1.0 - copied),
            "safe_laws": laws + self.research * heard * advice * (1.0 - laws),
        }
        return {name: placed(getattr(world, name), where, new) for name, new in tried.items()}
