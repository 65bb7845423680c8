"""Where two scenarios part and why, held against what is known of the scenarios."""

import numpy as np
import pytest

from sim.analysis.tracing.partings import firsts, frequencies, grouped, partings
from sim.analysis.tracing.place import Place
from sim.analysis.tracing.trace import trace
from sim.analysis.tracing.watch import Course, read
from sim.analysis.tracing.why import chain
from sim.calendar import Quarter
from sim.engine.ensemble import simulate
from sim.outcomes import OUTCOMES
from sim.report.telling import of_trace

END = Quarter(1996, 4)


@pytest.fixture(scope="module")
def short(baseline):
    return baseline.change(end=END)


@pytest.fixture(scope="module")
def talks(coordinated):
    return coordinated.change(end=END)


@pytest.fixture(scope="module")
def pair(short, talks):
    return Course.of(short, 7), Course.of(talks, 7)


@pytest.fixture(scope="module")
def told(pair):
    return trace(*pair)


def test_a_watched_run_is_the_row_of_the_ensemble_bit_for_bit(short, pair):
    ensemble = simulate(short, 8)
    for o, name in enumerate(short.outcomes):
        values = [
            OUTCOMES[name].count(world, pair[0].now(step))[0]
            for step, world in enumerate(pair[0].worlds[1:])
        ]
        assert (np.array(values) == ensemble.values[7, :, o]).all()


def test_events_played_one_after_the_other_end_where_the_quarter_ends(pair):
    last = pair[0].moments(9)[-1]
    after = last.before.with_(**last.changes)
    assert all((getattr(after, f) == getattr(pair[0].worlds[10], f)).all() for f in vars(after))


def test_a_rule_is_seen_to_read_what_its_theory_names(pair):
    moment = pair[0].moment(0, "sponsorship")
    assert {"pressure", "salience", "restraint", "departure", "seated"} <= set(read(moment))
    assert "ngo_effort" not in read(moment)


def test_a_scenario_never_parts_from_itself(short, pair):
    nothing = trace(pair[0], Course.of(short.change(name="again"), 7))
    assert nothing.first is None and nothing.links == () and nothing.total == 0
    assert "bit for bit" in "\n".join(of_trace(nothing, []))
    assert frequencies(firsts(short, short, 0, 2)) == []


def test_the_first_quantity_is_set_by_the_lever_that_the_scenario_moves(told):
    assert told.first.event == "dialogue"
    (reason,) = told.first.reasons
    assert (reason.kind, reason.name) == ("parameter", "dialogue.coordination")
    assert (reason.one, reason.other, reason.share) == (0.1, 0.9, 1.0)


def test_every_chain_of_coordination_ends_at_a_dialogue_or_at_the_lever(told):
    sponsors = next(link for link in told.links if link.partings[0].kind == "sponsors")
    events = [because.event for because in sponsors.reasons]
    assert events == ["sponsorship", "restraint", "dialogue"]
    assert sponsors.reasons[-1].reasons[0].name == "dialogue.coordination"
    restraint = sponsors.reasons[0].reasons[0]
    assert restraint.name == "restraint" and restraint.other < restraint.one


def test_time_runs_forward_along_the_links_and_backward_along_the_reasons(told):
    steps = [link.partings[0].step for link in told.links]
    assert steps == sorted(steps)
    for link in told.links:
        back = [because.now.step for because in link.reasons]
        assert back == sorted(back, reverse=True) and all(s <= link.partings[0].step for s in back)


def test_a_reason_taken_alone_brings_about_the_other_course(pair, told):
    link = next(link for link in told.links if link.partings[0].kind == "sponsors")
    because = link.reasons[0]
    here, there = (course.moment(because.now.step, "sponsorship") for course in pair)
    swapped = here.before.with_(restraint=there.before.restraint)
    assert because.place.value(here.again(swapped)) == because.place.value(there.again())


def test_a_crackdown_parts_the_courses_in_its_quarter_and_is_named(short, pair):
    from sim.scenario import Event

    shock = Event("shock", Quarter(1992, 1), fire="crackdown", on=("challenger",), size=15.0)
    timeline = (*short.timeline, shock)
    hard = Course.of(short.change(name="hard", title="Hard", timeline=timeline), 7)
    found = trace(pair[0], hard)
    assert (found.first.event, str(found.first.now.date)) == ("timeline", "1992-Q1")
    assert found.links[0].partings[0].kind == "crackdown"
    step, place = 8, Place.of("pressure")
    assert chain(pair[0], hard, step, place)[-1].reasons[0].kind == "timeline"


def test_a_rule_left_out_is_the_reason(short, pair):
    less = Course.of(short.change(without=("dialogue",)), 7)
    found = trace(pair[0], less)
    assert found.first.reasons[0].kind == "left out" and found.first.event == "dialogue"


def test_first_partings_of_many_runs_are_those_of_each_alone(short, talks, pair):
    together = firsts(short, talks, 6, 3)
    alone = list(partings(*pair))
    assert together[1] == [one for one in alone if one.step == alone[0].step]
    counted = frequencies(together)
    assert sum(one.count for one in counted) == 3
    assert all(one.quarters[0] <= one.quarters[1] <= one.quarters[2] for one in counted)


def test_partings_are_grouped_by_quarter_kind_and_side(pair):
    for group in grouped(partings(*pair)):
        assert len({(one.step, one.kind, one.side) for one in group}) == 1


def test_the_telling_names_states_mechanisms_and_the_lever(told):
    text = "\n".join(of_trace(told, ["`dialogue.coordination`: 0.9, not 0.1"]))
    assert "The first thing that happens differently" in text and "not a forecast" in text
    assert "**`dialogue.coordination` is 0.90, not 0.10**" in text
    assert "draft on China" in text and "restraint" in text
    assert "-0" not in text.replace("0-1", "")
