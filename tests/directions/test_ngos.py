"""NGOs as agents: each direction that the catalogue states, in pairs under the same luck.

What NGOs do is measured where it arrives: on critics who sponsor, on access to the challenger, on
what reaches the world of their efforts. Each test has a control that lacks the link.
"""

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import (
    Measure,
    Moved,
    Values,
    baseline,
    field,
    measured,
    paired,
    sponsors,
)
from sim.analysis.validation.actors import NGOS_ALONE as ALONE
from sim.calendar import Quarter
from sim.ngos import ACTIONS
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

RUNS = 48
SHORT = ("1990-Q1", "1997-Q4")
UNHEARD = {"hearing.weight": 0.0}
ATTACKED = {"attacks.hostility": 0.3, "attacks.crackdown": 0.3}
LEFT_ALONE = {"attacks.hostility": 0.0, "attacks.crackdown": 0.0}


def doing(*actions: str) -> Measure:
    """What reaches the world of these actions, or of all."""
    chosen = [ACTIONS.index(action) for action in actions or ACTIONS]
    return lambda world, now: world.actions[:, chosen].sum(axis=1)


def scrutiny_and_access(world, now):
    """What is reached together by scrutiny of the challenger and access to it: their geometric
    mean, 0-1, because neither pressure nor engagement achieves much without the other."""
    access = world.ngo_access.mean(axis=1)
    return np.sqrt(OUTCOMES["scrutiny"].count(world, now) / 100.0 * access)


def the_united_states_sponsor(world, now):
    if now.setting.challenge not in now.due:
        return None
    return world.sponsored[:, now.setting.iso3.index("USA")]


def closed_partners(world, now):
    """Share of the domestic groups in the challenger that are closed."""
    return world.ngo_closed[:, now.setting.ngos.of("domestic_group")].mean(axis=1)


def moved(change: Values, measure: Measure = sponsors, **more) -> Moved:
    return paired(change, measure, **{"span": SHORT, "runs": RUNS, "without": ALONE} | more)


def plan(rule: str, volatility: float, **learning: float) -> Scenario:
    """The baseline to 1995, its NGOs following this rule on terrain as volatile as this. In a calm
    they see their results without error, so that there is nothing to learn."""
    if not volatility:
        learning = {"error": 0.0} | learning
    values = {f"adaptive_allocation.{name}": value for name, value in learning.items()}
    return baseline().change(
        end=Quarter(1995, 4),
        values={"terrain.volatility": volatility, **values},
        timeline=(),
        without=ALONE,
        instead={"allocation": rule},
    )


def lead(ours: Scenario, theirs: Scenario, measure: Measure = sponsors) -> Moved:
    """How much more there is of the measure in the first scenario, run by run."""
    differences = measured(ours, measure, RUNS) - measured(theirs, measure, RUNS)
    return Moved(*paired_effect(differences), differences)


# --- stances, learning and structure -------------------------------------------------------------


@pytest.mark.entries("A04")
def test_influencing_the_challenger_does_better_than_ignoring_or_resisting_it():
    for stance in ({"allocation.attention": 0.0}, {"allocation.resistance": 1.0}):
        assert moved(stance, scrutiny_and_access).falls
        no_price = {"access.price": 0.0, "access.association": 0.0, "attacks.provocation": 0.0}
        assert moved(stance, scrutiny_and_access, base=UNHEARD | no_price).nothing


@pytest.mark.entries("A18")
def test_learning_leads_by_more_the_more_volatile_the_terrain():
    leads = [
        lead(plan("adaptive_allocation", v), plan("fixed_allocation", v)) for v in (0.0, 0.3, 0.9)
    ]
    assert leads[0].nothing
    assert leads[1].rises and leads[2].rises
    assert leads[2].low > leads[1].high


@pytest.mark.entries("A18")
def test_a_lead_in_effort_is_worth_nothing_where_nobody_hears_it():
    unheard = [
        plan(rule, 0.8).change(values={"terrain.volatility": 0.8, **UNHEARD})
        for rule in ("adaptive_allocation", "fixed_allocation")
    ]
    assert lead(*unheard).nothing


