"""The commands as a new user meets them: what they print, write and return."""

import csv
import json
import os
import subprocess
import sys

import pandas as pd
import pytest

from sim.engine.ensemble import simulate
from sim.scenario import Scenario
from tests.conftest import ROOT

BASELINE = "scenarios/baseline.yaml"
COORDINATED = "scenarios/coordinated_dialogues.yaml"


def call(*arguments: object, **environment: object) -> subprocess.CompletedProcess:
    told = {name: str(value) for name, value in environment.items()}
    return subprocess.run(
        [sys.executable, "run.py", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=300, env=os.environ | told,
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def results(tmp_path_factory):
    """Results of this file's calls, away from those of the checkout."""
    folder = tmp_path_factory.mktemp("results")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RIGHTS_RESULTS", str(folder))
        yield folder


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """A file of a quick scenario: eight quarters."""
    file = tmp_path_factory.mktemp("scenarios") / "short.yaml"
    file.write_text("title: Short\nrun: {end: 1991-Q4}\nroles: {critics: [USA], leaders: [USA]}\n")
    return file


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
        "series.parquet", "votes.parquet", "events.parquet", "comparison.csv",
        "comparison.png", "comparison.svg", "findings.md",
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
    out, said = compared
    with (out / "comparison.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        "outcome", "baseline", "scenario", "effect", "low", "high", "replicates", "name", "median",
        "interval", "t_low", "t_high", "boot_low", "boot_high", "higher", "lower", "equal",
        "spread", "p", "effect_size", "direction", "since", "until", "course", "p_corrected",
        "needed", "verdict", "finding",
    ]  # fmt: skip
    assert len(rows) == 6
    documented = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in documented for column in rows[0])
    for row in rows:
        difference = float(row["scenario"]) - float(row["baseline"])
        assert float(row["effect"]) == pytest.approx(difference, abs=2e-3)
        assert float(row["low"]) <= float(row["effect"]) <= float(row["high"])
        assert row["replicates"] == "6" and row["name"] == "coordinated_dialogues"
        assert row["finding"] in said.stdout


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
    arguments = [*manifest["command"].split()[2:], "--out", tmp_path, "--workers", 1]
    again = call(*arguments, RIGHTS_RESULTS=tmp_path / "anew")
    assert again.returncode == 0 and "already there" not in again.stderr
    assert json.loads((tmp_path / "manifest.json").read_text())["digest"] == manifest["digest"]
    tables = ("series.parquet", "votes.parquet", "events.parquet", "comparison.csv")
    tables += ("findings.md",)
    for name in (*tables, "comparison.svg", "board.png"):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes(), name


@pytest.mark.parametrize("arguments", [["run", BASELINE], [BASELINE]])
def test_a_scenario_file_alone_means_run(arguments, tmp_path):
    said = call(*arguments, "--replicates", 2, "--seed", 5, "--out", tmp_path)
    assert said.returncode == 0, said.stderr
    assert "Baseline: 2 runs, seed 5" in said.stdout
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"series.parquet", "votes.parquet", "events.parquet", "manifest.json"}


def test_every_event_and_state_on_request(tmp_path):
    said = call("run", BASELINE, "--replicates", 3, "--events", "--states", "--out", tmp_path)
    assert said.returncode == 0, said.stderr
    events = pd.read_parquet(tmp_path / "events.parquet")
    states = pd.read_parquet(tmp_path / "states.parquet")
    assert set(events["replicate"]) == set(states["replicate"]) == {0, 1, 2}
    assert not states.duplicated(["scenario", "replicate", "year", "iso3"]).any()


