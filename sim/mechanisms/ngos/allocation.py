"""Allocation: how NGOs divide what they have among what they can do.

Theory: effort is scarce and habit strong. Each NGO spends on action a the share that its role
    spends on it by habit; what reaches the world is weighed by its means and its standing:
        actions_a = sum_g resources_g * funds_g * legitimacy_g * effort_ga / sum_g resources_g
    over the NGOs that were not closed.
Sources: evidence/ngo_roles.csv (habits by role, judgement from the strategies that the documents
    describe); Amnesty International China strategy and civil-society posts.
Writes: ngo_effort, actions.
Catalogue: A10.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Allocation:
    """Acts every quarter on every NGO."""

    writes: ClassVar = ("ngo_effort", "actions")

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        ngos = now.setting.ngos
        effort = np.broadcast_to(ngos.usual, world.ngo_effort.shape).copy()
        means = ngos.resources * world.ngo_funds * world.ngo_legitimacy * ~world.ngo_closed
        return {
            "ngo_effort": effort,
            "actions": np.einsum("rg,rga->ra", means, effort) / ngos.total,
        }
