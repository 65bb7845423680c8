"""Places for labels: words in the free space of a panel, and numbers pushed apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import Normal, Stroke
from numpy.typing import NDArray

from sim.report.bands import Floats
from sim.report.style import PAPER, inner_size, text_width, wrap

Box = tuple[float, float, float, float]
PAD, CELL = 0.045, 0.02  # inches
# What it costs to write on a band, on a line, on other words, on anything at all, and to lead
# through another line, in inches of leader.
BAND, LINE, TAKEN, SOILED, THROUGH = 0.8, 6.0, 60.0, 0.3, 0.6
TRIED = 3000


@dataclass(frozen=True)
class Note:
    """Words about something drawn: `targets` (P, 2) are the points that a leader may end at."""

    text: str
    colour: str
    targets: Floats
    points: float
    bold: bool = False


@dataclass(frozen=True)
class Panel:
    """Axes with their final limits, what is drawn in them, and the notes already written.

    `areas` are (time, low, high), `lines` (time, value), each (T,) in data units; `boxes` and
    `leaders` are in inches within the axes.
    """

    axes: Axes
    areas: Sequence[tuple[Floats, Floats, Floats]]
    lines: Sequence[tuple[Floats, Floats]]
    boxes: list[Box] = field(default_factory=list)
    leaders: list[Floats] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where a note goes: its words, box and leader (2, 2) in inches; `clean` if nothing drawn is
    under the box and no leader crosses; `cost` grows with all that is not good about it."""

    text: str
    box: Box
    leader: Floats
    cost: float
    clean: bool


def spread(
    wanted: Sequence[float], widths: Sequence[float], low: float, high: float
) -> list[float]:
    """Centres near `wanted` so that labels of the given widths do not touch, within low..high.

    Labels that would touch move apart by the same amount, so that no direction is favoured; the
    order is kept. If they need more room than there is, they start at `low`.
    """
    rank = list(np.argsort(wanted, kind="stable"))
    ends = np.cumsum([widths[i] for i in rank])
    offsets = [float(end - widths[i] / 2) for end, i in zip(ends, rank, strict=True)]
    groups: list[list[float]] = []  # [sum of wished starts, members]
    for i, offset in zip(rank, offsets, strict=True):
        groups.append([float(wanted[i]) - offset, 1.0])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] >= groups[-1][0] / groups[-1][1]:
            total, members = groups.pop()
            groups[-1] = [groups[-1][0] + total, groups[-1][1] + members]
    starts = [total / members for total, members in groups for _ in range(int(members))]
    last = max(low, high - float(ends[-1]))
    centres = [0.0] * len(rank)
    for i, offset, start in zip(rank, offsets, starts, strict=True):
        centres[i] = min(max(start, low), last) + offset
    return centres


def _inches(axes: Axes, points: Floats) -> Floats:
    """Data points (P, 2) as inches within the axes."""
    scale = np.array(inner_size(axes))
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    return (points - [left, low]) / [right - left, high - low] * scale


def _cover(panel: Panel) -> Floats:
    """What it costs to write on each cell of the panel, shape (rows from below, columns)."""
    across, up = inner_size(panel.axes)
    y, x = (np.arange(0, end, CELL) + CELL / 2 for end in (up, across))
    cost = np.zeros((len(y), len(x)))

    def paint(time: Floats, low: Floats, high: Floats, weight: float, reach: float) -> None:
        ends = [_inches(panel.axes, np.column_stack([time, value])) for value in (low, high)]
        inside = (x >= ends[0][0, 0] - PAD) & (x <= ends[0][-1, 0] + PAD)
        sides = [np.interp(x + step, *end.T) for end in ends for step in (-CELL, 0, CELL)]
        floor, roof = np.min(sides, axis=0) - reach, np.max(sides, axis=0) + reach
        under = inside & (y[:, None] > floor) & (y[:, None] < roof)
        cost[under] = np.maximum(cost[under], weight)

    for time, low, high in panel.areas:
        paint(time, low, high, BAND, 0.0)
    for time, value in panel.lines:
        paint(time, value, value, LINE, 0.03)
    for left, bottom, right, top in panel.boxes:
        wide, tall = (x > left - PAD) & (x < right + PAD), (y > bottom - PAD) & (y < top + PAD)
        cost[np.ix_(tall, wide)] = TAKEN
    return cost


def _crosses(line: Floats, boxes: list[Box], lines: list[Floats]) -> bool:
    """Whether a leader runs through a box or too close to another leader."""
    along = line[0] + np.linspace(0, 1, 16)[:, None] * (line[1] - line[0])
    for left, bottom, right, top in boxes:
        inside = (along > [left - PAD, bottom - PAD]) & (along < [right + PAD, top + PAD])
        if bool(inside.all(axis=1).any()):
            return True
    for other in lines:
        path = other[0] + np.linspace(0, 1, 16)[:, None] * (other[1] - other[0])
        if float(np.hypot(*(along[:, None] - path[None]).transpose(2, 0, 1)).min()) < 0.07:
            return True
    return False


