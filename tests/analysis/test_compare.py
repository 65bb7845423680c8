"""Paired comparison, against the textbook and by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.analysis.compare import compare, paired_effect, sentence
from sim.engine.ensemble import Ensemble

differences = st.lists(st.floats(-50, 50), min_size=3, max_size=40).filter(
    lambda values: np.std(values) > 1e-6
)


@given(differences)
def test_interval_is_the_paired_t_interval(values):
    effect, low, high = paired_effect(np.array(values))
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert effect == pytest.approx(np.mean(values), abs=1e-9)
    assert (low, high) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_one_replicate_gives_no_interval():
    effect, low, high = paired_effect(np.array([2.0]))
    assert effect == 2.0 and np.isnan(low) and np.isnan(high)


@pytest.fixture(scope="module")
def pair(baseline, coordinated):
    short = {"end": baseline.start.plus(3), "outcomes": ("scope", "scrutiny"), "timeline": ()}
    ours, theirs = baseline.change(**short), coordinated.change(**short)
    base = np.zeros((3, 4, 2))
    other = np.zeros((3, 4, 2))
    other[:, :, 1] = np.array([[1.0], [2.0], [3.0]])
    return Ensemble(ours, 1, base), Ensemble(theirs, 1, other)


def test_table_by_hand(pair):
    table = compare(*pair).table
    assert list(table.columns) == [
        "outcome", "baseline", "scenario", "effect", "low", "high", "replicates",
    ]  # fmt: skip
    scope, scrutiny = table.to_dict("records")
    assert (scope["effect"], scope["low"], scope["high"]) == (0.0, 0.0, 0.0)
    assert scrutiny["scenario"] == scrutiny["effect"] == 2.0
    reach = stats.t.ppf(0.975, 2) * 1.0 / np.sqrt(3)  # differences 1, 2, 3: s.d. 1
    assert scrutiny["low"] == pytest.approx(2.0 - reach)
    assert scrutiny["high"] == pytest.approx(2.0 + reach)


def test_sentences(pair):
    scope, scrutiny = compare(*pair).sentences
    assert scope == "Scope: nothing changes."
    assert scrutiny == "Scrutiny of the challenger: no distinguishable effect in 3 runs."
    row = {"outcome": "scope", "effect": -1.5, "low": -2.0, "high": -1.0, "replicates": 9}
    assert sentence(row) == "Scope: 1.5 points lower (1 to 2)."
    alone = row | {"low": float("nan"), "high": float("nan")}
    assert "one run gives no interval" in sentence(alone)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda e: replace(e, seed=2), "seeds"),
        (lambda e: replace(e, values=e.values[:2]), "numbers of replicates"),
        (
            lambda e: replace(e, scenario=e.scenario.change(outcomes=("scope", "rights"))),
            "outcomes",
        ),
        (lambda e: replace(e, quarters=tuple(q.plus(1) for q in e.quarters)), "quarters"),
    ],
)
def test_what_cannot_be_paired_is_refused(pair, spoil, what):
    with pytest.raises(ValueError, match=f"different {what}"):
        compare(pair[0], spoil(pair[1]))


def test_series_hold_both_and_name_the_baseline_first(pair):
    series = compare(*pair).series()
    assert list(series["scenario"].unique()) == ["baseline", "coordinated_dialogues"]
    assert len(series) == 2 * 3 * 4 * 2
