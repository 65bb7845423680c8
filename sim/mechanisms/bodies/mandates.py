"""Thematic mandates: how the special procedures grow, and how the like-minded trim them.

Theory: the regime grows by mandates, not without end: each quarter a mandate is added with chance
    growth / 4 * (1 - crowding), and one is ended or merged with chance trimming / 4 * share of
    seats held by the like-minded group; crowding = mandates / ceiling.
Sources: 7 thematic mandates in 1990 (judgement), about 31 in 2009 and 39 in 2014-15;
    Freedom House 2009 on efforts to trim mandates.
Writes: mandates.
Catalogue: N33, N48, N66c, N72.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Mandates:
    """Acts every quarter."""

    writes: ClassVar = ("mandates",)

    growth: float = parameter(
        1.7, low=0.0, high=4.0, kind="lever", unit="mandates a year",
        meaning="thematic mandates proposed and created each year while there are few",
        source="7 in 1990 to 39 in 2014", grade="judgement",
    )  # fmt: skip
    ceiling: float = parameter(
        70.0, low=20.0, high=200.0, unit="mandates",
        meaning="number at which crowding stops further growth",
        source="growth slowed after 2010", grade="judgement",
    )  # fmt: skip
    trimming: float = parameter(
        0.5, low=0.0, high=4.0, kind="lever", unit="mandates a year",
        meaning="mandates ended each year if the like-minded held every seat",
        source="few were ended", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        like_minded = world.seated * now.caucus("like_minded_group")
        share = like_minded.sum(axis=1, keepdims=True) / world.seated.sum(axis=1, keepdims=True)
        crowding = world.mandates / self.ceiling
        added = draw.world("created") < self.growth / 4.0 * (1.0 - crowding)
        ended = draw.world("ended") < self.trimming / 4.0 * share
        return {"mandates": world.mandates + added - ended}
