"""The world as tiles: one equal tile per state, roughly in place. Small islands are as visible as
large states, and no border is drawn, disputed or not."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text

from sim import evidence
from sim.report import style
from sim.report.numbers import minus, round_up, tick
from sim.report.style import (
    BODY,
    INK,
    MARGIN,
    MUTED,
    PAPER,
    RULE,
    SMALL,
    canvas,
    footer_height,
    header,
    header_height,
    house,
    text_width,
    write,
)

TILES = Path(__file__).with_name("tiles.csv")
TILE, GAP = 0.46, 0.04
SEQUENTIAL = (
    "#F1F5F9", "#D9E6F0", "#B9D3E6", "#8FBAD8", "#5F9BC6", "#327BB0", "#135A8E", "#0A3A63",
)  # fmt: skip
DIVERGING = (
    "#8A3B00", "#C45A0C", "#E5924F", "#F6D3B3", "#C9DFEE", "#7FB3D5", "#327BB0", "#0A3A63",
)  # fmt: skip
WORDS = ("#FFFFFF", "#8FBAD8", "#C45A0C", "#0A3A63", "#5F9BC6", "#E5924F")  # the first far apart
DARK = 0.5  # below this luminance text on a tile is white
UNKNOWN = "#EEF0F2"
NO_CHANGE = "the interval includes no change, or it is too small to show"


@dataclass(frozen=True)
class Scale:
    """Eight classes of equal width: their nine `edges` and colours; `sign` writes + and −."""

    edges: tuple[float, ...]
    colours: tuple[str, ...]
    sign: bool = False

    def colour(self, value: float) -> str:
        """The colour of a value; those beyond the ends take the last class."""
        place = int(np.searchsorted(self.edges[1:-1], value, side="right"))
        return self.colours[place]

    def text(self, value: float) -> str:
        """A value as it stands on its tile."""
        wide = self.edges[-1] - self.edges[0]
        digits = 0 if wide >= 16 else 1 if wide >= 1.6 else 2
        text = minus(f"{value:+.{digits}f}" if self.sign else f"{value:.{digits}f}")
        return text if any(digit in text for digit in "123456789") else "0"


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of every member state's tile, from the upper left."""
    with TILES.open(encoding="utf-8", newline="") as file:
        return {
            line["iso3"]: (int(line["column"]), int(line["row"])) for line in csv.DictReader(file)
        }


def scale_of(values: pd.Series, difference: bool = False) -> Scale:
    """Eight round classes that hold the values: about zero if these are differences or have both
    signs, else from the lowest to the highest."""
    known = values.dropna()
    if difference or (len(known) and known.min() < 0 < known.max()):
        reach = round_up(max(float(known.abs().max()), 1e-9) / 4) if len(known) else 1.0
        edges = np.linspace(-4 * reach, 4 * reach, 9)
        return Scale(tuple(map(float, edges)), DIVERGING, True)
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    step = round_up(max(high - low, 1e-9) / 8)
    first = np.floor(low / step) * step
    if first + 8 * step < high:
        step = round_up(step * 1.01)
        first = np.floor(low / step) * step
    return Scale(tuple(float(first + n * step) for n in range(9)), SEQUENTIAL)


