"""Groups, channels, host partners and exiles in worlds that can be worked out by hand."""

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.mechanisms.partners.advocacy_channels import USUAL, AdvocacyChannels
from sim.mechanisms.partners.diaspora import Diaspora, host_states
from sim.mechanisms.partners.host_partners import HostPartners
from sim.mechanisms.partners.local_groups import LocalGroups
from sim.mechanisms.partners.local_lead import LocalLead
from sim.mechanisms.partners.location_mode import LocationMode
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
    """A world in which NGOs do what they do by habit."""
    ngos = setting.ngos
    habit = (ngos.resources[:, None] * ngos.usual).sum(axis=0)[None] / ngos.total
    return World.start(setting, 1).with_(actions=habit)


def apply(world, setting, rule, step=0):
    now = setting.now(step)
    return world.with_(**rule(world, now, luck(setting, now, 1, event="here")))


def at(setting, values, place=HERE):
    return float(values[0, setting.iso3.index(place)])


def everywhere(world, name, value):
    return world.with_(**{name: np.full_like(getattr(world, name), value)})


def shut(setting, step=0):
    return float(setting.now(step).denied[setting.iso3.index(HERE)])


def test_mentors_lend_capacity_which_fades_when_they_leave(setting, world):
    helped = apply(world, setting, LocalGroups(mentoring=1.0, trained=0.4, pace=0.5, spill_over=0))
    assert np.allclose(helped.lent, 0.2) and np.allclose(helped.partners, 0.2)
    left = apply(helped, setting, LocalGroups(pace=0.5, spill_over=0.0), step=4)
    assert np.allclose(left.partners, 0.1)


def test_the_marginalised_get_more_of_support_that_prefers_them(setting, world):
    rule = LocalGroups(mentoring=1.0, trained=0.4, pace=0.5, inclusion=0.5, preference=2.0)
    after = apply(world, setting, rule)
    assert np.allclose(after.marginal, 2.0 * after.partners)


def test_neighbours_share_what_some_of_them_gained(setting, world):
    lent = np.zeros_like(world.lent)
    lent[:, setting.iso3.index("THA")] = 0.5
    after = apply(world.with_(lent=lent), setting, LocalGroups(spill_over=0.4, pace=1.0))
    now = setting.now(0)
    region = (setting.group == setting.group[setting.iso3.index(HERE)]) & now.exists
    assert at(setting, after.lent) == pytest.approx(0.4 * 0.5 / region.sum())
    assert at(setting, after.lent, "NOR") == 0.0


def test_tailored_methods_work_everywhere_and_copies_where_societies_are_open(setting, world):
    known = {"lessons": 1.0, "borrowed": 0.4, "failing": 0.5, "pace": 1.0}
    assert np.allclose(apply(world, setting, LocalGroups(**known, tailoring=1.0)).lent, 0.4)
    copied = apply(world, setting, LocalGroups(**known)).lent[0]
    worked = copied > 0.0
    assert np.allclose(copied, np.where(worked, 0.4, -0.2))
    rights = setting.now(0).rights
    assert worked[rights > 80].mean() > 0.7 > 0.4 > worked[rights < 30].mean()


def test_accusations_follow_what_is_lent_and_stop_where_leaders_are_local(setting, world):
    world = everywhere(world, "lent", 0.3)
    foreign = apply(world, setting, LocalLead(local_lead=0.0, accused=1.0, pace=1.0))
    assert at(setting, foreign.local_legitimacy) == pytest.approx(-(0.45 - 0.105) * shut(setting))
    local = apply(world, setting, LocalLead(local_lead=1.0, accused=1.0, pace=1.0))
    assert at(setting, local.local_legitimacy) == pytest.approx(0.105 * shut(setting))


def test_what_is_handed_over_is_taken_from_northern_ngos_alone(setting, world):
    after = apply(world, setting, LocalLead(to_grassroots=0.4, pace=0.5))
    assert np.allclose(after.local_share, 0.2)
    assert np.allclose(after.ngo_funds[0], np.where(setting.ngos.northern, 0.8, 1.0))


def test_loud_work_is_harassed_where_it_is_lent_and_open_work_is_noticed(setting, world):
    world = everywhere(world, "lent", 0.35)
    loud = LocationMode(discreet_inside=0.0, open_outside=1.0, harassment=0.4, drawn=0.1)
    after = apply(world, setting, loud)
    assert at(setting, after.partners) == pytest.approx(-0.4 * 0.5 * 0.5 * shut(setting))
    assert np.allclose(after.pressure - world.pressure, 0.05)


def test_groups_that_do_what_is_usual_change_nothing(setting, world):
    after = apply(world, setting, AdvocacyChannels())
    for name in ("consciousness", "safe_practice", "rights_departure"):
        assert np.allclose(getattr(after, name), 0.0), name
    assert np.array_equal(after.unrest, world.unrest)


