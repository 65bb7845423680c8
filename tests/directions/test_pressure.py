"""Public pressure: what it does to its target, to the target's public, and to those who vote.

Each direction stands beside a control that lacks the link which should carry it."""

from typing import Any

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.evidence import GROUPS
from sim.mechanisms.pressure.narratives import religious_publics
from sim.mechanisms.pressure.usual import southern
from sim.setting import Now
from sim.world import World
from tests.directions.paired import (
    Measure,
    Moved,
    field,
    leaning_of,
    of_challenger,
    paired,
    sponsors,
)

SPAN = ("1990-Q1", "1996-Q4")
LOUD = {"tactics.campaigning": 3.0}
BY_PEERS = {"tactics.southern": 2.0 / 3.0}  # of three times the usual: campaigns as usual remain
NO_YIELDING = {"reaction.yields": 0.0, "reaction.together": 0.0, "reaction.talking": 0.0}
CALM = {"reaction.provokes": 0.0, "opinion.chill": 0.0, "opinion.resentment": 0.0}
UNMOVED = {"peer_pressure.persuasion": 0.0, "peer_pressure.weakening": 0.0}

rights = of_challenger("rights_departure")


def moved(change, measure: Measure, base=None, **more: Any) -> Moved:
    return paired(change, measure, base=base or {}, **{"span": SPAN, "runs": 48, **more})


def less(one: Moved, other: Moved) -> Moved:
    """The difference of two effects under the same luck."""
    differences = one.differences - other.differences
    return Moved(*paired_effect(differences), differences)


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
def test_solo_campaigns_change_nothing_and_coalitions_with_communities_obtain_something():
    quiet = {**UNMOVED, "campaigns.publicity": 0.0}
    alone = moved(LOUD, rights_elsewhere, quiet, without=("opinion",))
    joined = moved(LOUD, rights_elsewhere, {**quiet, "reaction.coalition": 0.5})
    assert alone.nothing
    assert joined.rises and less(joined, alone).rises
    unheeded = {**quiet, "reaction.coalition": 0.5, "reaction.yields": 0.0, **CALM}
    assert moved(LOUD, rights_elsewhere, unheeded).nothing


@pytest.mark.entries("A15")
def test_pressure_works_through_third_states_too():
    """Where the South has come to vote against the challenger the same campaign yields more."""
    outspoken = {"country_stance.great_power": 0.0, "no_action.on_challenger": 0.0, **CALM}
    with_them = moved(LOUD, rights, outspoken)
    without_them = moved(LOUD, rights, CALM)
    assert less(with_them, without_them).rises
    assert less(
        moved(LOUD, rights, {**outspoken, **NO_YIELDING}),
        moved(LOUD, rights, {**CALM, **NO_YIELDING}),
    ).nothing


@pytest.mark.entries("A25", "SO6")
def test_the_mix_of_insiders_and_outsiders_beats_either_alone_with_the_same_means():
    outside, inside = {"tactics.outside": 1.0}, {"tactics.outside": -1.0}
    assert moved(outside, rights).falls
    assert moved(inside, rights).falls
    cut = {**NO_YIELDING, **CALM}
    assert moved(outside, rights, cut).nothing and moved(inside, rights, cut).nothing


@pytest.mark.entries("SO6")
def test_with_the_inside_closed_pressure_from_outside_goes_on():
    closed = {"tactics.outside": 1.0, "reaction.coalition": 0.5}
    assert moved({"tactics.campaigning": 2.0}, sponsors, closed).rises
    assert moved({"tactics.campaigning": 2.0}, rights, {**closed, **CALM}).rises
    mute = {**closed, **CALM, "campaigns.publicity": 0.0, "reaction.helps": 0.0, **UNMOVED}
    assert moved({"tactics.campaigning": 2.0}, sponsors, mute).nothing


@pytest.mark.entries("SO7", "A25")
def test_talks_with_pressure_yield_more_than_either_and_talks_alone_little():
    no_talks = ("dialogue",)
    both = moved(LOUD, rights, CALM)
    pressure_alone = moved(LOUD, rights, CALM, without=no_talks)
    talks_alone = less(moved({}, rights, CALM), moved({}, rights, CALM, less=no_talks))
    assert less(both, pressure_alone).rises
    assert less(both, talks_alone).rises
    assert abs(talks_alone.effect) < both.effect / 5
    idle = {**CALM, "reaction.talking": 0.0, "reaction.yields": 0.0}
    assert less(moved(LOUD, rights, idle), moved(LOUD, rights, idle, without=no_talks)).nothing


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
    northern = moved(LOUD, votes, {**alone, "campaigns.publicity": 0.0})
    by_peers = moved({**LOUD, **BY_PEERS}, votes, {**alone, "campaigns.publicity": 0.0})
    assert northern.falls and by_peers.falls
    assert by_peers.effect < 1.5 * northern.effect
    assert less(northern, by_peers).rises
    deaf = {**LOUD, **alone, **UNMOVED}
    assert moved(BY_PEERS, votes, deaf, without=("opinion",)).nothing


