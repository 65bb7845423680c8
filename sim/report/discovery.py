"""Conditions under which a change holds, in words and as a picture: the points in the two most
telling conditions, and the box that was found."""

from collections.abc import Sequence
from math import floor, isfinite, log10
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.discovery import FEWEST, SIDES, Box, Condition, Discovery
from sim.engine.record import model_version
from sim.engine.store import model_digest
from sim.mechanisms import parameters
from sim.outcomes import OUTCOMES
from sim.report import style
from sim.report.numbers import counted, tick
from sim.report.panels import step
from sim.report.wording import inside, unit_word

if TYPE_CHECKING:
    from sim.scenario import Scenario

MOST = 3  # panels in a picture
PANEL, TALL, AXIS = 3.9, 3.3, 0.62  # inches
COLOURS = {"above": "#0072B2", "below": "#D55E00"}
MARKS = {"above": "o", "below": "s"}
MARK = f"one mark for every point of the sample · {style.ILLUSTRATION}"


def title_of(outcome: str) -> str:
    return OUTCOMES[outcome].title


def words_of(name: str) -> str:
    """A parameter in words: `dialogue.opening` → `opening (dialogue)`."""
    mechanism, _, parameter = name.partition(".")
    return f"{parameter} ({mechanism})".replace("_", " ")


def rounded(value: float, other: float = 0.0) -> str:
    """A limit as a reader wants it: two digits that matter, true minus."""
    size = max(abs(value), abs(other), 1e-12)
    return tick(round(value, max(0, 1 - floor(log10(size)))) + 0.0)


def condition_in_words(one: Condition) -> str:
    name = words_of(one.name)
    if isfinite(one.low) and isfinite(one.high):
        return f"{name} between {rounded(one.low, one.high)} and {rounded(one.high)}"
    if isfinite(one.low):
        return f"{name} above {rounded(one.low)}"
    return f"{name} below {rounded(one.high)}"


def conditions_in_words(conditions: Sequence[Condition]) -> str:
    return " and ".join(condition_in_words(one) for one in conditions)


def sentence(found: Discovery, outcome: str) -> list[str]:
    """What is known of an outcome: how often the change is on either side, and where."""
    above, below = (found.cases(outcome, side) for side in SIDES)
    many, title = len(found.points), title_of(outcome)
    line = _threshold(found, outcome)
    said = [f"{title}: the change lies above {line} at {above.sum()} of {many} points."]
    for side, cases in (("above", above), ("below", below)):
        box = found.told(outcome, side)
        if box is not None:
            said.append(f"{title}: {in_words(box, line)}")
        elif min(cases.sum(), (~cases).sum()) < FEWEST:
            continue
        else:
            said.append(
                f"{title}: no condition found under which it {SIDES[side]} {line} more often than"
                f" its {cases.mean():.0%} of all points.".replace("%", " %")
            )
    if min(above.sum(), below.sum()) < FEWEST:
        said.append(f"{title}: there are too few points on one side to seek conditions.")
    return said


def in_words(box: Box, line: str) -> str:
    """A box as a sentence with its coverage, its size, and how it did on points held out."""
    text = (
        f"the change {SIDES[box.side]} {line} in {box.density:.0%} of cases where"
        f" {conditions_in_words(box.conditions)}, against {box.base:.0%} of all (covers"
        f" {box.coverage:.0%} of all cases where it does; {box.inside} of {box.points} points;"
        f" {box.held_density:.0%} on points held out)."
    )
    return text.replace("%", " %")


def _threshold(found: Discovery, outcome: str) -> str:
    unit = unit_word(OUTCOMES[outcome].unit)
    return f"{tick(found.threshold)} {unit}" if found.threshold else "zero"


def points_table(found: Discovery) -> pd.DataFrame:
    """A row per point: the parameters, and `effect.OUTCOME` for every outcome."""
    columns = dict(zip(found.names, found.points.T, strict=True))
    columns |= {f"effect.{o}": found.effects[:, n] for n, o in enumerate(found.outcomes)}
    return pd.DataFrame(columns)


def best(found: Discovery) -> list[Box]:
    """The told boxes that are drawn: the best of every outcome and side, the surest first."""
    boxes = [found.told(outcome, side) for outcome in found.outcomes for side in SIDES]
    return sorted((box for box in boxes if box is not None), key=lambda box: box.p)[:MOST]


