"""Public pressure: what it does to its target, to the target's public, and to those who vote.

Each direction stands beside a control that lacks the link which should carry it."""

from typing import Any

import numpy as np
import pytest

from sim.analysis.paired import (
    Measure,
    Moved,
    field,
    leaning_of,
    less,
    of_challenger,
    paired,
    sponsors,
)
from sim.analysis.validation.actors import PRESSURE_ALONE as ALONE
from sim.evidence import GROUPS
from sim.mechanisms.pressure.narratives import religious_publics
from sim.mechanisms.pressure.usual import southern
from sim.setting import Now
from sim.world import World

SPAN = ("1990-Q1", "1994-Q1")
LATER = ("1994-Q1", "1999-Q1")  # when more publics could act
LOUD = {"tactics.campaigning": 3.0}
BY_PEERS = {"tactics.southern": 2.0 / 3.0}  # of three times the usual: campaigns as usual remain
NOT_FOLLOWED = {"publics.follow": 0.0, "reaction.yields": 0.0}
QUIET = {  # drafts as they were, and no NGO loses access by the noise of others
    "campaigns.publicity": 0.0, "access.association": 0.0,
}  # fmt: skip
NO_YIELDING = {"reaction.yields": 0.0, "reaction.together": 0.0, "reaction.talking": 0.0}
CALM = {"reaction.provokes": 0.0, "opinion.chill": 0.0, "opinion.resentment": 0.0}
UNMOVED = {"peer_pressure.persuasion": 0.0, "peer_pressure.weakening": 0.0}

rights = of_challenger("rights_departure")


def moved(change, measure: Measure, base=None, *, less=(), without=(), **more: Any) -> Moved:
    """A paired effect in a world in which nothing else carries pressure."""
    options = {"span": SPAN, "runs": 32, **more}
    without = (*ALONE, *without)
    return paired(change, measure, base=base or {}, less=less, without=without, **options)


def rights_elsewhere(world: World, now: Now) -> Any:
    """Mean respect for rights in all but the challenger, departure from the record."""
    others = now.exists & (np.arange(now.setting.states) != now.setting.challenger)
    return world.rights_departure[:, others].mean(axis=1)


def spread_of_leanings(world: World, now: Now) -> Any:
    """How far apart members are on the challenger's situation."""
    k = now.setting.challenge
    if k not in now.due:
        return None
    others = world.present & (world.members != now.setting.challenger)
    return np.ma.array(world.leaning[:, k], mask=~others).std(axis=1).filled(0.0)


votes_of_all = leaning_of(lambda now: now.exists)


def position_of(chosen) -> Measure:
    """By how far the chosen states (N,) stand nearer the liberal pole than the record has it."""

    def measure(world: World, now: Now) -> Any:
        some = now.exists & chosen(now)
        return (world.departure * some).sum(axis=1) / some.sum()

    return measure


def region(name: str):
    return lambda now: (now.setting.group == GROUPS.index(name)) & ~now.setting.critics


def undecided(now: Now) -> Any:
    return np.abs(now.position) < 0.4


def decided(now: Now) -> Any:
    return np.abs(now.position) > 1.2


def free(now: Now) -> Any:
    return undecided(now) & (now.rights > 55.0)


def unfree(now: Now) -> Any:
    return undecided(now) & (now.rights < 30.0)


def religious(now: Now) -> Any:
    return religious_publics(now.setting.iso3, now.date.year) > 0


@pytest.mark.entries("A15")
def test_solo_campaigns_change_next_to_nothing_and_coalitions_with_communities_obtain_something():
    quiet = {**UNMOVED, **QUIET, **CALM}
    alone = moved(LOUD, rights_elsewhere, quiet)
    joined = moved(LOUD, rights_elsewhere, {**quiet, "reaction.coalition": 0.5})
    assert joined.rises and abs(alone.effect) < joined.effect / 100
    unheeded = {**quiet, **NO_YIELDING, "reaction.coalition": 0.5}
    assert moved(LOUD, rights_elsewhere, unheeded).nothing


