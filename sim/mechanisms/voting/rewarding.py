"""Rewarding: envoys with aid go to those who already agree, not to the pivot.

Theory: aid follows alignment rather than buying it. The challenger visits the seated states that
    stand nearest to itself, where a visit keeps a vote that was safe and wins few:
        priority_i = - |h_i - h_challenger| / reach + Gumbel noise
    A rival of `lobbying`, which aims at the pivot; the critics do not answer.
Sources: Dreher, Fuchs, Parks, Strange and Tierney 2018 (agreement in the Assembly raises aid).
Writes: goodwill.
Catalogue: N67.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw, gumbel
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.voting.lobbying import SEASON, effort, ranked
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Rewarding:
    """Visits once a year, fading every quarter."""

    writes: ClassVar = ("goodwill",)
    instead_of: ClassVar = "lobbying"

    envoys: float = parameter(
        6.0, low=0.0, high=40.0, kind="lever", unit="visits a year",
        meaning="visits that the challenger pays to seated states before a session",
        source="as many as in lobbying, so that only their aim differs", grade="judgement",
    )  # fmt: skip
    effect: float = parameter(
        0.6, low=0.0, high=2.0, unit="logits", meaning="what a visit is worth in the host's vote",
        source="as in lobbying", grade="judgement",
    )  # fmt: skip
    half_life: float = parameter(
        3.0, low=0.5, high=40.0, unit="quarters", meaning="how fast the goodwill of a visit fades",
        source="as in lobbying", grade="judgement",
    )  # fmt: skip
    reach: float = parameter(
        0.3, low=0.05, high=2.0, unit="s.d. of ideal points",
        meaning="how closely visits are aimed at the most aligned",
        source="as in lobbying", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        goodwill = world.goodwill * 0.5 ** (1.0 / self.half_life)
        if now.date.quarter != SEASON:
            return {"goodwill": goodwill}
        here = now.setting.challenger
        position = now.position + world.departure
        distance = np.abs(position - position[:, [here]])
        others = world.seated & (np.arange(now.setting.states) != here)
        priority = -distance / self.reach + gumbel(draw.states("wooed"))
        visits = self.envoys * effort(world, now)
        return {"goodwill": goodwill + self.effect * (ranked(priority, others) < visits)}
