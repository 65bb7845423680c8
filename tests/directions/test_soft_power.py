"""What attracts states to the challenger, and what repels them: the direction of each, beside a
control in which the link is cut."""

from typing import Any

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import (
    Measure,
    Moved,
    field,
    leaning_of,
    leaning_with_challenger,
    less,
    paired,
    sponsors,
)
from sim.engine.simulate import Play
from sim.evidence import GROUPS
from sim.setting import Now
from sim.world import World

NINETIES = ("1990-Q1", "1996-Q4")
UNHEARD = {"country_stance.appeal": 0.0, "restraint.charm": 0.0}  # attraction weighs nothing
NO_AID = {"lobbying.envoys": 0.0, "lobbying.envoys_per_sponsor": 0.0, "finance.lending": 0.0}
NO_OUTREACH = {"courtship.travel": 0.0, "courtship.hosting": 0.0, "courtship.schooling": 0.0}
NO_PARTNERS = {"courtship.partnerships": 0.0}
RICH = {"courtship.budget": 400.0}


def during(measure: Measure, first: int, last: int) -> Measure:
    """A measure in these years only."""
    return lambda world, now: measure(world, now) if first <= now.date.year <= last else None


def everybody(now: Now) -> Any:
    return np.ones(now.setting.states)


def swing(now: Now) -> Any:
    return ~now.setting.critics


def small(now: Now) -> Any:
    return now.setting.small > 0.6


def large(now: Now) -> Any:
    return now.setting.small < 0.4


def region(name: str):
    return lambda now: now.setting.group == GROUPS.index(name)


def gap(one: Measure, other: Measure) -> Measure:
    """By how much one measure exceeds another."""

    def measure(world: World, now: Now) -> Any:
        ours, theirs = one(world, now), other(world, now)
        return None if ours is None else ours - theirs

    return measure


def mean_of(name: str, chosen=everybody) -> Measure:
    """The mean of a field (R, N) over existing states that are chosen."""

    def measure(world: World, now: Now) -> Any:
        some = now.exists & np.asarray(chosen(now), dtype=bool)
        return getattr(world, name)[:, some].mean(axis=1)

    return measure


def positions(world: World, now: Now) -> Any:
    return (now.position + world.departure)[:, now.exists]


def spread(world: World, now: Now) -> Any:
    """Variance of ideal points."""
    return positions(world, now).var(axis=1)


def middle(world: World, now: Now) -> Any:
    """Share of states within half a standard deviation of the middle."""
    return (np.abs(positions(world, now)) < 0.5).mean(axis=1)


def added(one: Moved, other: Moved) -> Moved:
    """The sum of two effects under the same luck."""
    differences = one.differences + other.differences
    return Moved(*paired_effect(differences), differences)


@pytest.mark.entries("N01", "N14")
def test_culture_that_costs_nothing_wins_votes_without_aid_or_budget():
    poor = {**NO_AID, "courtship.budget": 0.0}
    liked = {"attraction.culture": 0.7}
    assert paired(liked, leaning_with_challenger, base=poor, span=NINETIES).rises
    assert paired(
        liked, leaning_with_challenger, base={**poor, **UNHEARD}, span=NINETIES, runs=32
    ).nothing


@pytest.mark.entries("N14")
def test_what_culture_wins_is_the_same_whatever_is_spent():
    """Ties are won by spending; the part that culture has in attraction is not."""
    span, liked = ("1990-Q1", "1991-Q4"), {"attraction.culture": 0.7}
    lean = leaning_of(everybody)
    without_money = paired(liked, lean, base={"courtship.budget": 0.0}, span=span)
    with_money = paired(liked, lean, base={**RICH, "courtship.travel": 100.0}, span=span)
    assert without_money.rises and with_money.rises
    assert np.allclose(without_money.differences, with_money.differences, rtol=0.1)


@pytest.mark.entries("N02")
def test_a_crisis_of_the_critics_moves_swing_states_without_any_effort_and_fades():
    span, crisis = ("1990-Q1", "2004-Q4"), [("1991-Q4", "financial_crisis", ("critics",), 1.0)]
    lean = leaning_of(swing)
    early = paired({}, during(lean, 1992, 1993), fire=crisis, span=span, runs=32)
    late = paired({}, during(lean, 2003, 2004), fire=crisis, span=span, runs=32)
    assert early.rises and less(early, late).rises
    assert abs(late.effect) < early.effect / 2
    assert paired({}, field("spent"), fire=crisis, span=NINETIES, runs=8).nothing


@pytest.mark.entries("N02")
def test_a_crisis_moves_nobody_where_neither_votes_nor_positions_heed_it():
    crisis = [("1991-Q4", "financial_crisis", ("critics",), 1.0)]
    deaf = {**UNHEARD, "polarisation.release": 0.0}
    assert paired({}, leaning_of(swing), fire=crisis, base=deaf, span=NINETIES, runs=32).nothing


