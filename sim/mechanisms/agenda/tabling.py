"""Tabling: which other situations and themes come before the body this time.

Theory: texts recur by habit, with the readiness of the record, and less if rights have improved
    beyond the record:
        logit P = logit(readiness_k) - relief * rights_departure / 10
    What becomes of the challenger's own situation is left to `sponsorship`.
Sources: evidence/situations.csv; Lebovic and Voeten 2006 (targeting follows violations).
Writes: tabled.
Catalogue: N32.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes, put
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Tabling:
    """Acts when texts fall due."""

    writes: ClassVar = ("tabled",)

    relief: float = parameter(
        0.5, low=0.0, high=5.0, unit="logits per 10 points",
        meaning="how much progress beyond the record takes a situation off the agenda",
        source="targeting follows violations (Lebovic and Voeten 2006)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        texts = now.due[now.due != now.setting.challenge]
        if not texts.size:
            return {}
        readiness = np.clip(now.setting.texts.readiness[texts], 0.02, 0.98)
        target = now.setting.texts.target[texts]
        progress = np.where(target >= 0, np.take(world.rights_departure, target, axis=1), 0.0)
        odds = np.log(readiness / (1.0 - readiness)) - self.relief * progress / 10.0
        luck = draw.items("table", len(now.setting.texts))[:, texts]
        return put(world, texts, tabled=luck < 1.0 / (1.0 + np.exp(-odds)))
