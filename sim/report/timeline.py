"""What happened, under what it did: the events of one run on a time line below an outcome."""

import pandas as pd
from matplotlib.figure import Figure

from sim.events import EVENTS
from sim.report import style
from sim.report.labels import spread
from sim.report.numbers import counted, plain
from sim.report.style import (
    BASELINE,
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
    text_width,
    write,
)

# The lanes, from above: what they are called, the kinds of events on them, colour and marker.
LANES = (
    ("Draft stopped by a motion", ("stopped",), SCENARIOS[1], "s"),
    ("Draft adopted", ("adopted",), SCENARIOS[0], "o"),
    ("Draft rejected", ("rejected",), MUTED, "X"),
    ("Dialogue opened or resumed", ("dialogue_opened", "dialogue_resumed"), SCENARIOS[4], "^"),
    ("Dialogue suspended", ("dialogue_suspended",), SCENARIOS[2], "v"),
    ("Prisoners released", ("releases",), SCENARIOS[3], "D"),
    ("From the timeline", ("fired",), INK, "*"),
)
WIDTH, TALL, LANE, NAMES = 12.4, 2.9, 0.36, 2.35
LARGEST, SMALLEST = 110.0, 14.0  # area of a mark in square points


def lanes(events: pd.DataFrame, challenger: str) -> pd.DataFrame:
    """The events on the challenger that are drawn: columns quarter, lane (its place in LANES),
    size (how many). `events`: columns quarter, kind, actor, target, value of one replicate."""
    motions = events[(events["kind"] == "no_action") & (events["target"] == challenger)]
    about = events["target"].eq(challenger) | events["actor"].eq(challenger)
    known = {kind: n for n, (_, kinds, _, _) in enumerate(LANES) for kind in kinds}
    found = events[about & events["kind"].isin(known)]
    rows = [found.assign(lane=found["kind"].map(known))]
    stopped = motions[motions["value"] > 0]
    rows.append(stopped.assign(lane=known["stopped"], value=1.0))
    fired = events[events["kind"].isin(EVENTS)]
    rows.append(fired.assign(lane=known["fired"], value=1.0))
    table = pd.concat(rows)
    size = table["value"].abs().where(table["kind"] == "releases", 1.0)
    sums = table.assign(size=size).groupby(["quarter", "lane"])["size"].sum().reset_index()
    return sums.sort_values(["lane", "quarter"], ignore_index=True)


def timeline_title(series: pd.DataFrame, found: pd.DataFrame, outcome: str, unit: str) -> str:
    """Where the outcome begins and ends, and what happened most on the way."""
    value = series.sort_values("quarter")["value"]
    first, last = (f"{plain(float(value.iloc[n]))}" for n in (0, -1))
    drafts = [n for n, (name, *_) in enumerate(LANES) if name.startswith("Draft")]
    counts = found.loc[found["lane"].isin(drafts), "lane"].value_counts()
    said = f"{outcome}: from {first} to {last} {unit} in one run of the model"
    if counts.empty:
        return said
    return (
        f"{said}; {LANES[int(counts.index[0])][0].lower()} {counted(int(counts.iloc[0]), 'time')}"
    )


def timeline_figure(
    series: pd.DataFrame,
    found: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    footer: str,
    outcome: str,
    unit: str,
    median: pd.DataFrame | None = None,
) -> Figure:
    """Draw an outcome of one replicate over its events.

    `series`: columns quarter ("1994-Q2"), value; `found` as from `lanes`; `median`, like
    `series`, is drawn behind it for comparison.
    """
    used = [n for n in range(len(LANES)) if (found["lane"] == n).any()]
    with house():
        ends = header_height(title, subtitle, WIDTH)
        ends += footer_height(footer, WIDTH, style.ILLUSTRATION)
        figure = canvas(WIDTH, ends + TALL + 0.75 + LANE * len(used) + 0.35)
        top = header(figure, title, subtitle) - 0.3
        style.footer(figure, footer, style.ILLUSTRATION)
        left, wide = MARGIN + NAMES, WIDTH - 2 * MARGIN - NAMES - 0.75
        axes = axes_at(figure, left, top - TALL, wide, TALL)
        time = series["quarter"].map(_year)
        limits = float(time.min()) - 0.25, float(time.max()) + 0.5
        write(figure, left, top + 0.08, f"{outcome}, {unit}", fontsize=BODY, color=MUTED)
        if median is not None:
            axes.plot(median["quarter"].map(_year), median["value"], color=BASELINE, linewidth=1.4,
                      linestyle=(0, (4, 2)), drawstyle="steps-post")  # fmt: skip
        axes.plot(time, series["value"], color=SCENARIOS[0], linewidth=1.9, drawstyle="steps-post")
        _frame(axes, limits)
        _ends(axes, series, median)
        _lanes(figure, found, used, (left, top - TALL - 0.55, wide), limits)
    return figure


