"""What leanings on countries and on themes have in common. Not a mechanism."""

from typing import Protocol

import numpy as np

from sim.engine.draw import Draw, logistic, normal
from sim.evidence import GROUPS
from sim.setting import Floats, Ints, Now
from sim.world import World


class Rule(Protocol):
    """The terms that both rules have."""

    @property
    def position_weight(self) -> float: ...

    @property
    def memory_weight(self) -> float: ...

    @property
    def like_minded_pull(self) -> float: ...

    @property
    def shock(self) -> float: ...


def by_group(rule: Rule, term: str) -> Floats:
    """The values (5,) of a term that a rule declares for each regional group."""
    return np.array([getattr(rule, f"{term}_{group.lower()}") for group in GROUPS])


def common_leaning(rule: Rule, world: World, now: Now, draw: Draw, texts: Ints) -> Floats:
    """Ideology, memory, caucus, region, what moves all members on a text, and each member's own
    noise: leanings (R, D, M) on these texts (D,), in logits."""
    setting = now.setting
    of_states = (
        -rule.position_weight * (now.position + world.departure)
        + rule.like_minded_pull * now.caucus("like_minded_group")
        + by_group(rule, "solidarity")[setting.group]
    )
    of_texts = setting.texts.difficulty + rule.shock * normal(
        draw.items("shock", len(setting.texts))
    )
    leaning = np.take(world.memory, world.memory_at(texts))
    leaning *= rule.memory_weight
    leaning += world.at_seats(of_states)[:, None, :]
    leaning += of_texts[:, texts, None]
    for d, text in enumerate(texts):
        leaning[:, d] += logistic(draw.chosen("vote", int(text), world.members))
    return leaning
