"""Write the derived tables, or check that the committed ones are what the data give.

    python -m sim.evidence.derive --data PATH [--check] [TABLE ...]

PATH is the folder of public files (default: the environment variable RIGHTS_DATA). To add a table,
write a module with `derive(data: Path) -> pandas.DataFrame` and put it in TABLES.
"""

import argparse
import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pandas as pd

from sim.evidence.derive import (
    alliances,
    caucuses,
    economies,
    group_shares,
    ideal_points,
    memories,
    ratifications,
    review_calendar,
    reviews,
    rights,
    seats,
    situations,
    societies,
    states,
    ties,
    vote_moments,
    vote_parameters,
    votes,
)

FOLDER = Path(__file__).resolve().parents[1]

TABLES: dict[str, Callable[[Path], pd.DataFrame]] = {
    "states": states.derive,
    "caucuses": caucuses.derive,
    "seats": seats.derive,
    "rights": rights.derive,
    "ratifications": ratifications.derive,
    "ideal_points": ideal_points.derive,
    "situations": situations.derive,
    "motion_votes": votes.motions,
    "group_shares": group_shares.derive,
    "vote_parameters": vote_parameters.derive,
    "ballot_parameters": vote_parameters.for_ballots,
    "vote_moments": vote_moments.derive,
    "memories": memories.derive,
    "economies": economies.derive,
    "ties": ties.derive,
    "alliances": alliances.derive,
    "review_parameters": reviews.derive,
    "civic_space": societies.civic_space,
    "media": societies.media,
    "reviews": review_calendar.derive,
}

# How far a number may be from the committed one: estimates depend on the last bits of a library.
TOLERANCE = {
    "rights": 0.11,
    "ideal_points": 0.02,
    "vote_parameters": 0.05,
    "ballot_parameters": 0.05,
    "review_parameters": 0.001,
}


def as_text(table: pd.DataFrame) -> str:
    """The table as it is committed: comma-separated, UTF-8, line feeds."""
    return table.to_csv(index=False, lineterminator="\n")


def read(text: str) -> pd.DataFrame:
    """A committed table, every cell as it is written."""
    return pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)


def differences(name: str, derived: str, committed: str) -> list[str]:
    """What differs between two tables in text form, a line per difference; empty if nothing."""
    ours, theirs = read(derived), read(committed)
    if list(ours.columns) != list(theirs.columns):
        return [f"{name}: columns {list(ours.columns)} against {list(theirs.columns)}"]
    if len(ours) != len(theirs):
        return [f"{name}: {len(ours)} rows derived, {len(theirs)} committed"]
    found = []
    for row, column in zip(*(ours != theirs).to_numpy().nonzero(), strict=True):
        new, old = str(ours.iat[row, column]), str(theirs.iat[row, column])
        if not _close(new, old, TOLERANCE.get(name, 0.0)):
            line = f"row {row + 2}, {ours.columns[column]}: {new!r} derived, {old!r} committed"
            found.append(f"{name}: {line}")
    return found


def _close(new: str, old: str, tolerance: float) -> bool:
    try:
        return abs(float(new) - float(old)) <= tolerance
    except ValueError:
        return False


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done or nothing differs, 1 something differs, 2 no data."""
    parser = argparse.ArgumentParser(prog="python -m sim.evidence.derive")
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=f"of {', '.join(TABLES)}")
    parser.add_argument("--data", type=Path, default=os.environ.get("RIGHTS_DATA"))
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args(arguments)
    if options.data is None or not Path(options.data).is_dir():
        parser.error("no folder of data: give --data PATH or set RIGHTS_DATA")
    if unknown := set(options.tables) - set(TABLES):
        parser.error(f"no such table: {', '.join(sorted(unknown))}")
    status = 0
    for name in options.tables or TABLES:
        path = FOLDER / f"{name}.csv"
        text = as_text(TABLES[name](Path(options.data)))
        if not options.check:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path.name}")
            continue
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        lines = differences(name, text, old) if old else [f"{name}: not committed"]
        print("\n".join(lines[:10]) if lines else f"{name}: same")
        status = max(status, int(bool(lines)))
    return status


if __name__ == "__main__":
    sys.exit(main())
