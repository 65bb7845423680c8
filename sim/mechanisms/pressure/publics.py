"""Publics: governments follow what their people have come to expect, a little.

Theory: where people know their rights and can be heard, governments move toward them:
        departure_i <- departure_i + follow * consciousness_i * (least + (1 - least) * rights_i)
    with rights_i the recorded respect for rights, 0 to 1. Positions return to their course in
    `states/drift`.
Sources: China Human Rights Strategy Study Group 2001 (rights consciousness); Howie 2019,
    International Civil Society Centre (support of publics).
Writes: departure.
Catalogue: A16, A30, A31, A37, A39, S06.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.pressure.usual import SEASON
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Publics:
    """Acts once a year, in the autumn."""

    writes: ClassVar = ("departure",)

    follow: float = parameter(
        0.15, low=0.0, high=1.0, unit="s.d. of ideal points a year",
        meaning="how far a government follows a fully changed public",
        source="recorded positions move by about 0.1 a year", grade="judgement",
    )  # fmt: skip
    least: float = parameter(
        0.3, low=0.0, high=1.0, unit="share",
        meaning="of that where the public has no means of being heard",
        source="even closed governments watch opinion (Gruffydd-Jones 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        heard = self.least + (1.0 - self.least) * now.rights / 100.0
        return {"departure": world.departure + self.follow * heard * world.consciousness}
