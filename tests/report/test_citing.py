"""The bibliography: everything that is cited is in the table, and a scenario gets what it uses."""

import json
import re

import pytest
from click.testing import CliRunner

from sim import evidence
from sim.cli import cli
from sim.evidence import FOLDER
from sim.mechanisms import catalogue
from sim.report.citing import behind, bibliography, cited, references, sources, to_cite
from tests.conftest import ROOT

NAME_AND_YEAR = re.compile(r"([A-Z][\w'’/-]+)(?: et al\.)?,? ((?:19|20)\d\d)(?:-\d{2,4})?\b")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "October-November",
)  # fmt: skip
# What stands before a year without being an author: conferences, places, days, and an acronym.
NOT_AUTHORS = {
    *MONTHS,
    "Vienna",
    "Timor",
    "EU",
    "US",
    "Games",
    "Until",
    "Since",
    "Decision",
    "ECOSOC",
}


def not_authors():
    names = {line["name"].split()[-1] for line in evidence.rows("states")}
    return NOT_AUTHORS | names | {"Africa", "Republic", "Yugoslavia"}


@pytest.mark.parametrize("mechanism", catalogue())
def test_every_citation_of_a_mechanism_is_in_the_table(mechanism):
    text = " ".join(sources(mechanism).split())
    for row in evidence.rows("references"):
        for form in sorted(filter(None, row["cited_as"].split("|")), key=len, reverse=True):
            text = text.replace(form, "")
    left = [f"{a} {y}" for a, y in NAME_AND_YEAR.findall(text) if a not in not_authors()]
    assert left == []


def test_every_citation_of_the_catalogue_is_in_the_table():
    for row in evidence.rows("entries"):
        for source in row["sources"].split("; "):
            assert cited(source), source


def test_keys_are_unique_and_every_row_says_whose_it_is():
    rows = evidence.rows("references")
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        assert row["authors"] or row["title"]
        assert bool(row["cited_as"]) == (row["kind"] == "work")
        assert bool(row["tables"]) == (row["kind"] == "data")
        assert row["year"] == "" or re.fullmatch(r"(19|20)\d\d", row["year"])
        assert row["address"] == "" or row["address"].startswith("https://")


def test_every_table_but_those_of_judgement_has_the_data_behind_it():
    made = {file.stem for file in FOLDER.glob("*.csv")}
    named = {name for row in evidence.rows("references") for name in row["tables"].split()}
    assert named <= made
    ours = {"calibration"}  # made by the engine alone
    assert made - named - ours == {"entries", "references", "ngos", "ngo_roles"}


def test_two_authors_are_not_taken_for_the_second_alone():
    assert cited("Månsson and Howie 2019, International Civil Society Centre") == (
        "mansson_howie_2019",
    )
    assert set(cited("Howie 2019 and Månsson and Howie 2019")) == {
        "howie_2019",
        "mansson_howie_2019",
    }


def test_what_a_scenario_leaves_out_is_not_cited(baseline):
    keys = {one.key for one in to_cite(baseline)}
    less = {one.key for one in to_cite(baseline.change(without=("criminal_court", "spread")))}
    assert keys - less == {"jo_simmons_2016", "rogers_2003"}
    rival = {one.key for one in to_cite(baseline.change(instead={"lobbying": "rewarding"}))}
    assert "kuziemko_werker_2006" in keys - rival


def test_the_bibliography_reads_well(baseline):
    lines = bibliography(to_cite(baseline))
    assert lines[0] == "The engine (1)"
    text = "\n".join(lines)
    assert ".." not in text and "?." not in text and "Nathan, Andrew J. and Scobell" in text
    assert all(one.bibtex.count("{") == one.bibtex.count("}") for one in references())


def test_show_cite_prints_json_and_bibtex():
    file = str(ROOT / "scenarios" / "baseline.yaml")
    made = json.loads(CliRunner().invoke(cli, ["show", file, "--cite", "--json"]).stdout)
    assert {one["kind"] for one in made} == {"engine", "work", "data"}
    told = CliRunner().invoke(cli, ["show", file, "--cite", "--format", "bibtex"]).stdout
    assert told.count("@misc{") == len(made)
    alone = CliRunner().invoke(cli, ["show", file, "--format", "bibtex"])
    assert alone.exit_code == 2 and "goes with --cite" in alone.stderr


def test_a_page_on_several_scenarios_cites_what_any_of_them_rests_on():
    both, one = behind(["peer_pressure", "local_groups"]), behind(["peer_pressure"])
    assert {work.key for work in one} < {work.key for work in both}
    assert both[0].kind == "engine"
