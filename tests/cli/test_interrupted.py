"""Whatever ends a command before its time, nothing is lost: the same command goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import main
from sim.engine.ensemble import simulate
from sim.engine.store import Run
from sim.mechanisms.voting.remembrance import Remembrance
from sim.scenario import Scenario
from tests.conftest import ROOT

RUNS, CUT = 300, 2  # runs to a command, and to a file, so that there is time to end it
processes_can_be_seen = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="finds the workers of a command in /proc"
)


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """A file of a quick scenario: eight quarters."""
    file = tmp_path_factory.mktemp("scenarios") / "short.yaml"
    file.write_text("title: Short\nrun: {end: 1991-Q4}\nroles: {critics: [USA], leaders: [USA]}\n")
    return file


@pytest.fixture(scope="module")
def whole(short):
    """A run that nothing interrupted."""
    return simulate(Scenario.load(short), RUNS)


def hear_interruptions():
    """What a shell starts in the background is deaf to Ctrl-C, and so would be its commands."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(short, results, cut=CUT):
    return subprocess.Popen(
        [sys.executable, "run.py", "run", str(short), "--replicates", str(RUNS), "--workers", "2"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=hear_interruptions,
        env=os.environ | {"RIGHTS_RESULTS": str(results), "RIGHTS_CHUNK": str(cut)},
    )  # fmt: skip


def workers_of(command):
    """The worker processes of a command, by their ids."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            line = (folder / "cmdline").read_text()
        except OSError:
            continue
        if parent == command.pid and "spawn_main" in line:
            found.append(int(folder.name))
    return found


def alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def interrupt(command):
    """As Ctrl-C does: everything that the terminal runs is told."""
    os.killpg(command.pid, signal.SIGINT)


def kill(command):
    os.kill(command.pid, signal.SIGKILL)


def kill_a_worker(command):
    os.kill(workers_of(command)[0], signal.SIGKILL)


@processes_can_be_seen
@pytest.mark.parametrize(
    ("end", "code", "said"),
    [
        (interrupt, 130, "interrupted; "),
        (kill, -signal.SIGKILL, ""),
        (kill_a_worker, 1, "a worker process was ended from outside"),
    ],
)
def test_a_command_that_was_ended_goes_on_where_it_stopped(short, whole, tmp_path, end, code, said):
    command = start(short, tmp_path)
    assert command.stderr.readline().startswith("Short: ")  # some are done, most are not
    workers = workers_of(command)
    assert len(workers) == 2
    end(command)
    _, told = command.communicate(timeout=60)
    assert command.returncode == code
    assert said in told and "Traceback" not in told
    deadline = time.monotonic() + 20
    while any(map(alive, workers)):
        assert time.monotonic() < deadline, "workers outlive their command"
        time.sleep(0.05)

    run = Run.of(Scenario.load(short).change(replicates=RUNS), tmp_path / "runs")
    there = len(run.numbers())
    assert 0 < there < RUNS
    assert there == CUT * len(list(run.folder.glob("replicates-*")))  # none is half-written
    if code != -signal.SIGKILL:
        assert f"{there} of {RUNS} runs of Short are kept, and the same command goes on" in told
        assert not list(run.folder.glob(".*"))

    again = start(short, tmp_path, cut=64)
    out, told = again.communicate(timeout=120)
    assert again.returncode == 0, told
    assert f"Short: {there} of {RUNS} runs were already there" in told
    assert manifest_of(out)["digest"] == whole.digest


def manifest_of(out):
    (file,) = (line for line in out.splitlines() if line.endswith("manifest.json"))
    return json.loads(Path(file).read_text())


def test_two_commands_at_once_do_not_disturb_each_other(short, whole, tmp_path):
    both = [start(short, tmp_path, cut) for cut in (16, 10)]
    ended = [one.communicate(timeout=120) for one in both]
    assert [one.returncode for one in both] == [0, 0], ended
    assert [manifest_of(out)["digest"] for out, _ in ended] == [whole.digest, whole.digest]
    assert not list(tmp_path.rglob(".*"))
    (file,) = tmp_path.glob("*/series.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(file), whole.series())


@pytest.fixture
def broken(monkeypatch, tmp_path):
    """Remembrance fails in replicates 1 and 3, in this process."""
    monkeypatch.setenv("RIGHTS_RESULTS", str(tmp_path / "results"))
    usual = Remembrance.__call__

    def breaks(self, world, now, draw):
        for number in (1, 3):
            if now.step == 4 and draw.first <= number < draw.first + draw.replicates:
                raise ValueError("no memory")
        return usual(self, world, now, draw)

    monkeypatch.setattr(Remembrance, "__call__", breaks)


def in_process(capsys, *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([*map(str, arguments), "--workers", "1", "--seed", "99", "--replicates", "5"])
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


def test_a_failed_run_stops_the_command_and_is_told(short, broken, capsys):
    code, out, err = in_process(capsys, "run", short)
    assert code == 1 and out == ""
    assert "Short: replicate 1 failed in `remembrance` in 1991-Q1: ValueError: no memory" in err
    assert "failures.csv" in err and "--on-error continue" in err and "Traceback" not in err


def test_a_comparison_can_go_on_with_the_pairs_that_exist(short, broken, capsys, tmp_path):
    code, _, err = in_process(
        capsys, "compare", short, short, "--on-error", "continue", "--out", tmp_path / "out"
    )
    assert code == 1
    out = tmp_path / "out"
    assert "the comparison rests on 3 of 5 pairs of runs; the others failed" in err
    table = pd.read_csv(out / "comparison.csv")
    assert set(table["replicates"]) == {3}
    assert set(pd.read_parquet(out / "series.parquet")["replicate"]) == {0, 2, 4}
    rows = pd.read_csv(out / "failures.csv")
    assert list(rows["replicate"]) == [1, 3, 1, 3] and set(rows["mechanism"]) == {"remembrance"}
    manifest = json.loads((out / "manifest.json").read_text())
    assert [one["failed"] for one in manifest["scenarios"]] == [[1, 3], [1, 3]]
