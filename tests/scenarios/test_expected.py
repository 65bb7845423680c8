"""Every shipped scenario does what its record says it did."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.compare import compare
from sim.analysis.expected import all_outcomes, tolerance
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario
from tests.conftest import ROOT, SHIPPED

FOLDER = ROOT / "scenarios"


@pytest.fixture(scope="module")
def baseline():
    return all_outcomes(Scenario.load(FOLDER / "baseline.yaml"))


def recorded(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / "expected" / f"{name}.csv").set_index("outcome")


@pytest.mark.parametrize("name", SHIPPED)
def test_effects_are_as_recorded_and_outcomes_stay_in_bounds(baseline, name):
    scenario = Scenario.load(FOLDER / f"{name}.yaml")
    assert scenario.question and scenario.notes
    ensemble = all_outcomes(scenario)
    for o, outcome in enumerate(OUTCOMES.values()):
        values = ensemble.values[..., o]
        assert np.isfinite(values).all() and values.min() >= outcome.low
        assert outcome.high is None or values.max() <= outcome.high
    found = compare(baseline, ensemble).table.set_index("outcome")
    before = recorded(name)
    assert list(found.index) == list(before.index)
    off = (found["effect"] - before["effect"]).abs() - tolerance(before)
    assert off.max() <= 0, off[off > 0]


def test_a_dozen_scenarios_are_shipped_and_recorded():
    assert len(SHIPPED) >= 12
    assert {path.stem for path in (FOLDER / "expected").glob("*.csv")} == set(SHIPPED)


def test_records_tell_the_scenarios_apart():
    effects = {name: tuple(recorded(name)["effect"]) for name in SHIPPED}
    assert len(set(effects.values())) == len(SHIPPED)
    assert not any(effects["baseline"])


# What the notes of a scenario say to expect: outcome, and the sign of its effect.
PROMISES = [
    ("public_pressure", "sponsors", 1), ("public_pressure", "scrutiny", 1),
    ("public_pressure", "releases", -1), ("private_pressure", "sponsors", -1),
    ("private_pressure", "scrutiny", -1), ("business_pressure", "sponsors", -1),
    ("business_pressure", "scrutiny", -1), ("business_pressure", "releases", -1),
    ("coordination_against_business", "scrutiny", -1), ("soft_power_surge", "scrutiny", -1),
    ("western_credibility_crisis", "universality", -1),
    ("western_credibility_crisis", "effectiveness", -1),
    ("membership_criteria", "independence", 1), ("membership_criteria", "effectiveness", 1),
    ("universal_membership", "independence", 1),
    ("no_procedural_shield", "scrutiny", 1), ("no_procedural_shield", "independence", 1),
    ("lobbying_with_aid", "scrutiny", -1), ("mandates_under_attack", "scope", -1),
    ("prisoner_diplomacy", "sponsors", -1), ("prisoner_diplomacy", "scrutiny", -1),
    ("uncoordinated_dialogues", "releases", -1), ("uncoordinated_dialogues", "sponsors", -1),
    ("trade_link_kept", "releases", 1), ("coordinated_dialogues", "cancellations", -1),
    ("charm_offensive", "scrutiny", -1), ("charm_offensive", "sponsors", -1),
    ("beloved_culture", "scrutiny", -1), ("soft_power_without_money", "scrutiny", 1),
    ("interference_detected", "scrutiny", 1), ("interference_detected", "sponsors", 1),
    ("named_a_threat", "scrutiny", 1), ("named_a_threat", "sponsors", 1),
    ("developmental_slump", "scrutiny", 1), ("values_offensive", "effectiveness", -1),
    ("values_offensive", "universality", -1), ("values_without_the_region", "effectiveness", -1),
    ("values_without_the_region", "universality", -1),
    ("vienna_prepared_challenger", "universality", -1), ("ratification_drive", "scope", 1),
    ("ratification_with_practice", "rights", 1), ("ratification_with_practice", "scope", 1),
    ("ratification_with_practice", "challenger_rights", 1), ("cheap_commitments", "sponsors", -1),
    ("cheap_commitments", "scrutiny", -1), ("commitments_quoted", "releases", 1),
    ("commitments_quoted", "sponsors", 1), ("commitments_quoted", "scrutiny", 1),
    ("repression_under_threat", "challenger_rights", -1),
    ("pressure_heeded", "challenger_rights", 1), ("reform_from_strength", "challenger_rights", 1),
    ("no_universal_periodic_review", "scope", -1),
    ("no_universal_periodic_review", "effectiveness", -1),
    ("shadow_reports_in_review", "rejected", 1), ("shadow_reports_in_review", "effectiveness", -1),
    ("praise_in_review", "rejected", -1), ("own_action_plan", "rejected", -1),
    ("open_to_mandates", "effectiveness", 1), ("open_to_mandates", "pending_visits", -1),
    ("closed_to_mandates", "effectiveness", -1), ("closed_to_mandates", "pending_visits", 1),
    ("country_mandates_curtailed", "effectiveness", -1),
    ("country_mandates_kept", "effectiveness", 1), ("strict_code_of_conduct", "independence", -1),
    ("strict_code_of_conduct", "effectiveness", -1), ("shock_builds_nothing", "scope", -1),
    ("shock_builds_nothing", "effectiveness", -1), ("shock_builds_nothing", "pending_visits", -1),
    ("mandates_under_attack", "effectiveness", -1), ("high_threshold_1990", "effectiveness", -1),
    ("high_threshold_1990", "rights", -1), ("low_threshold_1990", "rights", 1),
    ("no_reform_2006", "independence", -1), ("chair_by_record", "rights", 1),
    ("chair_by_record", "independence", -1), ("experts_elected_by_bloc", "sponsors", -1),
    ("experts_elected_by_bloc", "scrutiny", -1),
    ("cooperation_instead_of_scrutiny", "sponsors", -1),
    ("cooperation_instead_of_scrutiny", "scrutiny", -1),
    ("cooperation_that_protects", "challenger_rights", 1),
    ("ngo_exclusion_at_the_un", "sponsors", -1), ("ngo_exclusion_at_the_un", "scrutiny", -1),
    ("court_undercut", "rights", -1), ("technology_empowers", "rights", 1),
    ("technology_disinforms", "rights", -1), ("weaponised_platforms", "rights", -1),
    ("youth_accelerator", "rights", 1), ("projects_without_consultation", "rights", -1),
    ("projects_with_consultation", "rights", 1), ("labour_standards", "sponsors", 1),
    ("quiet_talk_with_firms", "sponsors", 1), ("resources_to_the_grassroots", "rights", 1),
    ("diaspora_organised", "sponsors", 1), ("insider_programme", "safe_practice", 1),
    ("training_at_scale", "safe_practice", 1), ("one_donor_leaves", "safe_practice", -1),
    ("portfolio_a_development", "challenger_rights", 1),
    ("portfolio_a_development", "following", 1),
    ("portfolio_b_accountability", "challenger_rights", 1),
    ("portfolio_c_culture", "information", 1), ("portfolio_d_scrutiny", "both_ways", 1),
    ("portfolio_d_scrutiny", "scrutiny", 1), ("portfolio_whole", "challenger_rights", 1),
    ("portfolio_money_on_campaigns", "following", -1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "outcome", "sign"), PROMISES)
def test_notes_keep_their_promise(name, outcome, sign):
    row = recorded(name).loc[outcome]
    assert min(sign * row["low"], sign * row["high"]) > 0
