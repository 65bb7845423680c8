"""A vote still open as one picture: the voting board with every member's likeliest vote and its
chance, paler the closer it is; expected votes at the side and below."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from sim.report import style
from sim.report.board import GROUPS, HEADS, LOOKS, NAMES, TOTALS, WIDTH
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

VOTES = ("yes", "abstain", "no")
SHOWN = ("yes", "no", "abstain")  # the order of the totals, as on the voting board
SHORT = {"abstain": "abst."}
COLUMN, GAP, BAR, AIR = 0.6, 0.07, 0.44, 0.42
FEW, MANY = 15, 19  # tiles in a line: one line per group in a council, several in an assembly
TALL, LINE, BETWEEN = 0.72, 0.79, 0.14
PALEST = 0.12  # strength of the weakest tile
SURE = 0.75  # chance from which a member's name is bold


@dataclass(frozen=True)
class Grid:
    """Where tiles go: `across` of them in a line, each `tile` inches wide, words in `points`."""

    across: int
    tile: float
    points: float

    def lines(self, members: int) -> int:
        """Lines that so many members take."""
        return -(-members // self.across)


def chance_board(
    members: pd.DataFrame,
    bounds: dict[str, tuple[float, float]],
    *,
    title: str,
    subtitle: str,
    footer: str,
) -> Figure:
    """Draw the chances of every member.

    `members`: a row each, columns iso3, group (a key of `board.GROUPS`), p_yes, p_abstain, p_no
    (adding up to 1) · `bounds`: the interval of the tally for each of yes, abstain, no.
    Raises ValueError on an unknown group or a member named twice.
    """
    _refuse(members)
    members = _ordered(members)
    groups = [group for group in GROUPS if (members["group"] == group).any()]
    sizes = members["group"].value_counts()
    grid = _grid(int(sizes.max()), list(members["iso3"]))
    heights = [LINE * grid.lines(int(sizes[group])) + BETWEEN for group in groups]
    with house():
        ends = header_height(title, subtitle, WIDTH) + footer_height(footer, WIDTH, ILLUSTRATION)
        figure = canvas(WIDTH, ends + HEADS + sum(heights) + 0.1 + BAR + AIR)
        top = header(figure, title, subtitle) - HEADS
        style.footer(figure, footer, ILLUSTRATION)
        end = WIDTH - MARGIN - COLUMN * len(SHOWN)
        _heads(figure, end, top + 0.06)
        for group, height in zip(groups, heights, strict=True):
            _group(figure, members[members["group"] == group], top, height, grid, end)
            top -= height
        _body(figure, members, bounds, end - 0.1, top - 0.1)
    return figure


def _refuse(members: pd.DataFrame) -> None:
    unknown = sorted(set(members["group"]) - set(GROUPS))
    if unknown:
        raise ValueError(f"unknown group {unknown[0]!r}; known are {', '.join(GROUPS)}")
    twice = members.loc[members["iso3"].duplicated(), "iso3"]
    if not twice.empty:
        raise ValueError(f"{twice.iloc[0]} is named twice")


def _ordered(members: pd.DataFrame) -> pd.DataFrame:
    """With the likeliest vote and its chance, from the surest Yes to the surest No."""
    chances = members[[f"p_{vote}" for vote in VOTES]].to_numpy()
    best = chances.argmax(axis=1)
    members = members.assign(
        vote=[VOTES[n] for n in best], chance=chances.max(axis=1), rank=best,
        lean=members["p_no"] - members["p_yes"],
    )  # fmt: skip
    return members.sort_values(["rank", "lean", "iso3"], kind="stable")


def _grid(largest: int, names: Sequence[str]) -> Grid:
    across = max(13, largest) if largest <= FEW else MANY
    room = WIDTH - MARGIN - COLUMN * len(SHOWN) - 0.1 - MARGIN - NAMES + GAP
    tile = room / across - GAP
    widest = max(text_width(str(name), 1, True) for name in names)
    return Grid(across, tile, min(HEADING, 0.8 * tile / widest))


def _heads(figure: Figure, end: float, y: float) -> None:
    """What the totals are."""
    middle = end + COLUMN * (len(SHOWN) / 2 + 0.05)
    write(figure, middle, y + 0.19, "votes expected", ha="center", fontsize=SMALL, color=MUTED)
    for number, vote in enumerate(SHOWN):
        x = end + COLUMN * (number + 0.55)
        word = SHORT.get(vote, vote)
        write(figure, x, y, word, ha="center", fontsize=SMALL + 0.5, color=TOTALS[vote])


def _group(
    figure: Figure, members: pd.DataFrame, top: float, height: float, grid: Grid, end: float
) -> None:
    """A group's name, its members' tiles and the votes expected of it."""
    group, middle = str(members["group"].iloc[0]), top - (height - BETWEEN) / 2
    write(
        figure, MARGIN + NAMES - 0.22, middle, GROUPS[group], ha="right", va="center",
        fontsize=HEADING, fontweight="bold", linespacing=1.15,
    )  # fmt: skip
    for number, row in enumerate(members.itertuples()):
        line, column = divmod(number, grid.across)
        left = MARGIN + NAMES + column * (grid.tile + GAP)
        place = (left, top - LINE * line - LINE / 2)
        _tile(figure, str(row.iso3), str(row.vote), float(str(row.chance)), place, grid)
    for number, vote in enumerate(SHOWN):
        write(
            figure, end + COLUMN * (number + 0.55), middle, f"{members[f'p_{vote}'].sum():.1f}",
            ha="center", va="center_baseline", fontsize=12, color=TOTALS[vote],
            fontweight="normal" if vote == "abstain" else "bold",
        )  # fmt: skip


def _tile(
    figure: Figure, iso3: str, vote: str, chance: float, place: tuple[float, float], grid: Grid
) -> None:
    """A member: colour, shape and word say its likeliest vote, number and strength how likely."""
    left, middle = place
    strength = PALEST + (1.0 - PALEST) * max(0.0, (chance - 1 / 3) * 1.5)
    face = to_rgb(PAPER) if vote == "abstain" else _paler(LOOKS[vote]["facecolor"], strength)
    look = LOOKS[vote] | {"facecolor": face}
    where = (left, middle - TALL / 2, grid.tile, TALL)
    style.block(figure, where, look, square=vote == "no", gid=f"tile-{iso3}")
    colour = _readable(face)
    small = min(SMALL, 0.84 * grid.tile / text_width("abstain", 1))
    word = SHORT.get(vote, vote) if small < 6.5 else vote
    small = min(SMALL, 0.84 * grid.tile / text_width("99.9 %" if word != vote else "abstain", 1))
    number = f"{100 * chance:.0f} %" if chance < 0.995 else ">99 %"
    centre = left + grid.tile / 2
    for text, up, points, weight in (
        (iso3, 0.12, grid.points, "bold" if chance >= SURE else "normal"),
        (word, -0.075, small, "normal"),
        (number, -0.245, small, "normal"),
    ):
        write(
            figure, centre, middle + up, text, ha="center", color=colour, fontsize=points,
            fontweight=weight,
        )  # fmt: skip


def _paler(colour: str, strength: float) -> tuple[float, ...]:
    """The colour mixed with paper, 1 its full strength."""
    full, paper = to_rgb(colour), to_rgb(PAPER)
    return tuple(strength * a + (1.0 - strength) * b for a, b in zip(full, paper, strict=True))


def _readable(face: tuple[float, ...]) -> str:
    """Paper or ink, whichever stands out more (contrast ratio of WCAG 2)."""
    light, paper, ink = _luminance(face), _luminance(to_rgb(PAPER)), _luminance(to_rgb(INK))
    return PAPER if (paper + 0.05) / (light + 0.05) >= (light + 0.05) / (ink + 0.05) else INK


def _luminance(colour: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _body(
    figure: Figure, members: pd.DataFrame, bounds: dict[str, tuple[float, float]], end: float,
    top: float,
) -> None:  # fmt: skip
    """All members in one bar: votes expected, and their intervals below."""
    left = MARGIN + NAMES
    words = f"All {len(members)} members"
    write(
        figure, left - 0.22, top - BAR / 2, words, ha="right", va="center", fontsize=HEADING,
        fontweight="bold",
    )  # fmt: skip
    scale = (end - left - GAP * (len(VOTES) - 1)) / len(members)
    below: list[tuple[str, float]] = []
    for vote in VOTES:
        expected = float(members[f"p_{vote}"].sum())
        width, text = max(scale * expected, 0.04), f"{expected:.0f} {vote}"
        place = (left, top - BAR, width, BAR)
        style.block(figure, place, LOOKS[vote], square=vote == "no", gid=f"bar-{vote}")
        low, high = bounds[vote]
        told = f"{low:.0f}–{high:.0f}"
        if text_width(text, HEADING, True) + 0.12 < width:
            write(
                figure, left + width / 2, top - BAR / 2, text, ha="center", va="center_baseline",
                fontsize=HEADING, fontweight="bold", color=INK if vote == "abstain" else PAPER,
            )  # fmt: skip
        else:
            told = f"{text}, {told}"
        below.append((told, left + width / 2))
        left += width + GAP
    widths = [text_width(text, BODY) + 0.2 for text, _ in below]
    places = spread([x for _, x in below], widths, MARGIN + NAMES, end + 0.3)
    for (text, _), x in zip(below, places, strict=True):
        write(figure, x, top - BAR - 0.19, text, ha="center", color=MUTED)
