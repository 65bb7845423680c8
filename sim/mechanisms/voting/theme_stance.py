"""Leanings on themes: how far each member follows the South's line where no state is named.

Theory: on norms and the economy blocs are tight where on countries they are loose, so ideal point
    and group weigh more and memory of the theme itself carries most of the rest:
        U = - position_weight * h + memory_weight * m + like_minded_pull * L + solidarity[group]
            + difficulty[theme] + shock * normal[text] + logistic[member]
Sources: estimated by evidence/derive/vote_parameters.py on roll calls to 2018.
Writes: leaning, cuts.
Catalogue: N24, N25.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.mechanisms import Changes, put
from sim.mechanisms.voting.estimates import estimated
from sim.mechanisms.voting.leaning import common_leaning, cuts
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class ThemeStance:
    """Acts on themes that fall due, before anything is voted on."""

    writes: ClassVar = ("leaning", "cuts")

    position_weight: float = estimated("theme", "position_weight", "of the ideal point")
    memory_weight: float = estimated("theme", "memory_weight", "of the remembered stance")
    like_minded_pull: float = estimated("theme", "like_minded_pull", "of the like-minded group")
    solidarity_africa: float = estimated("theme", "solidarity.AFRICA", "of Africa")
    solidarity_asia_pacific: float = estimated("theme", "solidarity.ASIA_PACIFIC", "of Asia")
    solidarity_eastern_europe: float = estimated(
        "theme", "solidarity.EASTERN_EUROPE", "of Eastern Europe"
    )
    solidarity_grulac: float = estimated("theme", "solidarity.GRULAC", "of Latin America")
    solidarity_weog: float = estimated("theme", "solidarity.WEOG", "of Western Europe and others")
    lower_cut: float = estimated("theme", "lower_cut", "below which a member votes against")
    upper_cut: float = estimated("theme", "upper_cut", "above which it votes with the South")
    shock: float = estimated("theme", "shock", "s.d. of what moves all members on a text")

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        texts = now.due[now.setting.texts.target[now.due] < 0]
        if not texts.size:
            return {}
        return put(
            world,
            texts,
            leaning=common_leaning(self, world, now, draw, texts),
            cuts=cuts(self),
        )
