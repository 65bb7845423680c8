"""What a row of the validation suite is: what it asks, of what it consists, and whether it holds.

A row has one or more parts, each a number beside what it must be. The row holds if every part
that could be tested does, and shows the part that is furthest from what it must be. A part that
the model has nothing for is not tested and says why.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy import stats

from sim.analysis import paired as pairs
from sim.analysis.compare import paired_effect
from sim.analysis.paired import Measure, Moved
from sim.scenario import Scenario

RUNS = 64
KINDS = {"T": "hard historical target", "F": "stylised fact", "C": "calibration moment"}
OF_MEAN = "95 % of the mean"  # the two intervals that most parts have
OF_RUNS = "90 % of runs"
ENOUGH = 0.5  # a sign is told by whether the interval leaves this side of zero; for chances, half


@dataclass(frozen=True)
class Trial:
    """The luck that a row is tried with, and values (none as a rule) that hold in every run of it:
    with them one can ask what would make a row fail."""

    replicates: int = RUNS
    seed: int = 2006
    values: dict[str, float] = field(default_factory=dict)

    def paired(self, change: dict[str, float], measure: Measure, **more: Any) -> Moved:
        """The paired effect of a change, as sim.analysis.paired has it, under this luck."""
        base = {**more.pop("base", {}), **self.values}
        return pairs.paired(
            change, measure, base=base, runs=self.replicates, seed=self.seed, **more
        )

    def measured(self, scenario: Scenario, measure: Measure) -> np.ndarray:
        """The measure (R,) of a scenario under this luck."""
        values = {**scenario.values, **self.values}
        return pairs.measured(
            scenario.change(values=values, seed=self.seed), measure, self.replicates
        )


@dataclass(frozen=True)
class Part:
    """One number that is tested.

    must: what it has to be, in words · low, high: interval of the result, and `interval` of what
    kind · slack: how far inside its bounds the result is, in tolerances, negative if outside ·
    passed: None where the model has nothing to test, with the reason.
    """

    name: str
    test: str
    target: float | None
    must: str
    result: float | None = None
    low: float | None = None
    high: float | None = None
    passed: bool | None = None
    interval: str = ""
    slack: float = float("inf")
    reason: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the suite: `parts` tries it. used_in_fitting: whether parameters were set with what
    it tests in sight, and `fitting` says which. Rows with the same `together` share work."""

    id: str
    kind: str
    title: str
    parts: Callable[[Trial], list[Part]]
    used_in_fitting: bool = False
    fitting: str = ""
    together: str = ""

    @property
    def says(self) -> str:
        """What history or theory says, with its source."""
        return " ".join((self.parts.__doc__ or "").split())


def within(
    name: str,
    test: str,
    target: float,
    result: float,
    least: float,
    most: float,
    interval: tuple[float, float, str] | None = None,
) -> Part:
    """A number that must lie between two bounds, both included; either may be infinite."""
    width = min(b - target if s else target - b for s, b in ((0, least), (1, most)))
    scale = width if 0 < width < np.inf else max(abs(target), 1.0)
    slack = min(result - least, most - result) / scale
    low, high, kind = interval or (None, None, "")
    return Part(
        name, test, target, _bounds(least, most), float(result), low, high,
        bool(least <= result <= most), kind, float(slack),
    )  # fmt: skip


def near(name: str, test: str, target: float, tolerance: float, result: float, interval=None):
    """A number that must come as near to its target as the tolerance says."""
    return within(name, test, target, result, target - tolerance, target + tolerance, interval)


def at_least(name: str, test: str, target: float, result: float, interval=None) -> Part:
    return within(name, test, target, result, target, np.inf, interval)


def at_most(name: str, test: str, target: float, result: float, interval=None) -> Part:
    return within(name, test, target, result, -np.inf, target, interval)


def rises(name: str, test: str, moved: Moved) -> Part:
    """A paired effect whose interval must lie above no change."""
    return _sign(name, test, moved, moved.rises, "above 0", moved.low)


