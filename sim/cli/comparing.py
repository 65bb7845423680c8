"""What `compare` runs: scenarios read from files or earlier results, and their replicates."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import Stopped, Wanted, default_workers, finish, known, results

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sim.engine.record import Kept
    from sim.scenario import Scenario

LIKELY = "scenarios/baseline.yaml"


class AmountOption(click.ParamType):
    """`5%` of the baseline's mean, or `0.3` in the outcome's unit."""

    name = "amount"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        from sim.analysis.planning import Amount

        try:
            return value if isinstance(value, Amount) else Amount.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class ShareOption(click.ParamType):
    """`80%` or `0.8`, between 0 and 1."""

    name = "share"

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        text = str(value).strip()
        try:
            share = float(text.removesuffix("%")) / (100.0 if text.endswith("%") else 1.0)
        except ValueError:
            share = 0.0
        if not 0 < share < 1:
            self.fail(f"`{value}` is no share between 0 and 1; write it like 80% or 0.8")
        return share


@dataclass(frozen=True)
class Planned:
    """Scenarios that can be paired, the baseline first, and the outcomes that are compared."""

    scenarios: "tuple[Scenario, ...]"
    outcomes: tuple[str, ...]

    def with_replicates(self, count: int) -> "Planned":
        changed = (one.change(replicates=count) for one in self.scenarios)
        return Planned(tuple(changed), self.outcomes)

    def made(self, wanted: Wanted, pool: "Executor | None") -> "list[Kept]":
        """Every run, cut to the replicates that all have."""
        from sim.analysis.names import distinct
        from sim.engine.record import Kept
        from sim.engine.store import Run

        runs = [Run.of(one, results() / "runs") for one in self.scenarios]
        failures = [finish(run, wanted, pool) for run in runs]
        shared = tuple(sorted(set.intersection(*(set(run.numbers()) for run in runs))))
        if not shared:
            raise Stopped("no pair of runs is whole; there is nothing to compare")
        names = distinct([one.name for one in self.scenarios])
        return [
            Kept(name, run, shared, failed)
            for name, run, failed in zip(names, runs, failures, strict=True)
        ]

    def folder(self) -> Path:
        """Where the results of these runs go, unless told otherwise."""
        from sim.engine.store import key, named

        first, *others = self.scenarios
        content: list[Any] = [*map(key, self.scenarios), first.replicates]
        content += [] if self.outcomes == first.outcomes else [list(self.outcomes)]
        beside = others[0].name if len(others) == 1 else f"{len(others)}-scenarios"
        return results() / f"{first.name}-{beside}-{named(content)}"


def workers(wanted: Wanted) -> "AbstractContextManager[Executor | None]":
    from sim.engine.ensemble import workers_of

    return workers_of(default_workers(wanted.workers))


def planned(paths: Sequence[Path], outcomes: Sequence[str], wanted: Wanted) -> Planned:
    """What is to be compared, with the seed and replicates of the first and all outcomes of any.
    Raises UsageError, saying the way out, for what cannot be compared."""
    if len(paths) < 2 and not (paths and paths[0].is_dir()):
        raise click.UsageError(_alone(paths))
    read = scenarios_of(paths)
    if len(read) < 2:
        raise click.UsageError(f"{paths[0]} holds one scenario; name another beside it")
    first, *others = (one for _, one in read)
    first = wanted.of(first)
    for path, other in read[1:]:
        if other.quarters != first.quarters:
            raise click.UsageError(
                f"{read[0][0]} runs {first.start} to {first.end} but {path} {other.start} to "
                f"{other.end}; give them the same `run.start` and `run.end`"
            )
    for name in outcomes:
        is_outcome(name)
    wanted.note(*dict.fromkeys(f"note: {said}" for _, one in read for said in one.warnings))
    counted = dict.fromkeys(name for one in (first, *others) for name in one.outcomes)
    all_ = tuple(dict.fromkeys((*counted, *outcomes)))
    same = {"outcomes": all_, "seed": first.seed, "replicates": first.replicates}
    shown = tuple(dict.fromkeys(outcomes)) or all_
    return Planned(tuple(one.change(**same) for one in (first, *others)), shown)


def is_outcome(name: str, compared: Iterable[str] | None = None) -> None:
    """Raises UsageError, with the nearest right name, unless there is such an outcome, and unless
    it is among those that are compared, if any are given."""
    from sim.outcomes import OUTCOMES

    known(name, OUTCOMES, "outcome")
    if compared is not None and name not in compared:
        asked = " ".join(f"--outcome {one}" for one in (*compared, name))
        raise click.UsageError(f"`{name}` is not compared; add it: {asked}")


def _alone(paths: Sequence[Path]) -> str:
    """What to do when there is nothing to stand beside."""
    usage = "compare takes a baseline and one or more scenarios"
    if not paths:
        return f"{usage}, such as: python run.py compare {LIKELY} scenarios/trade_link_kept.yaml"
    from sim.scenario import documents

    root = documents(paths[0])[0].file
    if root.resolve() == paths[0].resolve():
        return f"{usage}; name one: python run.py compare {paths[0]} SCENARIO.yaml"
    return f"{usage}; did you mean: python run.py compare {root} {paths[0]}"


def scenarios_of(paths: Sequence[Path]) -> "list[tuple[Path, Scenario]]":
    """The scenarios of files, and those of results, each of the latter once."""
    from sim.scenario import Scenario

    folders = [path for path in paths if path.is_dir()]
    kept = _of_results(folders) if folders else {}
    found: list[tuple[Path, Scenario]] = []
    for path in paths:
        if not path.is_dir():
            found.append((path, Scenario.load(path)))
            continue
        there = {one.digest for _, one in found}
        found += [(path, one) for one in kept[path] if one.digest not in there]
    if folders:
        _same_luck(found)
    return found


def _of_results(folders: Sequence[Path]) -> "dict[Path, list[Scenario]]":
    """The scenarios of results that can stand beside one another, and beside what is run now."""
    from sim.analysis.results import ResultError, comparable, read_result
    from sim.engine.store import from_plain, model_digest

    try:
        read = [read_result(folder) for folder in folders]
        comparable(read)
    except ResultError as error:
        raise click.UsageError(str(error)) from None
    made = read[0].manifest["model_digest"]
    if made != model_digest():
        raise click.UsageError(
            f"{folders[0]} was made by another version of the model ({made}, which is now "
            f"{model_digest()}); compare the scenario files instead, which runs them anew"
        )
    return {
        folder: [from_plain(one["resolved"]) for one in result.scenarios]
        for folder, result in zip(folders, read, strict=True)
    }


def _same_luck(found: "list[tuple[Path, Scenario]]") -> None:
    (first, one), *others = found
    for path, other in others:
        if path.is_dir() and other.seed != one.seed:
            raise click.UsageError(
                f"{first} has seed {one.seed} and {path} {other.seed}, so that their luck is not "
                f"the same; compare the scenario files, with one --seed for both"
            )
