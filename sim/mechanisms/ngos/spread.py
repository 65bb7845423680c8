"""Spread: how skill arises, is built, travels among NGOs and is lost again.

Theory: some NGO finds an answer (chance `innovation` a year) and stands above the others; those
    of its own kind see it at once, others along the links of the sector, and documented cases
    help both. Skill beyond the usual, x, spreads by the gap to those who know more:
        x_g <- x_g + contact * (1 + 2 * guide) * (gap to own kind + density * gap to all)
    Skill can also be bought with resources set aside from action, and partners can be helped to
    it by the institutes that support them:
        x_g <- x_g + building * capacity_share * (1 - skill) + helping * support * (1 - skill)
    and a tenth is forgotten each year.
Sources: Hutchings 2019, Amnesty International's China strategy (a guide and a learning community;
    capacity before campaigns); Howie 2019, International Civil Society Centre (copying tested
    answers); International Republican Institute, China programme page; Rogers 2003.
Writes: ngo_skill, set_aside.
Catalogue: A09, A27, A29, I04.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.ngos import Ngos
from sim.setting import Floats, Now
from sim.world import World
from sim.world.ngos import USUAL_SKILL

STEP = 0.4  # of the way to full skill that one tested answer takes its finder; judgement
FORGOTTEN = 0.1  # of skill beyond the usual, a year: people leave; judgement


@dataclass(frozen=True)
class Spread:
    """Acts in the third quarter of every year on every NGO."""

    writes: ClassVar = ("ngo_skill", "set_aside")

    innovation: float = parameter(
        0.01, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that an NGO finds a new answer of its own",
        source="a few cases in the report of a year (Howie 2019)", grade="judgement",
    )  # fmt: skip
    contact: float = parameter(
        0.1, low=0.0, high=1.0, unit="share a year",
        meaning="how much of the gap to its own kind an NGO closes without a guide",
        source="diffusion of innovations (Rogers 2003)", grade="judgement",
    )  # fmt: skip
    guide: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how well tested answers are written up so that others can copy them",
        source="innovation report (Howie 2019)", grade="judgement",
    )  # fmt: skip
    density: float = parameter(
        0.2, low=0.0, high=2.0, kind="lever", unit="share",
        meaning="links to NGOs of other kinds, relative to links to one's own kind",
        source="a learning community of the sector (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    capacity_share: float = parameter(
        0.0, low=0.0, high=0.8, kind="lever", unit="share",
        meaning="of resources set aside from action to build skill",
        source="capacity to influence over time (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    building: float = parameter(
        0.9, low=0.0, high=3.0, unit="per year",
        meaning="how fast resources set aside become skill",
        source="a course of years (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    support: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="help to leaders at home and in the South to adapt, beyond what is usual",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    helping: float = parameter(
        0.3, low=0.0, high=1.0, unit="per year",
        meaning="how fast full support turns into partners' skill",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != 3:
            return {}
        ngos = now.setting.ngos
        beyond = (1.0 - FORGOTTEN) * (world.ngo_skill - USUAL_SKILL)
        found = draw.items("answer", len(ngos)) < self.innovation
        room = np.maximum(1.0 - USUAL_SKILL - beyond, 0.0)
        taught = self.building * self.capacity_share + self.helping * self.support * helped(ngos)
        own, everybody = _means(beyond, ngos)
        gap = np.maximum(own - beyond, 0.0) + self.density * np.maximum(everybody - beyond, 0.0)
        learned = self.contact * (1.0 + 2.0 * self.guide) * gap
        gained = np.minimum(STEP * room * found + taught * room + learned, room)
        return {
            "ngo_skill": USUAL_SKILL + beyond + gained,
            "set_aside": np.zeros_like(world.set_aside) + self.capacity_share,
        }


def helped(ngos: Ngos) -> Floats:
    """The partners (G,) of institutes for democracy support: groups at home in the challenger and
    networks of the South, 1.0 or 0.0."""
    partners = ngos.of("domestic_group", "southern_network", "youth_movement", "legal_network")
    return partners.astype(float)


def _means(values: Floats, ngos: Ngos) -> tuple[Floats, Floats]:
    """The mean of values (R, G) among NGOs of the same role (R, G), and among all (R, 1)."""
    same = (ngos.role[:, None] == ngos.role).astype(float)
    own = np.einsum("rh,gh->rg", values, same / same.sum(axis=1, keepdims=True))
    return own, values.mean(axis=1, keepdims=True)