@pytest.mark.entries("A12")
def test_joined_up_expertise_responds_sooner_and_has_nothing_to_respond_to_in_calm():
    def joined(volatility: float) -> Moved:
        return lead(
            plan("adaptive_allocation", volatility, joined_up=1.0),
            plan("adaptive_allocation", volatility),
        )

    assert joined(0.6).rises
    assert joined(0.0).nothing


@pytest.mark.entries("A56")
def test_networks_adjust_faster_to_shocks_and_hierarchies_hold_the_line_in_calm():
    def horizontal(volatility: float, slack: float) -> Moved:
        return lead(
            plan("adaptive_allocation", volatility, horizontal=1.0, slack=slack),
            plan("adaptive_allocation", volatility, slack=slack),
            doing(),
        )

    assert horizontal(0.6, 0.1).rises
    assert horizontal(0.0, 0.1).falls
    assert horizontal(0.0, 0.0).nothing


@pytest.mark.entries("A09")
def test_capacity_loses_to_quick_campaigns_over_two_years_and_wins_over_ten():
    first = {"spread.capacity_share": 0.3}
    assert moved(first, field("ngo_voice"), span=("1990-Q1", "1991-Q4")).falls
    assert moved(first, span=("1990-Q1", "1999-Q4"), runs=64).rises
    untaught = moved(first, base={"spread.building": 0.0})
    assert untaught.falls  # without the skill that they buy, resources are only missed


@pytest.mark.entries("A10")
def test_a_voice_in_many_capitals_achieves_more_and_survives_closures_in_one():
    everywhere, at_home = {"hearing.offices": 1.0}, {"hearing.offices": 0.0}
    assert moved(everywhere, base=at_home).rises
    assert moved(everywhere, base=at_home | UNHEARD).nothing
    closed = [("1990-Q1", "closure", ("USA",), 1.0)]
    spread, gathered = (
        moved({}, the_united_states_sponsor, base=base, fire=closed, span=("1990-Q1", "1994-Q4"))
        for base in (everywhere, at_home)
    )
    assert gathered.falls and gathered.high < spread.low


@pytest.mark.entries("A26")
def test_one_strategy_gives_equal_effort_more_effect():
    one = {"strategy.strategy": 1.0, "strategy.fit": 1.0}
    assert moved(one).rises
    assert moved(one, base={"reach.pull": 0.0}).nothing


@pytest.mark.entries("A13")
def test_a_strategy_that_fits_is_taken_up_sooner_and_more_completely():
    fits = {"strategy.fit": 1.0}
    assert moved(fits, field("ngo_voice"), base={"strategy.strategy": 1.0}).rises
    soon = ("1990-Q1", "1992-Q1")
    assert moved(fits, field("ngo_voice"), base={"strategy.strategy": 1.0}, span=soon).rises
    assert moved(fits, field("ngo_voice"), base={"strategy.strategy": 0.0}).nothing


@pytest.mark.entries("A27", "A29")
def test_answers_travel_along_links_and_faster_with_case_studies():
    found, none = {"spread.innovation": 0.1}, {"spread.innovation": 0.0}
    for help_ in ({"spread.density": 2.0}, {"spread.guide": 1.0}):
        assert moved(help_, field("ngo_voice"), base=found).rises
        assert moved(help_, field("ngo_voice"), base=none).nothing


@pytest.mark.entries("A40")
def test_decentralisation_is_heard_in_the_south_and_costs_speed():
    passed_on = {"standing.decentralisation": 1.0}
    assert moved(passed_on, doing("south_south")).rises
    assert moved(passed_on, doing("campaign", "lobbying")).falls
    assert moved(passed_on, field("ngo_voice")).falls
    equally_fast = {"reach.slower": 0.0}
    assert moved(passed_on, doing("campaign", "lobbying"), base=equally_fast).nothing


# --- access --------------------------------------------------------------------------------------


@pytest.mark.entries("A22")
def test_the_more_ngos_campaign_the_more_is_heard_and_the_less_access_is_left():
    half, all_ = {"allocation.resistance": 0.5}, {"allocation.resistance": 1.0}
    assert moved(half, field("ngo_access")).falls
    assert moved(all_, field("ngo_access"), base=half).falls
    assert moved(half).rises and moved(all_, base=half).rises
    free = {"access.price": 0.0, "access.association": 0.0, "attacks.provocation": 0.0}
    assert moved(all_, field("ngo_access"), base=free).nothing


