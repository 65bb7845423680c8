"""A programme of strategies and the seven objectives, in worlds worked out by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.engine.parameter import declared
from sim.mechanisms.programme.programme import EXPERTS, INSIDE, Programme
from sim.ngos import ACTIONS, STRATEGIES
from sim.outcomes import OUTCOMES
from sim.setting import Setting
from sim.world import World

CAMPAIGN, LOBBYING = ACTIONS.index("campaign"), ACTIONS.index("lobbying")
PLAIN = {"waste": 0.0, "lapse": 0.0, "build_up": 1.0, "run_down": 1.0}


def lucky(value=0.5):
    """Luck of one value for everything."""
    return SimpleNamespace(
        world=lambda purpose: np.full((1, 1), value),
        items=lambda purpose, items: np.full((1, items), value),
    )


@pytest.fixture(scope="module")
def setting():
    return Setting.build(tuple(Quarter(2001, 4).plus(n) for n in range(6)), "CHN", ("USA",), ())


@pytest.fixture
def world(setting):
    return World.start(setting, 1)


def fund(world, setting, rule, step=1, value=0.5):
    return world.with_(**rule(world, setting.now(step), lucky(value)))


def test_each_of_the_eleven_strategies_has_its_lever():
    known = declared(Programme)
    assert all(known[name].kind == "lever" and known[name].value == 0.0 for name in STRATEGIES)


def test_money_at_work_is_the_square_root_of_money_given_times_the_best_of_the_ideas(
    setting, world
):
    alone = fund(world, setting, Programme(labour=0.25, diversity=0.0, **PLAIN))
    assert alone.money_for("labour")[0, 0] == pytest.approx(0.5 * 0.5)
    many = fund(world, setting, Programme(labour=0.25, diversity=1.0, **PLAIN))
    assert many.money_for("labour")[0, 0] == pytest.approx(0.5 * 0.5 ** (1 / EXPERTS))
    assert many.funded.sum() == many.money_for("labour")[0, 0]


def test_what_exceeds_the_budget_is_cut_in_proportion_and_campaigns_count(setting, world):
    rule = Programme(labour=1.0, diaspora=1.0, campaigns=2.0, budget=1.0, diversity=0.0, **PLAIN)
    found = fund(world, setting, rule)
    assert found.money_for("labour")[0, 0] == pytest.approx(0.5 * 0.25**0.5)
    assert found.for_campaigns[0, 0] == pytest.approx(0.5)


def test_money_comes_to_work_slowly_ends_fast_and_only_with_the_yearly_grant(setting, world):
    paid = Programme(labour=1.0, waste=0.2, lapse=0.1, diversity=0.0)
    assert not fund(world, setting, paid, step=0).funded.any()  # an autumn
    first = fund(world, setting, paid)
    assert first.money_for("labour")[0, 0] == pytest.approx(0.35 * 0.8 * 0.5)
    lapsed = fund(first, setting, paid, step=5, value=0.05)
    assert lapsed.money_for("labour")[0, 0] == pytest.approx(0.3 * first.money_for("labour")[0, 0])


def test_work_inside_is_lost_with_room_for_it_and_work_outside_is_not(setting, world):
    everything = Programme(**dict.fromkeys(STRATEGIES, 0.25), diversity=0.0, closing=0.8, **PLAIN)
    narrowed = world.civic_space.copy()
    narrowed[:, setting.challenger] = -0.5
    found = fund(world.with_(civic_space=narrowed), setting, everything).funded[0]
    assert found[INSIDE] == pytest.approx(0.25 * 0.6) and found[~INSIDE] == pytest.approx(0.25)
    closed = world.with_(ngo_closed=setting.ngos.inside[None])
    found = fund(closed, setting, everything).funded[0]
    assert not found[INSIDE].any() and found[~INSIDE] == pytest.approx(0.25)


def test_campaigns_gain_their_money_and_displaced_work_loses(setting, world):
    usual = world.with_(actions=np.full_like(world.actions, 0.1))
    gained = fund(usual, setting, Programme(campaigns=2.0, size=0.02, **PLAIN)).actions[0]
    assert gained[CAMPAIGN] == pytest.approx(0.14) and gained[LOBBYING] == 0.1
    beside = Programme(labour=1.0, diversity=0.0, size=0.02, **PLAIN)
    assert (fund(usual, setting, beside).actions == 0.1).all()
    instead = Programme(labour=1.0, diversity=0.0, size=0.02, displacing=1.0, **PLAIN)
    assert fund(usual, setting, instead).actions[0] == pytest.approx(0.1 * (1 - 0.02 * 0.5))


def counted(name, world, setting):
    return OUTCOMES[name].count(world, setting.now(0))[0]


def test_objectives_at_home_are_what_is_beyond_the_usual(setting, world):
    ours = setting.challenger
    changed = {
        name: getattr(world, name).copy()
        for name in ("national_feeling", "consciousness", "institutions", "reach")
    }
    for n, values in enumerate(changed.values(), start=1):
        values[:, ours] = n / 10
    found = world.with_(sympathy=np.full_like(world.sympathy, 0.3), **changed)
    assert counted("following", found, setting) == pytest.approx(20.0)
    assert counted("consciousness", found, setting) == pytest.approx(20.0)
    assert counted("protection", found, setting) == pytest.approx(30.0)
    assert counted("information", found, setting) == pytest.approx(40.0)
    for name in ("following", "consciousness", "protection", "information"):
        assert counted(name, world, setting) == 0.0


def test_the_gap_is_treaties_joined_less_rights_respected(setting, world):
    now, ours = setting.now(0), setting.challenger
    gap = 100 * now.ratified[ours] - now.rights[ours]
    worse = world.repression.copy()
    worse[:, ours] = 5.0
    found = world.with_(repression=worse)
    assert counted("promise_gap", found, setting) == pytest.approx(gap + 5.0)
    kept = world.rights_departure.copy()
    kept[:, ours] = 100.0
    assert counted("promise_gap", world.with_(rights_departure=kept), setting) == 0.0


def test_work_in_both_places_is_twice_the_smaller_part(setting, world):
    acts = np.zeros_like(world.actions)
    acts[:, ACTIONS.index("insider_programme")], acts[:, CAMPAIGN] = 0.1, 0.3
    assert counted("both_places", world.with_(actions=acts), setting) == pytest.approx(50.0)
    acts[:, ACTIONS.index("insider_programme")] = 0.0
    assert counted("both_places", world.with_(actions=acts), setting) == 0.0


def test_pressure_with_engagement_needs_both(setting, world):
    talks = world.dialogue.copy()
    talks[:, setting.critics] = 1
    both = world.with_(
        dialogue=talks, substance=np.full((1, 1), 0.5), pressure=np.full((1, 1), 0.5)
    )
    assert counted("both_ways", both, setting) == pytest.approx(50.0)
    assert counted("both_ways", both.with_(pressure=np.zeros((1, 1))), setting) == 0.0
    assert counted("both_ways", both.with_(dialogue=world.dialogue), setting) == 0.0
