"""The layout for one scenario and up to six outcomes: a cell each, all mean effects at the side."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.effects import effect_rows
from sim.report.labels import annotate
from sim.report.panels import band_notes, bands, line, name_notes, time_axis, value_axis, zero
from sim.report.sheet import Sheet
from sim.report.style import (
    HEADING,
    MARGIN,
    MUTED,
    SMALL,
    axes_at,
    wrap,
    write,
)

WIDTH, SIDE, TICKS, GUTTER = 12.8, 3.4, 0.36, 0.26
HEIGHTS = {1: 5.4, 2: 7.2}
MOST = 6


def shape(outcomes: int) -> tuple[int, int]:
    """Rows and columns of cells for a number of outcomes."""
    columns = {1: 1, 2: 2, 4: 2}.get(outcomes, 3)
    return -(-outcomes // columns), columns


def grid_size(sheet: Sheet) -> tuple[float, float]:
    """Width and height of the canvas in inches; the usual six outcomes fill a wide slide."""
    rows = shape(len(sheet.outcomes))[0]
    return WIDTH, HEIGHTS.get(rows, 2.8 * rows + 1.6)


def draw_grid(figure: Figure, sheet: Sheet, bottom: float, top: float) -> None:
    """Fill the canvas between `bottom` and `top` (inches)."""
    rows, columns = shape(len(sheet.outcomes))
    bottom, top = bottom + 0.0, top - 0.13
    across = (WIDTH - 2 * MARGIN - SIDE) / columns
    width = across - TICKS - GUTTER
    titles = [wrap(sheet.label(o), across - 0.12, HEADING, bold=True) for o in sheet.outcomes]
    up = (top - bottom) / rows
    taller = max(t.count("\n") for t in titles)
    firsts: dict[str, Axes] = {}
    for number, outcome in enumerate(sheet.outcomes):
        row, column = divmod(number, columns)
        place = (MARGIN + TICKS + column * across, top - row * up, width, up)
        own = column == 0 or sheet.unit(outcome) != sheet.unit(sheet.outcomes[number - 1])
        _title(figure, sheet, outcome, titles[number], place, taller, own)
        space = 0.42 + 0.19 * taller
        _cell(figure, sheet, outcome, place, space, own, firsts)
    left = WIDTH - MARGIN - SIDE + 0.12
    effect_rows(figure, sheet, (left, bottom, SIDE - 0.12, top - bottom))


def _title(
    figure: Figure,
    sheet: Sheet,
    outcome: str,
    text: str,
    place: tuple[float, float, float, float],
    taller: int,
    own: bool,
) -> None:
    """The outcome's name over its cell and, where the unit starts or changes, the unit."""
    left, top, _, _ = place
    for number, words in enumerate(reversed(text.split("\n"))):
        y = top - 0.15 - 0.19 * (taller - number)
        write(figure, left, y, words, fontsize=HEADING, fontweight="bold")
    if own and sheet.unit(outcome):
        write(
            figure,
            left,
            top - 0.32 - 0.19 * taller,
            sheet.unit(outcome),
            fontsize=SMALL,
            color=MUTED,
        )


def _cell(
    figure: Figure,
    sheet: Sheet,
    outcome: str,
    place: tuple[float, float, float, float],
    space: float,
    own: bool,
    firsts: dict[str, Axes],
) -> None:
    """One outcome: its level above, its paired change below, on the same years."""
    left, top, width, height = place
    floor = top - height + 0.40
    room = top - space - floor - 0.26
    strip = 0.4 * room
    level = axes_at(figure, left, floor + strip + 0.26, width, room - strip)
    change = axes_at(figure, left, floor, width, strip)
    _change(change, sheet, outcome, own)
    _level(level, sheet, outcome, own, firsts, said=_said(change, sheet, outcome, firsts))
    if own:
        write(figure, left, floor + strip + 0.07, "change, same luck", fontsize=SMALL, color=MUTED)


def _level(
    axes: Axes, sheet: Sheet, outcome: str, own: bool, firsts: dict[str, Axes], said: bool
) -> None:
    """Scenario over baseline; the first panel names both, and the bands if they are not `said`."""
    ((name, look),) = sheet.scenarios.items()
    base, fan = sheet.level[sheet.first, outcome], sheet.level[name, outcome]
    low, high, ticks = sheet.level_axis(outcome, 4)
    time_axis(axes, base.time, False)
    value_axis(axes, ticks, own)
    axes.set_ylim(low, high)
    bands(axes, base, "#6B7682", 0.75)
    bands(axes, fan, look.colour)
    line(axes, base, None)
    line(axes, fan, look)
    if not firsts:
        notes = name_notes(fan, base, look, sheet.label(sheet.first))
        annotate(axes, notes + ([] if said else band_notes(fan)), [base, fan])
    unit = sheet.unit(outcome)
    axes.set_ylim(firsts.setdefault(unit, axes).get_ylim())


def _said(axes: Axes, sheet: Sheet, outcome: str, firsts: dict[str, Axes]) -> bool:
    """Say what the bands hold in the first panel of changes, if it has the room."""
    if firsts:
        return True
    (name,) = sheet.scenarios
    fan = sheet.change[name, outcome]
    notes = band_notes(fan)
    return bool(notes) and annotate(axes, notes, [fan], tries=1)


def _change(axes: Axes, sheet: Sheet, outcome: str, own: bool) -> None:
    """Scenario minus baseline, replicate by replicate, around a marked 0."""
    ((name, look),) = sheet.scenarios.items()
    fan = sheet.change[name, outcome]
    limit, ticks = sheet.change_axis(outcome)
    time_axis(axes, fan.time, True)
    value_axis(axes, ticks, own, sign=True)
    axes.set_ylim(-limit, limit)
    bands(axes, fan, look.colour)
    zero(axes)
    line(axes, fan, look, width=2.0)
