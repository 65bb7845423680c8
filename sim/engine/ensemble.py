"""Ensembles: many replicates of a scenario, in chunks, over the `concurrent.futures` interface.

Rows do not depend on how they were cut: any chunk size, worker count and order give the same
bytes. Workers are spawned and import neither Mesa nor pandas. A chunk that fails is run again one
replicate at a time, so that a failure has a replicate, a quarter and a mechanism.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.calendar import Quarter
from sim.engine.simulate import Play, series
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

LARGEST_CHUNK = 128  # more rows a step gain nothing and cost memory
WHOLE_CHUNK = 64  # fewer rows a step cost more each

Part = tuple[int, int]  # first replicate, how many
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Failure:
    """A replicate that could not be run, the quarter and event it stopped in, and why."""

    replicate: int
    seed: int
    quarter: str
    mechanism: str
    message: str

    def __str__(self) -> str:
        where = " in ".join(filter(None, (self.mechanism and f"`{self.mechanism}`", self.quarter)))
        return f"replicate {self.replicate} failed in {where or 'its preparation'}: {self.message}"


class ReplicateError(RuntimeError):
    """Some replicates could not be run; `failures` says which and why."""

    def __init__(self, failures: Iterable[Failure]):
        self.failures = tuple(failures)
        super().__init__("; ".join(map(str, self.failures)))


@dataclass(frozen=True)
class Done:
    """What came of one part: values (R, T, O) by first replicate, and what failed."""

    values: tuple[tuple[int, Values], ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Ensemble:
    """The outcomes of a scenario: `values` (R, T, O) by replicate, quarter and outcome.

    `numbers` (R,) names the replicates in the rows and `quarters` (T,) the columns; unless given,
    replicates count from 0 and quarters are the scenario's.
    """

    scenario: Scenario
    seed: int
    values: Values
    numbers: tuple[int, ...] = ()
    quarters: tuple[Quarter, ...] = ()

    def __post_init__(self) -> None:
        if len(self.numbers) != len(self.values):
            object.__setattr__(self, "numbers", tuple(range(len(self.values))))
        if not self.quarters:
            object.__setattr__(self, "quarters", self.scenario.quarters)

    @property
    def replicates(self) -> int:
        return self.values.shape[0]

    @property
    def outcomes(self) -> tuple[str, ...]:
        return self.scenario.outcomes

    @cached_property
    def digest(self) -> str:
        """Sixteen letters that name the data: the same numbers, the same letters."""
        return data_digest(self.outcomes, self.quarters, self.numbers, [self.values])

    def blocks(self) -> Iterator["Ensemble"]:
        """Itself, as one block; runs that are kept on disk come in several."""
        yield self

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
            "replicate": np.repeat(np.array(self.numbers, dtype=np.int32), steps * outcomes),
            "quarter": named(quarter, [str(quarter) for quarter in self.quarters]),
            "outcome": named(outcome, list(self.outcomes)),
            "value": self.values.ravel(),
        }
        return pd.DataFrame(columns)


def data_digest(
    outcomes: tuple[str, ...],
    quarters: tuple[Quarter, ...],
    numbers: tuple[int, ...],
    blocks: Iterable[Values],
) -> str:
    """The digest of values (R, T, O) that come in blocks of rows; cutting them changes nothing."""
    shape = (len(numbers), len(quarters), len(outcomes))
    head = repr((outcomes, [str(quarter) for quarter in quarters], shape))
    if numbers != tuple(range(len(numbers))):
        head += repr(numbers)
    digest = blake2b(head.encode(), digest_size=8)
    for values in blocks:
        digest.update(np.ascontiguousarray(values, dtype="<f8").tobytes())
    return digest.hexdigest()


@contextmanager
def workers_of(count: int) -> Iterator[Executor | None]:
    """A pool of spawned workers; None, meaning this process, for fewer than two."""
    if count < 2:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_settle) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _settle() -> None:
    """Make a worker leave interruptions to its parent, and leave when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started here do not hear an interruption while they are still importing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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
    is nothing to run, and ReplicateError if a replicate cannot be run.
    """
    replicates = scenario.replicates if replicates is None else replicates
    seed = scenario.seed if seed is None else seed
    if replicates < 1 or workers < 1 or (chunk is not None and chunk < 1):
        raise ValueError("replicates, workers and chunk must be at least 1")
    size = chunk or chunk_size(replicates, workers)
    parts = [(first, min(size, replicates - first)) for first in range(0, replicates, size)]
    values = np.empty((replicates, len(scenario.quarters), len(scenario.outcomes)))
    with workers_of(workers if pool is None and len(parts) > 1 else 1) as own:
        for done in finished(scenario, seed, parts, pool or own):
            if done.failures:
                raise ReplicateError(done.failures)
            for first, rows in done.values:
                values[first : first + len(rows)] = rows
                if progress:
                    progress(len(rows))
    return Ensemble(scenario, seed, values)


def chunk_size(replicates: int, workers: int) -> int:
    """Replicates to a chunk: every worker has two, unless they would be too large or too small."""
    halves, all_ = -(-replicates // (2 * workers)), -(-replicates // workers)
    return min(LARGEST_CHUNK, max(1, halves, min(WHOLE_CHUNK, all_)))


def finished(
    scenario: Scenario, seed: int, parts: list[Part], pool: Executor | None
) -> Iterator[Done]:
    """What came of each part, in the order in which they are done."""
    if pool is None:
        play = Play.of(scenario, seed)
        for first, size in parts:
            yield _tried(play, scenario.outcomes, first, size)
        return
    yield from as_done(pool, _chunk, [(scenario, seed, *part) for part in parts])


def as_done(pool: Executor, work: Callable[..., Any], items: Iterable[tuple[Any, ...]]) -> Iterator:
    """What `work` makes of each of the items, in the order in which they are done; what is not
    begun is called off when the caller stops asking."""
    with _deaf():
        running = {pool.submit(work, *item) for item in items}
    try:
        for future in as_completed(running):
            running.discard(future)  # so that a result is forgotten when it has been handed on
            yield future.result()
    finally:
        for future in running:
            future.cancel()


def _chunk(scenario: Scenario, seed: int, first: int, size: int) -> Done:
    return _tried(Play.of(scenario, seed), scenario.outcomes, first, size)


def _tried(play: Play, outcomes: tuple[str, ...], first: int, size: int) -> Done:
    """The outcomes of these replicates, or of as many as can be run and why others cannot."""
    try:
        return Done(((first, series(play, outcomes, first, size)),))
    except Exception:
        alone = [_alone(play, outcomes, number) for number in range(first, first + size)]
    return Done(
        tuple(one for one in alone if not isinstance(one, Failure)),
        tuple(one for one in alone if isinstance(one, Failure)),
    )


def _alone(play: Play, outcomes: tuple[str, ...], number: int) -> tuple[int, Values] | Failure:
    last = ["", ""]
    try:
        return number, series(_watched(play.drawn(number, 1), last), outcomes, number, 1)
    except Exception as error:
        return Failure(number, play.seed, last[0], last[1], f"{type(error).__name__}: {error}")


def _watched(play: Play, last: list[str]) -> Play:
    """The same play, which notes in `last` the quarter and the event that it is in."""

    def watch(event: str, rule: Any) -> Any:
        def watched(world: Any, now: Any, draw: Any) -> Any:
            last[:] = [str(now.date), event]
            changes = rule(world, now, draw)
            last[1] = ""
            return changes

        return watched

    return replace(
        play,
        rules=tuple(
            tuple((event, watch(event, rule)) for event, rule in rules) for rules in play.rules
        ),
    )
