"""Adaptive allocation: NGOs learn from what came of their own actions and move effort there.

Theory: nobody knows beforehand what works. After each quarter an NGO sees, with error, what each
    action achieved, moves its belief part of the way, and spends more on what it believes in:
        result = terrain_a + error * noise
        value <- value + rate * (result - value)
        effort_a in proportion to usual_a * exp(value_a / temperature)
        rate = 1 - exp(-speed * (1 + 2 * joined_up + 2 * horizontal + skill - usual skill))
    Expertise that is joined up shortens the way from a result to a decision. A horizontal network
    adjusts faster than a hierarchy, but does not hold a common line: `slack * horizontal` of its
    effort pulls elsewhere.
Sources: Hutchings 2019, Amnesty International's China strategy (test the theory of influence and
    adjust; the strategy manager); Nilsen 2019, Save the Children Myanmar (old and new power).
Writes: ngo_effort, ngo_value.
Catalogue: A12, A18, A56.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter, per_text
from sim.mechanisms import Changes
from sim.ngos import ACTIONS
from sim.setting import Floats, Now
from sim.world import World
from sim.world.ngos import USUAL_SKILL

SPREAD = 12.0**0.5  # a uniform number times this has s.d. 1
FASTER = 2.0  # by how much full joining up, or a fully horizontal network, quickens; judgement


@dataclass(frozen=True)
class AdaptiveAllocation:
    """Acts every quarter on every NGO; NGOs of one role look at the same results."""

    instead_of: ClassVar = "allocation"
    writes: ClassVar = ("ngo_effort", "ngo_value")

    speed: float = parameter(
        0.15, low=0.0, high=2.0, unit="per quarter",
        meaning="how fast an NGO of usual skill, neither joined up nor horizontal, learns",
        source="strategies were reviewed every one to two years (Hutchings 2019)",
        grade="judgement",
    )  # fmt: skip
    temperature: float = parameter(
        0.6, low=0.1, high=10.0, unit="log",
        meaning="how much better an action must seem before effort moves there",
        source="habit is strong in organisations", grade="judgement",
    )  # fmt: skip
    error: float = parameter(
        0.3, low=0.0, high=3.0, unit="log", meaning="error in what an NGO sees of its results",
        source="influence is hard to attribute (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    joined_up: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far regional, local and thematic specialists know what the others know",
        source="a strategy manager between sections (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    horizontal: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far NGOs are open networks instead of hierarchies",
        source="old power and new power (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    slack: float = parameter(
        0.1, low=0.0, high=1.0, unit="share",
        meaning="effort that a fully horizontal network does not hold to the common line",
        source="open movements are loosely organised (Nilsen 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        ngos = now.setting.ngos
        seen = draw.items("result", len(ngos.roles) * len(ACTIONS)) - 0.5
        noise = seen.reshape(world.replicates, len(ngos.roles), len(ACTIONS))
        result = world.terrain[:, None, :] + per_text(self.error) * SPREAD * noise
        value = self._learned(world, result[:, ngos.role])
        weight = ngos.usual * np.exp(value / per_text(self.temperature))
        kept = per_text(1.0 - self.slack * self.horizontal)
        effort = weight * (kept / weight.sum(axis=-1, keepdims=True))
        return {"ngo_effort": effort, "ngo_value": value}

    def _learned(self, world: World, result: Floats) -> Floats:
        """What NGOs believe after seeing these results (R, G, A)."""
        quickened = 1.0 + FASTER * (self.joined_up + self.horizontal)
        rate = 1.0 - np.exp(-self.speed * (quickened + world.ngo_skill - USUAL_SKILL))
        return world.ngo_value + rate[..., None] * (result - world.ngo_value)
