"""Projects, the authoritarian loop and firms in worlds that can be worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.mechanisms.abroad.authoritarian_loop import AuthoritarianLoop
from sim.mechanisms.abroad.firms import Firms
from sim.mechanisms.abroad.projects import MEAN, MEAN_SEVERE, SEVERE, WORST, Projects
from sim.mechanisms.abroad.projects import usual_projects as by_record
from sim.ngos import ACTIONS, STRATEGIES
from sim.setting import Setting
from sim.world import World
from tests.mechanisms.worlds import luck

SPRING, SUMMER, WINTER = 1, 2, 3  # steps: the second, third and fourth quarter of 2012
HOST = "LAO"


@pytest.fixture(scope="module")
def setting():
    return Setting.build(tuple(Quarter(2012, 1).plus(n) for n in range(4)), "CHN", ("USA",), ())


@pytest.fixture
def world(setting):
    """A world in which NGOs do what they do by habit, and projects are those of the record."""
    ngos = setting.ngos
    habit = (ngos.resources[:, None] * ngos.usual).sum(axis=0)[None] / ngos.total
    return World.start(setting, 1).with_(actions=habit, projects=by_record(setting.now(1))[None])


def apply(world, setting, rule, step):
    now = setting.now(step)
    return world.with_(**rule(world, now, luck(setting, now, 1, event="here")))


def at(setting, values, place=HOST):
    return float(values[0, setting.iso3.index(place)])


def test_projects_go_where_the_challenger_finances_and_where_nobody_asks(setting, world):
    usual = by_record(setting.now(SPRING))[setting.iso3.index(HOST)]
    assert at(setting, apply(world, setting, Projects(volume=2.0), SPRING).projects) == 2.0 * usual
    narrowed = world.with_(civic_space=np.full_like(world.civic_space, -0.5))
    after = apply(narrowed, setting, Projects(welcome=1.0), SPRING)
    assert at(setting, after.projects) == pytest.approx(1.5 * usual)
    assert at(setting, after.projects, "USA") == 0.0


def test_harm_follows_those_who_are_not_consulted(setting, world):
    """Without flaws, twice the projects: harm 2 * .5 * .15 a project beside the record's."""
    usual = by_record(setting.now(SPRING))[setting.iso3.index(HOST)]
    rule = Projects(volume=2.0, consultation=0.5, flaw=0.0, resentment=0.5, jobs=0.2)
    after = apply(world, setting, rule, SPRING)
    harm = (2.0 * 0.5 - 0.8) * 0.15 * usual
    assert at(setting, after.grievance) == pytest.approx(harm)
    support = 0.2 * usual - 0.5 * harm
    assert at(setting, after.host_support) == pytest.approx(support)
    assert at(setting, after.departure) == pytest.approx(-0.04 * support)
    assert at(setting, after.rights_departure) == pytest.approx(0.5 * usual - 3.0 * harm)


def test_the_mean_of_quality_is_what_its_tail_gives():
    """X = u^(-1/2) - 1, to WORST, over the cells of u."""
    u = (np.arange(2_000_000) + 0.5) / 2_000_000
    quality = np.minimum(1.0 / np.sqrt(u) - 1.0, WORST)
    assert quality.mean() == pytest.approx(MEAN, abs=1e-3)
    assert np.maximum(quality - SEVERE, 0.0).mean() == pytest.approx(MEAN_SEVERE, abs=1e-3)
    assert (quality > SEVERE).mean() == pytest.approx(0.04, abs=1e-4)


def test_only_severe_failures_are_protested_against_and_coordination_prevents_them(setting, world):
    world = world.with_(unrest=np.full_like(world.unrest, 0.2))
    loose = apply(world, setting, Projects(volume=6.0, coordination=0.0), SPRING).unrest
    tight = apply(world, setting, Projects(volume=6.0, coordination=1.0), SPRING).unrest
    failed = (loose > 0.2).mean()
    assert 0.0 < failed < 0.1 and (tight <= 0.2).all()


def test_influence_narrows_civic_space_and_that_draws_positions(setting, world):
    more = world.with_(projects=world.projects + 0.5)
    rule = AuthoritarianLoop(encouragement=0.1, kinship=0.2)
    after = apply(more, setting, rule, SUMMER)
    assert np.allclose(after.civic_space, -0.05)
    assert np.allclose(after.departure, -0.01)
    assert not apply(world, setting, rule, SUMMER).civic_space.any()


def test_talk_wins_firms_only_where_interests_meet(setting, world):
    def standards(**levers):
        rule = Firms(shared=0.4, market=0.5, adoption=1.0, **levers)
        return float(apply(world, setting, rule, WINTER).standards[0, 0])

    assert standards() == pytest.approx(0.0)
    assert standards(engagement=0.5) == pytest.approx(0.2)
    assert standards(engagement=1.0) == pytest.approx(0.4)
    assert standards(investors=1.0) == pytest.approx(0.4 + 0.6 * 0.5)
    assert standards(investors=1.0, engagement=1.0) == pytest.approx(0.7)


def test_money_and_the_work_of_ngos_hold_suppliers_to_standards(setting, world):
    paid, doubled = np.zeros_like(world.funded), world.actions.copy()
    paid[:, STRATEGIES.index("labour")] = 1.0
    doubled[:, ACTIONS.index("corporate")] *= 2.0
    rule = Firms(shared=0.4, market=0.5, adoption=1.0, effort=0.1)
    given = apply(world.with_(funded=paid), setting, rule, WINTER)
    worked = apply(world.with_(actions=doubled), setting, rule, WINTER)
    assert given.standards[0, 0] == pytest.approx(0.7)
    assert worked.standards[0, 0] == pytest.approx(0.04)
    here = setting.challenger
    assert given.rights_departure[0, here] == pytest.approx(0.8 * 0.7)
    assert not np.delete(given.rights_departure, here, axis=1).any()


def test_firms_that_answer_for_suppliers_hold_critics_back_less(setting, world):
    commission = Setting.build((Quarter(2002, 1),), "CHN", ("USA",), ("USA",))
    commission = replace(commission, texts=commission.texts.only(commission.challenge))
    world = World.start(commission, 1)
    critics = commission.critics[None].astype(float)
    world = world.with_(standards=np.array([[0.5]]), exposure=0.4 * critics, restraint=critics)
    after = apply(world, commission, Firms(turn=2.0), 0)
    assert np.allclose(after.restraint, (1.0 - 2.0 * 0.5 * 0.4) * critics)
