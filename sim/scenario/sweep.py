"""Sweeps: many points of one scenario, by grid, Latin hypercube or Sobol sequence, or by name."""

from dataclasses import dataclass
from itertools import product
from typing import Any

from sim.problems import Problem
from sim.scenario.bounds import named_value
from sim.scenario.document import Document, Path_

MOST = 4096  # points of one sweep
SAMPLED = ("latin_hypercube", "sobol")


@dataclass(frozen=True)
class Point:
    """One point: its name, and the parameters ("mechanism.parameter") that it sets."""

    name: str
    values: dict[str, float]


@dataclass(frozen=True)
class Sweep:
    """What to vary and how: `over` holds the values of a grid or the low and high of a range."""

    method: str
    size: int
    over: dict[str, tuple[float, ...]]
    named: tuple[Point, ...]

    def points(self, seed: int) -> tuple[Point, ...]:
        """The named points, then those of the design; the same for the same seed."""
        if not self.over:
            return self.named
        grid = self.method == "grid"
        rows = list(product(*self.over.values())) if grid else self._sampled(seed)
        digits = len(str(len(rows)))
        designed = [
            Point(f"point-{n:0{digits}d}", dict(zip(self.over, row, strict=True)))
            for n, row in enumerate(rows, start=1)
        ]
        return (*self.named, *designed)

    def _sampled(self, seed: int) -> list[Any]:
        from scipy.stats import qmc

        kind = {"latin_hypercube": qmc.LatinHypercube, "sobol": qmc.Sobol}[self.method]
        sampler = kind(d=len(self.over), rng=seed)
        low, high = zip(*self.over.values(), strict=True)
        return qmc.scale(sampler.random(self.size), low, high).tolist()


def parse(written: Any) -> Sweep | None:
    """The sweep that a checked file means (its form, see `sim.scenario.form.Sweep`)."""
    if written is None:
        return None
    over = {
        name: tuple(float(v) for v in (given.values() if isinstance(given, dict) else given))
        for name, given in written.over.items()
    }
    named = tuple(
        Point(name, {key: float(value) for key, value in values.items()})
        for name, values in written.named.items()
    )
    return Sweep(written.method, written.points, over, named)


def check(document: Document, written: Any) -> list[Problem]:
    """Everything wrong with a sweep by itself."""
    if not isinstance(written, dict):
        return []
    over, method = written.get("over"), written.get("method", "grid")
    over = over if isinstance(over, dict) else {}
    problems = []
    for name, given in over.items():
        problems += _axis(document, ("sweep", "over", name), name, given, method)
    named = written.get("named")
    for label, values in named.items() if isinstance(named, dict) else ():
        for name, value in values.items() if isinstance(values, dict) else ():
            problems += named_value(document, ("sweep", "named", label, name), name, value)
    return problems or _size(document, written, over, method)


def _axis(document: Document, path: Path_, name: str, given: Any, method: Any) -> list[Problem]:
    if method in SAMPLED:
        if not isinstance(given, dict) or set(given) != {"low", "high"}:
            message = f"`{name}` needs a range for {method}: {{low: 0.1, high: 0.5}}"
            return [document.problem(path, message)]
        problems = [
            p for end in given for p in named_value(document, (*path, end), name, given[end])
        ]
        if not problems and given["low"] >= given["high"]:
            problems.append(
                document.problem(path, f"`{name}` has a low that is not below its high")
            )
        return problems
    if not isinstance(given, list) or not given:
        return [document.problem(path, f"`{name}` needs a list of values for a grid: [0.1, 0.5]")]
    return [
        p for n, value in enumerate(given) for p in named_value(document, (*path, n), name, value)
    ]


def _size(
    document: Document, written: dict[str, Any], over: dict[str, Any], method: Any
) -> list[Problem]:
    points = written.get("points", 0)
    total = points if method in SAMPLED and isinstance(points, int) else 1
    if method == "grid":
        for values in over.values():
            total *= len(values)
    named = written.get("named")
    total = (total if over else 0) + (len(named) if isinstance(named, dict) else 0)
    if total > MOST:
        message = f"this sweep has {total:,} points; {MOST:,} are the most: take fewer values"
        return [document.problem(("sweep",), message)]
    if method in SAMPLED and over and not points:
        return [document.problem(("sweep",), f"`sweep.points` is missing: how many for {method}?")]
    if total == 0:
        return [document.problem(("sweep",), "this sweep has no points; give it `over` or `named`")]
    return []