def world_figure(
    values: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    footer: str,
    unit: str = "",
    difference: bool = False,
    scale: Scale | None = None,
) -> Figure:
    """Draw a value for every member state.

    `values`: columns iso3, value (a number, or a word for one of at most six states of affairs)
    and, if another code is to stand on the tile, code; with `low` and `high` a tile is hollow where
    that interval includes no change or the change is too small to show. States without a value
    stay grey. `difference` centres the colours on zero. `scale` fixes the classes, for pictures
    that are to be compared. Raises ValueError on a state without a tile or named twice, or more
    than six words.
    """
    unknown = sorted(set(values["iso3"]) - set(tiles()))
    if unknown:
        raise ValueError(f"no tile for {', '.join(unknown)}: the map has today's member states")
    if values["iso3"].duplicated().any():
        raise ValueError("a state is named twice")
    words = values["value"].map(lambda value: isinstance(value, str)).any()
    columns, rows = (max(place[n] for place in tiles().values()) + 1 for n in (0, 1))
    width = 2 * MARGIN + columns * (TILE + GAP) - GAP
    with house():
        mark = style.ILLUSTRATION
        ends = header_height(title, subtitle, width) + footer_height(footer, width, mark)
        figure = canvas(width, ends + 0.3 + rows * (TILE + GAP))
        top = header(figure, title, subtitle) - 0.12
        style.footer(figure, footer, mark)
        found = {str(row["iso3"]): row for row in values.to_dict("records")}
        kinds = sorted(set(values["value"].dropna())) if words else []
        if not words:
            scale = scale or scale_of(values["value"].astype(float), difference)
        for iso3, place in tiles().items():
            row = found.get(iso3)
            look = look_of_word(row and row["value"], kinds) if words else _number(row, scale)
            code = str(row["code"]) if row and "code" in row else iso3
            draw_tile(figure, code, place, top, *look)
        if words:
            draw_key_of_words(figure, kinds, top)
        elif scale:
            draw_key(figure, scale, unit, NO_CHANGE if "low" in values else "", top)
        if len(found) < len(tiles()):
            _key_of_gaps(figure, top - (0.38 if "low" in values or words else 0.0))
    return figure


def _number(row: Mapping | None, scale: Scale | None) -> tuple[str, str, bool]:
    """Colour, text and whether hollow, for a tile that shows a number."""
    if row is None or scale is None or pd.isna(row["value"]):
        return UNKNOWN, "", False
    value = float(row["value"])
    hollow = "low" in row and (row["low"] <= 0.0 <= row["high"] or scale.text(value) == "0")
    return scale.colour(value), scale.text(value), bool(hollow)


def look_of_word(word: object, kinds: Sequence[str]) -> tuple[str, str, bool]:
    """Colour, text and whether hollow, for a tile that shows one of these words; the first is
    hollow. Raises ValueError on more kinds than can be told apart."""
    if len(kinds) > len(WORDS):
        raise ValueError(f"at most {len(WORDS)} kinds can be told apart, not {len(kinds)}")
    if not isinstance(word, str):
        return UNKNOWN, "", False
    number = kinds.index(word)
    return WORDS[number], kinds[number] if number else "", number == 0


def corner(place: tuple[int, int], top: float) -> tuple[float, float]:
    """The lower left corner of a tile, in inches."""
    column, row = place
    return MARGIN + column * (TILE + GAP), top - (row + 1) * (TILE + GAP) + GAP


@dataclass(frozen=True)
class Tile:
    """One state's square, its code, and below it what it has; `bottom` in inches."""

    square: FancyBboxPatch
    code: Text
    value: Text
    bottom: float


def draw_tile(
    figure: Figure,
    iso3: str,
    place: tuple[int, int],
    top: float,
    colour: str,
    text: str,
    hollow: bool,
) -> Tile:
    """One state, its code, and below it what it has."""
    left, bottom = corner(place, top)
    square = box(figure, left, bottom, TILE, colour, colour)
    square.set_gid(f"tile-{iso3}")
    middle = left + TILE / 2
    code = write(figure, middle, bottom, iso3, ha="center", fontsize=8.2, fontweight="bold")
    tile = Tile(square, code, write(figure, middle, bottom + 0.095, "", ha="center"), bottom)
    paint(figure, tile, colour, text, hollow)
    return tile


def paint(figure: Figure, tile: Tile, colour: str, text: str, hollow: bool) -> None:
    """Give a tile that is there another colour and text."""
    paper = PAPER if hollow else colour
    ink = ink_on(paper)
    muted = MUTED if hollow or colour == UNKNOWN else ink
    tile.square.set(facecolor=paper, edgecolor=RULE if hollow else colour)
    up = style.size(figure)[1]
    tile.code.set(y=(tile.bottom + (0.235 if text else 0.17)) / up, color=muted)
    points = min(6.9, 0.92 * TILE / max(text_width(text, 1), 0.01))
    tile.value.set(text=text, fontsize=points, color=muted)


