"""The pieces a comparison is drawn from: level, paired change, and mark with interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.report.bands import Change, Fan, Floats
from sim.report.labels import spread
from sim.report.numbers import tick
from sim.report.style import (
    BASELINE,
    GRID,
    MARKERS,
    ON_WHITE,
    PAPER,
    RULE,
    SCENARIOS,
    inner_size,
)

DASH = (0, (3.2, 1.8))


@dataclass(frozen=True)
class Look:
    """How a scenario is recognised: its shown name, colour and marker."""

    name: str
    colour: str
    marker: str

    @property
    def ink(self) -> str:
        """The colour for text: the scenario's own, darker where white paper would swallow it."""
        return ON_WHITE.get(self.colour, self.colour)


def looks(scenarios: Sequence[str], names: Mapping[str, str]) -> dict[str, Look]:
    """A look for each scenario beside the baseline, in the order of the house's colours."""
    return {
        scenario: Look(names.get(scenario, scenario), SCENARIOS[i], MARKERS[i])
        for i, scenario in enumerate(scenarios)
    }


def step(span: float, wanted: int) -> float:
    """A round distance between ticks, so that about `wanted` of them fill `span`."""
    raw = span / wanted
    ten = 10.0 ** floor(log10(raw))
    return next(ten * n for n in (1, 2, 2.5, 5, 10) if ten * n >= raw * 0.999)


def level_limits(fans: Sequence[Fan], wanted: int = 4) -> tuple[float, float, list[float]]:
    """Lower and upper limit and ticks for levels; from 0 unless values lie below it."""
    low = min(0.0, min(float(f.at.min()) for f in fans))
    high = max(0.0, max(float(f.at.max()) for f in fans))
    every = step(max(high - low, 1e-9), wanted)
    first, last = -floor(-low / every + 1e-9), -floor(-high / every + 1e-9)
    ticks = [round(every * n, 10) for n in range(first, last + 1)]
    return low, ticks[-1], ticks


def change_limits(largest: float) -> tuple[float, list[float]]:
    """A limit M for an axis from −M to +M, and ticks: 0 and one round number on either side."""
    if largest <= 0:
        return 1.0, [-1.0, 0.0, 1.0]
    ten = 10.0 ** floor(log10(largest))
    mark = max(ten * n for n in (1, 2, 3, 4, 5, 6, 8) if ten * n <= largest * 1.0001)
    return 1.15 * largest, [-mark, 0.0, mark]


def largest(changes: Sequence[Change]) -> float:
    """The largest distance from 0 that any end of an interval reaches."""
    return max((float(np.abs([c.low, c.high]).max()) for c in changes), default=0.0)


def time_axis(axes: Axes, time: Floats, labels: bool) -> None:
    """Years from the first to the last, round ones between; outer labels stay inside."""
    first, last = float(time[0]), float(time[-1])
    axes.set_xlim(*((first, last) if last > first else (first - 0.5, first + 0.5)))
    span = last - first
    axes.spines["bottom"].set_visible(labels)
    axes.spines["bottom"].set_color(RULE)
    if not labels:
        return
    room = max(0.42 / inner_size(axes)[0], 1 / 7) * span
    every = next((n for n in (1, 2, 5, 10, 20, 50) if n >= room), 100)
    inner = [
        y
        for y in np.arange(np.ceil(first / every) * every, last, every)
        if min(y - first, last - y) > 1.15 * room
    ]
    years = sorted({float(np.floor(first)), *map(float, inner), float(np.floor(last))})
    axes.set_xticks(years, [f"{y:.0f}" for y in years])
    axes.tick_params(axis="x", length=3, color=RULE, pad=3)
    texts = axes.get_xticklabels()
    texts[0].set_horizontalalignment("left")
    if len(texts) > 1:
        texts[-1].set_horizontalalignment("right")


def value_axis(axes: Axes, ticks: Sequence[float], labels: bool, sign: bool = False) -> None:
    """Light lines across at the ticks; numbers at the left if `labels`."""
    shown = [tick(t, sign) if labels else "" for t in ticks]
    axes.set_yticks(list(ticks), shown)
    for at in ticks:
        axes.axhline(at, color=GRID, linewidth=0.8, zorder=0)


def band(axes: Axes, time: Floats, low: Floats, high: Floats, colour: str, alpha: float) -> None:
    """The area between two series; a bar if there is but one time."""
    if len(time) == 1:
        time = time[0] + np.array([-0.04, 0.04])
        low, high = low.repeat(2), high.repeat(2)
    axes.fill_between(time, low, high, color=colour, alpha=alpha, linewidth=0, zorder=2)


