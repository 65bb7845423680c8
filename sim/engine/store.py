"""The store of runs: what was run is kept, replicate by replicate, and never run twice.

A run is a resolved scenario under a seed, by a model; its folder is named by the digest of the
three, so that a changed run never overwrites another. In it, each file of replicates is written
whole under its final name or not at all, is never changed afterwards, says in its name which
replicates it holds, and carries a checksum: what does not match is as good as not there. Asking
for more replicates adds files; two processes that do the same work write the same files.
"""

import errno
import json
import os
import secrets
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from sim.engine.ensemble import Failure, Part, Values, chunk_size, data_digest, finished
from sim.scenario import Scenario

BLOCK = 64  # replicates that are read at once; no file crosses a multiple of it
PACKAGE = Path(__file__).resolve().parents[1]
# What shows, cuts and keeps runs, and cannot change a number in them.
BESIDE_THE_MODEL = (
    "__init__.py", "agents.py", "model.py", "app.py", "analysis", "cli", "report", "teaching",
    "engine/ensemble.py", "engine/store.py", "engine/record.py",
    "engine/chronicle.py", "scenario/explain.py", "scenario/schema.py", "scenario/reference.py",
    "evidence/derive", "evidence/references.csv",
)  # fmt: skip


@contextmanager
def atomically(file: Path) -> Iterator[Path]:
    """A path to write to; it becomes `file` when everything went well, and vanishes if not."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.stem}.{secrets.token_hex(4)}{file.suffix}")
    try:
        yield beside
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def write_json(content: dict[str, Any], file: Path) -> Path:
    with atomically(file) as path:
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def disk_is_full(error: OSError) -> bool:
    """Whether something could not be written for want of room."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def model_files(package: Path = PACKAGE) -> dict[str, str]:
    """A digest of every file that can change a number in a run, by its path in the package."""
    found = {}
    for file in sorted(package.rglob("*")):
        name = file.relative_to(package).as_posix()
        beside = any(name == other or name.startswith(f"{other}/") for other in BESIDE_THE_MODEL)
        if file.suffix in (".py", ".csv", ".yaml") and not beside:
            content = file.read_bytes().replace(b"\r\n", b"\n")
            found[name] = blake2b(content, digest_size=6).hexdigest()
    return found


@cache
def model_digest() -> str:
    """Twelve letters that name the model: rules, procedures, evidence and the loop over time."""
    return named(model_files())


def named(content: Any) -> str:
    """Twelve letters that name plain data."""
    return blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=6).hexdigest()


