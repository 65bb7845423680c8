"""The block of mean effects: a mark and an interval per outcome and scenario, and its number."""

import pandas as pd
from matplotlib.figure import Figure

from sim.report.numbers import told
from sim.report.panels import effect_axes, interval
from sim.report.sheet import Sheet
from sim.report.style import (
    BODY,
    HEADING,
    INK,
    MUTED,
    SMALL,
    axes_at,
    rule,
    text_width,
    wrap,
    write,
)

HEAD, LINE, AWAY = 0.72, 0.19, 0.14


def block_words(sheet: Sheet, width: float) -> tuple[str, str]:
    """Heading of the block, and how its marks are read."""
    title = wrap(f"Mean change, {sheet.period}", width, HEADING, bold=True)
    pairs = sheet.replicates()
    if pairs == 1:
        how = "One replicate gives no interval: marks are hollow."
    else:
        how = (
            f"Mean of {pairs:,} pairs of runs with its 95 % interval."
            " Hollow: the interval includes no change."
        )
    return title, wrap(how, width, SMALL)


def effect_rows(figure: Figure, sheet: Sheet, place: tuple[float, float, float, float]) -> None:
    """The block at the side: a row per outcome under a heading. `place` in inches."""
    left, bottom, width, height = place
    title, how = block_words(sheet, width)
    top = bottom + height
    for number, words in enumerate(title.split("\n")):
        write(figure, left, top - 0.15 - LINE * number, words, fontsize=HEADING, fontweight="bold")
    top -= LINE * title.count("\n")
    write(figure, left, top - 0.22, how, fontsize=SMALL, color=MUTED, va="top", linespacing=1.3)
    names = 1.3
    tall = min((top - bottom - HEAD - 0.40) / len(sheet.outcomes), 0.95)
    for number, outcome in enumerate(sheet.outcomes):
        low = top - HEAD - (number + 1) * tall
        rule(figure, (left, left + width), (low, low))
        text = wrap(sheet.label(outcome), names - 0.12, BODY)
        write(figure, left, low + tall / 2, text, va="center", linespacing=1.15)
        mark(figure, sheet, outcome, (left + names, low, width - names, tall))


def carries_axis(sheet: Sheet, outcome: str) -> bool:
    """Whether the next row has another unit, so that this row must carry the axis."""
    follow = sheet.outcomes[sheet.outcomes.index(outcome) + 1 :]
    return not follow or sheet.unit(follow[0]) != sheet.unit(outcome)


def mark(
    figure: Figure,
    sheet: Sheet,
    outcome: str,
    place: tuple[float, float, float, float],
    foot: float = 0.0,
) -> None:
    """One outcome's marks, a line per scenario, with the numbers at the right; the axis stands
    `foot` inches above the lower edge."""
    left, low, room, tall = place
    width = room - _numbers_width(sheet)
    lift = 0.26 if carries_axis(sheet, outcome) and outcome != sheet.outcomes[-1] else foot
    axes = axes_at(figure, left, low + lift, width, tall - lift)
    effect_axes(axes, *sheet.effect_axis(outcome), carries_axis(sheet, outcome))
    rows = sheet.rows(outcome)
    for number, row in enumerate(rows):
        y = 0.93 - 0.86 * (number + 0.5) / len(rows)
        look = sheet.scenarios[str(row["scenario"])]
        interval(axes, row, look, y)
        _number(figure, row, left + width + AWAY, low + lift + y * (tall - lift), len(rows))


def _numbers_width(sheet: Sheet) -> float:
    """The room for the numbers at the right, in inches, the same in every row."""
    widest = 0.84 if len(sheet.scenarios) == 1 else 0.54
    for outcome in sheet.outcomes:
        for row in sheet.rows(outcome):
            number, ends = told(row["effect"], row["low"], row["high"])
            if len(sheet.scenarios) == 1:
                big, small = text_width(number, HEADING, True), text_width(ends, SMALL - 0.5)
                widest = max(widest, big, small)
            else:
                widest = max(widest, text_width(number, SMALL, True))
    return widest + AWAY


def _number(figure: Figure, row: pd.Series, x: float, y: float, many: int) -> None:
    """The effect as a number and, where there is room, its interval below."""
    number, ends = told(row["effect"], row["low"], row["high"])
    single = many == 1 and bool(ends)
    write(
        figure,
        x,
        y + (0.02 if single else 0),
        number,
        color=INK,
        fontweight="bold",
        va="bottom" if single else "center",
        fontsize=HEADING if many == 1 else SMALL,
    )
    if single:
        write(figure, x, y - 0.02, ends, color=MUTED, fontsize=SMALL - 0.5, va="top")
