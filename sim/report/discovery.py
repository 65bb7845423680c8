"""Conditions under which a change holds, as a picture: the points in the two most telling
conditions, and the box that was found."""

from collections.abc import Sequence
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.discovery import Box, Condition, Discovery
from sim.engine.record import model_version
from sim.mechanisms import parameters
from sim.outcomes import OUTCOMES
from sim.report import style
from sim.report.conditions import best, finding, sentence, threshold_in_words, title_of, words_of
from sim.report.numbers import counted, tick
from sim.report.panels import DASH, step
from sim.report.wording import unit_word

if TYPE_CHECKING:
    from sim.scenario import Scenario

PANEL, TALL, AXIS, GUTTER = 4.2, 3.2, 0.55, 0.45  # inches
COLOURS = {"above": "#0072B2", "below": "#D55E00"}
MARKS = {"above": "o", "below": "s"}
MARK = f"one mark for every point of the sample · {style.ILLUSTRATION}"


def picture(
    found: Discovery, scenario: "Scenario", base: "Scenario | None", replicates: int, folder: Path
) -> tuple[Path, ...]:
    """Draw the surest boxes into `folder` as discovery.png and .svg; nothing if there are none."""
    boxes = best(found)
    if not boxes:
        return ()
    with style.house():
        figure = draw(found, boxes, scenario, base, replicates)
    said = [words for outcome in found.outcomes for words in sentence(found, outcome)]
    alt = " ".join([f"{finding(found)}.", *said, "An illustration, not a forecast."])
    return style.save(figure, folder / "discovery", alt=alt)


def draw(
    found: Discovery,
    boxes: Sequence[Box],
    scenario: "Scenario",
    base: "Scenario | None",
    replicates: int,
) -> Figure:
    """The figure: a panel for every box."""
    beside = f"“{base.title}” at the same point" if base else "the same without the sweep"
    under = (
        f"“{scenario.title}” beside {beside}: {counted(len(found.points), 'point')} of"
        f" {counted(replicates, 'replicate')} under the same luck"
    )
    title = finding(found)
    wide = max(2 * style.MARGIN + len(boxes) * (PANEL + GUTTER) - GUTTER, 9.6)
    foot = style.provenance(
        scenario.name, scenario.digest, scenario.seed, replicates, model_version()
    )
    panel = TALL + 1.2
    over, below = style.header_height(title, under, wide), style.footer_height(foot, wide, MARK)
    figure = style.canvas(wide, over + panel + 0.55 + below)
    top = style.header(figure, title, under) - 0.15
    style.footer(figure, foot, MARK)
    for number, box in enumerate(boxes):
        left = style.MARGIN + number * (PANEL + GUTTER)
        _panel(figure, found, box, left, top)
    return figure


def _panel(figure: Figure, found: Discovery, box: Box, left: float, top: float) -> None:
    """One box: its outcome, what it says, and the points in its two most telling conditions."""
    line = threshold_in_words(found, box.outcome)
    style.write(
        figure, left, top - 0.16, title_of(box.outcome), fontsize=style.HEADING, fontweight="bold"
    )
    told = (
        f"{box.side} {line}: in the box {100 * box.density:.0f} % of points, in all"
        f" {100 * box.base:.0f} %;"
        f" it covers {100 * box.coverage:.0f} %; {100 * box.held_density:.0f} % on points held out"
    )
    words = style.wrap(told, PANEL, style.SMALL)
    look = {"fontsize": style.SMALL, "color": style.MUTED, "va": "top", "linespacing": 1.25}
    style.write(figure, left, top - 0.27, words, **look)
    key_y = top - 0.82
    _key(figure, box, left, key_y)
    axes = style.axes_at(figure, left + AXIS, key_y - 0.2 - TALL, PANEL - AXIS, TALL)
    across = box.conditions[0]
    up = box.conditions[1] if len(box.conditions) > 1 else None
    x, name_x = found.points[:, found.names.index(across.name)], across.name
    if up is not None:
        y, name_y = found.points[:, found.names.index(up.name)], up.name
    else:
        y, name_y = found.effects[:, found.outcomes.index(box.outcome)], ""
    cases = found.cases(box.outcome, box.side)
    _points(axes, box, x, y, cases)
    _axis(axes, x, "x")
    _axis(axes, y, "y")
    _box(axes, across, up)
    if up is None:
        axes.axhline(found.threshold, color=style.INK, linewidth=0.9, linestyle=DASH, zorder=2)
    _names(axes, name_x, name_y, box)


