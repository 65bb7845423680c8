"""Votes on states, effort inside the body, and the balance of the regime: each direction with a
control that lacks what moves it."""

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import (
    baseline,
    beside,
    country_texts,
    field,
    leaning_of,
    leaning_with_challenger,
    measured,
    paired,
)
from sim.calendar import Quarter
from sim.mechanisms.states.consequences import DECIDED

COUNCIL = ("2006-Q2", "2012-Q4")
NINETIES = ("1990-Q1", "1999-Q4")
EARLY = ("1990-Q1", "1993-Q1")
# What is learned reaches the world by these ways alone; without them it is idle.
IDLE = {
    "preparation.lesson": 0.0, "lobbying.learned": 0.0, "amendments.dilution": 0.0,
    "no_action.imitation": 0.0, "working_rules.shaping": 0.0,
}  # fmt: skip
HARDER = {"preparation.friends": 1.0, "preparation.critics": 0.0}


# --- measures ------------------------------------------------------------------------------------


def decided(world, now):
    """Whether the draft on the challenger came to a vote on its merits, when it fell due."""
    k = now.setting.challenge
    return world.level[:, k] >= DECIDED if k in now.due else None


def margin(world, now):
    """Votes for less votes against no action on the challenger, 0 if it was not moved."""
    k = now.setting.challenge
    return world.motion[:, k, 0] - world.motion[:, k, 1] if k in now.due else None


def since(year, measure):
    """The same from this year on."""
    return lambda world, now: measure(world, now) if now.date.year >= year else None


def between(years, measure):
    """The same between these years, both included."""
    first, last = years
    return lambda world, now: measure(world, now) if first <= now.date.year <= last else None


def vote_of(iso3, target):
    """The vote (+1 with, -1 against) that a state casts on a target, 0 if it has none to cast."""

    def measure(world, now):
        texts = now.setting.texts
        k = texts.names.index(target)
        if k not in now.due:
            return None
        there = (world.members == now.setting.iso3.index(iso3)) & world.present
        return (world.stances[:, k] * there * world.tabled[:, [k]]).sum(axis=1)

    return measure


def votes_for_helpers(world, now):
    """Mean vote of members that are targets themselves on states that shielded them before."""
    targets = now.setting.texts.target
    due = now.due[targets[now.due] >= 0]
    total, votes = np.zeros((2, world.replicates))
    for own in np.flatnonzero(targets >= 0):
        voter = targets[own]
        sits = (world.members == voter) & world.present
        for k in due[targets[due] != voter]:
            voted = sits & (world.tabled & ~world.blocked)[:, [k]]
            voted &= world.memory[:, own, targets[k], None] > 0.5
            total += voted.sum(axis=1)
            votes += (world.stances[:, k] * voted).sum(axis=1)
    return votes / np.maximum(total, 1) if due.size else None


def worth(world, chosen):
    """Goodwill of the chosen states, together."""
    return (world.goodwill * chosen).sum(axis=1)


def near_the_pivot(now):
    return np.abs(now.position + 0.3) < 0.4


def convinced(now):
    return np.abs(now.position + 0.3) > 1.2


def decisions_on_others(world, now):
    """Country texts decided on the merits, the challenger's apart."""
    others = now.setting.texts.target >= 0
    others[now.setting.challenge] = False
    return ((world.level >= DECIDED) & others).sum(axis=1)


def scrutiny(world, now):
    """How far texts on open situations came, by what amendments left of them, 0-1."""
    open_ = (now.setting.texts.target >= 0) & now.open
    return (world.level / 3.0 * world.strength * open_).sum(axis=1) / open_.sum()


def stopped_and_moved(world, now):
    """Motions on the challenger that carried, and all of them (R, 2)."""
    k = now.setting.challenge
    return np.stack([world.blocked[:, k], world.moved[:, k]], axis=1) if k in now.due else None


# --- procedure -----------------------------------------------------------------------------------


@pytest.mark.entries("N40")
def test_without_the_motion_drafts_on_the_challenger_come_to_a_vote():
    never, one = {"no_action.on_challenger": 0.0}, ("1990-Q1", "1990-Q1")
    assert paired(never, decided, span=NINETIES).rises
    assert paired(never, decisions_on_others, span=one).nothing
    assert paired(never, decided, without=("no_action",), span=NINETIES).nothing


