"""The trade link: what critics can withhold, and what business makes them loath to risk.

Theory: exposure to the challenger's market follows its share s of world trade, and large traders
    among the critics have more at stake than small ones:
        exposure_i -> grip * s^steepness / (s^steepness + half_share^steepness)
                      * (1 - size * (1 - trade_i / largest trade of a critic)),
    at `pace` a year, as contracts and plants follow trade. While market access is tied to rights,
    the challenger makes concessions before each renewal; the councils of business argue against
    conditions in proportion to the exposure of the leading power that holds the link:
        leverage = linkage * (1 - lobby * exposure of the leading power)
    At a renewal the expected releases are releases_per_renewal * leverage, the challenger's
    rights gain rights_gain * leverage, and the debate renews `attention` to its violations. Once
    the link is cut, `commissions` that can only report take the place of the debate:
        reports <- reports + commissions * (1 - linkage).
Sources: Nathan and Scobell 2009 (business councils, de-linkage 1994, permanent status 2000-01,
    two commissions since); Mann 2007; Flores-Macias and Kreps 2013 (trade and distance).
Writes: exposure, leverage, releases, rights_departure, pressure, reports.
Catalogue: N61, N62, N63, N70.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

RENEWAL = 2  # the quarter of the yearly decision on trade status (June)


@dataclass(frozen=True)
class TradeLink:
    """Exposure grows once a year; concessions come in the quarter of the yearly renewal."""

    writes: ClassVar = (
        "exposure", "leverage", "releases", "rights_departure", "pressure", "reports",
    )  # fmt: skip

    linkage: float = parameter(
        1.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far market access is tied to human rights",
        source="Nathan and Scobell 2009: conditions 1993, de-linked 1994, permanent 2001",
        grade="judgement",
    )  # fmt: skip
    grip: float = parameter(
        1.0, low=0.0, high=1.2, kind="lever", unit="ratio",
        meaning="how tightly the challenger holds foreign business by its market and its permits",
        source="Nathan and Scobell 2009; Mann 2007 (firms that adopt its point of view)",
        grade="judgement",
    )  # fmt: skip
    lobby: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how much of its leverage a fully exposed leading power gives up for its business",
        source="business councils before the renewals of 1993-2000 (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    half_share: float = parameter(
        4.0, low=1.0, high=15.0, unit="percent of world trade",
        meaning="the challenger's share of world trade that means half of full exposure",
        source="the share passed four percent in the late 1990s, before accession to the WTO",
        grade="judgement",
    )  # fmt: skip
    steepness: float = parameter(
        3.0, low=1.0, high=6.0, unit="exponent",
        meaning="how sharply exposure rises around that share",
        source="set so that exposure is low in 1990, half in 2001 and near its ceiling in 2010",
        grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.2, low=0.05, high=1.0, unit="share per year",
        meaning="how fast contracts and plants follow trade",
        source="a few years from market entry to plant", grade="judgement",
    )  # fmt: skip
    size: float = parameter(
        0.2, low=0.0, high=1.0, unit="share",
        meaning="how much less is at stake for the smallest trader than for the largest",
        source="large orders hung over large states in 1996 (HRW 1997)", grade="judgement",
    )  # fmt: skip
    releases_per_renewal: float = parameter(
        6.0, low=0.0, high=40.0, unit="prisoners",
        meaning="releases expected at a renewal under full leverage",
        source="named releases of 1993-94 and 1997-98", grade="judgement",
    )  # fmt: skip
    rights_gain: float = parameter(
        0.5, low=0.0, high=5.0, unit="points",
        meaning="rise in the challenger's respect for rights at a renewal under full leverage",
        source="small: conditions were unmet in 1994", grade="judgement",
    )  # fmt: skip
    attention: float = parameter(
        0.05, low=0.0, high=1.0, unit="share of the attention after the crackdown",
        meaning="attention to the challenger that the yearly debate renews while the link holds",
        source="the debate was a venue for airing worries (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    commissions: float = parameter(
        2.0, low=0.0, high=20.0, kind="lever", unit="bodies",
        meaning="bodies that report every year in place of the debate once the link is cut",
        source="two commissions of a critic's legislature (Nathan and Scobell 2009)",
        grade="measured",
    )  # fmt: skip
    report_effect: float = parameter(
        0.0, low=0.0, high=0.1, unit="share of the attention after the crackdown",
        meaning="attention to the challenger that a report renews, if any",
        source="no response is reported (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        changes: Changes = {}
        exposure = world.exposure
        if now.step == 0 or now.date.quarter == 1:
            due = self._at_stake(now)
            grown = exposure + self.pace * (due - exposure)
            exposure = grown if now.step > 0 else np.zeros_like(exposure) + due
            changes["exposure"] = exposure
        held_back = self.lobby * exposure[:, [leading_power(now)]]
        leverage = self.linkage * (1.0 - held_back)
        changes["leverage"] = leverage
        if now.date.quarter != RENEWAL:
            return changes | {"releases": np.zeros_like(world.releases)}
        given = 2.0 * draw.world("renewal") * leverage  # from nothing to twice what is expected
        rights = world.rights_departure.copy()
        rights[:, now.setting.challenger] += (self.rights_gain * given)[:, 0]
        reports = self.commissions * (1.0 - self.linkage)
        heard = self.attention * self.linkage + self.report_effect * reports
        return changes | {
            "releases": np.floor(self.releases_per_renewal * given + 0.5),
            "rights_departure": rights,
            "pressure": world.pressure + heard,
            "reports": world.reports + reports,
        }

    def _at_stake(self, now: Now) -> Floats:
        """The exposure (N,) or (R, N) that the trade of this year leads to."""
        share = now.trade[now.setting.challenger]
        curve = 1.0 / (1.0 + (self.half_share / share) ** self.steepness)
        trade = np.where(now.setting.critics, now.trade, 0.0)
        weight = 1.0 - self.size * (1.0 - trade / max(trade.max(), 1e-9))
        return np.minimum(self.grip * curve * weight, 1.0) * now.setting.critics


def leading_power(now: Now) -> int:
    """The column of the largest trader among the leading powers."""
    return int(np.argmax(np.where(now.setting.leaders, now.trade, -1.0)))
