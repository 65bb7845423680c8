"""A variable of every state at the end of one year: its level over the runs of a scenario, and its
change between two scenarios under the same luck."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.effects import LEVEL, paired_effect
from sim.engine.chronicle import STATE_VARIABLES
from sim.engine.ensemble import LARGEST_CHUNK
from sim.engine.simulate import Play
from sim.problems import did_you_mean
from sim.scenario import Scenario

UNITS = {
    "position": "ideal point in s.d., higher is nearer the liberal pole",
    "rights": "points, 0-100",
    "member": "share of runs in which it sits",
    "goodwill": "logits toward the challenger",
    "dialogue": "",
}
TITLES = {
    "position": "Ideal points",
    "rights": "Respect for human rights",
    "member": "Who sits in the body",
    "goodwill": "Goodwill toward the challenger",
    "dialogue": "Dialogues with the challenger",
}


def known(variable: str) -> str:
    """The name of a variable. Raises ValueError, with the nearest name, if there is none such."""
    if variable not in STATE_VARIABLES:
        near = did_you_mean(variable, STATE_VARIABLES) or f"; there are {', '.join(UNITS)}"
        raise ValueError(f"there is no variable `{variable}`{near}")
    return variable


def values(
    scenario: Scenario, variable: str, year: int, replicates: int
) -> tuple[list[str], NDArray[Any]]:
    """The states that exist in a year and what they have at its end, (R, N). Raises ValueError for
    an unknown variable or a year that is not run."""
    first, last = scenario.quarters[0].year, scenario.quarters[-1].year
    if not first <= year <= last:
        raise ValueError(f"there is no year {year} in these runs; they go from {first} to {last}")
    read, parts = STATE_VARIABLES[known(variable)], []
    for start in range(0, replicates, LARGEST_CHUNK):
        size = min(LARGEST_CHUNK, replicates - start)
        for now, world in Play.of(scenario).run(start, size):
            ends = now.date.quarter == 4 or now.date == now.setting.quarters[-1]
            if now.date.year == year and ends:
                parts.append(read(now, world)[:, now.exists])
                names = np.array(now.setting.iso3)[now.exists].tolist()
                break
    return names, np.concatenate(parts)


def level(scenario: Scenario, variable: str, year: int, replicates: int) -> pd.DataFrame:
    """Columns iso3, value: the mean over replicates, or the most frequent word."""
    names, found = values(scenario, variable, year, replicates)
    if found.dtype.kind in "US":
        told = [pd.Series(column).mode().iloc[0] for column in found.T]
        return pd.DataFrame({"iso3": names, "value": told})
    return pd.DataFrame({"iso3": names, "value": found.astype(float).mean(axis=0)})


def change(
    base: Scenario, other: Scenario, variable: str, year: int, replicates: int
) -> pd.DataFrame:
    """Columns iso3, value, low, high: the mean paired difference with its interval, wide enough
    that the intervals of all states hold together in 95 % of cases (Bonferroni): among 193 states
    some would seem to change by luck alone. Raises ValueError for words, which have none."""
    (names, ours), (_, theirs) = (values(one, variable, year, replicates) for one in (base, other))
    if ours.dtype.kind in "US":
        raise ValueError(f"{variable} is a word and has no difference; draw it for one scenario")
    apart = theirs.astype(float) - ours.astype(float)
    each = 1.0 - (1.0 - LEVEL) / len(names)
    rows = [
        (iso3, *paired_effect(column, each)) for iso3, column in zip(names, apart.T, strict=True)
    ]
    return pd.DataFrame(rows, columns=["iso3", "value", "low", "high"])
