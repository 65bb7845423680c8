"""The backcast of everything: each window's votes predicted by the engine, by its rivals, and by
the engine without each of its terms, and how good each is."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.backcast import ablation, scoring
from sim.analysis.backcast.rivals import RIVALS
from sim.analysis.backcast.windows import CELLS, KINDS, WINDOWS, Roll, Window, recorded, rolls
from sim.analysis.ballot import ANSWERS, vote_on

ENGINE = "engine"
WITHOUT = "engine without "
REPLICATES = 1000  # per text: enough for a tally's mean to within a tenth of a vote
ALL = "all"


@dataclass(frozen=True)
class Backcast:
    """Tables. votes: a row per recorded vote with the chances of every model · tallies: a row per
    text · scores: a row per window, kind and model · calibration: a row per tenth of chance."""

    votes: pd.DataFrame
    tallies: pd.DataFrame
    scores: pd.DataFrame
    calibration: pd.DataFrame

    @property
    def ablation(self) -> pd.DataFrame:
        """Of the scores, those of the engine without a term."""
        return self.scores[self.scores.model.str.startswith(WITHOUT)]


def backcast(
    data: Path,
    replicates: int = REPLICATES,
    seed: int = 2006,
    pool: Executor | None = None,
    tell: Callable[[int, int], None] = lambda done, of: None,
    windows: tuple[Window, ...] = WINDOWS,
) -> Backcast:
    """Predict every recorded vote of the windows from the public files in the folder `data`, in
    this process or in a pool; `tell` hears how many of how many jobs are done. The same for any
    number of workers. Raises FileNotFoundError if a file is missing."""
    votes = recorded(data)
    jobs: dict[Any, Callable[[], Any]] = {}
    for window in windows:
        for roll in rolls(votes, window):
            jobs["tally", window, roll.text] = partial(_tally, roll, replicates, seed)
        for kind in KINDS:
            of_kind = votes[votes.kind == kind].reset_index(drop=True)
            for model in _models(kind):
                job = partial(_chances, of_kind, window, model)
                jobs["chances", window, kind, model] = job
    done = dict(_all_done(jobs, pool, tell))
    tallies = pd.DataFrame([done[key] for key in jobs if key[0] == "tally"])
    table = pd.concat(_asked(votes, window, kind, done) for window in windows for kind in KINDS)
    return Backcast(table, tallies, _scores(table, tallies), _calibration(table))


def _all_done(
    jobs: dict[Any, Callable[[], Any]], pool: Executor | None, tell: Callable[[int, int], None]
) -> Iterator[tuple[Any, Any]]:
    if pool is None:
        for n, (key, job) in enumerate(jobs.items()):
            yield key, job()
            tell(n + 1, len(jobs))
        return
    waiting: dict[Future[Any], Any] = {pool.submit(job): key for key, job in jobs.items()}
    for n, future in enumerate(as_completed(waiting)):
        yield waiting[future], future.result()
        tell(n + 1, len(jobs))


def _inside(votes: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The votes of a window, in the order in which `rolls` has them."""
    inside = votes[votes.year.between(window.first, window.last)]
    parts = [some for _, some in inside.groupby("record_id", sort=False)]
    return pd.concat(parts)


def _chances(votes: pd.DataFrame, window: Window, model: str) -> Any:
    """The chances (V, 3) that a model gives to the votes of one kind in a window."""
    if model in RIVALS:
        return RIVALS[model](votes, _inside(votes, window), window)
    known = None
    if model.startswith(WITHOUT):
        known = ablation.without(model.removeprefix(WITHOUT), votes, window)
    return ablation.engine(rolls(votes, window), known)


def _tally(roll: Roll, replicates: int, seed: int) -> dict[str, Any]:
    """A text's predicted and actual votes, as a row."""
    draft = roll.draft
    ballot = vote_on(draft, roll.members, replicates, seed, roll.window.fitted_to)
    stances = np.array(roll.stances)
    counts = [int((stances == s).sum()) for s in (draft.yes_is, 0, -draft.yes_is)]
    row: dict[str, Any] = {
        "window": roll.window.name,
        "kind": draft.kind,
        "text": roll.text,
        "subject": draft.subject,
        "procedure": draft.procedure,
        "year": draft.quarter.year,
    }
    for n, answer in enumerate(ANSWERS):
        low, high = ballot.interval()[n]
        row |= {f"{answer}_mean": ballot.mean[n], f"{answer}_low": low, f"{answer}_high": high}
        row[f"{answer}_actual"] = counts[n]
    carried = counts[0] > counts[2]
    right = (ballot.p_carried > 0.5) == carried
    return row | {"p_carried": ballot.p_carried, "carried": carried, "outcome_right": right}


