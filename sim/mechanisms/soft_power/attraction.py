"""Attraction: how drawn each state is to the challenger, and to the critics' pole.

Theory: attraction adds up what was inherited and what was won; what is seen of the challenger's
    violations wounds all of it, and honours by foreign institutions multiply it among critics:
        won_i = culture + heritage * neighbour_i + elite * ties_i + officers * security_ties_i
                + presence * institutes_i + money * dependence_i + prestige
                + reputation (for those who look for a model: all but the critics)
        drawn_i = won_i * (1 - wound * salience_i * violations) * (1 + endorsement * critic_i)
        attraction_i <- attraction_i + speed * (max(drawn_i, loyalty * friend_i) - attraction_i)
    where violations is the attention to them, 0 to 1, and friend_i an ally or an old friend, who
    brought in the draft that gave the challenger its seat; a friend never falls below a floor.
    The critics' pole draws in the same way:
        rival_attraction_i moves toward rival_base + elite * rival_ties_i + rival_reputation
Sources: Nye 2004; Nathan and Scobell 2009 (culture, old friends, officers, the wound of its own
    violations); A/L.630 of 1971 (sponsors).
Writes: attraction, rival_attraction.
Catalogue: N01, N06, N08, N09, N14, N18.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SEASONS = (2, 4)  # before the sessions of spring and autumn


@dataclass(frozen=True)
class Attraction:
    """Acts every half-year, after all that attracts."""

    writes: ClassVar = ("attraction", "rival_attraction")

    culture: float = parameter(
        0.1, low=0.0, high=2.0, unit="logits",
        meaning="attraction of monuments, cooking and arts, which nobody pays for",
        source="famous long before any policy (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    heritage: float = parameter(
        0.1, low=0.0, high=2.0, unit="logits",
        meaning="what neighbours in the challenger's region feel beyond that",
        source="script and classics shared for centuries (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    loyalty: float = parameter(
        0.15, low=0.0, high=2.0, unit="logits",
        meaning="floor under the attraction of old friends and allies",
        source="friendships of the isolation era survive (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    elite: float = parameter(
        1.0, low=0.0, high=3.0, unit="logits", meaning="worth of full ties of leaders, either way",
        source="a visit is worth about a quarter of a logit, an envoy with aid 0.6",
        grade="judgement",
    )  # fmt: skip
    officers: float = parameter(
        0.5, low=0.0, high=3.0, unit="logits", meaning="worth of full ties of officers",
        source="officers advise and seldom decide votes", grade="judgement",
    )  # fmt: skip
    presence: float = parameter(
        0.2, low=0.0, high=2.0, unit="logits",
        meaning="worth of the most institutes that a host takes",
        source="institutes raise attraction a little (Paradise 2009)", grade="judgement",
    )  # fmt: skip
    money: float = parameter(
        0.4, low=0.0, high=3.0, unit="logits", meaning="worth of full dependence",
        source="opposing a lender looks costly (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    wound: float = parameter(
        0.6, low=0.0, high=1.0, unit="share",
        meaning="attraction lost where violations are fully seen and attended to",
        source="the weak point of its appeal (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    rival_base: float = parameter(
        0.15, low=-2.0, high=2.0, unit="logits",
        meaning="attraction of the critics' pole that needs no visits",
        source="set so that the two poles balance over the sessions with drafts, 1990-2004",
        grade="judgement",
    )  # fmt: skip
    speed: float = parameter(
        0.6, low=0.05, high=1.0, unit="share per half-year",
        meaning="how fast attraction follows what attracts",
        source="mood follows within a year", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter not in SEASONS:
            return {}
        critics = now.setting.critics
        neighbour = now.setting.group == now.setting.group[now.setting.challenger]
        friend = np.maximum(now.setting.old_friends, now.allied)
        won = (
            (self.culture + self.heritage * neighbour)
            + self.elite * world.ties
            + self.officers * world.security_ties
            + self.presence * world.institutes
            + self.money * world.dependence
            + (world.prestige + world.reputation * ~critics)
        )
        violations = np.minimum(world.pressure, 1.0)
        unharmed = 1.0 - self.wound * violations * world.salience
        drawn = np.maximum(
            won * unharmed * (1.0 + world.endorsement * critics), self.loyalty * friend
        )
        drawn_to_rival = self.rival_base + self.elite * world.rival_ties + world.rival_reputation
        rival = world.rival_attraction + self.speed * (drawn_to_rival - world.rival_attraction)
        return {
            "attraction": world.attraction + self.speed * (drawn - world.attraction),
            "rival_attraction": rival,
        }
