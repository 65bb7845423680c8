"""A run as moving pictures: the world as tiles, the last vote on the challenger, and an outcome so
far. The artists are drawn once and repainted for every frame."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation, Text
from numpy.typing import NDArray

from sim.analysis.playback import Moment, Vote
from sim.report import board, style, world
from sim.report.film import Film
from sim.report.labels import spread
from sim.report.numbers import plain
from sim.report.style import BASELINE, BODY, GRID, HEADING, INK, MARGIN, MUTED, SCENARIOS, write
from sim.report.wording import board_title
from sim.report.world import GAP, TILE, UNKNOWN, Tile

Pixels = NDArray[np.uint8]

SHARP, SMALLER = 100, 80  # dots per inch of videos (1526 pixels across) and of GIFs (1222)
PANEL, DATE, BAR = 1.75, 34.0, 0.3  # height below the map in inches; points; inches
VOTES, LINE = (3.0, 6.2), (10.15, 3.75)  # left and width of two of the three parts, inches


@dataclass(frozen=True)
class Stage:
    """The canvas and the artists that change from frame to frame."""

    figure: Figure
    tiles: dict[str, Tile]
    date: Text
    said: Text
    votes: list[tuple[float, Text]]  # where each bar's top is, in inches, and what it says
    lines: list[Line2D]
    ends: list[Annotation]  # the values where the lines end
    marks: list[Any]  # of the bars of votes; made anew at each vote


def stage(
    film: Film,
    *,
    title: str,
    subtitle: str,
    footer: str,
    dpi: int = SHARP,
) -> Stage:
    """The empty stage: tiles without values, a key, and the frames of the three parts below."""
    columns, rows = (max(place[n] for place in world.tiles().values()) + 1 for n in (0, 1))
    width = 2 * MARGIN + columns * (TILE + GAP) - GAP
    with style.house():
        mark = style.ILLUSTRATION
        ends = style.header_height(title, subtitle, width) + style.footer_height(
            footer, width, mark
        )
        height = ends + 0.35 + rows * (TILE + GAP) + PANEL
        figure = style.canvas(_even(width, dpi), _even(height, dpi))
        figure.set_dpi(dpi)
        top = style.header(figure, title, subtitle) - 0.12
        below = style.footer(figure, footer, mark) + PANEL - 0.15
        tiles = {
            iso3: world.draw_tile(figure, iso3, place, top, UNKNOWN, "", False)
            for iso3, place in world.tiles().items()
        }
        if film.kinds:
            world.draw_key_of_words(figure, film.kinds, top)
        else:
            hollow = "no difference that shows" if film.baseline else ""
            world.draw_key(figure, film.scale, film.variable[1], hollow, top)
        style.rule(figure, (MARGIN, width - MARGIN), (below + 0.12, below + 0.12))
        date = write(figure, MARGIN, below - 0.62, "", fontsize=DATE, fontweight="bold")
        said = write(figure, MARGIN, below - 0.92, "", color=MUTED, va="top", linespacing=1.4)
        votes = [
            (y, write(figure, VOTES[0], y + 0.09, ""))
            for y in (below - 0.56, below - 1.22)[: len(film.names)]
        ]
        about = f"Last vote on {film.challenger}"
        write(figure, VOTES[0], below - 0.14, about, fontsize=HEADING, fontweight="bold")
        lines = _chart(figure, film, below)
        ends_ = [_end(line) for line in lines]
    return Stage(figure, tiles, date, said, votes, lines, ends_, [])


def _even(length: float, dpi: int) -> float:
    """A length of at least this with an even number of pixels, as videos need."""
    return 2 * ceil(length * dpi / 2) / dpi


def _chart(figure: Figure, film: Film, below: float) -> list[Line2D]:
    """The outcome's frame and its lines, still without points: baseline behind, scenario before."""
    left, wide = LINE
    write(figure, left, below - 0.14, film.outcome[0], fontsize=HEADING, fontweight="bold")
    room = left + style.text_width(film.outcome[0], HEADING, True) + 0.12
    write(figure, room, below - 0.14, film.outcome[1], color=MUTED)
    axes: Axes = style.axes_at(figure, left + 0.3, below - 1.38, wide - 0.3, 1.08)
    axes.tick_params(axis="x", pad=9)
    first, last = (film.moments[n].quarter.index / 4 for n in (film.shown[0], film.shown[-1]))
    axes.set_xlim(first, max(last, first + 0.25))
    both = [moment for course in film.courses for moment in course]
    values = [moment.outcome for moment in both if first <= moment.quarter.index / 4 <= last]
    low, high = min(values), max(values)
    room = max(0.08 * (high - low), 0.5)
    axes.set_ylim(0 if 0 <= low < 0.3 * high else low - room, high + room)
    axes.yaxis.set_major_locator(style.ticks(3))
    axes.xaxis.set_major_locator(style.ticks(5))
    axes.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}" if year % 1 == 0 else "")
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    looks: list[dict[str, Any]] = [{"color": SCENARIOS[0], "linewidth": 2.3, "zorder": 3}]
    if film.baseline:
        looks.append({"color": BASELINE, "linewidth": 1.6, "linestyle": (0, (4, 2))})
    return [axes.plot([], [], drawstyle="steps-post", **look)[0] for look in looks]


