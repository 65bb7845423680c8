"""The backcast against history: what was predicted of each vote, and what happened."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from sim.report import style
from sim.report.style import (
    BODY,
    GRID,
    HEADING,
    INK,
    MARGIN,
    MUTED,
    SCENARIOS,
    axes_at,
    canvas,
    footer_height,
    header,
    header_height,
    house,
    write,
)

WIDTH, TALL, GAP = 12.4, 1.75, 0.5
FOUND, PAST = SCENARIOS[0], SCENARIOS[1]


def history_title(table: pd.DataFrame) -> str:
    """How far predictions were off, and how often history lay in the interval."""
    off = (table["predicted"] - table["actual"]).abs().mean()
    within = ((table["low"] <= table["actual"]) & (table["actual"] <= table["high"])).sum()
    return (
        f"The votes are missed by {off:.1f} on average; {within} of {len(table)} counts lie within"
        " the 90 % interval"
    )


def history_figure(
    table: pd.DataFrame,
    cells: Mapping[str, str],
    *,
    title: str,
    subtitle: str,
    footer: str,
) -> Figure:
    """Draw predicted and actual counts of a series of votes, a panel per cell of the tally.

    `table`: columns vote (its label, in order of time), cell, predicted, low, high, actual; `cells`
    names the cells to draw, in order. All panels share their axis. Raises ValueError for a table
    without these cells.
    """
    shown = table[table["cell"].isin(cells)]
    if shown.empty:
        raise ValueError(f"no votes with the cells {', '.join(cells)}")
    labels = list(dict.fromkeys(shown["vote"]))
    top_value = float(shown[["high", "actual"]].max().max()) * 1.06
    with house():
        ends = header_height(title, subtitle, WIDTH)
        ends += footer_height(footer, WIDTH, style.ILLUSTRATION)
        figure = canvas(WIDTH, ends + (TALL + GAP) * len(cells) + 0.4)
        top = header(figure, title, subtitle) - 0.45
        style.footer(figure, footer, style.ILLUSTRATION)
        for n, (cell, name) in enumerate(cells.items()):
            bottom = top - TALL - n * (TALL + GAP)
            axes = axes_at(figure, MARGIN + 0.5, bottom, WIDTH - 2 * MARGIN - 0.5, TALL)
            write(figure, MARGIN, bottom + TALL + 0.12, name, fontsize=HEADING, fontweight="bold")
            _panel(axes, shown[shown["cell"] == cell], labels, top_value)
            if n == 0:
                _key(figure, bottom + TALL + 0.12)
    return figure


def _panel(axes, some: pd.DataFrame, labels: list[str], top: float) -> None:
    at = [labels.index(label) for label in some["vote"]]
    axes.set_xlim(-0.6, len(labels) - 0.4)
    axes.set_ylim(0, top)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_locator(style.ticks(4))
    axes.set_xticks(range(len(labels)), labels)
    axes.vlines(at, some["low"], some["high"], color=FOUND, alpha=0.32, linewidth=9)
    axes.hlines(some["predicted"], [x - 0.16 for x in at], [x + 0.16 for x in at], color=FOUND,
                linewidth=2.3)  # fmt: skip
    out = (some["actual"] < some["low"]) | (some["actual"] > some["high"])
    for x, actual, outside in zip(at, some["actual"], out, strict=True):
        axes.plot(x, actual, "D", color=PAST, markersize=6.5, markeredgewidth=1.4,
                  markeredgecolor=PAST, markerfacecolor="white" if outside else PAST)  # fmt: skip
        axes.annotate(
            f"{actual:g}", (x + 0.18, actual), (4, 0), textcoords="offset points", va="center",
            fontsize=BODY, color=INK,
        )  # fmt: skip


def _key(figure: Figure, y: float) -> None:
    """What the marks are, once, at the right above the first panel."""
    x = WIDTH - MARGIN - 6.1
    style.rule(figure, (x, x + 0.25), (y + 0.05, y + 0.05), color=FOUND, linewidth=2.3)
    said = "predicted, with 90 % interval"
    write(figure, x + 0.34, y, said, fontsize=BODY, color=MUTED)
    across, up = style.size(figure)
    for start, fill, words in (
        (2.75, PAST, "what happened"),
        (4.15, "white", "outside the interval"),
    ):
        figure.add_artist(
            style.Line2D(
                [(x + start) / across], [(y + 0.05) / up], marker="D", linestyle="none",
                color=PAST, markerfacecolor=fill, markersize=6.5, transform=figure.transFigure,
            )
        )  # fmt: skip
        write(figure, x + start + 0.16, y, words, fontsize=BODY, color=MUTED)


def history_alt_text(table: pd.DataFrame, cells: Mapping[str, str], title: str) -> str:
    """The figure in sentences, from the same numbers."""
    parts = [f"{title}."]
    for vote, some in table.groupby("vote", sort=False):
        said = [
            f"{cells[row['cell']].lower()} {row['actual']:g}, predicted {row['predicted']:.1f}"
            f" ({row['low']:.0f} to {row['high']:.0f})"
            for row in some.to_dict("records")
            if row["cell"] in cells
        ]
        parts.append(f"{vote}: {'; '.join(said)}.")
    return " ".join([*parts, "An illustration, not a forecast."])
