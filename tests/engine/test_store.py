"""Runs are kept replicate by replicate, and what is kept is whole or not there."""

import csv
import errno
import shutil
import subprocess
import sys

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.engine import store
from sim.engine.ensemble import simulate, workers_of
from sim.engine.store import PACKAGE, Run, from_plain, key, model_files, plain
from sim.mechanisms.voting.remembrance import Remembrance
from sim.scenario import Scenario
from tests.conftest import ROOT, SHIPPED


@pytest.fixture(scope="module")
def short(baseline):
    """Twelve quarters, a hundred times."""
    return baseline.change(end=Quarter(1992, 4), replicates=100)


@pytest.fixture(scope="module")
def whole(short):
    return simulate(short)


def values_of(run):
    return np.concatenate([values for _, values in run.blocks()])


def bytes_in(folder):
    return {path.name: path.read_bytes() for path in folder.glob("replicates-*")}


def finished(scenario, folder, **options):
    run = Run.of(scenario, folder)
    assert run.finish(**options) == ()
    return run


def test_what_is_kept_is_what_was_simulated(short, whole, tmp_path):
    run = finished(short, tmp_path)
    assert values_of(run).tobytes() == whole.values.tobytes()
    assert run.digest(run.numbers()) == whole.digest


def test_more_replicates_add_files_and_change_none(short, whole, tmp_path):
    before = bytes_in(finished(short.change(replicates=10), tmp_path).folder)
    run = finished(short, tmp_path)
    after = bytes_in(run.folder)
    assert len(after) > len(before) and before.items() <= after.items()
    assert run.digest(run.numbers()) == whole.digest
    fewer = Run.of(short.change(replicates=33), tmp_path)
    assert fewer.missing() == [] and fewer.numbers() == tuple(range(33))


def test_what_is_there_is_not_run_again(short, tmp_path):
    run, told = finished(short, tmp_path), []
    run.finish(progress=told.append)
    assert told == []


@pytest.mark.parametrize("cut", [1, 9, 64])
def test_neither_cut_nor_workers_change_what_is_read(short, whole, tmp_path, monkeypatch, cut):
    monkeypatch.setenv("RIGHTS_CHUNK", str(cut))
    with workers_of(2 if cut == 9 else 1) as pool:
        run = finished(short, tmp_path, pool=pool)
    assert [len(numbers) for numbers, _ in run.blocks()] == [64, 36]
    assert run.digest(run.numbers()) == whole.digest


def truncate(file):
    file.write_bytes(file.read_bytes()[:-100])


def change_a_number(file):
    with np.load(file) as content:
        values, checksum = content["values"], content["checksum"]
    np.savez_compressed(file, values=values + 1e-9, checksum=checksum)


def claim_other_replicates(file):
    assert file.name == "replicates-000064-000099.npz"
    file.rename(file.with_name("replicates-000000-000013.npz"))


@pytest.mark.parametrize(
    "damage",
    [truncate, change_a_number, lambda file: file.write_bytes(b""), claim_other_replicates],
    ids=["truncated", "changed", "empty", "other"],
)
def test_a_damaged_file_is_as_good_as_not_there(short, whole, tmp_path, damage):
    run = finished(short, tmp_path)
    damage(sorted(run.folder.glob("replicates-*"))[1])
    assert run.missing() == [(64, 36)]
    finished(short, tmp_path)
    assert run.digest(run.numbers()) == whole.digest


def test_replicates_of_another_run_are_not_taken(short, tmp_path):
    run = finished(short, tmp_path)
    other = Run.of(short.change(seed=7), tmp_path)
    shutil.copytree(run.folder, other.folder)
    assert other.numbers() == ()


def test_a_run_is_known_by_its_content_alone(short, tmp_path):
    run = finished(short.change(replicates=2), tmp_path)
    same = short.change(name="copy", title="Another title", notes="and notes", replicates=2)
    assert Run.of(same, tmp_path).missing() == []
    for changed in (
        {"seed": 7},
        {"values": {"dialogue.coordination": 0.2}},
        {"without": ("mandates",)},
        {"outcomes": ("scope",)},
    ):
        assert Run.of(short.change(**changed), tmp_path).folder != run.folder, changed


