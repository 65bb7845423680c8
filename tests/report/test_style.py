"""Numbers, labels pushed apart, yearly values, and settings that stay in the house."""

import subprocess
import sys

import matplotlib
import numpy as np
import pytest
from invented import QUARTERS, series

from sim.report.bands import by_year, changes, grids, levels
from sim.report.labels import spread
from sim.report.style import house, plain, signed, text_width, wrap


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0"),
        (-4.53, "−4.5"),
        (0.031, "0.03"),
        (-180.2, "−180"),
        (1234.5, "1,234"),
        (-1e-9, "0.0"),
    ],
)
def test_plain_numbers(value: float, text: str) -> None:
    assert plain(value) == text


def test_signed_numbers() -> None:
    assert [signed(v) for v in (2.04, -2.04, 0.0)] == ["+2.0", "−2.0", "0.0"]


def test_labels_are_pushed_apart_evenly_and_keep_their_order() -> None:
    assert spread([5, 5, 5], [1, 1, 1], 0, 10) == pytest.approx([4, 5, 6])
    assert spread([5, 1], [1, 1], 0, 10) == [5, 1]
    places = spread([9.9, 9.8, 0.1], [1, 1, 1], 0, 10)
    assert places == pytest.approx([9.5, 8.5, 0.5])


def test_wrapped_lines_fit() -> None:
    lines = wrap("a simple majority of members voting yes or no decides", 1.5, 10).split("\n")
    assert all(text_width(line, 10) <= 1.5 for line in lines) and len(lines) > 1


def test_a_year_is_the_mean_of_its_quarters() -> None:
    table = series(1, 1, replicates=2)
    yearly = by_year(table)
    one = table[(table["scenario"] == "Baseline") & (table["replicate"] == 0)]
    first = one[one["quarter"].str.startswith("1990")]["value"].mean()
    assert yearly["time"].nunique() == len(QUARTERS) / 4
    assert yearly.query("scenario == 'Baseline' and replicate == 0")["value"].iloc[0] == first


def test_change_is_paired_not_a_difference_of_medians() -> None:
    table = series(1, 1, replicates=3, quarters=["2000-Q1"])
    table["value"] = [0.0, 10.0, 20.0, 9.0, 12.0, 13.0]
    change = changes(grids(table), "Baseline")["Coordinated dialogues", "scope"].median[0]
    median = {key[0]: fan.median[0] for key, fan in levels(grids(table)).items()}
    assert change == 2.0
    assert median["Coordinated dialogues"] - median["Baseline"] == 2.0
    table["value"] = [0.0, 10.0, 20.0, 19.0, 0.0, 13.0]
    assert changes(grids(table), "Baseline")["Coordinated dialogues", "scope"].median[0] == -7.0


def test_a_comparison_without_shared_replicates_is_refused() -> None:
    table = series(1, 1, replicates=2)
    table["replicate"] += 10 * (table["scenario"] != "Baseline")
    with pytest.raises(ValueError, match="share no replicate"):
        changes(grids(table), "Baseline")


def test_settings_stay_in_the_house() -> None:
    before = dict(matplotlib.rcParams)
    with house():
        assert matplotlib.rcParams["svg.hashsalt"] == "rights-regime"
    assert dict(matplotlib.rcParams) == before


def test_figures_do_without_pyplot() -> None:
    code = "import sys, sim.report.comparison, sim.report.board; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert "matplotlib.pyplot" not in loaded.stdout.split()
    assert np.__name__ in loaded.stdout.split()
