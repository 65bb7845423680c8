"""Validation: what the engine should reproduce, row by row, with a target, a result and its doubt.

Rows are of three kinds: T, hard historical targets; F, stylised facts, tried by paired runs under
the same luck; C, calibration moments. Each says whether what it tests was in sight when parameters
were set. A row fails openly: no tolerance is widened for it.
"""

from sim.analysis.validation.rows import KINDS, RUNS, Part, Row, Trial
from sim.analysis.validation.suite import SUITE, Result, attempt, chosen, lines, suite, total

__all__ = [
    "KINDS", "RUNS", "SUITE", "Part", "Result", "Row", "Trial", "attempt", "chosen", "lines",
    "suite", "total",
]  # fmt: skip
