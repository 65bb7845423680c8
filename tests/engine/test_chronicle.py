"""Events and states of a run, told from its worlds."""

import pytest

from sim.engine.chronicle import EVENTS, STATES, events, states
from sim.engine.ensemble import simulate


@pytest.fixture(scope="module")
def happened(baseline):
    return events(baseline, baseline.seed, range(2))


def test_events_are_tidy_and_in_order(happened):
    assert list(happened.columns) == list(EVENTS)
    assert set(happened["replicate"]) == {0, 1}
    for _, one in happened.groupby("replicate"):
        assert one["quarter"].is_monotonic_increasing


def test_texts_are_decided_by_their_margin(happened):
    assert (happened.query("kind == 'adopted'")["value"] > 0).all()
    assert (happened.query("kind == 'rejected'")["value"] <= 0).all()
    tabled = happened.query("kind == 'tabled'")
    decided = happened.query("kind in ('adopted', 'rejected')")
    stopped = happened.query("kind == 'no_action' and value > 0")
    assert len(tabled) == len(decided) + len(stopped)


def test_a_dialogue_is_opened_before_it_is_suspended_and_suspended_before_it_is_resumed(happened):
    allowed = {
        None: "dialogue_opened",
        "dialogue_opened": "dialogue_suspended",
        "dialogue_suspended": "dialogue_resumed",
        "dialogue_resumed": "dialogue_suspended",
    }
    dialogues = happened[happened["kind"].str.startswith("dialogue")]
    assert len(dialogues) > 5
    for _, one in dialogues.groupby(["replicate", "target"]):
        last = None
        for kind in one["kind"]:
            assert kind == allowed[last]
            last = kind


def test_sponsors_add_up_to_the_outcome(baseline, happened):
    run = simulate(baseline.change(outcomes=("sponsors",)), 2)
    quarters = [str(quarter) for quarter in baseline.quarters]
    tabled = happened.query("kind == 'tabled' and target == 'CHN'")
    assert len(tabled) > 5
    for row in tabled.itertuples():
        assert run.values[row.replicate, quarters.index(row.quarter), 0] == row.value


def test_states_are_a_row_per_year_and_member(baseline):
    table = states(baseline, baseline.seed, range(1))
    assert list(table.columns) == list(STATES)
    assert not table.duplicated(["replicate", "year", "iso3"]).any()
    assert table.query("year == 2018")["iso3"].nunique() == 193
    assert table.query("year == 2018")["member"].sum() == 47
    assert set(table["dialogue"]) <= {"none", "open", "suspended"}


def test_a_visit_leaves_goodwill_and_is_not_what_fades_back_to_none(happened):
    visits = happened.query("kind == 'visit'")
    assert visits["quarter"].str.endswith("Q4").all(), "envoys travel in the last quarter"
    a_year = len(visits) / 2 / 29
    assert 1 < a_year < 12, "six envoys a year, and twice as many at most"
