"""The bilateral channel: what passes between the challenger and its critics, one by one."""

import numpy as np
import pytest

from sim.analysis.paired import (
    baseline,
    beside,
    field,
    measured,
    outcome,
    paired,
    sponsors,
)
from sim.calendar import Quarter
from sim.mechanisms.quiet_diplomacy.concessions import before_a_vote
from sim.mechanisms.quiet_diplomacy.trade_link import leading_power

RELEASES, RIGHTS = outcome("releases"), outcome("challenger_rights")
CANCELLATIONS, DIALOGUES = outcome("cancellations"), outcome("dialogues")
NINETIES = ("1990-Q1", "1997-Q4")
EARLY = ("1990-Q1", "1993-Q4")  # while trade is still linked to rights
NO_REMEDY = {"consequences.remedy": 0.0}  # texts that do nothing for rights
LOUD = {  # people are heard, arrests are not
    "representations.voice": 0.05,
    "representations.testimony": 0.05,
    "representations.news": 0.0,
}


def in_years(measure, first, last):
    """The measure in these years alone."""
    return lambda world, now: measure(world, now) if first <= now.date.year <= last else None


def sponsoring(chosen):
    """The share of the critics chosen (N,) who sponsor when it falls due."""

    def measure(world, now):
        if now.setting.challenge not in now.due:
            return None
        who = chosen(now) & now.setting.critics & now.exists
        return (world.sponsored & who).sum(axis=1) / max(int(who.sum()), 1)

    return measure


def followers(now):
    return np.arange(now.setting.states) != leading_power(now)


def large(now):
    return now.trade >= 2.0


@pytest.mark.entries("N32")
def test_a_crackdown_brings_sponsors_who_leave_again_within_years():
    crackdown = (("1992-Q1", "crackdown", ("challenger",), 15.0),)
    span = ("1992-Q1", "2000-Q4")
    soon = paired({}, in_years(sponsors, 1992, 1994), fire=crackdown, span=span)
    later = paired({}, in_years(sponsors, 1999, 2000), fire=crackdown, span=span)
    assert soon.rises and later.effect < soon.effect / 2
    drawn = {"sponsorship.attention": 0.0}
    at_once = ("1992-Q1", "1992-Q2")
    assert paired({}, sponsors, fire=crackdown, span=at_once).rises
    assert paired({}, sponsors, fire=crackdown, span=at_once, base=drawn).nothing


@pytest.mark.entries("N49")
def test_those_on_a_list_are_freed_few_as_they_are_and_others_never():
    more = {"representations.names": 10.0}
    assert paired(more, RELEASES, base={"representations.names": 0.0}, span=NINETIES).rises
    assert paired(
        more, RELEASES, base={"concessions.hit_rate": 0.0}, span=EARLY, without=beside()
    ).nothing
    unlisted = baseline().change(
        values={"representations.names": 0.0, "trade_link.releases_per_renewal": 0.0},
        end=Quarter.parse("1997-Q4"),
        without=("promises", *beside()),
    )
    assert not measured(unlisted, RELEASES, 8).any()


@pytest.mark.entries("N50")
def test_meetings_with_dissidents_are_answered_by_arrests_and_become_fewer():
    bold = LOUD | {"representations.contacts_per_visit": 4.0, "representations.affront": 0.0}
    answered = {"representations.affront": 3.0}
    assert paired(answered, field("arrests"), base=bold, span=NINETIES).rises
    assert paired(answered, field("contacts"), base=bold, span=NINETIES).falls
    assert paired(answered, sponsors, base=bold, span=NINETIES).falls  # witnesses fall silent
    shy = bold | {"representations.contacts_per_visit": 0.0}
    for measure in (field("arrests"), sponsors):
        assert paired(answered, measure, base=shy, span=NINETIES, runs=32).nothing


@pytest.mark.entries("N51")
def test_releases_bunch_before_votes_and_sponsors_leave_while_arrests_and_rights_do_not_change():
    known = NO_REMEDY | {"representations.names": 20.0, "representations.refill": 0.0}
    timed, even = {"concessions.timing": 15.0}, known | {"concessions.timing": 1.0}

    def bunched(world, now):
        return (1.0 if before_a_vote(now) else -1.0) * world.releases[:, 0]

    # Wherever credit counts: a release is forgotten within a year.
    credited = even | {"restraint.appeasement": 1.0}
    assert paired(timed, bunched, base=credited, span=NINETIES).rises
    assert paired(timed, sponsors, base=credited, span=NINETIES).falls
    unlinked = credited | {"trade_link.linkage": 0.0, "trade_link.rights_gain": 0.0}
    home = ("repression", *beside())  # which eases where fewer critics speak
    assert paired(timed, RIGHTS, base=unlinked, span=NINETIES, without=home, runs=32).nothing
    assert paired(
        timed, field("arrests"), base=credited, span=NINETIES, without=home, runs=32
    ).nothing
    nobody = credited | {"concessions.hit_rate": 0.0}
    assert paired(timed, sponsors, base=nobody, span=NINETIES, without=beside(), runs=32).nothing


