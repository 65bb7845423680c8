"""Drift: how a state's position departs from the recorded path.

Theory: the record already holds what ideology, trade and government did. What a run adds is a
    departure from it that wanders and returns, save what trade holds (`finance`), and that
    leans toward the challenger where its goodwill was bought:
        departure <- drawn + (departure - drawn) * (1 - return_rate)
                     - attraction * goodwill + wander * normal
Sources: persistence of votes in the roll calls; Flores-Macias and Kreps 2013 (small effects).
Writes: departure.
Catalogue: N01, N16.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw, normal
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Drift:
    """Acts every quarter on every state."""

    writes: ClassVar = ("departure",)

    return_rate: float = parameter(
        0.05, low=0.0, high=1.0, unit="share per quarter",
        meaning="how fast a position returns to the recorded path",
        source="departures last some years", grade="judgement",
    )  # fmt: skip
    wander: float = parameter(
        0.03, low=0.0, high=0.5, unit="s.d. of ideal points per quarter",
        meaning="size of the wandering", source="yearly change of ideal points of about 0.1",
        grade="judgement",
    )  # fmt: skip
    attraction: float = parameter(
        0.01, low=0.0, high=0.5, unit="s.d. of ideal points per logit and quarter",
        meaning="how far goodwill toward the challenger moves a position",
        source="small: 1 % of trade moves .02 % of the distance (Flores-Macias and Kreps)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        departure = (
            world.drawn
            + (world.departure - world.drawn) * (1.0 - self.return_rate)
            - self.attraction * world.goodwill
            + self.wander * normal(draw.states("wander"))
        )
        return {"departure": departure}
