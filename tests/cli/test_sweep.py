"""`sweep` as a new user meets it."""

import json

import pandas as pd
import pytest

from sim.analysis.sweep import extremes
from tests.cli.test_commands import call
from tests.conftest import ROOT

HEAD = f"extends: {ROOT / 'scenarios' / 'baseline.yaml'}\ntitle: Few\nrun: {{end: 1994-Q4}}\n"
QUIET = "timeline: {delinking: null, permanent_trade_status: null}\n"


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("swept")
    file = folder / "few.yaml"
    over = "sweep: {over: {dialogue.coordination: [0.1, 1.0]}}\n"
    file.write_text(HEAD + QUIET + over)
    said = call("sweep", file, "--replicates", 6, "--out", folder / "out")
    assert said.returncode == 0, said.stderr
    return folder, said


def test_a_row_for_every_point_and_outcome(swept):
    folder, said = swept
    table = pd.read_parquet(folder / "out" / "sweep.parquet")
    assert len(table) == 2 * 6
    assert list(table.columns) == [
        "point", "dialogue.coordination", "outcome", "value", "effect", "low", "high", "replicates",
    ]  # fmt: skip
    assert "2 points, 6 runs each" in said.stdout and "coordination 1" in said.stdout


def test_a_point_that_changes_nothing_has_no_effect(swept):
    folder, _ = swept
    table = pd.read_parquet(folder / "out" / "sweep.parquet")
    assert not table.query("point == 'point-1'")["effect"].any()
    assert table.query("point == 'point-2'")["effect"].any()


def test_machines_get_the_same_table(swept):
    folder, _ = swept
    said = call("sweep", folder / "few.yaml", "--replicates", 6, "--out", folder / "two", "--json")
    rows = json.loads(said.stdout)["table"]
    table = pd.read_parquet(folder / "out" / "sweep.parquet")
    assert [row["effect"] for row in rows] == pytest.approx(table["effect"].tolist())


def test_a_file_without_a_sweep_is_told_so():
    said = call("sweep", "scenarios/baseline.yaml")
    assert said.returncode == 2 and "has no `sweep`" in said.stderr


def test_extremes_by_hand():
    table = pd.DataFrame({
        "point": ["a", "b", "c"], "outcome": ["scope"] * 3, "effect": [0.5, -1.0, 2.0],
    })  # fmt: skip
    assert extremes(table).values.tolist() == [["scope", -1.0, "b", 2.0, "c"]]
