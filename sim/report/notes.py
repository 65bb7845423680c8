"""What is said inside the panels, once each, and in which panel it is said."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.report.bands import Change, Fan, Floats
from sim.report.labels import Note, Panel, annotate
from sim.report.sheet import Sheet
from sim.report.style import BASELINE, MUTED, SMALL

Choice = tuple[float, Panel, Sequence[Note]]
SEEN = 0.02  # of the axis: less cannot be seen
MEAN_BAND = "95 % interval of the mean"


def name_lines(sheet: Sheet, panels: Mapping[str, Panel]) -> None:
    """Name the scenario and the baseline where their medians part most."""
    ((name, look),) = sheet.scenarios.items()
    choices: list[Choice] = []
    for outcome, panel in panels.items():
        fan, base = sheet.level[name, outcome], sheet.level[sheet.first, outcome]
        gap = np.abs(fan.median - base.median)
        apart = gap >= 0.5 * gap.max()
        notes = [
            Note(look.name, look.ink, _points(fan.time, fan.median, apart), SMALL + 0.5, True),
            Note(
                sheet.label(sheet.first),
                BASELINE,
                _points(base.time, base.median, apart),
                SMALL + 0.5,
                True,
            ),
        ]
        choices.append((_share(panel, gap.max()), panel, notes))
    _say(choices, enough=0.5)


def explain_bands(sheet: Sheet, panels: Mapping[str, Panel]) -> None:
    """Say what the 50 % and 90 % bands hold where both are wide; nothing if runs do not differ."""
    (name,) = sheet.scenarios
    choices: list[Choice] = []
    for outcome, panel in panels.items():
        fan = sheet.level[name, outcome]
        outer, wide = _between(fan, ((0, 1), (3, 4)))
        inner, narrow = _between(fan, ((1, 2), (2, 3)))
        notes = [
            Note("9 in 10 runs", MUTED, outer, SMALL),
            Note("half of the runs", MUTED, inner, SMALL),
        ]
        if wide > 0:
            choices.append((_share(panel, min(wide, narrow)), panel, notes))
    _say(choices, enough=0.3)


def explain_changes(sheet: Sheet, panels: Mapping[str, Panel]) -> None:
    """Say what the band around the mean change is where it is widest; nothing without a band."""
    (name,) = sheet.scenarios
    choices: list[Choice] = []
    for outcome, panel in panels.items():
        change = sheet.change[name, outcome]
        width = change.high - change.low
        if width.max() > 0:
            notes = [Note(MEAN_BAND, MUTED, _halves(change), SMALL)]
            choices.append((_share(panel, float(width.mean())), panel, notes))
    _say(choices, enough=0.5)


def _say(choices: Sequence[Choice], enough: float) -> None:
    """Write where most is to be seen, or where `enough` of that is if only there paper is free."""
    if choices:
        most = max(share for share, _, _ in choices)
        least = enough * most if most >= SEEN else 0.0
        ranked = sorted(choices, key=lambda choice: -choice[0])
        annotate([(panel, notes) for share, panel, notes in ranked if share >= least])


def _share(panel: Panel, size: float) -> float:
    """A size in data units as a share of the panel's axis."""
    low, high = panel.axes.get_ylim()
    return float(size) / (high - low)


def _points(time: Floats, value: Floats, where: np.ndarray) -> Floats:
    """Points (P, 2) where `where` (T,) holds, both ends of the panel left out if possible."""
    points = np.column_stack([time, value])
    inner = where & (time > time[0]) & (time < time[-1])
    return points[inner] if inner.any() else points[where]


def _between(fan: Fan, pairs: Sequence[tuple[int, int]]) -> tuple[Floats, float]:
    """Points (P, 2) half-way between two quantiles, wherever they lie far apart, and the mean
    width over time of the wider pair."""
    widths = np.array([fan.at[high] - fan.at[low] for low, high in pairs])
    found = [
        _points(fan.time, (fan.at[low] + fan.at[high]) / 2, width >= 0.5 * widths.max())
        for (low, high), width in zip(pairs, widths, strict=True)
        if (width >= 0.5 * widths.max()).any()
    ]
    return np.vstack(found), float(widths.max(axis=0).mean())


def _halves(change: Change) -> Floats:
    """Points (P, 2) half-way between the mean and either end, where the interval is wide."""
    wide = (change.high - change.low) >= 0.7 * (change.high - change.low).max()
    ends = (change.low, change.high)
    return np.vstack([_points(change.time, (change.mean + end) / 2, wide) for end in ends])