def _through(cover: Floats, starts: Floats, ends: Floats) -> NDArray[np.bool_]:
    """Whether leaders from `starts` to `ends` (N, 2) pass over a line before they arrive, (N,)."""
    share = np.linspace(0, 1, 24)[:, None, None]
    path = starts + share * (ends - starts)
    near = np.hypot(*(path - ends).transpose(2, 0, 1)) < 0.1
    row, column = (
        np.clip((path[..., i] / CELL).astype(int), 0, cover.shape[1 - i] - 1) for i in (1, 0)
    )
    return np.asarray(((cover[row, column] == LINE) & ~near).any(axis=0))


def _boxes(panel: Panel, cover: Floats, width: float, height: float) -> tuple[Floats, Floats]:
    """All boxes of a size within the panel (B, 4), and what is under each on average (B,)."""
    across, up = inner_size(panel.axes)
    total = np.pad(cover, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    x = np.arange(PAD, max(across - width - PAD, PAD) + 1e-9, 2 * CELL)
    y = np.arange(PAD / 2, max(up - height - PAD / 2, PAD / 2) + 1e-9, CELL)
    left, bottom = (part.ravel() for part in np.meshgrid(x, y))
    boxes = np.column_stack([left, bottom, left + width, bottom + height])
    cells = np.rint((boxes + np.array([-PAD, -PAD, PAD, PAD])) / CELL).astype(int)
    a, b, c, d = (np.clip(cells[:, i], 0, cover.shape[1 - i % 2]) for i in range(4))
    under = total[d, c] - total[b, c] - total[d, a] + total[b, a]
    return boxes, under / np.maximum((d - b) * (c - a), 1)


def _best(panel: Panel, note: Note) -> Place:
    """The place where a note hides least and its leader is shortest; there always is one."""
    text = wrap(note.text, inner_size(panel.axes)[0] - 2 * PAD, note.points, note.bold)
    width = text_width(text, note.points, note.bold)
    height = (1.17 + 1.2 * text.count("\n")) * note.points / 72
    cover = _cover(panel)
    boxes, under = _boxes(panel, cover, width, height)
    targets = _inches(panel.axes, note.targets)
    inset = [min(0.12, width / 3), 0.0]
    starts = np.clip(targets, boxes[:, None, :2] + inset, boxes[:, None, 2:] - inset)
    way = targets - starts
    length = np.hypot(way[..., 0], way[..., 1])
    cost = (
        (under + SOILED * (under > 0))[:, None]
        + np.abs(length - 0.14)
        + 0.8 * np.abs(way[..., 0])
        + (length < 0.06)
    )
    order = np.argsort(cost, axis=None, kind="stable")[:TRIED]
    number, target = np.unravel_index(order, cost.shape)
    cost[number, target] += THROUGH * _through(cover, starts[number, target], targets[target])
    order = order[np.argsort(cost.ravel()[order], kind="stable")]
    for choice in (*order, None):
        number, target = np.unravel_index(order[0] if choice is None else choice, cost.shape)
        box: Box = tuple(map(float, boxes[number]))  # type: ignore[assignment]
        leader = np.array([starts[number, target], targets[target]])
        crosses = _crosses(leader, panel.boxes, panel.leaders) or any(
            _crosses(old, [box], []) for old in panel.leaders
        )
        if not crosses:
            break
    free = bool(under[number] == 0) and not crosses
    return Place(text, box, leader, float(cost[number, target]) + LINE * crosses, free)


def places(panel: Panel, notes: Sequence[Note]) -> list[Place]:
    """A place for each note, none on another; the panel itself is left as it is."""
    tried = Panel(panel.axes, panel.areas, panel.lines, [*panel.boxes], [*panel.leaders])
    found = []
    for note in notes:
        place = _best(tried, note)
        tried.boxes.append(place.box)
        tried.leaders.append(place.leader)
        found.append(place)
    return found


def annotate(choices: Sequence[tuple[Panel, Sequence[Note]]]) -> None:
    """Write one of the choices of notes, each note with a thin leader to what it names.

    The first choice whose notes all stand on free paper is taken, or else the one that hides
    least. Axes keep their limits.
    """
    best: tuple[float, Panel, Sequence[Note], list[Place]] | None = None
    for panel, notes in choices:
        found = places(panel, notes)
        cost = 0.0 if all(p.clean for p in found) else sum(p.cost for p in found)
        if best is None or cost < best[0]:
            best = cost, panel, notes, found
        if cost == 0:
            break
    if best is not None:
        for note, place in zip(best[2], best[3], strict=True):
            _write(best[1], note, place)


def _write(panel: Panel, note: Note, place: Place) -> None:
    """Put a note where it was found to fit, and remember that it is there."""
    axes, scale = panel.axes, np.array(inner_size(panel.axes))
    panel.boxes.append(place.box)
    panel.leaders.append(place.leader)
    x, y = (place.leader / scale).T
    look: dict[str, Any] = {"transform": axes.transAxes, "color": note.colour}
    axes.plot(x, y, linewidth=0.7, zorder=6, solid_capstyle="round", **look)
    axes.plot(x[1:], y[1:], ".", markersize=3.5, zorder=6, **look)
    axes.text(
        place.box[0] / scale[0],
        place.box[1] / scale[1],
        place.text,
        fontsize=note.points,
        va="bottom",
        linespacing=1.1,
        zorder=7,
        fontweight="bold" if note.bold else "normal",
        path_effects=[Stroke(linewidth=2.5, foreground=PAPER), Normal()],
        **look,
    )
