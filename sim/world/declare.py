"""How a field of the World is declared: its axes, kind, unit, meaning, and what it starts with."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Field:
    """What is declared of a field. Axes: R replicates, K texts, N states, M seats, or a number."""

    axes: str
    kind: type
    unit: str
    meaning: str
    start: float


def floats(axes: str, unit: str, meaning: str, start: float = 0.0) -> Any:
    """A field of real numbers."""
    return _declare(axes, float, unit, meaning, start)


def flags(axes: str, meaning: str) -> Any:
    """A field of yes or no, which starts with no."""
    return _declare(axes, bool, "yes or no", meaning, 0.0)


def counts(axes: str, unit: str, meaning: str, kind: type = int) -> Any:
    """A field of whole numbers, which starts with none."""
    return _declare(axes, kind, unit, meaning, 0.0)


def _declare(axes: str, kind: type, unit: str, meaning: str, start: float) -> Any:
    return field(metadata={"field": Field(axes, kind, unit, meaning, start)})