def content(
    found: Discovery, scenario: "Scenario", base: "Scenario | None", command: str, replicates: int
) -> dict[str, Any]:
    """What the result says to a machine and to the report."""
    import json

    return {
        "command": command,
        "model_version": model_version(),
        "model_digest": model_digest(),
        "scenario": scenario.name,
        "scenario_title": scenario.title,
        "baseline": base.name if base else None,
        "seed": scenario.seed,
        "replicates": replicates,
        "points": len(found.points),
        "threshold": found.threshold,
        "finding": finding(found),
        "in_words": [words for outcome in found.outcomes for words in sentence(found, outcome)],
        "boxes": json.loads(found.table.to_json(orient="records", double_precision=10)),
    }


def finding(found: Discovery) -> str:
    """The title, made from the surest box."""
    boxes = best(found)
    if not boxes:
        return "In the model, no condition was found on which the change depends"
    box = boxes[0]
    title = inside(title_of(box.outcome))
    way = "higher" if box.side == "above" else "lower"
    if found.threshold:
        way = f"changed by {'more' if box.side == 'above' else 'less'} than {tick(found.threshold)}"
    where = conditions_in_words(box.conditions)
    share = f"{100 * box.density:.0f} % of cases"
    return f"In the model, {title} is {way} in {share} where {where}"


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
    wide = max(2 * style.MARGIN + len(boxes) * (PANEL + AXIS), 9.6)
    foot = style.provenance(
        scenario.name, scenario.digest, scenario.seed, replicates, model_version()
    )
    panel = TALL + 1.25
    over, below = style.header_height(title, under, wide), style.footer_height(foot, wide, MARK)
    figure = style.canvas(wide, over + panel + 0.75 + below)
    top = style.header(figure, title, under) - 0.15
    style.footer(figure, foot, MARK)
    for number, box in enumerate(boxes):
        left = style.MARGIN + number * (PANEL + AXIS)
        _panel(figure, found, box, left, top)
    return figure


def _panel(figure: Figure, found: Discovery, box: Box, left: float, top: float) -> None:
    """One box: its outcome, what it says, and the points in its two most telling conditions."""
    line = _threshold(found, box.outcome)
    heads = f"{title_of(box.outcome)}: change {box.side} {line}"
    style.write(figure, left, top - 0.16, heads, fontsize=style.HEADING, fontweight="bold")
    told = (
        f"in the box {100 * box.density:.0f} % of points, in all {100 * box.base:.0f} %;"
        f" it covers {100 * box.coverage:.0f} %; {100 * box.held_density:.0f} % on points held out"
    )
    words = style.wrap(told, PANEL, style.SMALL)
    look = {"fontsize": style.SMALL, "color": style.MUTED, "va": "top", "linespacing": 1.25}
    style.write(figure, left, top - 0.27, words, **look)
    key_y = top - 0.82
    _key(figure, box, left, key_y)
    axes = style.axes_at(figure, left + AXIS, key_y - 0.2 - TALL, PANEL - AXIS + 0.1, TALL)
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
    _box(axes, across, up, (x, y))
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
    ticks = [round(every * n, 10) for n in range(-floor(-low / every), floor(high / every) + 1)]
    room = 0.04 * (high - low)
    if which == "x":
        axes.set_xlim(low - room, high + room)
        axes.set_xticks(ticks, [tick(t) for t in ticks])
    else:
        axes.set_ylim(low - room, high + room)
        axes.set_yticks(ticks, [tick(t) for t in ticks])
    draw_line = axes.axvline if which == "x" else axes.axhline
    for at in ticks:
        draw_line(at, color=style.GRID, linewidth=0.8, zorder=0)


def _box(
    axes: Axes, across: Condition, up: Condition | None, values: tuple[np.ndarray, np.ndarray]
) -> None:
    """The box as a frame; an open side runs to the edge of the panel."""
    limits = []
    for one, (low, high) in ((across, axes.get_xlim()), (up, axes.get_ylim())):
        ends = (one.low, one.high) if one else (-np.inf, np.inf)
        limits.append((max(ends[0], low), min(ends[1], high)))
    (left, right), (bottom, top) = limits
    frame = {"edgecolor": style.INK, "facecolor": style.INK, "linewidth": 1.6, "zorder": 2}
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