@pytest.mark.entries("A23")
def test_insiders_withdraw_when_outsiders_campaign_loudly():
    loud, by_others_only = {"access.harshness": 3.0}, {"access.price": 0.0}
    work_by_consent = doing("insider_programme")
    assert moved(loud, work_by_consent, base=by_others_only).falls
    no_company = by_others_only | {"access.association": 0.0}
    assert moved(loud, work_by_consent, base=no_company).nothing


@pytest.mark.entries("S04")
def test_ngos_cut_off_from_policy_leave_fewer_sponsors():
    cut_off = {"hearing.policy_access": 0.3}
    assert moved(cut_off).falls
    assert moved(cut_off, base=UNHEARD).nothing


@pytest.mark.entries("S04")
def test_a_louder_voice_counts_for_less_where_ngos_are_cut_off():
    louder = {"allocation.resistance": 1.0}
    listened_to = moved(louder)
    cut_off = moved(louder, base={"hearing.policy_access": 0.0})
    assert listened_to.rises and cut_off.nothing


# --- attacks, standing and survival --------------------------------------------------------------


@pytest.mark.entries("A28")
def test_populism_costs_ngos_their_hearing_and_their_access():
    wave = {"standing.populism": 1.0}
    assert moved(wave).falls
    assert moved(wave, field("ngo_access")).falls
    assert moved(wave, base={"standing.erosion": 0.0}).nothing


@pytest.mark.entries("A35")
def test_under_the_same_attack_accountable_ngos_lose_less():
    answering, calm = {"standing.accountability": 1.0}, {"standing.trust": 0.0}
    assert moved(answering, base=calm | {"standing.populism": 1.0}).rises
    unattacked = calm | LEFT_ALONE | {"standing.populism": 0.0}
    assert moved(answering, base=unattacked).nothing


@pytest.mark.entries("A42")
def test_self_regulation_raises_trust_and_leaves_fewer_pretexts():
    answering = {"standing.accountability": 1.0}
    assert moved(answering, field("ngo_access"), base=LEFT_ALONE).rises
    assert moved(answering, field("attacked"), base=ATTACKED).falls
    no_pretext = {"attacks.pretext": 0.0, "attacks.smear": 0.0, "standing.trust": 0.0}
    assert moved(answering, field("attacked"), base=ATTACKED | no_pretext).nothing


@pytest.mark.entries("A41")
def test_solidarity_lets_attacked_ngos_go_on_speaking():
    together = {"attacks.playbook": 1.0}
    assert moved(together, base=ATTACKED).rises
    assert moved(together, closed_partners, base=ATTACKED).falls
    assert moved(together, base=LEFT_ALONE).nothing
    nobody_helps = ATTACKED | {"allocation.attention": 0.0}
    assert moved(together, closed_partners, base=nobody_helps).nothing


@pytest.mark.entries("A34")
def test_reinvention_brings_back_after_a_shock_what_rigidity_leaves_diminished():
    rigid, new = {"standing.reinvention": 0.0}, {"standing.reinvention": 0.8}
    assert moved(new, base=ATTACKED | rigid).rises
    assert moved(new, base=LEFT_ALONE | rigid | {"spread.innovation": 0.0}).nothing


@pytest.mark.entries("I05")
def test_long_partnerships_are_disrupted_less_than_single_projects():
    long, single = {"attacks.steadiness": 1.0}, {"attacks.steadiness": 0.0}
    often = {"attacks.hostility": 0.6, "attacks.crackdown": 0.6}
    assert moved(long, base=often | single).rises
    assert moved(long, field("ngo_voice"), base=ATTACKED | single).rises
    assert moved(long, field("ngo_voice"), base=LEFT_ALONE | single).nothing


@pytest.mark.entries("I04")
def test_supported_partners_survive_restrictions_and_keep_more_of_their_effect():
    supported = {"spread.support": 1.0}
    assert moved(supported, closed_partners, base=ATTACKED).falls
    assert moved(supported, doing("legal_defence"), base=ATTACKED).rises
    assert moved(supported, closed_partners, base=LEFT_ALONE).nothing
    assert moved(supported, closed_partners, base=ATTACKED | {"spread.helping": 0.0}).nothing