def test_one_run_gives_no_interval_and_says_so(short, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(short.read_text() + "without: [tabling]\n")
    said = call("compare", short, other, "--replicates", 1)
    assert said.returncode == 0, said.stderr
    assert "nan" not in said.stdout.lower()
    assert "one run" in said.stdout


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
        (["compare", BASELINE], 2, f"name one: python run.py compare {BASELINE} SCENARIO.yaml"),
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


def test_a_baseline_is_shared_and_extended_and_changes_nothing_beside_itself(short):
    first = call("run", short, "--replicates", 3, "--seed", 4)
    assert "already there" not in first.stderr
    second = call("compare", short, short, "--replicates", 5, "--seed", 4)
    assert "Short: 3 of 5 runs were already there" in second.stderr
    assert "Short: 5 of 5 runs were already there" in second.stderr
    assert "nothing changes" in second.stdout and "changes nothing" in second.stderr


def test_run_for_machines_and_spreadsheets(short, results):
    said = call("run", short, "--replicates", 70, "--json", "--quiet", "--format", "csv")
    assert said.returncode == 0 and said.stderr == ""
    found = json.loads(said.stdout)
    assert found["files"] == [
        "series.parquet", "votes.parquet", "events.parquet", "series.csv", "votes.csv",
        "events.csv", "manifest.json",
    ]  # fmt: skip
    assert [row["outcome"] for row in found["table"]][:2] == ["scope", "effectiveness"]
    for name in ("series", "votes"):
        table = pd.read_parquet(f"{found['folder']}/{name}.parquet")
        text = pd.read_csv(f"{found['folder']}/{name}.csv")
        pd.testing.assert_frame_equal(
            text, table, check_dtype=False, check_categorical=False, rtol=1e-12
        )
    in_memory = simulate(Scenario.load(short), 70)
    pd.testing.assert_frame_equal(
        pd.read_parquet(f"{found['folder']}/series.parquet"), in_memory.series()
    )
    assert found["digest"] == in_memory.digest


def test_comparison_for_machines(short):
    said = call("compare", short, short, "--replicates", 1, "--json", "--quiet")
    assert said.returncode == 0 and said.stderr == ""
    found = json.loads(said.stdout)
    assert found["replicates"] == 1 and len(found["runs"]) == 2
    assert found["table"][0]["effect"] == 0 and found["table"][0]["low"] is None
    assert "nothing changes" in found["table"][0]["in_words"]


def test_status_says_what_would_run_and_why(short, tmp_path):
    def state(*arguments: object) -> dict:
        return json.loads(call("status", short, "--json", *arguments).stdout)[0]

    before = state("--seed", 77)
    assert (before["there"], before["to_run"]) == (0, 64)
    call("run", short, "--seed", 77, "--replicates", 2)
    assert state("--seed", 77, "--replicates", 2)["why"] == ""
    more = state("--seed", 77, "--replicates", 3)
    assert (more["to_run"], more["why"]) == (1, "more runs are asked for than were made")
    text = short.read_text()
    short.write_text(text + "levers: {dialogue: {coordination: 0.3}}\n")
    changed = state("--seed", 77)
    short.write_text(text)
    assert changed["why"] == "the scenario changed: values"
    assert "2" in call("status", short, "--plain", "--replicates", 2).stdout


def test_status_names_the_files_of_a_changed_model(short, results):
    assert call("run", short, "--seed", 78, "--replicates", 1).returncode == 0
    for file in (results / "runs").glob("short-*/run.json"):
        about = json.loads(file.read_text())
        if about["seed"] == 78:
            about |= {
                "model_digest": "another",
                "model": about["model"] | {"world/table.py": "other"},
            }
            file.parent.rename(file.parent.with_name("short-another"))
            (results / "runs" / "short-another" / "run.json").write_text(json.dumps(about))
    said = call("status", short, "--seed", 78, "--json")
    assert json.loads(said.stdout)[0]["why"] == "the model changed: world/table.py"


def test_verify_repeats_a_sample(compared):
    out, _ = compared
    said = call("verify", out, "--replicates", 2)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "coordinated_dialogues: 2 runs repeated, every number the same" in said.stdout
    found = json.loads(call("verify", out, "--replicates", 1, "--json").stdout)
    assert found["good"] and [one["replicates"] for one in found["scenarios"]] == [[0], [0]]


def test_verify_tells_a_changed_number_and_a_changed_model(short, tmp_path):
    call("run", short, "--replicates", 4, "--out", tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"model_digest": "another"}))
    said = call("verify", tmp_path)
    assert said.returncode == 1 and "the model has changed since" in said.stdout
    assert "every number the same" in said.stdout and "not verified" in said.stdout
    table = pd.read_parquet(tmp_path / "series.parquet")
    table.loc[len(table) - 1, "value"] += 1e-9
    table.to_parquet(tmp_path / "series.parquet", index=False)
    said = call("verify", tmp_path, "--json")
    (found,) = json.loads(said.stdout)["scenarios"]
    assert said.returncode == 1 and found["differ"] == [3] and not found["as_written"]


def test_verify_wants_a_result(tmp_path):
    said = call("verify", tmp_path)
    assert said.returncode == 2 and "has no manifest.json" in said.stderr


def test_a_folder_that_cannot_be_written_is_told_without_traceback(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    said = call("run", BASELINE, "--replicates", 1, "--out", blocked / "below")
    assert said.returncode == 2
    assert str(blocked) in said.stderr and "Traceback" not in said.stderr