@pytest.mark.entries("A15")
def test_the_same_pressure_yields_more_where_third_states_stand_behind_it():
    turned = [("1990-Q1", "realignment", ("AFRICA", "ASIA_PACIFIC", "GRULAC"), 2.0)]
    loud, cut = {**LOUD, **CALM, **QUIET}, {**LOUD, **CALM, **QUIET, "reaction.yields": 0.0}
    behind_it = moved({}, rights, {**loud, "consequences.remedy": 0.0}, fire=turned)
    assert behind_it.rises
    assert less(
        behind_it, moved({}, rights, {**cut, "consequences.remedy": 0.0}, fire=turned)
    ).rises


def test_what_is_watched_is_done_out_of_sight_and_takes_room_from_associations():
    """Some violations fall under pressure and others take their place."""
    alone = tuple(event for event in ALONE if event not in ("repression", "modes", "civic_space"))
    room, angry = of_challenger("civic_space"), {**QUIET, "repression.severity": 60.0}
    assert paired(LOUD, room, base=angry, span=SPAN, runs=32, without=alone).falls
    open_eyed = {**angry, **NO_YIELDING, **CALM, "modes.hiding": 0.0, "opinion.provoked": 0.0}
    assert paired(LOUD, room, base=open_eyed, span=SPAN, runs=32, without=alone).nothing


@pytest.mark.entries("A25", "SO6")
def test_the_mix_of_insiders_and_outsiders_beats_either_alone_with_the_same_means():
    outside, inside = {"tactics.outside": 1.0}, {"tactics.outside": -1.0}
    assert moved(outside, rights).falls and moved(inside, rights).falls
    cut = {**NO_YIELDING, **CALM, **QUIET, **UNMOVED}
    assert moved(outside, rights, cut).nothing and moved(inside, rights, cut).nothing


@pytest.mark.entries("SO6")
def test_with_the_inside_closed_pressure_from_outside_goes_on():
    more = {"tactics.campaigning": 2.0}
    closed = {"tactics.outside": 1.0, "reaction.coalition": 0.5, **CALM}
    assert moved(more, sponsors, closed, span=("1990-Q1", "1995-Q1")).rises
    assert moved(more, rights, closed).rises
    assert moved(more, sponsors, {**closed, **QUIET, "reaction.helps": 0.0, **UNMOVED}).nothing


@pytest.mark.entries("SO7", "A25")
def test_talks_with_pressure_yield_more_than_either_and_talks_alone_little():
    base = {**CALM, **QUIET, **UNMOVED}
    silent = {**base, "reaction.talking": 0.0, "reaction.yields": 0.0}
    no_talks = ("dialogue",)
    both, pressure_alone = moved(LOUD, rights, base), moved(LOUD, rights, base, without=no_talks)
    without_talks = moved({}, rights, base, less=no_talks)
    assert less(both, pressure_alone).rises
    assert abs(without_talks.effect) < both.effect / 5
    muted = [moved(LOUD, rights, silent, without=w).differences for w in ((), no_talks)]
    assert np.allclose(*muted, atol=1e-4)


@pytest.mark.entries("A16")
def test_speaking_to_its_public_and_diaspora_takes_the_edge_off_the_backlash():
    spoken_to = {"tactics.audiences": 4.0}
    with_contact = moved(spoken_to, rights, LOUD)
    unheard = {**LOUD, "opinion.contact": 0.0, "opinion.informing": 0.0}
    assert with_contact.rises
    assert less(with_contact, moved(spoken_to, rights, unheard)).rises
    assert moved(spoken_to, of_challenger("national_feeling"), unheard).nothing


@pytest.mark.entries("A16")
def test_those_who_are_spoken_to_know_more_and_their_government_notices():
    spoken_to, no_link = {"tactics.audiences": 4.0}, {"publics.follow": 0.0}
    assert moved(spoken_to, of_challenger("departure")).rises
    assert moved(spoken_to, of_challenger("departure"), no_link).nothing


