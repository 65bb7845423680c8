"""Why members vote as they do: the terms of the stance rule, and the chances they give.

A term is the difference that it makes to the rule's own leaning when it is set to zero, so the
rule's equation is written in the rule alone.
"""

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.chamber import Chamber, favour
from sim.mechanisms.voting.country_stance import CERTAIN
from sim.setting import Floats
from sim.world import World

# What a term is called, and the parameters of the stance rules that make it (by their beginning).
TERMS = {
    "ideal point": ("position_weight", "power_position"),
    "memory": ("memory_weight", "power_memory"),
    "like-minded group": ("like_minded_pull",),
    "regional group": ("solidarity_", "protection_"),
    "great power": ("great_power",),
    "own region": ("own_region",),
    "owed to the target": ("shielding",),
    "soft power": ("appeal",),
    "unseen violations": ("unaware",),
    "advocacy": ("evidence",),
    "defence pact": ("alliance",),
    "other great power": ("nexus",),
    "case for values": ("framed",),
}
ROWS = 400  # of a given world that chances and reasons are the means of
NODES = 40  # of the quadrature over what moves all members


@dataclass(frozen=True)
class NoLuck:
    """A draw in which every uniform is its median, so that shocks and noise are zero."""

    replicates: int = 1
    step: int = 0

    def items(self, purpose: str, items: int) -> Floats:
        """The luck (R, K) of items."""
        return np.full((self.replicates, items), 0.5)

    def chosen(self, purpose: str, item: int, columns: NDArray[np.int64]) -> Floats:
        """The luck (R, M) of the states in these columns."""
        return np.full(columns.shape, 0.5)


def reasons(chamber: Chamber, given: World | None = None) -> tuple[dict[str, Floats], Floats]:
    """The terms (M,) of each member's leaning toward a Yes on the question as put, with their sum
    as `leaning`, and the cuts (M, 2) between No, abstention and Yes; means over a given world."""
    rows = min(given.replicates, ROWS) if given is not None else 1
    hall = chamber.world(rows, given, slice(0, rows))
    sign = chamber.draft.yes_is
    rule = chamber.rule

    def leaning(of_rule: Any) -> Floats:
        return chamber.lean(hall, of_rule, NoLuck(rows)).leaning[:, 0].mean(axis=0)

    whole = leaning(rule)
    terms = {}
    for name, prefixes in TERMS.items():
        without = {f.name: 0.0 for f in fields(rule) if f.name.startswith(prefixes)}
        if without:
            terms[name] = whole - leaning(replace(rule, **without))
    cool = chamber.lean(hall.with_(goodwill=np.zeros_like(hall.goodwill)), rule, NoLuck(rows))
    terms["goodwill"] = whole - cool.leaning[:, 0].mean(axis=0)
    terms["sponsorship"] = chamber.sponsorship
    terms["moved"] = chamber.moved
    level = chamber.setting.texts.difficulty[0]
    terms["the target" if chamber.draft.target else "the theme"] = np.full(len(whole), level)
    rest = whole - sum(terms.values())
    terms["its own situation"] = np.where(np.abs(rest) > CERTAIN / 2, rest, 0.0)
    if chamber.draft.shields:
        terms["shelter of procedure"] = np.full(len(whole), favour(hall, chamber.motion).mean())
    terms = {name: np.where(np.abs(term) > 1e-9, sign * term, 0.0) for name, term in terms.items()}
    terms = {name: term for name, term in terms.items() if term.any()}
    cuts = _cuts(chamber, chamber.lean(hall, rule, NoLuck(rows)))
    return terms | {"leaning": sum(terms.values(), np.zeros(len(whole)))}, cuts


def chances(chamber: Chamber, given: World | None = None) -> Floats:
    """Chances (M, 3) of yes, abstain, no on the question as put, in the world on record; the mean
    over the rows of a given world (at most ROWS of them)."""
    rows = min(given.replicates, ROWS) if given is not None else 1
    hall = chamber.world(rows, given, slice(0, rows))
    hall = chamber.lean(hall, chamber.rule, NoLuck(rows))
    leaning = hall.leaning[:, 0]
    if chamber.draft.shields:
        leaning = leaning + favour(hall, chamber.motion)
    cuts, sign = _cuts(chamber, hall), chamber.draft.yes_is
    return np.mean([chances_of(sign * row, cuts, chamber.spread) for row in leaning], axis=0)


def _cuts(chamber: Chamber, hall: World) -> Floats:
    """The cuts (M, 2) between No, abstention and Yes, which are the same in every row."""
    return np.sort(chamber.draft.yes_is * hall.cuts[0, 0], axis=-1)


def chances_of(leaning: Floats, cuts: Floats, spread: float) -> Floats:
    """Chances (M, 3) of yes, abstain, no for mean leanings (M,) in logits toward a Yes, cuts (M, 2)
    and a common shock of this s.d.: logistic noise, integrated over the shock."""
    nodes, weights = _quadrature()
    centre = leaning[:, None] + spread * nodes
    no = (weights / (1.0 + np.exp(np.clip(centre - cuts[:, :1], -700, 700)))).sum(axis=1)
    yes = (weights / (1.0 + np.exp(np.clip(cuts[:, 1:] - centre, -700, 700)))).sum(axis=1)
    return np.stack([yes, np.maximum(1.0 - yes - no, 0.0), no], axis=-1)


@cache
def _quadrature() -> tuple[Floats, Floats]:
    """Nodes and weights of the mean over a standard normal."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return nodes, weights / weights.sum()
