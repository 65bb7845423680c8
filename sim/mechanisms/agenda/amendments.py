"""Amendments: friends of the target dilute what they cannot stop.

Theory: the challenger stays in the regime and caps, defers and shades it. A draft that was not
    blocked is bargained over before the vote, and the more of it is lost the more members lean
    to its target, the better prepared its friends are and the more the challenger has learned:
        strength = 1 - dilution * friends * (1 + counter_capacity + advantage) * (2 - floor)
    with friends the share of members who would vote with the target, advantage the gap in
    preparation, and floor the time left to NGOs and experts to speak for the text. A diluted
    text is easier to vote for: both cuts rise by `ease` of what was lost. What a text does to
    its target is in proportion to its strength (`consequences`).
Sources: Nathan and Scobell 2009 (cap rather than abolish); Hug and Lukacs 2014 (amendments).
Writes: strength, cuts.
Catalogue: N25, N64, N66a.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes, put
from sim.mechanisms.balance.preparation import advantage
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Amendments:
    """Acts on country texts that were tabled and not blocked."""

    writes: ClassVar = ("strength", "cuts")

    dilution: float = parameter(
        0.3, low=0.0, high=3.0, kind="lever", unit="share",
        meaning="what a text would lose if every member were a friend of its target",
        source="hostile amendments became usual in the Council (Hug and Lukacs 2014)",
        grade="judgement",
    )  # fmt: skip
    ease: float = parameter(
        0.3, low=0.0, high=3.0, unit="logits",
        meaning="how much easier it is to vote for a text of which nothing is left",
        source="softened texts of the 2000s found larger majorities", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        texts = now.due[now.setting.texts.target[now.due] >= 0]
        if not texts.size:
            return {}
        alive = (world.tabled & ~world.blocked)[:, texts]
        with_target = (world.leaning[:, texts] > world.cuts[:, texts][..., 1]) & world.present[
            :, None
        ]
        friends = with_target.sum(axis=-1) / world.present.sum(axis=-1, keepdims=True)
        skill = np.maximum(1.0 + world.counter_capacity + advantage(world), 0.0)
        lost = np.minimum(self.dilution * friends * skill * (2.0 - world.floor), 1.0) * alive
        strength = np.where(alive, 1.0 - lost, world.strength[:, texts])
        cuts = world.cuts[:, texts] + (self.ease * lost)[..., None, None]
        return put(world, texts, strength=strength, cuts=cuts)
