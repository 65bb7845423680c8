"""Information: what outsiders know, who watches, and what can be said where votes are lost.

Each effect is measured where the rule itself does not write, and its control cuts the link.
"""

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import (
    baseline,
    country_texts,
    field,
    measured,
    outcome,
    sponsors,
)
from sim.analysis.paired import paired as paired_over
from sim.calendar import Quarter

# Violence breaks out everywhere and texts follow what is believed of it; states hide all they can.
VIOLENT = {
    "special_sessions.outbreaks": 0.5, "special_sessions.toll": 8.0, "tabling.relief": 5.0,
}  # fmt: skip
SECRET = VIOLENT | {"observation.opacity": 1.0}
YEARS = ("1990-Q1", "1996-Q4")
# What is believed reaches neither the agenda nor attention nor what states hear.
UNHEEDED = {"tabling.relief": 0.0, "observation.notice": 0.0, "rumour.scatter": 0.0}
# Every draft on a state meets a motion that its friends find easy to carry.
BLOCKED = {
    "no_action.on_challenger": 1.0, "no_action.on_others": 1.0, "no_action.shelter": 2.0,
}  # fmt: skip


def paired(change, measure, **more):
    """A paired run of seven years."""
    return paired_over(change, measure, **{"span": YEARS, **more})


def aim(world, now):
    """How well the agenda meets the need: covariance over situations due of being tabled and of
    what rights have lost."""
    target = now.setting.texts.target[now.due]
    others = (target >= 0) & (now.due != now.setting.challenge)
    if not others.any():
        return None
    lost = (world.repression - world.rights_departure)[:, target[others]]
    tabled = world.tabled[:, now.due[others]]
    return (tabled * lost).mean(axis=1) - tabled.mean(axis=1) * lost.mean(axis=1)


def disagreement(world, now):
    """Standard deviation of leanings on the challenger over the other members."""
    k = now.setting.challenge
    if k not in now.due:
        return None
    others = world.present & (world.members != now.setting.challenger)
    return np.nanstd(np.where(others, world.leaning[:, k], np.nan), axis=1)


def adopted_on_challenger(world, now):
    k = now.setting.challenge
    return world.adopted[:, k] if k in now.due else None


def tabled_on_challenger(world, now):
    k = now.setting.challenge
    return world.tabled[:, k] if k in now.due else None


# --- what is known -----------------------------------------------------------------------------


@pytest.mark.entries("A05")
def test_an_agenda_made_on_old_information_misses_those_in_need():
    secrecy = {"observation.opacity": 1.0}
    assert paired(secrecy, aim, base=VIOLENT, runs=32).falls
    faster = {"observation.volatility": 30.0}
    assert paired(faster, aim, base=SECRET, runs=32).falls
    all_seen = SECRET | {"observation.disclosure": 1.0}
    assert paired(faster, aim, base=all_seen, runs=16).nothing


@pytest.mark.entries("A05", "A14")
def test_fresh_observation_is_worth_more_where_change_is_fast():
    observers = {"observation.sensors": 0.9}

    def worth(volatility):
        base = SECRET | {"observation.volatility": volatility}
        return paired(observers, aim, base=base, runs=32)

    calm, fast = worth(0.0), worth(30.0)
    assert calm.rises
    assert paired_effect(fast.differences - calm.differences)[1] > 0
    assert paired(observers, country_texts, base=SECRET | UNHEEDED, runs=16).nothing


@pytest.mark.entries("A14")
def test_with_observers_a_crackdown_is_on_the_agenda_one_session_earlier():
    """Rights fall by 30 points in Iran in the spring of 1995: a draft in the next spring."""

    def next_session(world, now):
        texts = now.setting.texts
        k = texts.names.index("IRN")
        return world.tabled[:, k] if str(now.date) == "1996-Q1" else None

    def noticed(**levers):
        base = {"observation.opacity": 1.0, "tabling.relief": 2.0}
        base |= {f"observation.{name}": value for name, value in levers.items()}
        fall = [("1995-Q2", "crackdown", ("IRN",), 30.0)]
        return paired({}, next_session, base=base, fire=fall, span=("1994-Q1", "1996-Q1"))

    early, late = noticed(sensors=0.95), noticed(sensors=0.0)
    assert paired_effect(early.differences - late.differences)[1] > 0
    base = {"observation.opacity": 1.0, "tabling.relief": 0.0}
    fall = [("1995-Q2", "crackdown", ("IRN",), 30.0)]
    span = ("1994-Q1", "1996-Q1")
    assert paired({}, next_session, base=base, fire=fall, span=span, runs=16).nothing