def test_a_changed_model_is_another_run(short, monkeypatch):
    before = key(short)
    monkeypatch.setattr(store, "model_digest", lambda: "another")
    assert key(short) != before


def test_the_model_is_all_that_can_change_a_number(tmp_path):
    copy = tmp_path / "sim"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = model_files(copy)
    assert before == model_files()
    for name in ("report/style.py", "cli/run.py", "engine/record.py", "evidence/derive/votes.py"):
        with (copy / name).open("a") as file:
            file.write("# more")
        assert model_files(copy) == before, name
    for name in ("mechanisms/voting/vote.py", "engine/draw.py", "evidence/seats.csv",
                 "world/table.py", "procedures/council.yaml", "scenario/__init__.py",
                 "outcomes/objectives.py"):  # fmt: skip
        with (copy / name).open("a") as file:
            file.write("# more")
        assert model_files(copy)[name] != before[name]


def test_every_file_that_a_run_imports_belongs_to_the_model():
    code = "import sys, sim.engine.simulate\nfor module in list(sys.modules.values()):\n"
    code += "    print(getattr(module, '__file__', None) or '')"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = {line for line in said.stdout.splitlines() if line.startswith(f"{PACKAGE}")}
    names = {line.removeprefix(f"{PACKAGE}").replace("\\", "/")[1:] for line in files}
    assert "world/table.py" in names
    assert names - model_files().keys() == {"__init__.py"}


@pytest.mark.parametrize("name", SHIPPED)
def test_plain_data_mean_the_same_scenario(name):
    scenario = Scenario.load(ROOT / "scenarios" / f"{name}.yaml")
    assert from_plain(plain(scenario)).digest == scenario.digest


@pytest.fixture
def broken(monkeypatch):
    """Remembrance fails in replicates 5 and 70."""
    usual = Remembrance.__call__

    def breaks(self, world, now, draw):
        for number in (5, 70):
            if now.step == 4 and draw.first <= number < draw.first + draw.replicates:
                raise ValueError(f"no memory of {number}")
        return usual(self, world, now, draw)

    monkeypatch.setattr(Remembrance, "__call__", breaks)
    return monkeypatch


def test_failures_do_not_lose_the_others(short, whole, tmp_path, broken):
    run = Run.of(short, tmp_path)
    failures = run.finish(stop=False)
    assert [(one.replicate, one.quarter, one.mechanism) for one in failures] == [
        (5, "1991-Q1", "remembrance"), (70, "1991-Q1", "remembrance"),
    ]  # fmt: skip
    there = [number for number in range(100) if number not in (5, 70)]
    assert list(run.numbers()) == there
    assert values_of(run).tobytes() == whole.values[there].tobytes()
    with (run.folder / "failures.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        "scenario", "replicate", "seed", "quarter", "mechanism", "message",
    ]  # fmt: skip
    assert rows[1]["replicate"] == "70" and rows[1]["message"] == "ValueError: no memory of 70"
    broken.undo()
    assert run.missing() == [(5, 1), (70, 1)]
    assert run.finish() == ()
    assert run.digest(run.numbers()) == whole.digest
    assert not (run.folder / "failures.csv").exists()


def test_a_failure_stops_the_run_unless_it_may_go_on(short, tmp_path, broken):
    run = Run.of(short, tmp_path)
    assert [one.replicate for one in run.finish()] == [5]
    assert run.numbers() == tuple(number for number in range(64) if number != 5)


def test_a_full_disk_leaves_nothing_half_written(short, whole, tmp_path, monkeypatch):
    usual, room = np.savez_compressed, [1]

    def fills(path, **content):
        if not room:
            path.write_bytes(b"PK half of it")
            raise OSError(errno.ENOSPC, "No space left on device")
        room.pop()
        usual(path, **content)

    monkeypatch.setattr(np, "savez_compressed", fills)
    run = Run.of(short, tmp_path)
    with pytest.raises(OSError) as caught:
        run.finish()
    assert store.disk_is_full(caught.value)
    assert len(run.numbers()) == 64
    assert not [path for path in run.folder.iterdir() if path.name.startswith(".")]
    monkeypatch.undo()
    run.finish()
    assert run.digest(run.numbers()) == whole.digest
