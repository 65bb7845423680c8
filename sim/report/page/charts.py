"""Levels and changes over time as the coordinates of small drawings, and their tables.

A drawing is 340 units wide; the template writes it as SVG, with real text, so that it can be
searched, scales to any width, and takes its colours from the page, light or dark.
"""

from dataclasses import dataclass, replace
from math import floor

import numpy as np

from sim.report.bands import LEVELS, Change, Fan, Floats
from sim.report.labels import spread
from sim.report.numbers import plain, tick, told
from sim.report.sheet import Sheet

WIDTH, LEFT, RIGHT = 340.0, 36.0, 326.0
LEVEL_TOP, LEVEL_FLOOR = 12.0, 142.0
CHANGE_TOP, CHANGE_FLOOR = 174.0, 232.0
YEARS_BELOW = 16.0
APART = 11.0  # markers
MIDDLE = LEVELS.index(0.5)


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Line:
    """One scenario in a chart: which colour (0 is the baseline), and its paths; those of the
    change are empty for the baseline."""

    name: str
    colour: int
    outer: str
    inner: str
    median: str
    change: str = ""
    interval: str = ""
    end: tuple[float, float] = (0.0, 0.0)  # of the middle run
    alone: bool = False  # there is but one time
    marker: float = 0.0  # height of the marker beside the end, pushed apart from the others


@dataclass(frozen=True)
class TimeRow:
    """One time of a chart's table: what it is called, where it is drawn, and its cells."""

    label: str
    x: float
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """One outcome over time. `heads` names the cells of `rows`."""

    outcome: str
    title: str
    unit: str
    meaning: str
    told: str
    lines: tuple[Line, ...]
    levels: tuple[Tick, ...]
    changes: tuple[Tick, ...]
    years: tuple[Tick, ...]
    zero: float
    height: float
    heads: tuple[str, ...]
    rows: tuple[TimeRow, ...]


def chart(sheet: Sheet, outcome: str, meaning: str) -> Chart:
    """The drawing of one outcome of a sheet, with the axes that all of its unit share."""
    names = [sheet.first, *sheet.scenarios]
    fans = {name: sheet.level[name, outcome] for name in names}
    time = fans[sheet.first].time
    low, high, ticks = sheet.level_axis(outcome, 4)
    rise = _scale(low, high, LEVEL_FLOOR, LEVEL_TOP)
    swings: list[Tick] = []
    zero = 0.0
    changes = {name: sheet.change[name, outcome] for name in sheet.scenarios}
    if changes:
        limit, marks = sheet.change_axis(outcome)
        swing = _scale(-limit, limit, CHANGE_FLOOR, CHANGE_TOP)
        swings = [Tick(_round(swing(mark)), tick(mark, True)) for mark in marks]
        zero = _round(swing(0.0))
    lines = [
        _line(name, n, fans[name], changes.get(name), rise, swing if changes else rise)
        for n, name in enumerate(names)
    ]
    lines = _pushed_apart(lines)
    return Chart(
        outcome,
        sheet.label(outcome),
        sheet.unit(outcome),
        meaning,
        _told(sheet, outcome, fans),
        tuple(lines),
        tuple(Tick(_round(rise(value)), tick(value)) for value in ticks),
        tuple(swings),
        _years(time),
        zero,
        (CHANGE_FLOOR if changes else LEVEL_FLOOR) + YEARS_BELOW + 6,
        _heads(sheet),
        _rows(sheet, outcome, fans, changes),
    )


def _scale(low: float, high: float, bottom: float, top: float):
    """From values to heights."""
    return lambda value: bottom + (value - low) / (high - low) * (top - bottom)


def _across(time: Floats) -> Floats:
    first, last = time[0], time[-1]
    if first == last:
        return np.full(len(time), (LEFT + RIGHT) / 2)
    return LEFT + (time - first) / (last - first) * (RIGHT - LEFT)


def _line(name: str, colour: int, fan: Fan, change: Change | None, rise, swing) -> Line:
    x = _across(fan.time)
    low, lower, median, upper, high = (rise(values) for values in fan.at)
    end, alone = (_round(x[-1]), _round(median[-1])), len(x) == 1
    parts = _area(x, low, high), _area(x, lower, upper), _path(x, median)
    if change is None:
        return Line(name, colour, *parts, end=end, alone=alone)
    across = _across(change.time)
    band = _area(across, swing(change.low), swing(change.high))
    return Line(name, colour, *parts, _path(across, swing(change.mean)), band, end, alone)


def _pushed_apart(lines: list[Line]) -> list[Line]:
    """The lines with a place for the marker of each but the baseline's."""
    if len(lines) < 2:
        return lines
    places = spread([line.end[1] for line in lines[1:]], [APART] * len(lines[1:]), 0, LEVEL_FLOOR)
    placed = zip(lines[1:], places, strict=True)
    return [lines[0], *(replace(line, marker=_round(place)) for line, place in placed)]