@pytest.mark.entries("A08", "A57")
def test_states_disagree_about_what_is_kept_secret_and_agree_once_it_is_published():
    """Members lean as they hear of the violations, and hear more contrary things."""
    hearsay = {
        "rumour.scatter": 5.0, "country_stance.unaware": 3.0,
        "tabling.relief": 0.0, "observation.notice": 0.0,
    }  # fmt: skip
    secret, open_ = {"observation.opacity": 1.0}, {"observation.disclosure": 1.0}
    assert paired(secret, disagreement, base=hearsay, runs=32).rises
    assert paired(open_, disagreement, base=hearsay, runs=32).falls
    no_rumours = hearsay | {"rumour.scatter": 0.0}
    assert paired(secret, disagreement, base=no_rumours, runs=16).nothing
    assert paired(open_, disagreement, base=no_rumours, runs=16).nothing


@pytest.mark.entries("A57")
def test_disclosure_makes_criticism_more_precise():
    published = {"observation.disclosure": 1.0}
    assert paired(published, aim, base=SECRET, runs=32).rises
    assert paired(published, country_texts, base=SECRET | UNHEEDED, runs=16).nothing


@pytest.mark.entries("S08")
def test_routine_news_lulls_critics_while_rights_do_not_improve():
    """Fewer sponsor, the more so the more is censored; where all is seen nobody is lulled."""
    routine = {"observation.routine": 20.0}
    usual = paired(routine, sponsors, runs=32)
    censored = paired(routine, sponsors, base={"observation.opacity": 1.0}, runs=32)
    assert usual.falls and censored.falls
    assert paired_effect(censored.differences - usual.differences)[2] < 0
    assert paired(routine, sponsors, base={"observation.opacity": 0.0}, runs=16).nothing
    rights = outcome("challenger_rights")
    assert not paired(routine, rights, without=("repression",), runs=32).rises


@pytest.mark.entries("SC7")
def test_an_office_near_the_challenger_finds_cases_and_keeps_critics_awake():
    office = {"observation.office": 1.0}
    assert paired(office, outcome("releases"), runs=32).rises
    plain = paired(office, sponsors, runs=32)
    lulled = paired(office, sponsors, base={"observation.routine": 20.0}, runs=32)
    assert plain.rises
    assert paired_effect(lulled.differences - plain.differences)[1] > 0
    nobody_answers = {"concessions.hit_rate": 0.0}
    assert paired(office, outcome("releases"), base=nobody_answers, runs=16).nothing


@pytest.mark.entries("SC7")
def test_the_gain_is_lost_if_the_office_is_closed():
    closed = [("1991-Q2", "closure", ("challenger",), 1.0)]
    with_office = paired({}, sponsors, base={"observation.office": 1.0}, fire=closed)
    without = paired({}, sponsors, base={"observation.office": 0.0}, fire=closed)
    assert paired_effect(with_office.differences - without.differences)[2] < 0


# --- standing bodies and watched dialogues -----------------------------------------------------


@pytest.mark.entries("SD10")
def test_standing_bodies_scrutinise_even_when_every_motion_carries():
    """No draft on the challenger is adopted, however hard critics try; what NGOs bring to standing
    bodies is heard all the same, and brings releases."""
    try_harder = {"sponsorship.threshold": -3.0}
    assert paired(try_harder, adopted_on_challenger, base=BLOCKED, runs=32).nothing
    brought = {"scrutiny_without_votes.communications": 1.0}
    assert paired(brought, sponsors, base=BLOCKED, runs=32).rises
    assert paired(brought, outcome("releases"), base=BLOCKED, runs=32).rises
    unread = BLOCKED | {"scrutiny_without_votes.attention": 0.0}
    assert paired(brought, sponsors, base=unread | {"concessions.hit_rate": 0.0}, runs=16).nothing


@pytest.mark.entries("SD10")
def test_findings_are_worth_what_experts_are_independent():
    base = BLOCKED | {"treaty_bodies.findings": 0.0}
    bound = {"treaty_bodies.campaign": 1.0, "treaty_bodies.nominees": 0.1}
    brought = {"scrutiny_without_votes.communications": 1.0}
    assert paired(bound, sponsors, base=base | brought, runs=32).falls
    assert paired(bound, sponsors, base=base, without=("scrutiny_without_votes",), runs=16).nothing


