"""Visits, guests, officers, partnerships and summits: what the challenger's attention wins, for
whom it wins most, and what is left of it when governments change."""

from typing import Any

import numpy as np
import pytest

from sim.analysis.paired import (
    beside,
    field,
    leaning_of,
    leaning_with_challenger,
    paired,
    sponsors,
)
from sim.setting import Now
from sim.world import World
from tests.directions.test_soft_power import (
    NINETIES,
    NO_AID,
    NO_OUTREACH,
    NO_PARTNERS,
    RICH,
    UNHEARD,
    added,
    during,
    large,
    less,
    region,
    small,
    swing,
)

TENS = ("2008-Q1", "2011-Q4")
EVERYBODY_SITS = {**RICH, **NO_PARTNERS, "elections.universal_membership": 1.0}


@pytest.mark.entries("N07")
def test_leaders_who_travel_win_votes_at_the_next_session():
    travel = {"courtship.travel": 100.0}
    base = {**RICH, **NO_PARTNERS}
    assert paired(travel, leaning_with_challenger, base=base, span=NINETIES).rises
    next_session = paired(travel, leaning_of(swing), base=base, span=("1990-Q1", "1991-Q1"))
    assert next_session.rises
    unheard = {**base, **UNHEARD}
    control = {"base": unheard, "span": NINETIES, "runs": 16, "without": beside()}
    assert paired(travel, leaning_with_challenger, **control).nothing


@pytest.mark.entries("N07")
def test_what_visits_win_is_won_among_those_who_were_against():
    """Abstention is where visits show: fewer members against, and more with it."""

    def against(world: World, now: Now) -> Any:
        k = now.setting.challenge
        if k not in now.due:
            return None
        others = world.present & (world.members != now.setting.challenger)
        return ((world.leaning[:, k] < world.cuts[:, k][..., 0]) & others).sum(axis=1)

    travel = {"courtship.travel": 100.0}
    assert paired(travel, against, base={**RICH, **NO_PARTNERS}, span=NINETIES).falls
    no_weight = {**RICH, **NO_PARTNERS, "attraction.elite": 0.0}
    assert paired(travel, against, base=no_weight, span=NINETIES, runs=16).nothing


@pytest.mark.entries("N10")
def test_where_all_have_a_vote_attention_to_small_states_wins_more_for_the_same_effort():
    """In an elected body it does not: there large states sit more often than small ones."""
    grand = {**EVERYBODY_SITS, "courtship.travel": 60.0, "courtship.small_states_first": -4.0}
    attentive, lean = {"courtship.small_states_first": 4.0}, leaning_with_challenger
    assert paired(attentive, lean, base=grand, span=TENS, runs=32).rises
    assert paired(attentive, field("spent"), base=grand, span=TENS, runs=8).nothing
    nobody_goes = {**grand, "courtship.travel": 0.0}
    assert paired(attentive, lean, base=nobody_goes, span=TENS, runs=16).nothing


@pytest.mark.entries("N10")
def test_the_challenger_gets_more_for_its_effort_than_critics_who_tend_the_large():
    base = {
        **EVERYBODY_SITS, "courtship.small_states_first": 4.0,
        "courtship.travel": 0.0, "courtship.rival_travel": 0.0,
    }  # fmt: skip
    effort, lean = 40.0, leaning_with_challenger
    ours = paired({"courtship.travel": effort}, lean, base=base, span=TENS, runs=32)
    theirs = paired({"courtship.rival_travel": effort}, lean, base=base, span=TENS, runs=32)
    assert ours.rises and theirs.falls
    assert added(ours, theirs).rises
    unheard = {"courtship.rival_travel": effort}
    assert paired(unheard, lean, base={**base, **UNHEARD}, span=TENS, runs=16).nothing


@pytest.mark.entries("N11")
def test_partners_sponsor_less():
    declared, span = {"courtship.partnerships": 20.0}, ("1990-Q1", "1999-Q4")
    assert paired(declared, sponsors, base=RICH, span=span).falls
    no_loss = {**RICH, "restraint.partner": 0.0}
    assert paired(declared, sponsors, base=no_loss, span=span, runs=16).nothing


@pytest.mark.entries("N12")
def test_a_summit_rallies_its_region_and_no_other():
    summit, lean = [("1992-Q4", "summit", ("AFRICA",), 3.0)], leaning_of(region("AFRICA"))
    span = ("1990-Q1", "1993-Q4")
    next_session = during(lean, 1993, 1993)
    assert paired({}, next_session, fire=summit, span=span).rises
    assert paired({}, during(cohesion, 1993, 1993), fire=summit, span=span).rises
    neither = {
        "attraction.elite": 0.0, "attraction.money": 0.0, "finance.convergence": 0.0,
        "media.reach": 0.0,
    }  # fmt: skip
    assert paired({}, lean, fire=summit, base=neither, span=span, runs=16).nothing
    elsewhere = during(leaning_of(region("GRULAC")), 1993, 1993)
    assert paired({}, elsewhere, fire=summit, span=span, runs=16).nothing


def cohesion(world: World, now: Now) -> Any:
    """How alike the members from Africa lean on the challenger's text: with it less against it."""
    k = now.setting.challenge
    if k not in now.due:
        return None
    ours = world.present & np.asarray(region("AFRICA")(now))[world.members]
    with_it = (world.leaning[:, k] > world.cuts[:, k][..., 1]) & ours
    against = (world.leaning[:, k] < world.cuts[:, k][..., 0]) & ours
    return (with_it.sum(axis=1) - against.sum(axis=1)) / ours.sum(axis=1)


@pytest.mark.entries("N13")
def test_guests_of_any_rank_go_home_friendlier_without_aid():
    no_aid = {**RICH, **NO_AID, **NO_PARTNERS}
    received = {"courtship.hosting": 120.0}
    assert paired(received, leaning_with_challenger, base=no_aid, span=NINETIES).rises
    at_first = ("1990-Q1", "1991-Q4")  # before votes that differ are remembered
    without_visits = {**no_aid, "courtship.travel": 0.0}
    of_small = paired(received, leaning_of(small), base=without_visits, span=at_first)
    of_large = paired(received, leaning_of(large), base=without_visits, span=at_first)
    assert of_small.rises and of_large.rises
    assert of_small.effect == pytest.approx(of_large.effect, rel=0.2)
    unmoved = {**no_aid, "attraction.elite": 0.0, "media.reach": 0.0}
    assert paired(received, leaning_of(swing), base=unmoved, span=NINETIES, runs=16).nothing


@pytest.mark.entries("N15")
def test_ties_of_officers_outlast_a_change_of_government():
    """New governments everywhere in 1994, a year before a vote."""
    change = [("1994-Q2", "change_of_government", ("all",), 0.0)]
    span = ("1990-Q1", "1995-Q1")
    idle = {**RICH, **NO_PARTNERS, **NO_OUTREACH, "courtship.rival_travel": 0.0}
    lean = during(leaning_of(swing), 1995, 1995)
    civil = {**idle, "courtship.travel": 60.0}
    officers = {**idle, "courtship.schooling": 60.0}
    assert paired({}, lean, fire=change, base=civil, span=span).falls
    assert paired({}, lean, fire=change, base=officers, span=span, runs=16).nothing
    schooled = {"courtship.schooling": 60.0}
    kept = paired(schooled, lean, base=civil, span=span, fire=change)
    plain = paired({}, lean, base=civil, span=span, fire=change)
    assert less(kept, plain).rises
    unarmed = {**civil, "attraction.officers": 0.0}
    assert paired(schooled, lean, base=unarmed, span=span, runs=16).nothing
