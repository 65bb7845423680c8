"""Lobbying: envoys with aid before the session, aimed near the pivot, by both sides.

Theory: one state has one vote, so a limited purse goes where a vote is cheapest: to seated states
    near the pivotal ideal point. Before the session the challenger sends `envoys` (fewer when no
    draft threatened it, more the more it has learned), of whom `purse` bring a grant to the first
    hosts, and the critics `envoys_per_sponsor` for each sponsor of the last draft:
        visits = envoys * effort * (1 + learned * counter_capacity)
        goodwill_i += (effect * visited_i + grant * paid_i) * ripe(lead)
                      - effect * countered_i * ripe(lead_of_critics)
    A promise needs `RIPENING` months to become an instruction: ripe = lead / RIPENING, at most 1.
        priority_i = - |h_i - pivot| / reach + Gumbel noise, among seated states outside both camps
    Goodwill fades with `half_life`, so it ends with the seat.
Sources: HRW March 1997 (lead time, hosts, a grant and a loan to Peru); Kuziemko and Werker 2006;
    Dreher, Nunnenkamp and Thiele 2008 (grants move votes, tied aid does not).
Writes: goodwill.
Catalogue: N07, N10, N67.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.engine.draw import Draw, gumbel
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Bools, Floats, Now
from sim.world import World

SEASON = 4  # three to five months before the spring session
RIPENING = 3.0  # months; campaigns of three to five months worked (HRW March 1997)
UNTHREATENED = 0.3  # share of its envoys that an unthreatened challenger sends; judgement


@dataclass(frozen=True)
class Lobbying:
    """Visits once a year, fading every quarter."""

    writes: ClassVar = ("goodwill",)

    envoys: float = parameter(
        6.0, low=0.0, high=40.0, kind="lever", unit="visits a year",
        meaning="visits that the challenger pays to seated states before a session",
        source="eight hosts in October-November 1995 (HRW 1997)", grade="judgement",
    )  # fmt: skip
    envoys_per_sponsor: float = parameter(
        0.3, low=0.0, high=5.0, kind="lever", unit="visits a year per sponsor",
        meaning="visits that critics pay for each sponsor of the last draft",
        source="three hosts in December 1994 with about ten sponsors (HRW 1997)",
        grade="judgement",
    )  # fmt: skip
    purse: float = parameter(
        1.0, low=0.0, high=40.0, kind="lever", unit="grants a year",
        meaning="grants that the challenger can give to hosts on top of its visits",
        source="a grant and a trade loan to Peru in 1996 (HRW 1997)", grade="judgement",
    )  # fmt: skip
    lead: float = parameter(
        4.0, low=0.0, high=12.0, kind="lever", unit="months",
        meaning="how long before the session the challenger's campaign begins",
        source="October-November for a spring session (HRW 1997)", grade="measured",
    )  # fmt: skip
    lead_of_critics: float = parameter(
        3.0, low=0.0, high=12.0, kind="lever", unit="months",
        meaning="how long before the session the critics' campaign begins",
        source="December in 1994-95, later in other years (HRW 1997)", grade="measured",
    )  # fmt: skip
    learned: float = parameter(
        0.5, low=0.0, high=3.0, unit="ratio",
        meaning="how many more visits a fully learned counter-strategy pays",
        source="campaigns grew after the near loss of 1995 (HRW 1997)", grade="judgement",
    )  # fmt: skip
    effect: float = parameter(
        0.6, low=0.0, high=2.0, unit="logits", meaning="what a visit is worth in the host's vote",
        source="0.4 to 0.8: Peru moved from abstaining to support 1995-96", grade="judgement",
    )  # fmt: skip
    grant: float = parameter(
        0.4, low=0.0, high=3.0, unit="logits", meaning="what a grant adds to a visit",
        source="grants move votes (Dreher, Nunnenkamp and Thiele 2008)", grade="judgement",
    )  # fmt: skip
    half_life: float = parameter(
        3.0, low=0.5, high=40.0, unit="quarters", meaning="how fast the goodwill of a visit fades",
        source="aid to seat holders ends with the seat (Kuziemko and Werker 2006)",
        grade="judgement",
    )  # fmt: skip
    pivot: float = parameter(
        -0.3, low=-1.5, high=1.5, unit="s.d. of ideal points",
        meaning="ideal point around which votes are cheapest",
        source="the hosts of 1995-96 lay between -0.7 and +0.3", grade="judgement",
    )  # fmt: skip
    reach: float = parameter(
        0.3, low=0.05, high=2.0, unit="s.d. of ideal points",
        meaning="how closely visits are aimed at the pivot",
        source="the hosts of 1995-96", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        goodwill = world.goodwill * 0.5 ** (1.0 / self.half_life)
        if now.date.quarter != SEASON:
            return {"goodwill": goodwill}
        visits = self.envoys * effort(world, now) * (1.0 + self.learned * world.counter_capacity)
        counter = self.envoys_per_sponsor * world.last_sponsors
        nearness = -np.abs(now.position + world.departure - self.pivot) / self.reach
        camps = now.setting.critics | (np.arange(now.setting.states) == now.setting.challenger)
        open_to_both = world.seated & ~camps
        rank = ranked(nearness + gumbel(draw.states("wooed")), open_to_both)
        gift = self.effect * (rank < visits) + self.grant * (rank < np.minimum(visits, self.purse))
        countered = ranked(nearness + gumbel(draw.states("countered")), open_to_both) < counter
        answer = self.effect * countered * ripe(self.lead_of_critics)
        return {"goodwill": goodwill + (gift * ripe(self.lead) - answer)}


def effort(world: World, now: Now) -> Floats:
    """The share of its envoys (R, 1) that the challenger sends: all of them if a draft threatened
    it at its last turn."""
    return np.where(world.level[:, [now.setting.challenge]] > 0, 1.0, UNTHREATENED)


def ranked(priority: Floats, eligible: Bools) -> Floats:
    """The rank (R, N) of each state among the eligible, the highest priority half a visit; states
    that are not eligible stand behind every number of visits."""
    order = np.argsort(np.where(eligible, -priority, np.inf), axis=1, kind="stable")
    return np.where(eligible, np.argsort(order, axis=1, kind="stable") + 0.5, np.inf)


def ripe(lead: float) -> Any:
    """The share of a promise made this many months before the vote that counts in it."""
    return np.minimum(lead / RIPENING, 1.0)