@pytest.mark.entries("SD9")
def test_watched_dialogues_quiet_critics_less_and_free_more():
    watched = {"engagement_watch.watch": 1.0}
    assert paired(watched, sponsors, runs=32).rises
    staying = watched | {"engagement_watch.leaving": 0.0}
    assert paired(staying, outcome("releases"), runs=32).rises
    no_talks = {"dialogue.opening": 0.0}
    assert paired(watched, sponsors, base=no_talks, runs=16).nothing
    assert paired(watched, outcome("releases"), base=no_talks, runs=16).nothing


@pytest.mark.entries("SD9")
def test_critics_leave_empty_dialogues_that_are_watched():
    eager = {"engagement_watch.leaving": 0.5}
    talks = outcome("dialogues")
    assert paired(eager, talks, base={"engagement_watch.watch": 1.0}, runs=32).falls
    assert paired(eager, talks, base={"engagement_watch.watch": 0.0}, runs=16).nothing


@pytest.mark.entries("S03")
def test_more_dialogues_leave_rights_where_they_are():
    """Ten dialogues more and not a tenth of a point, unless talks open doors."""
    more = {"dialogue.opening": 0.3}
    rights = outcome("challenger_rights")
    assert paired(more, outcome("dialogues"), runs=32).rises
    flat = paired(more, rights, runs=32)
    assert not flat.rises and abs(flat.effect) < 0.1
    assert paired(more, rights, base={"engagement_watch.opens_doors": 5.0}, runs=32).rises


@pytest.mark.entries("S03")
def test_dialogues_divide_critics_or_open_doors():
    """The two theories of dialogue: by one fewer sponsor, by the other rights improve."""
    divide = {"dialogue.withdrawal": 3.0}
    doors = {"engagement_watch.opens_doors": 5.0}
    rights = outcome("challenger_rights")
    assert paired(divide, sponsors, runs=32).falls
    assert not paired(divide, rights, runs=32).rises
    assert paired(doors, rights, runs=32).rises
    no_talks = {"dialogue.opening": 0.0}
    assert paired(divide, sponsors, base=no_talks, runs=16).nothing
    assert paired(doors, rights, base=no_talks, runs=16).nothing


# --- what the body lets be said ----------------------------------------------------------------


@pytest.mark.entries("S02")
def test_initiatives_are_blocked_however_many_there_are():
    """More effort brings more drafts, but no better chance for each; without the challenger's
    motion the chance rises."""
    span = {"end": Quarter.parse("2004-Q4")}

    def chance(values):
        side = baseline().change(values=values, **span)
        drafts = measured(side, tabled_on_challenger, 48).sum()
        return measured(side, adopted_on_challenger, 48).sum() / drafts, drafts

    usual, drafts = chance({})
    hard, more_drafts = chance({"sponsorship.threshold": -2.0})
    assert more_drafts > 1.2 * drafts
    assert usual < 0.25 and hard < 0.25
    no_motion = {"no_action.on_challenger": 0.0}
    assert paired(no_motion, adopted_on_challenger, runs=32).rises
    assert paired(no_motion, adopted_on_challenger, without=("no_action",), runs=16).nothing


@pytest.mark.entries("A02")
def test_with_less_room_for_ngos_texts_are_weaker_and_critics_fewer():
    no_time = {"shrinking_room.slots": 0.8}
    assert paired(no_time, field("strength"), runs=32).falls
    undisputed = {"amendments.dilution": 0.0, "common_cause.weakening": 0.0}
    assert paired(no_time, field("strength"), base=undisputed, runs=16).nothing
    shut_out = {"shrinking_room.status": 0.5}
    assert paired(shut_out, sponsors).falls
    mute = {"ngo_committee.witness": 0.0}
    assert paired(shut_out, sponsors, base=mute, runs=16).nothing


@pytest.mark.entries("A03")
def test_texts_on_a_common_cause_create_fewer_mandates_and_do_less():
    cause = {"common_cause.cause": 0.8}
    assert paired(cause, field("country_mandates"), runs=32).falls
    words_count = {"consequences.remedy": 5.0}
    assert paired(cause, outcome("rights"), base=words_count, runs=32).falls
    words_are_wind = {"consequences.remedy": 0.0}
    # Mandates on the challenger ask for visits, whose reports would be heard.
    assert paired(
        cause, outcome("rights"), base=words_are_wind, without=("country_visits",), runs=16
    ).nothing


@pytest.mark.entries("A03")
def test_the_debate_on_values_weakens_texts():
    push = {"framing.push": 10.0, "framing.schools": 0.5}
    base = {"tabling.frame_weight": 0.0, "consequences.remedy": 5.0}
    assert paired(push, outcome("rights"), base=base, runs=32).falls
    plain_verbs = base | {"common_cause.weakening": 0.0}
    assert paired(push, outcome("rights"), base=plain_verbs, runs=16).nothing
