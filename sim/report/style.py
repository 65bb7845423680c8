"""One look for every figure: fonts, colours, sizes, footer, and files that repeat byte for byte.

All positions are in inches from the lower left corner of the canvas; all text sizes in points.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import floor
from pathlib import Path
from typing import Any, cast

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D, Transform

from sim.report.numbers import counted

INK, MUTED, RULE, GRID, PAPER = "#1F2933", "#5A6673", "#B6BEC8", "#E4E8EC", "#FFFFFF"
BASELINE = "#4A5560"
SCENARIOS = ("#0072B2", "#D55E00", "#7B4FA3", "#E69F00", "#56B4E9")
ON_WHITE = {"#E69F00": "#8A5F00", "#56B4E9": "#1B6A9C"}  # readable as text
MARKERS = ("o", "s", "D", "^", "v")
MOST_SCENARIOS = 4

TITLE, SUBTITLE, HEADING, BODY, SMALL = 17.0, 11.5, 11.0, 9.5, 8.5
SMALLEST = 0.78  # of the usual size, to keep a title on one line
FOOT_STEP = 1.45 * SMALL / 72
MARGIN = 0.4
DPI = 150
FONT = "DejaVu Sans"
ILLUSTRATION = "an illustration, not a forecast"
MARK = (
    "bands show run-to-run variation in the model, not uncertainty about the world"
    f" · {ILLUSTRATION}"
)
_SETTINGS: Any = {
    "font.family": FONT,
    "axes.unicode_minus": True,
    "axes.linewidth": 0.8,
    "text.usetex": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "rights-regime",
    "svg.id": None,
    "pdf.fonttype": 42,
}


@contextmanager
def house() -> Iterator[None]:
    """The settings every figure is drawn and saved under; leaves the user's own untouched."""
    with matplotlib.rc_context(_SETTINGS):
        yield