@pytest.mark.entries("A19", "S06")
def test_the_same_message_from_a_rival_stirs_resentment_and_from_a_peer_none():
    unsupported = {**NO_YIELDING, **UNMOVED}
    assert moved(LOUD, rights, unsupported).falls
    neutral = moved({**LOUD, **BY_PEERS}, rights, unsupported)
    assert abs(neutral.effect) < 1e-9
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
    assert moved(proposed, rights, {**LOUD, **NO_YIELDING}).rises
    assert moved(proposed, sponsors, LOUD).falls
    assert moved(proposed, rights, {**LOUD, **NO_YIELDING, "opinion.provoked": 0.0}).nothing
    unseen = {**LOUD, "campaigns.publicity": 0.0, "reaction.helps": 0.0, **UNMOVED, **CALM}
    assert moved(proposed, sponsors, unseen).nothing


@pytest.mark.entries("A30")
def test_hope_wins_the_undecided_where_fear_does_not():
    hope, fear = {"narratives.hope": 1.0}, {"narratives.hope": -1.0}
    votes = leaning_of(undecided)
    by_hope, by_fear = moved(hope, votes), moved(fear, votes)
    assert by_hope.falls and less(by_fear, by_hope).rises
    assert abs(by_fear.effect) < abs(by_hope.effect)
    assert moved(hope, votes, {"publics.follow": 0.0}).nothing


@pytest.mark.entries("A30")
def test_fear_drives_camps_apart():
    fear, hope = {"narratives.hope": -1.0}, {"narratives.hope": 1.0}
    apart = moved(fear, spread_of_leanings)
    assert apart.rises and less(apart, moved(hope, spread_of_leanings)).rises
    assert moved(fear, spread_of_leanings, {"narratives.polarising": 0.0}).nothing


@pytest.mark.entries("A31")
def test_new_stories_win_the_undecided_and_leave_friends_and_opponents():
    told = {"narratives.new_stories": 1.0}
    middle, poles = moved(told, leaning_of(undecided)), moved(told, leaning_of(decided))
    assert middle.falls
    assert abs(poles.effect) < abs(middle.effect) / 5
    assert moved(told, leaning_of(undecided), {"publics.follow": 0.0}).nothing


@pytest.mark.entries("A37")
def test_hope_ends_in_fatigue_where_nobody_can_act_on_it_and_is_bounded_elsewhere():
    hope, long = {"narratives.hope": 1.0}, ("1990-Q1", "2004-Q4")
    assert moved(hope, leaning_of(free)).falls
    assert moved(hope, leaning_of(unfree)).rises
    once = moved(hope, leaning_of(free), span=long, runs=32)
    twice = moved(
        hope, leaning_of(free), {"narratives.persuasion": 0.12}, span=long, runs=32
    )
    assert twice.effect < once.effect and twice.effect > 1.8 * once.effect
    assert moved(hope, leaning_of(unfree), {"narratives.persuasion": 0.0}).nothing


@pytest.mark.entries("A39")
def test_a_norm_in_terms_of_faith_is_heard_by_religious_publics():
    secular = {"narratives.norm": 1.0}
    in_faith = {**secular, "narratives.in_faith_terms": 1.0}
    votes = leaning_of(religious)
    assert less(moved(secular, votes), moved(in_faith, votes)).rises
    assert moved(in_faith, votes).falls
    assert moved(in_faith, votes, {"publics.follow": 0.0}).nothing


@pytest.mark.entries("SD11")
def test_asian_solidarity_costs_the_challenger_its_region_and_the_case_against_the_west():
    raised = {"peer_pressure.asian_voices": 1.0}
    asia, africa = leaning_of(region("ASIA_PACIFIC")), leaning_of(region("AFRICA"))
    assert moved(raised, asia).falls
    assert less(moved(raised, africa), moved(raised, asia)).rises
    assert moved(raised, field("frame")).falls
    unheard = {"peer_pressure.solidarity": 0.0, "peer_pressure.weakening": 0.0}
    assert moved(raised, asia, unheard).nothing and moved(raised, field("frame"), unheard).nothing


@pytest.mark.entries("S05")
def test_firms_cancel_what_ngos_win_by_lobbying_and_more_where_stakes_are_higher():
    lobbied, span = {"tactics.lobbying": 3.0}, ("1990-Q1", "2004-Q4")
    free_hand, set_against = (
        moved(lobbied, sponsors, {"business_lobby.set_against": s}, span=span) for s in (0.0, 1.0)
    )
    assert free_hand.rises and less(free_hand, set_against).rises
    high = {"business_lobby.set_against": 1.0, "trade_link.exposure_midpoint": 1990.0}
    assert less(set_against, moved(lobbied, sponsors, high, span=span)).unclear
    assert moved(lobbied, sponsors, {"business_lobby.voice": 0.0}).nothing
