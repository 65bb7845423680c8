"""Every kind of figure looks as it did: pictures from invented data beside golden ones.

`make golden` writes these anew; look at them before committing.
"""

import re

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image, ImageFilter

from sim.report import board, flow, history, style, world
from tests.conftest import ROOT
from tests.report.drawn import FIGURES, GOLDEN, once, write

# Root mean square over all pixels, 0-255, of pictures blurred by BLUR pixels, so that edges count
# less than places and colours. The same libraries give 0 (Python 3.11 and 3.13); a margin wider by
# a twentieth of an inch 3.7 or more; one of eight colours of the map 7. Text that is hinted
# otherwise, as another Matplotlib may do, gives 4 to 7: then there is nothing to compare with.
TOLERANCE, BLUR = 2.0, 2
PINNED = re.findall(r"^matplotlib==(\d+\.\d+)", (ROOT / "constraints.txt").read_text(), re.M)[0]
pytestmark = pytest.mark.skipif(
    not matplotlib.__version__.startswith(f"{PINNED}."),
    reason=f"golden pictures were drawn with Matplotlib {PINNED}",
)


def pixels(path) -> np.ndarray:
    """Red, green and blue, 0-255, blurred."""
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR)), float)


def far(figure: Figure, name: str, folder) -> float:
    """How far a figure is from its golden picture; infinitely if it has another size."""
    ours = pixels(write(figure, folder / f"{name}.png"))
    golden = pixels(GOLDEN / f"{name}.png")
    if ours.shape != golden.shape:
        return float("inf")
    return float(np.sqrt(((golden - ours) ** 2).mean()))


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_looks_as_it_did(name, tmp_path):
    assert far(once(name), name, tmp_path) <= TOLERANCE


def test_a_layout_that_moved_by_a_twentieth_of_an_inch_is_seen(tmp_path, monkeypatch):
    wider = style.MARGIN + 0.05
    for module in (style, history):
        monkeypatch.setattr(module, "MARGIN", wider)
    assert TOLERANCE < far(FIGURES["history"](), "history", tmp_path) < float("inf")


def test_a_figure_of_another_size_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(flow, "HEIGHT", flow.HEIGHT + 0.05)
    assert far(FIGURES["flow"](), "flow", tmp_path) == float("inf")


def test_a_changed_colour_is_seen(tmp_path, monkeypatch):
    looks = board.LOOKS | {"no": {"facecolor": "#D17F49", "edgecolor": "#D17F49"}}
    monkeypatch.setattr(board, "LOOKS", looks)
    assert far(FIGURES["board"](), "board", tmp_path) > TOLERANCE


def test_one_class_of_the_map_with_another_colour_is_seen(tmp_path, monkeypatch):
    classes = (*world.SEQUENTIAL[:4], "#8FD8BA", *world.SEQUENTIAL[5:])
    monkeypatch.setattr(world, "SEQUENTIAL", classes)
    assert far(FIGURES["world"](), "world", tmp_path) > TOLERANCE


def test_golden_pictures_are_those_of_the_figures_and_small():
    files = list(GOLDEN.iterdir())
    assert {file.stem for file in files} == set(FIGURES)
    assert sum(file.stat().st_size for file in files) < 600_000
