"""What nobody knows: a range or a distribution, drawn once per replicate.

The draw is addressed like any other (seed, parameter, replicate), so two scenarios that are
compared meet the same worlds. Values outside the bounds of the parameter are set to the bound.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.draw import Draw, normal

# How each distribution is written in a file, and how many numbers it takes.
FORMS = {"range": "{low: 0.1, high: 0.5}", "normal": "{normal: [0.3, 0.1]}",
         "triangular": "{triangular: [0.1, 0.2, 0.5]}"}  # fmt: skip


@dataclass(frozen=True)
class Distribution:
    """A range (low, high), a normal (mean, s.d.) or a triangular (low, mode, high)
    distribution, cut at the parameter's own bounds."""

    kind: str
    numbers: tuple[float, ...]
    low: float
    high: float

    @classmethod
    def parse(cls, written: dict[str, Any], low: float, high: float) -> "Distribution":
        """The distribution that a file's mapping means. Raises ValueError, saying what is
        allowed, if it means none."""
        keys = set(written)
        if keys == {"low", "high"}:
            kind, numbers = "range", [written["low"], written["high"]]
        elif keys in ({"normal"}, {"triangular"}):
            kind, numbers = next(iter(written.items()))
        else:
            raise ValueError(f"is not a distribution; write it like {' or '.join(FORMS.values())}")
        wanted = {"range": 2, "normal": 2, "triangular": 3}[kind]
        given = numbers if isinstance(numbers, list) else []
        if len(given) != wanted or not all(_number(value) for value in given):
            raise ValueError(f"needs {wanted} numbers; write it like {FORMS[kind]}")
        if kind == "normal" and given[1] < 0:
            raise ValueError("has a negative standard deviation")
        if kind != "normal" and sorted(given) != given:
            raise ValueError("has a low that exceeds its high")
        limits = given if kind != "normal" else given[:1]
        if min(limits) < low or max(limits) > high:
            raise ValueError(f"must stay between {low:g} and {high:g}")
        return cls(kind, tuple(float(value) for value in given), low, high)

    def quantile(self, uniform: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values of uniforms, same shape."""
        if self.kind == "normal":
            mean, spread = self.numbers
            return np.clip(mean + spread * normal(uniform), self.low, self.high)
        low, high = self.numbers[0], self.numbers[-1]
        if self.kind == "range" or high == low:
            return low + (high - low) * uniform
        mode = self.numbers[1]
        rising = np.sqrt(uniform * (high - low) * (mode - low)) + low
        falling = high - np.sqrt((1.0 - uniform) * (high - low) * (high - mode))
        return np.where(uniform * (high - low) < mode - low, rising, falling)

    def drawn(self, parameter: str, luck: Draw) -> NDArray[np.float64]:
        """Its value in each replicate, (R, 1)."""
        return self.quantile(luck.for_event("uncertainty").world(parameter))


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and np.isfinite(value)
