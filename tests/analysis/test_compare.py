"""Paired comparison, against the textbook and by hand."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from sim.analysis.compare import compare, paired_table
from sim.analysis.names import distinct
from sim.engine.ensemble import Ensemble

CHANGES = np.array([1.0, 2.0, 3.0, 0.0, 4.0])  # five pairs, mean 2, s.d. of the five 1.5811


@pytest.fixture(scope="module")
def runs(baseline):
    """A baseline and two scenarios of five replicates, four quarters and two outcomes: the first
    moves scrutiny by CHANGES, the second by their negative."""
    short = baseline.change(
        end=baseline.start.plus(3), outcomes=("scope", "scrutiny"), timeline=(), replicates=5
    )
    base = np.zeros((5, 4, 2))
    base[:, :, 1] = np.array([[10.0], [12.0], [14.0], [16.0], [18.0]])

    def moved(name: str, sign: float) -> Ensemble:
        values = base.copy()
        values[:, :, 1] += sign * CHANGES[:, None]
        return Ensemble(short.change(name=name, title=name.capitalize()), 1, values)

    return Ensemble(short, 1, base), moved("up", 1.0), moved("down", -1.0)


def test_table_by_hand(runs):
    scope, scrutiny = compare(*runs[:2]).table.to_dict("records")
    assert (scope["effect"], scope["low"], scope["high"], scope["p"]) == (0.0, 0.0, 0.0, 1.0)
    assert (scope["verdict"], scope["equal"], scope["course"]) == ("unchanged", 5, "never")
    assert (scrutiny["baseline"], scrutiny["scenario"]) == (14.0, 16.0)
    assert scrutiny["effect"] == scrutiny["median"] == 2.0
    error = np.sqrt(2.5 / 5)  # the variance of 1, 2, 3, 0 and 4 is 2.5
    assert scrutiny["low"] == pytest.approx(2.0 - stats.t.ppf(0.975, 4) * error)
    assert scrutiny["interval"] == "t"
    assert (scrutiny["higher"], scrutiny["lower"], scrutiny["equal"]) == (4, 0, 1)
    assert scrutiny["effect_size"] == pytest.approx(2.0 / np.sqrt(10.0))  # 10, 12 ... 18
    assert scrutiny["p"] == pytest.approx(stats.ttest_1samp(CHANGES, 0.0).pvalue)
    assert scrutiny["p_corrected"] == pytest.approx(2 * scrutiny["p"])  # two outcomes
    assert (scrutiny["since"], scrutiny["until"]) == ("1990-Q1", "1990-Q4")
    assert (scrutiny["course"], scrutiny["direction"]) == ("lasts", "higher")


def test_the_effects_alone_are_the_same(runs):
    basic, whole = paired_table(*runs[:2]), compare(*runs[:2]).table
    assert list(basic.columns) == list(whole.columns)[:7]
    assert list(basic.columns) == [
        "outcome", "baseline", "scenario", "effect", "low", "high", "replicates",
    ]  # fmt: skip
    assert np.allclose(basic.drop(columns="outcome"), whole[basic.columns[1:]])


def test_findings_say_it_in_words(runs):
    scope, scrutiny, _, other = compare(*runs).findings
    assert scope == "Scope: nothing changes."
    assert scrutiny == (
        "Scrutiny of the challenger: perhaps 2.00 points higher (0.04 to 3.96) in 5 pairs of "
        "runs, but not clear when 4 effects are looked at together; an effect of the size seen "
        "would need about 11 pairs."
    )
    assert "2.00 points lower" in other


def test_several_scenarios_stand_beside_one_baseline_and_one_another(runs):
    comparison = compare(*runs)
    assert list(comparison.table["name"]) == ["up", "up", "down", "down"]
    matrix = comparison.matrix("scrutiny")
    assert list(matrix.index) == list(matrix.columns) == ["baseline", "up", "down"]
    assert matrix.loc["up", "down"] == 4.0 and matrix.loc["baseline", "up"] == -2.0
    pairs = comparison.pairs.set_index(["outcome", "row", "column"])
    assert len(pairs) == 2 * 6
    across, back = pairs.loc["scrutiny", "up", "down"], pairs.loc["scrutiny", "down", "up"]
    assert across["effect"] == 4.0 == -back["effect"]
    assert (across["low"], across["high"]) == (-back["high"], -back["low"])


def test_outcomes_may_be_chosen_and_one_that_was_not_counted_is_refused(runs):
    comparison = compare(*runs[:2], outcomes=("scrutiny",))
    assert list(comparison.table["outcome"]) == ["scrutiny"]
    assert comparison.table["p_corrected"].equals(comparison.table["p"].rename("p_corrected"))
    with pytest.raises(ValueError, match="`rights` was not counted; add it to `outcomes`"):
        compare(*runs[:2], outcomes=("rights",))
    with pytest.raises(KeyError, match="`scope` was not compared"):
        comparison.matrix("scope")


def test_a_baseline_alone_cannot_be_compared(runs):
    with pytest.raises(ValueError, match="name a baseline and at least one scenario"):
        compare(runs[0])


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda e: replace(e, seed=2), "seeds"),
        (lambda e: replace(e, values=e.values[:2], numbers=()), "numbers of replicates"),
        (lambda e: replace(e, numbers=(0, 1, 2, 3, 5)), "replicates"),
        (
            lambda e: replace(e, scenario=e.scenario.change(outcomes=("scope", "rights"))),
            "outcomes",
        ),
        (lambda e: replace(e, quarters=tuple(q.plus(1) for q in e.quarters)), "quarters"),
    ],
)
def test_what_cannot_be_paired_is_refused(runs, spoil, what):
    for paired in (compare, paired_table):
        with pytest.raises(ValueError, match=f"different {what} "):
            paired(runs[0], spoil(runs[1]))


def test_runs_may_come_in_blocks_of_any_size(runs):
    class InBlocks(Ensemble):
        def blocks(self):
            for rows in (slice(0, 2), slice(2, 5)):
                yield replace(self, values=self.values[rows], numbers=self.numbers[rows])

    cut = [InBlocks(one.scenario, one.seed, one.values) for one in runs]
    whole, parts = compare(*runs).table, compare(*cut).table
    numbers = whole.select_dtypes("number").columns
    assert np.allclose(whole[numbers], parts[numbers], equal_nan=True)
    assert whole["finding"].equals(parts["finding"])


def test_series_hold_all_and_name_the_baseline_first(runs):
    series = compare(*runs).series()
    assert list(series["scenario"].unique()) == ["baseline", "up", "down"]
    assert len(series) == 3 * 5 * 4 * 2


def test_two_of_one_name_are_told_apart(runs):
    assert compare(runs[0], runs[0]).names == ("baseline", "baseline-2")
    assert distinct(["a", "a", "a-2", "a"]) == ("a", "a-2", "a-2-2", "a-3")