def _asked(votes: pd.DataFrame, window: Window, kind: str, done: dict[Any, Any]) -> pd.DataFrame:
    """The votes of a window and kind, with the chances of every model."""
    asked = _inside(votes[votes.kind == kind].reset_index(drop=True), window)
    table = asked[["kind", "record_id", "about", "year", "iso3", "group", "stance"]]
    table = table.rename(columns={"record_id": "text", "about": "subject"})
    table.insert(0, "window", window.name)
    of_models = {
        f"{model}: {cell}": done["chances", window, kind, model][:, n]
        for model in _models(kind)
        for n, cell in enumerate(CELLS)
    }
    return table.assign(**of_models)


def _models(kind: str) -> list[str]:
    """The models of a kind: the engine, its rivals, and the engine without each of its terms."""
    return [ENGINE, *RIVALS, *map(WITHOUT.__add__, ablation.terms_of(kind))]


def _of(table: pd.DataFrame, model: str) -> Any:
    return table[[f"{model}: {cell}" for cell in CELLS]].to_numpy()


def _scores(votes: pd.DataFrame, tallies: pd.DataFrame) -> pd.DataFrame:
    """Columns window (or `all`), kind, model, accuracy, brier, log, tally_error (votes per cell),
    brier_less and log_less (the engine's score less the model's, with the 95 % interval over
    texts; below zero the engine is better), texts, votes; of the engine also coverage (share of
    cells inside the 90 % interval of their tally) and outcomes_right."""
    lines = []
    for kind in KINDS:
        for window in (*votes.window.unique(), ALL):
            some = votes[(votes.kind == kind) & ((votes.window == window) | (window == ALL))]
            cast = some.stance.to_numpy() + 1
            ours = scoring.of_votes(_of(some, ENGINE), cast)
            for model in _models(kind):
                theirs = scoring.of_votes(_of(some, model), cast)
                line = {"window": window, "kind": kind, "model": model}
                line |= dict(zip(scoring.SCORES, theirs.mean(axis=0), strict=True))
                line["tally_error"] = _tally_error(some, model)
                for n, name in enumerate(scoring.SCORES[1:], 1):
                    less = scoring.difference(ours[:, n], theirs[:, n], some.text.to_numpy())
                    line |= {f"{name}_less": less.mean, f"{name}_less_low": less.low}
                    line[f"{name}_less_high"] = less.high
                line |= {"texts": some.text.nunique(), "votes": len(some)}
                lines.append(line | (_of_tallies(tallies, window, kind) if model == ENGINE else {}))
    return pd.DataFrame(lines).round(4)


def _of_tallies(tallies: pd.DataFrame, window: str, kind: str) -> dict[str, float]:
    some = tallies[(tallies.kind == kind) & ((tallies.window == window) | (window == ALL))]
    inside = [
        some[f"{answer}_actual"].between(some[f"{answer}_low"], some[f"{answer}_high"])
        for answer in ANSWERS
    ]
    return {"coverage": float(np.mean(inside)), "outcomes_right": float(some.outcome_right.mean())}


def _tally_error(votes: pd.DataFrame, model: str) -> float:
    """Mean absolute difference between expected and actual votes, per text and cell."""
    gap = _of(votes, model) - np.eye(3)[votes.stance.to_numpy() + 1]
    return float(pd.DataFrame(gap).groupby(votes.text.to_numpy()).sum().abs().to_numpy().mean())


def _calibration(votes: pd.DataFrame) -> pd.DataFrame:
    lines = []
    for (window, kind), some in votes.groupby(["window", "kind"], sort=False):
        for model in (ENGINE, *RIVALS):
            curve = scoring.calibration(_of(some, model), some.stance.to_numpy() + 1)
            lines += [{"window": window, "kind": kind, "model": model} | line for line in curve]
    return pd.DataFrame(lines)
