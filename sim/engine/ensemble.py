"""Ensembles: many replicates of a scenario, in chunks, over the `concurrent.futures` interface.

Rows do not depend on how they were cut: any chunk size, worker count and order give the same
bytes. Workers are spawned and import neither Mesa nor pandas.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.calendar import Quarter
from sim.engine.simulate import Play, series
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

LARGEST_CHUNK = 64  # more rows a step gain nothing and cost memory


@dataclass(frozen=True)
class Ensemble:
    """The outcomes of a scenario: `values` (R, T, O) by replicate, quarter and outcome."""

    scenario: Scenario
    seed: int
    values: NDArray[np.float64]

    @property
    def replicates(self) -> int:
        return self.values.shape[0]

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return self.scenario.quarters

    @property
    def outcomes(self) -> tuple[str, ...]:
        return self.scenario.outcomes

    @property
    def digest(self) -> str:
        """Sixteen letters that name the data: the same numbers, the same letters."""
        head = repr((self.outcomes, [str(quarter) for quarter in self.quarters], self.values.shape))
        body = np.ascontiguousarray(self.values, dtype="<f8").tobytes()
        return blake2b(head.encode() + body, digest_size=8).hexdigest()

    def series(self) -> "pd.DataFrame":
        """Tidy: a row per replicate, quarter and outcome, with columns scenario, replicate,
        quarter (like 1994-Q2), outcome, value."""
        import pandas as pd

        replicates, steps, outcomes = self.values.shape
        size = self.values.size
        quarter = np.tile(np.repeat(np.arange(steps), outcomes), replicates)
        outcome = np.tile(np.arange(outcomes), replicates * steps)

        def named(codes: NDArray[np.int64], names: list[str]) -> "pd.Categorical[Any]":
            return pd.Categorical.from_codes(codes, pd.Index(names))

        columns = {
            "scenario": named(np.zeros(size, dtype=np.int64), [self.scenario.name]),
            "replicate": np.repeat(np.arange(replicates, dtype=np.int32), steps * outcomes),
            "quarter": named(quarter, [str(quarter) for quarter in self.quarters]),
            "outcome": named(outcome, list(self.outcomes)),
            "value": self.values.ravel(),
        }
        return pd.DataFrame(columns)


@contextmanager
def workers_of(count: int) -> Iterator[Executor | None]:
    """A pool of spawned workers; None, meaning this process, for fewer than two."""
    if count < 2:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def simulate(
    scenario: Scenario,
    replicates: int | None = None,
    seed: int | None = None,
    workers: int = 1,
    chunk: int | None = None,
    progress: Callable[[int], None] | None = None,
    pool: Executor | None = None,
) -> Ensemble:
    """Run a scenario `replicates` times under `seed` (both from the scenario unless given).

    `pool` may be any `concurrent.futures` executor; otherwise `workers` processes are spawned.
    `progress` is told how many replicates each finished chunk held. Raises ValueError if there
    is nothing to run.
    """
    replicates = scenario.replicates if replicates is None else replicates
    seed = scenario.seed if seed is None else seed
    if replicates < 1 or workers < 1 or (chunk is not None and chunk < 1):
        raise ValueError("replicates, workers and chunk must be at least 1")
    chunk = chunk or min(LARGEST_CHUNK, max(1, -(-replicates // (2 * workers))))
    parts = [(first, min(chunk, replicates - first)) for first in range(0, replicates, chunk)]
    values = np.empty((replicates, len(scenario.quarters), len(scenario.outcomes)))
    with workers_of(workers if pool is None and len(parts) > 1 else 1) as own:
        for first, part in _finished(pool or own, scenario, seed, parts):
            values[first : first + len(part)] = part
            if progress:
                progress(len(part))
    return Ensemble(scenario, seed, values)


def _finished(
    pool: Executor | None, scenario: Scenario, seed: int, parts: list[tuple[int, int]]
) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """The parts as they are done: first replicate and values."""
    if pool is None:
        play = Play.of(scenario, seed)
        for first, size in parts:
            yield first, series(play, scenario.outcomes, first, size)
        return
    running: dict[Future[NDArray[np.float64]], int] = {
        pool.submit(_chunk, scenario, seed, first, size): first for first, size in parts
    }
    for done in as_completed(running):
        yield running[done], done.result()


def _chunk(scenario: Scenario, seed: int, first: int, size: int) -> NDArray[np.float64]:
    return series(Play.of(scenario, seed), scenario.outcomes, first, size)
