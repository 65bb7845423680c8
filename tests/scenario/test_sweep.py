"""Sweeps: the points of a design, and what is refused."""

import pytest

from sim.problems import ScenarioError
from tests.scenario.test_course import HEAD
from tests.scenario.test_load import load


def points(tmp_path, sweep: str):
    scenario = load(tmp_path, f"{HEAD}sweep: {sweep}\n")
    return scenario, scenario.sweep.points(scenario.seed)


def test_a_grid_has_every_combination(tmp_path):
    over = "{dialogue.coordination: [0.1, 0.9], drift.wander: [0.0, 0.01, 0.02]}"
    scenario, found = points(tmp_path, f"{{over: {over}}}")
    assert [point.name for point in found] == [f"point-{n}" for n in range(1, 7)]
    assert found[4].values == {"dialogue.coordination": 0.9, "drift.wander": 0.01}
    # a value that is the declared one is no change, so the point keeps the baseline's digest
    assert scenario.at(found[0]).values == {"drift.wander": 0.0}


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_samples_fill_their_ranges_and_repeat(tmp_path, method):
    over = "{dialogue.coordination: {low: 0.2, high: 0.8}, drift.wander: {low: 0, high: 0.1}}"
    sweep = f"{{method: {method}, points: 16, over: {over}}}"
    _, found = points(tmp_path, sweep)
    values = sorted(point.values["dialogue.coordination"] for point in found)
    assert len(found) == 16
    for n, value in enumerate(values):  # one value in each sixteenth of the range
        assert 0.2 + 0.6 * n / 16 <= value <= 0.2 + 0.6 * (n + 1) / 16
    assert points(tmp_path, sweep)[1] == found


def test_named_points_come_first(tmp_path):
    sweep = "{named: {berne: {dialogue.coordination: 0.9}}, over: {drift.wander: [0.0]}}"
    _, found = points(tmp_path, sweep)
    assert [point.name for point in found] == ["berne", "point-1"]


@pytest.mark.parametrize(
    ("sweep", "message"),
    [
        ("{over: {dialogue.coordination: 0.5}}", "needs a list of values for a grid"),
        ("{over: {dialogue.cordination: [0.5]}}", "did you mean `dialogue.coordination`?"),
        ("{over: {dialogue.coordination: [0.5, 7]}}", "must be between 0 and 1"),
        ("{method: sobol, points: 4, over: {drift.wander: [0.1]}}", "needs a range for sobol"),
        ("{method: sobol, over: {drift.wander: {low: 0, high: 0.1}}}", "`sweep.points` is missing"),
        ("{method: sobol, points: 4, over: {drift.wander: {low: 0.1, high: 0.1}}}", "not below"),
        ("{method: sobol, points: 9999, over: {drift.wander: {low: 0, high: 0.1}}}",
         "this sweep has 9,999 points; 4,096 are the most"),
        ("{method: random}", "`sweep.method`"),
        ("{}", "has no points"),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path, sweep, message):
    with pytest.raises(ScenarioError) as caught:
        points(tmp_path, sweep)
    assert message in str(caught.value)
