"""Common cause: texts that speak of rights as an aim to promote, not as a duty to keep.

Theory: who may not reject rights can still loosen them from the legal duty of each state. Texts
    that survived the amendments are worded in the language of the debate, and the more it speaks
    of a common cause the weaker are their verbs:
        cause = lever + what the debate on values goes beyond the usual, between 0 and 1
        strength <- strength * (1 - weakening * cause)
    A weaker text does less to its target, and one that has lost half its strength creates no
    mandate that could hold a state responsible (`consequences`).
Sources: Hutchings 2019, Amnesty International's China strategy (a cause instead of obligations);
    Council resolution 37/23 of 2018 (mutually beneficial cooperation).
Writes: strength.
Catalogue: A03.
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
class CommonCause:
    """Acts on country texts that were tabled and not blocked, after the amendments."""

    writes: ClassVar = ("strength",)

    cause: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far rights are spoken of as a common cause, beyond what is usual",
        source="beyond what the record holds; a text of 2018 is the first wholly in that language",
        grade="judgement",
    )  # fmt: skip
    usual_frame: float = parameter(
        0.075, low=0.0, high=1.0, unit="share",
        meaning="part of the debate on values that the wording of the record already holds",
        source="mean of the baseline 1990-2018", grade="estimated",
    )  # fmt: skip
    weakening: float = parameter(
        0.6, low=0.0, high=1.0, unit="share",
        meaning="strength that a text wholly in the language of a common cause has lost",
        source="it encourages and invites, and asks nobody to report", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        texts = now.due[now.setting.texts.target[now.due] >= 0]
        if not texts.size:
            return {}
        alive = (world.tabled & ~world.blocked)[:, texts]
        cause = np.minimum(self.cause + np.maximum(world.frame - self.usual_frame, 0.0), 1.0)
        kept = 1.0 - self.weakening * cause * alive
        return put(world, texts, strength=world.strength[:, texts] * kept)
