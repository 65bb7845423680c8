"""Mandates of the special procedures: how they grow, and how the like-minded trim them.

Theory: mandates breed mandates until they crowd each other, and a shock that is remembered speeds
    them. With crowded = mandates / ceiling and share = seats of the like-minded, a year brings
        added = growth * 4 * crowded * (1 - crowded) * (1 + shock * pressure)
        ended = (trimming * share + erosion * mandates) * (1 - advocacy)
    A country mandate is ended early with chance
        curtailment * share * (1 - advocacy)
    and comes back only with the next text. Once the Council has a code of conduct, independence
    moves by a third a year to what the code leaves: 1 - code_of_conduct * share.
Sources: Nathan and Scobell 2009; 7 thematic mandates in 1990 (judgement), about 31 in 2009 and
    39 in 2014-15; Council resolution 5/2 (2007); Freedom House 2009 on efforts to trim mandates.
Writes: mandates, mandate_strength, country_mandates.
Catalogue: N33, N48, N66c, N72.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.calendar import Quarter
from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

CODE = Quarter(2007, 2)  # Council resolution 5/2 of 18 June 2007
SETTLING = 0.35  # share per year by which a code comes to be felt; judgement
BEFORE_SESSIONS = 4  # the quarter in which no country text falls due


@dataclass(frozen=True)
class Mandates:
    """Acts once a year, when the year's sessions are over."""

    writes: ClassVar = ("mandates", "mandate_strength", "country_mandates")

    growth: float = parameter(
        0.95, low=0.0, high=4.0, kind="lever", unit="mandates a year",
        meaning="thematic mandates created each year at half of the ceiling, without a shock",
        source="7 in 1990 to 39 in 2014", grade="judgement",
    )  # fmt: skip
    shock: float = parameter(
        3.0, low=0.0, high=10.0, unit="share",
        meaning="how much faster mandates are created while attention is as after the crackdown",
        source="procedures and funds grew after 1989 (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    ceiling: float = parameter(
        77.0, low=20.0, high=200.0, unit="mandates",
        meaning="number at which crowding stops further growth",
        source="growth slowed after 2010", grade="judgement",
    )  # fmt: skip
    trimming: float = parameter(
        0.5, low=0.0, high=4.0, kind="lever", unit="mandates a year",
        meaning="mandates ended each year if the like-minded held every seat",
        source="few were ended", grade="judgement",
    )  # fmt: skip
    erosion: float = parameter(
        0.003, low=0.0, high=0.3, unit="share a year",
        meaning="mandates that lapse or are merged each year",
        source="a handful were merged or left to lapse 1990-2014", grade="judgement",
    )  # fmt: skip
    curtailment: float = parameter(
        0.3, low=0.0, high=2.0, kind="lever", unit="chance a year",
        meaning="chance that a country mandate is ended early if the like-minded held every seat",
        source="country mandates stayed at 12 to 14 while thematic ones doubled",
        grade="judgement",
    )  # fmt: skip
    code_of_conduct: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="independence that the code takes if the like-minded held every seat",
        source="Council resolution 5/2 of 2007; effect unknown", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != BEFORE_SESSIONS:
            return {}
        like_minded = world.seated * now.caucus("like_minded_group")
        share = like_minded.sum(axis=1, keepdims=True) / world.seated.sum(axis=1, keepdims=True)
        undefended = 1.0 - world.advocacy
        crowded = np.minimum(world.mandates / self.ceiling, 1.0)
        usual = self.growth * 4.0 * crowded * (1.0 - crowded)
        created = usual * (1.0 + self.shock * world.pressure)
        lost = (self.trimming * share + self.erosion * world.mandates) * undefended
        added = np.floor(created + draw.world("created"))
        ended = np.floor(lost + draw.world("ended"))
        stays = draw.items("curtailed", world.country_mandates.shape[1]) >= (
            self.curtailment * share * undefended
        )
        changes: Changes = {
            "mandates": np.maximum(world.mandates + added - ended, 0.0),
            "country_mandates": world.country_mandates & stays,
        }
        if now.date >= CODE:
            left = 1.0 - self.code_of_conduct * share
            strength = world.mandate_strength + SETTLING * (left - world.mandate_strength)
            changes["mandate_strength"] = strength
        return changes
