"""Reputation: what each pole's recipe for growth is thought of, and the glory that fades.

Theory: governments judge a model by its results, and learn slowly. With `growth_gap` the points
    by which the challenger's economy outgrows the critics',
        reputation <- reputation + learning * (performance * growth_gap - reputation)
    A crisis of the critics lowers `rival_reputation`, a great event raises `prestige`, and both
    fade. Honours by foreign book fairs, halls and museums add up, each `honour` of a share, and
    fade too.
Sources: Ramo 2004 (the Beijing consensus); Nathan and Scobell 2009 (the crash of 2008, games and
    parades, book fairs and concert halls); Nye 2004.
Writes: reputation, rival_reputation, prestige, endorsement.
Catalogue: N02, N04, N05, N06.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Reputation:
    """Acts every quarter."""

    writes: ClassVar = ("reputation", "rival_reputation", "prestige", "endorsement")

    growth_gap: float = parameter(
        6.0, low=-10.0, high=15.0, unit="points a year",
        meaning="by how much the challenger's economy outgrows the critics'",
        source="China grew by about 9 % a year after 1990, the critics by about 2.5 %",
        grade="measured",
    )  # fmt: skip
    performance: float = parameter(
        0.04, low=0.0, high=0.3, unit="logits per point",
        meaning="what a point of growth ahead of the critics adds to the model's reputation",
        source="a lead of six points is worth less than one visit by an envoy", grade="judgement",
    )  # fmt: skip
    learning: float = parameter(
        0.04, low=0.005, high=1.0, unit="share per quarter",
        meaning="how fast governments learn from results",
        source="the model was named only in 2004 (Ramo), after two decades of growth",
        grade="judgement",
    )  # fmt: skip
    rival_half_life: float = parameter(
        8.0, low=1.0, high=80.0, unit="quarters",
        meaning="how fast the critics' model recovers from a crisis",
        source="views of the United States recovered within years of 2003 and 2008",
        grade="judgement",
    )  # fmt: skip
    glory_half_life: float = parameter(
        4.0, low=0.5, high=40.0, unit="quarters", meaning="how fast the glory of an event fades",
        source="the games of 2008 were old news by the parade of 2009", grade="judgement",
    )  # fmt: skip
    honours: float = parameter(
        1.0, low=0.0, high=20.0, kind="lever", unit="honours a year",
        meaning="great honours that cultural institutions in critic states pay to its culture",
        source="about one great exhibition or book fair a year (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    honour: float = parameter(
        0.04, low=0.0, high=0.5, unit="share",
        meaning="by how much one honour multiplies attraction in critic states",
        source="one honour is a small part of a culture's standing", grade="judgement",
    )  # fmt: skip
    honour_half_life: float = parameter(
        12.0, low=1.0, high=80.0, unit="quarters", meaning="how fast an honour is forgotten",
        source="such honours are given again after several years", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        deserved = self.performance * self.growth_gap
        honoured = self.honour * self.honours / 4.0
        return {
            "reputation": world.reputation + self.learning * (deserved - world.reputation),
            "rival_reputation": world.rival_reputation * 0.5 ** (1.0 / self.rival_half_life),
            "prestige": world.prestige * 0.5 ** (1.0 / self.glory_half_life),
            "endorsement": world.endorsement * 0.5 ** (1.0 / self.honour_half_life) + honoured,
        }
