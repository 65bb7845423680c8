"""What domestic groups, partners in host countries and exiles bring about, by paired runs, mostly
measured on rights on the ground, protection by institutions, and who sponsors."""

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import Moved, baseline, field, measured, outcome, paired, sponsors
from sim.engine.schedule import ORDER
from sim.mechanisms.partners.diaspora import host_states

GROUPS = (
    "allocation", "reach", "connectivity", "local_lead", "local_groups", "location_mode",
    "advocacy_channels", "outrage", "repression", "projects", "host_partners", "consequences",
)  # fmt: skip
DRAFTS = (
    "succession", "elections", "allocation", "reach", "local_lead", "local_groups", "location_mode",
    "advocacy_channels", "repression", "concessions", "representations", "restraint", "diaspora",
    "sponsorship", "tabling", "country_stance", "no_action", "vote", "remembrance", "consequences",
)  # fmt: skip
SPAN = ("2004-Q1", "2011-Q4")
RUNS = 32
RIGHTS = outcome("rights")
PROTECTED = field("institutions")  # which only outrage moves here
SILENT = ("outrage",)


def groups(change, measure=RIGHTS, *, base=None, lacking=(), span=SPAN) -> Moved:
    """A pair in which only domestic groups, those who answer them, and projects act."""
    quiet = tuple(name for name in ORDER if name not in GROUPS)
    return paired(change, measure, base=base, without=(*quiet, *lacking), span=span, runs=RUNS)


def drafts(change, measure=sponsors, *, base=None, span=("1998-Q1", "2004-Q4"), runs=48) -> Moved:
    """A pair in which the challenger's situation comes before the body as well."""
    quiet = tuple(name for name in ORDER if name not in DRAFTS)
    return paired(change, measure, base=base, without=quiet, span=span, runs=runs)


def above(first: Moved, second: Moved, times: float = 1.0) -> Moved:
    """By how much the first effect is above the second, so many times, run by run."""
    differences = first.differences - times * second.differences
    return Moved(*paired_effect(differences), differences)


def among(value, chosen):
    """The mean of a value (R, N) over the states that are chosen by their record."""

    def measure(world, now):
        there = now.exists & chosen(now.rights)
        return (value(world) * there).sum(axis=1) / there.sum()

    return measure


def closed(rights):
    return rights < 40.0


def open_(rights):
    return rights > 70.0


def on_the_ground(world):
    return world.rights_departure - world.repression


MENTORED = {"local_groups.mentoring": 1.0}
LESSONS = {"local_groups.lessons": 1.0}
WHERE_CLOSED = among(on_the_ground, closed)


def campaigns(world, now):
    """What NGOs themselves effectively spend on public campaigns."""
    return world.doing("campaign")[:, 0]


@pytest.mark.entries("A51")
def test_handing_over_wins_groups_a_good_name_and_fit_and_costs_headquarters_their_say():
    some, most = {"local_lead.to_grassroots": 0.3}, {"local_lead.to_grassroots": 0.8}
    no_money = {"local_groups.equipped": 0.0}
    name = groups(most, WHERE_CLOSED, base=no_money)
    assert name.rises and above(name, groups(some, WHERE_CLOSED, base=no_money)).rises
    nameless = no_money | {"local_lead.accused": 0.0}
    assert groups(most, WHERE_CLOSED, base=nameless | LESSONS).rises  # methods that fit
    assert groups(most, campaigns).falls
    assert groups(most, WHERE_CLOSED, base=nameless).nothing


@pytest.mark.entries("I07")
def test_groups_that_lead_themselves_are_less_believed_to_be_foreign_tools():
    local = {"local_lead.local_lead": 1.0}
    helped = groups(local, WHERE_CLOSED, base=MENTORED)
    assert helped.rises and above(helped, groups(local, WHERE_CLOSED)).rises
    unaccused = MENTORED | {"local_lead.accused": 0.0}
    assert groups(local, WHERE_CLOSED, base=unaccused).nothing


@pytest.mark.entries("I08")
def test_mentored_groups_succeed_in_more_of_the_same_campaigns():
    effort = {"advocacy_channels.mobilisation": 0.2}
    assert groups(MENTORED, base=effort).rises
    assert groups(MENTORED, PROTECTED).rises
    idle = ("advocacy_channels", *SILENT)
    assert groups(MENTORED, lacking=idle).nothing


@pytest.mark.entries("I09a")
def test_media_win_acceptance_unless_they_are_censored():
    media, heard = {"advocacy_channels.media": 0.8}, {"outrage.deafness": 0.0}
    free = groups(media, among(lambda w: w.institutions, open_), base=heard)
    shut = groups(media, among(lambda w: w.institutions, closed), base=heard)
    assert free.rises and above(free, shut, 5.0).rises
    assert groups(media, PROTECTED, base={"advocacy_channels.acceptance": 0.0}).nothing


@pytest.mark.entries("I09b")
def test_officials_adopt_more_of_what_is_backed_by_figures_above_all_on_technical_matters():
    figures = {"advocacy_channels.research": 0.8}
    adopted = groups(figures, lacking=SILENT)
    assert adopted.rises
    technical = groups(figures, field("safe_practice"), lacking=SILENT)
    assert above(technical, groups(figures, field("rights_departure"), lacking=SILENT)).rises
    assert groups(figures, base={"advocacy_channels.adopted": 0.0}).nothing