def canvas(width: float, height: float) -> Figure:
    """An empty white figure, `width` by `height` inches, at 150 dots per inch."""
    figure = Figure(figsize=(width, height), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def inches(figure: Figure) -> Transform:
    """Seventy-two to the inch from the lower left corner, so that corners are round, not oval."""
    return Affine2D().scale(1 / 72) + figure.dpi_scale_trans


def block(
    figure: Figure,
    place: tuple[float, float, float, float],
    look: dict[str, Any],
    corner: float = 0.13,
    square: bool = False,
    gid: str | None = None,
) -> FancyBboxPatch:
    """A rectangle drawn inside `place` (left, bottom, width, height, inches), with round corners
    unless it is to be square."""
    left, bottom, width, height = place
    inset = 0.012
    round_ = 0.0 if square else min(corner, width / 2 - inset, height / 2 - inset)
    shape = "square,pad=0" if round_ <= 0.01 else f"round,pad=0,rounding_size={round_ * 72}"
    patch = FancyBboxPatch(
        ((left + inset) * 72, (bottom + inset) * 72),
        (width - 2 * inset) * 72,
        (height - 2 * inset) * 72,
        boxstyle=shape,
        gid=gid,
        **look,
    )
    patch.set_transform(inches(figure))
    figure.add_artist(patch)
    return patch


def size(figure: Figure) -> tuple[float, float]:
    """Width and height of the canvas in inches."""
    width, height = figure.get_size_inches()
    return float(width), float(height)


def inner_size(axes: Axes) -> tuple[float, float]:
    """Width and height of axes in inches."""
    across, up = size(cast(Figure, axes.figure))
    place = axes.get_position()
    return float(place.width * across), float(place.height * up)


def axes_at(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place given in inches, without frame, ticks only where they are set later."""
    across, up = size(figure)
    axes = figure.add_axes((left / across, bottom / up, width / across, height / up))
    axes.set_facecolor("none")
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.tick_params(length=0, pad=4, labelsize=SMALL, labelcolor=MUTED)
    return axes


def ticks(most: int) -> MaxNLocator:
    """At most so many round ticks on an axis."""
    return MaxNLocator(most, steps=[1, 2, 2.5, 5, 10])


def write(figure: Figure, x: float, y: float, text: str, **look: Any) -> Text:
    """Text at a place in inches, left-aligned on its baseline unless told otherwise."""
    across, up = size(figure)
    usual: dict[str, Any] = {"fontsize": BODY, "color": INK, "ha": "left", "va": "baseline"}
    return figure.text(x / across, y / up, text, **(usual | look))


def rule(figure: Figure, x: tuple[float, float], y: tuple[float, float], **look: Any) -> None:
    """A thin straight line between two places in inches."""
    across, up = size(figure)
    usual: dict[str, Any] = {"color": GRID, "linewidth": 0.8}
    ends = [[a / across for a in x], [b / up for b in y]]
    figure.add_artist(Line2D(*ends, transform=figure.transFigure, **(usual | look)))


def text_width(text: str, points: float, bold: bool = False) -> float:
    """Width of the widest line of `text` in inches."""
    font = FontProperties(family=FONT, size=points, weight="bold" if bold else "normal")
    measure = TextToPath().get_text_width_height_descent
    return max(measure(line, font, False)[0] for line in text.split("\n")) / 72


def wrap(text: str, width: float, points: float, bold: bool = False) -> str:
    """`text` broken into lines that are at most `width` inches wide; words stay whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, points, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def balanced(text: str, width: float, points: float, bold: bool = False) -> list[str]:
    """As few lines as `wrap` needs, but of about the same length, so that no word stands alone."""
    best = wrap(text, width, points, bold).split("\n")
    for share in (0.9, 0.8, 0.7, 0.6, 0.5):
        lines = wrap(text, width * share, points, bold).split("\n")
        if len(lines) > len(best):
            break
        best = lines
    return best


def fitted(text: str, room: float, points: float, bold: bool) -> tuple[list[str], float]:
    """`text` as lines, and its size in points: on one line if a little smaller type does it."""
    width = text_width(" ".join(text.split()), points, bold)
    if room < width <= room / SMALLEST:
        return [" ".join(text.split())], floor(10 * points * room / width) / 10
    return balanced(text, room, points, bold), points


def _head(title: str, subtitle: str, room: float) -> list[tuple[str, float, float, dict[str, Any]]]:
    """The lines above a figure: text, distance from above to its baseline, points, look."""
    lines: list[tuple[str, float, float, dict[str, Any]]] = []
    down = 0.26
    for text, usual, bold, colour in (
        (title, TITLE, True, INK),
        (subtitle, SUBTITLE, False, MUTED),
    ):
        words, points = fitted(text, room, usual, bold)
        for line in words:
            down += points / 72
            look = {"color": colour, "fontweight": "bold" if bold else "normal"}
            lines.append((line, down, points, look))
            down += 0.36 * points / 72
        down += 0.03
    return lines


def header_height(title: str, subtitle: str, width: float) -> float:
    """Inches that title and subtitle take at the top of a canvas of a width."""
    _, down, points, _ = _head(title, subtitle, width - 2 * MARGIN)[-1]
    return down + 0.36 * points / 72 + 0.03


def header(figure: Figure, title: str, subtitle: str) -> float:
    """Title and subtitle at the top left. Returns where they end, in inches from below."""
    across, up = size(figure)
    for line, down, points, look in _head(title, subtitle, across - 2 * MARGIN):
        write(figure, MARGIN, up - down, line, fontsize=points, **look)
    return up - header_height(title, subtitle, across)


def _foot(text: str, mark: str, room: float) -> list[str]:
    """The lines at the foot of a figure."""
    parts = [text] if not mark or mark in text else [text, mark[0].upper() + mark[1:]]
    return [line for part in parts for line in wrap(part, room, SMALL).split("\n") if line]


def footer_height(text: str, width: float, mark: str = MARK) -> float:
    """Inches that the footer takes at the foot of a canvas of a width."""
    return 0.2 + len(_foot(text, mark, width - 2 * MARGIN)) * FOOT_STEP


def footer(figure: Figure, text: str, mark: str = MARK) -> float:
    """What was run, and the illustration mark, at the foot. Returns where it starts, in inches."""
    across = size(figure)[0]
    for number, line in enumerate(reversed(_foot(text, mark, across - 2 * MARGIN))):
        write(figure, MARGIN, 0.2 + number * FOOT_STEP, line, fontsize=SMALL, color=MUTED)
    return footer_height(text, across, mark)


def provenance(scenario: str, digest: str, seed: int, replicates: int, version: str) -> str:
    """The footer's first line: what has to be known to draw the same figure again."""
    return (
        f"Scenario {scenario} ({digest}) · seed {seed} · {counted(replicates, 'replicate')}"
        f" · model version {version}"
    )


FORMATS = ("png", "svg", "pdf")


def save(figure: Figure, path: Path | str, alt: str = "") -> tuple[Path, Path]:
    """Write the figure as PNG (150 dpi) and SVG; return both paths. `path` may end in .png or
    .svg or neither; see `save_as`."""
    path = Path(path)
    stem = path.with_suffix("") if path.suffix in (".png", ".svg") else path
    png, svg = save_as(figure, stem, ("png", "svg"), alt)
    return png, svg


def save_as(figure: Figure, stem: Path, formats: tuple[str, ...], alt: str = "") -> list[Path]:
    """Write the figure as `stem` with these endings (of FORMATS); return the paths.

    `alt` is stored as the description. No date and no version goes in, so the same tables give the
    same bytes.
    """
    fixed: dict[str, dict[str, Any]] = {
        "png": {"Software": None} | ({"Description": alt} if alt else {}),
        "svg": {"Date": None, "Creator": None} | ({"Description": alt} if alt else {}),
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None}
        | ({"Subject": alt} if alt else {}),
    }
    stem.parent.mkdir(parents=True, exist_ok=True)
    paths = [stem.with_name(f"{stem.name}.{kind}") for kind in formats]
    with house():
        for kind, file in zip(formats, paths, strict=True):
            figure.savefig(file, format=kind, dpi=DPI, metadata=fixed[kind])
    return paths