def test_success_is_capacity_times_good_name(setting, world):
    """Of an open half, with half as much again: .75 of success at a name a fifth worse."""
    able = everywhere(everywhere(world, "partners", 0.25), "local_legitimacy", -0.2)
    rule = AdvocacyChannels(research=0.5, adopted=1.0, conceded=0.0)
    after, usual = apply(able, setting, rule), 1.0 - shut(setting)
    gained = (USUAL + 0.5) * (usual + 0.25) * 0.8 - USUAL * usual
    assert at(setting, after.safe_practice) == pytest.approx(gained)
    assert at(setting, after.rights_departure) == pytest.approx(0.4 * gained)


def test_channels_share_one_effort(setting, world):
    much = apply(world, setting, AdvocacyChannels(media=1.0, research=1.0))
    half = apply(world, setting, AdvocacyChannels(media=0.5, research=0.5))
    assert np.allclose(much.safe_practice, half.safe_practice)


def test_censored_media_persuade_nobody(setting, world):
    silenced = everywhere(world, "media_control", 1.0)
    with_, without = (
        apply(silenced, setting, AdvocacyChannels(media=media)) for media in (1.0, 0.0)
    )
    assert np.array_equal(with_.consciousness, without.consciousness)


def test_norms_stall_where_leaders_object(setting, world):
    able = everywhere(world, "partners", 0.2)
    objecting = AdvocacyChannels(media=1.0, endorsement=-1.0, faster=1.0)
    silent = AdvocacyChannels(endorsement=-1.0, faster=1.0)
    stalled = [apply(able, setting, rule).consciousness for rule in (objecting, silent)]
    assert np.array_equal(*stalled)


def test_large_mobilisation_alarms_closed_states(setting, world):
    rule = AdvocacyChannels(mobilisation=0.9, room=1.0, alarm=0.5)
    after, here = apply(world, setting, rule), shut(setting)
    alarmed = 0.5 * here * (0.9 - (1.0 - here))
    assert at(setting, after.unrest - world.unrest) == pytest.approx(alarmed)
    assert at(setting, after.unrest - world.unrest, "NOR") == pytest.approx(0.0, abs=0.01)


def test_projects_change_by_work_times_partners(setting, world):
    world = everywhere(everywhere(world, "projects", 0.5), "partners", -1.0)
    rule = HostPartners(work=1.0, undone=0.2, restored=10.0)
    assert not apply(world, setting, rule, step=1).grievance.any()
    partnered = apply(everywhere(world, "partners", 1.0), setting, rule, step=1)
    assert np.allclose(partnered.grievance, -0.1)
    assert np.allclose(partnered.rights_departure, 1.0)


def test_exiles_organise_with_help_and_scatter_without(setting, world):
    helped = apply(world, setting, Diaspora(organising=1.0, pace=0.2))
    assert np.allclose(helped.organised, 0.2)
    paid = np.zeros_like(world.funded)
    paid[:, STRATEGIES.index("diaspora")] = 1.0
    assert np.allclose(apply(world.with_(funded=paid), setting, Diaspora(pace=0.2)).organised, 0.2)
    rule = Diaspora(fading=0.1, frightened=0.0)
    assert np.allclose(apply(helped, setting, rule, step=2).organised, 0.18)


def test_twice_the_habit_is_worth_its_effort(setting, world):
    doubled = world.actions.copy()
    doubled[:, ACTIONS.index("diaspora")] *= 2.0
    after = apply(world.with_(actions=doubled), setting, Diaspora(effort=0.5, pace=0.2))
    assert np.allclose(after.organised, 0.1)


def test_the_long_arm_reaches_for_those_who_are_organised(setting, world):
    """Arm .5 on .5 organised, less the usual .02: .23."""
    world = everywhere(world, "organised", 0.4)
    rule = Diaspora(long_arm=0.3, reprisals=2.0, frightened=0.5, fading=0.0)
    after = apply(world, setting, rule)
    assert at(setting, after.rights_departure, "CHN") == pytest.approx(-2.0 * 0.23)
    assert np.allclose(after.organised, 0.4 - 0.5 * 0.23)


def test_host_states_that_are_critics_are_held_back_less(setting, world):
    hosts = host_states(setting.now(0))
    assert hosts[setting.iso3.index("CAN")] and not hosts[setting.iso3.index("NOR")]
    step = next(s for s in range(9) if setting.challenge in setting.now(s).due)
    after = apply(everywhere(world, "organised", 0.5), setting, Diaspora(heard=2.0), step)
    assert at(setting, after.restraint, "USA") == -1.0
    assert at(setting, after.restraint, "CAN") == 0.0  # no critic in this world
