"""The derived tables: how each is made, from which public files and years, and whether a table is
what the files give. To add one, write a module with `derive(data: Path) -> pandas.DataFrame` and
put it in TABLES.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from sim.evidence import FOLDER
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
    text_effects,
    ties,
    vote_moments,
    vote_parameters,
    votes,
)

PROVENANCE = "provenance.json"
COMMAND = "python run.py estimate --votes PATH --only {name}"

GROUPS = "blocs/un_regional_groups.csv"
CALLS = ("un_votes/rollcall_votes_1947_2018.csv", "un_votes/resolutions_1946_2018.csv",
         "un_votes/china_votes_1990_2004.csv")  # fmt: skip
ASSEMBLY = ("unga/votes_wide_humanrights_1985_2018.csv", "unga/roll_calls_1985_2018.csv")
REVIEWS = "upr/upr_dyads_sessions_01_12.csv"
VDEM = "scores/vdem_selected_1975_2024.csv"
TRADE = "alliances/cow_trade_totals_1985_2014.csv"


@dataclass(frozen=True)
class Table:
    """One derived table: `inputs` are public files by their published path, `beside` shipped
    tables that it reads as they stand, `years` the first and last year that it rests on.

    `tolerance` is how far a number may be from the shipped one, because estimates depend on the
    last bits of a library. `votes` says whether it is estimated from roll calls.
    """

    derive: Callable[[Path], pd.DataFrame]
    inputs: tuple[str, ...]
    years: tuple[int, int]
    beside: tuple[str, ...] = ()
    tolerance: float = 0.0
    votes: bool = False


TABLES: dict[str, Table] = {
    "states": Table(states.derive, (GROUPS,), (1945, 2018)),
    "caucuses": Table(caucuses.derive, (GROUPS, "blocs/bloc_membership_current.csv"), (1989, 2018)),
    "seats": Table(seats.derive, ("un_votes/membership_by_year_1984_2026.csv",), (1984, 2018)),
    "rights": Table(
        rights.derive, (GROUPS, "scores/fariss_lhrs_v4.02_1975_2021.csv"), (1989, 2018),
        tolerance=0.11,
    ),
    "ratifications": Table(
        ratifications.derive, (GROUPS, "treaties/hr_commitments_1975_2022.csv"), (1989, 2018)
    ),
    "ideal_points": Table(
        ideal_points.derive, (GROUPS, *ASSEMBLY), (1985, 2018), tolerance=0.02, votes=True
    ),
    "ideal_point_errors": Table(
        ideal_points.errors, (GROUPS, *ASSEMBLY), (1985, 2018), tolerance=0.02, votes=True
    ),
    "situations": Table(situations.derive, CALLS[1:2], (1990, 2018), votes=True),
    "motion_votes": Table(votes.motions, CALLS[2:], (1990, 2004), votes=True),
    "group_shares": Table(group_shares.derive, CALLS, (1984, 2018), ("states",), votes=True),
    "vote_parameters": Table(
        vote_parameters.derive, CALLS, (1984, 2018), ("caucuses", "ideal_points", "states"),
        tolerance=0.05, votes=True,
    ),
    "memories": Table(memories.derive, CALLS, (1984, 2018), votes=True),
    "text_effects": Table(
        text_effects.derive, CALLS, (1984, 2018), ("caucuses", "ideal_points", "states"),
        tolerance=0.05, votes=True,
    ),
    "vote_moments": Table(
        vote_moments.derive, CALLS, (1990, 2018), ("situations", "states"), votes=True
    ),
    "economies": Table(economies.derive, (GROUPS, TRADE), (1989, 2014)),
    "ties": Table(
        ties.derive,
        (GROUPS, "china/confucius_institutes.csv",
         "china/aiddata_geocoded_v1_commitments_recipient_year.csv"),
        (2000, 2018),
    ),
    "alliances": Table(
        alliances.derive, (GROUPS, "alliances/atop_spells_1985_2018.csv"), (1985, 2018)
    ),
    "review_parameters": Table(
        reviews.derive, (REVIEWS, TRADE), (2008, 2011),
        ("economies", "ideal_points", "states"), tolerance=0.001,
    ),
    "civic_space": Table(societies.civic_space, (GROUPS, VDEM), (1989, 2018)),
    "media": Table(societies.media, (GROUPS, VDEM), (1989, 2018)),
    "reviews": Table(review_calendar.derive, (REVIEWS,), (2008, 2011)),
}  # fmt: skip


def digest(file: Path) -> str:
    """Sixteen letters that name the content of a file."""
    return blake2b(file.read_bytes(), digest_size=8).hexdigest()


def provenance(names: Iterable[str], data: Path, folder: Path) -> dict[str, Any]:
    """Where the tables in `folder` come from: command, inputs with their digests, years, rows."""
    told: dict[str, Any] = {}
    for name in names:
        table = TABLES[name]
        inputs = [{"file": file, "digest": digest(data / file)} for file in table.inputs]
        told[name] = {
            "command": COMMAND.format(name=name),
            "years": list(table.years),
            "rows": len(read((folder / f"{name}.csv").read_text(encoding="utf-8"))),
            "inputs": inputs,
            "beside": [f"{other}.csv" for other in table.beside],
        }
    return told


def shipped_provenance() -> dict[str, Any]:
    """Where the shipped tables come from, by table."""
    return json.loads((FOLDER / PROVENANCE).read_text(encoding="utf-8"))


def shipped(name: str) -> str:
    """The shipped table as text; empty if there is none."""
    path = FOLDER / f"{name}.csv"
    return path.read_text(encoding="utf-8") if path.exists() else ""


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
        if not _close(new, old, TABLES[name].tolerance):
            line = f"row {row + 2}, {ours.columns[column]}: {new!r} derived, {old!r} committed"
            found.append(f"{name}: {line}")
    return found


def _close(new: str, old: str, tolerance: float) -> bool:
    try:
        return abs(float(new) - float(old)) <= tolerance
    except ValueError:
        return False
