"""Those in power at home: what the documents expect of threat, pressure and reform."""

import numpy as np
import pytest

from sim.analysis.paired import baseline, beside, country_texts, of_challenger, outcome, paired
from sim.engine.simulate import Play

at_home = outcome("challenger_rights")
ON_CHALLENGER = [("1992-Q1", "protest", ("challenger",), 0.5)]


def years(first, last, measure):
    return lambda world, now: measure(world, now) if first <= now.date.year <= last else None


@pytest.mark.entries("N20")
def test_protest_is_answered_at_once_and_the_answer_outlasts_it():
    span = ("1991-Q1", "1997-Q4")
    unrest = of_challenger("unrest")
    at_once = paired({}, years(1992, 1992, at_home), fire=ON_CHALLENGER, span=span)
    later = paired({}, years(1997, 1997, at_home), fire=ON_CHALLENGER, span=span)
    passed = paired({}, years(1997, 1997, unrest), fire=ON_CHALLENGER, span=span)
    assert at_once.falls and later.falls
    assert passed.effect < 0.2 * 0.5  # the protest itself is over
    assert later.effect / at_once.effect > 2 * passed.effect / 0.5
    tolerant = {"repression.severity": 0.0}
    control = paired(
        {}, at_home, fire=ON_CHALLENGER, base=tolerant, span=span, runs=16, without=beside()
    )
    assert control.nothing


@pytest.mark.entries("N20")
def test_states_that_answer_protest_come_before_the_body():
    everywhere = [("1992-Q1", "protest", ("all",), 0.8)]
    span, base = ("1992-Q1", "1997-Q4"), {"tabling.relief": 3.0}
    assert paired({}, country_texts, fire=everywhere, base=base, span=span).rises
    tolerant = base | {"repression.severity": 0.0}
    assert paired({}, country_texts, fire=everywhere, base=tolerant, span=span, runs=16).nothing


@pytest.mark.entries("N20")
def test_attention_from_abroad_is_felt_as_a_threat():
    noticed = {"consequences.renewal": 0.3}
    base = {"repression.outside": 1.0, "consequences.remedy": 0.0}
    assert paired(noticed, at_home, base=base).falls
    unafraid = base | {"repression.outside": 0.0}
    assert paired(noticed, at_home, base=unafraid, runs=16, without=beside()).nothing


@pytest.mark.entries("N21")
def test_pressure_frees_people_only_by_loosening_control():
    yielding = {"repression.restraint_under_pressure": 0.3}
    control = of_challenger("control")
    assert paired(yielding, at_home).rises
    assert paired(yielding, control).falls
    courts = {"repression.institutions": 1.0}  # institutions take up the unrest instead
    assert paired(yielding, at_home, base=courts).rises
    assert paired(yielding, control, base=courts, runs=16).nothing


@pytest.mark.entries("N21")
def test_no_path_has_both_full_control_and_little_repression():
    found = []
    short = baseline().change(end=baseline().start.plus(39), timeline=())
    for share in (0.0, 0.1, 0.2, 0.4):
        played = short.change(values={"repression.restraint_under_pressure": share})
        last = list(Play.of(played).run(0, 32))[-4:]
        found.append(
            np.mean([(at_home(w, n), w.control[:, n.setting.challenger]) for n, w in last], axis=0)
        )
    rights, control = np.array(found).transpose(1, 0, 2)
    assert (np.diff(rights, axis=0) > 0).all() and (np.diff(control, axis=0) < 0).all()


@pytest.mark.entries("N21b")
def test_reform_contents_most_people_while_those_who_challenge_fare_as_before():
    reform, control = {"reform.reform": 4.0}, of_challenger("control")
    assert paired(reform, control).rises
    assert paired(reform, at_home, runs=16).nothing
    assert paired(reform, control, base={"repression.contentment": 0.0}, runs=16).nothing


@pytest.mark.entries("N21b")
def test_private_freedom_grows_over_the_years_and_repression_does_not_fall_with_it():
    private, repression = [], []
    unafraid = baseline().change(values={"repression.outside": 0.0})  # of attention from abroad
    for now, world in Play.of(unafraid).run(0, 64):
        private.append(world.private_liberties[:, now.setting.challenger])
        repression.append(world.repression[:, now.setting.challenger])
    assert (np.diff(private, axis=0) >= 0).all() and private[-1].min() > 5.0
    before, after = np.mean(repression[20:40]), np.mean(repression[-20:])
    assert abs(after - before) < 0.5  # points, of about 87 denied
