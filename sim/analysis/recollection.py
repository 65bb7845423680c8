"""What states remember of their recorded votes, from evidence/memories.csv."""

from bisect import bisect_left
from functools import cache

from sim import evidence

INHERITS = {"SUN": "RUS"}  # under whose name the memory of a predecessor is kept


@cache
def _histories(subject: str) -> dict[str, tuple[list[int], list[float]]]:
    found: dict[str, tuple[list[int], list[float]]] = {}
    for line in evidence.rows("memories"):
        if line["subject"] == subject:
            years, memories = found.setdefault(line["iso3"], ([], []))
            years.append(int(line["year"]))
            memories.append(float(line["memory"]))
    return found


def remembered(iso3: str, subject: str, year: int) -> float:
    """The stance (-1 to +1, +1 with the target or the South's line) that a state remembers on a
    subject (iso3 of a target, or name of a theme) from votes before this year; 0.0 if none."""
    years, memories = _histories(subject).get(INHERITS.get(iso3, iso3), ([], []))
    before = bisect_left(years, year)
    return memories[before - 1] if before else 0.0
