"""The same scenario and seed give the same bytes, however the work is cut."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.engine.ensemble import Ensemble, ReplicateError, data_digest, simulate
from sim.engine.simulate import Play
from sim.mechanisms.voting.remembrance import Remembrance
from sim.setting import Setting
from sim.world import SHAPES

RUNS = 70


@pytest.fixture(scope="module")
def whole(baseline):
    return simulate(baseline, RUNS)


@pytest.mark.parametrize("chunk", [1, 7, 64])
def test_chunk_size_changes_no_byte(baseline, whole, chunk):
    few = RUNS if chunk > 1 else 5
    again = simulate(baseline, few, chunk=chunk)
    assert again.values.tobytes() == whole.values[:few].tobytes()


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_worker_count_changes_no_byte(baseline, whole, workers):
    again = simulate(baseline, RUNS, workers=workers, chunk=16)
    assert again.digest == whole.digest


def test_another_seed_is_other_luck(baseline, whole):
    assert simulate(baseline, 3, seed=7).values.tobytes() != whole.values[:3].tobytes()


def test_nothing_to_run_is_refused(baseline):
    with pytest.raises(ValueError, match="at least 1"):
        simulate(baseline, 0)


def test_a_lever_set_to_its_own_value_changes_nothing_at_all(baseline, whole):
    same = baseline.change(values={"dialogue.coordination": 0.1})
    again = simulate(same, RUNS)
    assert np.array_equal(again.values, whole.values)


def test_series_are_tidy(whole):
    table = whole.series()
    assert list(table.columns) == ["scenario", "replicate", "quarter", "outcome", "value"]
    assert len(table) == whole.values.size
    keys = ["scenario", "replicate", "quarter", "outcome"]
    assert not table.duplicated(keys).any()
    one = table.query("replicate == 3 and quarter == '1995-Q1' and outcome == 'scope'")
    assert one.value.item() == whole.values[3, 20, whole.outcomes.index("scope")]


def test_a_state_more_changes_no_other_states_numbers(baseline):
    """A 198th row: a state that is not yet a member of the United Nations, so that nobody courts,
    reviews or counts it. Everybody else's luck and numbers stay, bit for bit."""
    newcomer = {
        "number": "198", "iso3": "XXA", "name": "Newland", "group": "AFRICA",
        "enters": "2030", "leaves": "", "successor": "",
    }  # fmt: skip
    roles = (baseline.challenger, baseline.critics, baseline.leaders)
    larger = Setting.build(baseline.quarters, *roles, also=(newcomer,))
    stays_out = {body: odds.copy() for body, odds in larger.candidacy.items()}
    for odds in stays_out.values():
        odds[-1] = -1e6
    play = Play.of(baseline)
    with_newcomer = replace(play, setting=replace(larger, candidacy=stays_out))
    for (_, ours), (now, theirs) in zip(play.run(0, 4), with_newcomer.run(0, 4), strict=True):
        for name, (axes, _) in SHAPES.items():
            values = getattr(theirs, name)
            values = values[..., :-1] if axes.endswith("N") else values
            if name == "members":  # empty seats name anybody who does not sit
                assert (values == ours.members)[ours.present].all()
            else:
                assert np.array_equal(values, getattr(ours, name)), f"{name} in {now.date}"


def test_leaving_an_event_out_leaves_everybody_elses_luck_alone(baseline):
    """Without noting whose language won, which nothing else reads, all else stays bit for bit."""
    full, less = Play.of(baseline), Play.of(baseline.change(without=("language",)))
    for (_, ours), (now, theirs) in zip(full.run(0, 2), less.run(0, 2), strict=True):
        for name in SHAPES:
            if name != "language":
                assert np.array_equal(getattr(ours, name), getattr(theirs, name)), (name, now.date)
    assert (theirs.language != ours.language).any()


def test_the_digest_of_data_does_not_know_how_they_were_cut(whole):
    numbers, quarters = tuple(range(RUNS)), whole.quarters
    cut = [whole.values[:7], whole.values[7:50], whole.values[50:]]
    assert data_digest(whole.outcomes, quarters, numbers, cut) == whole.digest
    others = tuple(range(1, RUNS + 1))
    assert data_digest(whole.outcomes, quarters, others, cut) != whole.digest


def test_rows_keep_the_numbers_of_their_replicates(whole):
    some = Ensemble(whole.scenario, whole.seed, whole.values[[2, 5]], (2, 5))
    assert list(some.series()["replicate"].unique()) == [2, 5]


def test_a_replicate_that_fails_is_named_with_its_quarter_and_mechanism(baseline, monkeypatch):
    usual = Remembrance.__call__

    def breaks(self, world, now, draw):
        if now.step == 9 and draw.first <= 7 < draw.first + draw.replicates:
            raise FloatingPointError("a memory overflowed")
        return usual(self, world, now, draw)

    monkeypatch.setattr(Remembrance, "__call__", breaks)
    short = baseline.change(end=Quarter(1992, 4), replicates=11)
    with pytest.raises(ReplicateError) as caught:
        simulate(short, chunk=6)
    (failure,) = caught.value.failures
    assert (failure.replicate, failure.seed, failure.quarter) == (7, short.seed, "1992-Q2")
    assert failure.mechanism == "remembrance"
    assert str(failure) == (
        "replicate 7 failed in `remembrance` in 1992-Q2: FloatingPointError: a memory overflowed"
    )