@pytest.mark.entries("N03")
def test_the_message_of_equal_respect_moves_small_states_more():
    more = {"courtship.travel": 120.0}
    alike = {
        **RICH, **NO_PARTNERS, "courtship.small_states_first": 0.0, "courtship.grandeur": 0.0,
    }  # fmt: skip
    between = gap(leaning_of(small), leaning_of(large))
    equal_respect = {**alike, "courtship.dignity": 3.0}
    assert paired(more, between, base=equal_respect, span=NINETIES).rises
    assert paired(more, between, base={**alike, "courtship.dignity": 0.0}, span=NINETIES).unclear


@pytest.mark.entries("N04")
def test_growth_ahead_of_the_critics_attracts_and_a_slump_repels():
    ahead, slump = {"reputation.growth_gap": 15.0}, [("1992-Q4", "slump", ("challenger",), 1.0)]
    assert paired(ahead, leaning_of(swing), span=NINETIES).rises
    assert paired({}, leaning_of(swing), fire=slump, span=NINETIES).falls
    deaf = {**UNHEARD, "polarisation.rate": 0.0}
    assert paired(ahead, leaning_of(swing), base=deaf, span=NINETIES, runs=16).nothing
    assert paired({}, leaning_of(swing), fire=slump, base=deaf, span=NINETIES, runs=16).nothing


@pytest.mark.entries("N05")
def test_a_great_event_attracts_for_a_while():
    games, span = [("1991-Q3", "mega_event", ("challenger",), 1.0)], ("1990-Q1", "1998-Q4")
    lean = leaning_of(everybody)
    soon = paired({}, during(lean, 1992, 1992), fire=games, span=span)
    later = paired({}, during(lean, 1998, 1998), fire=games, span=span)
    assert soon.rises and abs(later.effect) < soon.effect / 4
    soon_unheard = paired({}, during(lean, 1992, 1992), fire=games, base=UNHEARD, span=span, runs=8)
    assert soon_unheard.nothing


@pytest.mark.entries("N05")
def test_a_great_event_gives_critics_a_moment_too():
    games = [("1991-Q3", "mega_event", ("challenger",), 0.0)]
    moment = during(sponsors, 1992, 1994)
    assert paired({}, moment, fire=games, span=NINETIES).rises
    unmoved = {"sponsorship.attention": 0.0, "restraint.charm": 0.0}
    assert paired({}, moment, fire=games, base=unmoved, span=NINETIES, runs=16).nothing


@pytest.mark.entries("N06")
def test_honours_multiply_attraction_that_critics_already_feel():
    honoured = {"reputation.honours": 20.0}
    among_critics = leaning_of(lambda now: now.setting.critics)
    assert paired(honoured, among_critics, base={"attraction.culture": 0.5}, span=NINETIES).rises
    nothing_felt = {
        "attraction.culture": 0.0, "attraction.heritage": 0.0, "attraction.elite": 0.0,
        "attraction.officers": 0.0, "attraction.money": 0.0, "attraction.presence": 0.0,
    }  # fmt: skip
    assert paired(honoured, among_critics, base=nothing_felt, span=NINETIES, runs=32).nothing


@pytest.mark.entries("N08")
def test_neighbours_lean_more_before_any_policy_and_keep_that_head_start():
    near, shared = leaning_of(region("ASIA_PACIFIC")), {"attraction.heritage": 0.6}
    span = ("1990-Q1", "1991-Q4")  # before votes that differ are remembered
    idle, busy = {"courtship.budget": 0.0}, {**RICH, "courtship.travel": 100.0}
    without_policy = paired(shared, near, base=idle, span=span)
    with_policy = paired(shared, near, base=busy, span=span)
    assert without_policy.rises and with_policy.rises
    assert np.allclose(without_policy.differences, with_policy.differences, rtol=0.1)
    assert paired(shared, leaning_of(region("AFRICA")), base=idle, span=span, runs=32).nothing
    assert paired(shared, near, base={**idle, **UNHEARD}, span=span, runs=32).nothing


@pytest.mark.entries("N09")
def test_old_friends_never_fall_below_a_floor():
    """When everything else is cut, friends lose less than the others; without loyalty as much."""
    cut = {
        "attraction.culture": 0.0, "attraction.heritage": 0.0, "courtship.budget": 0.0,
        "reputation.growth_gap": 0.0, "finance.lending": 0.0,
    }  # fmt: skip
    friends = mean_of("attraction", lambda now: now.setting.old_friends * swing(now))
    others = mean_of("attraction", lambda now: (1.0 - now.setting.old_friends) * swing(now))
    floor, none = {"attraction.loyalty": 0.4}, {"attraction.loyalty": 0.0}
    assert paired(cut, leaning_of(swing), base=none, span=NINETIES).falls
    spared, plain = (
        paired(cut, gap(friends, others), base=base, span=NINETIES, runs=32)
        for base in (floor, none)
    )
    assert less(spared, plain).rises
    lean = leaning_of(lambda now: now.setting.old_friends)
    assert paired(floor, lean, base={**cut, **none}, span=NINETIES).rises
    assert paired(floor, lean, base={**cut, **none, **UNHEARD}, span=NINETIES, runs=16).nothing