@pytest.mark.entries("N40")
def test_nearly_every_motion_on_the_challenger_carries_in_the_commission():
    """Ten of eleven in the record; a body in which everybody sits is another scenario."""
    short = baseline().change(end=Quarter(2001, 1), timeline=baseline().timeline[:1])
    stopped, moved = measured(short, stopped_and_moved).mean(axis=0)
    assert 0.75 < stopped / moved < 1.0


@pytest.mark.entries("N43")
def test_the_side_that_works_harder_wins_more_decisions():
    """With the same effort on both sides, much or little, nothing differs."""
    assert paired(HARDER, decided, span=NINETIES).falls
    alike = {"preparation.lesson": 0.0, "preparation.answer": 0.0}
    both = {"preparation.friends": 1.0, "preparation.critics": 1.0}
    assert paired(both, decided, base=alike, span=EARLY).nothing


@pytest.mark.entries("N68")
def test_trained_teams_carry_procedural_votes_that_untrained_ones_lose():
    """What is trained for is procedure: without drill the same teams change no motion."""
    assert paired(HARDER, margin, span=NINETIES).rises
    untrained = {"no_action.drill": 0.0, "amendments.dilution": 0.0}
    assert paired(HARDER, margin, base=untrained, span=EARLY).nothing


# --- what is learned -----------------------------------------------------------------------------


@pytest.mark.entries("N34")
def test_what_scrutiny_teaches_keeps_later_drafts_from_a_vote():
    learns = {"learning.rate": 0.4}
    assert paired(learns, since(1994, decided), span=NINETIES).falls
    assert paired(learns, since(1994, leaning_with_challenger), span=NINETIES).rises
    assert paired(learns, since(1994, decided), base=IDLE, span=NINETIES).nothing


@pytest.mark.entries("N34")
def test_a_harder_shock_teaches_more():
    shock = [("1990-Q2", "crackdown", ("challenger",), 20.0)]
    late = since(1996, field("counter_capacity"))
    assert paired({}, late, fire=shock, base={"learning.forgetting": 0.0}).rises
    assert paired({}, late, fire=shock, base={"learning.rate": 0.0}).nothing


@pytest.mark.entries("N65")
def test_the_more_the_coalition_has_learned_the_less_the_regime_does():
    learns = {"learning.rate": 0.4}
    worth_of_it = since(1996, scrutiny)
    assert paired(learns, worth_of_it, span=NINETIES).falls
    assert paired(learns, worth_of_it, base=IDLE, span=NINETIES, runs=16).nothing


@pytest.mark.entries("N71")
def test_advocates_with_a_varied_portfolio_flatten_the_decline():
    """What scrutiny is worth declines from 2000 to 2018; with the answer it declines less."""
    span, runs = ("2000-Q1", "2018-Q4"), 16
    answer, cut_down = {"learning.portfolio": 1.0}, {"amendments.dilution": 1.0}
    first, last = (between(years, scrutiny) for years in ((2000, 2002), (2013, 2018)))
    plain = baseline().change(start=Quarter(2000, 1), timeline=(), values=cut_down)
    assert measured(plain, last, runs).mean() < measured(plain, first, runs).mean()
    early, late = (
        paired(answer, when, base=cut_down, span=span, runs=runs) for when in (first, last)
    )
    _, low, _ = paired_effect(late.differences - early.differences)
    assert low > 0
    alone = ("learning",)
    assert paired(answer, last, base=cut_down, span=span, runs=runs, without=alone).nothing


# --- capping rather than leaving -----------------------------------------------------------------


@pytest.mark.entries("N64")
def test_the_challenger_caps_the_regime_and_stays_in_it():
    skilled = {"learning.rate": 0.4}
    ways = {**IDLE, "amendments.dilution": 1.0}
    assert paired(skilled, field("country_mandates"), base=ways, span=NINETIES).falls
    assert abs(paired(skilled, country_texts, base=ways, span=NINETIES).effect) < 0.01
    assert paired(skilled, field("seated"), base=ways, span=NINETIES).nothing
    blunt = ("amendments",)
    assert paired(
        skilled, field("country_mandates"), base=ways, without=blunt, span=NINETIES
    ).nothing


@pytest.mark.entries("N66a")
def test_working_rules_against_speakers_leave_fewer_mandates_on_countries():
    shaped, dilute = {"working_rules.shaping": 1.0}, {"amendments.dilution": 1.5}
    mandates = field("country_mandates")
    assert paired(shaped, mandates, base=dilute, span=COUNCIL).falls
    assert paired(shaped, mandates, base=dilute, span=NINETIES).nothing  # not in the Commission
    assert paired(shaped, mandates, base={"amendments.dilution": 0.0}, span=COUNCIL).nothing


