"""What is really on the canvas: boxes of all drawn text, and what is wrong with them."""

from itertools import combinations

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sim.report.style import house

SLACK = 1.0  # pixels


def texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every visible text and its box in pixels."""
    with house():
        canvas = FigureCanvasAgg(figure)
        figure.draw_without_rendering()
        renderer = canvas.get_renderer()
        beyond = {label for axes in figure.axes for label in _not_drawn(axes)}
        drawn = [
            text
            for text in figure.findobj(Text)
            if text.get_visible() and text.get_text().strip() and text not in beyond
        ]
        return [(t.get_text(), t.get_window_extent(renderer)) for t in drawn]


def _not_drawn(axes: Axes) -> list[Text]:
    """Labels of ticks that lie outside the limits of their axis."""
    labels = []
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        out = [tick for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]
        labels += [label for tick in out for label in (tick.label1, tick.label2)]
    return labels


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes share more than a pixel in both directions."""
    return [
        (one, other)
        for (one, a), (other, b) in combinations(texts(figure), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > SLACK and min(a.y1, b.y1) - max(a.y0, b.y0) > SLACK
    ]


def outside(figure: Figure) -> list[str]:
    """Texts that leave the canvas."""
    across, up = figure.bbox.size
    return [
        text
        for text, box in texts(figure)
        if box.x0 < 0 or box.y0 < 0 or box.x1 > across or box.y1 > up
    ]
