"""Bodies: what thresholds, chairs, reforms, experts, memoranda, committees and courts do elsewhere.

Each effect is measured where the rule itself does not write, and its control cuts the link.
"""

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import (
    Moved,
    baseline,
    beside,
    country_texts,
    measured,
    outcome,
    paired,
    sponsors,
)
from sim.calendar import Quarter
from sim.evidence import GROUPS
from sim.mechanisms.bodies.ngo_committee import NgoCommittee

VIOLENT = {"special_sessions.outbreaks": 0.5, "special_sessions.toll": 5.0}


# --- special sessions --------------------------------------------------------------------------


@pytest.mark.entries("N38")
def test_the_more_members_must_ask_the_longer_victims_wait():
    many = paired({"special_sessions.threshold": 0.9}, outcome("rights"), base=VIOLENT, runs=32)
    few = paired({"special_sessions.threshold": 1 / 3}, outcome("rights"), base=VIOLENT, runs=32)
    assert many.falls and few.rises
    calm = {"special_sessions.outbreaks": 0.0}
    assert paired(
        {"special_sessions.threshold": 0.9}, outcome("rights"), base=calm, runs=32
    ).nothing


@pytest.mark.entries("N38")
def test_violence_left_unanswered_comes_back_as_texts():
    """What no special session ends is tabled in a regular one, if texts follow violations."""
    led_by_violations = VIOLENT | {"tabling.relief": 5.0}
    slow = {"special_sessions.threshold": 0.9}
    assert paired(slow, country_texts, base=led_by_violations).rises
    assert paired(slow, country_texts, base=VIOLENT | {"tabling.relief": 0.0}).nothing


@pytest.mark.entries("N38")
def test_a_crackdown_between_sessions_reaches_the_agenda_only_if_a_third_may_call_one():
    """A session on the challenger threatens it, and it offers dialogues; without one it does not.
    Nobody sponsors a draft in these worlds, so nothing else does."""
    violence = [(f"{year}-Q2", "outbreak", ("challenger",), 1.0) for year in range(1991, 1997)]
    calm = {"special_sessions.outbreaks": 0.0, "sponsorship.threshold": 5.0}
    third = calm | {"special_sessions.threshold": 1 / 3}
    assert paired({}, outcome("dialogues"), base=third, fire=violence).rises
    never = calm | {"special_sessions.threshold": 1.0}
    assert paired({}, outcome("dialogues"), base=never, fire=violence).nothing


# --- the chair and the body's standing ---------------------------------------------------------


@pytest.mark.entries("N41")
def test_a_chair_with_a_poor_record_makes_texts_do_less():
    words_count = {"consequences.remedy": 5.0, "elections.outrage": 0.0}
    only_good = {"legitimacy.chair_criteria": 1.0}
    assert paired(only_good, outcome("rights"), base=words_count).rises
    words_are_wind = {"consequences.remedy": 0.0, "elections.outrage": 0.0}
    assert paired(only_good, outcome("rights"), base=words_are_wind).nothing


@pytest.mark.entries("N41")
def test_a_chair_with_a_poor_record_brings_reform_closer():
    """Electors of a body that has lost its standing look at records; of a body in good standing
    they do not. Without that link the same chairs leave the membership alone."""
    only_good = {"legitimacy.chair_criteria": 1.0}
    angry, indifferent = {"elections.outrage": 8.0}, {"elections.outrage": 0.0}
    assert paired(only_good, recorded_rights_of_members, base=angry).falls
    assert paired(only_good, recorded_rights_of_members, base=indifferent).nothing


def recorded_rights_of_members(world, now):
    return (world.seated * now.rights).sum(axis=1) / world.seated.sum(axis=1)


# --- the reform of 2006 ------------------------------------------------------------------------


def reformed(measure, start: str, end: str) -> Moved:
    """The Council beside a Commission that goes on."""
    years = baseline().change(start=Quarter.parse(start), end=Quarter.parse(end), timeline=())
    council = measured(years, measure, 48)
    effect = council - measured(years.change(reform=False), measure, 48)
    return Moved(*paired_effect(effect), effect)


def share_of_seats(*groups: str):
    chosen = [GROUPS.index(group) for group in groups]

    def measure(world, now):
        ours = world.seated & np.isin(now.setting.group, chosen)
        return ours.sum(axis=1) / world.seated.sum(axis=1)

    return measure


def share_of_the_like_minded(world, now):
    held = (world.seated * now.caucus("like_minded_group")).sum(axis=1)
    return held / world.seated.sum(axis=1)


@pytest.mark.entries("N42")
def test_the_reform_of_2006_takes_seats_from_the_west_and_changes_little_else():
    assert reformed(share_of_seats("WEOG"), "2006-Q2", "2013-Q4").falls
    assert reformed(share_of_seats("WEOG"), "2001-Q1", "2005-Q4").nothing
    for measure in (share_of_the_like_minded, share_of_seats("AFRICA", "ASIA_PACIFIC")):
        assert abs(reformed(measure, "2006-Q2", "2013-Q4").effect) < 0.08


@pytest.mark.entries("N42")
def test_results_of_the_council_resemble_those_of_a_commission_with_the_same_preferences():
    """A quarter of the way from no to full independence would be a change; a twentieth is not."""
    assert abs(reformed(outcome("independence"), "2006-Q2", "2013-Q4").effect) < 5.0
    assert abs(reformed(outcome("universality"), "2006-Q2", "2013-Q4").effect) < 5.0
    assert reformed(outcome("independence"), "2001-Q1", "2005-Q4").nothing


# --- experts, memoranda, NGOs, the court -------------------------------------------------------


