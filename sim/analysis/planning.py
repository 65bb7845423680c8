"""How many pairs of runs it takes: to tell an effect from none, or to know it to a given width.

Power is that of the two-sided paired t test: with n pairs and differences of mean d and standard
deviation s, t follows the noncentral t distribution with n - 1 degrees of freedom and
noncentrality d / s * sqrt(n) (Cohen 1988, Statistical Power Analysis, 2nd ed.). Beyond 1,000 pairs
the normal approximation is used, which is then right to within a few pairs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil, inf, isfinite, sqrt
from typing import Any

import pandas as pd
from scipy import special, stats

POWER, LEVEL = 0.8, 0.05  # usual in the social sciences (Cohen 1988)
MANY = 1_000
LEAST = 10  # fewer pairs say too little of how much pairs differ; judgement
GRAIN, MARGIN, FASTEST = 64, 1.1, 4  # replicates in a block; judgements: added, times as many
FEWEST = 16  # pairs before the width of an interval is believed; judgement


@dataclass(frozen=True)
class Amount:
    """An amount in the outcome's unit, or a share of the baseline's mean."""

    value: float
    share: bool = False

    @classmethod
    def parse(cls, text: str) -> "Amount":
        """`5%` or `0.3`. Raises ValueError if it is neither, or not above 0."""
        share = text.strip().endswith("%")
        try:
            value = float(text.strip().removesuffix("%"))
        except ValueError:
            value = 0.0
        if not 0 < value < inf:
            raise ValueError(f"`{text}` is no amount above 0; write it like 5% or 0.3")
        return cls(value / 100.0 if share else value, share)

    def of(self, level: float) -> float:
        """The amount in the outcome's unit, where the baseline's mean is `level`."""
        return self.value * abs(level) if self.share else self.value

    def __str__(self) -> str:
        return f"{100 * self.value:g} % of the baseline" if self.share else f"{self.value:g}"


def pairs_for(effect: float, spread: float, power: float = POWER, level: float = LEVEL) -> float:
    """Pairs of runs in which an effect is told from none with this power at this level, at least
    10; infinite for no effect, NaN if the spread of the differences is not known."""
    if effect == 0 or not isfinite(spread):
        return inf if effect == 0 else float("nan")
    reach = special.ndtri(1.0 - level / 2.0) + special.ndtri(power)
    pairs = max(LEAST, ceil((reach * spread / effect) ** 2))
    while pairs < MANY and power_of(effect, spread, pairs, level) < power:
        pairs += 1
    return float(pairs)


def power_of(effect: float, spread: float, pairs: int, level: float = LEVEL) -> float:
    """Chance that so many pairs tell this effect from none, on the side where it is."""
    if spread == 0:
        return float(effect != 0)
    free, away = pairs - 1, abs(effect) / spread * sqrt(pairs)
    limit = special.stdtrit(free, 1.0 - level / 2.0)
    return float(stats.nct.sf(limit, free, away))


def plan(table: pd.DataFrame, effect: Amount, power: float) -> pd.DataFrame:
    """Pairs of runs that a pilot's comparison says are needed to see `effect` with this power: a
    row per scenario and outcome with columns name, outcome, baseline, spread (s.d. of the paired
    differences), effect (in the outcome's unit), alone (at the 5 % level), together (at 5 % over
    the number of rows, the strictest that Holm's correction can ask for). Raises ValueError if a
    share is wanted of a baseline that is 0."""
    rows = []
    for row in table.to_dict("records"):
        size = _wanted(effect, row, needed=True)
        needed = [pairs_for(size, row["spread"], power, LEVEL / n) for n in (1, len(table))]
        rows.append(
            (row["name"], row["outcome"], row["baseline"], row["spread"], size, *map(int, needed))
        )
    columns = ["name", "outcome", "baseline", "spread", "effect", "alone", "together"]
    return pd.DataFrame(rows, columns=columns)


def widths(table: pd.DataFrame, precision: Amount) -> pd.DataFrame:
    """How wide intervals are and may be: a row per scenario and outcome with columns name,
    outcome, half_width, wanted, needed (pairs of runs; a half-width falls with their root).
    Raises ValueError if a share is wanted of a baseline that is 0."""
    rows = []
    for row in table.to_dict("records"):
        half = (row["high"] - row["low"]) / 2.0
        wanted = _wanted(precision, row, needed=half > 0)
        needed = row["replicates"] * (half / wanted) ** 2 if half > 0 else 2.0
        rows.append((row["name"], row["outcome"], half, wanted, needed))
    return pd.DataFrame(rows, columns=["name", "outcome", "half_width", "wanted", "needed"])


def _wanted(amount: Amount, row: Mapping[Any, Any], needed: bool) -> float:
    """An amount in the unit of a row. Raises ValueError if it is needed and is nothing."""
    size = amount.of(row["baseline"])
    if size == 0 and needed:
        raise ValueError(
            f"the baseline's mean of `{row['outcome']}` is 0, so {amount} is nothing; give it in "
            "the outcome's unit, or name other outcomes with --outcome"
        )
    return size


def until_narrow(
    compared: Callable[[int], Any], precision: Amount, first: int, most: int
) -> tuple[Any, pd.DataFrame]:
    """Compare ever more pairs until every interval's half-width is at most `precision`, or `most`
    are reached: the last comparison and its widths. `compared` makes the comparison of so many
    replicates. It stops on width, never on what the effect is, so that looking in between does
    not make effects appear."""
    count = min(max(first, FEWEST), most)
    while True:
        comparison = compared(count)
        found = widths(comparison.table, precision)
        if (found["half_width"] <= found["wanted"]).all() or count >= most:
            return comparison, found
        count = next_round(float(found["needed"].max()), count, most)


def next_round(needed: float, count: int, most: int) -> int:
    """How many replicates the next look has, after one at `count` that says `needed` are."""
    grains = ceil(min(MARGIN * needed, FASTEST * count) / GRAIN)
    return min(max(GRAIN * grains, count + 1), most)
