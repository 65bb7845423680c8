"""Access: criticism is paid for with access, by the critic and by those in its company.

Theory: the challenger lets in whom it need not fear. An NGO's access settles where its own
    harshness, the loudness of others, and its legitimacy put it:
        target_g = start_g * legitimacy_g
                   * exp(- price * (harshness * campaign_g - usual campaign_g))
                   * exp(- association * start_g * (loudness - 1))
        access <- access + settling * trust * (target - access)
    where campaign_g is the share of its effort that goes into public campaigns, loudness is
    harshness times all public campaigns relative to the usual, and trust, access relative to the
    start, makes lost access slow to regain. Those with most to lose, start_g, suffer most from the
    company of others; so they keep their distance.
Sources: Hutchings 2019, Amnesty International's China strategy (the price of being an outsider;
    outsiders are unwelcome partners).
Writes: ngo_access.
Catalogue: A22, A23, A28.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.ngos import ACTIONS
from sim.setting import Now
from sim.world import World

CAMPAIGN = ACTIONS.index("campaign")
LEAST_TRUST = 0.1  # with which an expelled NGO begins again; judgement


@dataclass(frozen=True)
class Access:
    """Acts every quarter on every NGO."""

    writes: ClassVar = ("ngo_access",)

    harshness: float = parameter(
        1.0, low=0.0, high=4.0, kind="lever", unit="times the usual",
        meaning="how harsh the public campaigns of NGOs are",
        source="the record is 1 by definition", grade="judgement",
    )  # fmt: skip
    price: float = parameter(
        2.5, low=0.0, high=10.0, unit="log per share",
        meaning="how much access an NGO loses by its own public campaigns",
        source="campaigners have almost none, capacity builders much (Hutchings 2019)",
        grade="judgement",
    )  # fmt: skip
    association: float = parameter(
        0.3, low=0.0, high=5.0, unit="log",
        meaning="how much access insiders lose when outsiders are twice as loud",
        source="groups with offices avoid loud company (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    settling: float = parameter(
        0.1, low=0.0, high=1.0, unit="share per quarter",
        meaning="how fast access follows conduct", source="visas are renewed yearly",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        ngos = now.setting.ngos
        own = self.harshness * world.ngo_effort[..., CAMPAIGN] - ngos.usual[:, CAMPAIGN]
        usual = (ngos.resources * ngos.usual[:, CAMPAIGN]).sum() / ngos.total
        loudness = self.harshness * world.actions[:, [CAMPAIGN]] / usual
        cost = self.price * own + self.association * ngos.access * (loudness - 1.0)
        target = np.minimum(ngos.access * world.ngo_legitimacy * np.exp(-cost), 1.0)
        trust = np.clip(world.ngo_access / np.maximum(ngos.access, 0.01), LEAST_TRUST, 1.0)
        moved = self.settling * trust * (target - world.ngo_access)
        return {"ngo_access": world.ngo_access + moved}
