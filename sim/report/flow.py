"""The flow of positions: how members that voted yes, abstained or voted no on a subject voted the
next time it came up, and who came and went in between."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Curve

from sim.report import style
from sim.report.board import LOOKS, WORDS
from sim.report.numbers import counted
from sim.report.style import (
    BODY,
    HEADING,
    MARGIN,
    MUTED,
    canvas,
    footer_height,
    header,
    header_height,
    house,
    inches,
    text_width,
    write,
)

ORDER = ("yes", "abstain", "no", "away")
AWAY = {"away": "not a member"}
LOOK = LOOKS | {"away": {"facecolor": "#F4F5F7", "edgecolor": "#D5DAE0", "linewidth": 1.0}}
BAND = {"yes": "#0B6FA4", "abstain": "#9AA5B1", "no": "#D1495B", "away": "#E4E8EC"}
MOST = 8  # votes that a picture holds
HEIGHT, GAP, WIDE, APART = 4.6, 0.14, 0.78, 1.25


def flows(votes: pd.DataFrame) -> pd.DataFrame:
    """Where each member stood at each vote: index iso3, a column per quarter in order of time,
    values yes, abstain, no or away (no member then, or absent). `votes`: columns quarter, iso3,
    vote, procedure; one text, one scenario, one replicate. If the text was met with motions to
    take no action, a vote on the draft itself is turned around, so that yes is always with the
    target."""
    motion = votes["procedure"] == "no_action"
    vote = votes["vote"].replace("absent", "away")
    if motion.any():
        vote = vote.where(motion, vote.replace({"yes": "no", "no": "yes"}))
    last = votes.assign(vote=vote).drop_duplicates(["quarter", "iso3"], keep="last")
    table = last.pivot(index="iso3", columns="quarter", values="vote").sort_index(axis=1)
    return table.fillna("away")


def sides(votes: pd.DataFrame) -> dict[str, str]:
    """What yes and no mean in the flow of these votes."""
    if (votes["procedure"] == "no_action").any():
        return {"yes": "with it", "no": "against"}
    return {"yes": "yes", "no": "no"}


def flow_title(table: pd.DataFrame, about: str) -> str:
    """How many of those who voted twice in a row changed, over all votes."""
    stayed = moved = crossed = 0
    for first, then in pairwise(table.columns):
        both = table[(table[first] != "away") & (table[then] != "away")]
        same = both[first] == both[then]
        stayed, moved = stayed + int(same.sum()), moved + int((~same).sum())
        crossed += int((both[[first, then]].isin(["yes", "no"]).all(axis=1) & ~same).sum())
    if not stayed + moved:
        return f"{about}: no member voted twice in a row in the model"
    share = 100 * moved / (stayed + moved)
    through = (
        "none of them straight across" if not crossed else f"{crossed} of {moved} straight across"
    )
    tail = f", {through}" if moved else ""
    return f"{about}: from one vote to the next {share:.0f} % of members changed{tail}"


def flow_figure(
    table: pd.DataFrame,
    names: dict[str, str],
    *,
    title: str,
    subtitle: str,
    footer: str,
    most: int = MOST,
) -> Figure:
    """Draw the last `most` votes as columns and what members did between them as bands.

    `table` as from `flows`, `names` as from `sides`. Raises ValueError for fewer than two votes.
    """
    if table.shape[1] < 2:
        raise ValueError("a flow needs at least two votes on the same subject")
    table = table.iloc[:, -most:]
    table = table[(table != "away").any(axis=1)]
    columns = table.shape[1]
    width = max(2 * MARGIN + columns * WIDE + (columns - 1) * APART, 9.0)
    apart = (width - 2 * MARGIN - columns * WIDE) / (columns - 1)
    with house():
        ends = header_height(title, subtitle, width)
        ends += footer_height(footer, width, style.ILLUSTRATION)
        figure = canvas(width, ends + HEIGHT + 0.95)
        top = header(figure, title, subtitle) - 0.5
        style.footer(figure, footer, style.ILLUSTRATION)
        scale = (HEIGHT - GAP * (len(ORDER) - 1)) / len(table)
        places = {name: _places(table[name], top, scale) for name in table.columns}
        lefts = [MARGIN + n * (WIDE + apart) for n in range(columns)]
        for n, (first, then) in enumerate(pairwise(table.columns)):
            ends_ = (lefts[n] + WIDE, lefts[n + 1])
            _bands(figure, table, (first, then), places, ends_, scale)
        for left, name in zip(lefts, table.columns, strict=True):
            _column(figure, str(name), places[name], names | AWAY, left, top)
    return figure


def _places(column: pd.Series, top: float, scale: float) -> dict[str, tuple[float, float, int]]:
    """Top, bottom and number of members of each position in a column, in inches."""
    found = {}
    for word in ORDER:
        count = int((column == word).sum())
        if count:
            found[word] = (top, top - count * scale, count)
            top -= count * scale + GAP
    return found


def _bands(figure, table, names, places, ends, scale) -> None:
    """What lies between two columns: a band from each position to each, as wide as its members."""
    first, then = names
    leaving = {word: place[0] for word, place in places[first].items()}
    arriving = {word: place[0] for word, place in places[then].items()}
    counts = Counter(zip(table[first], table[then], strict=True))
    for a in ORDER:
        for b in ORDER:
            count = counts[a, b]
            if not count:
                continue
            tall = count * scale
            if (a, b) != ("away", "away"):
                _band(figure, ends, (leaving[a], arriving[b]), tall, BAND[a])
            leaving[a] -= tall
            arriving[b] -= tall


def _band(figure: Figure, ends, tops, tall: float, colour: str) -> None:
    (left, right), (here, there) = ends, tops
    middle = (left + right) / 2
    points = [
        (left, here), (middle, here), (middle, there), (right, there),
        (right, there - tall), (middle, there - tall), (middle, here - tall), (left, here - tall),
        (left, here),
    ]  # fmt: skip
    codes = [Curve.MOVETO, *[Curve.CURVE4] * 3, Curve.LINETO, *[Curve.CURVE4] * 3, Curve.CLOSEPOLY]
    patch = PathPatch(
        Curve(np.array(points) * 72, codes), facecolor=colour, alpha=0.38, linewidth=0
    )
    patch.set_transform(inches(figure))
    figure.add_artist(patch)


def _column(
    figure: Figure, quarter: str, places: dict, names: dict[str, str], left: float, top: float
) -> None:
    """One vote: its date and a block for each position, with its word and number."""
    write(
        figure, left + WIDE / 2, top + 0.2, quarter, ha="center", fontsize=HEADING,
        fontweight="bold",
    )  # fmt: skip
    for word, (high, low, count) in places.items():
        style.block(figure, (left, low, WIDE, high - low), LOOK[word], square=word == "no")
        ink = WORDS.get(word, MUTED)
        middle, said = (high + low) / 2, names.get(word, word)
        points = min(BODY, 0.92 * WIDE / text_width(said, 1))
        if high - low > 0.36:
            write(figure, left + WIDE / 2, middle + 0.02, str(count), ha="center",
                  fontsize=HEADING, color=ink, fontweight="bold")  # fmt: skip
            write(figure, left + WIDE / 2, middle - 0.14, said, ha="center", fontsize=points,
                  color=ink)  # fmt: skip
        elif high - low > 0.15:
            both = f"{count} {said}"
            points = min(BODY, 0.92 * WIDE / text_width(both, 1))
            write(figure, left + WIDE / 2, middle, both, ha="center", va="center_baseline",
                  fontsize=points, color=ink)  # fmt: skip


def flow_alt_text(table: pd.DataFrame, names: dict[str, str], title: str) -> str:
    """The flow in sentences: the counts of every vote and who changed between two."""
    told = {word: names.get(word, word) for word in ORDER}
    parts = [f"{title}."]
    for name in table.columns:
        counts = table[name].value_counts()
        said = [f"{int(counts[word])} {told[word]}" for word in ORDER[:3] if word in counts]
        parts.append(f"{name}: {', '.join(said)}.")
    for first, then in pairwise(table.columns):
        moved = table[(table[first] != table[then]) & (table[first] != "away")]
        moved = moved[moved[then] != "away"]
        for (a, b), some in moved.groupby([first, then]):
            who = f"{counted(len(some), 'member')} from {told[str(a)]} to {told[str(b)]}"
            parts.append(f"{first} to {then}, {who}: {', '.join(some.index)}.")
    return " ".join([*parts, "An illustration, not a forecast."])
