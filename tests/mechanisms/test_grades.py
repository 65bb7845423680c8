"""The grade of a parameter follows from where its value came."""

import re

import numpy as np
import pytest

from sim.engine.simulate import Play
from sim.evidence import FOLDER, rows
from sim.mechanisms import every_parameter

ALL = every_parameter()
TABLE = re.compile(r"evidence/(\w+)\.csv(?:, (country|theme) texts to (\d+))?")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|ten|eleven|sixty|third|fifty|majority)\b")


def of_grade(grade: str) -> list[str]:
    return [name for name, parameter in ALL.items() if parameter.grade == grade]


@pytest.mark.parametrize("name", of_grade("literature"))
def test_literature_is_cited_with_its_year(name):
    assert YEAR.search(ALL[name].source)


@pytest.mark.parametrize("name", of_grade("measured"))
def test_what_is_measured_says_what_was_counted_or_dated(name):
    assert NUMBER.search(ALL[name].source)


@pytest.mark.parametrize("name", of_grade("estimated"))
def test_what_is_estimated_names_its_table_or_the_figures_it_was_set_by(name):
    source = ALL[name].source
    found = TABLE.search(source)
    if found:
        assert (FOLDER / f"{found[1]}.csv").exists()
    else:
        assert NUMBER.search(source) or "out of sample" in source


def test_parameters_of_the_vote_rule_are_those_of_the_table():
    """No value was moved after it was estimated."""
    seen = 0
    for name, parameter in ALL.items():
        found = TABLE.search(parameter.source)
        if parameter.grade != "estimated" or not found or not found[2]:
            continue
        written = name.partition(".")[2]
        values = [
            float(line["value"])
            for line in rows(found[1])
            if (line["kind"], line["fitted_to"]) == (found[2], found[3])
            and line["parameter"].replace(".", "_").lower() == written
        ]
        assert values == [parameter.value], name
        seen += 1
    assert seen > 25


def test_a_judgement_does_not_pass_for_an_estimate():
    for name in of_grade("judgement"):
        found = TABLE.match(ALL[name].source)  # a table that is merely compared with may follow
        assert not found, name


def test_what_is_usual_is_what_the_baseline_has(baseline):
    """Parameters that say what estimates already hold were set to means of the baseline."""
    usual = {
        "tabling.usual_frame": "frame",
        "common_cause.usual_frame": "frame",
        "theme_stance.usual_support": "frame_support",
    }
    means: dict[str, list[float]] = {field: [] for field in usual.values()}
    for _, world in Play.of(baseline).run(0, 16):
        for field, values in means.items():
            values.append(float(getattr(world, field).mean()))
    for name, field in usual.items():
        assert float(np.mean(means[field])) == pytest.approx(ALL[name].value, abs=0.03), name
