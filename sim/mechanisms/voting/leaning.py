"""What leanings on countries and on themes have in common. Not a mechanism."""

from dataclasses import replace
from typing import Protocol

import numpy as np

from sim.engine.draw import Draw, logistic, normal
from sim.engine.parameter import per_text
from sim.evidence import GROUPS
from sim.setting import Floats, Ints, Now
from sim.world import World

# Years for which a member's instructions on a text stand: of 1, 2 and 3 nearest to how the same
# state voted on the same target a year later in 1990-98 (nine chances: root mean square distance
# 0.070, 0.019 and 0.022).
INSTRUCTIONS = 2


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

    @property
    def lower_cut(self) -> float: ...

    @property
    def upper_cut(self) -> float: ...

    @property
    def steadiness(self) -> float: ...


def by_group(rule: Rule, term: str) -> Floats:
    """The values (5,), or (R, 5) if uncertain, of a term declared for each regional group."""
    values = [np.atleast_1d(getattr(rule, f"{term}_{group.lower()}")) for group in GROUPS]
    return np.concatenate(np.broadcast_arrays(*values), axis=-1)


def cuts(rule: Rule, world: World, texts: Ints) -> Floats:
    """The cuts (R, D, M, 2) of each member on these texts (D,), in logits: against below the first,
    with above the second. The band between is wider on both sides for whoever has abstained."""
    abstained = np.take(world.abstained, world.memory_at(texts))
    found = np.empty((*abstained.shape, 2))
    wider = np.multiply(abstained, per_text(rule.steadiness), out=abstained)
    np.subtract(per_text(rule.lower_cut), wider, out=found[..., 0])
    np.add(per_text(rule.upper_cut), wider, out=found[..., 1])
    return found


def common_leaning(rule: Rule, world: World, now: Now, draw: Draw, texts: Ints) -> Floats:
    """Ideology, memory, caucus, region, what moves all members on a text, and each member's own
    noise, which stays while its instructions on the text do: leanings (R, D, M) on these texts
    (D,), in logits."""
    setting = now.setting
    of_states = (
        -rule.position_weight * (now.position + world.departure)
        + rule.like_minded_pull * now.caucus("like_minded_group")
        + by_group(rule, "solidarity")[..., setting.group]
    )
    of_texts = setting.texts.difficulty + rule.shock * normal(
        draw.items("shock", len(setting.texts))
    )
    leaning = np.take(world.memory, world.memory_at(texts))
    leaning *= per_text(rule.memory_weight)
    leaning += world.at_seats(of_states)[:, None, :]
    leaning += of_texts[:, texts, None]
    for d, text in enumerate(texts):
        instructed = replace(draw, step=(now.date.year + int(text)) // INSTRUCTIONS)
        leaning[:, d] += logistic(instructed.chosen("vote", int(text), world.members))
    return leaning