# --- aid for votes -------------------------------------------------------------------------------


@pytest.mark.entries("N67")
def test_grants_win_more_votes_near_the_pivot_than_among_friends():
    """Whether they win more than among the most liberal hosts is not clear in the model."""
    grants, hosts = {"lobbying.purse": 6.0}, {"lobbying.envoys": 6.0}
    near, friends = (
        paired(
            grants,
            leaning_with_challenger,
            base={**hosts, "lobbying.pivot": pivot},
            without=beside(),
        )
        for pivot in (0.0, -1.5)
    )
    assert near.rises
    assert paired_effect(near.differences - friends.differences)[1] > 0
    worthless = {**hosts, "lobbying.grant": 0.0}
    assert paired(grants, leaning_with_challenger, base=worthless, runs=8).nothing


@pytest.mark.entries("N67")
def test_convinced_states_stay_put_and_leaving_the_seat_ends_the_aid():
    grants, hosts = {"lobbying.purse": 20.0}, {"lobbying.envoys": 20.0}
    near, far = (leaning_of(who) for who in (near_the_pivot, convinced))
    assert paired(grants, near, base=hosts, runs=32).effect > 0.1
    assert abs(paired(grants, far, base=hosts, runs=32).effect) < 0.05
    left = paired(grants, lambda world, now: worth(world, ~world.seated), base=hosts, runs=32)
    seated = paired(grants, lambda world, now: worth(world, world.seated), base=hosts, runs=32)
    assert seated.rises and left.effect < 0.3 * seated.effect  # what is left fades


@pytest.mark.entries("N67")
def test_what_is_promised_too_late_moves_fewer_votes():
    busy, few = {"lobbying.envoys": 20.0}, 32
    late, early = {"lobbying.lead": 0.5}, {"lobbying.lead": 6.0}
    assert paired(late, leaning_with_challenger, base=busy, runs=few).falls
    assert paired(early, leaning_with_challenger, base=busy, runs=few).nothing
    late_critics = {"lobbying.lead_of_critics": 0.5}
    assert paired(late_critics, leaning_with_challenger, runs=few).rises


# --- shielding -----------------------------------------------------------------------------------


@pytest.mark.entries("N74")
def test_those_who_were_shielded_shield_their_helpers():
    owes = {"country_stance.shielding": 1.5}
    none = {"country_stance.shielding": 0.0}
    assert paired(owes, votes_for_helpers, base=none).rises
    assert paired(owes, votes_for_helpers, base=none, span=("1990-Q1", "1990-Q1")).nothing
    forgetful = {**none, "remembrance.rate": 0.0}
    assert paired(owes, field("stances"), base=forgetful).nothing


@pytest.mark.entries("I01")
def test_two_great_powers_shield_one_another_the_tighter_their_tie():
    tie, span = {"country_stance.nexus": 2.0}, ("1996-Q1", "2004-Q4")
    assert paired(tie, vote_of("RUS", "CHN"), span=span).rises
    assert paired(tie, vote_of("CHN", "RUS"), span=span).rises
    first = ("1996-Q1", "1996-Q1")
    everybody_else = leaning_of(lambda now: np.array(now.setting.iso3) != "RUS")
    assert paired(tie, everybody_else, span=first).nothing
    assert paired(tie, vote_of("RUS", "CUB"), span=first).nothing


@pytest.mark.entries("I01")
def test_russia_turned_from_critic_to_shield():
    vote = vote_of("RUS", "CHN")
    short = baseline().change(end=Quarter(2005, 4))
    early, late = (measured(short, between(y, vote), 32) for y in ((1992, 1995), (2002, 2005)))
    assert early.mean() < 0 < late.mean()


# --- news abroad ---------------------------------------------------------------------------------


@pytest.mark.entries("N69")
def test_the_challengers_media_make_its_violations_less_visible_abroad():
    heard = {"media.reach": 1.0, "media.midpoint": 1990.0}
    deaf = {"country_stance.unaware": 0.0, "country_stance.appeal": 0.0}
    abroad = leaning_of(lambda now: ~now.setting.critics)
    assert paired(heard, abroad, runs=32).rises
    assert paired(heard, abroad, base=deaf, runs=32).nothing
    watched = {"media.monitoring": 1.0}
    assert paired(watched, abroad, base=heard, runs=32).falls
    assert paired(heard, abroad, base=watched, runs=32).nothing
