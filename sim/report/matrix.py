"""The layout for several scenarios, or for many outcomes: a row per outcome."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.report.effects import LINE, block_words, mark
from sim.report.notes import MEAN_BAND
from sim.report.panels import bands, change_panel, end_marks, line, time_axis, value_axis
from sim.report.sheet import Sheet
from sim.report.style import (
    BASELINE,
    BODY,
    HEADING,
    MARGIN,
    MUTED,
    SMALL,
    axes_at,
    rule,
    size,
    wrap,
    write,
)

WIDTH, NAMES, TICKS, SIDE, GAP = 12.8, 1.42, 0.4, 2.85, 0.16
FOOT, COLUMN_NAMES, ENDS = 0.4, 0.43, 0.1


def matrix_size(sheet: Sheet) -> tuple[float, float]:
    """Width and height of the canvas in inches; the usual six outcomes fill a wide slide."""
    rows = len(sheet.outcomes)
    return WIDTH, 1.84 + 0.84 * rows + _head(sheet)


def draw_matrix(figure: Figure, sheet: Sheet, bottom: float, top: float) -> None:
    """Fill the canvas between `bottom` and `top` (inches)."""
    starts, width = _columns(sheet)
    top -= 0.13
    _headings(figure, sheet, starts, width, top)
    top -= _head(sheet)
    tall = (top - bottom - FOOT) / len(sheet.outcomes)
    for number, outcome in enumerate(sheet.outcomes):
        low = top - (number + 1) * tall
        _row(figure, sheet, outcome, starts, (width, low, tall))
        if number:
            rule(figure, (MARGIN, WIDTH - MARGIN), (low + tall, low + tall))


def _columns(sheet: Sheet) -> tuple[list[float], float]:
    """Where the panels of a row start, the level first, and how wide they are, in inches."""
    many = len(sheet.scenarios)
    left = MARGIN + NAMES + TICKS
    right = WIDTH - MARGIN - SIDE
    width = (right - left - ENDS - TICKS - 0.1 - many * GAP) / (many + 1)
    first = left + width + ENDS + GAP + TICKS
    return [left] + [first + n * (width + GAP) for n in range(many)], width


def _blocks(sheet: Sheet) -> list[tuple[float, list[str], str]]:
    """The three blocks: where each starts, its heading, and how it is read."""
    starts, width = _columns(sheet)
    single = sheet.replicates() == 1
    level = "Medians over the baseline’s" if len(sheet.scenarios) > 1 else "Medians and"
    level += " bands. Dark: half of the runs. Pale: 9 in 10."
    change = f"Scenario minus baseline. Line: mean of the pairs of runs. Band: {MEAN_BAND}."
    heading = "Change, same luck" if single else "Mean change, same luck"
    if single:
        level, change = "One run each.", "Scenario minus baseline in one pair of runs."
    title, how = block_words(sheet, SIDE - 0.15)
    rooms = (width + 0.1, starts[-1] + width - starts[1], SIDE - 0.15)
    return [
        (x, wrap(name, room, HEADING, True).split("\n"), wrap(words, room, SMALL))
        for x, room, name, words in (
            (starts[0], rooms[0], "Level", level),
            (starts[1], rooms[1], heading, change),
            (WIDTH - MARGIN - SIDE + 0.15, rooms[2], title, how.replace("\n", " ")),
        )
    ]


def _head(sheet: Sheet) -> float:
    """Inches from the top of the headings to the first row."""
    tallest = [LINE * len(lines) + 0.155 * (w.count("\n") + 1) for _, lines, w in _blocks(sheet)]
    return max(1.06, 0.1 + max(tallest) + COLUMN_NAMES)


def _headings(figure: Figure, sheet: Sheet, starts: list[float], width: float, top: float) -> None:
    """The three blocks and how they are read, then a name over every column."""
    for x, lines, words in _blocks(sheet):
        for number, line_ in enumerate(lines):
            y = top - 0.15 - LINE * number
            write(figure, x, y, line_, fontsize=HEADING, fontweight="bold")
        y = top - 0.22 - LINE * (len(lines) - 1)
        write(figure, x, y, words, va="top", fontsize=SMALL, color=MUTED, linespacing=1.3)
    names = [(sheet.label(sheet.first), BASELINE, "")]
    names += [(look.name, look.ink, look.marker) for look in sheet.scenarios.values()]
    y = top - _head(sheet) + COLUMN_NAMES - 0.13
    for x, (name, colour, marker) in zip(starts, names, strict=True):
        _name(figure, (x, y), width, name, colour, marker)


def _name(
    figure: Figure, at: tuple[float, float], width: float, name: str, colour: str, marker: str
) -> None:
    """A scenario's mark and name at the head of its column, on two lines at most as a rule."""
    across, up = size(figure)
    x, y = at
    if marker:
        figure.add_artist(
            Line2D(
                [(x + 0.06) / across],
                [(y + 0.045) / up],
                marker=marker,
                color=colour,
                markersize=7,
                transform=figure.transFigure,
            )
        )
    else:
        rule(
            figure,
            (x, x + 0.3),
            (y + 0.045, y + 0.045),
            color=colour,
            linewidth=1.5,
            linestyle=(0, (3.2, 1.8)),
        )
    shift = 0.18 if marker else 0.36
    text = wrap(name, width - shift, BODY, True)
    write(
        figure,
        x + shift,
        y + 0.13,
        text,
        color=colour,
        fontweight="bold",
        va="top",
        linespacing=1.1,
    )