def bands(axes: Axes, fan: Fan, colour: str, strength: float = 1.0) -> None:
    """The 90 % band pale and the 50 % band darker; nothing if the runs do not differ."""
    for low, high, alpha in ((0, 4, 0.17), (1, 3, 0.30)):
        band(axes, fan.time, fan.at[low], fan.at[high], colour, alpha * strength)


def line(axes: Axes, time: Floats, value: Floats, look: Look | None, width: float = 2.3) -> None:
    """A series: solid in the scenario's colour, dashed and grey for the baseline (no look)."""
    if look is None:
        axes.plot(time, value, color=BASELINE, linewidth=1.5, linestyle=DASH, zorder=4)
        return
    axes.plot(time, value, color=look.colour, linewidth=width, zorder=3, solid_capstyle="butt")
    if len(time) == 1:
        axes.plot(
            time,
            value,
            look.marker,
            color=look.colour,
            markersize=5,
            markeredgecolor=PAPER,
            markeredgewidth=0.8,
            zorder=5,
            clip_on=False,
        )


def change_panel(axes: Axes, change: Change, look: Look, limit: float) -> None:
    """The mean paired change and the 95 % interval of that mean, around a marked 0."""
    axes.set_ylim(-limit, limit)
    band(axes, change.time, change.low, change.high, look.colour, 0.30)
    zero(axes)
    line(axes, change.time, change.mean, look, width=2.0)


def end_marks(axes: Axes, fans: Sequence[tuple[Fan, Look]]) -> None:
    """The scenarios' marks right of their lines' ends, pushed apart."""
    across, inches = inner_size(axes)
    low, high = axes.get_ylim()
    up = inches / (high - low)
    wanted = [(float(fan.median[-1]) - low) * up for fan, _ in fans]
    places = spread(wanted, [0.115] * len(fans), -0.1, inches + 0.1)
    for (_, look), start, y in zip(fans, wanted, places, strict=True):
        axes.plot(
            [1, 1 + 0.14 / across],
            [start / inches, y / inches],
            color=look.colour,
            linewidth=0.7,
            transform=axes.transAxes,
            clip_on=False,
            zorder=4,
        )
        axes.plot(
            [1 + 0.14 / across],
            [y / inches],
            look.marker,
            color=look.colour,
            markersize=5,
            transform=axes.transAxes,
            clip_on=False,
            zorder=5,
        )


def zero(axes: Axes) -> None:
    """The line of no change, dashed and grey as the baseline is everywhere."""
    axes.axhline(0, color=BASELINE, linewidth=1.2, linestyle=DASH, zorder=3)


def distinguishable(row: pd.Series) -> bool:
    """Whether the row's interval exists and leaves out no change."""
    return bool(row["low"] > 0 or row["high"] < 0)


def interval(axes: Axes, row: pd.Series, look: Look, y: float) -> None:
    """A mark at the mean effect and a line for its interval; hollow if it includes no change."""
    filled = distinguishable(row)
    if not pd.isna(row["low"]):
        axes.plot(
            [row["low"], row["high"]],
            [y, y],
            color=look.colour,
            linewidth=2,
            solid_capstyle="butt",
            zorder=4,
        )
    axes.plot(
        [row["effect"]],
        [y],
        look.marker,
        color=look.colour,
        markersize=6.5,
        markerfacecolor=look.colour if filled else PAPER,
        markeredgecolor=look.colour,
        markeredgewidth=1.6,
        zorder=5,
        clip_on=False,
        gid="filled" if filled else "hollow",
    )


def effect_axes(axes: Axes, limit: float, ticks: Sequence[float], labels: bool) -> None:
    """An axis from −limit to +limit around a marked 0; numbers below if `labels`."""
    axes.set_xlim(-limit, limit)
    axes.set_ylim(0, 1)
    for at in ticks:
        axes.axvline(at, color=GRID, linewidth=0.8, zorder=0)
    axes.axvline(0, color=BASELINE, linewidth=1.2, linestyle=DASH, zorder=2)
    if labels:
        axes.set_xticks(list(ticks), [tick(t, True) for t in ticks])
        axes.spines["bottom"].set_visible(True)
        axes.spines["bottom"].set_color(RULE)
        axes.tick_params(axis="x", length=3, color=RULE, pad=3)
