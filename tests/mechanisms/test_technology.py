"""Networks, lies, resources, the young and outrage in worlds that can be worked out by hand."""

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.mechanisms.ngos.habit import beyond_habit
from sim.mechanisms.technology.connectivity import Connectivity
from sim.mechanisms.technology.disinformation import USUAL_LITERACY, Disinformation
from sim.mechanisms.technology.online_resources import OnlineResources
from sim.mechanisms.technology.outrage import Outrage
from sim.mechanisms.technology.usual import USUAL_YOUTH, reachable, usual_connectivity
from sim.mechanisms.technology.youth_movements import OFFLINE, USUAL_YOUNG, YouthMovements
from sim.ngos import ACTIONS, STRATEGIES
from sim.setting import Setting
from sim.world import World
from tests.mechanisms.worlds import luck

HERE = "MMR"


@pytest.fixture(scope="module")
def setting():
    return Setting.build(tuple(Quarter(2010, 1).plus(n) for n in range(9)), "CHN", ("USA",), ())


@pytest.fixture
def world(setting):
    """A world in which NGOs do what they do by habit and people are online as usual."""
    start = World.start(setting, 1)
    ngos = setting.ngos
    habit = (ngos.resources[:, None] * ngos.usual).sum(axis=0)[None] / ngos.total
    online = usual_connectivity(setting.now(0))[None]
    return start.with_(actions=habit, connectivity=online)


def apply(world, setting, rule, step=0):
    now = setting.now(step)
    return world.with_(**rule(world, now, luck(setting, now, 1, event="here")))


def at(setting, values, place=HERE):
    return float(values[0, setting.iso3.index(place)])


def everywhere(world, name, value):
    return world.with_(**{name: np.full_like(getattr(world, name), value)})


def test_people_come_online_first_where_telecoms_are_open(setting):
    usual = usual_connectivity(setting.now(0))
    here, there = setting.iso3.index(HERE), setting.iso3.index("NOR")
    assert usual[here] < 0.3 < 0.7 < usual[there]
    assert (reachable(setting.now(0)) >= usual).all()


def test_a_leap_closes_part_of_the_gap_each_year_and_scarcity_opens_it(setting, world):
    now, later = setting.now(0), setting.now(4)
    i = setting.iso3.index(HERE)
    gap = now.denied[i] * (reachable(now) - usual_connectivity(now))[i]
    leapt = apply(world, setting, Connectivity(leap=1.0, roll_out=0.5))
    usual = usual_connectivity(now)[i]
    assert at(setting, leapt.connectivity) == pytest.approx(usual + 0.5 * gap)
    kept = apply(leapt, setting, Connectivity(leap=0.0, roll_out=0.5), step=4)
    assert at(setting, kept.connectivity) == pytest.approx(
        usual_connectivity(later)[i] + 0.25 * gap
    )
    scarce = apply(world, setting, Connectivity(scarcity=1.0, roll_out=1.0))
    assert at(setting, scarce.connectivity) == pytest.approx(usual * (1.0 - now.denied[i]))


def test_equal_investments_leave_what_misleads_as_usual_and_doubling_both_changes_nothing(
    setting, world
):
    usual = apply(world, setting, Disinformation())
    doubled = apply(world, setting, Disinformation(attack=2.0, defence=2.0))
    outspent = apply(world, setting, Disinformation(attack=3.0))
    assert not usual.trust.any() and not usual.rights_departure.any()
    assert np.array_equal(usual.disinformation, doubled.disinformation)
    assert (outspent.disinformation > usual.disinformation).all()
    assert at(setting, usual.literacy) == USUAL_LITERACY


def test_lies_do_no_harm_to_those_who_can_all_tell(setting, world):
    """Trained at once, everybody can tell: the usual harm is saved, and trust begins to grow."""
    taught = Disinformation(attack=8.0, training=1.0, spread=1.0, healing=1.0, doubt=2.0)
    after = apply(world, setting, taught)
    usual = 0.4 * 0.5 * usual_connectivity(setting.now(0), 2.0) * (1.0 - USUAL_LITERACY)
    assert np.allclose(after.literacy, 1.0)
    assert np.allclose(after.trust[0], 2.0 * usual)
    assert np.allclose(after.rights_departure[0], 12.0 * usual)


def test_trust_falls_at_once_and_heals_slowly(setting, world):
    flooded = apply(world, setting, Disinformation(attack=8.0, spread=1.0))
    healed = apply(flooded, setting, Disinformation(disinforms=0.0, healing=0.1))
    assert at(setting, flooded.trust) < 0.0
    assert np.allclose(healed.trust, 0.9 * flooded.trust)


def test_a_library_is_read_where_people_are_online_and_blocked_where_telecoms_are_closed(
    setting, world
):
    world = everywhere(world, "connectivity", 0.5)
    rule = OnlineResources(library=1.0, learning=0.1, catch_up=0.8, easing=0.0)
    after = apply(world, setting, rule)
    assert np.allclose(after.reach, 0.5) and np.allclose(after.consciousness, 0.05)
    assert np.allclose(after.media_control[0], 0.4 * setting.now(0).denied)
    again = apply(after, setting, rule, step=4)
    assert np.allclose(again.reach, 0.5 * (1.0 - after.media_control))


