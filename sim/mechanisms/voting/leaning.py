"""What leanings on countries and on themes have in common. Not a mechanism."""

from dataclasses import replace
from typing import Protocol

import numpy as np

from sim.engine.draw import Draw, logistic, normal
from sim.engine.parameter import per_text
from sim.evidence import GROUPS
from sim.setting import Floats, Ints, Now
from sim.world import World

INSTRUCTIONS = 3  # years for which a member's instructions on a text stand; fits how often the
# same state votes the same on the same target in the next year (evidence/vote_moments.csv)


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


def by_group(rule: Rule, term: str) -> Floats:
    """The values (5,), or (R, 5) if uncertain, of a term declared for each regional group."""
    values = [np.atleast_1d(getattr(rule, f"{term}_{group.lower()}")) for group in GROUPS]
    return np.concatenate(np.broadcast_arrays(*values), axis=-1)


def cuts(rule: Rule) -> Floats:
    """The cuts (2,), or (R, 1, 2) if uncertain: against below the first, with above the second."""
    return np.stack(np.broadcast_arrays(rule.lower_cut, rule.upper_cut), axis=-1)


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
