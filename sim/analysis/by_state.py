"""A variable of every state in one year: its level over the runs, and its paired change."""

import numpy as np
import pandas as pd

from sim.analysis.compare import paired_effect
from sim.problems import did_you_mean

UNITS = {
    "position": "s.d. of ideal points, higher is nearer the liberal pole",
    "rights": "points, 0-100",
    "goodwill": "logits toward the challenger",
    "member": "share of runs with a seat",
    "dialogue": "",
}


def level(states: pd.DataFrame, variable: str, year: int) -> pd.DataFrame:
    """Columns iso3, value: the mean over replicates in one scenario's states table, or the most
    frequent word. Raises ValueError for a variable or a year that is not in the table."""
    found = _of(states, variable, year)
    if found[variable].dtype == object or isinstance(found[variable].dtype, pd.StringDtype):
        words = found.groupby("iso3")[variable].agg(lambda some: some.mode().iloc[0])
        return words.rename("value").reset_index()
    means = found.assign(value=found[variable].astype(float)).groupby("iso3")["value"].mean()
    return means.reset_index()


def change(base: pd.DataFrame, other: pd.DataFrame, variable: str, year: int) -> pd.DataFrame:
    """Columns iso3, value, low, high: the mean paired difference of two scenarios' states tables
    with its 95 % interval. Raises ValueError for words, which have no difference."""
    tables = [_of(table, variable, year) for table in (base, other)]
    if any(table[variable].map(lambda value: isinstance(value, str)).any() for table in tables):
        raise ValueError(f"{variable} is a word and has no difference; draw it for one scenario")
    grids = [
        table.astype({variable: float}).pivot(index="replicate", columns="iso3", values=variable)
        for table in tables
    ]
    apart = (grids[1] - grids[0]).dropna(axis="index", how="all")
    rows = [(iso3, *paired_effect(np.asarray(apart[iso3].dropna()))) for iso3 in apart]
    return pd.DataFrame(rows, columns=["iso3", "value", "low", "high"])


def _of(states: pd.DataFrame, variable: str, year: int) -> pd.DataFrame:
    if variable not in UNITS:
        hint = did_you_mean(variable, UNITS) or f"; there are {', '.join(UNITS)}"
        raise ValueError(f"there is no variable `{variable}`{hint}")
    found = states[states["year"] == year]
    if found.empty:
        first, last = states["year"].min(), states["year"].max()
        raise ValueError(f"there is no year {year} in these runs; they have {first} to {last}")
    return found[["replicate", "iso3", variable]]
