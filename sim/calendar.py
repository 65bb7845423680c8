"""The UN's calendar: a step is a quarter, written like 1994-Q2."""

import re
from dataclasses import dataclass
from functools import total_ordering

PATTERN = re.compile(r"(\d{4})-Q([1-4])")


@total_ordering
@dataclass(frozen=True)
class Quarter:
    """A quarter of a year; compares by time, and counts from 0-Q1 as `index`."""

    year: int
    quarter: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """`1994-Q2` as a Quarter. Raises ValueError if it is not written so."""
        match = PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"`{text}` is not a quarter; write it like 1994-Q2")
        return cls(int(match[1]), int(match[2]))

    @property
    def index(self) -> int:
        return self.year * 4 + self.quarter - 1

    def plus(self, quarters: int) -> "Quarter":
        """The quarter this many later."""
        year, quarter = divmod(self.index + quarters, 4)
        return Quarter(year, quarter + 1)

    def __lt__(self, other: "Quarter") -> bool:
        return self.index < other.index

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter}"


def span(first: Quarter, last: Quarter) -> tuple[Quarter, ...]:
    """Every quarter from first to last, both included."""
    return tuple(first.plus(n) for n in range(last.index - first.index + 1))