def _path(x: Floats, y: Floats) -> str:
    return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True))


def _area(x: Floats, low: Floats, high: Floats) -> str:
    return _path(np.concatenate([x, x[::-1]]), np.concatenate([high, low[::-1]])) + "Z"


def _round(value: float) -> float:
    return round(float(value), 1)


def _years(time: Floats) -> tuple[Tick, ...]:
    """First and last year, and round years between that leave room."""
    first, last = floor(time[0]), floor(time[-1])
    span = max(last - first, 1)
    every = next((n for n in (1, 2, 5, 10, 20, 50) if n * 5 >= span), 100)
    inner = [
        year
        for year in range(-(-first // every) * every, last, every)
        if min(year - first, last - year) >= 0.7 * every
    ]
    at = dict(zip((first, last), (float(time[0]), float(time[-1])), strict=True))
    years = sorted({first, *inner, last})
    x = _across(np.array([time[0], *(at.get(year, year) for year in years), time[-1]]))[1:-1]
    return tuple(Tick(_round(place), str(year)) for place, year in zip(x, years, strict=True))


def _named(time: float, quarterly: bool) -> str:
    year = floor(time)
    return f"{year}-Q{round(4 * (time - year)) + 1}" if quarterly else str(year)


def _heads(sheet: Sheet) -> tuple[str, ...]:
    levels = [f"{sheet.label(name)}, middle run" for name in (sheet.first, *sheet.scenarios)]
    bands = [f"{sheet.label(name)}, 9 in 10 runs" for name in (sheet.first, *sheet.scenarios)]
    pairs = [part for both in zip(levels, bands, strict=True) for part in both]
    return (*pairs, *(f"{sheet.label(name)}, mean change" for name in sheet.scenarios))


def _rows(
    sheet: Sheet, outcome: str, fans: dict[str, Fan], changes: dict[str, Change]
) -> tuple[TimeRow, ...]:
    time = fans[sheet.first].time
    quarterly = bool((time % 1).any()) or len(time) < 2
    found = []
    for n, x in enumerate(_across(time)):
        cells = []
        for fan in fans.values():
            ends = f"{plain(fan.at[0, n])} to {plain(fan.at[-1, n])}"
            cells += [plain(fan.at[MIDDLE, n]), ends]
        for change in changes.values():
            number, ends = told(change.mean[n], change.low[n], change.high[n])
            cells.append(f"{number} ({ends})" if ends else number)
        found.append(TimeRow(_named(time[n], quarterly), _round(x), tuple(cells)))
    return tuple(found)


def _told(sheet: Sheet, outcome: str, fans: dict[str, Fan]) -> str:
    """The chart in sentences, for those who do not see it."""
    parts = []
    for name, fan in fans.items():
        start, end = (plain(fan.at[MIDDLE, n]) for n in (0, -1))
        years = f"{floor(fan.time[0])} to {floor(fan.time[-1])}"
        parts.append(f"{sheet.label(name)}: the middle run goes from {start} to {end}, {years}.")
    for row in sheet.rows(outcome):
        number, ends = told(row["effect"], row["low"], row["high"])
        interval = f" (95 % interval {ends})" if ends else ""
        parts.append(f"{sheet.label(str(row['scenario']))}: mean change {number}{interval}.")
    return " ".join(parts)


@dataclass(frozen=True)
class Mark:
    """A mean effect and its interval on an axis of 160 units around 0."""

    effect: float
    low: float | None
    high: float | None
    filled: bool
    zero: float = 80.0


def mark(effect: float, low: float, high: float, limit: float, filled: bool) -> Mark:
    """Where a mark lies on an axis from −limit to +limit."""

    def at(value: float) -> float:
        return _round(80.0 + 74.0 * value / limit)

    if np.isnan(low) or np.isnan(high):
        return Mark(at(effect), None, None, False)
    return Mark(at(effect), at(low), at(high), filled)


def moved(sheet: Sheet) -> str:
    """What changed most over a single run, for a title."""
    spans = [
        (abs(fan.median[-1] - fan.median[0]), name, fan)
        for (_, name), fan in sheet.level.items()
        if sheet.unit(name) == sheet.unit(sheet.outcomes[0])
    ]
    size, name, fan = max(spans, key=lambda one: one[0])
    if size < 0.05:
        return f"{sheet.label(name)} stays at {plain(fan.median[0])} in the model"
    way = "rises" if fan.median[-1] > fan.median[0] else "falls"
    return (
        f"{sheet.label(name)} {way} from {plain(fan.median[0])} to {plain(fan.median[-1])}"
        f" between {floor(fan.time[0])} and {floor(fan.time[-1])} in the model"
    )