@pytest.mark.entries("I09c")
def test_campaigns_move_policy_with_their_size_until_they_alarm_the_authorities():
    def size(share):
        return {"advocacy_channels.mobilisation": share}

    free = [groups(size(share), among(on_the_ground, open_)) for share in (0.3, 0.6)]
    assert free[0].rises and above(free[1], free[0]).rises
    small, large = (groups(size(share), WHERE_CLOSED) for share in (0.1, 0.9))
    assert small.rises and large.falls
    answered = field("repression")
    assert groups(size(0.9), answered, lacking=SILENT).rises
    calm = {"advocacy_channels.alarm": 0.0}
    assert groups(size(0.9), answered, base=calm, lacking=SILENT).nothing


@pytest.mark.entries("I09d")
def test_norms_change_faster_where_community_leaders_agree_and_stall_where_they_object():
    base = {"advocacy_channels.media": 0.5}
    agree, object_ = ({"advocacy_channels.endorsement": sign} for sign in (0.5, -1.0))
    assert groups(agree, PROTECTED, base=base).rises
    assert groups(object_, PROTECTED, base=base).falls
    moved = groups(base, PROTECTED)
    stalled = groups(base, PROTECTED, base=object_)
    assert moved.rises and stalled.nothing
    assert groups(agree, PROTECTED, base=base | {"advocacy_channels.faster": 0.0}).nothing


@pytest.mark.entries("I11")
def test_support_that_prefers_the_marginalised_makes_them_heard_more_than_spread_support():
    preferred = {"local_groups.inclusion": 1.0}
    assert (
        groups(preferred, base=MENTORED).rises and groups(preferred, PROTECTED, base=MENTORED).rises
    )
    assert groups(preferred).nothing  # without support there is nothing to prefer them in
    unheard = MENTORED | {"advocacy_channels.heard": 0.0}
    assert groups(preferred, base=unheard).nothing


@pytest.mark.entries("I12")
def test_borrowed_methods_work_in_proportion_to_their_fit():
    def fitted(share):
        return {"local_groups.tailoring": share}

    half, whole = (groups(fitted(share), base=LESSONS, lacking=SILENT) for share in (0.5, 1.0))
    assert whole.rises and half.effect == pytest.approx(whole.effect / 2.0, rel=0.15)
    copied = groups(LESSONS, WHERE_CLOSED, lacking=SILENT)
    adapted = groups(LESSONS, WHERE_CLOSED, base=fitted(1.0), lacking=SILENT)
    assert adapted.rises and above(adapted, copied, 2.0).rises
    assert groups(fitted(1.0)).nothing


@pytest.mark.entries("I13")
def test_quiet_work_inside_and_open_work_outside_do_better_than_the_two_exchanged():
    fitting = {"location_mode.discreet_inside": 1.0, "location_mode.open_outside": 1.0}
    exchanged = {"location_mode.discreet_inside": 0.0, "location_mode.open_outside": 0.0}
    assert groups(exchanged, WHERE_CLOSED, base=fitting | MENTORED).falls
    assert drafts(exchanged, base=fitting).falls
    harmless = fitting | {"location_mode.harassment": 0.0, "location_mode.drawn": 0.0}
    assert groups(exchanged, WHERE_CLOSED, base=harmless | MENTORED).nothing
    assert drafts(exchanged, base=harmless).nothing


@pytest.mark.entries("A11")
def test_outside_effort_changes_projects_only_with_a_local_partner():
    work = {"host_partners.work": 1.0}

    def support_per_project(chosen):
        def measure(world, now):
            there = now.exists & chosen(now.rights)
            return (world.host_support * there).sum(axis=1) / (world.projects * there).sum(axis=1)

        return lambda world, now: measure(world, now) if now.date.year > 2005 else None

    def closest(rights):
        return rights < 20.0

    alone, beside = (groups(work, support_per_project(chosen)) for chosen in (closest, open_))
    assert beside.rises and above(beside, alone, 4.0).rises
    assert above(groups(work, base=MENTORED), groups(work)).rises
    assert groups(work, lacking=("projects",)).nothing


ORGANISED = {"diaspora.organising": 1.0}


@pytest.mark.entries("SC8")
def test_organised_exiles_are_heard_by_host_states_and_intimidated_by_the_challenger():
    assert drafts(ORGANISED).rises
    unanswered = ORGANISED | {"diaspora.lists": 0.0}  # names that nobody answers by releases
    assert drafts({"diaspora.long_arm": 0.8}, base=unanswered).falls
    reprisals = outcome("challenger_rights")
    unheard = {"diaspora.heard": 0.0, "diaspora.lists": 0.0}
    assert drafts(ORGANISED, reprisals, base=unheard).falls
    assert drafts(ORGANISED, base=unheard).nothing
    assert drafts(ORGANISED, reprisals, base=unheard | {"diaspora.reprisals": 0.0}).nothing


@pytest.mark.entries("I14")
def test_host_states_of_organised_emigrants_take_up_their_concerns_more_than_others():
    def share_of(hosts):
        def measure(world, now):
            if now.setting.challenge not in now.due:
                return None
            there = now.setting.critics & (host_states(now) == hosts)
            return world.sponsored[:, there].mean(axis=1)

        return measure

    at_home = drafts(ORGANISED, share_of(True))
    assert at_home.rises and above(at_home, drafts(ORGANISED, share_of(False))).rises
    assert drafts(ORGANISED, outcome("releases")).rises
    deaf = {"diaspora.heard": 0.0, "diaspora.lists": 0.0}
    assert drafts(ORGANISED, share_of(True), base=deaf).nothing
    assert drafts(ORGANISED, outcome("releases"), base=deaf).nothing


@pytest.mark.parametrize("name", ["lent", "local_legitimacy", "local_share"])
def test_without_a_lever_groups_stay_as_usual(name):
    usual = measured(baseline().change(end=baseline().start.plus(20)), field(name), 4)
    assert np.allclose(usual, 0.0, atol=1e-6)
