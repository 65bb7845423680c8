"""What the world rests on: small tables of facts and estimates, each with its origin.

`README.md` beside the tables describes them one by one; `derive/` holds the code that makes them
from the public files. Read with the standard library, so that checking a scenario stays quick.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent
STILL = 9999  # the year in which a membership that still holds would end
GROUPS = ("AFRICA", "ASIA_PACIFIC", "EASTERN_EUROPE", "GRULAC", "WEOG")


@dataclass(frozen=True)
class ByYear:
    """A table of states by years: `values` (N, Y), its rows `iso3`, its columns `years`."""

    iso3: tuple[str, ...]
    years: NDArray[np.int64]
    values: NDArray[np.float64]

    def at(self, iso3: tuple[str, ...], years: NDArray[np.int64]) -> NDArray[np.float64]:
        """The values (Y, N) of these states in these years; outside the table, its nearest year."""
        row = [self.iso3.index(code) for code in iso3]
        column = np.clip(years, self.years[0], self.years[-1]) - self.years[0]
        return self.values[np.ix_(row, column)].T


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the table `name`, as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by_year(name: str) -> ByYear:
    """The table `name` of states (rows) by years (columns)."""
    lines = rows(name)
    years = [column for column in lines[0] if column != "iso3"]
    return ByYear(
        tuple(line["iso3"] for line in lines),
        np.array(years, dtype=np.int64),
        np.array([[float(line[year]) for year in years] for line in lines]),
    )


@cache
def caucus_years(caucus: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """The spells of membership (first year, last year) of each state in a caucus, by iso3."""
    spells: dict[str, tuple[tuple[int, int], ...]] = {}
    for line in rows("caucuses"):
        if line["caucus"] == caucus:
            spell = (int(line["joined"]), int(line["left"] or STILL))
            spells[line["iso3"]] = (*spells.get(line["iso3"], ()), spell)
    return spells


def belongs(caucus: str, iso3: str, year: int) -> bool:
    """Whether a state belonged to a caucus in a year."""
    return any(first <= year <= last for first, last in caucus_years(caucus).get(iso3, ()))
