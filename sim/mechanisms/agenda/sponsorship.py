"""Sponsorship: which critics sponsor a draft on the challenger, and whether anybody takes the lead.

Theory: each critic weighs conviction, and attention to what it sees of the violations, against
    its restraint, in the mood among critics that year:
        W_i = conviction * h_i + attention * pressure * salience_i - restraint_i
              + bargain * mood - threshold
        P(sponsor_i) = 1 / (1 + exp(-W_i))
    A seated sponsor takes the lead if it is a leading power, others only with the chance
    `follower_leads`; without a leader there is no draft, and nothing to vote on.
Sources: evidence/motions.csv (no draft in 1991, 1998, 2002, 2003, 2005); Lebovic and Voeten 2006.
Writes: sponsored, last_sponsors, tabled.
Catalogue: N32.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw, normal
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Bools, Now
from sim.world import World


@dataclass(frozen=True)
class Sponsorship:
    """Acts when the challenger's situation falls due."""

    writes: ClassVar = ("sponsored", "last_sponsors", "tabled")

    conviction: float = parameter(
        0.6, low=0.0, high=3.0, unit="logits per s.d.",
        meaning="how much a liberal ideal point makes a critic sponsor",
        source="sponsors stand at the liberal pole", grade="judgement",
    )  # fmt: skip
    attention: float = parameter(
        1.5, low=0.0, high=5.0, unit="logits",
        meaning="how much fresh violations make critics sponsor",
        source="targeting follows violations after the Cold War (Lebovic and Voeten 2006)",
        grade="judgement",
    )  # fmt: skip
    bargain: float = parameter(
        1.0, low=0.0, high=3.0, unit="logits",
        meaning="how far common bargaining moves all critics in a year (1991: Gulf war)",
        source="no draft in 1991 amid other bargains", grade="judgement",
    )  # fmt: skip
    threshold: float = parameter(
        0.9, low=-3.0, high=5.0, unit="logits", meaning="what it takes to sponsor at all",
        source="set so that the baseline tables about as often as the record", grade="judgement",
    )  # fmt: skip
    follower_leads: float = parameter(
        0.04, low=0.0, high=1.0, unit="chance",
        meaning="chance that a sponsor who is no leading power takes the lead (Denmark 1997)",
        source="one of eleven drafts", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        ours = now.setting.challenge
        if ours not in now.due:
            return {"sponsored": np.zeros_like(world.sponsored)}
        sponsors = self._sponsors(world, now, draw)
        leads = now.setting.leaders | (draw.states("lead") < self.follower_leads)
        tabled = world.tabled.copy()
        tabled[:, ours] = (sponsors & leads & world.seated).any(axis=1)
        sponsored = sponsors & tabled[:, [ours]]
        count = sponsored.sum(axis=1, keepdims=True).astype(float)
        return {"sponsored": sponsored, "last_sponsors": count, "tabled": tabled}

    def _sponsors(self, world: World, now: Now, draw: Draw) -> Bools:
        willing = (
            self.conviction * (now.position + world.departure)
            + self.attention * world.pressure * world.salience
            - world.restraint
            + self.bargain * normal(draw.world("mood"))
            - self.threshold
        )
        chance = 1.0 / (1.0 + np.exp(-willing))
        return now.setting.critics & now.exists & (draw.states("sponsor") < chance)