@pytest.mark.entries("N51")
def test_releases_invite_arrests_where_prisoners_are_hostages():
    """The rival reading: deals free the named and refill the prisons."""
    more, hostages = {"representations.names": 20.0}, {"representations.refill": 1.0}
    assert paired(more, field("arrests"), base=hostages, span=NINETIES).rises
    assert paired(more, field("arrests"), base={"representations.refill": 0.0}, span=EARLY).nothing
    known = more | {"representations.news": 0.05}
    assert paired({"representations.refill": 3.0}, sponsors, base=known, span=NINETIES).rises


@pytest.mark.entries("N52")
def test_exile_of_the_freed_weakens_the_movement_and_release_at_home_does_not():
    freed = LOUD | {"representations.names": 20.0, "representations.exile": 0.0}
    abroad = {"representations.exile": 1.0}
    assert paired(abroad, sponsors, base=freed, span=NINETIES).falls
    at_home = LOUD | {"representations.exile": 0.0}
    more = {"representations.names": 20.0}
    assert paired(more, field("movement"), base=at_home, span=NINETIES, runs=32).nothing
    nobody = freed | {"concessions.hit_rate": 0.0, "trade_link.releases_per_renewal": 0.0}
    kept = ("promises",)  # which free a few when they are quoted
    assert paired(abroad, sponsors, base=nobody, span=NINETIES, without=kept, runs=32).nothing


@pytest.mark.entries("N53")
def test_a_summit_buys_one_open_moment_and_nothing_that_lasts():
    noticed = NO_REMEDY | {"restraint.gesture": 3.0, "concessions.timing": 1.0}
    met, never = {"concessions.summits": 4.0}, noticed | {"concessions.summits": 0.0}
    assert paired(met, sponsors, base=never, span=NINETIES).falls
    unlinked = never | {"trade_link.linkage": 0.0, "trade_link.rights_gain": 0.0}
    home = ("repression", *beside())  # which eases where fewer critics speak
    assert paired(met, RIGHTS, base=unlinked, span=NINETIES, without=home, runs=32).nothing
    unseen, signed = never | {"restraint.gesture": 0.0}, ("gestures", *beside())
    assert paired(met, sponsors, base=unseen, span=NINETIES, without=signed, runs=32).nothing


@pytest.mark.entries("N51")
def test_a_great_event_brings_releases_that_end_with_its_glory():
    games = (("1993-Q2", "mega_event", ("challenger",), 1.0),)
    listed = {"representations.names": 20.0, "dialogue.opening": 0.0}
    kept, soon = ("promises",), in_years(RELEASES, 1993, 1994)
    now = paired({}, soon, fire=games, base=listed, span=NINETIES, without=kept)
    later = in_years(RELEASES, 1996, 1997)
    after = paired({}, later, fire=games, base=listed, span=NINETIES, without=kept)
    assert now.rises and after.effect < now.effect / 2
    blind = listed | {"concessions.bid": 0.0}
    assert paired({}, soon, fire=games, base=blind, span=EARLY, without=kept, runs=32).nothing


@pytest.mark.entries("N54")
def test_a_leader_who_prefers_private_talk_is_followed():
    early = {"private_talk.since": 1990.0, "private_talk.leader_preference": 0.0}
    # Any seat may table, and nothing else connects the leading power with the others.
    apart = {"sponsorship.follower_leads": 1.0, "restraint.discretion": 4.0}
    base, less = early | apart, ("dialogue", "punishment", "consequences")
    quiet, span = {"private_talk.leader_preference": 1.0}, ("1990-Q1", "1996-Q4")
    others, leader = sponsoring(followers), sponsoring(lambda now: ~followers(now))
    assert paired(quiet, others, base=base, span=span, without=less).falls
    alone = base | {"private_talk.contagion": 0.0}
    assert paired(quiet, others, base=alone, span=span, without=less, runs=32).nothing
    assert paired(quiet, leader, base=alone, span=span, without=less, runs=32).falls
    later = in_years(others, 1994, 1996)
    first = in_years(others, 1991, 1991)
    assert (
        paired(quiet, later, base=base, span=span, without=less).effect
        < paired(quiet, first, base=base, span=span, without=less).effect
    )


