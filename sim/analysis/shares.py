"""Shares of variance: how much of what a run says rests on which number, and on which grade.

Sobol indices (Saltelli et al. 2010; total order after Jansen 1999), by SALib, with bootstrapped
95 % intervals. All parameters are drawn at once from their ranges. `first` is the share of the
variance between draws that would go if this were known; `total` what would remain if all else were
known, so it counts what acts together once for each. Three cuts share their draws: by parameter
(those that screening kept, the others lumped by grade), by mechanism, and by grade.

A draw is judged by the mean of a few replicates, whose luck is part of the variance between draws.
By the law of total variance it is told apart with the same replicates at every draw: what is left
of it in the means, and its share of the spread between single runs. SALib's indices count luck with
the parameter that stirs it. The share of all guesses together, which is the number that matters
most, is freed of it: what is known and what is not are compared between two halves of the
replicates, whose luck has nothing in common (`_guesses`), so that guesses, what else varies, and
luck add up to the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from sim.analysis.ranges import Range
from sim.analysis.screening import Floats, Quantity, Try, problem

Three = tuple[float, float, float]
RESAMPLES = 500
GUESSES = "judgement"
COLUMNS = ["outcome", "quantity", "by", "name", "grade"]
COLUMNS += ["first", "first_low", "first_high", "total", "total_low", "total_high"]


@dataclass(frozen=True)
class Shares:
    """What rests on what.

    table: a row per quantity (outcome; quantity level or effect) and part: by (parameter,
        mechanism, grade, luck), name, grade, and first and total with 95 % intervals, 0 to 1. Of
        luck there are `left in the means` (share of the variance between draws) and `of a single
        run` (share of the variance between runs).
    spread: a row per quantity: at_values (with every parameter at its value), mean, low and high
        (5 and 95 % of draws) in the outcome's unit, above_zero with above_low and above_high (share
        of draws, 95 % interval), draws.
    """

    table: pd.DataFrame
    spread: pd.DataFrame


def shares(
    found: Sequence[Range],
    kept: Sequence[int],
    quantities: Sequence[Quantity],
    attempt: Try,
    points: int,
    seed: int,
) -> Shares:
    """Draw `points` times two (a power of 2), and for every part as often again."""
    from SALib.sample import sobol

    names = [one.name for one in found]
    cuts = {by: problem(names, groups) for by, groups in _cuts(found, kept).items()}
    designs = {
        by: sobol.sample(cut, points, calc_second_order=False, seed=seed)
        for by, cut in cuts.items()
    }
    middle = np.full((1, len(found)), 0.5)
    unique, where = np.unique(
        np.concatenate([middle, *designs.values()]), axis=0, return_inverse=True
    )
    values = attempt("shares of variance", unique)
    at = np.split(where.ravel()[1:], np.cumsum([len(d) for d in designs.values()])[:-1])
    of_cut = dict(zip(designs, at, strict=True))
    step = len(next(iter(designs.values()))) // points
    base = next(iter(of_cut.values()))
    drawn = values[np.concatenate([base[::step], base[step - 1 :: step]])]
    rows: list[tuple[Any, ...]] = []
    judged: dict[Quantity, Three] = {}
    spread = []
    for q, quantity in enumerate(quantities):
        for by, cut in cuts.items():
            y = values[of_cut[by], :, q]
            rows += [(*quantity, *row) for row in _indices(by, cut, y.mean(axis=1), found, seed)]
            if by == "guesses":
                judged[quantity] = _guesses(y, list(dict.fromkeys(cut["groups"])), seed)
        rows += [(*quantity, *row) for row in _luck(drawn[:, :, q], seed)]
        spread.append((*quantity, *_spread(drawn[:, :, q], values[where.ravel()[0], :, q])))
    table = _with_guesses(pd.DataFrame(rows, columns=COLUMNS), judged)
    columns = ["outcome", "quantity", "at_values", "mean", "low", "high"]
    columns += ["above_zero", "above_low", "above_high", "draws"]
    return Shares(table, pd.DataFrame(spread, columns=columns))


def _cuts(found: Sequence[Range], kept: Sequence[int]) -> dict[str, list[str]]:
    """For every cut, the part that each parameter belongs to."""
    chosen = {found[n].name for n in kept}
    telling = {found[n].mechanism for n in kept}
    grades = {one.grade for one in found}
    cuts = {
        "parameter": [one.name if one.name in chosen else f"others, {one.grade}" for one in found],
        "mechanism": [one.mechanism if one.mechanism in telling else "others" for one in found],
        "grade": [one.grade for one in found],
    }
    if GUESSES in grades and len(grades) > 1:
        cuts["guesses"] = [GUESSES if one.grade == GUESSES else "known" for one in found]
    return cuts


def _indices(
    by: str, cut: dict, values: Floats, found: Sequence[Range], seed: int
) -> list[tuple[Any, ...]]:
    """A row per part of a cut: by, name, grade, first and total with their intervals."""
    from SALib.analyze import sobol

    parts = list(dict.fromkeys(cut["groups"]))
    if np.ptp(values) <= 1e-12 * max(1.0, float(np.abs(values).max())):
        return [(by, part, _grade(part, cut, found), *[float("nan")] * 6) for part in parts]
    indices = sobol.analyze(
        cut, values, calc_second_order=False, num_resamples=RESAMPLES, seed=seed + 1
    )
    rows = []
    for n, part in enumerate(parts):
        numbers: list[float] = []
        for order in ("S1", "ST"):
            value, reach = float(indices[order][n]), float(indices[f"{order}_conf"][n])
            numbers += [value, value - reach, value + reach]
        rows.append((by, part, _grade(part, cut, found), *numbers))
    return rows


def _grade(part: str, cut: dict, found: Sequence[Range]) -> str:
    """The grade of all parameters of a part, or `several`."""
    grades = {one.grade for one, of in zip(found, cut["groups"], strict=True) if of == part}
    return grades.pop() if len(grades) == 1 else "several"


def _with_guesses(table: pd.DataFrame, judged: dict[Quantity, Three]) -> pd.DataFrame:
    """The table with the share of all guesses, freed of luck, as first order of judgement."""
    table = table[table["by"] != "guesses"].reset_index(drop=True)
    for (outcome, quantity), numbers in judged.items():
        here = (table["outcome"] == outcome) & (table["quantity"] == quantity)
        here &= (table["by"] == "grade") & (table["name"] == GUESSES)
        for column, number in zip(("first", "first_low", "first_high"), numbers, strict=True):
            table.loc[here, column] = number
    return table


def _guesses(values: Floats, parts: list[str], seed: int) -> Three:
    """The share of all guesses in the variance between draws, and its 95 % interval.

    values (D, R) of a design of two parts, `judgement` and `known`. The variance that has nothing
    to do with luck is the covariance of two halves of the replicates; what is known takes part in
    half the mean product of what changing it alone does in the one and in the other (Jansen 1999);
    guesses carry the difference. The interval is from resampling draws.
    """
    step = len(parts) + 2
    halves = (values[:, ::2], values[:, 1::2] if values.shape[1] > 1 else values)
    one, other, both = (part.mean(axis=1).reshape(-1, step) for part in (*halves, values))
    known = 1 + parts.index("known")

    def share(rows: NDArray[np.int64]) -> float:
        a, b, all_ = (part[rows] for part in (one, other, both))
        drawn = [np.concatenate([part[:, 0], part[:, -1]]) for part in (a, b, all_)]
        whole = float(drawn[2].var())
        if whole <= 1e-24:
            return float("nan")
        true = float(np.cov(drawn[0], drawn[1], bias=True)[0, 1])
        taken = float(((a[:, 0] - a[:, known]) * (b[:, 0] - b[:, known])).mean()) / 2.0
        return (true - taken) / whole

    generator, draws = np.random.default_rng(seed), len(one)
    found = share(np.arange(draws))
    if np.isnan(found):
        return found, found, found
    again = [share(generator.integers(draws, size=draws)) for _ in range(RESAMPLES)]
    low, high = map(float, np.nanquantile(again, [0.025, 0.975]))
    return found, low, high


def _luck(values: Floats, seed: int) -> list[tuple[Any, ...]]:
    """Two rows from values (P, R): what luck leaves in the means of replicates, and its share in
    the variance between single runs; intervals by resampling draws."""
    if values.shape[1] < 2:
        return []
    generator = np.random.default_rng(seed)
    whole = _parts(values)
    if np.isnan(whole).any():
        return []
    again = [_parts(values[generator.integers(len(values), size=len(values))]) for _ in range(200)]
    low, high = np.nanquantile(np.array(again), [0.025, 0.975], axis=0)
    names = ("left in the means", "of a single run")
    return [
        ("luck", name, "", whole[n], low[n], high[n], *[float("nan")] * 3)
        for n, name in enumerate(names)
    ]


def _parts(values: Floats) -> tuple[float, float]:
    """Luck's share of the variance between means of replicates, and between single runs. What a
    replicate adds at every draw alike cannot move draws apart, so only the rest counts first."""
    draws, replicates = values.shape
    means = values.mean(axis=1)
    rest = values - means[:, None] - values.mean(axis=0) + values.mean()
    uneven = float((rest**2).sum()) / max((draws - 1) * (replicates - 1), 1)
    between = float(means.var(ddof=1))
    if between <= 1e-24:
        return float("nan"), float("nan")
    within = float(values.var(axis=1, ddof=1).mean())
    true = max(between - uneven / replicates, 0.0)
    return min(uneven / replicates / between, 1.0), within / (within + true)


def _spread(drawn: Floats, at_values: Floats) -> tuple[float, ...]:
    """Where the draws lie: values (P, R) of them, and (R,) with every parameter at its value."""
    means = drawn.mean(axis=1)
    above = int((means > 0).sum())
    interval = stats.binomtest(above, len(means)).proportion_ci(method="wilson")
    low, high = np.quantile(means, [0.05, 0.95])
    share = above / len(means)
    numbers = (at_values.mean(), means.mean(), low, high, share, interval.low, interval.high)
    return (*map(float, numbers), len(means))


def judgement_share(table: pd.DataFrame, outcome: str, quantity: str = "effect") -> Three:
    """How much of an outcome's level, or of the change in it, rests on guesses: the share in the
    variance between draws that would go if all parameters graded judgement were known, freed of
    luck, and its 95 % interval, 0 to 1. NaN if nothing varies. Raises KeyError if the table has no
    such outcome."""
    return _of(table, outcome, quantity, "grade", GUESSES)


def luck_left(table: pd.DataFrame, outcome: str, quantity: str = "effect") -> Three:
    """The share of that variance that is luck, which more replicates would lessen; as above."""
    return _of(table, outcome, quantity, "luck", "left in the means")


def _of(table: pd.DataFrame, outcome: str, quantity: str, by: str, name: str) -> Three:
    here = (table["outcome"] == outcome) & (table["quantity"] == quantity)
    if not here.any():
        raise KeyError(f"no {quantity} of {outcome} in this table")
    rows = table[here & (table["by"] == by) & (table["name"] == name)]
    if rows.empty:
        absent = 0.0 if by == "grade" else float("nan")
        return absent, absent, absent
    numbers = rows[["first", "first_low", "first_high"]].to_numpy(dtype=float)[0]
    share, low, high = map(float, np.clip(numbers, 0.0, 1.0))
    return share, low, high
