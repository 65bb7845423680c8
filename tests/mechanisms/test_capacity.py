"""Capacity building in worlds that a reader can work out by hand."""

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.mechanisms.capacity import hosts
from sim.mechanisms.capacity.consent import Consent
from sim.mechanisms.capacity.pilots import Pilots
from sim.mechanisms.capacity.practice import Practice
from sim.mechanisms.capacity.respectability import Respectability
from sim.mechanisms.capacity.training import Training
from sim.setting import Setting
from sim.world import World
from tests.mechanisms.worlds import luck


def host(quarter: str, **values: float) -> tuple[Setting, World]:
    """One quarter with every NGO at its habits; every host has these values."""
    setting = Setting.build((Quarter.parse(quarter),), "CHN", ("FRA", "USA"), ("USA",))
    world = World.start(setting, 1)
    filled = {name: np.zeros((1, setting.states)) + value for name, value in values.items()}
    return setting, world.with_(**filled)


def apply(rule, setting: Setting, world: World) -> World:
    now = setting.now(0)
    return world.with_(**rule(world, now, luck(setting, now, 1, event=type(rule).__name__)))


def ours(setting: Setting, field: np.ndarray) -> float:
    return float(field[0, setting.challenger])


def test_contacts_grow_by_a_twentieth_a_year_and_work_elsewhere_is_smaller():
    setting, world = host("2000-Q1", insider_reach=0.2)
    after = apply(Consent(), setting, world)
    assert ours(setting, after.insider_reach) == pytest.approx(0.25)
    assert ours(setting, after.programmes) == pytest.approx(1.0)
    jakarta = setting.iso3.index("IDN")
    assert after.programmes[0, jakarta] == pytest.approx(0.3)
    assert hosts(setting)[0] == setting.challenger
    assert (after.programmes > 0).sum() == len(hosts(setting)) == 6


def test_without_an_invitation_contacts_are_lost_in_one_host_only():
    setting, world = host("2000-Q1", insider_reach=0.5)
    after = apply(Consent(invitation=0.0), setting, world)
    assert ours(setting, after.insider_reach) == ours(setting, after.programmes) == 0.0
    assert after.insider_reach[0, setting.iso3.index("IDN")] == pytest.approx(0.55)
    closed = world.with_(ngo_access=0.0 * world.ngo_access)
    assert ours(setting, apply(Consent(), setting, closed).insider_reach) == 0.0


def test_half_criticism_costs_welcome_and_is_heard_as_far_as_there_is_work():
    setting, world = host("2000-Q1", insider_reach=0.5)
    world = world.with_(pressure=np.array([[0.2]]))
    after = apply(Consent(criticism=0.5, touchiness=2.0, voice=0.1), setting, world)
    left = np.exp(-1.0)
    assert ours(setting, after.insider_reach) == pytest.approx(left)
    assert after.pressure[0, 0] == pytest.approx(0.2 + 0.1 * 0.5 * left)


def test_the_founder_is_all_of_one_donor_and_a_quarter_of_four():
    setting, world = host("2006-Q1", insider_reach=0.5)
    alone = apply(Consent(founder_until=2006.0), setting, world)
    assert ours(setting, alone.programmes) == 0.0
    assert ours(setting, alone.insider_reach) == pytest.approx(0.25)
    shared = apply(Consent(founder_until=2006.0, donors=4.0), setting, world)
    assert ours(setting, shared.programmes) == pytest.approx(0.75)
    assert ours(setting, shared.insider_reach) == pytest.approx(0.55)


def test_a_year_of_training_in_numbers():
    setting, world = host(
        "2005-Q4", programmes=1.0, insider_reach=0.5, prosecutors=1000.0, teachers=100.0,
        curricula=10.0, gender_share=0.3,
    )  # fmt: skip
    after = apply(Training(), setting, world)
    assert ours(setting, after.graduates) == 25
    assert ours(setting, after.prosecutors) == pytest.approx(1000 * 1.03 + 150)
    assert ours(setting, after.teachers) == pytest.approx(100 * (1 + 0.1 * 0.9 - 0.04) + 5)
    # a hundred teachers, half a course each, six tenths of which find their material
    assert ours(setting, after.curricula) == pytest.approx(10 + 0.4 * (30 - 10))
    assert ours(setting, after.gender_share) == pytest.approx(0.3 + 0.1 * 0.2)


def test_when_a_programme_has_ended_people_remain_and_books_keep_half_of_the_courses():
    setting, world = host(
        "2005-Q4", graduates=50.0, prosecutors=1000.0, teachers=100.0, curricula=10.0
    )
    after = apply(Training(adoption=0.0), setting, world)
    assert (ours(setting, after.graduates), ours(setting, after.prosecutors)) == (50, 1000)
    assert ours(setting, after.curricula) == pytest.approx(10 + 0.4 * (15 - 10))
    bookless = apply(Training(textbooks=0.0), setting, world)
    assert ours(setting, bookless.curricula) == pytest.approx(6)


def test_the_top_tries_the_others_copy_and_laws_follow_proposals():
    setting, world = host("2005-Q4", programmes=1.0, insider_reach=0.5, leading=0.5, safe_laws=0.2)
    after = apply(Pilots(), setting, world)
    assert ours(setting, after.leading) == pytest.approx(0.5 + 0.2 * 0.5 * 0.5)
    assert ours(setting, after.copied) == pytest.approx(0.2 * 0.5)
    assert ours(setting, after.safe_laws) == pytest.approx(0.2 + 0.1 * 0.7 * 0.5 * 0.8)
    left = apply(Pilots(partners=0.0), setting, world)
    assert (ours(setting, left.leading), ours(setting, left.copied)) == (0.5, 0.0)


def test_practice_goes_a_fifth_of_the_way_to_what_was_learned():
    setting, world = host(
        "2005-Q4", graduates=200.0, prosecutors=5000.0, curricula=50.0, safe_laws=0.25,
        gender_share=0.3, leading=1.0, copied=0.0, safe_practice=1.0,
    )  # fmt: skip
    after = apply(Practice(), setting, world)
    custody = 1 - 0.5 * 0.1
    assert ours(setting, after.juvenile_custody) == pytest.approx(custody)
    wanted = 1.0 + 1.5 + 0.5 + 1.0 + 0.3 + 5 * 0.05
    assert ours(setting, after.safe_practice) == pytest.approx(1 + 0.2 * (wanted - 1))
    assert not after.rights_departure.any()
    hopeful = apply(Practice(spill_over=0.1), setting, world)
    gained = 0.1 * ours(setting, after.safe_practice)
    assert ours(setting, hopeful.rights_departure) == pytest.approx(gained)


def test_guests_hold_back_critics_and_nobody_else():
    setting, world = host("1995-Q1", programmes=0.5, restraint=1.0)
    after = apply(Respectability(legitimation=0.4), setting, world)
    assert after.restraint[0, setting.iso3.index("FRA")] == pytest.approx(1.2)
    assert after.restraint[0, setting.iso3.index("CUB")] == 1.0