@pytest.mark.entries("A17")
def test_naming_officials_spares_the_nation_and_even_earns_sympathy():
    named = {"opinion.aim_at_officials": 1.0}
    assert moved(named, rights, LOUD).rises
    assert moved({**LOUD, **named}, field("sympathy")).rises
    assert moved(LOUD, field("sympathy")).falls
    indifferent = {**LOUD, **CALM, "reaction.yields": 0.0}
    assert moved(named, rights, indifferent).nothing


@pytest.mark.entries("A20", "A19")
def test_southern_messengers_move_southern_votes_more_than_northern_ones_of_the_same_size():
    votes = leaning_of(lambda now: southern(now) > 0)
    alone = {"reaction.helps": 0.0, "campaigns.partners_heard": 1.0}  # nothing else carries it
    northern = moved(LOUD, votes, {**alone, **QUIET})
    by_peers = moved({**LOUD, **BY_PEERS}, votes, {**alone, **QUIET})
    assert northern.falls and by_peers.falls
    assert by_peers.effect < 1.5 * northern.effect
    assert less(northern, by_peers).rises
    deaf = {**LOUD, **alone, **QUIET, **UNMOVED}
    assert moved(BY_PEERS, votes, deaf, without=("opinion",)).nothing


@pytest.mark.entries("A19", "S06")
def test_the_same_message_from_a_rival_stirs_resentment_and_from_a_peer_none():
    unsupported = {**NO_YIELDING, **UNMOVED, **QUIET}
    rival = moved(LOUD, rights, unsupported)
    assert rival.falls
    neutral = moved({**LOUD, **BY_PEERS}, rights, unsupported)
    assert abs(neutral.effect) < abs(rival.effect) / 20
    assert moved(BY_PEERS, rights, {**LOUD, **unsupported}).rises
    assert moved(LOUD, rights, {**unsupported, "opinion.provoked": 0.0}).nothing


@pytest.mark.entries("S06")
def test_state_media_turn_criticism_by_rivals_into_loyalty_and_have_no_use_for_neutral_voices():
    hostile = {"opinion.state_media": 2.0}
    assert moved(hostile, rights, LOUD).falls
    assert moved(hostile, of_challenger("departure"), LOUD).falls  # less willing to complain
    assert moved(hostile, rights, {**LOUD, "tactics.southern": 1.0}).nothing


@pytest.mark.entries("A21")
def test_proposals_provoke_less_backlash_and_win_less_publicity():
    proposed = {"tactics.solutions": 0.6}
    unsupported = {**LOUD, **NO_YIELDING, **UNMOVED, **QUIET}
    assert moved(proposed, rights, unsupported).rises
    assert moved(proposed, rights, {**unsupported, "opinion.provoked": 0.0}).nothing
    assert moved(proposed, sponsors, LOUD).falls
    unseen = {**LOUD, **QUIET, "reaction.helps": 0.0, **UNMOVED, **CALM}
    assert moved(proposed, sponsors, unseen).nothing


@pytest.mark.entries("A21")
def test_proposals_open_doors():
    proposed = {"tactics.solutions": 0.6}
    assert moved(proposed, field("ngo_access"), LOUD).rises
    assert moved(proposed, field("ngo_access"), {**LOUD, "access.association": 0.0}).nothing


@pytest.mark.entries("A30")
def test_hope_wins_the_undecided_where_fear_does_not():
    hope, fear = {"narratives.hope": 1.0}, {"narratives.hope": -1.0}
    votes = leaning_of(undecided)
    by_hope, by_fear = moved(hope, votes, span=LATER), moved(fear, votes, span=LATER)
    assert by_hope.falls and less(by_fear, by_hope).rises
    assert moved(hope, votes, NOT_FOLLOWED).nothing


