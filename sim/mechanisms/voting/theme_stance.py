"""Leanings on themes: how far each member follows the South's line where no state is named.

Theory: on norms and the economy blocs are tight where on countries they are loose, so ideal point
    and group weigh more and memory of the theme itself carries most of the rest:
        U = - position_weight * h + memory_weight * m + like_minded_pull * L + solidarity[group]
            + difficulty[theme] + framed * (frame_support - usual_support)
            + shock * normal[text] + logistic[member]
    against below lower_cut - steadiness * q, with the South above upper_cut + steadiness * q, where
    q is how far the member remembers having abstained on the theme; abstention between.
    Whoever has taken up the case for values ranks development and order above civil liberties: it
    adds support to texts of the South and resistance to those on civil rights.
Sources: estimated by evidence/derive/vote_parameters.py on roll calls to 2018; Nathan and
    Scobell 2009 (the ranking of rights).
Writes: leaning, cuts.
Catalogue: N24, N25.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
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
    steadiness: float = estimated(
        "theme", "steadiness", "of having abstained, by which the band of abstention is wider"
    )
    shock: float = estimated("theme", "shock", "s.d. of what moves all members on a text")
    framed: float = parameter(
        1.0, low=0.0, high=8.0, unit="logits",
        meaning="how much a full case for values adds to leaning on the South's line",
        source="economic rights first (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    usual_support: float = parameter(
        0.04, low=0.0, high=1.0, unit="share",
        meaning="part of the case for values that the estimates already hold",
        source="mean of the baseline 1990-2018", grade="estimated",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        texts = now.due[now.setting.texts.target[now.due] < 0]
        if not texts.size:
            return {}
        leaning = common_leaning(self, world, now, draw, texts)
        valued = self.framed * (world.frame_support - self.usual_support)
        leaning += world.at_seats(valued)[:, None, :]
        return put(world, texts, leaning=leaning, cuts=cuts(self, world, texts))
