"""Paired comparison: scenarios minus baseline, replicate by replicate, under the same luck."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Any, Protocol

import numpy as np
import pandas as pd

from sim.analysis.effects import Floats, effect_of, holm, paired_effect, standardised
from sim.analysis.findings import sentence, verdict
from sim.analysis.names import distinct
from sim.analysis.onset import Changes, Gathered, onset
from sim.analysis.planning import LEVEL, pairs_for
from sim.calendar import Quarter
from sim.engine.ensemble import Ensemble
from sim.scenario import Scenario

__all__ = ["Comparison", "compare", "paired_effect", "paired_table"]
BASIC = ["outcome", "baseline", "scenario", "effect", "low", "high", "replicates"]


class Runs(Protocol):
    """Replicates of a scenario, in memory (an Ensemble) or kept on disk, which come in blocks."""

    @property
    def scenario(self) -> Scenario: ...
    @property
    def seed(self) -> int: ...
    @property
    def numbers(self) -> tuple[int, ...]: ...
    @property
    def outcomes(self) -> tuple[str, ...]: ...
    @property
    def quarters(self) -> tuple[Quarter, ...]: ...
    def blocks(self) -> Iterator[Ensemble]: ...


@dataclass(frozen=True)
class Comparison:
    """A baseline and one or more scenarios of the same luck, and what each did beside it.

    runs: the baseline first; names: theirs, all different; outcomes: those compared. levels:
    means over all quarters (S + 1, R, O), by run, replicate and outcome. table: a row per scenario
    and outcome; docs/results.md describes the columns.
    """

    runs: tuple[Runs, ...]
    names: tuple[str, ...]
    outcomes: tuple[str, ...]
    levels: Floats
    table: pd.DataFrame

    @property
    def baseline(self) -> Runs:
        return self.runs[0]

    @property
    def scenarios(self) -> tuple[Runs, ...]:
        return self.runs[1:]

    @property
    def replicates(self) -> int:
        """How many pairs of runs each effect rests on."""
        return self.levels.shape[1]

    @property
    def titles(self) -> dict[str, str]:
        """The title of each run by its name."""
        return {name: run.scenario.title for name, run in zip(self.names, self.runs, strict=True)}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of the table for one scenario."""
        found = self.table[self.table["name"] == name].to_dict("records")
        return [{str(key): value for key, value in row.items()} for row in found]

    @property
    def findings(self) -> list[str]:
        """One plain sentence per row of the table, with its doubt."""
        return [str(said) for said in self.table["finding"]]

    @property
    def onset(self) -> pd.DataFrame:
        """When each difference arises and how it goes on: columns name, outcome, direction, since,
        until, course."""
        return self.table[["name", "outcome", "direction", "since", "until", "course"]]

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Every run beside every other: columns outcome, row, column, effect (row minus column),
        low, high, interval, p, p_corrected, replicates. Holm's correction is for all pairs and
        outcomes at once; each pair stands twice, with its signs turned."""
        there = []
        for o, outcome in enumerate(self.outcomes):
            for a, b in combinations(range(len(self.runs)), 2):
                one = effect_of(self.levels[a, :, o] - self.levels[b, :, o], both=False)
                there.append((outcome, self.names[a], self.names[b], one.effect, one.low, one.high,
                              one.interval, one.p))  # fmt: skip
        columns = ["outcome", "row", "column", "effect", "low", "high", "interval", "p"]
        table = pd.DataFrame(there, columns=columns)
        table = table.assign(p_corrected=holm(table["p"].to_numpy()), replicates=self.replicates)
        turned = table.rename(columns={"row": "column", "column": "row"})
        turned = turned.assign(effect=-table["effect"], low=-table["high"], high=-table["low"])
        both = pd.concat([table, turned[table.columns]], ignore_index=True)
        rank = {name: n for n, name in enumerate((*self.outcomes, *self.names))}
        keys = both[["outcome", "row", "column"]].map(rank.__getitem__)
        return both.loc[keys.sort_values(["outcome", "row", "column"]).index].reset_index(drop=True)

    def matrix(self, outcome: str) -> pd.DataFrame:
        """Mean paired differences in an outcome, row minus column, over all runs."""
        if outcome not in self.outcomes:
            raise KeyError(f"`{outcome}` was not compared; there are {', '.join(self.outcomes)}")
        levels = self.levels[:, :, self.outcomes.index(outcome)].mean(axis=1)
        names = list(self.names)
        return pd.DataFrame(np.subtract.outer(levels, levels), index=names, columns=names)

    def series(self) -> pd.DataFrame:
        """The tidy series of all, the baseline first."""
        names = pd.CategoricalDtype(list(self.names))
        tables = [
            replace(block, scenario=block.scenario.change(name=name)).series()
            for name, run in zip(self.names, self.runs, strict=True)
            for block in run.blocks()
        ]
        both = [table.astype({"scenario": names}) for table in tables]
        return pd.concat(both, ignore_index=True)


def compare(baseline: Runs, *scenarios: Runs, outcomes: Sequence[str] = ()) -> Comparison:
    """Compare one or more scenarios with a baseline, replicate by replicate, over these outcomes
    (all that were counted, unless given).

    Raises ValueError, saying the way out, if there is no scenario, if seed, replicates, quarters
    and outcomes are not shared, or if an outcome was not counted.
    """
    runs = (baseline, *scenarios)
    if not scenarios:
        raise ValueError("nothing to compare; name a baseline and at least one scenario")
    _check(runs)
    missing = [name for name in outcomes if name not in baseline.outcomes]
    if missing:
        raise ValueError(f"`{missing[0]}` was not counted; add it to `outcomes` and run anew")
    shown = tuple(outcomes) or baseline.outcomes
    columns = [baseline.outcomes.index(name) for name in shown]
    names = distinct([run.scenario.name for run in runs])
    levels, changes = _gathered(runs, columns)
    table = _table(names, shown, levels, changes, baseline.quarters)
    return Comparison(runs, names, shown, levels, table)


def paired_table(baseline: Ensemble, scenario: Ensemble) -> pd.DataFrame:
    """The effects alone, with their paired-t interval: a row per outcome with columns outcome,
    baseline, scenario, effect, low, high, replicates. Raises ValueError as `compare` does."""
    _check((baseline, scenario))
    rows = []
    for o, name in enumerate(baseline.outcomes):
        ours, theirs = (one.values[:, :, o].mean(axis=1) for one in (baseline, scenario))
        effect = paired_effect(theirs - ours)
        rows.append((name, ours.mean(), theirs.mean(), *effect, baseline.replicates))
    return pd.DataFrame(rows, columns=BASIC)


def _check(runs: Sequence[Runs]) -> None:
    first = runs[0]
    for other in runs[1:]:
        for what, ours, theirs in (
            ("seeds", first.seed, other.seed),
            ("numbers of replicates", len(first.numbers), len(other.numbers)),
            ("replicates", first.numbers, other.numbers),
            ("quarters", first.quarters, other.quarters),
            ("outcomes", first.outcomes, other.outcomes),
        ):
            if ours != theirs:
                raise ValueError(
                    f"these runs have different {what} and cannot be paired; run both anew"
                )


def _gathered(runs: Sequence[Runs], columns: list[int]) -> tuple[Floats, list[Changes]]:
    """Means over quarters (S + 1, R, O) and the changes by quarter of each scenario, from blocks
    of replicates, so that memory does not grow with the quarters of all."""
    levels: list[Floats] = []
    gathered = [Gathered() for _ in runs[1:]]
    for blocks in zip(*(run.blocks() for run in runs), strict=True):
        ours, *others = (block.values[:, :, columns] for block in blocks)
        levels.append(np.stack([values.mean(axis=1) for values in (ours, *others)]))
        for one, values in zip(gathered, others, strict=True):
            one.add(values - ours)
    return np.concatenate(levels, axis=1), [one.changes() for one in gathered]


def _table(
    names: Sequence[str],
    outcomes: Sequence[str],
    levels: Floats,
    changes: Sequence[Changes],
    quarters: Sequence[Quarter],
) -> pd.DataFrame:
    """A row per scenario and outcome, with what all rows together ask of each."""
    rows = []
    for s, name in enumerate(names[1:], start=1):
        for o, outcome in enumerate(outcomes):
            ours, theirs = levels[0, :, o], levels[s, :, o]
            one = effect_of(theirs - ours)
            row = {"outcome": outcome, "baseline": ours.mean(), "scenario": theirs.mean()}
            row |= {key: None for key in BASIC[3:]} | {"replicates": len(ours), "name": name}
            row |= asdict(one) | {"effect_size": standardised(one.effect, ours)}
            change = changes[s - 1]
            row |= _when(change.low[:, o], change.high[:, o], quarters)
            rows.append(row)
    corrected = holm(np.array([row["p"] for row in rows]))
    for row, p in zip(rows, corrected, strict=True):
        needed = pairs_for(row["effect"], row["spread"], level=LEVEL / len(rows))
        row |= {"p_corrected": p, "needed": needed if np.isfinite(needed) else float("nan")}
        row["verdict"] = verdict(row)
        row["finding"] = sentence(row, len(rows))
    return pd.DataFrame(rows)


def _when(low: Floats, high: Floats, quarters: Sequence[Quarter]) -> dict[str, str]:
    found = onset(low, high)
    if found.since is None or found.until is None:
        return {"direction": "", "since": "", "until": "", "course": found.course}
    return {
        "direction": "higher" if low[found.since] > 0 else "lower",
        "since": str(quarters[found.since]),
        "until": str(quarters[found.until]),
        "course": found.course,
    }
