"""Calibrating what no table gives: simulate, compare with moments of the record, keep what fits.

A first half of the trials spreads evenly over the ranges of the CALIBRATED parameters (Sobol's
sequence; `searched` says how wide), a second half goes where fits were good (a tree-structured
Parzen estimator). Every trial plays the same replicates under the same luck. Its distance is the
root mean square of (moment - record) / scale over the moments that are fitted; the others are held
out and only told.

What comes out is no point but a set: the best tenth of the trials that were spread evenly, as in
rejection sampling from a uniform prior. A parameter is `identified` if that set is less than half
as wide as the range and unlikely to be an even spread, `weakly identified` if it is unlikely but
wider, and else `not identified`. That nothing better was found does not make a value true.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from sim import evidence
from sim.analysis.validation.moments import COHESION, NEVER, PERSISTENCE, STANCE, Count
from sim.engine.record import write_table
from sim.engine.simulate import Play
from sim.mechanisms import every_parameter
from sim.scenario import Scenario

CALIBRATED = (
    "sponsorship.conviction",
    "sponsorship.attention",
    "sponsorship.bargain",
    "sponsorship.threshold",
    "restraint.business",
    "dialogue.opening",
    "dialogue.withdrawal",
    "dialogue.resumption",
    "no_action.shelter",
    "no_action.drill",
    "lobbying.effect",
    "drift.return_rate",
    "drift.wander",
    "remembrance.rate",
)
BATCH = 8  # trials that are chosen together, whatever the number of workers
WIDE = 4.0  # times the shipped value, up and down, is searched; judgement
BEST = 0.1  # of the evenly spread trials are good fits
NARROW = 0.5  # of the range: the spread below which a parameter is identified
CHANCE = 0.05  # a set this likely to come from an even spread tells nothing
FITTED_TO = 1997  # the last year of the moments that are fitted; persistence is over all years
PARTNERS = 12  # states with a dialogue about 2001-05 (FIDH and HRIC 2004)


@dataclass(frozen=True)
class Moment:
    """A figure of the record: `scale` is the miss that counts as one; held out unless `fitted`."""

    name: str
    record: float
    scale: float
    fitted: bool
    source: str


def searched() -> dict[str, tuple[float, float]]:
    """The range of each parameter that is searched: from a quarter of the shipped value to four
    times, within the declared bounds; the bounds themselves where values may be negative."""
    spans = {}
    for name in CALIBRATED:
        known = every_parameter()[name]
        low, high = known.low, known.high
        if low >= 0.0:
            low, high = max(low, known.value / WIDE), min(high, known.value * WIDE)
        spans[name] = (low, high)
    return spans


def moments() -> tuple[Moment, ...]:
    """What is compared, with the record. The scales are judgements: about the spread of the figure
    between runs, or the tolerance of the validation suite."""
    motions = [line for line in evidence.rows("motions") if line["procedure"] == "no_action"]
    found = []
    for fitted, first, last in ((True, 1990, FITTED_TO), (False, FITTED_TO + 1, 2004)):
        some = [line for line in motions if first <= int(line["year"]) <= last]
        span, source = f"{first}-{last}", "evidence/motions.csv"
        found.append(Moment(f"drafts {span}", len(some), 1.0, fitted, source))
        for cell in ("pro", "anti", "abstain"):
            mean = float(np.mean([int(line[cell]) for line in some]))
            found.append(Moment(f"{cell} on motions {span}", mean, 2.5, fitted, source))
    found.append(Moment("drafts 2005-2018", 0.0, 1.0, False, "no draft after 2004"))
    source = "FIDH and HRIC 2004, partners of dialogues"
    found.append(Moment("dialogues 2003", PARTNERS, 3.0, True, source))
    source = "published moments, docs/validation.md"
    for (before, then), share in PERSISTENCE.items():
        if before == then:
            found.append(Moment(f"persistence of {before}", share, 0.03, True, source))
    for group, (low, high) in COHESION["country"].items():
        middle = (low + high) / 2
        scale = 0.07 + (high - low) / 2
        found.append(Moment(f"cohesion of {group}", middle, scale, False, source))
    return tuple(found)


def counted(scenario: Scenario, replicates: int) -> dict[str, float]:
    """The moments of a scenario, means over these replicates."""
    play = Play.of(scenario)
    setting = play.setting
    ours = setting.challenge
    shape = (replicates, len(setting.texts), setting.states)
    before, voted_in = np.full(shape, NEVER, np.int8), np.zeros(shape[:2], np.int64)
    votes = Count()
    drafts: dict[str, float] = {}
    tallies: dict[str, list[np.ndarray]] = {}
    for now, world in play.run(0, replicates):
        votes.texts_of(world, now, before, voted_in)
        year = now.date.year
        if ours in now.due:
            spans = (("1990", FITTED_TO), (f"{FITTED_TO + 1}", 2004), ("2005", 2018))
            span = next(f"{first}-{last}" for first, last in spans if year <= last)
            drafts[span] = drafts.get(span, 0.0) + float(world.tabled[:, ours].mean())
            tallies.setdefault(span, []).append(world.motion[world.moved[:, ours], ours])
        if year == 2003 and now.date.quarter == 4:
            drafts["dialogues"] = float((world.dialogue > 0).sum(axis=1).mean())
    found = {f"drafts {span}": number for span, number in drafts.items() if span != "dialogues"}
    found["dialogues 2003"] = drafts["dialogues"]
    for span, tally in tallies.items():
        cast = np.concatenate(tally)
        for n, cell in enumerate(("pro", "anti", "abstain")):
            found[f"{cell} on motions {span}"] = float(cast[:, n].mean()) if len(cast) else 0.0
    odds = votes.moves / np.maximum(votes.moves.sum(axis=1, keepdims=True), 1)
    found |= {f"persistence of {name}": odds[s + 1, s + 1] for name, s in STANCE.items()}
    for group in COHESION["country"]:
        means = [np.mean(votes.indices["country", group, period]) for period in range(4)]
        found[f"cohesion of {group}"] = float(np.mean(means))
    return {moment.name: float(found[moment.name]) for moment in moments()}


def distance(found: dict[str, float]) -> float:
    """Root mean square of the misses of the fitted moments, in their scales."""
    misses = [
        (found[moment.name] - moment.record) / moment.scale for moment in moments() if moment.fitted
    ]
    return float(np.sqrt(np.mean(np.square(misses))))


def trial(scenario: Scenario, replicates: int, point: dict[str, float]) -> dict[str, float]:
    """The moments of the scenario with these values, and its distance."""
    found = counted(scenario.change(values={**scenario.values, **point}), replicates)
    return {"distance": distance(found)} | found


@dataclass(frozen=True)
class Calibration:
    """A search: the scenario, how many trials, replicates a trial, and the seed of the search.
    `file` keeps what is done, so that the same search goes on where it stopped."""

    scenario: Scenario
    trials: int
    replicates: int
    seed: int
    file: Path

    def run(self, pool: Executor | None, tell: Callable[[int], None]) -> pd.DataFrame:
        """Every trial: columns trial, stage (spread, search), distance, a column per parameter and
        per moment. The same for any number of workers."""
        table = self.done()
        for first in range(len(table), self.trials, BATCH):
            points = self._points(table, first, min(BATCH, self.trials - first))
            play = partial(trial, self.scenario, self.replicates)
            told = list(pool.map(play, points) if pool else map(play, points))
            stage = "spread" if first < self.spread else "search"
            rows = [
                {"trial": first + n, "stage": stage} | point | found
                for n, (point, found) in enumerate(zip(points, told, strict=True))
            ]
            table = pd.concat([table, pd.DataFrame(rows)], ignore_index=True)
            write_table(table, self.file)
            tell(len(rows))
        return table

    @property
    def spread(self) -> int:
        """How many trials are spread evenly: half, in whole batches."""
        return -(-self.trials // (2 * BATCH)) * BATCH

    def done(self) -> pd.DataFrame:
        """The trials that are kept, in whole batches."""
        if not self.file.exists():
            return pd.DataFrame()
        table = pd.read_parquet(self.file)
        return table.iloc[: min(len(table), self.trials)]

    def _points(self, table: pd.DataFrame, first: int, size: int) -> list[dict[str, float]]:
        if first < self.spread:
            return list(_even(self.seed, first, size))
        return _proposed(table, self.seed + first, size)


def _even(seed: int, first: int, size: int) -> Iterator[dict[str, float]]:
    """Points first to first + size - 1 of a Sobol sequence over what is searched."""
    from scipy.stats import qmc

    spans = searched()
    sobol = qmc.Sobol(len(spans), rng=seed)
    if first:
        sobol.fast_forward(first)
    for point in qmc.scale(sobol.random(size), *zip(*spans.values(), strict=True)):
        yield dict(zip(spans, map(float, point), strict=True))


def _proposed(table: pd.DataFrame, seed: int, size: int) -> list[dict[str, float]]:
    """Points that the estimator proposes after the trials of the table."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = optuna.samplers.TPESampler(seed=seed, constant_liar=True, n_startup_trials=0)
    study = optuna.create_study(sampler=sampler)
    spans: dict[str, optuna.distributions.BaseDistribution] = {
        name: optuna.distributions.FloatDistribution(*span) for name, span in searched().items()
    }
    for row in table.to_dict("records"):
        values = {name: row[name] for name in spans}
        study.add_trial(
            optuna.trial.create_trial(params=values, distributions=spans, value=row["distance"])
        )
    return [study.ask(spans).params for _ in range(size)]


