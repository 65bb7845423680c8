"""Parameters, declared once: value, bounds, unit, meaning, source and grade.

The loader, the reference, the sliders and the sensitivity ranges all read this one declaration.
"""

from dataclasses import dataclass, field, fields
from typing import Any

GRADES = ("measured", "estimated", "literature", "judgement")
KINDS = ("lever", "uncertainty")


@dataclass(frozen=True)
class Parameter:
    """What is known of one number of a rule.

    `kind` says who decides it: a `lever` is chosen by actors, an `uncertainty` by nobody.
    `grade` says how well it is known, from `measured` to `judgement`; `standard_error` is that of
    an estimate, in the same unit, and 0 where there is none.
    """

    name: str
    value: float
    low: float
    high: float
    unit: str
    meaning: str
    source: str
    grade: str
    kind: str
    standard_error: float = 0.0


def parameter(
    value: float,
    *,
    low: float,
    high: float,
    unit: str,
    meaning: str,
    source: str,
    grade: str,
    kind: str = "uncertainty",
    standard_error: float = 0.0,
) -> Any:
    """A field of a mechanism that a scenario can set. Raises ValueError on a bad declaration."""
    if not low <= value <= high:
        raise ValueError(f"{meaning}: the value {value} lies outside {low} to {high}")
    if grade not in GRADES or kind not in KINDS:
        raise ValueError(f"{meaning}: unknown grade or kind: {grade}, {kind}")
    known = {"low": low, "high": high, "unit": unit, "meaning": meaning, "source": source}
    known |= {"grade": grade, "kind": kind, "standard_error": standard_error}
    return field(default=value, metadata={"parameter": known})


def per_text(value: Any) -> Any:
    """A parameter as rules on texts (R, K, ...) need it: a number as it is, and the column (R, 1)
    of an uncertain one as (R, 1, 1)."""
    return value if isinstance(value, float | int) else value[..., None]


def declared(mechanism: type) -> dict[str, Parameter]:
    """The parameters of a mechanism, by name, in the order of declaration."""
    return {
        f.name: Parameter(f.name, f.default, **f.metadata["parameter"])  # type: ignore[arg-type]
        for f in fields(mechanism)
        if "parameter" in f.metadata
    }