def _key(figure: Figure, box: Box, left: float, y: float) -> None:
    """Which marks are the cases sought, and which are not."""
    for filled, words in ((True, f"{box.side}"), (False, "not")):
        axes = style.axes_at(figure, left, y, 0.13, 0.13)
        look = COLOURS[box.side] if filled else "none"
        edge = COLOURS[box.side] if filled else style.BASELINE
        mark = MARKS[box.side] if filled else "o"
        axes.scatter([0], [0], s=26, marker=mark, facecolors=look, edgecolors=edge, linewidths=1)
        style.write(figure, left + 0.2, y + 0.015, words, fontsize=style.SMALL)
        left += 0.2 + style.text_width(words, style.SMALL) + 0.25


def _points(axes: Axes, box: Box, x: np.ndarray, y: np.ndarray, cases: np.ndarray) -> None:
    colour = COLOURS[box.side]
    look: dict[str, Any] = {"s": 20, "linewidths": 0.9, "zorder": 3}
    axes.scatter(
        x[~cases], y[~cases], marker="o", facecolors="none", edgecolors=style.BASELINE, **look
    )
    axes.scatter(x[cases], y[cases], marker=MARKS[box.side], color=colour, **look)


def _axis(axes: Axes, values: np.ndarray, which: str) -> None:
    """Round ticks over the range of the sample, a little room at both ends."""
    low, high = float(values.min()), float(values.max())
    every = step(max(high - low, 1e-9), 4)
    room = 0.04 * (high - low)
    first, last = -floor(-(low - room) / every), floor((high + room) / every)
    ticks = [round(every * n, 10) for n in range(first, last + 1)]
    if which == "x":
        axes.set_xlim(low - room, high + room)
        axes.set_xticks(ticks, [tick(t) for t in ticks])
    else:
        axes.set_ylim(low - room, high + room)
        axes.set_yticks(ticks, [tick(t) for t in ticks])
    draw_line = axes.axvline if which == "x" else axes.axhline
    for at in ticks:
        draw_line(at, color=style.GRID, linewidth=0.8, zorder=0)


def _box(axes: Axes, across: Condition, up: Condition | None) -> None:
    """The box as a frame; an open side runs to the edge of the panel."""
    limits = []
    for one, (low, high) in ((across, axes.get_xlim()), (up, axes.get_ylim())):
        ends = (one.low, one.high) if one else (-np.inf, np.inf)
        limits.append((max(ends[0], low), min(ends[1], high)))
    (left, right), (bottom, top) = limits
    frame: dict[str, Any] = {
        "edgecolor": style.INK,
        "facecolor": style.INK,
        "linewidth": 1.6,
        "zorder": 2,
    }
    where = (left, bottom), right - left, top - bottom
    axes.add_patch(Rectangle(*where, fill=False, **frame))
    axes.add_patch(Rectangle(*where, alpha=0.05, linewidth=0, facecolor=style.INK, zorder=1))


def _names(axes: Axes, across: str, up: str, box: Box) -> None:
    """What the axes are, with the unit."""
    look: dict[str, Any] = {"fontsize": style.SMALL, "color": style.INK}
    axes.set_xlabel(_with_unit(across), labelpad=5, **look)
    named = _with_unit(up) if up else f"change, {unit_word(OUTCOMES[box.outcome].unit)}"
    axes.set_ylabel(named, labelpad=5, **look)


def _with_unit(name: str) -> str:
    mechanism, _, parameter = name.partition(".")
    known = parameters(mechanism).get(parameter)
    return words_of(name) + (f", {known.unit}" if known else "")