def box(figure: Figure, left: float, bottom: float, side: float, colour: str, edge: str):
    """A square with slightly rounded corners, at a place in inches."""
    look = {"facecolor": colour, "edgecolor": edge, "linewidth": 1.0}
    return style.block(figure, (left, bottom, side, side), look, corner=0.045)


def ink_on(colour: str) -> str:
    """White on dark colours, ink on pale ones."""
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return PAPER if 0.299 * red + 0.587 * green + 0.114 * blue < DARK else INK


def draw_key(figure: Figure, scale: Scale, unit: str, hollow: str, top: float) -> None:
    """The classes with their edges, in the sea below the Pacific, and what a hollow tile says."""
    left, bottom = corner((18, 13), top)
    side = 0.44
    write(figure, left, bottom + side + 0.14, unit, fontsize=BODY, color=INK)
    for n, colour in enumerate(scale.colours):
        box(figure, left + n * side, bottom + 0.06, side, colour, colour)
    for n, edge in enumerate(scale.edges):
        if n % 2 == 0:
            write(
                figure, left + n * side, bottom - 0.13, tick(edge, scale.sign), ha="center",
                fontsize=SMALL, color=MUTED,
            )  # fmt: skip
    if hollow:
        box(figure, left, bottom - 0.62, 0.3, PAPER, RULE)
        write(figure, left + 0.4, bottom - 0.53, hollow, fontsize=SMALL, color=MUTED)


def draw_key_of_words(figure: Figure, kinds: Sequence[str], top: float) -> None:
    """The words with their colours, where the key of numbers would be."""
    left, bottom = corner((18, 12), top)
    for n, kind in enumerate(kinds):
        x, y = left + (n // 3) * 2.4, bottom - (n % 3) * 0.42
        box(figure, x, y, 0.34, WORDS[n], RULE if n == 0 else WORDS[n])
        write(figure, x + 0.46, y + 0.11, kind, fontsize=BODY, color=INK)


def _key_of_gaps(figure: Figure, top: float) -> None:
    """What a grey tile says, below the other keys."""
    left, bottom = corner((18, 13), top)
    box(figure, left, bottom - 0.62, 0.3, UNKNOWN, UNKNOWN)
    write(figure, left + 0.4, bottom - 0.53, "not a member state then", fontsize=SMALL, color=MUTED)


def placed(values: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a tile, with the code that stands on it: a state that is no more stands
    at the place of its successor until that is a member."""
    there = set(values["iso3"])
    heirs = {
        line["iso3"]: line["successor"]
        for line in evidence.rows("states")
        if line["successor"] and line["successor"] not in there
    }
    moved = values.assign(code=values["iso3"], iso3=values["iso3"].replace(heirs))
    return moved[moved["iso3"].isin(tiles())].drop_duplicates("iso3").reset_index(drop=True)


def shown_changes(values: pd.DataFrame) -> pd.DataFrame:
    """The rows whose tile is filled on a map of differences: neither the interval nor the digits
    that are shown include no change."""
    scale = scale_of(values["value"].astype(float), difference=True)
    filled = values["value"].map(scale.text) != "0"
    return values[filled & ((values["low"] > 0) | (values["high"] < 0))]


def world_alt_text(values: pd.DataFrame, title: str) -> str:
    """The map in sentences: who has most and least, or which states each word describes."""
    parts = [f"{title}."]
    code = "code" if "code" in values else "iso3"
    if values["value"].map(lambda value: isinstance(value, str)).any():
        for word, some in values.groupby("value"):
            listed = ", ".join(sorted(some[code])) if len(some) <= 40 else f"{len(some)} states"
            parts.append(f"{str(word).capitalize()}: {listed}.")
    else:
        ranked = values.dropna(subset=["value"]).sort_values(["value", "iso3"])
        scale = scale_of(ranked["value"].astype(float), "low" in values)
        for words, some in (("Highest", ranked[::-1][:8]), ("Lowest", ranked[:8])):
            said = [f"{row[code]} {scale.text(row['value'])}" for row in some.to_dict("records")]
            parts.append(f"{words}: {', '.join(said)}.")
    return " ".join([*parts, "An illustration, not a forecast."])
