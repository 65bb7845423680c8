"""Places for labels: words in the free space of a panel, and numbers pushed apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import Normal, Stroke

from sim.report.bands import Fan, Floats
from sim.report.style import PAPER, inner_size, text_width

Box = tuple[float, float, float, float]
Outline = tuple[Floats, Floats, Floats]
PAD = 0.045


@dataclass(frozen=True)
class Note:
    """Words about something drawn: `targets` (P, 2) are the points that a leader may end at."""

    text: str
    colour: str
    targets: Floats
    points: float
    bold: bool = False


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


def _hull(axes: Axes, fans: Sequence[Fan]) -> list[Outline]:
    """Each fan's outline in inches: x (T,), lowest (T,), highest (T,), finely interpolated."""
    outlines = []
    for fan in fans:
        low = _inches(axes, np.column_stack([fan.time, fan.at[0]]))
        high = _inches(axes, np.column_stack([fan.time, fan.at[-1]]))
        x = np.linspace(low[0, 0], low[-1, 0], 120)
        outlines.append(
            (x, np.interp(x, low[:, 0], low[:, 1]), np.interp(x, high[:, 0], high[:, 1]))
        )
    return outlines


def _clear(box: Box, hull: list[Outline], boxes: list[Box]) -> bool:
    """Whether a box touches no outline and no other box."""
    left, bottom, right, top = box
    for x, low, high in hull:
        near = (x > left - PAD) & (x < right + PAD)
        if bool((near & (low < top + PAD) & (high > bottom - PAD)).any()):
            return False
    return all(
        left > r + 2 * PAD or right < a - 2 * PAD or bottom > t + PAD or top < b - PAD
        for a, b, r, t in boxes
    )


def _leader(box: Box, target: Floats) -> Floats:
    """The straight line (2, 2) from the nearest place on the box's edge to the target."""
    left, bottom, right, top = box
    inset = min(0.12, (right - left) / 3)
    start = np.clip(target, [left + inset, bottom], [right - inset, top])
    return np.array([start, target])


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


def _best(
    axes: Axes, note: Note, hull: list[Outline], boxes: list[Box], lines: list[Floats]
) -> tuple[float, Box, Floats] | None:
    """The free box whose leader is shortest, with that leader; None if there is no free box."""
    right, top = inner_size(axes)
    width, height = text_width(note.text, note.points, note.bold), note.points / 72 * 1.05
    targets = _inches(axes, note.targets)
    found: tuple[float, Box, Floats] | None = None
    for x in np.linspace(PAD, right - width - PAD, 30):
        for y in np.linspace(PAD, top - height - 0.01, 28):
            box = (float(x), float(y), float(x + width), float(y + height))
            if not _clear(box, hull, boxes) or any(_crosses(old, [box], []) for old in lines):
                continue
            for target in targets:
                line = _leader(box, target)
                length = float(np.hypot(*(line[1] - line[0])))
                slant = abs(line[1, 0] - line[0, 0])
                cost = abs(length - 0.14) + 0.8 * slant
                if (found is None or cost < found[0]) and not _crosses(line, boxes, lines):
                    found = (cost, box, line)
    return found


def annotate(axes: Axes, notes: Sequence[Note], fans: Sequence[Fan], tries: int = 6) -> bool:
    """Write notes where the panel is empty, each with a thin leader to what it names.

    If the panel has no room, its upper limit is raised until it has, `tries` - 1 times; returns
    whether the notes were written.
    """
    for _ in range(tries):
        placed = _place(axes, notes, fans)
        if placed is not None:
            break
        low, high = axes.get_ylim()
        axes.set_ylim(low, high + 0.1 * (high - low))
    else:
        return False
    up = np.array(inner_size(axes))
    for note, (box, line) in zip(notes, placed, strict=True):
        start, end = line / up
        axes.plot(
            *zip(start, end, strict=True),
            transform=axes.transAxes,
            color=note.colour,
            linewidth=0.7,
            zorder=6,
            solid_capstyle="round",
        )
        axes.plot(*end, ".", transform=axes.transAxes, color=note.colour, markersize=3.5, zorder=6)
        axes.text(
            box[0] / up[0],
            (box[1] + 0.02) / up[1],
            note.text,
            transform=axes.transAxes,
            color=note.colour,
            fontsize=note.points,
            va="baseline",
            zorder=7,
            fontweight="bold" if note.bold else "normal",
            path_effects=[Stroke(linewidth=2.5, foreground=PAPER), Normal()],
        )
    return True


def _place(
    axes: Axes, notes: Sequence[Note], fans: Sequence[Fan]
) -> list[tuple[Box, Floats]] | None:
    """A box and a leader for each note, or None if one of them finds no place."""
    hull = _hull(axes, fans)
    boxes: list[Box] = []
    lines: list[Floats] = []
    for note in notes:
        best = _best(axes, note, hull, boxes, lines)
        if best is None:
            return None
        boxes.append(best[1])
        lines.append(best[2])
    return list(zip(boxes, lines, strict=True))