def verdicts(table: pd.DataFrame) -> pd.DataFrame:
    """A row per parameter: shipped value, range searched, the middle nine tenths of the good fits,
    the best, `width` (spread of the good fits over that of the range), `p` (Kolmogorov and
    Smirnov, against an even spread), verdict, and whether the shipped value lies within."""
    from scipy import stats

    good = good_fits(table)
    best = _best(table)
    rows = []
    for name, (least, most) in searched().items():
        shipped = every_parameter()[name].value
        low, high = good[name].quantile([0.05, 0.95])
        span = most - least
        width = float(good[name].std(ddof=0) / (span / np.sqrt(12.0)))
        p = float(stats.kstest((good[name] - least) / span, "uniform").pvalue)
        told = "identified" if width < NARROW else "weakly identified"
        rows.append({
            "parameter": name, "shipped": shipped, "low": least, "high": most,
            "good_low": low, "good_high": high, "best": best[name], "width": width, "p": p,
            "verdict": told if p < CHANCE else "not identified",
            "shipped_within": bool(low <= shipped <= high),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _best(table: pd.DataFrame) -> pd.Series:
    return table.nsmallest(1, "distance").iloc[0]


def good_fits(table: pd.DataFrame) -> pd.DataFrame:
    """The best tenth of the evenly spread trials, the best first."""
    even = table[table.stage == "spread"]
    return even.nsmallest(max(int(BEST * len(even)), 2), "distance")


def fits(table: pd.DataFrame, shipped: dict[str, float]) -> pd.DataFrame:
    """A row per moment: the record, what the shipped values, the best trial and the good fits
    give, and whether the moment was fitted."""
    best, good = _best(table), good_fits(table)
    return pd.DataFrame([
        {"moment": moment.name, "record": moment.record, "scale": moment.scale,
         "shipped": shipped[moment.name], "best": best[moment.name],
         "good_low": good[moment.name].min(), "good_high": good[moment.name].max(),
         "fitted": moment.fitted, "source": moment.source}
        for moment in moments()
    ])  # fmt: skip