def _end(line: Line2D) -> Annotation:
    """The value where a line ends, still empty."""
    axes = cast(Axes, line.axes)
    return axes.annotate("", (0, 0), (6, 0), textcoords="offset points", va="center", fontsize=BODY,
                         color=line.get_color(), annotation_clip=False)  # fmt: skip


def show(on: Stage, film: Film, n: int) -> None:
    """Repaint the stage for moment n, one of those shown."""
    found = film.tiles(n)
    for iso3, tile in on.tiles.items():
        code, value = found.get(iso3, (iso3, None))
        tile.code.set_text(code)
        look = (UNKNOWN, "", False) if value is None else film.look(value)
        world.paint(on.figure, tile, *look)
    on.date.set_text(str(film.moments[n].quarter))
    on.said.set_text(style.wrap(film.sentence(n), VOTES[0] - MARGIN - 0.25, BODY))
    _show_votes(on, film, [course[n] for course in film.courses])
    _show_line(on, film, n)


def _show_line(on: Stage, film: Film, n: int) -> None:
    """The outcome to moment n, with its value at the end."""
    values = [course[n].outcome for course in film.courses]
    low, high = cast(Axes, on.lines[0].axes).get_ylim()
    places = spread(values, [0.17 * (high - low)] * len(values), low, high)
    for course, line, end, place in zip(film.courses, on.lines, on.ends, places, strict=True):
        past = course[film.shown[0] : n + 1]
        line.set_data([m.quarter.index / 4 for m in past], [m.outcome for m in past])
        end.set_text(("baseline " if course is film.baseline else "") + plain(past[-1].outcome))
        end.xy = (past[-1].quarter.index / 4, place)


def _show_votes(on: Stage, film: Film, now: list[Moment]) -> None:
    """The last vote of each run as a bar under its words, which are bold when it is new."""
    while on.marks:
        on.marks.pop().remove()
    said = [told(moment.vote) for moment in now]
    if film.baseline:
        said = [f"{name}, {words}" for name, words in zip(film.names, said, strict=True)]
    points = min(BODY, *(VOTES[1] / style.text_width(words, 1, True) for words in said))
    for moment, words, (y, text) in zip(now, said, on.votes, strict=True):
        text.set(text=words, fontsize=points, color=INK if moment.voted else MUTED)
        text.set_fontweight("bold" if moment.voted else "normal")
        if moment.vote:
            on.marks.extend(_bar(on.figure, moment.vote, y))


def told(vote: Vote | None) -> str:
    """A vote in words: when, and what was decided."""
    if vote is None:
        return "none yet"
    said = board_title(vote.procedure, vote.yes, vote.no, vote.abstain)
    if vote.motion:
        said = f"no-action motion fails {vote.motion[0]} to {vote.motion[1]}; {said}"
    return f"{vote.quarter}: {said}"


def _bar(figure: Figure, vote: Vote, top: float) -> Iterator[Any]:
    """The vote as one bar, yes, abstain, no, with words where there is room."""
    counts = {"yes": vote.yes, "abstain": vote.abstain, "no": vote.no}
    left, scale = VOTES[0], VOTES[1] / max(sum(counts.values()), 1)
    for word, count in counts.items():
        wide = count * scale
        if not count:
            continue
        place = (left, top - BAR, wide - 0.04, BAR)
        yield style.block(figure, place, board.LOOKS[word], 0.08, square=word == "no")
        for text in (f"{count} {word}", str(count)):
            if style.text_width(text, HEADING, True) + 0.1 < wide:
                yield write(
                    figure, left + wide / 2 - 0.02, top - BAR / 2, text, ha="center",
                    va="center_baseline", fontsize=HEADING, fontweight="bold", 
                    color=board.WORDS[word],
                )  # fmt: skip
                break
        left += wide


def frames(on: Stage, film: Film, chosen: Sequence[int] = ()) -> Iterator[tuple[Pixels, bool]]:
    """Every frame, or those of the chosen moments, as pixels (height, width, 3), and whether a
    vote is held in it."""
    canvas = FigureCanvasAgg(on.figure)
    for n in chosen or film.shown:
        with style.house():
            show(on, film, n)
            canvas.draw()
        held = any(course[n].voted for course in film.courses)
        yield np.asarray(canvas.buffer_rgba())[:, :, :3].copy(), held
