"""`trace` and `story` as a user calls them."""

import json

import pytest
from click.testing import CliRunner

from sim.cli import cli
from tests.conftest import ROOT

SHORT = "extends: {parent}\ntitle: {title}\nrun: {{start: 1990-Q1, end: 1993-Q4}}\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = []
    for name in ("baseline", "coordinated_dialogues"):
        parent = tmp_path / f"{name}.yaml"
        parent.write_text((ROOT / "scenarios" / f"{name}.yaml").read_text("utf-8"), "utf-8")
        text = SHORT.format(parent=f"{name}.yaml", title=name)
        text += "timeline: {delinking: null, permanent_trade_status: null}\n"
        found.append(tmp_path / f"short_{name}.yaml")
        found[-1].write_text(text, "utf-8")
    return list(map(str, found))


def call(*arguments):
    return CliRunner().invoke(cli, list(arguments))


def test_a_trace_is_told_and_written(files, tmp_path):
    told = call("trace", *files, "--replicate", "7", "--replicates", "2", "--out", "told")
    assert told.exit_code == 0, told.output
    assert "## What parts first, over 2 runs" in told.stdout
    assert "next: python run.py story" in told.stderr
    written = (tmp_path / "told" / "trace.md").read_text("utf-8")
    assert "where replicate 7 parts" in written and "| outcome |" in written
    made = json.loads((tmp_path / "told" / "trace.json").read_text("utf-8"))
    assert made["links"][0]["because"][-1]["reasons"][0]["name"] == "dialogue.coordination"


def test_a_trace_as_json_is_json_and_nothing_else(files):
    told = call("trace", *files, "--replicates", "0", "--json", "--quiet")
    made = json.loads(told.stdout)
    assert made["first_quantity"]["event"] == "dialogue" and made["frequencies"] == []


def test_scenarios_of_other_spans_are_not_traced(files):
    told = call("trace", str(ROOT / "scenarios" / "baseline.yaml"), files[1])
    assert "give them the same `run.start`" in told.stderr


def test_a_story_of_some_years_is_told(files):
    told = call("story", files[0], "--agent", "denmark", "--from", "1992", "--to", "1993")
    assert told.exit_code == 0, told.output
    assert "# Denmark in baseline, replicate 0" in told.stdout
    assert "## 1991" not in told.stdout and "The chance of sponsoring was" in told.stdout
    made = json.loads(call("story", files[0], "--agent", "DNK", "--json", "--quiet").stdout)
    assert {act["quarter"][:4] for act in made["acts"]} <= {"1990", "1991", "1992", "1993"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--agent", "Denmrak"], "did you mean `Denmark`?"),
        (
            ["--agent", "DNK", "--from", "1993", "--to", "1991"],
            "--from 1993 is later than --to 1991",
        ),
        (["--agent", "DNK", "--from", "2001"], "runs 1990-Q1 to 1993-Q4"),
    ],
)
def test_what_cannot_be_told_is_answered_with_the_way_out(files, arguments, said):
    told = call("story", files[0], *arguments)
    assert told.exit_code == 2 and said in told.stderr