@pytest.mark.entries("N66b")
def test_friendly_experts_let_critics_forget():
    heard, unheard = {"treaty_bodies.findings": 0.3}, {"treaty_bodies.findings": 0.0}
    assert paired({"treaty_bodies.campaign": 1.0}, sponsors, base=heard).falls
    assert paired({"treaty_bodies.vetting": 1.0}, sponsors, base=heard).rises
    assert paired({"treaty_bodies.campaign": 1.0}, sponsors, base=unheard, without=beside()).nothing


@pytest.mark.entries("N66b")
def test_vetting_takes_the_effect_from_canvassing():
    vetted = {"treaty_bodies.findings": 0.3, "treaty_bodies.vetting": 1.0}
    assert paired({"treaty_bodies.campaign": 1.0}, sponsors, base=vetted, without=beside()).nothing


EARLY_MEMORANDUM = {"high_commissioner.challenger_from": 1991.0}
NO_REMEDY = {"consequences.remedy": 0.0}  # else fewer drafts alone would change practice
NOTICEABLE = 0.1  # points; a hundredth of the challenger's respect for rights


@pytest.mark.entries("N35")
def test_technical_cooperation_stands_in_for_scrutiny_and_leaves_practice_alone():
    assert paired(EARLY_MEMORANDUM, sponsors, base=NO_REMEDY, runs=32).falls
    assert paired(EARLY_MEMORANDUM, outcome("scrutiny"), base=NO_REMEDY, runs=32).falls
    practice = outcome("challenger_rights")
    assert abs(paired(EARLY_MEMORANDUM, practice, base=NO_REMEDY, runs=32).effect) < NOTICEABLE
    apart = NO_REMEDY | {"restraint.substitution": 0.0}
    assert paired(EARLY_MEMORANDUM, sponsors, base=apart, runs=32).nothing
    assert paired(EARLY_MEMORANDUM, practice, base=apart, runs=32).nothing


@pytest.mark.entries("N35")
def test_the_rival_theory_that_cooperation_protects_raises_rights():
    protects = {"high_commissioner.protection": 1.0}
    assert paired(EARLY_MEMORANDUM, outcome("challenger_rights"), base=protects).rises


@pytest.mark.entries("N66e")
def test_questions_keep_witnesses_outside_and_critics_silent():
    heard, unheard = {"ngo_committee.witness": 0.2}, {"ngo_committee.witness": 0.0}
    assert paired({"ngo_committee.questions": 0.8}, sponsors, base=heard).falls
    assert paired({"ngo_committee.questions": 0.8}, sponsors, base=unheard).nothing


@pytest.mark.entries("N66e")
def test_rights_groups_wait_for_years_and_others_do_not():
    """Those waiting over those let through in a year: what is asked about waits five years or
    more, at any time from 1990 on; what nobody asks about is let through in two."""
    rule, setting = NgoCommittee(), baseline().setting()
    for step in range(0, len(setting.quarters), 4):
        asked = float(np.squeeze(rule.asked(setting.now(step))))
        assert 1 / (2 * rule.dropped * (1 - asked)) >= 5.0
    assert 1 / (2 * rule.dropped) < 2.0


@pytest.mark.entries("N66e")
def test_only_the_parent_body_ends_the_wait_where_everybody_is_asked():
    asked = {"ngo_committee.witness": 0.2, "ngo_committee.questions": 1.0}
    assert paired({"ngo_committee.overrides": 0.8}, sponsors, base=asked).rises
    unheard = asked | {"ngo_committee.witness": 0.0}
    assert paired({"ngo_committee.overrides": 0.8}, sponsors, base=unheard).nothing


def gap_around_the_challenger(world, now):
    """From 2006 on, when the court is at work: mean respect for rights of the states within reach
    of the challenger less that of the states beyond it."""
    if now.date.year < 2006:
        return None
    distance = np.abs(now.position - now.position[now.setting.challenger])
    rights = now.rights + world.rights_departure
    within, beyond = now.exists & (distance < 2.0), now.exists & (distance > 2.5)
    return rights[:, within].mean(axis=1) - rights[:, beyond].mean(axis=1)


@pytest.mark.entries("N66d")
def test_undercutting_the_court_costs_rights_above_all_near_the_challenger():
    later, undercut = ("2000-Q1", "2009-Q4"), {"criminal_court.undercutting": 1.0}
    deters, idle = {"criminal_court.deterrence": 1.0}, {"criminal_court.deterrence": 0.0}
    for measure in (outcome("rights"), gap_around_the_challenger):
        assert paired(undercut, measure, base=deters, span=later, runs=32).falls
        assert paired(undercut, measure, base=idle, span=later, runs=32).nothing


# --- the record --------------------------------------------------------------------------------


def test_the_statute_comes_into_force_about_when_it_did():
    """The sixtieth ratification came in April 2002; in the mean of runs, within a year or two."""
    years = baseline().change(
        start=Quarter(2000, 1), end=Quarter(2005, 4), timeline=(),
    )  # fmt: skip
    short_of_sixty = measured(years, lambda world, now: world.court_members.sum(axis=1) < 60, 32)
    in_force = 2000 + 6 * short_of_sixty
    assert 2001 <= in_force.mean() <= 2004 and (in_force < 2005).all()


def test_both_bodies_hold_special_sessions_about_as_often_as_they_did():
    """Five in the Commission's last fourteen years, eleven on these situations in twelve of the
    Council; the model is to come within half and double of the first and half of the second."""
    called = lambda world, now: world.special_sessions[:, 0]  # noqa: E731
    commission = baseline().change(start=Quarter(1992, 1), end=Quarter(2005, 4), timeline=())
    council = baseline().change(start=Quarter(2006, 3), end=Quarter(2018, 2), timeline=())
    assert 2.5 <= measured(commission, called, 32).mean() * 56 <= 10
    assert 4 <= measured(council, called, 32).mean() * 48 <= 15
