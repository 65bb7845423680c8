"""Lobbying: envoys with aid before the session, aimed near the pivot, by both sides.

Theory: one state has one vote, so a limited purse goes where a vote is cheapest: to seated states
    near the pivotal ideal point. In the quarter before the session the challenger sends
    `envoys` (fewer when no draft threatened it), and the critics `envoys_per_sponsor` for each
    sponsor of the last draft; a visit moves the host by `effect` logits on the challenger's own
    text, and the goodwill fades with `half_life`.
    priority_i = - |h_i - pivot| / reach + Gumbel noise, among seated states outside both camps.
Sources: HRW March 1997 (lead time, hosts); Kuziemko and Werker 2006.
Writes: goodwill.
Catalogue: N07, N10, N67.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw, gumbel
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Bools, Floats, Now
from sim.world import World

SEASON = 4  # three to five months before the spring session
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
    effect: float = parameter(
        0.6, low=0.0, high=2.0, unit="logits", meaning="what a visit is worth in the host's vote",
        source="0.4 to 0.8: Peru moved from abstaining to support 1995-96", grade="judgement",
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
        visits = self.envoys * effort(world, now)
        counter = self.envoys_per_sponsor * world.last_sponsors
        nearness = -np.abs(now.position + world.departure - self.pivot) / self.reach
        camps = now.setting.critics | (np.arange(now.setting.states) == now.setting.challenger)
        open_to_both = world.seated & ~camps
        wooed = hosts(nearness + gumbel(draw.states("wooed")), open_to_both, visits)
        countered = hosts(nearness + gumbel(draw.states("countered")), open_to_both, counter)
        return {"goodwill": goodwill + self.effect * (wooed.astype(float) - countered)}


def effort(world: World, now: Now) -> Floats:
    """The share of its envoys (R, 1) that the challenger sends: all of them if a draft threatened
    it at its last turn."""
    return np.where(world.level[:, [now.setting.challenge]] > 0, 1.0, UNTHREATENED)


def hosts(priority: Floats, eligible: Bools, visits: Floats) -> Bools:
    """The hosts (R, N): the eligible states of highest priority, as many as there are visits."""
    order = np.argsort(np.where(eligible, -priority, np.inf), axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    return eligible & (rank + 0.5 < visits)
