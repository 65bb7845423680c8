"""Timelines, distributions, parts and swaps: what a scenario says is what a run does."""

import numpy as np
import pytest

from sim.engine.ensemble import simulate
from sim.engine.simulate import Play
from sim.engine.uncertainty import Distribution
from sim.events import EVENTS, who
from sim.problems import ScenarioError
from sim.scenario import Scenario
from tests.conftest import ROOT
from tests.scenario.test_load import load

HEAD = f"extends: {ROOT / 'scenarios' / 'baseline.yaml'}\ntitle: Mine\n"


def in_force(scenario: Scenario, name: str) -> dict[str, float]:
    mechanism, _, parameter = name.partition(".")
    return {
        str(quarter): getattr(dict(rules)[mechanism], parameter)
        for quarter, rules in zip(scenario.quarters, scenario.rules(), strict=True)
    }


def test_a_ramp_goes_in_a_straight_line_and_stays(tmp_path):
    entry = "{at: 1995-Q1, until: 1996-Q1, ramp: {dialogue.coordination: 0.5}}"
    value = in_force(
        load(tmp_path, f"{HEAD}timeline:\n  berne: {entry}\n"), "dialogue.coordination"
    )
    line = [value[f"1995-Q{q}"] for q in (1, 2, 3, 4)] + [value["1996-Q1"], value["2018-Q4"]]
    assert line == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.5])
    assert value["1994-Q4"] == 0.1


def test_parts_are_laid_over_in_order(tmp_path):
    (tmp_path / "one.yaml").write_text(
        "levers: {dialogue: {coordination: 0.3, cancellation: 0.7}}\n"
    )
    (tmp_path / "two.yaml").write_text("levers: {dialogue: {coordination: 0.6}}\n")
    text = f"extends: [{ROOT / 'scenarios' / 'baseline.yaml'}, one.yaml, two.yaml]\ntitle: Both\n"
    assert load(tmp_path, text).values == {
        "dialogue.coordination": 0.6,
        "dialogue.cancellation": 0.7,
    }


@pytest.mark.parametrize(
    ("written", "low", "high", "middle"),
    [
        ({"low": 0.2, "high": 0.6}, 0.2, 0.6, 0.4),
        ({"normal": [0.5, 0.1]}, 0.0, 1.0, 0.5),
        ({"triangular": [0.0, 0.3, 0.6]}, 0.0, 0.6, 0.3),
    ],
)
def test_distributions_have_their_bounds_and_middle(written, low, high, middle):
    drawn = Distribution.parse(written, 0.0, 1.0).quantile(np.linspace(0.001, 0.999, 999))
    assert (np.diff(drawn) >= 0).all()
    assert low <= drawn.min() and drawn.max() <= high
    assert np.median(drawn) == pytest.approx(middle, abs=1e-3)


def test_an_uncertainty_is_drawn_once_per_replicate_and_alike_in_every_scenario(tmp_path):
    uncertain = "uncertainties:\n  drift: {wander: {low: 0.0, high: 0.1}}\n"
    ours = load(tmp_path, HEAD + uncertain)
    theirs = load(tmp_path, HEAD + uncertain + "levers: {dialogue: {coordination: 0.9}}\n")
    drawn = [dict(Play.of(s).drawn(0, 5).rules[step])["drift"].wander
             for s in (ours, theirs) for step in (0, 50)]  # fmt: skip
    assert drawn[0].shape == (5, 1) and len(np.unique(drawn[0])) == 5
    assert all(np.array_equal(drawn[0], other) for other in drawn)


def test_uncertain_runs_do_not_depend_on_chunks_either(tmp_path):
    text = HEAD + (
        "uncertainties:\n"
        "  consequences: {remedy: {normal: [0.5, 1.0]}, remedy_half_life: {low: 2, high: 9}}\n"
        "  country_stance: {position_weight: {low: 1.0, high: 2.0}, upper_cut: {low: 2, high: 3}}\n"
    )
    scenario = load(tmp_path, text)
    whole = simulate(scenario, 12, chunk=12)
    for chunk in (1, 5):
        assert simulate(scenario, 12, chunk=chunk).values.tobytes() == whole.values.tobytes()


def test_an_event_happens_once_to_those_it_names(tmp_path):
    text = HEAD + "timeline:\n  games: {at: 1993-Q2, fire: summit, on: [AFRICA, Peru], size: 2}\n"
    quiet = simulate_world(load(tmp_path, HEAD), "1993-Q2")
    loud = simulate_world(load(tmp_path, text), "1993-Q2")
    before = simulate_world(load(tmp_path, text), "1993-Q1")
    raised = loud[1].ties[0] - quiet[1].ties[0]
    meant = who(loud[0], ("AFRICA", "PER"))
    assert (raised[meant] > 0.2).all() and not raised[~meant].any()
    assert np.array_equal(
        before[1].goodwill, simulate_world(load(tmp_path, HEAD), "1993-Q1")[1].goodwill
    )


