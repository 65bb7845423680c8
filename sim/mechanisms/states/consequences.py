"""Consequences: what a draft does to its target, and to the attention that it gets.

Theory: condemnation by itself moves practice little, and for a while: an adopted text raises the
    target's respect for rights by `remedy` points, a draft that was only debated by a quarter of
    that, as far as the body is taken seriously and amendments left the text its strength:
        gain = remedy * legitimacy * strength * (1 if adopted, 0.25 if debated)
    It fades. An adopted country text of more than half its strength creates or renews a mandate
    for a year. Attention to the challenger fades with `attention_half_life` and is renewed by
    each draft.
Sources: Murdie and Davis 2012 (shaming alone is near zero); Krain 2012, DeMeritt 2012 (some
    effect on severity).
Writes: rights_departure, pressure, level, country_mandates.
Catalogue: N32, N41.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

NOTHING, TABLED, DECIDED, ADOPTED = range(4)
HALF = 0.5  # a text diluted below half its strength creates no mandate


@dataclass(frozen=True)
class Consequences:
    """Acts after the votes; what it leaves behind fades every quarter."""

    writes: ClassVar = ("rights_departure", "pressure", "level", "country_mandates")

    remedy: float = parameter(
        0.6, low=-5.0, high=5.0, unit="points",
        meaning="rise of the target's respect for rights after an adopted text",
        source="near zero without domestic groups (Murdie and Davis 2012)",
        grade="judgement",
    )  # fmt: skip
    remedy_half_life: float = parameter(
        6.0, low=1.0, high=80.0, unit="quarters", meaning="how fast such a rise is lost",
        source="no durable effect is reported", grade="judgement",
    )  # fmt: skip
    attention_half_life: float = parameter(
        12.0, low=1.0, high=80.0, unit="quarters",
        meaning="how fast attention to the challenger's violations fades",
        source="a few years after 1989", grade="judgement",
    )  # fmt: skip
    renewal: float = parameter(
        0.08, low=0.0, high=1.0, unit="share of the attention after the crackdown",
        meaning="attention that a draft on the challenger renews",
        source="yearly debate kept the issue alive", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        rights = world.rights_departure * 0.5 ** (1.0 / self.remedy_half_life)
        pressure = world.pressure * 0.5 ** (1.0 / self.attention_half_life)
        due, target = now.due, now.setting.texts.target[now.due]
        if not due.size:
            return {"rights_departure": rights, "pressure": pressure}
        tabled, blocked, adopted = (
            getattr(world, name)[:, due] for name in ("tabled", "blocked", "adopted")
        )
        level = world.level.copy()
        decided = tabled & ~blocked
        level[:, due] = np.where(adopted, ADOPTED, np.where(decided, DECIDED, tabled * TABLED))
        worth = world.legitimacy * world.strength[:, due]
        gain = self.remedy * worth * np.where(adopted, 1.0, 0.25 * decided)
        for k in np.flatnonzero(target >= 0):
            rights[:, target[k]] += gain[:, k]
        mandates = world.country_mandates.copy()
        mandates[:, due] = adopted & (target >= 0) & (world.strength[:, due] >= HALF)
        pressure = pressure + self.renewal * world.tabled[:, [now.setting.challenge]]
        return {
            "rights_departure": rights,
            "pressure": pressure,
            "level": level,
            "country_mandates": mandates,
        }
