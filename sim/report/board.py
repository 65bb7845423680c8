"""A roll call as one picture: a row per regional group, a tile per member, the body below."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import Affine2D, Transform

from sim.report import style
from sim.report.labels import spread
from sim.report.style import (
    BODY,
    HEADING,
    ILLUSTRATION,
    INK,
    MARGIN,
    MUTED,
    PAPER,
    SMALL,
    canvas,
    footer_height,
    header,
    header_height,
    house,
    text_width,
    write,
)
from sim.report.wording import board_alt_text, board_rule, board_title

__all__ = ["board_alt_text", "board_rule", "board_title", "voting_board"]

GROUPS = {
    "AFRICA": "Africa",
    "ASIA_PACIFIC": "Asia-Pacific",
    "EASTERN_EUROPE": "Eastern Europe",
    "GRULAC": "Latin America\n& Caribbean",
    "WEOG": "Western Europe\n& others",
}
VOTES = ("yes", "abstain", "no", "absent")
YES, NO, HOLLOW = "#0B6FA4", "#D1495B", "#7B8794"
LOOKS: dict[str, dict[str, Any]] = {
    "yes": {"facecolor": YES, "edgecolor": YES, "linewidth": 1.6},
    "no": {"facecolor": NO, "edgecolor": NO, "linewidth": 1.6},
    "abstain": {"facecolor": PAPER, "edgecolor": HOLLOW, "linewidth": 1.6},
    "absent": {
        "facecolor": PAPER,
        "edgecolor": HOLLOW,
        "linewidth": 1.4,
        "linestyle": (0, (1, 1.6)),
    },
}
WORDS = {"yes": PAPER, "no": PAPER, "abstain": INK, "absent": MUTED}
TOTALS = {"yes": YES, "no": "#B93A4C", "abstain": INK, "absent": MUTED}
WIDTH, NAMES, COLUMN = 12.8, 1.62, 0.52
TALL, PITCH, GAP, BAR = 0.6, 0.76, 0.07, 0.44
HEADS, BODY_GAP, AIR = 0.42, 0.16, 0.42  # above the rows, above the bar, below the bar


def totals(votes: pd.DataFrame) -> pd.DataFrame:
    """Members by group and vote: index the groups in the UN's order, columns yes, abstain, no,
    absent; groups without members are left out. Raises ValueError on an unknown group or vote,
    or a member named twice."""
    for column, known in (("group", GROUPS), ("vote", VOTES)):
        unknown = sorted(set(votes[column]) - set(known))
        if unknown:
            raise ValueError(f"unknown {column} {unknown[0]!r}; known are {', '.join(known)}")
    twice = votes.loc[votes["iso3"].duplicated(), "iso3"]
    if not twice.empty:
        raise ValueError(f"{twice.iloc[0]} is named twice")
    table = pd.crosstab(votes["group"], votes["vote"])
    table = table.reindex(index=list(GROUPS), columns=list(VOTES), fill_value=0)
    return table[table.sum(axis=1) > 0]


def voting_board(votes: pd.DataFrame, *, title: str, subtitle: str, footer: str) -> Figure:
    """Draw how every member voted.

    `votes`: columns iso3, group (AFRICA, ASIA_PACIFIC, EASTERN_EUROPE, GRULAC, WEOG) and vote
    (yes, no, abstain, absent); a row per member. `title` and `subtitle` are best made by
    `board_title` and `board_rule`. Raises ValueError on an unknown group or vote or a member
    named twice.
    """
    table = totals(votes)
    with house():
        ends = header_height(title, subtitle, WIDTH) + footer_height(footer, WIDTH, ILLUSTRATION)
        figure = canvas(WIDTH, ends + HEADS + PITCH * len(table) + BODY_GAP + BAR + AIR)
        top = header(figure, title, subtitle) - HEADS
        style.footer(figure, footer, ILLUSTRATION)
        shown = [
            vote
            for vote in ("yes", "no", "abstain", "absent")
            if vote != "absent" or table["absent"].any()
        ]
        end = WIDTH - MARGIN - COLUMN * len(shown)
        tile = (end - 0.1 - MARGIN - NAMES + GAP) / max(13, int(table.sum(axis=1).max())) - GAP
        widest = max(text_width(str(name), 1, True) for name in votes["iso3"])
        points = min(HEADING, 0.8 * tile / widest)
        _column_heads(figure, shown, end, top + 0.1)
        for number, group in enumerate(table.index):
            middle = top - PITCH * (number + 0.5)
            _group(figure, votes[votes["group"] == group], str(group), middle, tile, points)
            _numbers(figure, [int(table.loc[group, vote]) for vote in shown], shown, end, middle)
        _body(figure, table.sum(), end - 0.1, top - PITCH * len(table) - BODY_GAP)
    return figure


def _column_heads(figure: Figure, shown: Sequence[str], end: float, y: float) -> None:
    """The words over the totals."""
    for number, vote in enumerate(shown):
        x = end + COLUMN * (number + 0.55)
        write(
            figure,
            x,
            y,
            {"abstain": "abst."}.get(vote, vote),
            ha="center",
            fontsize=SMALL + 0.5,
            color=TOTALS[vote],
        )


def _numbers(
    figure: Figure, numbers: Sequence[int], shown: Sequence[str], end: float, y: float
) -> None:
    """One row of totals."""
    for number, (count, vote) in enumerate(zip(numbers, shown, strict=True)):
        heavy = "bold" if vote in ("yes", "no") else "normal"
        write(
            figure,
            end + COLUMN * (number + 0.55),
            y,
            str(count),
            ha="center",
            fontsize=13,
            va="center_baseline",
            color=TOTALS[vote],
            fontweight=heavy,
        )


def _group(
    figure: Figure, members: pd.DataFrame, group: str, middle: float, tile: float, points: float
) -> None:
    """A group's name, its seats, and its tiles ordered yes, abstain, no, absent, then by name."""
    write(
        figure,
        MARGIN + NAMES - 0.22,
        middle,
        GROUPS[group],
        ha="right",
        va="center",
        fontsize=HEADING,
        fontweight="bold",
        linespacing=1.15,
    )
    rank = members["vote"].map(VOTES.index)
    ordered = members.assign(rank=rank).sort_values(["rank", "iso3"])
    for number, (iso3, vote) in enumerate(zip(ordered["iso3"], ordered["vote"], strict=True)):
        _tile(
            figure,
            str(iso3),
            str(vote),
            MARGIN + NAMES + number * (tile + GAP),
            middle,
            tile,
            points,
        )


