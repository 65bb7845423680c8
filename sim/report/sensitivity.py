"""How much rests on judgement, as a picture: for every outcome a bar that is cut by grade, and the
parameters that carry most, with their intervals. Titles are made from the numbers."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.shares import judgement_share, luck_left
from sim.engine.parameter import GRADES
from sim.engine.record import model_version
from sim.engine.store import model_digest
from sim.outcomes import OUTCOMES
from sim.report import style
from sim.report.wording import inside

if TYPE_CHECKING:
    from sim.analysis.sensitivity import Sensitivity

# Colour, and hatch as second cue; words stand beside them.
LOOKS = {
    "judgement": ("#D55E00", ""),
    "literature": ("#7B4FA3", "...."),
    "estimated": ("#0072B2", "////"),
    "measured": ("#56B4E9", "xxxx"),
    "acting together": ("#B6BEC8", ""),
    "luck": ("#FFFFFF", ""),
}
ROWS = 5  # parameters in a panel
WIDTH, COLUMNS, NAMES, GUTTER = 13.2, 3, 1.95, 0.45
HEAD, BAR, LINE, AXIS = 0.62, 0.22, 0.345, 0.42  # inches
MARK = (
    "shares of the variance between draws of everything uncertain, with 95 % intervals"
    f" · {style.ILLUSTRATION}"
)


def by_grade(table: pd.DataFrame, outcome: str, quantity: str) -> dict[str, str]:
    """Shares in percent, in words, of every grade, of what acts together and of luck."""
    share, low, high = judgement_share(table, outcome, quantity)
    if np.isnan(share):
        return dict.fromkeys(("judgement", *OTHERS), "none")
    pieces = _pieces(table, outcome, quantity)
    said = {"judgement": f"{100 * share:.0f} ({100 * low:.0f} to {100 * high:.0f})"}
    return said | {name: f"{100 * pieces[name]:.0f}" for name in OTHERS}


OTHERS = ("literature", "estimated", "measured", "acting together", "luck")


def _pieces(table: pd.DataFrame, outcome: str, quantity: str) -> dict[str, float]:
    """The parts of one bar, 0 to 1, that add up to 1: judgement, luck, of the rest the other
    grades as they were estimated, and what then is left acts together."""
    judged = judgement_share(table, outcome, quantity)[0]
    rows = _of(table, outcome, quantity, "grade").set_index("name")["first"].clip(0.0, 1.0)
    parts = {grade: float(rows.get(grade, 0.0)) for grade in GRADES if grade != "judgement"}
    luck = min(float(np.nan_to_num(luck_left(table, outcome, quantity)[0])), 1.0 - judged)
    room, wanted = 1.0 - judged - luck, sum(parts.values())
    scale = min(1.0, room / wanted) if wanted > 0 else 0.0
    parts = {name: scale * part for name, part in parts.items()}
    together = max(room - sum(parts.values()), 0.0)
    return {"judgement": judged, **parts, "acting together": together, "luck": luck}


def leading(
    table: pd.DataFrame, outcome: str, quantity: str, dropped: bool = False
) -> pd.DataFrame:
    """The rows of single parameters, or of those that screening dropped, lumped by grade; the
    largest share first."""
    rows = _of(table, outcome, quantity, "parameter").dropna(subset=["first"])
    rows = rows[rows["name"].str.startswith("others") == dropped]
    return rows.sort_values("first", ascending=False, kind="stable")


def _of(table: pd.DataFrame, outcome: str, quantity: str, by: str) -> pd.DataFrame:
    here = (table["outcome"] == outcome) & (table["quantity"] == quantity) & (table["by"] == by)
    return table[here]


def finding(told: "Sensitivity") -> str:
    """The title: how much guesses carry, over all conclusions that anything moves."""
    table, quantity = told.shares.table, told.concluded
    found = [judgement_share(table, o, quantity)[0] for o in told.scenario.outcomes]
    moved = [share for share in found if not np.isnan(share)]
    what = "change" if quantity == "effect" else "level"
    if not moved:
        return f"In the model, nothing that is uncertain moves any {what}"
    if len(moved) == 1:
        name = inside(OUTCOMES[told.scenario.outcomes[found.index(moved[0])]].title)
        carry = f"{100 * moved[0]:.0f} %"
        return f"In the model, guesses carry {carry} of the variance of the {what} in {name}"
    low, high = (f"{100 * x:.0f}" for x in (min(moved), max(moved)))
    ends = f"{low} %" if low == high else f"{low} to {high} %"
    return f"In the model, guesses carry {ends} of the variance of {len(moved)} {what}s"


def subtitle(told: "Sensitivity") -> str:
    """What was drawn, how often, and what is looked at."""
    draws = int(told.shares.spread["draws"].iloc[0])
    beside = f" beside “{told.baseline.title}”" if told.concluded == "effect" else ""
    return (
        f"“{told.scenario.title}”{beside}: {len(told.found):,} parameters drawn at once,"
        f" {draws:,} draws of {told.size.replicates} replicates under the same luck."
        f" The {ROWS} parameters that carry most, by themselves"
    )


def content(told: "Sensitivity", command: str) -> dict[str, Any]:
    """What the result says to a machine and to the report: settings, sentences, shares."""
    table, spread = told.shares.table, told.shares.spread
    return {
        "command": command,
        "model_version": model_version(),
        "model_digest": model_digest(),
        "baseline": told.baseline.name,
        "scenario": told.scenario.name,
        "scenario_title": told.scenario.title,
        "scenario_digest": told.scenario.digest,
        "seed": told.scenario.seed,
        "size": asdict(told.size),
        "parameters": len(told.found),
        "concluded": told.concluded,
        "finding": finding(told),
        "conclusions": [
            {
                "outcome": outcome,
                "title": OUTCOMES[outcome].title,
                "judgement": _numbers(judgement_share(table, outcome, told.concluded)),
                "luck": _numbers(luck_left(table, outcome, told.concluded)),
                "in_words": told.sentence(outcome),
            }
            for outcome in told.scenario.outcomes
        ],
        "shares": _records(table),
        "spread": _records(spread),
    }


def _numbers(three: tuple[float, float, float]) -> dict[str, float | None]:
    values = [None if np.isnan(value) else round(value, 4) for value in three]
    return dict(zip(("share", "low", "high"), values, strict=True))


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    import json

    return json.loads(table.to_json(orient="records", double_precision=6))


def alt_text(told: "Sensitivity") -> str:
    return " ".join([f"{finding(told)}.", *told.sentences, "An illustration, not a forecast."])


def picture(told: "Sensitivity", folder: Path) -> tuple[Path, Path]:
    """Draw the shares into `folder` as sensitivity.png and .svg."""
    with style.house():
        figure = draw(told)
    return style.save(figure, folder / "sensitivity", alt=alt_text(told))


def draw(told: "Sensitivity") -> Figure:
    """The figure: a panel for every outcome, three beside one another."""
    outcomes = told.scenario.outcomes
    columns = min(COLUMNS, len(outcomes))
    rows = -(-len(outcomes) // columns)
    tall = HEAD + BAR + ROWS * LINE + AXIS + 0.2
    name, digest, seed = told.scenario.name, told.scenario.digest, told.scenario.seed
    foot = style.provenance(name, digest, seed, told.size.replicates, model_version())
    foot = foot.replace("replicates", "replicates a draw")
    title, under = finding(told), subtitle(told)
    wide = WIDTH if columns == COLUMNS else 9.8
    high = style.header_height(title, under, wide) + 0.5
    height = high + rows * tall + style.footer_height(foot, wide, MARK)
    figure = style.canvas(wide, height)
    top = style.header(figure, title, under) - 0.18
    _key(figure, top)
    style.footer(figure, foot, MARK)
    across = (wide - 2 * style.MARGIN + GUTTER) / columns
    limit = _limit(told)
    for number, outcome in enumerate(outcomes):
        row, column = divmod(number, columns)
        left, up = style.MARGIN + column * across, top - 0.32 - row * tall
        _panel(figure, told, outcome, (left, up, across - GUTTER), limit)
    return figure


def _key(figure: Figure, y: float) -> None:
    """What the parts of a bar are, in one line."""
    left = style.MARGIN
    for name, (colour, hatch) in LOOKS.items():
        axes = style.axes_at(figure, left, y - 0.02, 0.2, 0.13)
        _piece(axes, 0.0, 1.0, name, colour, hatch)
        axes.set(xlim=(-0.03, 1.03), ylim=(-0.55, 0.55))
        words = {"luck": "luck that the replicates leave"}.get(name, name)
        style.write(figure, left + 0.27, y, words, fontsize=style.SMALL)
        left += 0.27 + style.text_width(words, style.SMALL) + 0.28


def _piece(axes: Axes, start: float, width: float, name: str, colour: str, hatch: str) -> None:
    edge = style.BASELINE if name == "luck" else style.PAPER
    axes.barh(0.0, width, 1.0, left=start, color=colour, hatch=hatch, edgecolor=edge, linewidth=0.8)


def _limit(told: "Sensitivity") -> float:
    """The end of the axis of parameters, the same in all panels: a round share."""
    ends = [
        float(leading(told.shares.table, outcome, told.concluded).head(ROWS)["first_high"].max())
        for outcome in told.scenario.outcomes
    ]
    largest = max([end for end in ends if not np.isnan(end)], default=1.0)
    return next((x for x in (0.1, 0.2, 0.3, 0.4, 0.6, 0.8) if x >= largest), 1.0)


def _panel(
    figure: Figure,
    told: "Sensitivity",
    outcome: str,
    place: tuple[float, float, float],
    limit: float,
) -> None:
    """One outcome. `place`: left, top and width in inches."""
    left, top, width = place
    table, quantity = told.shares.table, told.concluded
    share, low, high = judgement_share(table, outcome, quantity)
    title = OUTCOMES[outcome].title
    style.write(figure, left, top - 0.16, title, fontsize=style.HEADING, fontweight="bold")
    if np.isnan(share):
        style.write(
            figure, left, top - 0.40, "nothing that is uncertain moves it", color=style.MUTED
        )
        return
    said = f"{100 * share:.0f} % judgement ({100 * low:.0f} to {100 * high:.0f})"
    style.write(figure, left, top - 0.36, said, fontsize=style.SMALL, color=style.MUTED)
    _stack(figure, _pieces(table, outcome, quantity), (share, low, high), (left, top - HEAD, width))
    rows = leading(table, outcome, quantity).head(ROWS)
    bottom = top - HEAD - BAR - ROWS * LINE
    for number, row in enumerate(rows.to_dict("records")):
        y = bottom + (ROWS - number - 0.5) * LINE
        mechanism, _, name = row["name"].replace("_", " ").partition(".")
        words = _short(name, NAMES - 0.1)
        style.write(figure, left, y + 0.015, words, fontsize=style.SMALL, va="bottom")
        under = _short(f"{mechanism} · {row['grade']}", NAMES - 0.1)
        look = {"fontsize": style.SMALL - 1.0, "color": style.MUTED, "va": "top"}
        style.write(figure, left, y, under, **look)
    axes = style.axes_at(figure, left + NAMES, bottom, width - NAMES - 0.42, ROWS * LINE)
    _bars(figure, axes, rows, limit, (left + width - 0.36, bottom))


def _stack(
    figure: Figure,
    pieces: dict[str, float],
    judged: tuple[float, float, float],
    place: tuple[float, float, float],
) -> None:
    """The bar of all variance, cut by grade; judgement with its interval."""
    left, bottom, width = place
    axes = style.axes_at(figure, left, bottom, width, BAR)
    start = 0.0
    for name, (colour, hatch) in LOOKS.items():
        if pieces[name] > 0.002:
            _piece(axes, start, pieces[name], name, colour, hatch)
        start += pieces[name]
    axes.plot(judged[1:], [0.0, 0.0], color=style.INK, linewidth=1.6, solid_capstyle="butt")
    axes.plot(judged[1:], [0.0, 0.0], "|", color=style.INK, markersize=7)
    axes.set(xlim=(-0.003, 1.003), ylim=(-0.55, 0.55))


def _bars(
    figure: Figure, axes: Axes, rows: pd.DataFrame, limit: float, numbers: tuple[float, float]
) -> None:
    """A bar with its interval for every parameter, and its share at the right."""
    for at in np.linspace(0.0, limit, 3):
        axes.axvline(at, color=style.GRID, linewidth=0.8, zorder=0)
    for number, row in enumerate(rows.to_dict("records")):
        y, share = ROWS - number - 0.5, max(row["first"], 0.0)
        colour, hatch = LOOKS[row["grade"]]
        look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": style.PAPER}
        axes.barh(y, share, 0.56, zorder=2, linewidth=0.0, **look)
        ends = np.clip([row["first_low"], row["first_high"]], 0.0, limit)
        axes.plot(ends, [y, y], color=style.INK, linewidth=1.2, zorder=3, solid_capstyle="butt")
        axes.plot(ends, [y, y], "|", color=style.INK, markersize=5, zorder=3)
        up = numbers[1] + y * LINE
        words = f"{100 * share:.0f} %" if share >= 0.005 else "< 1 %"
        style.write(figure, numbers[0], up, words, fontsize=style.SMALL, va="center")
    axes.set(xlim=(-0.004 * limit, limit), ylim=(0, ROWS))
    ticks = np.linspace(0.0, limit, 3)
    axes.set_xticks(ticks, [f"{100 * t:.0f}" + (" %" if t == limit else "") for t in ticks])


def _short(text: str, room: float) -> str:
    """Text that fits into so many inches, cut where it must be."""
    while style.text_width(text, style.SMALL) > room:
        text = text[:-2].rstrip() + "…"
    return text