def simulate_world(scenario, quarter):
    return next(found for found in Play.of(scenario).run(0, 1) if str(found[0].date) == quarter)


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_keeps_shapes_and_touches_only_those_it_names(baseline, name):
    now, world = simulate_world(baseline, "1996-Q1")
    on = who(now, ("CUB", "USA"))
    kind = EVENTS[name]
    changes = kind.happen(world, now, on, kind.size)
    assert changes and kind.meaning
    for field, values in changes.items():
        assert values.shape == getattr(world, field).shape
        if values.shape[1] == len(on):
            assert np.array_equal(values[:, ~on], getattr(world, field)[:, ~on])


def test_a_mechanism_can_be_swapped_for_its_rival(tmp_path, baseline):
    rival = load(tmp_path, HEAD + "instead: {lobbying: rewarding}\n")
    assert [event for event, _ in rival.rules()[0]] == [event for event, _ in baseline.rules()[0]]
    assert type(dict(rival.rules()[0])["lobbying"]).__name__ == "Rewarding"
    assert not np.array_equal(simulate(rival, 2).values, simulate(baseline, 2).values)


def test_values_that_nothing_reads_are_warned_of_with_their_line(tmp_path):
    text = HEAD + "instead: {lobbying: rewarding}\nlevers:\n  lobbying: {envoys: 9}\n"
    scenario = load(tmp_path, text)
    assert len(scenario.warnings) == 1
    assert "mine.yaml:5:22" in scenario.warnings[0]
    assert "`levers.lobbying.envoys` is set, but no mechanism of this run reads it" in str(
        scenario.warnings
    )
    assert load(tmp_path, HEAD).warnings == ()


MISTAKES = [
    ("timeline: {x: {at: 1995-Q1, fire: sumit}}", "did you mean `summit`?"),
    ("timeline: {x: {at: 1995-Q1, fire: summit, on: [Perou]}}", "did you mean `Peru`?"),
    ("timeline: {x: {at: 1995-Q1, fire: summit, size: 99}}", "between 0 and 3 visits, not `99`"),
    ("timeline: {x: {at: 1995-Q1}}", "does nothing; give it `set`, `ramp` or `fire`"),
    ("timeline: {x: {at: 1995-Q1, ramp: {dialogue.coordination: 0.5}}}", "a ramp needs `until`"),
    ("timeline: {x: {at: 1995-Q1, until: 1994-Q1, ramp: {dialogue.coordination: 0.5}}}",
     "the ramp ends in 1994-Q1, not after 1995-Q1"),
    ("timeline: {x: {at: 2004-Q1, body: council, set: {no_action.in_council: 1}}}",
     "the Council does not exist before 2006-Q2"),
    ("timeline: {x: {at: 2007-Q1, body: commission, fire: summit}}",
     "the Commission does not exist after 2006-Q1"),
    ("timeline: {x: {at: 1995-Q1, set: {dialogue.coordination: 3}}}", "must be between 0 and 1"),
    ("uncertainties: {drift: {wander: {low: 0.2, high: 0.1}}}", "a low that exceeds its high"),
    ("uncertainties: {drift: {wander: {low: 0.2, high: 9}}}", "must stay between 0 and 0.5"),
    ("uncertainties: {drift: {wander: {normal: [0.2]}}}", "needs 2 numbers"),
    ("uncertainties: {drift: {wander: {beta: [1, 2]}}}", "is not a distribution; write it like"),
    ("levers: {dialogue: {coordination: {low: 0, high: 1}}}", "must be a number"),
    ("instead: {lobbying: drift}", "`drift` cannot play `lobbying`; `lobbying` or `rewarding` can"),
    ("instead: {lobying: rewarding}", "did you mean `lobbying`?"),
    ("extends: [one.yaml]", "there is no file"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistakes_are_answered(tmp_path, text, message):
    head = "title: Mine\n" if text.startswith("extends") else HEAD
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path, head + text + "\n")
    assert message in str(caught.value)
    assert "mine.yaml:" in str(caught.value)


def test_an_uncertain_parameter_cannot_be_ramped(tmp_path):
    text = HEAD + (
        "uncertainties: {drift: {wander: {low: 0.0, high: 0.1}}}\n"
        "timeline: {x: {at: 1995-Q1, until: 1996-Q1, ramp: {drift.wander: 0.2}}}\n"
    )
    with pytest.raises(ScenarioError, match="is uncertain and cannot be ramped"):
        load(tmp_path, text)