@pytest.mark.entries("A30")
def test_hope_goes_further_by_being_passed_on():
    hope, alone = {"narratives.hope": 1.0}, {"narratives.contagion": 0.0}
    passed_on = moved(hope, position_of(free), span=LATER, runs=16)
    assert less(passed_on, moved(hope, position_of(free), alone, span=LATER, runs=16)).rises
    fear = {"narratives.hope": -1.0}
    assert less(moved(fear, votes_of_all), moved(fear, votes_of_all, alone)).nothing


@pytest.mark.entries("A30")
def test_fear_drives_camps_apart():
    fear, hope = {"narratives.hope": -1.0}, {"narratives.hope": 1.0}
    apart = moved(fear, spread_of_leanings)
    assert apart.rises and less(apart, moved(hope, spread_of_leanings)).rises
    assert moved(fear, spread_of_leanings, {"narratives.polarising": 0.0}).nothing


@pytest.mark.entries("A31")
def test_new_stories_win_the_undecided_and_leave_friends_and_opponents():
    told = {"narratives.new_stories": 1.0}
    middle, poles = (moved(told, leaning_of(who), runs=64) for who in (undecided, decided))
    assert middle.falls
    assert abs(poles.effect) < abs(middle.effect) / 5
    assert moved(told, leaning_of(undecided), NOT_FOLLOWED).nothing


@pytest.mark.entries("A37")
def test_hope_moves_governments_where_people_can_act_and_ends_in_fatigue_where_they_cannot():
    hope = {"narratives.hope": 1.0}
    assert moved(hope, position_of(free)).rises
    assert moved(hope, position_of(unfree)).falls
    assert moved(hope, position_of(unfree), NOT_FOLLOWED).nothing


@pytest.mark.entries("A37")
def test_what_hope_can_win_is_bounded():
    hope, deep = {"narratives.hope": 1.0}, {"narratives.persuasion": 0.3}
    bounded = moved(hope, position_of(free), deep, span=LATER, runs=16)
    higher = {**deep, "narratives.ceiling": 1.0}
    assert bounded.rises
    assert less(moved(hope, position_of(free), higher, span=LATER, runs=16), bounded).rises
    assert moved(hope, position_of(free), {"narratives.persuasion": 0.0}).nothing


@pytest.mark.entries("A39")
def test_a_norm_in_terms_of_faith_is_heard_by_religious_publics():
    secular = {"narratives.norm": 1.0}
    in_faith = {**secular, "narratives.in_faith_terms": 1.0}
    votes = leaning_of(religious)
    assert less(moved(secular, votes), moved(in_faith, votes)).rises
    assert moved(in_faith, votes).falls
    assert moved(in_faith, votes, NOT_FOLLOWED).nothing


@pytest.mark.entries("SD11")
def test_asian_solidarity_costs_the_challenger_its_region_and_the_case_against_the_west():
    raised, asia = {"peer_pressure.asian_voices": 1.0}, leaning_of(region("ASIA_PACIFIC"))
    assert moved(raised, asia).falls
    assert moved(raised, field("frame"), runs=16).falls
    unheard = {"peer_pressure.solidarity": 0.0, "peer_pressure.weakening": 0.0}
    assert moved(raised, asia, unheard, runs=16).nothing
    assert moved(raised, field("frame"), unheard, runs=16).nothing


@pytest.mark.entries("S05")
def test_firms_cancel_what_ngos_win_by_lobbying_and_more_where_stakes_are_higher():
    lobbied, span = {"tactics.lobbying": 3.0}, ("1992-Q1", "1997-Q1")
    low, high = {"trade_link.half_share": 8.0}, {"trade_link.half_share": 1.0}
    turned = {"hearing.set_against": 1.0, "restraint.business": 0.0}
    friendly = {"hearing.set_against": 0.0, "restraint.business": 0.0}
    won, kept, cancelled = (
        moved(lobbied, sponsors, base, span=span)
        for base in ({**friendly, **high}, {**turned, **low}, {**turned, **high})
    )
    assert won.rises and less(won, cancelled).rises and less(kept, cancelled).rises
    assert moved(lobbied, sponsors, {**turned, "hearing.weight": 0.0}).nothing
