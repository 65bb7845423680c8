"""Local lead: who decides and who commands the money, and how groups are spoken of at home.

Theory: Northern NGOs hand resources and decisions to local groups, and have less say themselves:
        local_share <- local_share + pace * (to_grassroots - local_share)
        funds of Northern NGOs move down to 1 - to_grassroots
    Who is helped from abroad is accused of being a foreign tool, and believed to be one the less
    the more of those who lead are local:
        led = local_lead + (1 - local_lead) * local_share
        local_legitimacy_i moves toward - accused * closed_i
            * ((usual aid + lent_i) * (1 - led) - usual aid * (1 - usual lead))
Sources: International Republican Institute, China programme page; Nilsen 2019 (Save the Children
    Myanmar); Chaudhry 2022.
Writes: local_share, local_legitimacy, ngo_funds.
Catalogue: A51, I07.
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
USUAL_AID = 0.15  # capacity lent from outside that the record holds; judgement
USUAL_LEAD = 0.3  # share of programmes led by those for whom they are meant; judgement


@dataclass(frozen=True)
class LocalLead:
    """Acts once a year, before groups are supported."""

    writes: ClassVar = ("local_share", "local_legitimacy", "ngo_funds")

    to_grassroots: float = parameter(
        0.0, low=0.0, high=0.9, kind="lever", unit="share",
        meaning="of resources and decisions that Northern NGOs hand to local groups, beyond usual",
        source="0 is the record; handing over power was an aim (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    local_lead: float = parameter(
        USUAL_LEAD, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of programmes whose partners come from the communities and set the priorities",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    accused: float = parameter(
        1.5, low=0.0, high=5.0, unit="share per share",
        meaning="legitimacy that groups in a closed state lose by capacity lent under foreign lead",
        source="foreign-agent laws and campaigns (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a year",
        meaning="how fast resources are handed over and accusations sink in",
        source="projects of three years", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        share = world.local_share + self.pace * (self.to_grassroots - world.local_share)
        led = self.local_lead + (1.0 - self.local_lead) * share
        aid = USUAL_AID + np.maximum(world.lent, 0.0)
        foreign = aid * (1.0 - led) - USUAL_AID * (1.0 - USUAL_LEAD)
        legitimacy = world.local_legitimacy
        moved = self.pace * (-self.accused * now.denied * foreign - legitimacy)
        return {
            "local_share": share,
            "local_legitimacy": legitimacy + moved,
            "ngo_funds": self._left(world, now),
        }

    def _left(self, world: World, now: Now) -> Floats:
        """The funds (R, G) that remain with NGOs when Northern ones hand over their share."""
        due = np.minimum(1.0 - self.to_grassroots - world.ngo_funds, 0.0)
        handing = now.setting.ngos.northern * (np.asarray(self.to_grassroots) > 0.0)
        return world.ngo_funds + self.pace * due * handing
