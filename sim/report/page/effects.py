"""What each scenario changed in each outcome, in words, numbers and marks."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.findings import ranked
from sim.analysis.results import Result
from sim.outcomes import OUTCOMES
from sim.report.findings import HEADS
from sim.report.numbers import plain, told
from sim.report.page.charts import Mark, mark
from sim.report.panels import change_limits
from sim.report.style import MOST_SCENARIOS
from sim.report.wording import told_apart

LABELS = {name: outcome.title for name, outcome in OUTCOMES.items()}
UNITS = {name: outcome.unit for name, outcome in OUTCOMES.items()}
COLUMNS = ["scenario", "outcome", "baseline", "scenario_value", "effect", "low", "high"]


@dataclass(frozen=True)
class Effect:
    """One outcome of one scenario beside the baseline, as it is shown."""

    outcome: str
    unit: str
    scenario: str
    colour: int
    baseline: str
    value: str
    change: str
    interval: str
    share: str
    size: float
    mark: Mark


@dataclass(frozen=True)
class Findings:
    """What is said of one scenario: a heading for each verdict, and its sentences."""

    scenario: str
    said: tuple[tuple[str, tuple[str, ...]], ...]


def effects_of(result: Result) -> pd.DataFrame:
    """The effects as the figures have them: a row per scenario and outcome, none for a run."""
    table = result.comparison
    if table is None:
        return pd.DataFrame(columns=[*COLUMNS, "replicates"])
    return table.rename(columns={"scenario": "scenario_value", "name": "scenario"})


def shown(table: pd.DataFrame, names: tuple[str, ...], titles: dict[str, str]) -> list[Effect]:
    """Every effect as it is shown; outcomes of a unit share their axis."""
    clear = set(told_apart(table).index)
    units = table["outcome"].map(lambda outcome: UNITS.get(outcome, ""))
    ends = table[["effect", "low", "high"]].abs().max(axis=1)
    limits = {unit: change_limits(float(part.max()))[0] for unit, part in ends.groupby(units)}
    return [
        _shown(row, names, titles, limits[units[n]], n in clear)
        for n, (_, row) in zip(table.index, table.iterrows(), strict=True)
    ]


def _shown(
    row: pd.Series, names: tuple[str, ...], titles: dict[str, str], limit: float, clear: bool
) -> Effect:
    outcome, scenario = str(row["outcome"]), str(row["scenario"])
    number, interval = told(row["effect"], row["low"], row["high"])
    return Effect(
        LABELS.get(outcome, outcome),
        UNITS.get(outcome, ""),
        titles[scenario],
        (names.index(scenario) - 1) % MOST_SCENARIOS + 1,
        plain(row["baseline"]),
        plain(row["scenario_value"]),
        number,
        interval,
        _share(row),
        float(row["effect"]),
        mark(row["effect"], row["low"], row["high"], limit, clear),
    )


def _share(row: pd.Series) -> str:
    """In how many pairs it went up and down, where the table says so."""
    if "higher" not in row or "lower" not in row:
        return ""
    return f"{row['higher']:.0f} up, {row['lower']:.0f} down"


def findings(table: pd.DataFrame, titles: dict[str, str]) -> list[Findings]:
    """The sentences of the table by scenario and verdict, the clearest and largest first; of a
    table without sentences, one made from each effect and its interval."""
    found = []
    for name, part in table.groupby("scenario", sort=False):
        rows: list[Any] = part.to_dict("records")
        if {"verdict", "finding", "effect_size"} <= set(part):
            verdicts = ranked(rows).items()
            said = [(HEADS[head], tuple(row["finding"] for row in some)) for head, some in verdicts]
        else:
            said = [("Changes", tuple(map(_sentence, rows)))]
        found.append(Findings(titles[str(name)], tuple(said)))
    return found


def _sentence(row: dict[str, Any]) -> str:
    number, interval = told(row["effect"], row["low"], row["high"])
    unit = UNITS.get(row["outcome"], "").partition(",")[0]
    where = f" ({interval})" if interval else " in the one run made"
    return f"{LABELS.get(row['outcome'], row['outcome'])}: {number} {unit}{where}."


def every_pair(result: Result, titles: dict[str, str]) -> list[tuple[str, ...]]:
    """Each scenario beside each other once, where more than one was compared: outcome, the two
    titles, the difference and its interval."""
    file = result.file("matrix.csv")
    if file is None:
        return []
    table, rank = pd.read_csv(file), list(titles)
    found: list[tuple[str, ...]] = []
    for row in table.to_dict("records"):
        one, other = str(row["row"]), str(row["column"])
        if one in rank and other in rank and rank.index(one) > rank.index(other) > 0:
            number, interval = told(row["effect"], row["low"], row["high"])
            label = LABELS.get(row["outcome"], row["outcome"])
            found.append((label, titles[one], titles[other], number, interval or "none"))
    return found
