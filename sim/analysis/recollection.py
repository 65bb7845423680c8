"""What states remember of their recorded votes, from evidence/memories.csv."""

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from sim import evidence

INHERITS = {"SUN": "RUS"}  # under whose name the memory of a predecessor is kept


class Memory(NamedTuple):
    """What a state remembers of a subject: its stance, -1 to +1 (with the target or the South's
    line), and how far it abstained, 0 to 1."""

    stance: float
    abstained: float


NOTHING = Memory(0.0, 0.0)


@cache
def _histories(subject: str) -> dict[str, tuple[list[int], list[Memory]]]:
    found: dict[str, tuple[list[int], list[Memory]]] = {}
    for line in evidence.rows("memories"):
        if line["subject"] == subject:
            years, memories = found.setdefault(line["iso3"], ([], []))
            years.append(int(line["year"]))
            memories.append(Memory(float(line["memory"]), float(line["abstained"])))
    return found


def remembered(iso3: str, subject: str, year: int) -> Memory:
    """What a state remembers on a subject (iso3 of a target, or name of a theme) from votes before
    this year; NOTHING if there was none."""
    years, memories = _histories(subject).get(INHERITS.get(iso3, iso3), ([], []))
    before = bisect_left(years, year)
    return memories[before - 1] if before else NOTHING
