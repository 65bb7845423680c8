"""Language: whose words the body adopts when it votes on norms instead of states.

Theory: the contest over norms is fought in recurring texts. At each turn of a theme the share of
    members who side with universal language (abstaining counts half) is what is left of it:
        language_k = (against the South's line + abstaining / 2) / members
Sources: the yearly tallies of texts on coercive measures and development, near constants of bloc
    size (evidence/derive/votes.py, themes); Nathan and Scobell 2009.
Writes: language.
Catalogue: N22, N25.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.mechanisms import Changes, put
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Language:
    """Acts after the vote on themes."""

    writes: ClassVar = ("language",)

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        texts = now.due[now.setting.texts.target[now.due] < 0]
        if not texts.size:
            return {}
        tally = world.tally[:, texts]
        members = tally.sum(axis=-1)
        share = (tally[..., 1] + 0.5 * tally[..., 2]) / np.maximum(members, 1)
        return put(world, texts, language=np.where(members > 0, share, world.language[:, texts]))
