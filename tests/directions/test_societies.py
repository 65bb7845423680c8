"""Societies and institutions: room, consciousness, courts and ties, each beside a control."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis import paired as pairs
from sim.analysis.paired import (
    baseline,
    beside,
    country_texts,
    field,
    measured,
    of_challenger,
    outcome,
    sponsors,
)
from sim.calendar import Quarter
from sim.engine.simulate import Play
from sim.scenario import Event

NINETIES = ("1992-Q1", "1999-Q4")
COMMISSION = ("1990-Q1", "2004-Q4")
AGENDA = {"tabling.relief": 3.0}  # a body that soon drops states that improve
ALONE = {"consciousness.spoken": 0.0}  # nobody outside speaks for those affected
OPENED = [("1992-Q1", "liberalisation", ("all",), 0.6)]
PROTEST = [("1992-Q1", "protest", ("all",), 0.8)]

at_home = outcome("challenger_rights")
rights = outcome("rights")
repression = of_challenger("repression")


def paired(change, measure, *, runs=16, **more):
    """A pair of fewer runs than usual: these effects are large beside the luck of a run."""
    return pairs.paired(change, measure, runs=runs, **more)


def apart(change, measure, *, kept=(), **more):
    """The same pair without the rules of other folders but these, for controls."""
    return paired(change, measure, without=beside("societies", *kept), **more)


def years(first, last, measure):
    return lambda world, now: measure(world, now) if first <= now.date.year <= last else None


def elsewhere(name):
    """The mean of a field (R, N) over all states but the challenger."""
    return lambda world, now: np.delete(getattr(world, name), now.setting.challenger, axis=1).mean(
        axis=1
    )


def room(world, now):
    """Room for associations in the challenger, recorded and beyond."""
    here = now.setting.challenger
    return now.civic_space[here] + world.civic_space[:, here]


@pytest.mark.entries("A36")
def test_room_opens_at_once_and_results_come_when_groups_have_learnt_to_use_it():
    def opened(measure, **more):
        return paired({}, measure, fire=OPENED, span=NINETIES, **more)

    space = outcome("civic_space")
    at_once, later = (opened(years(y, y, space)).effect for y in (1993, 1999))
    assert at_once > 0.9 * later > 5.0
    first, last = (opened(years(y, y, rights)) for y in (1993, 1999))
    assert last.rises and first.effect < 0.35 * last.effect
    assert opened(years(1997, 1999, country_texts), base=AGENDA, runs=48).falls
    unskilled = AGENDA | {"civic_space.learning": 0.0, "civic_space.attrition": 0.0}
    assert apart({}, country_texts, fire=OPENED, span=NINETIES, base=unskilled).nothing


@pytest.mark.entries("A53")
def test_a_veto_stops_reform_short_for_as_long_as_it_lasts():
    def opened(veto):
        base = AGENDA | {"civic_space.veto": veto}
        return paired({}, country_texts, fire=OPENED, span=NINETIES, base=base, runs=48)

    free, checked = opened(0.0), opened(0.7)
    assert free.falls and checked.effect > 0.5 * free.effect
    stopped = AGENDA | {"civic_space.veto": 1.0}
    assert apart({}, country_texts, fire=OPENED, span=NINETIES, base=stopped).nothing
    assert apart({"civic_space.veto": 0.7}, country_texts, base=AGENDA).nothing


@pytest.mark.entries("A53")
def test_reform_advances_once_the_veto_is_lifted():
    span = {"start": Quarter(1992, 1), "end": Quarter(1999, 4)}
    reformers = Event("reform", Quarter(1992, 1), fire="liberalisation", on=("all",), size=0.6)
    lifted = Event("lifted", Quarter(1996, 1), values={"civic_space.veto": 0.0})
    held = baseline().change(values={"civic_space.veto": 1.0}, timeline=(reformers,), **span)
    freed = replace(held, timeline=(reformers, lifted))
    before, after = (
        measured(freed, years(a, b, rights), 16) - measured(held, years(a, b, rights), 16)
        for a, b in ((1992, 1995), (1997, 1999))
    )
    assert not before.any() and after.min() > 0.1


@pytest.mark.entries("I10")
def test_groups_give_up_under_pressure_and_those_of_the_marginalised_first():
    base = ALONE | {"civic_space.closing": 0.05}
    pressed = {"fire": PROTEST, "span": NINETIES}
    assert paired({}, field("claims"), base=base, **pressed).falls

    def behind(world, now):
        return (world.marginal - world.partners).mean(axis=1)

    assert paired({}, behind, base=base, **pressed).falls
    equal = base | {"civic_space.exposure": 1.0}
    assert apart({}, behind, base=equal, **pressed).nothing
    left_alone = base | {"civic_space.closing": 0.0}
    assert apart({}, field("claims"), base=left_alone, **pressed).nothing


@pytest.mark.entries("I16")
def test_support_slows_the_loss_of_room_and_does_not_reverse_it():
    span, support = ("2011-Q1", "2018-Q4"), {"civic_space.support": 0.6}
    supported = baseline().change(start=Quarter(2011, 1), values=support, timeline=())
    for scenario in (supported.change(values={}), supported):
        early, late = (measured(scenario, years(y, y, room), 16).mean() for y in (2012, 2018))
        assert late < early - 0.02
    assert paired(support, of_challenger("claims"), span=span, base=ALONE).rises
    assert paired(support, rights, span=span).rises
    idle = ALONE | {"civic_space.learning": 0.0, "civic_space.attrition": 0.0}
    assert apart(support, of_challenger("claims"), span=span, base=idle).nothing


@pytest.mark.entries("A33")
def test_closed_messages_draw_less_repression_and_reach_fewer_outsiders():
    hidden = {"civic_space.messaging": 0.9}
    base = {
        "consciousness.channelled": 0.0, "civic_space.results": 0.0, "institutions.used": 0.0,
    }  # fmt: skip
    assert paired(hidden, repression, base=base).falls
    assert paired(hidden, of_challenger("unrest"), base=base).rises  # people take part as before
    seen = base | {"repression.unseen": 0.0}
    assert apart(hidden, repression, base=seen | {"boomerang.reach": 0.0}).nothing
    tied = base | {"boomerang.gatherings": 0.2}
    assert paired(hidden, sponsors, base=tied, span=COMMISSION).falls
    silent = tied | {"boomerang.reach": 0.0}
    assert apart(hidden, sponsors, base=silent, span=COMMISSION).nothing


@pytest.mark.entries("A38")
def test_a_blocked_group_brings_pressure_from_abroad_only_through_a_tie():
    meetings = {"boomerang.gatherings": 0.2}
    assert paired(meetings, sponsors, span=COMMISSION).rises
    louder = {"boomerang.reach": 0.6}
    assert paired(louder, sponsors, base=meetings, span=COMMISSION).rises
    no_tie = {"boomerang.gatherings": 0.0, "boomerang.per_contact": 0.0}
    assert apart(louder, sponsors, base=no_tie, span=COMMISSION).nothing


@pytest.mark.entries("SO1")
def test_work_on_everyday_issues_wins_a_following_and_softens_the_closing_of_ranks():
    everyday = {"consciousness.everyday": 1.0}
    base = {
        "repression.outside": 1.0, "consciousness.channelled": 0.0, "institutions.used": 0.0,
    }  # fmt: skip
    assert paired(everyday, field("sympathy"), base=base).rises
    assert paired(everyday, of_challenger("national_feeling"), base=base).falls
    assert paired(everyday, repression, base=base).falls
    unmoved = base | {"repression.outside": 0.0}
    assert apart(everyday, repression, base=unmoved, kept=("pressure",)).nothing


@pytest.mark.entries("SO2")
def test_who_knows_his_rights_claims_them_and_courts_grow_with_claims():
    taught = {"consciousness.education": 0.2}
    assert paired(taught, field("claims"), base=ALONE, span=NINETIES).rises
    assert paired(taught, field("institutions"), base=ALONE, span=NINETIES).rises
    mute = ALONE | {"consciousness.claiming": 0.0, "consciousness.voiced": 0.0}
    assert apart(taught, field("institutions"), base=mute, span=NINETIES).nothing


@pytest.mark.entries("SA1")
def test_legal_aid_in_the_countryside_turns_protest_into_claims():
    aid = {"consciousness.legal_aid": 1.0}
    assert paired(aid, of_challenger("claims")).rises
    assert paired(aid, of_challenger("unrest")).falls
    assert paired(aid, repression).falls  # less protest, less of an answer
    assert paired(aid, field("sympathy")).rises
    assert paired(aid, elsewhere("unrest")).unclear
    assert apart(aid, repression, base={"consciousness.countryside": 0.0}).nothing


@pytest.mark.entries("I06")
def test_affected_groups_that_speak_for_themselves_bring_claims_and_courts_grow():
    own_voice = {"consciousness.own_voice": 1.0}
    assert paired(own_voice, field("institutions"), base=ALONE).rises
    voiceless = ALONE | {"consciousness.voices": 0.0}
    assert apart(own_voice, field("institutions"), base=voiceless).nothing


@pytest.mark.entries("SO3")
def test_institutions_lower_repression_slowly():
    built = {"institutions.building": 0.1}
    first, last = (paired(built, years(y, y, at_home)) for y in (1992, 1999))
    assert first.rises and last.effect > 3.0 * first.effect
    assert paired(built, of_challenger("control")).rises  # and at no cost to order
    assert paired(built, at_home, without=("repression",)).nothing


@pytest.mark.entries("SO3")
def test_what_institutions_won_stays_when_attention_moves_away_and_what_pressure_won_does_not():
    common = baseline().change(
        end=Quarter(1999, 4), timeline=(), without=("trade_link",),
        values={"consequences.attention_half_life": 4.0},
    )  # fmt: skip

    def won(until_1994, measure):
        stopped = Event("stopped", Quarter(1995, 1), values=dict.fromkeys(until_1994, 0.0))
        changed = common.change(values={**common.values, **until_1994}, timeline=(stopped,))
        return (measured(changed, measure, 32) - measured(common, measure, 32)).mean()

    courts, yielding = {"institutions.building": 0.1}, {"repression.restraint_under_pressure": 0.2}
    then, now = years(1994, 1994, at_home), years(1999, 1999, at_home)
    assert won(courts, now) > 0.9 * won(courts, then) > 2.0
    assert won(yielding, then) > 2.0 and won(yielding, now) < 0.5 * won(yielding, then)


@pytest.mark.entries("SO5")
def test_demands_that_quote_a_states_own_law_are_met_more_often():
    quoted = {"institutions.own_law": 1.0}
    assert paired(quoted, country_texts, base=AGENDA, span=NINETIES).falls
    unmet = AGENDA | {"institutions.met": 0.0}
    assert apart(quoted, country_texts, base=unmet, span=NINETIES).nothing


@pytest.mark.entries("SO5")
def test_demands_that_quote_a_states_own_law_are_resented_less():
    quoted = {"institutions.own_law": 1.0}
    base = {"institutions.met": 0.0, "repression.outside": 1.0}
    assert paired(quoted, repression, base=base).falls
    resented = base | {"institutions.spared": 0.0}
    assert apart(quoted, repression, base=resented, kept=("pressure",)).nothing


@pytest.mark.entries("SB3")
def test_the_end_of_custody_without_a_court_frees_fewer_than_it_lets_out():
    abolished = {"justice.abolition": 1.0}
    assert paired(abolished, field("detention")).falls
    whole, part = (
        paired(abolished, at_home, base={"justice.relabelled": share}) for share in (0.0, 0.5)
    )
    assert part.rises and whole.effect > 1.5 * part.effect
    assert paired(abolished, of_challenger("detained")).rises  # held in another form
    relabelled = {"justice.relabelled": 1.0, "boomerang.reach": 0.0}
    assert apart(abolished, at_home, base=relabelled).nothing


@pytest.mark.entries("SB4")
def test_officials_who_expect_a_sanction_abuse_less_and_an_empty_threat_does_nothing():
    charged = {"justice.prosecution": 1.0}
    assert paired(charged, at_home).rises
    assert apart(charged, at_home, base={"justice.carried_out": 0.0}).nothing


@pytest.mark.entries("SB5")
def test_prisoners_with_a_defence_are_treated_better_and_leave_sooner():
    defended = {"justice.defence": 1.0}
    assert paired(defended, at_home).rises and paired(defended, outcome("prisoners")).falls
    assert paired(defended, elsewhere("repression")).unclear
    useless = {"justice.cared": 0.0, "justice.shortened": 0.0}
    assert apart(defended, at_home, base=useless).nothing
    assert apart(defended, outcome("prisoners"), base=useless).nothing


@pytest.mark.entries("N21")
def test_what_the_rights_of_prisoners_cost_is_control_unless_institutions_hold():
    charged, control = {"justice.prosecution": 1.0}, of_challenger("control")
    assert paired(charged, control).falls
    held = {"repression.institutions": 1.0}
    assert paired(charged, at_home, base=held).rises
    assert apart(charged, control, base=held).nothing


@pytest.mark.entries("S07")
def test_releases_and_arrests_go_together_and_the_prisons_stay_as_full():
    bargaining = {"concessions.hit_rate": 0.5}
    assert paired(bargaining, field("releases")).rises
    assert paired(bargaining, field("arrests")).rises
    traded = {"representations.refill": 1.0}
    assert paired(bargaining, outcome("prisoners"), base=traded).effect == pytest.approx(
        0.0, abs=1e-6
    )
    not_replaced = {"representations.refill": 0.0}
    assert apart(bargaining, field("arrests"), base=not_replaced).nothing
    assert paired(bargaining, outcome("prisoners"), base=not_replaced).falls
    quarters = [
        (world.releases[:, 0], world.arrests[:, 0])
        for _, world in Play.of(baseline().change(end=Quarter(2004, 4))).run(0, 16)
    ]
    freed, taken = np.array(quarters).transpose(1, 2, 0)
    together = [np.corrcoef(freed[r], taken[r])[0, 1] for r in range(16)]
    assert np.mean(together) > 0.5


@pytest.mark.entries("S01")
def test_abuses_grow_in_the_years_in_which_outsiders_lose_their_means():
    seen = {}
    for now, world in Play.of(baseline().change(end=Quarter(2004, 4))).run(0, 32):
        if now.date.year >= 1993 and now.date.quarter == 4:
            seen[now.date.year] = (
                at_home(world, now).mean(), world.pressure.mean(), world.leverage.mean(),
                world.last_sponsors.mean(),
            )  # fmt: skip
    trends = np.polyfit(list(seen), np.array(list(seen.values())), 1)[0]
    assert (trends < 0).all()


@pytest.mark.entries("S01")
def test_influence_that_lasts_would_hold_abuses_down_where_it_is_heeded():
    lasting = {"consequences.attention_half_life": 80.0}
    deaf = {"repression.outside": 0.0, "spiral.heed": 0.0, "consequences.remedy": 0.0}
    heeded = deaf | {"repression.restraint_under_pressure": 0.2}
    assert paired(
        lasting, years(1997, 2001, at_home), base=heeded, span=("1990-Q1", "2001-Q4")
    ).rises
    assert apart(lasting, at_home, base=deaf).nothing


def test_the_challenger_stops_at_tactical_concessions():
    stage = of_challenger("stage")
    last = [stage(w, n) for n, w in Play.of(baseline()).run(0, 32)][-1]
    assert np.median(last) == 2 and last.max() <= 2


def test_pressure_is_heeded_more_at_later_stages():
    noticed = {"consequences.renewal": 0.3}
    base = {"repression.outside": 0.0, "consequences.remedy": 0.0, "spiral.heed": 10.0}
    bound = base | {"spiral.oblige": 1.0, "spiral.enough": 0.0, "spiral.relapse": 0.0}
    stuck, moving = (
        paired(noticed, at_home, base=b, span=COMMISSION)
        for b in (base | {"spiral.oblige": 0.0}, bound)
    )
    assert stuck.rises and moving.effect > 1.3 * stuck.effect
    assert apart(noticed, at_home, base=base | {"spiral.heed": 0.0}).nothing


def test_protest_is_met_by_force_and_what_groups_do_by_decree():
    administrative = field("administrative")
    assert paired({}, administrative, fire=PROTEST, span=("1992-Q1", "1994-Q4")).falls
    assert paired({}, administrative, fire=OPENED, span=("1992-Q1", "1994-Q4")).rises
    unwatched = {"modes.watch": 0.0}
    assert apart({}, administrative, fire=OPENED, base=unwatched, span=NINETIES).nothing
