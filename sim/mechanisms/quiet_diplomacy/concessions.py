"""Concessions: releases that reward the quiet channel, and the credit that they buy.

Theory: a dialogue about something brings a release now and then; one that was emptied brings
    none: P(release) = per_dialogue * substance in each open dialogue. Releases, from dialogues
    or from the trade link, give the challenger credit with its critics:
        credit <- credit / 2 + releases
    Respect for rights does not change by it: those released are replaced.
Sources: Nathan and Scobell 2009 (selective releases; prisoners as a stock to trade with).
Writes: releases, credit.
Catalogue: N49, N51.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.dialogue import OPEN
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Concessions:
    """Acts every quarter on every open dialogue."""

    writes: ClassVar = ("releases", "credit")

    per_dialogue: float = parameter(
        0.15, low=0.0, high=1.0, unit="prisoners per dialogue and quarter",
        meaning="releases that a substantial dialogue brings",
        source="13 % of the names raised were ever answered by clemency (Dui Hua 1999-2024)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        released = (draw.states("release") < self.per_dialogue * world.substance) & (
            world.dialogue == OPEN
        )
        releases = world.releases + released.sum(axis=1, keepdims=True)
        return {"releases": releases, "credit": 0.5 * world.credit + releases}
