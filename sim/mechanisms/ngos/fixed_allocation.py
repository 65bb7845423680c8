"""Fixed allocation: NGOs do every quarter what they have always done.

Theory: an organisation keeps to its plan, whatever comes of it:
        effort_ga = usual_ga
    The rival of allocation by simple rules and of allocation that learns.
Sources: evidence/ngo_roles.csv; Hutchings 2019, Amnesty International's China strategy, on plans
    that are not tested.
Writes: ngo_effort.
Catalogue: A18.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class FixedAllocation:
    """Acts every quarter on every NGO."""

    instead_of: ClassVar = "allocation"
    writes: ClassVar = ("ngo_effort",)

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        usual = now.setting.ngos.usual
        return {"ngo_effort": np.broadcast_to(usual, world.ngo_effort.shape).copy()}