def falls(name: str, test: str, moved: Moved) -> Part:
    """A paired effect whose interval must lie below no change."""
    return _sign(name, test, moved, moved.falls, "below 0", -moved.high)


def about_none(name: str, test: str, moved: Moved, most: float) -> Part:
    """A paired effect whose whole interval must be smaller than `most`, either way."""
    furthest = max(abs(moved.low), abs(moved.high))
    must, slack = f"{-most:g} to {most:g}", (most - furthest) / most
    return replace(_sign(name, test, moved, furthest <= most, must, 0.0), slack=slack)


def untested(name: str, test: str, target: float | None, must: str, reason: str) -> Part:
    """What the model has nothing to test with."""
    return Part(name, test, target, must, reason=reason)


def summed(row: Row, parts: list[Part]) -> Part:
    """The row as one part: it holds if all that could be tested holds, and has the numbers of the
    part that is furthest from what it must be."""
    tested = [part for part in parts if part.passed is not None]
    if not tested:
        return replace(parts[0], name="", test=row.title)
    worst = min(tested, key=lambda part: (part.passed, part.slack))
    return replace(
        worst, name="", test=row.title, passed=all(part.passed for part in tested),
        reason=worst.test if len(parts) > 1 else worst.reason,
    )  # fmt: skip


def of_mean(values: np.ndarray) -> tuple[float, float, str]:
    """The 95 % interval of the mean of these values (R,)."""
    _, low, high = paired_effect(np.asarray(values, dtype=float))
    return low, high, OF_MEAN


def of_runs(values: np.ndarray) -> tuple[float, float, str]:
    """Between which the middle 90 % of these values (R,) lie."""
    low, high = np.quantile(values, (0.05, 0.95))
    return float(low), float(high), OF_RUNS


def of_share(hits: np.ndarray) -> tuple[float, float, str]:
    """The 95 % interval (Wilson) of the share of these that are true."""
    found = stats.binomtest(int(np.sum(hits)), int(np.size(hits))).proportion_ci(method="wilson")
    return float(found.low), float(found.high), "95 % of the share"


def resampled(values: np.ndarray, seed: int, what: str) -> tuple[float, float, str]:
    """The 95 % interval of the mean of these values (V,), by resampling them."""
    found = stats.bootstrap(
        (values,), np.mean, n_resamples=999, method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval  # fmt: skip
    return float(found.low), float(found.high), f"95 %, resampled {what}"


def ratio_of(ours: np.ndarray, theirs: np.ndarray, seed: int):
    """The ratio of two means over the same runs (R,), and its interval; 0.0 if there is nothing
    to divide by."""

    def ratio(one: np.ndarray, other: np.ndarray) -> float:
        below = float(np.mean(other))
        return float(np.mean(one)) / below if below else 0.0

    return ratio(ours, theirs), of_ratio(ours, theirs, ratio, seed)


def of_ratio(ours: np.ndarray, theirs: np.ndarray, ratio, seed: int) -> tuple[float, float, str]:
    """The 95 % interval of a ratio of two means, by resampling pairs of runs (R,)."""
    found = stats.bootstrap(
        (ours, theirs), ratio, paired=True, vectorized=False, n_resamples=999,
        method="percentile", rng=np.random.default_rng(seed),
    ).confidence_interval  # fmt: skip
    return float(found.low), float(found.high), "95 %, resampled runs"


def _sign(name: str, test: str, moved: Moved, holds: bool, must: str, inside: float) -> Part:
    spread = max(moved.high - moved.low, 1e-6)
    return Part(
        name, test, 0.0, must, moved.effect, moved.low, moved.high, bool(holds), OF_MEAN,
        float(inside / spread),
    )  # fmt: skip


def _bounds(least: float, most: float) -> str:
    if np.isinf(least):
        return f"at most {most:.3g}"
    return f"at least {least:.3g}" if np.isinf(most) else f"{least:.3g} to {most:.3g}"
