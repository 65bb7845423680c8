"""What a report says of one result, as plain data for the templates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from sim.analysis.results import Result, ResultError
from sim.outcomes import OUTCOMES
from sim.report.bands import grids, levels, order
from sim.report.numbers import counted
from sim.report.page import extras
from sim.report.page.ballots import Roll, rolls
from sim.report.page.charts import Chart, chart, moved
from sim.report.page.doubts import doubts
from sim.report.page.effects import (
    LABELS,
    UNITS,
    Effect,
    Findings,
    effects_of,
    every_pair,
    findings,
    shown,
)
from sim.report.page.events import Happening, happenings
from sim.report.page.parameters import Grades, Row, grades, rows, swaps, timeline
from sim.report.panels import looks
from sim.report.sheet import Sheet, read
from sim.report.style import MOST_SCENARIOS
from sim.report.wording import finding, inside

MEANINGS = {name: outcome.meaning for name, outcome in OUTCOMES.items()}


@dataclass(frozen=True)
class Group:
    """A baseline and at most four scenarios that are drawn together: titles by name, charts."""

    titles: dict[str, str]
    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class Setting:
    """What one scenario sets: its question, events of the timeline, mechanisms left out."""

    title: str
    question: str
    notes: str
    timeline: tuple[tuple[str, str, str], ...]
    swaps: tuple[str, ...]
    grades: Grades


@dataclass(frozen=True)
class Content:
    """One result. `compared` says whether it holds scenarios beside a baseline."""

    anchor: str
    name: str
    heading: str
    title: str
    question: str
    compared: bool
    findings: tuple[Findings, ...]
    basis: str
    effects: tuple[Effect, ...]
    pairs: tuple[tuple[str, ...], ...]
    groups: tuple[Group, ...]
    rolls: tuple[Roll, ...]
    happenings: tuple[Happening, ...]
    settings: tuple[Setting, ...]
    changed: tuple[Row, ...]
    columns: tuple[str, ...]
    warnings: tuple[str, ...]
    repeat: tuple[tuple[str, str], ...]
    command: str
    sensitivities: tuple[tuple[str, extras.Sensitivity], ...]
    pictures: tuple[extras.Picture, ...]


def content(result: Result, anchor: str) -> Content:
    """All that is told of a result. Raises ResultError if its series is not there."""
    table = effects_of(result)
    titles = result.titles
    sheets = _sheets(result, table)
    groups = tuple(_group(sheet, titles) for sheet in sheets)
    first, *others = [titles[name] for name in result.names]
    resolved = [(one["title"], one["resolved"]) for one in result.scenarios]
    last = result.scenarios[-1]["resolved"]
    challengers = {one["name"]: one["resolved"]["challenger"] for one in result.scenarios}
    known = _titled(titles)
    drawn = table[table["scenario"].isin(sheets[0].scenarios)] if len(table) else table
    return Content(
        anchor,
        result.folder.name,
        f"{listed(others)} beside {inside(first)}" if others else first,
        finding(drawn, LABELS | known, UNITS) if len(table) else moved(sheets[0]),
        last.get("question", "") if len(others) < 2 else "",
        bool(others),
        tuple(findings(table, known)),
        _basis(result),
        tuple(shown(table, result.names, known)),
        tuple(every_pair(result, known)),
        groups,
        tuple(rolls(_table(result, "votes"), challengers, known)),
        tuple(happenings(_table(result, "events"), challengers, known)),
        tuple(_setting(title, one) for title, one in resolved),
        tuple(row for row in rows(resolved) if row.changed or (not others and row.set)),
        tuple(known.values()),
        tuple(doubts(result)),
        _repeat(result),
        result.manifest["command"],
        tuple(_sensitivities(result)),
        tuple(extras.pictures(result.folder)),
    )


def listed(names: Sequence[str]) -> str:
    """Names in a line: `A, B and C`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _titled(titles: dict[str, str]) -> dict[str, str]:
    """Titles by name; the name is added where two scenarios have the same title."""
    twice = {title for title in titles.values() if list(titles.values()).count(title) > 1}
    return {
        name: f"{title} ({name})" if title in twice else title for name, title in titles.items()
    }


