"""Moments of the recorded votes: those that the baseline reproduces stay reproduced."""

import pytest

from sim.analysis.validation.moments import RUNS, counted, table_of
from sim.analysis.validation.page import FILE

# What holds on the texts of the model's own agenda; the others are named in docs/validation.md.
HOLDS = [
    "Yes, then Yes on the same target",
    "Abstain, then Abstain on the same target",
    "No, then No on the same target",
    "Yes, then No on the same target",
    "No, then Yes on the same target",
    "distance of shares on country texts, WEOG",
    "cohesion of WEOG on country texts (0.97 to 1.00)",
    "cohesion of Eastern Europe on country texts (0.62 to 0.84)",
    "cohesion of Africa on theme texts (0.80 to 1.00)",
    "cohesion of Asia Pacific on theme texts (0.80 to 1.00)",
    "agreement of Africa with CHN, 1990-1998",
    "agreement of Africa with CHN, 2006-2012",
    "agreement of Africa with USA, 1999-2005",
    "agreement of Africa with USA, 2006-2012",
    "agreement of GRULAC with CHN, 1990-1998",
    "agreement of WEOG with CHN, 1990-1998",
    "agreement of WEOG with USA, 1990-1998",
    "agreement of Eastern Europe with USA, 1990-1998",
]


@pytest.fixture(scope="module")
def count(baseline):
    return counted(baseline, RUNS)


@pytest.fixture(scope="module")
def found(count):
    return table_of(count).set_index("moment")


@pytest.mark.parametrize("moment", HOLDS)
def test_a_moment_of_the_record_holds(found, moment):
    one = found.loc[moment]
    assert one.held_same, f"{one.result:.3f} against {one.same_texts:.3f}"


def test_change_of_mind_runs_through_abstention(found):
    """Straight from one side to the other hardly anybody goes."""
    for first, then in (("Yes", "No"), ("No", "Yes")):
        assert found.loc[f"{first}, then {then} on the same target"].result < 0.03


def test_blocs_are_tight_on_themes_and_loose_on_states(found):
    for group in ("Africa", "Asia Pacific"):
        of_group = found.filter(like=f"cohesion of {group} on", axis=0).result
        assert of_group.filter(like="theme").item() > of_group.filter(like="country").item() + 0.2


def test_the_page_says_what_does_not_hold(found):
    said = FILE.read_text(encoding="utf-8").partition("\n## Moments\n")[2]
    for moment, one in found.iterrows():
        line = next(line for line in said.splitlines() if f"| {moment} |" in line)
        assert line.endswith("yes |" if one.held_same else "no |")
    assert "no tolerance was widened" in " ".join(said.split())