@dataclass(frozen=True)
class Run:
    """A scenario with the seed and the replicates that are wanted, and the folder that keeps it."""

    scenario: Scenario
    folder: Path

    @classmethod
    def of(cls, scenario: Scenario, runs: Path) -> "Run":
        """The run of this scenario among `runs`, whatever name it was first run under."""
        name = key(scenario)
        same = sorted(runs.glob(f"*-{name}"))
        return cls(scenario, same[0] if same else runs / f"{scenario.name}-{name}")

    @property
    def wanted(self) -> int:
        return self.scenario.replicates

    def numbers(self) -> tuple[int, ...]:
        """The wanted replicates that are there, in order."""
        return tuple(number for numbers, _ in self.blocks() for number in numbers)

    def missing(self, size: int = BLOCK) -> list[Part]:
        """The wanted replicates that are not there, in parts of at most `size`."""
        parts: list[Part] = []
        there = set(self.numbers())
        for number in range(self.wanted):
            if number in there:
                continue
            first, many = parts[-1] if parts else (-1, 0)
            if first + many == number and many < size and number % BLOCK:
                parts[-1] = (first, many + 1)
            else:
                parts.append((number, 1))
        return parts

    def finish(
        self,
        workers: int = 1,
        pool: Executor | None = None,
        stop: bool = True,
        progress: Callable[[int], None] | None = None,
    ) -> tuple[Failure, ...]:
        """Run what is missing and keep it; what failed is returned, and noted in failures.csv.

        Stops after the first part with a failure if `stop`. Whatever interrupts it, all that was
        done stays done.
        """
        size = min(int(os.environ.get("RIGHTS_CHUNK", BLOCK)), chunk_size(self.wanted, workers))
        parts = self.missing(size)
        failures: list[Failure] = []
        if parts:
            self._describe()
        pool = pool if len(parts) > 1 else None
        for done in finished(self.scenario, self.scenario.seed, parts, pool):
            for first, values in done.values:
                self._keep(first, values)
                if progress:
                    progress(len(values))
            failures += done.failures
            if failures and stop:
                break
        failures.sort(key=lambda failure: failure.replicate)
        if failures:
            write_failures({self.scenario.name: failures}, self.folder / "failures.csv")
        elif parts:
            (self.folder / "failures.csv").unlink(missing_ok=True)
        return tuple(failures)

    def blocks(
        self, only: frozenset[int] | None = None
    ) -> Iterator[tuple[tuple[int, ...], Values]]:
        """The wanted replicates that are there (and in `only`, if given), as numbers and values
        (R, T, O), 64 at a time, in order: the same blocks however the work was cut."""
        files: dict[int, list[tuple[Path, int, int]]] = defaultdict(list)
        for file in sorted(self.folder.glob("replicates-*-*.npz")):
            first, last = (int(number) for number in file.stem.split("-")[1:])
            files[first // BLOCK].append((file, first, last - first + 1))
        for begin in range(0, self.wanted, BLOCK):
            rows: dict[int, Values] = {}
            for file, first, many in files[begin // BLOCK]:
                rows |= {first + row: line for row, line in enumerate(self._read(file, many))}
            inside = range(begin, min(begin + BLOCK, self.wanted))
            numbers = tuple(n for n in inside if n in rows and (only is None or n in only))
            if numbers:
                yield numbers, np.stack([rows[number] for number in numbers])

    def digest(self, numbers: tuple[int, ...]) -> str:
        """The digest of the data of these replicates."""
        rows = (values for _, values in self.blocks(frozenset(numbers)))
        return data_digest(self.scenario.outcomes, self.scenario.quarters, numbers, rows)

    def _keep(self, first: int, values: Values) -> None:
        file = self.folder / f"replicates-{first:06d}-{first + len(values) - 1:06d}.npz"
        with atomically(file) as path:
            np.savez_compressed(path, values=values, checksum=self._checksum(file, values))

    def _read(self, file: Path, replicates: int) -> Values:
        """The values (R, T, O) of a file; none (0, T, O) if it is not what was once written."""
        shape = (replicates, len(self.scenario.quarters), len(self.scenario.outcomes))
        try:
            with np.load(file, allow_pickle=False) as content:
                values, checksum = content["values"], str(content["checksum"])
        except (FileNotFoundError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
            return np.empty((0, *shape[1:]))
        whole = values.shape == shape and checksum == self._checksum(file, values)
        return values if whole else np.empty((0, *shape[1:]))

    def _checksum(self, file: Path, values: Values) -> str:
        content = np.ascontiguousarray(values, dtype="<f8").tobytes()
        return blake2b(f"{key(self.scenario)} {file.name}".encode() + content).hexdigest()

    def _describe(self) -> None:
        """Say beside the replicates what they are replicates of."""
        scenario = self.scenario
        about = {
            "name": scenario.name,
            "title": scenario.title,
            "seed": scenario.seed,
            "scenario_digest": scenario.digest,
            "model_digest": model_digest(),
            "scenario": plain(scenario),
            "model": model_files(),
        }
        write_json(about, self.folder / "run.json")


def key(scenario: Scenario) -> str:
    """Twelve letters that name a run: the resolved scenario, its seed, and the model."""
    return named([scenario.digest, scenario.seed, model_digest()])


def plain(scenario: Scenario) -> dict[str, Any]:
    """The scenario, after everything it extends was applied, as plain data."""
    from pydantic import TypeAdapter

    return TypeAdapter(Scenario).dump_python(scenario, mode="json")


def from_plain(content: dict[str, Any]) -> Scenario:
    """The scenario that plain data mean. Raises ValueError if they mean none, or no longer."""
    from pydantic import TypeAdapter

    return TypeAdapter(Scenario).validate_python(content)


def write_failures(failures: dict[str, list[Failure]], file: Path) -> Path:
    """A row per failed replicate: scenario, replicate, seed, quarter, mechanism, message."""
    import csv

    rows = [{"scenario": name} | asdict(one) for name, found in failures.items() for one in found]
    with atomically(file) as path, path.open("w", newline="", encoding="utf-8") as stream:
        table = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    return file
