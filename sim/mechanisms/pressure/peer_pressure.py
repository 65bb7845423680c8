"""Peer pressure: messengers of the South move states of the South, and regions their own.

Theory: the same words weigh more from a peer. What Northern campaigns and Southern messages say
    beyond habit is heard in the South by the standing of those who say it, and Northern words are
    discounted as those of a rival camp:
        heard = ((south_south - usual) * standing_south
                 + (1 - discount) * (campaign - usual) * standing_north) / usual campaign
        goodwill_i <- goodwill_i - persuasion * heard for states of the South
    Where groups and governments of the challenger's own region raise its record, that region
    does so in its own voice:
        goodwill_i <- goodwill_i - solidarity * asian for states of its region outside both camps
    Either way the case that the West stands against the rest convinces fewer:
        frame_support_i <- frame_support_i * (1 - share), share = weakening * (peers + asian_i)
Sources: Hutchings 2019, Amnesty International's China strategy (South-South advocacy, the rejection
    of Northern criticism); China Human Rights Strategy Study Group 2001 (Asian solidarity); Bell,
    Clay and Murdie 2012 (neighbours); Boockmann and Dreher 2011 (regional dependence).
Writes: goodwill, frame_support.
Catalogue: A19, A20, SD11.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import year_beyond_habit
from sim.mechanisms.pressure.usual import SEASON, southern
from sim.ngos import ACTIONS, AUDIENCES, Ngos
from sim.setting import Floats, Now
from sim.world import World


@dataclass(frozen=True)
class PeerPressure:
    """Acts once a year, in the autumn before the session."""

    writes: ClassVar = ("goodwill", "frame_support")

    persuasion: float = parameter(
        0.35, low=0.0, high=3.0, unit="logits",
        meaning="what messages of full standing, as many as usual campaigns, move in a vote",
        source="somewhat less than an envoy with aid", grade="judgement",
    )  # fmt: skip
    discount: float = parameter(
        0.6, low=0.0, high=1.0, unit="share",
        meaning="of Northern criticism that is dismissed as that of a rival camp",
        source="double standards, containment (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    asian_voices: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far groups of the challenger's region raise its record, beyond the usual",
        source="0 is the usual (China Human Rights Strategy Study Group 2001)",
        grade="judgement",
    )  # fmt: skip
    solidarity: float = parameter(
        0.5, low=0.0, high=3.0, unit="logits a year",
        meaning="what fully organised solidarity of its own region moves there in a vote",
        source="regional dependence of votes (Boockmann and Dreher 2011)", grade="judgement",
    )  # fmt: skip
    weakening: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a year",
        meaning="support for the case against the West lost where peers speak up",
        source="the issue is no longer a Western one (Study Group 2001)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        setting, south = now.setting, southern(now)
        region = south * (setting.group == setting.group[setting.challenger])
        peers, north = self._heard(world, now)
        asian = np.minimum(self.asian_voices + world.money_for("asian_solidarity"), 1.0)
        moved = self.persuasion * (peers + north) * south + self.solidarity * asian * region
        spoken = np.clip(self.weakening * (peers * south + asian * region), 0.0, 1.0)
        return {
            "goodwill": world.goodwill - moved,
            "frame_support": world.frame_support * (1.0 - spoken),
        }

    def _heard(self, world: World, now: Now) -> tuple[Floats, Floats]:
        """What the South hears beyond the usual from peers, and from the North (R, 1)."""
        ngos = now.setting.ngos
        usual, size = ngos.habit("campaign"), ngos.habit("south_south")
        peers = size / usual * year_beyond_habit(world, now, "south_south")
        north = (1.0 - self.discount) * year_beyond_habit(world, now, "campaign")
        return peers * standing(ngos, "south_south", False), north * standing(
            ngos, "campaign", True
        )


def standing(ngos: Ngos, action: str, northern: bool) -> float:
    """The mean legitimacy in the South of those outside the challenger who do this by habit."""
    ours = (ngos.northern == northern) & ~ngos.inside
    doing = ngos.resources * ngos.usual[:, ACTIONS.index(action)] * ours
    return float((doing * ngos.legitimacy[:, AUDIENCES.index("south")]).sum() / doing.sum())
