"""Host partners: outside resources and local knowledge change the challenger's projects abroad.

Theory: NGOs from outside bring resources, groups in the host country know the ground; neither
    replaces the other, so what they change is a product:
        local_i = open_i + partners_i, 0-1
        changed_i = undone * work * local_i * projects_i
        grievance_i <- grievance_i - changed_i
        rights_i <- rights_i + restored * changed_i
    Without a partner in the country outside effort achieves close to nothing.
Sources: Hutchings 2019, Amnesty International's China strategy; Murdie and Davis 2012.
Writes: grievance, rights_departure.
Catalogue: A11.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SEASON = 2


@dataclass(frozen=True)
class HostPartners:
    """Acts once a year, after projects."""

    writes: ClassVar = ("grievance", "rights_departure")

    work: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of the challenger's projects on which NGOs work in the host country, beyond usual",
        source="0 is the record; work in host countries was planned (Hutchings 2019)",
        grade="judgement",
    )  # fmt: skip
    undone: float = parameter(
        0.1, low=0.0, high=0.5, unit="share a year",
        meaning="harm of full projects undone where full work meets a full local partner",
        source="about half the usual harm", grade="judgement",
    )  # fmt: skip
    restored: float = parameter(
        3.0, low=0.0, high=20.0, unit="points per share",
        meaning="respect for rights regained where harm is undone", source="as much as harm costs",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        local = np.clip(1.0 - now.denied + world.partners, 0.0, 1.0)
        changed = self.undone * self.work * local * world.projects
        return {
            "grievance": world.grievance - changed,
            "rights_departure": world.rights_departure + self.restored * changed,
        }
