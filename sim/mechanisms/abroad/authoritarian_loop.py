"""The authoritarian loop: the challenger's influence narrows society, and that adds to influence.

Theory: where more projects of the challenger are at work than the record has, those in power need
    to ask associations less, and copy how it deals with them:
        civic_space_i falls by encouragement * (projects_i - usual_i) of what is left
    A state whose civic space has narrowed stands closer to the challenger,
        departure_i <- departure_i + kinship * civic_space_i
    and `projects` go where nobody asks, which closes the loop. Without either link both slow.
Sources: Hutchings 2019 (complex: feeds on and into rising authoritarianism).
Writes: civic_space, departure.
Catalogue: A07.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.abroad.projects import usual_projects
from sim.setting import Now
from sim.world import World

SEASON = 3


@dataclass(frozen=True)
class AuthoritarianLoop:
    """Acts once a year, after projects."""

    writes: ClassVar = ("civic_space", "departure")

    encouragement: float = parameter(
        0.04, low=0.0, high=0.5, unit="share per year",
        meaning="civic space lost where projects exceed the record by the most a host can take",
        source="feeds into rising authoritarianism (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    kinship: float = parameter(
        0.1, low=0.0, high=1.0, unit="s.d. of ideal points a year",
        meaning="how far the loss of all civic space moves a position to the challenger's",
        source="states with less room for associations vote with it", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON or now.step == 0:  # nothing is built on the eve
            return {}
        influence = world.projects - usual_projects(now)
        lost = self.encouragement * influence * (1.0 + world.civic_space)
        civic_space = np.clip(world.civic_space - lost, -1.0, 1.0)
        return {
            "civic_space": civic_space,
            "departure": world.departure + self.kinship * civic_space,
        }
