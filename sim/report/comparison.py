"""A comparison as one picture: levels, the change under the same luck, the last years' effects."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from sim.report import style
from sim.report.grid import MOST, draw_grid, grid_size
from sim.report.matrix import draw_matrix, matrix_size
from sim.report.sheet import read
from sim.report.style import ILLUSTRATION, MARK, canvas, header, house
from sim.report.wording import alt_text, finding

__all__ = ["alt_text", "comparison_figure", "finding"]


def comparison_figure(
    series: pd.DataFrame,
    effects: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    footer: str,
    labels: Mapping[str, str],
    units: Mapping[str, str],
    period: str = "last years",
) -> Figure:
    """Draw one baseline and one to four scenarios over one to ten outcomes.

    `series`: columns scenario (the first to appear is the baseline), replicate, quarter
    ("1994-Q2"), outcome, value; a row per run, quarter and outcome. Outcomes keep their order.
    `effects`: columns scenario, outcome, baseline, scenario_value, effect, low, high, replicates;
    a row per compared scenario and outcome, in the outcome's unit; low and high are the ends of
    the paired 95 % interval, both NaN if one replicate gives none.
    `labels` maps outcomes (and scenarios, if wanted) to shown names; `units` maps outcomes to
    unit texts: outcomes with the same text share their axes. `period` says in words over which
    years the effects are means.

    One scenario over up to six outcomes makes a grid; more make a table, a row per outcome.
    Raises ValueError for no scenario, more than four, or scenarios without shared replicates.
    """
    sheet = read(series, effects, labels, units, period)
    cells = len(sheet.scenarios) == 1 and len(sheet.outcomes) <= MOST
    with house():
        figure = canvas(*(grid_size(sheet) if cells else matrix_size(sheet)))
        top = header(figure, title, subtitle)
        bottom = style.footer(figure, footer, ILLUSTRATION if sheet.replicates() == 1 else MARK)
        (draw_grid if cells else draw_matrix)(figure, sheet, bottom, top)
    return figure
