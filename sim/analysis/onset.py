"""When a difference arises, and whether it lasts: the paired change, quarter by quarter.

A difference arises in the first quarter in which the 95 % interval of the mean paired change
(paired t, of that quarter alone) leaves zero and stays on that side for at least a year; changes
too small to matter do not count. It lasts if the interval is still on that side in every quarter
of the last year; it reverses if, later, the interval lies on the other side for at least a year;
otherwise it fades. A year on end is asked for since one quarter in twenty leaves zero by luck; in
runs of less than a year all quarters are.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import special

from sim.analysis.effects import LEVEL, TOO_SMALL, Floats

YEAR = 4  # quarters


@dataclass(frozen=True)
class Changes:
    """Mean paired change by quarter and outcome (T, O), and its 95 % interval; NaN for one
    pair."""

    mean: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Onset:
    """When a difference arises and ends, as columns of quarters: since, until (the last quarter on
    that side; with `reverses` before the turn); course: lasts, fades, reverses, or never."""

    since: int | None = None
    until: int | None = None
    course: str = "never"


class Gathered:
    """The mean and spread of paired changes that come in blocks (r, T, O), without keeping them
    (Chan, Golub and LeVeque 1983)."""

    def __init__(self) -> None:
        self.count = 0
        self.mean: Floats = np.zeros(())
        self.squares: Floats = np.zeros(())

    def add(self, change: Floats) -> None:
        many, mean = len(change), change.mean(axis=0)
        squares = ((change - mean) ** 2).sum(axis=0)
        gap, all_ = mean - self.mean, self.count + many
        self.squares = self.squares + squares + gap**2 * (self.count * many / all_)
        self.mean = self.mean + gap * (many / all_)
        self.count = all_

    def changes(self) -> Changes:
        if self.count < 2:
            none = np.full(self.mean.shape, np.nan)
            return Changes(self.mean, none, none)
        error = np.sqrt(self.squares / (self.count - 1) / self.count)
        reach = float(special.stdtrit(self.count - 1, 0.5 + LEVEL / 2)) * error
        return Changes(self.mean, self.mean - reach, self.mean + reach)


def onset(low: Floats, high: Floats) -> Onset:
    """When the difference arises whose intervals by quarter (T,) are these, and its course."""
    matters = np.abs(low + high) / 2.0 >= TOO_SMALL
    side = ((low > 0) & matters).astype(int) - ((high < 0) & matters).astype(int)
    year = min(YEAR, len(side))
    spells = [spell for spell in _spells(side) if spell[2] and spell[1] - spell[0] >= year]
    if not spells:
        return Onset()
    since, until, sign = spells[0]
    for _, end, other in spells[1:]:
        if other != sign:
            return Onset(since, until - 1, "reverses")
        until = end
    if (side[-year:] == sign).all():
        return Onset(since, len(side) - 1, "lasts")
    return Onset(since, until - 1, "fades")


def _spells(side: NDArray[np.int_]) -> list[tuple[int, int, int]]:
    """Where the side (T,) stays the same: first quarter, the one after the last, and the side."""
    turns = np.flatnonzero(np.diff(side)) + 1
    edges = [0, *turns.tolist(), len(side)]
    return [(a, b, int(side[a])) for a, b in pairwise(edges)]
