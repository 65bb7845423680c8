"""The layout for one scenario and up to six outcomes: a cell each, all mean effects at the side."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.effects import effect_rows
from sim.report.labels import Panel
from sim.report.notes import explain_bands, explain_changes, name_lines
from sim.report.panels import bands, change_panel, line, time_axis, value_axis
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
STRIP, BETWEEN = 0.38, 0.27  # share of the height for the change; inches between the two


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
    top -= 0.13
    across = (WIDTH - 2 * MARGIN - SIDE) / columns
    width = across - TICKS - GUTTER
    titles = [wrap(sheet.label(o), across - 0.12, HEADING, bold=True) for o in sheet.outcomes]
    up = (top - bottom) / rows
    taller = max(t.count("\n") for t in titles)
    levels: dict[str, Panel] = {}
    changes: dict[str, Panel] = {}
    for number, outcome in enumerate(sheet.outcomes):
        row, column = divmod(number, columns)
        place = (MARGIN + TICKS + column * across, top - row * up, width, up)
        own = column == 0 or sheet.unit(outcome) != sheet.unit(sheet.outcomes[number - 1])
        _title(figure, sheet, outcome, titles[number], place, taller, own)
        space = 0.42 + 0.19 * taller
        levels[outcome], changes[outcome] = _cell(figure, sheet, outcome, place, space, own)
    name_lines(sheet, levels)
    explain_bands(sheet, levels)
    explain_changes(sheet, changes)
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
) -> tuple[Panel, Panel]:
    """One outcome: its level above, its mean paired change below, on the same years."""
    left, top, width, height = place
    floor = top - height + 0.40
    room = top - space - floor - BETWEEN
    strip = STRIP * room
    if own:
        y = floor + strip + 0.08
        words = "change, same luck" if sheet.replicates() == 1 else "mean change, same luck"
        write(figure, left, y, words, fontsize=SMALL, color=MUTED)
    level = axes_at(figure, left, floor + strip + BETWEEN, width, room - strip)
    change = axes_at(figure, left, floor, width, strip)
    return _level(level, sheet, outcome, own), _change(change, sheet, outcome, own)


def _level(axes: Axes, sheet: Sheet, outcome: str, own: bool) -> Panel:
    """Scenario over baseline, each with its bands."""
    ((name, look),) = sheet.scenarios.items()
    base, fan = sheet.level[sheet.first, outcome], sheet.level[name, outcome]
    low, high, ticks = sheet.level_axis(outcome, 4)
    time_axis(axes, base.time, False)
    value_axis(axes, ticks, own)
    axes.set_ylim(low, high)
    bands(axes, base, "#6B7682", 0.75)
    bands(axes, fan, look.colour)
    line(axes, base.time, base.median, None)
    line(axes, fan.time, fan.median, look)
    both = (base, fan)
    return Panel(
        axes, [(f.time, f.at[0], f.at[-1]) for f in both], [(f.time, f.median) for f in both]
    )


def _change(axes: Axes, sheet: Sheet, outcome: str, own: bool) -> Panel:
    """Scenario minus baseline, replicate by replicate, as a mean around a marked 0."""
    ((name, look),) = sheet.scenarios.items()
    change = sheet.change[name, outcome]
    limit, ticks = sheet.change_axis(outcome)
    time_axis(axes, change.time, True)
    value_axis(axes, ticks, own, sign=True)
    change_panel(axes, change, look, limit)
    flat = (change.time, 0 * change.mean)
    return Panel(axes, [(change.time, change.low, change.high)], [(change.time, change.mean), flat])
