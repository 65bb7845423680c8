"""How much rests on judgement: a scenario and its baseline at many points of what nobody knows.

Screening finds the parameters that matter (`sim.analysis.screening`), Sobol indices say how much of
the variance rests on each, and on each grade (`sim.analysis.shares`). Both look at the level of
every outcome in the scenario and at the paired effect, scenario minus baseline, at the same point
under the same luck: a level may rest on guesses that cancel in the effect, and the other way round.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.analysis.ranges import Range
from sim.analysis.screening import Floats, Quantity, Screening, screen
from sim.analysis.shares import Shares, judgement_share, luck_left, shares
from sim.analysis.trials import trials, wider
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

SECONDS_A_RUN = 0.0115  # measured on one core of a server of 2024, 256 runs to a chunk
PARAMETERS_A_MECHANISM = 5  # about so many are uncertain
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


@dataclass(frozen=True)
class Size:
    """How thoroughly: trajectories of screening, draws (a power of 2), replicates at every point,
    and how many parameters survive screening."""

    trajectories: int = 6
    points: int = 64
    replicates: int = 8
    survivors: int = 12

    def runs(self, found: Sequence[Range], scenarios: int = 2) -> int:
        """About how many runs it takes."""
        mechanisms = len({one.mechanism for one in found})
        grades = len({one.grade for one in found})
        left = min(self.survivors * PARAMETERS_A_MECHANISM, len(found))
        screening = self.trajectories * (mechanisms + left + 2)
        parts = 2 + self.survivors + 2 * grades + 2 * self.survivors // 3 + 2
        return (screening + self.points * parts) * self.replicates * scenarios


QUICK = Size(trajectories=3, points=32, replicates=4, survivors=6)


@dataclass(frozen=True)
class Sensitivity:
    """What rests on what, in one scenario beside one baseline."""

    baseline: Scenario
    scenario: Scenario
    found: tuple[Range, ...]
    size: Size
    screening: Screening
    shares: Shares

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities_of(self.baseline, self.scenario)

    @property
    def concluded(self) -> str:
        """What conclusions are about: `effect`, or `level` if the scenario is the baseline."""
        return "level" if self.scenario.digest == self.baseline.digest else "effect"

    @property
    def sentences(self) -> list[str]:
        """A plain sentence for every outcome's conclusion."""
        return [self.sentence(outcome) for outcome in self.scenario.outcomes]

    def sentence(self, outcome: str) -> str:
        """How much of the conclusion on an outcome rests on guesses, and what else it rests on."""
        table, quantity = self.shares.table, self.concluded
        title, what = OUTCOMES[outcome].title, "change" if quantity == "effect" else "level"
        share, low, high = judgement_share(table, outcome, quantity)
        if np.isnan(share):
            return f"{title}: no draw moves its {what} at all."
        said = f"{title}: guesses carry {share:.0%} ({low:.0%} to {high:.0%}) of the variance"
        said = f"{said} of its {what}".replace("%", " %")
        left = min(luck_left(table, outcome, quantity)[0], 1.0 - share)
        if not np.isnan(left):
            said += f", luck that {self.size.replicates} replicates leave {left:.0%}".replace(
                "%", " %"
            )
        if quantity == "level":
            return said + "."
        spread = self.shares.spread
        row = spread[(spread["outcome"] == outcome) & (spread["quantity"] == quantity)]
        columns = ["above_zero", "above_low", "above_high", "draws"]
        above, low, high, draws = map(float, row[columns].to_numpy()[0])
        way = "higher" if above >= 0.5 else "lower"
        if way == "lower":
            above, low, high = 1.0 - above, 1.0 - high, 1.0 - low
        agree = f"{above:.0%} ({low:.0%} to {high:.0%}) of {draws:.0f} draws".replace("%", " %")
        return f"{said}; it is {way} with the scenario in {agree}."


def quantities_of(baseline: Scenario, scenario: Scenario) -> tuple[Quantity, ...]:
    """The level of every outcome, and, unless both are the same scenario, the effect on it."""
    levels = tuple((name, "level") for name in scenario.outcomes)
    if scenario.digest == baseline.digest:
        return levels
    return levels + tuple((name, "effect") for name in scenario.outcomes)


def sensitivity(
    baseline: Scenario,
    scenario: Scenario,
    found: tuple[Range, ...],
    size: Size,
    folder: Path | None = None,
    progress: Progress | None = None,
    pool: Executor | None = None,
) -> Sensitivity:
    """Screen and share out, for the outcomes of `scenario`, under its seed.

    `found` says what varies and how far. What is in `folder` is not run again (see `trials`).
    `progress` is asked, with a label and a number of runs, for a context that hands out a function
    to tell of runs that are done. Raises ValueError if the two scenarios differ in quarters.
    """
    if baseline.quarters != scenario.quarters:
        raise ValueError("baseline and scenario differ in quarters and cannot be paired")
    names = tuple(one.name for one in found)
    both = baseline.change(outcomes=scenario.outcomes, seed=scenario.seed), scenario
    quantities = quantities_of(*both)
    played = both if len(quantities) > len(scenario.outcomes) else both[1:]

    def attempt(label: str, at: Floats) -> Floats:
        points = np.stack([one.at(at[:, d]) for d, one in enumerate(found)], axis=1)
        context = progress or _silent
        with context(label, len(points) * size.replicates * len(played)) as tell:
            values = [
                trials(one, names, points, size.replicates, None, 1, folder, tell, pool)[..., own]
                for one, own in map(wider, played)
            ]
        effects = [values[1] - values[0]] if len(values) > 1 else []
        return np.concatenate([values[-1], *effects], axis=2)

    seed = scenario.seed
    first = screen(found, quantities, attempt, size.trajectories, size.survivors, seed)
    return Sensitivity(
        *both, found, size, first, shares(found, first.kept, quantities, attempt, size.points, seed)
    )


def _silent(label: str, runs: int) -> AbstractContextManager[Callable[[int], None]]:
    from contextlib import nullcontext

    return nullcontext(lambda more: None)