def _row(
    figure: Figure,
    sheet: Sheet,
    outcome: str,
    starts: list[float],
    place: tuple[float, float, float],
) -> None:
    """One outcome: its name, its level, its change in every scenario, and the mean effects."""
    width, low, tall = place
    last = outcome == sheet.outcomes[-1]
    name = wrap(sheet.label(outcome), NAMES - 0.1, BODY, True)
    write(figure, MARGIN, low + tall - 0.12, name, va="top", fontweight="bold", linespacing=1.15)
    above = sheet.outcomes[max(0, sheet.outcomes.index(outcome) - 1)]
    unit = wrap(sheet.unit(outcome), NAMES - 0.1, SMALL)
    if above == outcome or sheet.unit(above) != sheet.unit(outcome):
        write(
            figure,
            MARGIN,
            low + tall - 0.16 - 0.165 * (name.count("\n") + 1),
            unit,
            va="top",
            fontsize=SMALL,
            color=MUTED,
        )
    pad = 0.1
    boxes = [axes_at(figure, x, low + pad, width, tall - 2 * pad) for x in starts]
    _level(boxes[0], sheet, outcome, last)
    for number, (axes, scenario) in enumerate(zip(boxes[1:], sheet.scenarios, strict=True)):
        _change(axes, sheet, scenario, outcome, last, first=number == 0)
    side = WIDTH - MARGIN - SIDE + 0.15
    mark(figure, sheet, outcome, (side, low, SIDE - 0.15, tall), last * pad)


def _level(axes: Axes, sheet: Sheet, outcome: str, last: bool) -> None:
    """The baseline’s bands, and the median of every scenario with its mark at the end."""
    base = sheet.level[sheet.first, outcome]
    low, high, ticks = sheet.level_axis(outcome, 2)
    time_axis(axes, base.time, last)
    value_axis(axes, ticks, True)
    axes.set_ylim(low, high)
    bands(axes, base, "#6B7682", 0.75)
    line(axes, base.time, base.median, None)
    for scenario, look in sheet.scenarios.items():
        fan = sheet.level[scenario, outcome]
        if len(sheet.scenarios) == 1:
            bands(axes, fan, look.colour)
        line(axes, fan.time, fan.median, look, width=1.5)
    ends = [(sheet.level[name, outcome], look) for name, look in sheet.scenarios.items()]
    end_marks(axes, ends)


def _change(axes: Axes, sheet: Sheet, scenario: str, outcome: str, last: bool, first: bool) -> None:
    """Scenario minus baseline, replicate by replicate, as a mean around a marked 0."""
    change = sheet.change[scenario, outcome]
    limit, ticks = sheet.change_axis(outcome)
    time_axis(axes, change.time, last)
    value_axis(axes, ticks, first, sign=True)
    change_panel(axes, change, sheet.scenarios[scenario], limit)
