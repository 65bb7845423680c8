"""`sensitivity` and `discover` as a new user meets them, in a world of two years."""

import json

import click
import pandas as pd
import pytest
from click.testing import CliRunner

from sim.cli import cli
from tests.conftest import ROOT

TINY = ("--points", 8, "--replicates", 2, "--trajectories", 2, "--survivors", 2, "--workers", 1)


def call(*arguments, results=""):
    return CliRunner().invoke(
        cli, list(map(str, arguments)), env={"RIGHTS_RESULTS": str(results)}, standalone_mode=False
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A baseline of two years, a scenario that extends it, and a sweep."""
    folder = tmp_path_factory.mktemp("scenarios")
    base, other, sweep = (folder / name for name in ("base.yaml", "other.yaml", "sweep.yaml"))
    head = f"extends: {ROOT / 'scenarios' / 'baseline.yaml'}\ntitle: Two years\n"
    timeline = "timeline: {delinking: null, permanent_trade_status: null}\n"
    base.write_text(f"{head}{timeline}run: {{end: 1991-Q4}}\noutcomes: [scrutiny, scope]\n")
    other.write_text("extends: base.yaml\ntitle: Other\nlevers: {lobbying: {envoys: 20}}\n")
    over = "{dialogue.opening: [0.0, 0.1], sponsorship.threshold: [-1.0, 2.0]}"
    sweep.write_text(f"extends: base.yaml\ntitle: Sweep\nsweep: {{over: {over}}}\n")
    return base, other, sweep


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="module")
def told(files, results):
    base, other, _ = files
    where = results / "out"
    said = call("sensitivity", other, "--baseline", base, *TINY, "--out", where,
                results=results)  # fmt: skip
    assert said.exit_code == 0 and not said.exception, said.stderr
    return where, said


def test_sensitivity_writes_all_it_promises(told):
    where, said = told
    assert {path.name for path in where.iterdir()} == {
        "sensitivity.csv", "spread.csv", "screening.csv", "sensitivity.json",
        "sensitivity.png", "sensitivity.svg",
    }  # fmt: skip
    assert "judgement" in said.stdout and "Scope: " in said.stdout
    assert "the same command goes on" in said.stderr
    assert said.stderr.splitlines()[-1].startswith("next: look at")


def test_its_table_has_levels_and_effects_by_every_cut(told):
    table = pd.read_csv(told[0] / "sensitivity.csv")
    assert set(table["quantity"]) == {"level", "effect"}
    assert set(table["by"]) == {"parameter", "mechanism", "grade", "luck"}
    assert set(table["outcome"]) == {"scrutiny", "scope"}


def test_machines_and_the_report_get_shares_with_intervals(told):
    content = json.loads((told[0] / "sensitivity.json").read_text())
    first = content["conclusions"][0]
    assert first["outcome"] == "scrutiny" and set(first["judgement"]) == {"share", "low", "high"}
    assert content["command"].startswith("python run.py sensitivity")
    assert content["parameters"] > 400


def test_nothing_is_tried_twice(told, files, results):
    base, other, _ = files
    kept = {path: path.stat().st_mtime_ns for path in (results / "trials").iterdir()}
    said = call("sensitivity", other, "--baseline", base, *TINY, "--out", results / "again",
                "--json", results=results)  # fmt: skip
    assert {path: path.stat().st_mtime_ns for path in (results / "trials").iterdir()} == kept
    first = (told[0] / "sensitivity.json").read_bytes()
    assert (results / "again" / "sensitivity.json").read_bytes() == first
    assert json.loads(said.stdout) == json.loads(first)


def test_discover_draws_points_where_a_grid_has_too_few(files, results):
    sweep = files[2]
    said = call("discover", sweep, "--points", 32, "--replicates", 2, "--workers", 1,
                "--outcome", "scrutiny", "--threshold", 0.5, "--out", results / "found",
                results=results)  # fmt: skip
    assert said.exit_code == 0 and not said.exception, said.stderr
    assert len(pd.read_csv(results / "found" / "points.csv")) == 32
    assert "Scrutiny of the challenger: the change" in said.stdout
    content = json.loads((results / "found" / "discovery.json").read_text())
    assert content["baseline"] is None and content["in_words"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("sensitivity", "scenarios/baseline.yaml", "--outcomes", "scop"), "did you mean `scope`"),
        (("sensitivity", "scenarios/baseline.yaml", "--points", 48), "32 or 64, not 48"),
        (("discover", "scenarios/baseline.yaml"), "has no `sweep`"),
        (("discover", "scenarios/sweeps/coordination.yaml", "--threshold", "low"), "nor `zero`"),
    ],
)
def test_what_cannot_be_used_is_told_with_the_way_out(arguments, why):
    said = call(*arguments)
    assert isinstance(said.exception, click.UsageError) and why in said.exception.message