def _year(quarter: str) -> float:
    year, part = str(quarter).split("-Q")
    return int(year) + (int(part) - 1) / 4


def _ends(axes, series: pd.DataFrame, median: pd.DataFrame | None) -> None:
    """The names of the lines at their ends, pushed apart."""
    lines = [("this run", series, SCENARIOS[0]), ("median", median, BASELINE)]
    shown = [(name, float(t["value"].iloc[-1]), c) for name, t, c in lines if t is not None]
    low, high = axes.get_ylim()
    apart = [0.075 * (high - low)] * len(shown)
    places = spread([y for _, y, _ in shown], apart, low, high)
    for (name, _, colour), y in zip(shown, places, strict=True):
        axes.annotate(
            name, (axes.get_xlim()[1], y), (6, 0), textcoords="offset points", va="center",
            fontsize=BODY, color=colour, annotation_clip=False,
        )  # fmt: skip


def _frame(axes, limits: tuple[float, float]) -> None:
    axes.set_xlim(*limits)
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, 0.0) if low < 0.3 * high else low, high)
    axes.set_axisbelow(True)
    low, high = axes.get_ylim()
    axes.set_yticks([at for at in style.ticks(5).tick_values(low, high) if low <= at <= high])
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    years = range(5 * -(-int(limits[0] + 0.25) // 5), int(limits[1]) + 1, 5)
    axes.set_xticks(list(years), [str(year) for year in years])
    if years and years[0] - limits[0] < 1:
        axes.get_xticklabels()[0].set_horizontalalignment("left")


def _lanes(figure: Figure, found: pd.DataFrame, used: list[int], place, limits) -> None:
    """A line for each kind of event, its name at the left, a mark for each quarter."""
    left, top, wide = place
    axes = axes_at(figure, left, top - LANE * len(used), wide, LANE * len(used))
    axes.set_xlim(*limits)
    axes.set_ylim(len(used) - 0.5, -0.5)
    for row, n in enumerate(used):
        name, _, colour, marker = LANES[n]
        some = found[found["lane"] == n]
        axes.axhline(row, color=GRID, linewidth=0.8, zorder=0)
        largest = max(float(some["size"].max()), 1.0)
        area = SMALLEST + (LARGEST - SMALLEST) * some["size"] / max(largest, 4.0)
        axes.scatter(some["quarter"].map(_year), [row] * len(some), s=area, marker=marker,
                     color=colour, linewidths=0, clip_on=False, zorder=2)  # fmt: skip
        y = top - LANE * (row + 0.5)
        points = min(BODY, (NAMES - 0.2) / text_width(name, 1))
        write(figure, left - 0.16, y, name, ha="right", va="center_baseline", fontsize=points)
        total = round(float(some["size"].sum()))
        write(figure, left + wide + 0.16, y, f"{total:,}", va="center_baseline", fontsize=BODY,
              color=MUTED)  # fmt: skip
    write(figure, left - 0.16, top + 0.1, "What happened", ha="right", fontsize=HEADING,
          fontweight="bold")  # fmt: skip
    write(figure, left + wide + 0.16, top + 0.1, "in all", fontsize=BODY, color=MUTED)


def timeline_alt_text(found: pd.DataFrame, title: str) -> str:
    """The time line in sentences: how often each kind of event happened, and when."""
    parts = [f"{title}."]
    for n, (name, *_) in enumerate(LANES):
        some = found[found["lane"] == n]
        if len(some):
            parts.append(f"{name}, {counted(len(some), 'quarter')}: {', '.join(some['quarter'])}.")
    return " ".join([*parts, "An illustration, not a forecast."])