@pytest.mark.entries("N55")
def test_as_dialogues_multiply_sponsors_become_fewer():
    ready, span = {"dialogue.opening": 0.2}, NINETIES
    assert paired(ready, DIALOGUES, span=span).rises
    assert paired(ready, sponsors, span=span).falls
    # A dialogue that is no excuse and about nothing moves nobody.
    idle = {"dialogue.withdrawal": 0.0, "dialogue.sold": 0.0, "dialogue.solidarity": 0.0}
    mute = idle | {"representations.names": 0.0, "ground_rules.publicity": 0.0}
    assert paired(ready, sponsors, base=mute, span=span, runs=32).nothing


@pytest.mark.entries("N55")
def test_the_odds_of_sponsoring_in_dialogue_are_a_third_of_those_outside():
    """Critics who all entered at once beside those to whom nothing was offered, 1991-93."""

    def odds(opening):
        values = {"dialogue.opening": opening, "dialogue.coordination": 0.0}
        record = baseline().change(values=values, end=Quarter.parse("1993-Q4"))
        share = measured(record, in_years(sponsoring(followers), 1991, 1993), 32).mean()
        return share / (1.0 - share)

    assert 0.1 <= odds(1.0) / odds(0.0) <= 0.35


@pytest.mark.entries("N56")
def test_ground_rules_empty_the_talks_of_concessions_and_of_publicity():
    empty = {"dialogue.emptying": 0.5}
    full = {"dialogue.emptying": 0.0, "dialogue.opening": 0.2, "ground_rules.insist": 1.5}
    assert paired(empty, RELEASES, base=full, span=NINETIES).falls
    # What leaks from the talks brings sponsors; that fewer releases do too is left out here.
    leaking = full | {"ground_rules.publicity": 0.2, "restraint.appeasement": 0.0}
    assert paired(empty, sponsors, base=leaking, span=NINETIES).falls
    none = leaking | {"dialogue.opening": 0.0}
    for measure in (RELEASES, sponsors):
        assert paired(empty, measure, base=none, span=NINETIES, runs=32).nothing


@pytest.mark.entries("N57")
def test_critics_one_by_one_press_less_and_each_is_tempted_to_settle():
    one_by_one, jointly = {"dialogue.coordination": 0.0}, {"dialogue.coordination": 1.0}
    assert paired(one_by_one, sponsors, base=jointly, span=NINETIES).falls
    nowhere = jointly | {"dialogue.opening": 0.0}
    assert paired(one_by_one, sponsors, base=nowhere, span=NINETIES, runs=32).nothing
    tempted = {"dialogue.temptation": 5.0}
    alone = one_by_one | {"dialogue.temptation": 0.0}
    assert paired(tempted, sponsors, base=alone, span=NINETIES).falls
    assert paired(tempted, sponsors, base=jointly, span=NINETIES, runs=32).nothing


@pytest.mark.entries("N58")
def test_compared_notes_raise_concessions_and_make_cancelling_dearer():
    notes, ready = {"dialogue.coordination": 1.0}, {"dialogue.opening": 0.1}
    assert paired(notes, RELEASES, base=ready, span=NINETIES).rises
    assert paired(notes, CANCELLATIONS, base=ready, span=NINETIES).falls
    none = {"dialogue.opening": 0.0}
    for measure in (RELEASES, CANCELLATIONS):
        assert paired(notes, measure, base=none, span=NINETIES, runs=32).nothing


@pytest.mark.entries("N58")
def test_one_dialogue_suspended_is_an_affront_to_all_who_compare_notes():
    """More sponsors come of it than where each stands alone."""
    notes, ready = {"dialogue.coordination": 1.0}, {"dialogue.opening": 0.1}
    breaks, each = {"dialogue.pretext": 0.3}, {"dialogue.coordination": 0.0}
    loud = ready | {"dialogue.pretext": 0.0, "dialogue.solidarity": 0.5, "dialogue.sold": 0.0}
    freely = loud | {"dialogue.withdrawal": 0.0}
    together = paired(breaks, sponsors, base=freely | notes, span=NINETIES)
    apart = paired(breaks, sponsors, base=freely | each, span=NINETIES)
    assert together.rises and together.low > apart.high


@pytest.mark.entries("N58")
def test_conveners_are_punished_once_the_challenger_is_powerful():
    harsh, keen = {"punishment.penalty": 0.5}, {"punishment.penalty": 0.0, "restraint.fear": 20.0}
    vocal = keen | {"restraint.business": 0.0, "dialogue.opening": 0.2}
    together, alone = {"dialogue.coordination": 1.0}, {"dialogue.coordination": 0.0}
    powerful = ("1999-Q1", "2006-Q4")
    assert paired(harsh, sponsors, base=vocal | together, span=powerful).falls
    assert paired(harsh, sponsors, base=vocal | alone, span=powerful, runs=32).nothing
    assert paired(harsh, sponsors, base=vocal | together, span=NINETIES, runs=32).nothing
