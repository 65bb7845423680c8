"""How often what was expected came true: chances that were given beside the share that happened."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report import style
from sim.report.numbers import counted
from sim.report.panels import DASH
from sim.report.style import (
    BASELINE,
    GRID,
    HEADING,
    MARGIN,
    MUTED,
    PAPER,
    SCENARIOS,
    SMALL,
    axes_at,
    canvas,
    footer_height,
    header,
    header_height,
    house,
    write,
)

NAMES = {"country": "Texts on countries", "theme": "Texts on themes"}
SIDE, BETWEEN, TICKS, WIDTH = 3.9, 1.1, 0.75, 11.0
TENTHS = (0.0, 0.25, 0.5, 0.75, 1.0)


def gap(curve: pd.DataFrame) -> float:
    """The mean distance between chance and share, weighted by how many chances were given."""
    apart = (curve["predicted"] - curve["came_true"]).abs()
    return float((apart * curve["count"]).sum() / curve["count"].sum())


def reliability_title(curves: Mapping[str, pd.DataFrame]) -> str:
    """How far chances lie from what came true, in percentage points."""
    said = [f"{100 * gap(curve):.1f} points ({NAMES[k].lower()})" for k, curve in curves.items()]
    return f"Chances miss what came true by {' and '.join(said)}"


def reliability_figure(
    curves: Mapping[str, pd.DataFrame], *, title: str, subtitle: str, footer: str
) -> Figure:
    """Draw a curve per kind of text.

    `curves`: country and theme, each a table of tenths of chance with columns predicted and
    came_true (0 to 1) and count. A mark's area is how many chances it stands for. Raises
    ValueError for an empty table.
    """
    if any(curve.empty for curve in curves.values()):
        raise ValueError("a reliability curve needs at least one chance")
    with house():
        ends = header_height(title, subtitle, WIDTH)
        ends += footer_height(footer, WIDTH, style.ILLUSTRATION)
        figure = canvas(WIDTH, ends + SIDE + 1.25)
        top = header(figure, title, subtitle) - 0.5
        style.footer(figure, footer, style.ILLUSTRATION)
        for n, (kind, curve) in enumerate(curves.items()):
            left = MARGIN + TICKS + n * (SIDE + BETWEEN)
            axes = axes_at(figure, left, top - SIDE, SIDE, SIDE)
            count = counted(int(curve["count"].sum()), "chance")
            write(figure, left, top + 0.14, NAMES[kind], fontsize=HEADING, fontweight="bold")
            write(figure, left + SIDE, top + 0.14, count, ha="right", fontsize=SMALL, color=MUTED)
            _curve(axes, curve, n)
            write(
                figure, left + SIDE / 2, top - SIDE - 0.5, "chance that was given", ha="center",
                fontsize=SMALL, color=MUTED,
            )  # fmt: skip
            if n == 0:
                write(
                    figure, MARGIN, top - SIDE / 2, "share that came true", rotation=90,
                    va="center", ha="left", fontsize=SMALL, color=MUTED,
                )  # fmt: skip
                _explain(axes)
    return figure


def _curve(axes: Axes, curve: pd.DataFrame, number: int) -> None:
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    labels = [f"{100 * t:.0f} %" for t in TENTHS]
    axes.set_xticks(TENTHS, labels)
    axes.set_yticks(TENTHS, labels)
    for t in TENTHS:
        axes.axhline(t, color=GRID, linewidth=0.8, zorder=0)
        axes.axvline(t, color=GRID, linewidth=0.8, zorder=0)
    axes.plot([0, 1], [0, 1], color=BASELINE, linewidth=1.2, linestyle=DASH, zorder=2)
    colour = SCENARIOS[number]
    axes.plot(curve["predicted"], curve["came_true"], color=colour, linewidth=1.8, zorder=3)
    axes.scatter(
        curve["predicted"], curve["came_true"],
        s=18 + 240 * curve["count"] / curve["count"].max(), color=colour,
        marker=style.MARKERS[number], edgecolor=PAPER, linewidth=1.0, zorder=4, clip_on=False,
    )  # fmt: skip


def _explain(axes: Axes) -> None:
    """What line and marks are, once, in the corner that curves leave free."""
    axes.text(
        0.985, 0.03, "dashed: what is expected comes true\nas often as expected\n"
        "larger marks: more chances", transform=axes.transAxes, ha="right", va="bottom",
        fontsize=SMALL, color=MUTED, linespacing=1.35,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 2},
    )  # fmt: skip


def reliability_alt_text(curves: Mapping[str, pd.DataFrame], title: str) -> str:
    """The curves in sentences, from the same numbers."""
    parts = [f"{title}."]
    for kind, curve in curves.items():
        said = [
            f"{100 * row['predicted']:.0f} % given, {100 * row['came_true']:.0f} % came true"
            for row in curve.to_dict("records")
        ]
        parts.append(f"{NAMES[kind]}: {'; '.join(said)}.")
    return " ".join([*parts, "An illustration, not a forecast."])
