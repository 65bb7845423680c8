"""The committed tables are what the public files give. Needs the data folder."""

import os
from pathlib import Path

import pandas as pd
import pytest

from sim.evidence.derive.__main__ import FOLDER, TABLES, as_text, differences

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("RIGHTS_DATA") or ROOT.parent / "shared" / "data")


@pytest.mark.data
@pytest.mark.skipif(
    not DATA.is_dir(), reason="no public data files: set RIGHTS_DATA to their folder"
)
@pytest.mark.parametrize("name", TABLES)
def test_derived_again_is_as_committed(name: str) -> None:
    committed = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    assert differences(name, as_text(TABLES[name](DATA)), committed) == []


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
