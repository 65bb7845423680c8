"""Public files as they are given: a folder laid out as published, or files one by one, which are
known by their columns. Either way the derivations see the published layout."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from sim.problems import Problem, ScenarioError

# The columns by which a file is known; what a derivation reads beyond them is in every release.
COLUMNS: dict[str, tuple[str, ...]] = {
    "un_votes/rollcall_votes_1947_2018.csv": ("record_id", "iso3", "vote"),
    "un_votes/resolutions_1946_2018.csv": ("record_id", "title", "is_amendment", "n_rollcall"),
    "un_votes/china_votes_1990_2004.csv": ("iso3", "group", "1990", "1992", "1995"),
    "un_votes/membership_by_year_1984_2026.csv": ("year", "body", "iso3", "n_rollcalls"),
    "unga/votes_wide_humanrights_1985_2018.csv": ("rcid", "AFG", "USA", "ZWE"),
    "unga/roll_calls_1985_2018.csv": ("rcid", "short", "descr", "year"),
    "blocs/un_regional_groups.csv": ("iso3", "un_regional_group", "un_member_since"),
    "blocs/bloc_membership_current.csv": ("bloc", "iso3", "status"),
    "scores/fariss_lhrs_v4.02_1975_2021.csv": ("iso3", "year", "theta_mean"),
    "scores/vdem_selected_1975_2024.csv": ("iso3", "year", "v2xcs_ccsi"),
    "treaties/hr_commitments_1975_2022.csv": ("country", "year", "iccpr_op2", "cerd"),
    "alliances/atop_spells_1985_2018.csv": ("iso3_a", "iso3_b", "atop_defense", "start", "end"),
    "alliances/cow_trade_totals_1985_2014.csv": ("iso3", "year", "imports", "exports"),
    "china/confucius_institutes.csv": ("confucius_institute", "iso3", "status"),
    "china/aiddata_geocoded_v1_commitments_recipient_year.csv": ("iso3", "commit_usd"),
    "upr/upr_dyads_sessions_01_12.csv": ("from_iso3", "to_iso3", "n_accepted", "mean_action"),
}


@contextmanager
def laid_out(given: Sequence[Path]) -> Iterator[Path]:
    """A folder in which the given files lie as published. Raises ScenarioError with every path
    that is not there or not a file that is known."""
    if len(given) == 1 and given[0].is_dir():
        yield given[0]
        return
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in _files(given, problems):
        name = _known(path)
        if isinstance(name, Problem):
            problems.append(name)
        else:
            found[name] = path
    if problems:
        raise ScenarioError(problems)
    with TemporaryDirectory(prefix="votes-") as folder:
        for name, path in found.items():
            target = Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(path, target)
        yield Path(folder)


def _files(given: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    """The files among what is given; of a folder those of the published names."""
    for path in given:
        if path.is_dir():
            yield from (path / name for name in COLUMNS if (path / name).is_file())
        elif path.is_file():
            yield path
        else:
            problems.append(Problem(path, 0, 0, "there is no such file or folder"))


def _known(path: Path) -> "str | Problem":
    """The published name of a file, by its columns."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file), [])
    except (UnicodeDecodeError, csv.Error) as error:
        return Problem(path, 1, 1, f"is not a table of comma-separated text ({error})")
    fits = {name: sum(c in header for c in wanted) for name, wanted in COLUMNS.items()}
    whole = [name for name, wanted in COLUMNS.items() if fits[name] == len(wanted)]
    if whole:
        return max(whole, key=lambda name: len(COLUMNS[name]))
    near = max(COLUMNS, key=lambda name: fits[name] / len(COLUMNS[name]))
    lacking = [column for column in COLUMNS[near] if column not in header]
    has = ", ".join(f"`{column}`" for column in header[:6]) or "none"
    lacks = ", ".join(f"`{column}`" for column in lacking)
    said = f"is not one of the public files: its columns are {has}; the nearest, "
    return Problem(path, 1, 1, f"{said}{near}, also has {lacks}")


def missing(inputs: Sequence[str], folder: Path) -> list[str]:
    """The inputs that are not in the folder, each with the columns by which it is known."""
    return [
        f"{name} (columns {', '.join(COLUMNS[name])})"
        for name in inputs
        if not (folder / name).is_file()
    ]
