"""World conferences: a text that all must live with, bent toward those who came prepared.

Theory: a world conference on human rights agrees on its text by consensus, so everybody's line
    counts and the better prepared count for more. With u_i = 1 / (1 + exp(-steepness * h_i)), from
    0 particular to 1 universal,
        declaration = sum(w_i * u_i) / sum(w_i),
        w_i = 1 + bargaining + preparation for a signatory of the regional line and for a critic
    Signatories are the states of the challenger's region, critics apart, whose ideal point lies
    below `gathering`; bound by what they signed, they argue its line instead of their own. The
    text moves part of the way from the universal one of 1948, further the more sign, and never
    all the way.
Sources: procedures/conferences.yaml (Vienna 1993 and its regional meetings); Nathan and Scobell
    2009.
Writes: declaration.
Catalogue: N39.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.procedures import conference_meets
from sim.setting import Bools, Floats, Now
from sim.world import World


@dataclass(frozen=True)
class Conference:
    """Acts in a quarter in which a world conference meets."""

    writes: ClassVar = ("declaration",)

    bargaining_challenger: float = parameter(
        1.0, low=0.0, high=20.0, kind="lever", unit="votes",
        meaning="what preparation adds to the say of a signatory of the challenger's line",
        source="the Asian regional meeting before Vienna (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    bargaining_critics: float = parameter(
        1.0, low=0.0, high=20.0, kind="lever", unit="votes",
        meaning="what preparation adds to the say of a critic",
        source="Western delegations and their NGOs at Vienna", grade="judgement",
    )  # fmt: skip
    gathering: float = parameter(
        0.0, low=-3.0, high=3.0, kind="lever", unit="s.d. of ideal points",
        meaning="how liberal a state of its region the challenger can still bring to sign",
        source="some forty states at Bangkok, Japan with reservations", grade="judgement",
    )  # fmt: skip
    steepness: float = parameter(
        1.5, low=0.1, high=5.0, unit="logits per s.d.",
        meaning="how sharply positions divide into particular and universal",
        source="the camps stood well apart in 1993", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if not conference_meets(now.date):
            return {}
        line = self.line(world, now)
        friends = (self.bargaining_challenger + world.preparation[:, :1]) * self.signs(world, now)
        critics = (self.bargaining_critics + world.preparation[:, 1:]) * now.setting.critics
        weight = (1.0 + friends + critics) * now.exists
        text = (weight * line).sum(axis=1, keepdims=True) / weight.sum(axis=1, keepdims=True)
        return {"declaration": text}

    def line(self, world: World, now: Now) -> Floats:
        """What each state (R, N) argues for: 0 particular to 1 universal."""
        own = 1.0 / (1.0 + np.exp(-self.steepness * (now.position + world.departure)))
        return np.where(self.signs(world, now), own[:, [now.setting.challenger]], own)

    def signs(self, world: World, now: Now) -> Bools:
        """Who (R, N) signs the regional line of the challenger."""
        setting = now.setting
        able = (setting.group == setting.group[setting.challenger]) & ~setting.critics & now.exists
        persuaded = now.position + world.departure < self.gathering
        return able & (persuaded | (np.arange(setting.states) == setting.challenger))
