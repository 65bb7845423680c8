"""What the challenger's projects and firms do abroad, by paired runs, measured on votes, sponsors
and what comes before the body."""

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import Moved, field, leaning_of, outcome, paired, sponsors
from sim.engine.schedule import ORDER

SPAN = ("2004-Q1", "2013-Q4")
RUNS = 32
VOTES = (
    "succession", "allocation", "elections", "projects", "authoritarian_loop", "repression",
    "trade_link", "restraint", "firms", "sponsorship", "tabling", "country_stance",
    "consequences", "drift",
)  # fmt: skip
QUIET = tuple(name for name in ORDER if name not in VOTES)


def abroad(change, measure, *, base=None, lacking=(), span=SPAN, runs=RUNS) -> Moved:
    """A pair in which only what is done abroad, and votes, act."""
    return paired(change, measure, base=base, without=(*QUIET, *lacking), span=span, runs=runs)


def above(first: Moved, second: Moved) -> Moved:
    """By how much the first effect is above the second, run by run."""
    differences = first.differences - second.differences
    return Moved(*paired_effect(differences), differences)


def hosts(now):
    """States (N,) where the challenger finances more than the mean of its hosts."""
    return now.setting.financed > 1.0


MORE = {"projects.volume": 3.0}
LEANING = leaning_of(hosts)


@pytest.mark.entries("A01")
def test_consultation_turns_the_balance_of_projects_from_loss_to_gain():
    unheard, heard = {"projects.consultation": 0.0}, {"projects.consultation": 0.9}
    apart = ("authoritarian_loop",)
    assert abroad(MORE, LEANING, base=unheard, lacking=apart).falls
    assert abroad(MORE, LEANING, base=heard, lacking=apart).rises
    indifferent = heard | {"projects.warmth": 0.0}
    assert abroad(MORE, LEANING, base=indifferent, lacking=apart).nothing
    assert abroad({"projects.consultation": 0.9}, outcome("rights")).rises


@pytest.mark.entries("A06")
def test_rare_but_severe_failures_of_uncoordinated_projects_set_off_protests():
    disorder = {"projects.coordination": 0.0}

    def worst(world, now):
        """The greatest grievance of any host, beside that of the host in the middle."""
        felt = np.sort(world.grievance[:, hosts(now)], axis=1)
        return felt[:, -1] - felt[:, felt.shape[1] // 2]

    base = {"projects.coordination": 0.9, "projects.volume": 2.0}
    assert abroad(disorder, worst, base=base).rises
    assert abroad(disorder, field("repression"), base=base).rises  # the answer to protests
    assert abroad(disorder, LEANING, base=base).falls
    sound = base | {"projects.flaw": 0.0, "projects.protest": 0.0}
    assert abroad(disorder, LEANING, base=sound).nothing
    assert abroad(disorder, field("repression"), base=sound).nothing


@pytest.mark.entries("A07")
def test_influence_and_authoritarian_rule_feed_each_other_and_either_cut_slows_both():
    span = ("2004-Q1", "2017-Q4")
    cold = {"projects.warmth": 0.0}  # support by work does not move votes here
    strong = {"authoritarian_loop.encouragement": 0.1, "projects.welcome": 3.0}
    unwelcome, unlike = {"projects.welcome": 0.0}, {"authoritarian_loop.encouragement": 0.0}
    whole = abroad(MORE, LEANING, base=cold | strong, span=span)
    assert whole.rises
    assert above(whole, abroad(MORE, LEANING, base=cold | strong | unwelcome, span=span)).rises
    assert abroad(MORE, LEANING, base=cold | strong | unlike, span=span).nothing
    shrinking = {"authoritarian_loop.encouragement": 0.2}
    projects = field("projects")
    assert abroad(shrinking, projects, base=MORE, span=span).rises
    assert abroad(shrinking, projects, base=MORE | unwelcome, span=span).nothing


@pytest.mark.entries("A24")
def test_firms_take_up_standards_where_interests_meet_and_nowhere_else():
    talk, span = {"firms.engagement": 1.0}, ("1996-Q1", "2005-Q4")
    found = abroad(talk, sponsors, span=span)
    assert found.rises
    wide = abroad(talk, sponsors, base={"firms.shared": 0.8}, span=span)
    assert above(wide, found).rises
    assert abroad(talk, sponsors, base={"firms.shared": 0.0}, span=span).nothing


@pytest.mark.entries("SA2")
def test_investors_lower_abuses_in_audited_chains_and_turn_business_into_a_lever():
    bought, span = {"firms.investors": 1.0}, ("1996-Q1", "2005-Q4")
    assert abroad(bought, outcome("challenger_rights"), span=span).rises
    assert abroad(bought, sponsors, span=span).rises
    stubborn = {"firms.turn": 0.0, "firms.audited": 0.0}
    assert abroad(bought, sponsors, base=stubborn, span=span).nothing
    assert abroad(bought, outcome("challenger_rights"), base=stubborn, span=span).nothing


def test_by_habit_projects_leave_votes_as_they_are():
    found = paired({}, LEANING, less=("projects", "authoritarian_loop"), span=SPAN, runs=RUNS)
    assert abs(found.effect) < 0.05