def _tile(
    figure: Figure, iso3: str, vote: str, left: float, middle: float, tile: float, points: float
) -> None:
    """A member: colour, fill, shape (no is square-cornered) and the word all say the vote."""
    box(figure, vote, (left, middle - TALL / 2, tile, TALL), round_=0.13, gid=f"tile-{iso3}")
    centre = left + tile / 2
    small = min(SMALL, 0.78 * tile / text_width("abstain", 1))
    write(
        figure,
        centre,
        middle + 0.045,
        iso3,
        ha="center",
        color=WORDS[vote],
        fontsize=points,
        fontweight="bold" if vote in ("yes", "no") else "normal",
    )
    write(figure, centre, middle - 0.18, vote, ha="center", color=WORDS[vote], fontsize=small)


def box(
    figure: Figure,
    vote: str,
    place: tuple[float, float, float, float],
    round_: float,
    gid: str,
    **look: Any,
) -> None:
    """A rectangle in the look of a vote, drawn inside `place` (left, bottom, width, height)."""
    left, bottom, width, height = place
    inset = 0.012
    corner = 0.0 if vote == "no" else min(round_, width / 2 - inset, height / 2 - inset)
    shape = "square,pad=0" if corner <= 0.01 else f"round,pad=0,rounding_size={corner * 72}"
    patch = FancyBboxPatch(
        ((left + inset) * 72, (bottom + inset) * 72),
        (width - 2 * inset) * 72,
        (height - 2 * inset) * 72,
        boxstyle=shape,
        gid=gid,
        **(LOOKS[vote] | look),
    )
    patch.set_transform(_points(figure))
    figure.add_artist(patch)


def _points(figure: Figure) -> Transform:
    """Points from the lower left corner, so that corners are round and not oval."""
    return Affine2D().scale(1 / 72) + figure.dpi_scale_trans


def _body(figure: Figure, sums: pd.Series, end: float, top: float) -> None:
    """All members in one bar; words that do not fit in their part stand below it."""
    left, members = MARGIN + NAMES, int(sums.sum())
    write(
        figure,
        left - 0.22,
        top - BAR / 2,
        f"All {members} members",
        ha="right",
        va="center",
        fontsize=HEADING,
        fontweight="bold",
    )
    shown = [vote for vote in VOTES if sums[vote]]
    scale = (end - left - GAP * (len(shown) - 1)) / members
    below: list[tuple[str, float]] = []
    for vote in shown:
        width = scale * int(sums[vote])
        text = f"{int(sums[vote])} {vote}"
        box(figure, vote, (left, top - BAR, width, BAR), round_=0.13, gid=f"bar-{vote}")
        if text_width(text, HEADING, True) + 0.12 < width:
            write(
                figure,
                left + width / 2,
                top - BAR / 2,
                text,
                ha="center",
                va="center_baseline",
                fontsize=HEADING,
                fontweight="bold",
                color=WORDS[vote],
            )
        else:
            below.append((text, left + width / 2))
        left += width + GAP
    _below(figure, below, top - BAR - 0.17, end)


def _below(figure: Figure, words: list[tuple[str, float]], y: float, end: float) -> None:
    """Words under their parts of the bar, pushed apart."""
    if not words:
        return
    widths = [text_width(text, BODY) + 0.12 for text, _ in words]
    places = spread([x for _, x in words], widths, MARGIN + NAMES, end + 0.3)
    for (text, _), x in zip(words, places, strict=True):
        write(figure, x, y, text, ha="center", color=MUTED)
