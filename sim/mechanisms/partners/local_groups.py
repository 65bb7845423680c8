"""Local groups: what support from outside makes of domestic groups.

Theory: mentors and money lend groups capacity, methods from abroad as often as they fit, and
    neighbours share what they gained:
        aim_i = trained * mentoring + equipped * local_share + methods_i
                + spill_over * mean of lent in the region
        methods_i = borrowed * lessons * (1 with chance fit_i, otherwise - failing)
        fit_i = known + (1 - known) * (1 - closed_i)
        known = tailoring + (1 - tailoring) * KNOWN_LOCALLY * local_share
        lent_i <- lent_i + pace * (aim_i - lent_i)
    partners_i changes with lent_i, and marginal_i (1 + preference * inclusion) times as much: of
    the same money they get more.
Sources: International Republican Institute, China programme page; Nilsen 2019 (Save the Children
    Myanmar); Bell, Clay and Murdie 2012 (neighbours).
Writes: lent, partners, marginal.
Catalogue: A51, I08, I11, I12.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

SEASON = 1
KNOWN_LOCALLY = 0.7  # of what makes a method fit, known to local groups that decide; judgement


@dataclass(frozen=True)
class LocalGroups:
    """Acts once a year on the groups of every state, after resources are handed over."""

    writes: ClassVar = ("lent", "partners", "marginal")

    mentoring: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of domestic groups whose leaders are trained and mentored, beyond what is usual",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    inclusion: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far support prefers women, the young, minorities and others left out",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    lessons: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of domestic groups that take over methods proven abroad, beyond what is usual",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    tailoring: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far such methods are fitted to each community",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    trained: float = parameter(
        0.3, low=0.0, high=1.0, unit="share", meaning="capacity that full mentoring lends",
        source="plans and attainable aims (International Republican Institute)",
        grade="judgement",
    )  # fmt: skip
    equipped: float = parameter(
        0.3, low=0.0, high=1.0, unit="share", meaning="capacity that all resources would lend",
        source="resources shift to local groups (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    borrowed: float = parameter(
        0.3, low=0.0, high=1.0, unit="share", meaning="capacity that methods lend if they work",
        source="as much as mentoring", grade="judgement",
    )  # fmt: skip
    failing: float = parameter(
        0.3, low=0.0, high=1.0, unit="share",
        meaning="of what a method promised that is lost if it fails",
        source="effort spent in vain", grade="judgement",
    )  # fmt: skip
    spill_over: float = parameter(
        0.2, low=0.0, high=0.9, unit="share",
        meaning="of the capacity lent to groups in a region that reaches their neighbours",
        source="NGOs in neighbouring states improve rights (Bell, Clay and Murdie 2012)",
        grade="literature",
    )  # fmt: skip
    preference: float = parameter(
        2.0, low=0.0, high=5.0, unit="ratio",
        meaning="how much more groups of the marginalised get if support prefers them",
        source="a quarter of groups, three quarters of support", grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a year", meaning="how fast groups gain and lose it",
        source="projects of three years", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        change = self.pace * (self._aim(world, now, draw) - world.lent)
        more_for_some = 1.0 + self.preference * self.inclusion
        return {
            "lent": world.lent + change,
            "partners": np.maximum(world.partners + change, -1.0),
            "marginal": np.maximum(world.marginal + more_for_some * change, -1.0),
        }

    def _aim(self, world: World, now: Now, draw: Draw) -> Floats:
        """The capacity (R, N) that support as it is now would lend in the long run."""
        aim = self.trained * self.mentoring + self.equipped * world.local_share
        aim = aim + self._from_neighbours(world, now)
        if np.any(self.lessons):
            fits = draw.states("method") < self._fit(world, now)
            aim = aim + self.borrowed * self.lessons * np.where(fits, 1.0, -self.failing)
        return aim

    def _fit(self, world: World, now: Now) -> Floats:
        """The chance (R, N) that a method from abroad, proven in open societies, works here."""
        known = self.tailoring + (1.0 - self.tailoring) * KNOWN_LOCALLY * world.local_share
        return known + (1.0 - known) * (1.0 - now.denied)

    def _from_neighbours(self, world: World, now: Now) -> Floats | float:
        """The share of what groups of the region have been lent that reaches each state."""
        if not world.lent.any():
            return 0.0
        shared = np.zeros_like(world.lent)
        for region in np.unique(now.setting.group):
            there = (now.setting.group == region) & now.exists
            total = (world.lent * there).sum(axis=1, keepdims=True)
            shared += there * (self.spill_over * total / max(int(there.sum()), 1))
        return shared
