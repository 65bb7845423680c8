"""Labels pushed apart, lines that fit, yearly values, and settings that stay in the house."""

import subprocess
import sys

import matplotlib
import numpy as np
import pytest
from invented import QUARTERS, series
from scipy import stats

from sim.report.bands import changes, grids
from sim.report.labels import spread
from sim.report.style import fitted, house, text_width, wrap


def test_labels_are_pushed_apart_evenly_and_keep_their_order() -> None:
    assert spread([5, 5, 5], [1, 1, 1], 0, 10) == pytest.approx([4, 5, 6])
    assert spread([5, 1], [1, 1], 0, 10) == [5, 1]
    places = spread([9.9, 9.8, 0.1], [1, 1, 1], 0, 10)
    assert places == pytest.approx([9.5, 8.5, 0.5])


def test_wrapped_lines_fit() -> None:
    lines = wrap("a simple majority of members voting yes or no decides", 1.5, 10).split("\n")
    assert all(text_width(line, 10) <= 1.5 for line in lines) and len(lines) > 1


def test_a_title_a_little_too_long_gets_smaller_and_a_long_one_two_lines() -> None:
    words = "Motion to take no action carries: 18 yes, 17 no, 18 abstaining"
    width = text_width(words, 17, True)
    assert fitted(words, width, 17, True) == ([words], 17)
    lines, points = fitted(words, 0.9 * width, 17, True)
    assert lines == [words] and 15 < points < 17
    assert text_width(words, points, True) <= 0.9 * width
    lines, points = fitted(words, 0.6 * width, 17, True)
    assert len(lines) == 2 and points == 17


def test_a_year_is_the_mean_of_its_quarters() -> None:
    table = series(1, 1, replicates=2)
    yearly = grids(table)["Baseline", "scope"]
    one = table[(table["scenario"] == "Baseline") & (table["replicate"] == 0)]
    first = one[one["quarter"].str.startswith("1990")]["value"].mean()
    assert len(yearly.columns) == len(QUARTERS) / 4
    assert yearly.loc[0].iloc[0] == first


def test_change_is_the_mean_of_pairs_with_its_paired_interval() -> None:
    table = series(1, 1, replicates=3, quarters=["2000-Q1"])
    table["value"] = [0.0, 10.0, 20.0, 19.0, 0.0, 13.0]
    change = changes(grids(table), "Baseline")["Coordinated dialogues", "scope"]
    expected = stats.ttest_rel([19.0, 0.0, 13.0], [0.0, 10.0, 20.0]).confidence_interval(0.95)
    assert change.mean[0] == pytest.approx(2 / 3)
    assert (change.low[0], change.high[0]) == pytest.approx((expected.low, expected.high))


def test_one_pair_gives_a_change_without_an_interval() -> None:
    change = changes(grids(series(1, 1, replicates=1)), "Baseline")[
        "Coordinated dialogues", "scope"
    ]
    assert (change.low == change.mean).all() and (change.high == change.mean).all()


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