def test_money_for_the_library_is_as_good_as_the_library(setting, world):
    paid = np.zeros_like(world.funded)
    paid[:, STRATEGIES.index("online_resource")] = 1.0
    given = apply(world.with_(funded=paid), setting, OnlineResources())
    assert np.allclose(given.reach, apply(world, setting, OnlineResources(library=1.0)).reach)


def test_tools_need_people(setting, world):
    world = everywhere(world, "connectivity", 1.0)

    def reach(**levers):
        return at(setting, apply(world, setting, OnlineResources(**levers)).reach)

    assert reach(tools=0.8) == pytest.approx(0.8 * 0.05)
    assert reach(skill=0.95) == pytest.approx(0.2 * 0.95)
    assert reach(tools=0.8, skill=0.95) == pytest.approx(1.0 - 0.01)


def test_the_skilled_are_seen_unless_security_is_taught(setting, world):
    world = everywhere(world, "connectivity", 1.0)
    seen = apply(world, setting, OnlineResources(skill=1.0, watching=0.2))
    safe = apply(world, setting, OnlineResources(skill=1.0, security=1.0, watching=0.2))
    assert np.allclose(seen.partners[0], -0.2 * setting.now(0).denied)
    assert not safe.partners.any()


def test_the_young_stay_as_they_are_without_support(setting, world):
    after = apply(world, setting, YouthMovements())
    assert np.allclose(after.youth, USUAL_YOUTH)
    assert np.allclose(after.rights_departure, 0.0) and np.allclose(after.consciousness, 0.0)


def test_a_programme_recruits_where_the_network_is_open(setting, world):
    world = world.with_(connectivity=usual_connectivity(setting.now(0))[None])
    rule = YouthMovements(accelerator=1.0, recruits=0.1, by_doing=1.0)
    online = at(setting, world.connectivity)
    after = apply(world, setting, rule)
    helped = OFFLINE + (1.0 - OFFLINE) * online
    assert at(setting, after.youth) == pytest.approx(USUAL_YOUTH + 0.1 * helped * 0.9)
    assert at(setting, after.efficacy) == pytest.approx(helped)
    shut = apply(everywhere(world, "media_control", 1.0), setting, rule)
    assert at(setting, shut.youth) == pytest.approx(USUAL_YOUTH + 0.1 * OFFLINE * 0.9)


def test_participation_feeds_on_itself_above_the_threshold(setting, world):
    """Threshold .5: of .1 active .0385 of the rest follow, of .6 active .5902."""
    rule = YouthMovements(threshold=0.5, contagion=0.4, leaving=0.3, persistence=0.0, spark=0.0)
    many = apply(everywhere(world, "youth", 0.6), setting, rule)
    followed = 0.4 * (0.36 / 0.61 - 0.01 / 0.26)
    assert at(setting, many.youth) == pytest.approx(0.6 + followed - 0.3 * 0.5)


def test_those_who_believe_in_their_power_stay(setting, world):
    rule = YouthMovements(leaving=0.4, persistence=0.5, spark=0.0, contagion=0.0)
    active = everywhere(world, "youth", 0.5)
    doubting, believing = active, everywhere(active, "efficacy", 1.0)
    stayed = [apply(one, setting, rule).youth for one in (believing, doubting)]
    assert np.allclose(stayed[0] - stayed[1], 0.4 * 0.5 * 0.5)


def test_a_younger_public_expects_more_each_year(setting, world):
    rule = YouthMovements(young=USUAL_YOUNG + 0.1, replacement=0.02, expectations=0.5)
    assert np.allclose(apply(world, setting, rule).consciousness, 0.001)


def test_outrage_beyond_the_usual_makes_officials_go(setting, world):
    sure = Outrage(outrage=1.0, deafness=0.0, demand=1.5, protection=0.1, remedy=2.0)
    usual = apply(world, setting, sure)
    assert not usual.institutions.any() and not usual.rights_departure.any()
    loud = apply(everywhere(world, "connectivity", 1.0), setting, sure)
    went = loud.institutions > 0
    assert went.any() and np.allclose(loud.institutions[went], 0.1)
    assert np.allclose(loud.rights_departure[went], 2.0)
    silent = apply(everywhere(world, "trust", -1.0), setting, sure)
    assert (silent.institutions <= 0).all() and (silent.institutions < 0).any()


def test_what_is_beyond_habit_is_counted_in_habits(setting, world):
    now, doubled = setting.now(0), world.actions.copy()
    doubled[:, ACTIONS.index("online")] *= 2.0
    assert beyond_habit(world, now, "online") == pytest.approx(0.0)
    assert beyond_habit(world.with_(actions=doubled), now, "online") == pytest.approx(1.0)


def test_a_literate_public_is_defended_by_what_ngos_do_online(setting, world):
    doubled = world.actions.copy()
    doubled[:, ACTIONS.index("online")] *= 2.0
    active = apply(world.with_(actions=doubled), setting, Disinformation(effort=1.0))
    invested = apply(world, setting, Disinformation(defence=2.0))
    assert np.allclose(active.disinformation, invested.disinformation)
