"""Every kind of figure looks as it did: pictures from invented data beside golden ones.

`make golden` writes these anew; look at them before committing.
"""

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.testing.compare import calculate_rms

from sim.report import board, flow, history, style, world
from tests.report.drawn import FIGURES, GOLDEN, once, write

# Root mean square of 0-255 over all pixels. The same libraries give 0; smoothing of edges in
# other versions of Matplotlib gives less than 2; a figure moved by a twentieth of an inch over 4.
TOLERANCE = 2.0


def pixels(path) -> np.ndarray:
    """Red, green and blue, 0-255."""
    return 255.0 * imread(path)[:, :, :3]


def far(figure: Figure, name: str, folder) -> float:
    """How far a figure is from its golden picture; infinitely if it has another size."""
    ours = pixels(write(figure, folder / f"{name}.png"))
    golden = pixels(GOLDEN / f"{name}.png")
    return calculate_rms(golden, ours) if ours.shape == golden.shape else np.inf


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_looks_as_it_did(name, tmp_path):
    assert far(once(name), name, tmp_path) <= TOLERANCE


@pytest.mark.parametrize("name", ["flow", "history"])
def test_a_layout_that_moved_by_a_twentieth_of_an_inch_is_seen(name, tmp_path, monkeypatch):
    monkeypatch.setattr(style, "MARGIN", style.MARGIN + 0.05)
    for module in (flow, history):
        monkeypatch.setattr(module, "MARGIN", style.MARGIN)
    assert far(FIGURES[name](), name, tmp_path) > TOLERANCE


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