@pytest.mark.entries("N18")
def test_the_same_outreach_earns_less_while_violations_are_seen():
    """The effect of outreach after a crackdown beside the effect without it, same luck."""
    outreach = {**RICH, "courtship.travel": 100.0}
    fresh = {**NO_AID, "consequences.attention_half_life": 80.0, "trade_link.attention": 1.0}
    faded = {**NO_AID, "consequences.attention_half_life": 1.0, "trade_link.attention": 0.0}

    def yields(measure: Measure, **more: float) -> Moved:
        seen, unseen = (
            paired(outreach, during(measure, 1992, 1996), base={**base, **more}, span=NINETIES)
            for base in (fresh, faded)
        )
        assert seen.rises and unseen.rises
        return less(seen, unseen)

    assert yields(leaning_of(swing)).falls
    assert yields(mean_of("attraction", swing)).falls
    assert yields(mean_of("attraction", swing), **{"attraction.wound": 0.0}).nothing


@pytest.mark.entries("N16")
def test_states_that_borrow_and_trade_more_come_closer():
    borrowers = leaning_of(lambda now: now.setting.financed > 0.4)
    span, more = ("1990-Q1", "2000-Q4"), {"finance.lending": 6.0}
    closer_only = {"attraction.money": 0.0}
    unmoved = {"attraction.money": 0.0, "finance.convergence": 0.0, "media.reach": 0.0}
    assert paired(more, borrowers, span=span).rises
    assert paired(more, borrowers, base=closer_only, span=span).rises
    assert paired({"finance.trade": 2.0}, borrowers, base=closer_only, span=span).rises
    assert paired(more, borrowers, base=unmoved, span=span, runs=16).nothing


@pytest.mark.entries("N17")
def test_a_rival_model_that_gains_empties_the_middle():
    model = {"reputation.growth_gap": 15.0, "reputation.performance": 0.2}
    assert paired(model, spread).rises
    assert paired(model, middle).falls
    uncharmed = {"restraint.charm": 0.0}
    assert paired(model, spread, base=uncharmed, without=("polarisation",), runs=16).nothing


@pytest.mark.entries("N27")
def test_institutes_follow_an_s_curve_and_close_where_a_threat_is_seen():
    span = ("2003-Q1", "2016-Q4")
    found = [
        world.institutes.mean(axis=1) for now, world in _played(span, 8) if now.date.quarter == 4
    ]
    opened = np.diff(np.mean(found, axis=1))
    height = int(np.argmax(opened))
    assert 2 <= height <= 6  # growth quickens for some years after 2004, then slows
    assert (np.diff(opened[: height + 1]) > 0).all() and opened[-1] < opened[height] / 4
    alarmed, late = {"interference.alarm": 2.0}, during(field("institutes"), 2010, 2016)
    assert paired(alarmed, late, span=span, runs=32).falls
    assert paired(alarmed, late, base={"institutes.closing": 0.0}, span=span, runs=16).nothing


@pytest.mark.entries("N27")
def test_institutes_raise_the_leaning_of_their_hosts_a_little():
    span, none = ("2003-Q1", "2016-Q4"), {"institutes.founding": 0.0}
    hosts = leaning_of(lambda now: now.setting.institutes >= 3)
    lost = paired(none, hosts, span=span, runs=32)
    assert lost.falls and lost.effect > -0.5
    assert paired(none, hosts, base=UNHEARD, span=span, runs=16).nothing


@pytest.mark.entries("I02")
def test_naming_a_threat_brings_sponsors_and_splits_the_rest():
    alarm = {"interference.alarm": 2.0}
    assert paired(alarm, sponsors, span=NINETIES).rises
    assert paired(alarm, spread, span=NINETIES).rises
    apart = ("restraint", "polarisation")
    assert paired(alarm, sponsors, without=apart, span=NINETIES, runs=16).nothing
    assert paired(alarm, spread, without=apart, span=NINETIES, runs=16).nothing


@pytest.mark.entries("I03")
def test_detected_interference_repels_and_undetected_leaves_no_mark():
    tried = {"interference.interference": 20.0}
    free = leaning_of(lambda now: now.rights >= 60.0)
    seen, unseen = {"interference.detection": 0.5}, {"interference.detection": 0.0}
    assert paired(tried, free, base=seen, span=NINETIES).falls
    assert paired(tried, sponsors, base=seen, span=NINETIES).rises
    assert paired(tried, free, base=unseen, span=NINETIES, runs=16).nothing
    assert paired(tried, sponsors, base=unseen, span=NINETIES, runs=16).nothing


def _played(span: tuple[str, str], runs: int):
    from sim.analysis.paired import baseline
    from sim.calendar import Quarter

    first, last = map(Quarter.parse, span)
    return Play.of(baseline().change(start=first, end=last, timeline=())).run(0, runs)
