"""Trials: points of parameter space, each run under the same luck, many points to a chunk.

Rows of a chunk are points times replicates: parameters are columns, and every point meets the same
replicates. So a trial costs what a replicate costs, and points differ by their parameters alone.
What was tried is kept on disk in blocks of points that are named by their content, and is never
tried twice; the blocks do not depend on the number of workers.
"""

import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from sim.engine.ensemble import as_done, workers_of
from sim.engine.simulate import Play
from sim.engine.store import atomically, model_digest, named
from sim.outcomes import MAIN, OUTCOMES
from sim.scenario import Scenario

# Read when the world is built, before there are rows: all points share it.
OF_THE_WORLD = ("elections.universal_membership",)
ROWS = 256  # rows to a chunk; more gain nothing
Floats = NDArray[np.float64]
Block = tuple[int, int]  # first point, how many


class TrialError(RuntimeError):
    """A point that cannot be run; the message says which, and why."""


@dataclass(frozen=True)
class Trials:
    """What to try: points (P, D), a column for each parameter of `names` ("mechanism.parameter"),
    each with the same replicates 0 to `replicates` - 1 of the scenario under its seed."""

    scenario: Scenario
    names: tuple[str, ...]
    points: Floats
    replicates: int

    @property
    def runs(self) -> int:
        return len(self.points) * self.replicates

    @property
    def shape(self) -> tuple[int, int, int]:
        """Of the outcomes: points, replicates, outcomes."""
        return len(self.points), self.replicates, len(self.scenario.outcomes)

    def blocks(self) -> list[Block]:
        """Points in blocks that fill a chunk."""
        size = max(1, ROWS // self.replicates)
        every = range(0, len(self.points), size)
        return [(first, min(size, len(self.points) - first)) for first in every]

    def part(self, block: Block) -> "Trials":
        """These points alone."""
        first, many = block
        points = self.points[first : first + many]
        return Trials(self.scenario, self.names, points, self.replicates)

    def run(self) -> Floats:
        """Outcomes (P, R, O), each the mean of all quarters. Raises TrialError if a point cannot
        be run or has an outcome that is not a number."""
        try:
            values = self._run()
        except Exception as error:
            if len(self.points) == 1:
                raise TrialError(f"{self._where()}: {type(error).__name__}: {error}") from error
            for one in range(len(self.points)):
                self.part((one, 1)).run()
            raise
        bad = np.flatnonzero(~np.isfinite(values).all(axis=(1, 2)))
        if bad.size:
            where = self.part((int(bad[0]), 1))._where()
            raise TrialError(f"{where}: an outcome is not a finite number")
        return values

    def _run(self) -> Floats:
        columns = {
            name: np.repeat(self.points[:, d], self.replicates)[:, None]
            for d, name in enumerate(self.names)
        }
        play = Play.of(self.scenario).varied(columns, len(self.points))
        counts = [OUTCOMES[name].count for name in self.scenario.outcomes]
        total = np.zeros((len(self.points) * self.replicates, len(counts)))
        for now, world in play.run(0, self.replicates):
            for o, count in enumerate(counts):
                total[:, o] += count(world, now)
        return (total / len(self.scenario.quarters)).reshape(self.shape)

    def _where(self) -> str:
        values = zip(self.names, self.points[0], strict=True)
        told = ", ".join(f"{name} {value:.4g}" for name, value in list(values)[:4])
        more = f" and {len(self.names) - 4} more" if len(self.names) > 4 else ""
        return f"{self.scenario.title} with {told}{more} cannot be run"

    @property
    def digest(self) -> str:
        """Twelve letters that name what the outcomes depend on."""
        points = blake2b(np.ascontiguousarray(self.points, "<f8").tobytes(), digest_size=8)
        content = [self.scenario.digest, model_digest(), self.names, self.replicates]
        return named([*content, points.hexdigest()])


def wider(scenario: Scenario) -> tuple[Scenario, list[int]]:
    """The scenario with the main outcomes before its own, so that what is kept of its trials
    serves whichever of them are asked for; and where its own are among them."""
    outcomes = tuple(dict.fromkeys((*MAIN, *scenario.outcomes)))
    return scenario.change(outcomes=outcomes), [outcomes.index(o) for o in scenario.outcomes]


def trials(
    scenario: Scenario,
    names: tuple[str, ...],
    points: Floats,
    replicates: int,
    seed: int | None = None,
    workers: int = 1,
    folder: Path | None = None,
    progress: Callable[[int], None] | None = None,
    pool: Executor | None = None,
) -> Floats:
    """Outcomes (P, R, O) of the scenario at points (P, D), each the mean of all quarters.

    `names` (D) are "mechanism.parameter"; parameters of mechanisms that do not play are left.
    `seed` is the scenario's unless given. What is in `folder` is not run again, and what is run is
    kept there; without a folder nothing is kept. `progress` is told of runs (points times
    replicates) that are there. Raises ValueError on points that do not fit the names, and
    TrialError, naming the point, if one cannot be run.
    """
    points = np.asarray(points, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != len(names) or replicates < 1:
        raise ValueError("points must have a column for every name, and replicates be at least 1")
    _refuse(scenario, names)
    seeded = scenario if seed is None else scenario.change(seed=seed)
    every = Trials(seeded, names, points, replicates)
    values = np.empty(every.shape)
    missing: list[Block] = []
    for block in every.blocks():
        there = _read(every.part(block), folder)
        if there is None:
            missing.append(block)
            continue
        values[block[0] : sum(block)] = there
        if progress:
            progress(block[1] * replicates)
    for block, found in _tried(every, missing, workers, pool):
        values[block[0] : sum(block)] = found
        if folder is not None:
            _keep(every.part(block), found, folder)
        if progress:
            progress(block[1] * replicates)
    return values


def _refuse(scenario: Scenario, names: tuple[str, ...]) -> None:
    """Raise ValueError for parameters that cannot be set row by row from start to end."""
    timed = {name for event in scenario.timeline for name in (*event.values, *event.ramp)}
    for name in names:
        if name in timed:
            raise ValueError(f"`{name}` is set by the timeline of {scenario.title} and cannot vary")
        if name in OF_THE_WORLD:
            raise ValueError(f"`{name}` shapes the world itself and cannot vary between points")


def _tried(
    every: Trials, missing: list[Block], workers: int, pool: Executor | None
) -> Iterator[tuple[Block, Floats]]:
    """The missing blocks and their outcomes, in the order in which they are done."""
    with workers_of(workers if pool is None and len(missing) > 1 else 1) as own:
        chosen = pool or own
        if chosen is None:
            yield from (_try(every.part(block), block) for block in missing)
        else:
            yield from as_done(chosen, _try, [(every.part(block), block) for block in missing])


def _try(part: Trials, block: Block) -> tuple[Block, Floats]:
    return block, part.run()


def _file(part: Trials, folder: Path) -> Path:
    return folder / f"trials-{part.digest}.npz"


def _keep(part: Trials, values: Floats, folder: Path) -> None:
    with atomically(_file(part, folder)) as path:
        np.savez_compressed(path, values=values, checksum=_checksum(values))


def _read(part: Trials, folder: Path | None) -> Floats | None:
    """The outcomes (P, R, O) that are kept; None if there are none, or not as they were written."""
    if folder is None:
        return None
    try:
        with np.load(_file(part, folder), allow_pickle=False) as content:
            values, checksum = content["values"], str(content["checksum"])
    except (FileNotFoundError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
        return None
    return values if values.shape == part.shape and checksum == _checksum(values) else None


def _checksum(values: Floats) -> str:
    return blake2b(np.ascontiguousarray(values, "<f8").tobytes(), digest_size=16).hexdigest()
