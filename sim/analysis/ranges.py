"""How far each parameter may be from its declared value: what sensitivity analysis varies.

Declared bounds say what a scenario may set, not what is likely: a chance of 0.01 a year may be
declared from 0 to 1, and a uniform draw between would be fifty times the value. So the usual range
follows from how well a number is known:

- with a standard error in the evidence: two standard errors either way;
- otherwise by its grade, a factor either way (`FACTOR`): measured 1.1, estimated (set so that the
  baseline resembles the record) and literature 1.5, judgement 2: half to double. Shares and
  chances between 0 and 1 have their odds divided and multiplied instead;
- a value of 0, at a bound, or a date: a tenth of its declared width either way.

All are cut at the declared bounds. The factors are themselves a judgement, and so the share of
variance that rests on judgement is as good as they are; `declared` takes the declared bounds
instead, which is the widest that the model admits. Half of the draws lie below the declared value
and half above, each half evenly spread, so that the middle of the cloud is the scenario itself.
Parameters are drawn independently, those with correlated estimates too.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.trials import OF_THE_WORLD
from sim.engine.parameter import Parameter
from sim.mechanisms import parameters
from sim.scenario import Scenario
from sim.scenario.course import playing

FACTOR = {"measured": 1.1, "estimated": 1.5, "literature": 1.5, "judgement": 2.0}
STANDARD_ERRORS = 2.0
SHARE_OF_WIDTH = 0.1
DATES = ("year",)  # units in which a factor means nothing


@dataclass(frozen=True)
class Range:
    """A parameter ("mechanism.parameter") and how far it may be from its value."""

    name: str
    low: float
    value: float
    high: float
    grade: str

    @property
    def mechanism(self) -> str:
        return self.name.partition(".")[0]

    def at(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values at shares (P,) of the way, 0 to 1: low at 0, its value at 0.5, high at 1."""
        return np.interp(share, [0.0, 0.5, 1.0], [self.low, self.value, self.high])


def ranges(
    baseline: Scenario, scenario: Scenario, levers: bool = False, declared: bool = False
) -> tuple[Range, ...]:
    """The range of every uncertainty that plays in either scenario and that neither sets.

    What actors choose is no uncertainty: `levers` takes it in all the same. `declared` takes the
    declared bounds for ranges.
    """
    both = (baseline, scenario)
    told = {name for one in both for name in one.values}
    told |= {name for one in both for e in one.timeline for name in (*e.values, *e.ramp)}
    players = {name for one in both for name in playing(one.without, one.instead).values()}
    found = []
    for mechanism in sorted(players):
        for name, known in parameters(mechanism).items():
            full = f"{mechanism}.{name}"
            chosen = levers or known.kind == "uncertainty"
            if not chosen or full in told or full in OF_THE_WORLD:
                continue
            low, high = (known.low, known.high) if declared else usual(known)
            found.append(Range(full, low, known.value, high, known.grade))
    return tuple(found)


def usual(known: Parameter) -> tuple[float, float]:
    """The usual low and high of a parameter, cut at its declared bounds."""
    value, factor = known.value, FACTOR[known.grade]
    share = (known.low, known.high) == (0.0, 1.0)
    if known.standard_error:
        reach = STANDARD_ERRORS * known.standard_error
        ends = value - reach, value + reach
    elif value == 0 or value in (known.low, known.high) or known.unit in DATES:
        reach = SHARE_OF_WIDTH * (known.high - known.low)
        ends = value - reach, value + reach
    elif share:
        odds = value / (1.0 - value)
        ends = odds / (odds + factor), odds * factor / (1.0 + odds * factor)
    else:
        ends = value / factor, value * factor
    return max(min(ends), known.low), min(max(ends), known.high)
