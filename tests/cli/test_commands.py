"""The commands as a new user meets them: what they print, write and return."""

import csv
import json
import subprocess
import sys

import pandas as pd
import pytest

from tests.conftest import ROOT

BASELINE = "scenarios/baseline.yaml"
COORDINATED = "scenarios/coordinated_dialogues.yaml"


def call(*arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "run.py", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=300, **options,
    )  # fmt: skip


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    out = tmp_path_factory.mktemp("compared")
    said = call("compare", BASELINE, COORDINATED, "--replicates", 6, "--workers", 2, "--out", out)
    assert said.returncode == 0, said.stderr
    return out, said


def test_compare_writes_all_it_promises(compared):
    out, said = compared
    written = {path.name for path in out.iterdir()}
    assert written == {
        "series.parquet", "votes.parquet", "comparison.csv", "comparison.png", "comparison.svg",
        "board.png", "board.svg", "manifest.json",
    }  # fmt: skip
    for name in written:
        assert str(out / name) in said.stdout


def test_compare_says_it_in_words(compared):
    _, said = compared
    for word in ("Scope", "Effectiveness", "Independence", "Universality", "95 % interval"):
        assert word in said.stdout
    assert "Coordinated dialogues beside Baseline" in said.stdout
    assert "not a forecast" in said.stderr


def test_progress_goes_to_standard_error_in_lines(compared):
    _, said = compared
    assert "Baseline: 6/6 runs" in said.stderr and "runs" not in said.stdout.splitlines()[-1]
    assert "\r" not in said.stderr


def test_comparison_table_has_the_promised_columns(compared):
    out, _ = compared
    with (out / "comparison.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        "outcome", "baseline", "scenario", "effect", "low", "high", "replicates",
    ]  # fmt: skip
    assert len(rows) == 6
    for row in rows:
        difference = float(row["scenario"]) - float(row["baseline"])
        assert float(row["effect"]) == pytest.approx(difference, abs=2e-3)
        assert float(row["low"]) <= float(row["effect"]) <= float(row["high"])
        assert row["replicates"] == "6"


def test_tables_are_tidy(compared):
    out, _ = compared
    series = pd.read_parquet(out / "series.parquet")
    assert list(series.columns) == ["scenario", "replicate", "quarter", "outcome", "value"]
    assert len(series) == 2 * 6 * 116 * 6
    votes = pd.read_parquet(out / "votes.parquet")
    keys = ["scenario", "quarter", "text", "procedure", "iso3"]
    assert not votes.duplicated(keys).any()
    assert set(votes["vote"]) == {"yes", "no", "abstain"}
    by_vote = (
        votes.query("body == 'council'").groupby(["scenario", "quarter", "text"]).iso3.nunique()
    )
    assert set(by_vote) == {47}


def test_manifest_is_enough_to_repeat_the_run(compared, tmp_path):
    out, _ = compared
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["command"].startswith("python run.py compare")
    again = call(*manifest["command"].split()[2:], "--out", tmp_path, "--workers", 1)
    assert again.returncode == 0
    assert json.loads((tmp_path / "manifest.json").read_text())["digest"] == manifest["digest"]
    for name in (
        "series.parquet",
        "votes.parquet",
        "comparison.csv",
        "comparison.svg",
        "board.png",
    ):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes(), name


@pytest.mark.parametrize("arguments", [["run", BASELINE], [BASELINE]])
def test_a_scenario_file_alone_means_run(arguments, tmp_path):
    said = call(*arguments, "--replicates", 2, "--seed", 5, "--out", tmp_path)
    assert said.returncode == 0, said.stderr
    assert "Baseline: 2 runs, seed 5" in said.stdout
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"series.parquet", "votes.parquet", "manifest.json"}


def test_one_run_gives_no_interval_and_says_so(tmp_path):
    said = call("compare", BASELINE, COORDINATED, "--replicates", 1, "--out", tmp_path)
    assert said.returncode == 0, said.stderr
    assert "nan" not in said.stdout.lower()
    assert "one run" in said.stdout


def test_a_scenario_beside_itself_changes_nothing_and_says_so(tmp_path):
    said = call("compare", BASELINE, BASELINE, "--replicates", 2, "--out", tmp_path)
    assert said.returncode == 0, said.stderr
    assert "nothing changes" in said.stdout and "changes nothing" in said.stderr


def test_backcast_as_json():
    said = call("backcast", "--json", "--replicates", 500)
    found = json.loads(said.stdout)
    years = [motion["year"] for motion in found["motions"] if motion["procedure"] == "no_action"]
    assert years == [1990, 1992, 1993, 1994, 1995, 1996, 1997, 1999, 2000, 2001, 2004]
    assert all(isinstance(motion["outcome_right"], bool) for motion in found["motions"])
    assert found["motions"][0]["actual"] == {"pro": 17, "anti": 15, "abstain": 11}


def test_backcast_for_readers():
    said = call("backcast", "--replicates", 200, "--plain")
    assert "mean absolute error per cell" in said.stdout
    assert "1984-1994" in said.stdout and "ordered logit" in said.stdout
    assert said.stdout.isascii()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["comprae"], 2, "did you mean `compare`?"),
        (["run", "scenarios/basline.yaml"], 2, "did you mean `scenarios/baseline.yaml`?"),
        (["run", BASELINE, "--replicates", "0"], 2, "0 is not in the range"),
        (["run", BASELINE, "--sed", "1"], 2, "--seed"),
        (["compare", BASELINE], 2, "Missing argument 'SCENARIO'"),
        ([], 0, ""),
        (["--help"], 0, ""),
    ],
)
def test_exit_codes_and_ways_out(arguments, code, message):
    said = call(*arguments)
    assert said.returncode in ({0, 2} if not arguments else {code})
    assert message in said.stderr
    assert "Traceback" not in said.stderr


def test_runs_of_different_length_cannot_be_compared(tmp_path):
    short = tmp_path / "short.yaml"
    short.write_text(f"extends: {ROOT / BASELINE}\ntitle: Short\nrun: {{end: 2010-Q4}}\n")
    said = call("compare", BASELINE, short)
    assert said.returncode == 2
    assert "give them the same `run.start` and `run.end`" in said.stderr


def test_a_folder_that_cannot_be_written_is_told_without_traceback(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    said = call("run", BASELINE, "--replicates", 1, "--out", blocked / "below")
    assert said.returncode == 2
    assert str(blocked) in said.stderr and "Traceback" not in said.stderr
