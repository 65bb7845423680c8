"""Reach: what becomes of what NGOs spend.

Theory: an NGO's effort reaches the world by its means, weighed by its standing, its skill and how
    far it pulls with the others, and by what works now:
        means_g = resources_g * funds_g * legitimacy_g * (1 - set_aside)
                  * (1 + worth * (skill_g - usual skill)) * (1 + pull * joined_g)
        actions_a = exp(terrain_a) * sum_g means_g * effort_ga / sum_g resources_g
    over the NGOs that were not closed. Work by consent counts as far as there is access:
        insider programmes are multiplied by access_g / access_g at the start.
    A Northern NGO that has passed decisions to members in the South is heard there as a Southern
    one is, and is a little slower and less uniform in its campaigns and lobbying:
        south_south by 1 + decentralised * (standing of Southern NGOs there / its own - 1)
        campaign, lobbying by 1 - slower * decentralised
    What it spends on campaigns, reports, lobbying, monitoring and messages is its voice with
    governments; organisations of the challenger's government have none.
Sources: Hutchings 2019, Amnesty International's China strategy (one strategy for the whole
    organisation); Månsson and Howie 2019, International Civil Society Centre (structure).
Writes: actions, ngo_voice.
Catalogue: A09, A22, A26, A40.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.ngos import ACTIONS, AUDIENCES, Ngos
from sim.setting import Floats, Now
from sim.world import World
from sim.world.ngos import USUAL_SKILL

INSIDER, SOUTH_SOUTH, CAMPAIGN, LOBBYING = (
    ACTIONS.index(a) for a in ("insider_programme", "south_south", "campaign", "lobbying")
)
HEARD = ~np.isin(
    ACTIONS, ("insider_programme", "corporate", "legal_defence", "youth", "solidarity")
)  # by governments; the rest is done in the challenger, with firms or among peers


@dataclass(frozen=True)
class Reach:
    """Acts every quarter on every NGO; voice counts when the challenger's situation falls due."""

    writes: ClassVar = ("actions", "ngo_voice")

    worth: float = parameter(
        1.5, low=0.0, high=5.0, unit="share per share",
        meaning="how much more an NGO of full skill achieves with the same means",
        source="capacity to influence over time (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    pull: float = parameter(
        0.3, low=0.0, high=2.0, unit="share",
        meaning="how much more NGOs achieve when all follow one strategy",
        source="organisation-wide strategy instead of separate initiatives (Hutchings 2019)",
        grade="judgement",
    )  # fmt: skip
    slower: float = parameter(
        0.1, low=0.0, high=1.0, unit="share",
        meaning="what full decentralisation costs campaigns and lobbying in speed and uniformity",
        source="Månsson and Howie 2019", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        ngos, effort = now.setting.ngos, world.ngo_effort
        means = self._means(world, ngos)
        actions = np.einsum("rg,rga->ra", means, effort)
        welcome = world.ngo_access / np.maximum(ngos.access, 0.01)
        actions[:, INSIDER] = (means * welcome * effort[..., INSIDER]).sum(axis=1)
        works = np.exp(world.terrain)
        if world.decentralised.any():
            gain = world.decentralised * at_home_in_the_south(ngos)
            actions[:, SOUTH_SOUTH] += (means * gain * effort[..., SOUTH_SOUTH]).sum(axis=1)
            works[:, [CAMPAIGN, LOBBYING]] *= 1.0 - self.slower * world.decentralised
        changes = {"actions": actions * works}
        if now.setting.challenge in now.due:
            free = means * ~ngos.of("government_organised")
            changes["ngo_voice"] = free * np.einsum("rga,ra->rg", effort, works * HEARD)
        return changes

    def _means(self, world: World, ngos: Ngos) -> Floats:
        """What NGOs can bring to bear (R, G), as shares of what all of them started with."""
        able = 1.0 + self.worth * (world.ngo_skill - USUAL_SKILL)
        together = 1.0 + self.pull * world.joined
        standing = world.ngo_funds * world.ngo_legitimacy * (1.0 - world.set_aside)
        return (ngos.resources / ngos.total) * standing * able * together * ~world.ngo_closed


def at_home_in_the_south(ngos: Ngos) -> Floats:
    """How much better a Northern NGO (G,) would be heard in the South as a Southern one."""
    south = ngos.legitimacy[:, AUDIENCES.index("south")]
    southern = south[~ngos.northern & ~ngos.inside].mean()
    return np.where(ngos.northern, southern / south - 1.0, 0.0)