def _sheets(result: Result, effects: pd.DataFrame) -> list[Sheet]:
    """What is drawn together: the baseline with up to four scenarios, or a run by itself."""
    first, *others = result.names
    start, end = (quarter[:4] for quarter in result.horizon)
    labels, period = LABELS | _titled(result.titles), f"{start} to {end}"
    if not others or effects.empty:
        table = result.series(scenarios=[first])
        spread = levels(grids(table))
        shown = order(table, "outcome")
        return [Sheet(first, {}, shown, spread, {}, effects, labels, UNITS, period)]
    some = [others[n : n + MOST_SCENARIOS] for n in range(0, len(others), MOST_SCENARIOS)]
    return [
        read(result.series(scenarios=[first, *names]), effects, labels, UNITS, period)
        for names in some
    ]


def _group(sheet: Sheet, titles: dict[str, str]) -> Group:
    names = [sheet.first, *looks(list(sheet.scenarios), {})]
    known = _titled(titles)
    return Group(
        {name: known[name] for name in names},
        tuple(chart(sheet, name, MEANINGS.get(name, "")) for name in sheet.outcomes),
    )


def _sensitivities(result: Result) -> Iterator[tuple[str, extras.Sensitivity]]:
    """How much rests on guesses, by the title of the scenario, of those that were asked."""
    for one in result.scenarios[1:] or result.scenarios:
        digest, model = one["scenario_digest"], result.manifest["model_digest"]
        if found := extras.sensitivity(result.folder, digest, model):
            yield one["title"], found


def _basis(result: Result) -> str:
    """What the numbers rest on."""
    start, end = (quarter[:4] for quarter in result.horizon)
    if result.comparison is None:
        return f"{counted(result.replicates, 'run')}, {start} to {end}, seed {result.seed}."
    pairs = int(result.comparison["replicates"].min())
    return (
        f"Means of all quarters from {start} to {end} over {counted(pairs, 'pair')} of runs that"
        " share their luck, so that two runs of a pair differ only by what the scenario changes."
        " In brackets: the 95 % interval of the mean."
    )


def _setting(title: str, resolved: dict) -> Setting:
    return Setting(
        title,
        resolved.get("question", ""),
        resolved.get("notes", ""),
        tuple(timeline(resolved)),
        tuple(swaps(resolved)),
        grades(resolved),
    )


def _table(result: Result, name: str) -> pd.DataFrame:
    """One of its tables; an empty one if it is not there."""
    try:
        return result.table(name)
    except ResultError:
        columns = ["scenario", "replicate", "quarter", "text", "kind", "actor", "target"]
        return pd.DataFrame({column: [] for column in columns})


def _repeat(result: Result) -> tuple[tuple[str, str], ...]:
    """What has to be known to make the result again."""
    told_ = result.manifest
    clean = " with changes that were not committed" if told_.get("clean_tree") is False else ""
    libraries = ", ".join(f"{name} {which}" for name, which in told_.get("libraries", {}).items())
    digests = [
        (f"Digest of {one['name']}", f"{one['scenario_digest']}, data {one['data_digest']}")
        for one in result.scenarios
    ]
    found = [
        ("Folder", result.folder.name),
        ("Seed", str(result.seed)),
        ("Replicates", f"{result.replicates:,}"),
        ("Quarters", " to ".join(result.horizon)),
        ("Model", f"version {told_.get('model_version', '')}, digest {told_['model_digest']}"),
        ("Commit", f"{told_['commit']}{clean}" if told_.get("commit") else ""),
        ("Digest of the data", str(told_.get("digest", ""))),
        *digests,
        ("Python", str(told_.get("python", ""))),
        ("Libraries", libraries),
    ]
    return tuple((name, value) for name, value in found if value)
