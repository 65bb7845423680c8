"""The rules of the bodies in worlds that a reader can work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.mechanisms.bodies.criminal_court import CriminalCourt
from sim.mechanisms.bodies.high_commissioner import HighCommissioner
from sim.mechanisms.bodies.legitimacy import Legitimacy
from sim.mechanisms.bodies.ngo_committee import NgoCommittee
from sim.mechanisms.bodies.special_sessions import SpecialSessions
from sim.mechanisms.bodies.treaty_bodies import TreatyBodies
from sim.mechanisms.states.consequences import Consequences
from sim.world import members_of
from tests.mechanisms.worlds import luck, three

CUBA, MEXICO, UNITED_STATES = range(3)  # seats, in the order of the members' columns


def apply(world, setting, at, rule):
    """The world after a rule has acted in that quarter."""
    now = replace(setting, quarters=(Quarter.parse(at),)).now(0)
    return world.with_(**rule(world, now, luck(setting, now, 1, event=type(rule).__name__)))


def with_positions(world, setting, *values):
    """The world whose members stand at these ideal points."""
    departure = np.zeros_like(world.departure)
    columns = world.members[0, : len(values)]
    departure[0, columns] = np.array(values) - setting.position[0, columns]
    return world.with_(departure=departure)


def with_rights(world, setting, *values):
    """The world whose members have these records."""
    rights = np.zeros_like(world.rights_departure)
    columns = world.members[0, : len(values)]
    rights[0, columns] = np.array(values) - setting.rights[0, columns]
    return world.with_(rights_departure=rights)


SIGNING = SpecialSessions(
    threshold=2 / 3, alarm=1.0, urgency=0.5, remembered=0.0, shield=0.0, bar=1.25, band=0.5,
    toll=2.0, outbreaks=0.0,
)  # fmt: skip


def violence(severity=0.5):
    setting, world = three()
    world = with_positions(world, setting, -1.0, 0.0, 1.0)
    return setting, world.with_(crisis=np.array([[severity]]))


def test_signatures_gather_until_two_of_three_have_signed():
    """After a quarter the urge is 0.5 + 0.5 - 1.25: only the United States signs. After two it is
    half a point higher, Mexico signs too, and Cuba, 0.75 below the bar, votes against the text."""
    setting, world = violence()
    waiting = apply(world, setting, "1995-Q2", SIGNING)
    assert (waiting.awaiting[0, 0], waiting.special_sessions[0, 0]) == (1.0, 0.0)
    assert waiting.rights_departure[0, setting.challenger] == pytest.approx(-2.0 * 0.5)
    called = apply(waiting, setting, "1995-Q3", SIGNING)
    assert (called.special_sessions[0, 0], called.crisis[0, 0], called.level[0, 0]) == (1, 0, 3)
    assert called.rights_departure[0, setting.challenger] == pytest.approx(-1.0)


def test_worse_violence_is_answered_at_once_and_memory_of_support_delays_it():
    setting, world = violence(severity=1.0)
    assert apply(world, setting, "1995-Q2", SIGNING).special_sessions[0, 0] == 1
    memory = np.zeros_like(world.memory)
    memory[0, 0, world.members[0, MEXICO]] = 1.0
    loyal = world.with_(memory=memory)
    rule = replace(SIGNING, remembered=0.5)
    assert apply(loyal, setting, "1995-Q2", rule).special_sessions[0, 0] == 0


def test_a_regular_session_that_decides_answers_violence_too():
    setting, world = violence()
    nobody_could_call_one = replace(SIGNING, threshold=1.0)
    decided = apply(world.with_(level=np.array([[2]])), setting, "1995-Q1", nobody_could_call_one)
    blocked = apply(world.with_(level=np.array([[1]])), setting, "1995-Q1", nobody_could_call_one)
    assert decided.crisis[0, 0] == 0.0 and blocked.crisis[0, 0] == 0.5


def test_by_its_own_rule_the_commission_needs_22_of_43_and_no_session_is_held_before_mid_1990():
    setting, world = three(seats=3)
    many = np.isin(setting.iso3, list(setting.iso3[:22]))[None, :]
    world = world.with_(seated=many, **members_of(many, setting.seats))
    world = world.with_(crisis=np.array([[1.0]]), departure=np.full_like(world.departure, 5.0))
    own_rule = replace(SIGNING, threshold=0.0)
    assert apply(world, setting, "1990-Q2", own_rule).special_sessions[0, 0] == 0
    assert apply(world, setting, "1990-Q3", own_rule).special_sessions[0, 0] == 1
    fewer = np.isin(setting.iso3, list(setting.iso3[:21]))[None, :]
    short = world.with_(seated=fewer, **members_of(fewer, setting.seats))
    assert apply(short, setting, "1990-Q3", own_rule).special_sessions[0, 0] == 0


def test_violence_that_nobody_answers_spends_itself():
    setting, world = violence(severity=1.0)
    old = world.with_(awaiting=np.array([[7.0]]))
    never = replace(SIGNING, threshold=1.0, alarm=0.0, urgency=0.0, duration=8.0)
    assert apply(old, setting, "1995-Q2", never).crisis[0, 0] == 0.0
    assert apply(old, setting, "1995-Q2", replace(never, duration=9.0)).crisis[0, 0] == 1.0


STANDING = Legitimacy(offence=1.0, tolerance=5.0, company=0.3, poor=25.0)


def test_standing_is_lost_to_the_chair_and_to_the_company_it_keeps():
    """In 1996 it is the turn of GRULAC, Cuba or Mexico. The members' mean is 40; a chair at 30 is
    5 points worse than what is tolerated, and one member of three has a poor record."""
    setting, world = three()
    world = with_rights(world, setting, 10.0, 30.0, 80.0)
    after = apply(world, setting, "1996-Q1", replace(STANDING, chair_criteria=0.75))
    assert after.chair[0, 0] == world.members[0, MEXICO]
    assert after.legitimacy[0, 0] == pytest.approx(1.0 - 0.05 - 0.1)
    later = apply(after, setting, "1995-Q1", replace(STANDING, company=0.0, recovery=0.2))
    assert later.chair[0, 0] == -1  # the turn of Asia, which has no member here
    assert later.legitimacy[0, 0] == pytest.approx(0.85 + 0.2 * 0.15)


def test_no_criterion_is_met_by_nobody_so_the_best_record_of_the_group_takes_the_chair():
    setting, world = three()
    world = with_rights(world, setting, 10.0, 20.0, 90.0)
    after = apply(world, setting, "1996-Q1", replace(STANDING, chair_criteria=1.0))
    assert after.chair[0, 0] == world.members[0, MEXICO]
    assert not Legitimacy()(world, replace(setting, quarters=(Quarter(1996, 2),)).now(0), None)


def test_a_text_of_a_body_in_poor_standing_does_less():
    setting, world = three()
    adopted = world.with_(adopted=np.array([[True]]), legitimacy=np.array([[0.25]]))
    after = apply(adopted, setting, "1995-Q1", Consequences(remedy=0.8))
    assert after.rights_departure[0, setting.challenger] == pytest.approx(0.2)


def test_half_of_the_experts_are_elected_and_bound_candidates_can_be_kept_out():
    """Every state leans South and all canvass in full: nobody elected is independent, unless all
    are vetted; the half that stays is as independent as before."""
    setting, world = three()
    world = world.with_(departure=np.full_like(world.departure, -10.0))
    bound = apply(world, setting, "1996-Q3", TreatyBodies(campaign=1.0))
    vetted = apply(world, setting, "1996-Q3", TreatyBodies(campaign=1.0, vetting=1.0))
    assert bound.expert_independence[0, 0] == pytest.approx(0.5 * 0.8)
    assert vetted.expert_independence[0, 0] == pytest.approx(0.5 * 0.8 + 0.5)
    odd = apply(world, setting, "1997-Q3", TreatyBodies(findings=0.5, usual=0.5))
    assert odd.expert_independence[0, 0] == 0.8
    ratified = setting.ratified[0, setting.challenger]
    assert odd.pressure[0, 0] - world.pressure[0, 0] == pytest.approx(0.5 * ratified * 0.3)


def test_cooperation_grows_under_a_memorandum():
    setting, world = three()
    here = setting.challenger
    rule = HighCommissioner(challenger_from=2000.0, offers=0.0, pace=0.5, protection=2.0)
    before = apply(world, setting, "1999-Q4", rule)
    first = apply(before, setting, "2000-Q4", rule)
    second = apply(first, setting, "2001-Q4", rule)
    assert [w.cooperation[0, here] for w in (before, first, second)] == [0.0, 0.5, 0.75]
    assert second.rights_departure[0, here] == pytest.approx(2.0 * (0.5 + 0.75))
    assert np.flatnonzero(second.cooperation[0]).tolist() == [here]


def test_every_state_may_sign():
    setting, world = three()
    many = HighCommissioner(challenger_from=2100.0, offers=1000.0)
    signed = apply(world, setting, "1995-Q4", many).cooperation[0] > 0
    exists = setting.now(0).exists
    assert not signed[setting.challenger] and signed.sum() == exists.sum() - 1


def test_one_question_makes_an_ngo_wait():
    """Ten apply. Unasked, three quarters pass; asked, three tenths, and of those waiting none."""
    setting, world = three()
    waiting = world.with_(deferred=np.array([[10.0]]))
    rule = NgoCommittee(applications=20.0, dropped=0.5, lapse=0.0, witness=0.2, poor=0.0)
    rule = replace(rule, eagerness=4.0, usual=0.5)  # no poor records: nobody is wary before 1996
    nobody = apply(waiting, setting, "1995-Q1", rule)
    assert nobody.accredited[0, 0] == pytest.approx(100.0 + 7.5 + 5.0)
    assert nobody.deferred[0, 0] == pytest.approx(10.0 + 2.5 - 5.0)
    inside = 112.5 / 120.0
    assert nobody.pressure[0, 0] - world.pressure[0, 0] == pytest.approx(0.1 * (inside - 0.5))
    somebody = apply(waiting, setting, "1995-Q1", replace(rule, poor=100.0, questions=1.0))
    assert somebody.accredited[0, 0] == pytest.approx(103.0)
    assert somebody.deferred[0, 0] == pytest.approx(17.0)


def test_the_parent_body_admits_over_the_committees_head_in_july():
    setting, world = three()
    waiting = world.with_(deferred=np.array([[10.0]]))
    liberal = replace(setting, position=np.ones_like(setting.position))
    southern = replace(setting, position=-np.ones_like(setting.position))
    granted = apply(waiting, liberal, "1995-Q3", NgoCommittee(overrides=0.4))
    refused = apply(waiting, southern, "1995-Q3", NgoCommittee(overrides=0.4))
    assert (granted.accredited[0, 0], granted.deferred[0, 0]) == (104.0, 6.0)
    assert granted.overrides[0, 0] == 4.0 and refused.deferred[0, 0] == 10.0
    assert not NgoCommittee()(world, replace(setting, quarters=(Quarter(1995, 4),)).now(0), None)


EASY = CriminalCourt(ease=50.0, liberal=0.0, record=0.0, undercutting=0.0, deterrence=0.5)


def test_the_court_deters_its_members_once_sixty_have_joined():
    setting, world = three()
    assert not apply(world, setting, "1999-Q2", EASY).court_members.any()  # not yet read at home
    after = apply(world, setting, "2001-Q2", EASY)
    exists = replace(setting, quarters=(Quarter(2001, 2),)).now(0).exists
    assert np.array_equal(after.court_members[0], exists)
    assert np.array_equal(after.rights_departure[0], 0.5 * exists)
    few = np.zeros_like(world.court_members)
    few[0, np.flatnonzero(exists)[:59]] = True
    closed = replace(EASY, ease=-50.0)
    short = apply(world.with_(court_members=few), setting, "2001-Q2", closed)
    assert short.court_members.sum() == 59 and not short.rights_departure.any()


def test_undercutting_reaches_those_who_stand_close_to_the_challenger():
    setting, world = three()
    everybody = world.with_(court_members=np.ones_like(world.court_members))
    rule = CriminalCourt(undercutting=1.0, departures=1.0, reach=1.0, ease=-50.0)
    stays = apply(everybody, setting, "2005-Q2", rule).court_members[0]
    distance = np.abs(setting.position[0] - setting.position[0, setting.challenger])
    assert not stays[setting.challenger] and stays[distance > 1.0].all()
    assert 0.0 < stays[distance < 1.0].mean() < 1.0
