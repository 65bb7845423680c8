"""The trade link: what critics can withhold, and what business makes them loath to risk.

Theory: while market access is tied to rights, the challenger makes some concessions before each
    renewal; once trade is de-linked the threat is empty and releases become tokens. Meanwhile
    exposure to its market grows along an S-curve in every critic, and with it the reluctance to
    sponsor: exposure_i(t) = 1 / (1 + exp(-(t - exposure_midpoint) / exposure_spread)).
    leverage = linkage * (1 - exposure / 2); at each renewal the expected releases are
    releases_per_renewal * leverage, rights of the challenger gain rights_gain * leverage, and the
    debate itself renews `attention` to its violations.
Sources: Nathan and Scobell 2009 (de-linkage 1994, permanent status 2000-01).
Writes: exposure, leverage, releases, rights_departure, pressure.
Catalogue: N61, N62, N70.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

RENEWAL = 2  # the quarter of the yearly decision on trade status (June)


@dataclass(frozen=True)
class TradeLink:
    """Acts every quarter; concessions come in the quarter of the yearly renewal."""

    writes: ClassVar = ("exposure", "leverage", "releases", "rights_departure", "pressure")

    linkage: float = parameter(
        1.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far market access is tied to human rights",
        source="Nathan and Scobell 2009: conditions 1993, de-linked 1994, permanent 2001",
        grade="judgement",
    )  # fmt: skip
    exposure_midpoint: float = parameter(
        2001.0, low=1992.0, high=2015.0, unit="year",
        meaning="when business exposure to the challenger reaches half of its ceiling",
        source="accession to the World Trade Organization in 2001", grade="judgement",
    )  # fmt: skip
    exposure_spread: float = parameter(
        4.0, low=1.0, high=12.0, unit="years", meaning="how slowly exposure grows around then",
        source="shape of the growth of the challenger's trade 1990-2010", grade="judgement",
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

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        year = now.date.year + (now.date.quarter - 1) / 4
        curve = 1.0 / (1.0 + np.exp(-(year - self.exposure_midpoint) / self.exposure_spread))
        exposure = np.zeros_like(world.exposure) + curve * now.setting.critics
        leverage = np.zeros_like(world.leverage) + self.linkage * (1.0 - curve / 2.0)
        changes = {"exposure": exposure, "leverage": leverage}
        if now.date.quarter != RENEWAL:
            return changes | {"releases": np.zeros_like(world.releases)}
        given = 2.0 * draw.world("renewal") * leverage  # from nothing to twice what is expected
        rights = world.rights_departure.copy()
        rights[:, now.setting.challenger] += (self.rights_gain * given)[:, 0]
        return changes | {
            "releases": np.floor(self.releases_per_renewal * given + 0.5),
            "rights_departure": rights,
            "pressure": world.pressure + self.attention * self.linkage,
        }
