"""Scenario discovery: under which conditions an effect lies above a threshold, or below it.

Two searches, each by a library: PRIM, the patient rule induction method (Friedman and Fisher 1999;
Bryant and Lempert 2010), peels a box off the points until what is left holds the cases sought; a
shallow decision tree (scikit-learn) cuts the points in two and again. What either finds is a box:
a few parameters, each above or below something. Of a box it is said how many of the cases sought
it covers, how dense they are within it, and how many points lie in it.

A search always finds something, in noise too. So every box is found again five times without a
fifth of the points, and judged on the fifth that the search did not see: only if the cases are
denser there than among all points, by a binomial test corrected for all searches made, is the box
told. Conditions of a PRIM box whose quasi-p exceeds 0.05 are dropped first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SURE = 0.05  # of quasi-p, and of the corrected test on points held out
FOLDS = 5
FEWEST = 8  # cases, and cases not, below which nothing is sought
DEPTH = 2  # of trees: a box has two conditions at most
SMALLEST = 0.05  # of all points in a box
NO_MATTER = 0.01  # of the balance: what an end of a box must add to be worth its words
SIDES = {"above": "lies above", "below": "lies below"}


@dataclass(frozen=True)
class Condition:
    """A parameter ("mechanism.parameter") within low to high; infinite where it is open."""

    name: str
    low: float
    high: float
    quasi_p: float = float("nan")

    def holds(self, values: Floats) -> Bools:
        return (values >= self.low) & (values <= self.high)


@dataclass(frozen=True)
class Box:
    """Conditions under which an effect is on one side of the threshold.

    inside and hits count points, and cases sought, in the box; cases and points those there are.
    held_inside and held_hits are the same for boxes found without them; p is the chance of so many
    hits there if the box meant nothing, corrected for the number of searches (1 until it is).
    """

    outcome: str
    side: str
    method: str
    conditions: tuple[Condition, ...]
    points: int
    cases: int
    inside: int
    hits: int
    held_inside: int = 0
    held_hits: int = 0
    p: float = 1.0

    @property
    def coverage(self) -> float:
        return self.hits / self.cases

    @property
    def density(self) -> float:
        return self.hits / self.inside

    @property
    def mass(self) -> float:
        return self.inside / self.points

    @property
    def base(self) -> float:
        """How dense the cases are among all points."""
        return self.cases / self.points

    @property
    def held_density(self) -> float:
        return self.held_hits / self.held_inside if self.held_inside else float("nan")

    @property
    def told(self) -> bool:
        """Whether it stands on points that it was not found on."""
        return bool(self.conditions) and self.p < SURE


@dataclass(frozen=True)
class Discovery:
    """What was found: the boxes of every outcome, side and method; counts of points above and
    below the threshold by outcome; and the points (P, D) with their effects (P, O)."""

    names: tuple[str, ...]
    outcomes: tuple[str, ...]
    threshold: float
    points: Floats
    effects: Floats
    boxes: tuple[Box, ...]

    def told(self, outcome: str, side: str) -> Box | None:
        """The best box of an outcome and a side that stands; None if there is none."""
        here = [b for b in self.boxes if (b.outcome, b.side) == (outcome, side) and b.told]
        return max(here, key=lambda box: _balance(box.coverage, box.density), default=None)

    def cases(self, outcome: str, side: str) -> Bools:
        """Which points (P,) are on a side of the threshold."""
        return on_side(self.effects[:, self.outcomes.index(outcome)], side, self.threshold)

    @property
    def table(self) -> pd.DataFrame:
        """A row per box and condition; boxes without conditions have none."""
        rows = [
            {
                "outcome": box.outcome, "side": box.side, "method": box.method,
                "parameter": one.name, "above": one.low, "below": one.high,
                "quasi_p": one.quasi_p, "coverage": box.coverage, "density": box.density,
                "mass": box.mass, "points": box.points, "cases": box.cases, "inside": box.inside,
                "held_density": box.held_density, "p": box.p, "told": box.told,
            }
            for box in self.boxes
            for one in box.conditions
        ]  # fmt: skip
        columns = ["outcome", "side", "method", "parameter", "above", "below", "quasi_p"]
        columns += ["coverage", "density", "mass", "points", "cases", "inside"]
        table = pd.DataFrame(rows, columns=[*columns, "held_density", "p", "told"])
        return table.replace([-np.inf, np.inf], np.nan)


def on_side(effects: Floats, side: str, threshold: float) -> Bools:
    """Which effects (P,) are above the threshold, or below it."""
    return effects > threshold if side == "above" else effects < threshold


def discover(
    names: Sequence[str],
    points: Floats,
    effects: Floats,
    outcomes: Sequence[str],
    threshold: float = 0.0,
    seed: int = 0,
) -> Discovery:
    """Seek boxes in points (P, D) for the effects (P, O) of every outcome, on both sides."""
    boxes = []
    for o, outcome in enumerate(outcomes):
        for side in SIDES:
            sought = on_side(effects[:, o], side, threshold)
            if min(sought.sum(), (~sought).sum()) < FEWEST:
                continue
            for method, search in SEARCHES.items():
                boxes.append(_sought(outcome, side, method, search, names, points, sought, seed))
    many = len(boxes)
    corrected = tuple(replace(box, p=min(1.0, box.p * many)) for box in boxes)
    return Discovery(tuple(names), tuple(outcomes), threshold, points, effects, corrected)


Search = Callable[[Sequence[str], Floats, Bools], tuple[Condition, ...]]


def _sought(
    outcome: str,
    side: str,
    method: str,
    search: Search,
    names: Sequence[str],
    points: Floats,
    sought: Bools,
    seed: int,
) -> Box:
    """The box of one search, and how boxes found the same way do on points held out."""
    conditions = search(names, points, sought)
    inside = within(conditions, names, points)
    hits = int((inside & sought).sum())
    held_inside, held_hits = _held_out(search, names, points, sought, seed)
    chance = 1.0
    if held_inside:
        test = stats.binomtest(held_hits, held_inside, float(sought.mean()), alternative="greater")
        chance = float(test.pvalue)
    found = len(sought), int(sought.sum()), int(inside.sum()), hits
    return Box(outcome, side, method, conditions, *found, held_inside, held_hits, chance)


def _held_out(
    search: Search, names: Sequence[str], points: Floats, sought: Bools, seed: int
) -> tuple[int, int]:
    """Points and cases in boxes that were found without them; none if a search found none."""
    from sklearn.model_selection import StratifiedKFold

    inside = hits = 0
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    for seen, held in folds.split(points, sought):
        conditions = search(names, points[seen], sought[seen])
        if conditions:
            there = within(conditions, names, points[held])
            inside += int(there.sum())
            hits += int((there & sought[held]).sum())
    return inside, hits


def within(conditions: Sequence[Condition], names: Sequence[str], points: Floats) -> Bools:
    """Which points (P, D) meet all conditions; all of them meet none."""
    inside = np.ones(len(points), dtype=bool)
    for one in conditions:
        inside &= one.holds(points[:, list(names).index(one.name)])
    return inside


def _balance(coverage: float, density: float) -> float:
    """The harmonic mean of coverage and density."""
    return 2.0 * coverage * density / (coverage + density) if coverage + density else 0.0


def by_prim(names: Sequence[str], points: Floats, sought: Bools) -> tuple[Condition, ...]:
    """The box on the peeling trajectory with the best balance of coverage and density, without
    conditions that quasi-p does not bear out."""
    from prim import Prim

    columns = [f"x{d}" for d in range(len(names))]
    table = pd.DataFrame(points, columns=columns)
    table = table.loc[:, table.nunique() > 1]
    box = Prim(table, sought, mass_min=SMALLEST).find_box()
    path = box.peeling_trajectory
    balance = [_balance(c, d) for c, d in zip(path["coverage"], path["density"], strict=True)]
    box.select(int(np.argmax(balance)))
    found = []
    for column, row in box.limits.iterrows():
        low, high, quasi_p = float(row["min"]), float(row["max"]), float(row["qp values"])
        values = points[:, columns.index(str(column))]
        open_low, open_high = low <= values.min(), high >= values.max()
        if quasi_p < SURE and not (open_low and open_high):
            ends = -np.inf if open_low else low, np.inf if open_high else high
            found.append(Condition(names[columns.index(str(column))], *ends, quasi_p))
    found.sort(key=lambda one: one.quasi_p)
    return _opened(found, names, points, sought)


def by_tree(names: Sequence[str], points: Floats, sought: Bools) -> tuple[Condition, ...]:
    """The leaf of a shallow tree with the best balance, among those denser than all points."""
    from sklearn.tree import DecisionTreeClassifier

    smallest = max(int(np.ceil(SMALLEST * len(points))), 2)
    tree = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=smallest, random_state=0)
    tree.fit(points, sought)
    leaf = tree.apply(points)
    best, base = 0.0, float(sought.mean())
    chosen: tuple[Condition, ...] = ()
    for number in np.unique(leaf):
        inside = leaf == number
        density = float(sought[inside].mean())
        balance = _balance(float(sought[inside].sum() / sought.sum()), density)
        if density > base and balance > best:
            best, chosen = balance, _way(tree.tree_, int(number), names)
    return _opened(chosen, names, points, sought)


def _opened(
    conditions: Sequence[Condition], names: Sequence[str], points: Floats, sought: Bools
) -> tuple[Condition, ...]:
    """The same box without the ends that it can do without: fewer words for as good a balance."""

    def balance(box: Sequence[Condition]) -> float:
        hits = float((within(box, names, points) & sought).sum())
        return _balance(hits / sought.sum(), hits / max(within(box, names, points).sum(), 1))

    box = list(conditions)
    for n in reversed(range(len(box))):
        for end in ("low", "high"):
            opened = replace(box[n], low=-np.inf) if end == "low" else replace(box[n], high=np.inf)
            wider = [*box[:n], opened, *box[n + 1 :]]
            if balance(wider) >= balance(box) - NO_MATTER:
                box = wider
    return tuple(one for one in box if np.isfinite([one.low, one.high]).any())


def _way(tree: object, leaf: int, names: Sequence[str]) -> tuple[Condition, ...]:
    """The conditions on the way from the root of a tree to a leaf."""
    left, right = tree.children_left, tree.children_right  # type: ignore[attr-defined]
    ends: dict[str, tuple[float, float]] = {}
    node = leaf
    while node != 0:
        up = int(np.flatnonzero((left == node) | (right == node))[0])
        name, cut = names[tree.feature[up]], float(tree.threshold[up])  # type: ignore[attr-defined]
        low, high = ends.get(name, (-np.inf, np.inf))
        ends[name] = (low, min(high, cut)) if left[up] == node else (max(low, cut), high)
        node = up
    return tuple(Condition(name, *limits) for name, limits in reversed(ends.items()))


SEARCHES: dict[str, Search] = {"prim": by_prim, "tree": by_tree}
