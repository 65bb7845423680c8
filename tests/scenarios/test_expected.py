"""Every shipped scenario does what its record says it did."""

import pandas as pd
import pytest

from sim.analysis.expected import baseline_of, summary, tolerance
from sim.scenario import Scenario
from tests.conftest import ROOT, SHIPPED

FOLDER = ROOT / "scenarios"


@pytest.fixture(scope="module")
def baseline():
    return baseline_of(FOLDER)


def recorded(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / "expected" / f"{name}.csv").set_index("outcome")


@pytest.mark.parametrize("name", SHIPPED)
def test_effects_are_as_recorded(baseline, name):
    found = summary(baseline, Scenario.load(FOLDER / f"{name}.yaml")).set_index("outcome")
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
]  # fmt: skip


@pytest.mark.parametrize(("name", "outcome", "sign"), PROMISES)
def test_notes_keep_their_promise(name, outcome, sign):
    row = recorded(name).loc[outcome]
    assert min(sign * row["low"], sign * row["high"]) > 0
