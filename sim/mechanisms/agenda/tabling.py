"""Tabling: which other situations and themes come before the body this time.

Theory: texts recur by habit, with the readiness of the record, and less if rights have improved
    beyond the record; what is spoken of matters too, for where the debate turns from rights to
    values fewer states are named and more is said of development, dialogue and diversity:
        situations: logit P = logit(readiness_k) - relief * progress / 10
                              - frame_weight * (frame - usual_frame)
        themes of the South: logit P = logit(readiness_k) + frame_weight * (frame - usual_frame)
    with progress = rights_departure - repression as outsiders believe it to be (`observation`).
    What becomes of the challenger's own situation is left to `sponsorship`.
Sources: evidence/situations.csv; Lebovic and Voeten 2006 (targeting follows violations);
    Nathan and Scobell 2009 (values instead of rights).
Writes: tabled.
Catalogue: N20, N22, N32.
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

    frame_weight: float = parameter(
        0.6, low=0.0, high=10.0, unit="logits",
        meaning="how much a debate wholly of values keeps states off the agenda and themes on it",
        source="country texts became rarer beside texts on diversity (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    usual_frame: float = parameter(
        0.075, low=0.0, high=1.0, unit="share",
        meaning="part of the debate on values that recorded readiness already holds",
        source="mean of the baseline 1990-2018", grade="estimated",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        texts = now.due[now.due != now.setting.challenge]
        if not texts.size:
            return {}
        readiness = np.clip(now.setting.texts.readiness[texts], 0.02, 0.98)
        target = now.setting.texts.target[texts]
        south = (target < 0) & (now.setting.texts.leans[texts] > 0)
        on_values = self.frame_weight * (world.frame - self.usual_frame)
        progress = np.where(target >= 0, world.believed[:, target], 0.0)
        odds = np.log(readiness / (1.0 - readiness)) - self.relief * progress / 10.0
        odds = odds + on_values * (south.astype(float) - (target >= 0))
        luck = draw.items("table", len(now.setting.texts))[:, texts]
        return put(world, texts, tabled=luck < 1.0 / (1.0 + np.exp(-odds)))
