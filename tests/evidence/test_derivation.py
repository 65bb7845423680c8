"""The shipped tables are what the public files give, and say which files these are. Needs the
data folder, but for the comparison of tables."""

import os
import sys
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from sim import evidence
from sim.evidence.derive.tables import TABLES, as_text, differences, provenance, shipped
from sim.evidence.derive.tables import shipped_provenance as told

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("RIGHTS_DATA") or ROOT.parent / "shared" / "data")
TOGETHER = {"ideal_point_errors": "ideal_points"}  # made by one estimation, so tested in one go

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="no public data files: set RIGHTS_DATA to their folder"
)


@cache
def opened() -> set[Path]:
    """Every file that is opened from now on, as it comes."""
    found: set[Path] = set()

    def watch(event: str, arguments: tuple) -> None:
        if event == "open" and isinstance(arguments[0], str) and arguments[0].endswith(".csv"):
            found.add(Path(arguments[0]))

    sys.addaudithook(watch)
    return found


@pytest.mark.data
@needs_data
@pytest.mark.parametrize("name", [name for name in TABLES if name not in TOGETHER])
def test_derived_again_is_as_shipped_from_the_files_that_are_named(name: str) -> None:
    evidence.rows.cache_clear()
    evidence.by_year.cache_clear()
    evidence.caucus_years.cache_clear()
    seen = opened()
    for one in (name, *(other for other, first in TOGETHER.items() if first == name)):
        seen.clear()
        text, files = as_text(TABLES[one].derive(DATA)), set(seen)
        assert differences(one, text, shipped(one)) == []
        if one == name:
            assert {file for file in files if DATA in file.parents} == {
                DATA / file for file in TABLES[one].inputs
            }
            assert {file for file in files if file.parent == evidence.FOLDER} == {
                evidence.FOLDER / f"{other}.csv" for other in TABLES[one].beside
            }


@pytest.mark.data
@needs_data
def test_digests_and_rows_are_as_told() -> None:
    assert told() == provenance(TABLES, DATA, evidence.FOLDER)


def test_every_shipped_table_that_is_derived_says_where_it_comes_from() -> None:
    assert list(told()) == list(TABLES)
    for name, table in TABLES.items():
        assert [one["file"] for one in told()[name]["inputs"]] == list(table.inputs)
        assert told()[name]["years"] == list(table.years)
        assert max(table.years) <= 2018


def test_differences_are_named() -> None:
    table = as_text(pd.DataFrame({"iso3": ["CHN", "USA"], "1989": [1.0, 2.0]}))
    changed = table.replace("2.0", "2.5")
    assert differences("states", table, table) == []
    assert differences("states", changed, table) == [
        "states: row 3, 1989: '2.5' derived, '2.0' committed"
    ]
    assert differences("ideal_points", table.replace("2.0", "2.01"), table) == []
    assert differences("states", table.replace("1989", "1990"), table) != []
    assert len(differences("states", table + "ZWE,0.0\n", table)) == 1
