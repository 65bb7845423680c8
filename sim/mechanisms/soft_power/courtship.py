"""Courtship: leaders travel, guests are received, officers are schooled, partnerships declared.

Theory: attention is scarce. What the challenger wants to do in a year is scaled down to `budget`:
        share = min(1, budget / (travel + hosting + schooling + partnerships))
    State i gets attention in proportion to exp(small_states_first * small_i). A large one asks for
    more of it, though it has one vote like the others, and a visit counts for more where equal
    respect is rare:
        expected visits_i = attention_i / (1 + grandeur * (1 - small_i))
        gain_i = visit * (1 + dignity * small_i) * visits_i
    Guests are received alike whatever their rank, officers come from everywhere, and partnerships
    are declared with the large, from 1993 on. The critics' leaders travel too, to the large
    first. Ties close a part of what is left to full ties, and fade; those of officers outlast
    governments.
Sources: Nathan and Scobell 2009 (sixteen African states in 2006, hosting regardless of rank,
    schooling of officers, partnerships since 1993); Gill 2007.
Writes: ties, security_ties, rival_ties, partnership, spent.
Catalogue: N03, N07, N10, N11, N13, N15.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

SEASON = 3  # the quarter of travel, well before the spring session
PARTNERS_SINCE = 1993  # the first partnership, with Brazil (Nathan and Scobell 2009)
LARGE_FIRST = 3.0  # how strongly critics' visits and partnerships favour the large; judgement


@dataclass(frozen=True)
class Courtship:
    """Acts once a year; what was won fades every quarter."""

    writes: ClassVar = ("ties", "security_ties", "rival_ties", "partnership", "spent")

    budget: float = parameter(
        50.0, low=0.0, high=400.0, kind="lever", unit="visits a year",
        meaning="attention that the challenger's diplomacy has, counted in visits",
        source="a little more than what it does, so that it does not bind", grade="judgement",
    )  # fmt: skip
    travel: float = parameter(
        24.0, low=0.0, high=160.0, kind="lever", unit="visits a year",
        meaning="travel of the challenger's leaders, a visit to the smallest state counting one",
        source="about sixteen states a year, as in Africa in 2006 (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    hosting: float = parameter(
        12.0, low=0.0, high=160.0, kind="lever", unit="visits a year",
        meaning="leaders received with full honours, whatever the rank of their state",
        source="a state guest about every month", grade="judgement",
    )  # fmt: skip
    schooling: float = parameter(
        8.0, low=0.0, high=160.0, kind="lever", unit="visits' worth a year",
        meaning="courses and forums for officers and officials",
        source="seminars and forums of defence scholars (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    partnerships: float = parameter(
        1.0, low=0.0, high=40.0, kind="lever", unit="a year",
        meaning="partnerships declared, with the largest states above all, from 1993 on",
        source="about a dozen from 1993 to 2004 (Gill 2007)", grade="judgement",
    )  # fmt: skip
    small_states_first: float = parameter(
        1.0, low=-6.0, high=6.0, kind="lever", unit="log-weight",
        meaning="how much travel favours the smallest over the largest; negative: the largest",
        source="envoys to small and distant states (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    rival_travel: float = parameter(
        40.0, low=0.0, high=160.0, kind="lever", unit="visits a year",
        meaning="travel of the critics' leaders, counted alike, to large states first",
        source="about as many visits as the challenger pays, to states that ask for more",
        grade="judgement",
    )  # fmt: skip
    visit: float = parameter(
        0.25, low=0.0, high=1.0, unit="share",
        meaning="part of the way to full ties that a leader's visit goes, either way",
        source="four visits come near to close friendship", grade="judgement",
    )  # fmt: skip
    schooled: float = parameter(
        0.25, low=0.0, high=1.0, unit="share",
        meaning="part of the way to full ties of officers that a course goes",
        source="as much as a visit", grade="judgement",
    )  # fmt: skip
    dignity: float = parameter(
        0.5, low=0.0, high=3.0, unit="share",
        meaning="by how much more a visit counts in the smallest state than in the largest",
        source="small states are addressed as equals (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    grandeur: float = parameter(
        2.0, low=0.0, high=5.0, unit="share",
        meaning="extra attention that a visit to the largest state takes, over the smallest",
        source="one state, one vote: small ones are cheapest (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    half_life: float = parameter(
        12.0, low=1.0, high=80.0, unit="quarters", meaning="how fast ties of leaders fade",
        source="leaders change every few years", grade="judgement",
    )  # fmt: skip
    security_half_life: float = parameter(
        40.0, low=1.0, high=160.0, unit="quarters", meaning="how fast ties of officers fade",
        source="officers rise and serve for decades", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        kept = 0.5 ** (1.0 / self.half_life)
        ties, rival_ties = world.ties * kept, world.rival_ties * kept
        security_ties = world.security_ties * 0.5 ** (1.0 / self.security_half_life)
        faded = {"ties": ties, "rival_ties": rival_ties, "security_ties": security_ties}
        if now.date.quarter != SEASON:
            return faded | {"spent": np.zeros_like(world.spent)}
        small, alike = now.setting.small, among(now, 0.0)
        asked = 1.0 + self.grandeur * (1.0 - small)
        declaring = self.partnerships * (now.date.year >= PARTNERS_SINCE)
        wanted = self.travel + self.hosting + self.schooling + declaring
        share = np.minimum(1.0, self.budget / np.maximum(wanted, 1.0))  # below one visit: all
        attention = share * self.travel * among(now, self.small_states_first)
        visits = np.floor(attention / asked + draw.states("visited"))
        gain = self.visit * (visits * (1.0 + self.dignity * small) + share * self.hosting * alike)
        countered = self.visit * self.rival_travel * among(now, -LARGE_FIRST) / asked
        schooled = self.schooled * share * self.schooling * alike
        partners = world.partnership.copy()
        if now.date.year >= PARTNERS_SINCE:
            partners |= draw.states("partner") < share * declaring * among(now, -LARGE_FIRST)
        spent = np.zeros_like(world.spent)
        spent[:, :1] = share * wanted
        spent[:, 1:] = self.rival_travel
        return {
            "ties": ties + np.minimum(gain, 1.0) * (1.0 - ties),
            "security_ties": security_ties + np.minimum(schooled, 1.0) * (1.0 - security_ties),
            "rival_ties": rival_ties + np.minimum(countered, 1.0) * (1.0 - rival_ties),
            "partnership": partners,
            "spent": spent,
        }


def among(now: Now, small_first: float) -> Floats:
    """The share of attention (N,), or (R, N) if uncertain, that each state but the challenger
    gets, in proportion to exp(small_first * small_i)."""
    others = now.exists & (np.arange(now.setting.states) != now.setting.challenger)
    weight = np.exp(small_first * now.setting.small) * others
    return weight / weight.sum(axis=-1, keepdims=True)
