"""coverage and explain, as somebody meets them who looks for a thing the documents describe."""

import json
from functools import cache
from pathlib import Path

import pytest

from sim.cli import explain, main
from sim.entries import entries as all_entries
from sim.mechanisms import catalogue, parameters
from sim.scenario.names import entries
from sim.world import FIELDS
from tests.conftest import ROOT


@pytest.fixture
def call(capsys, monkeypatch):
    """Run a command line in the project; its exit code, standard output and standard error."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")

    def called(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return left.value.code, said.out, said.err

    return called


def test_coverage_as_json_is_a_list_of_entries(call):
    code, out, err = call("coverage", "--json")
    found = json.loads(out)
    assert code == 0 and err == ""
    assert [one["id"] for one in found] == list(entries())
    for one in found:
        assert list(one) == ["id", "title", "state", "mechanisms", "tests", "scenarios"]
        assert one["title"] and one["state"] in ("open", "done")
        lists = [one[key] for key in ("mechanisms", "tests", "scenarios")]
        assert all(isinstance(names, list) for names in lists)
        assert all(isinstance(name, str) for names in lists for name in names)
        assert (one["state"] == "done") == all(lists)
        assert all(Path(file).is_file() for file in one["scenarios"])
        assert all(Path(test.partition("::")[0]).is_file() for test in one["tests"])


@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_coverage_for_readers(call, options):
    code, out, err = call("coverage", *options)
    assert code == 0
    assert out.splitlines()[-1].endswith(f" of {len(entries())} entries done")
    first_cells = {line.split()[0] for line in out.splitlines() if line.strip()}
    assert set(entries()) <= first_cells
    assert "\x1b" not in out and (not options or "─" not in out)
    assert "next: python run.py explain " in err


def test_coverage_elsewhere_says_what_is_not_counted(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = call("coverage", "--json")
    assert code == 0 and all(one["tests"] == one["scenarios"] == [] for one in json.loads(out))
    assert "no folder `tests` here, so no tests are counted" in err
    assert "no folder `scenarios` here, so no scenarios are counted" in err


@pytest.mark.parametrize("name", ["N49", "n49"])
def test_explain_an_entry_in_one_paragraph(call, name):
    code, out, err = call("explain", name)
    text = " ".join(out.split())
    assert code == 0 and "\n\n" not in out
    assert text.startswith("N49, ") and "What should be seen: " in text
    assert "sim/mechanisms/quiet_diplomacy/concessions.py (concessions)" in text
    assert f"credit ({FIELDS['credit'].meaning}" in text
    assert "levers.concessions.timing (" in text
    assert text.count("levers.") + text.count("uncertainties.") <= 6
    assert err.startswith("next: python run.py ")


def test_explain_an_event_says_what_fires_it_and_what_it_changes(call):
    _, out, _ = call("explain", "N12", "--json")
    found = json.loads(out)
    assert {"name": "event summit", "file": "sim/events.py"} in found["mechanisms"]
    assert "ties" in [one["field"] for one in found["writes"]]
    assert "timeline.NAME.fire: summit" in [one["key"] for one in found["parameters"]]


@cache
def every_entry():
    """The catalogue, read once: it reads every test and every scenario."""
    return all_entries(ROOT / "tests", ROOT / "scenarios")


def test_every_entry_can_be_explained():
    for one in every_entry():
        text = " ".join(explain.paragraph(one).split())
        assert text.startswith(f"{one.id}, {one.title} ({one.part}). ")
        assert "  " not in text and ".." not in text
        assert json.loads(json.dumps(explain.described(one)))["id"] == one.id


@pytest.mark.parametrize("name", catalogue())
def test_every_mechanism_can_be_explained(name):
    found = explain.described_rule(name, every_entry())
    assert (ROOT / found["file"]).is_file() and "Theory:" in found["about"]
    assert [one["field"] for one in found["writes"]] == list(catalogue()[name].writes)
    assert [one["name"] for one in found["parameters"]] == list(parameters(name))


def test_explain_a_mechanism_as_json(call):
    code, out, err = call("explain", "concessions", "--json")
    found = json.loads(out)
    assert code == 0 and err == "" and found["mechanism"] == "concessions"
    assert "N49" in found["entries"] and found["event"] == "concessions"


def test_explain_a_mechanism_shows_theory_and_parameters(call):
    code, out, err = call("explain", "Dialogue", "--plain")
    assert code == 0
    for word in ("Theory:", "Sources:", "Writes:", "levers.dialogue.coordination", "0 to 1"):
        assert word in out
    assert f"  quieted: {FIELDS['quieted'].meaning}" in out
    assert err.startswith("next: python run.py new NAME")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("N49x", "there is no catalogue entry and no mechanism `N49x`; did you mean `N49`"),
        ("dialog", "did you mean `dialogue`"),
        ("???", "`python run.py coverage` lists them"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(call, name, message):
    code, out, err = call("explain", name)
    assert code == 2 and out == ""
    assert message in err
