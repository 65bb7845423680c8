"""From the tidy table of runs to what is drawn: yearly values, their spread, paired changes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
FEWEST_YEARS = 4
CONFIDENCE = 0.95
Grids = dict[tuple[str, str], pd.DataFrame]


@dataclass(frozen=True)
class Fan:
    """Spread over replicates: `time` (T,) in years, `at` (5, T) the quantiles of LEVELS."""

    time: Floats
    at: Floats

    @property
    def median(self) -> Floats:
        """The middle run at each time, shape (T,)."""
        return self.at[2]


@dataclass(frozen=True)
class Change:
    """Mean paired change over replicates: `time` and `mean` (T,), and the ends `low` and `high`
    (T,) of the 95 % interval of that mean (paired t); both equal the mean if one pair gives none.
    """

    time: Floats
    mean: Floats
    low: Floats
    high: Floats


def order(series: pd.DataFrame, column: str) -> list[str]:
    """The names in a column, in order of first appearance."""
    return [str(name) for name in series[column].unique()]


def times(series: pd.DataFrame) -> dict[str, float]:
    """Where each quarter is drawn: at its year, so that a year is the mean of its quarters.

    Runs shorter than four years keep their quarters (1994.25 is 1994-Q2).
    """
    quarters = series["quarter"].drop_duplicates().astype(str)
    year = quarters.str[:4].astype(int)
    within = (quarters.str[-1].astype(int) - 1) / 4
    time = (year + within if year.nunique() < FEWEST_YEARS else year).astype(float)
    return dict(zip(quarters, time, strict=True))


def grids(series: pd.DataFrame) -> Grids:
    """Values by (scenario, outcome): a row per replicate, a column per time."""
    lookup = times(series)
    found = {}
    for (scenario, outcome), part in series.groupby(["scenario", "outcome"], observed=True):
        time = part["quarter"].astype(str).map(lookup).rename("time")
        mean = part["value"].groupby([part["replicate"], time]).mean()
        found[str(scenario), str(outcome)] = mean.unstack()
    return found


def fan(grid: pd.DataFrame) -> Fan:
    """The spread of a grid (replicates, times) over its replicates."""
    return Fan(grid.columns.to_numpy(float), np.nanquantile(grid.to_numpy(float), LEVELS, axis=0))


def levels(tables: Grids) -> dict[tuple[str, str], Fan]:
    """The spread of each outcome in each scenario, the baseline included."""
    return {key: fan(grid) for key, grid in tables.items()}


def mean_change(gap: pd.DataFrame) -> Change:
    """The mean of paired differences (replicates, times) and its interval at each time."""
    values = gap.to_numpy(float)
    pairs = np.maximum(np.isfinite(values).sum(axis=0), 1)
    mean = np.nanmean(values, axis=0)
    free = np.maximum(pairs - 1, 1)
    spread = np.sqrt(np.nansum((values - mean) ** 2, axis=0) / free / pairs)
    reach = stdtrit(free, 0.5 + CONFIDENCE / 2) * spread
    return Change(gap.columns.to_numpy(float), mean, mean - reach, mean + reach)


def changes(tables: Grids, baseline: str) -> dict[tuple[str, str], Change]:
    """Scenario minus baseline, replicate by replicate, as a mean, for every other scenario.

    Replicates that either side lacks are left out. Raises ValueError if none is shared.
    """
    found = {}
    for (scenario, outcome), grid in tables.items():
        if scenario == baseline or (baseline, outcome) not in tables:
            continue
        ours, theirs = grid.align(tables[baseline, outcome], join="inner")
        if ours.empty:
            raise ValueError(f"{scenario} and {baseline} share no replicate of {outcome}")
        found[scenario, outcome] = mean_change(ours - theirs)
    return found
