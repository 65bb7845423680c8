"""What `run`, `compare` and `sweep` wrote, read again: a folder as one object whose tables are
read when they are asked for, and whether several results can stand beside one another."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from sim.problems import did_you_mean

MANIFEST = "manifest.json"
NEEDED = ("command", "model_digest", "scenarios")


class ResultError(ValueError):
    """A folder that holds no result, or results that cannot stand beside one another; the message
    says the way out."""


@dataclass(frozen=True)
class Result:
    """A folder that a command wrote. Of several scenarios the first is the baseline.

    manifest: what was run and with what, as docs/results.md describes it.
    """

    folder: Path
    manifest: dict[str, Any]

    @property
    def scenarios(self) -> list[dict[str, Any]]:
        """What the manifest says of each scenario: name, title, seed, replicates, failed,
        scenario_digest, data_digest, resolved."""
        return self.manifest["scenarios"]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the scenarios as its tables have them, the baseline first."""
        return tuple(one["name"] for one in self.scenarios)

    @property
    def titles(self) -> dict[str, str]:
        """The title of each scenario by its name."""
        return {one["name"]: one["title"] for one in self.scenarios}

    @property
    def seed(self) -> int:
        return self.scenarios[0]["seed"]

    @property
    def replicates(self) -> int:
        """How many replicates, or pairs of them, the tables hold."""
        return self.scenarios[0]["replicates"]

    @property
    def failed(self) -> dict[str, list[int]]:
        """The numbers of the replicates that failed, by scenario; scenarios without are absent."""
        return {one["name"]: one["failed"] for one in self.scenarios if one.get("failed")}

    @property
    def horizon(self) -> tuple[str, str]:
        """The first and the last quarter, such as 1990-Q1 and 2018-Q4."""
        return _horizon(self.scenarios[0])

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(self.scenarios[0]["resolved"]["outcomes"])

    @property
    def kind(self) -> str:
        """The command that wrote it: run, compare or sweep."""
        wrote = {"comparison.csv": "compare", "sweep.csv": "sweep"}
        return next((kind for file, kind in wrote.items() if self.file(file)), "run")

    def file(self, name: str) -> Path | None:
        """The path of one of its files; None if it has none of that name."""
        path = self.folder / name
        return path if path.is_file() else None

    @cached_property
    def comparison(self) -> pd.DataFrame | None:
        """The table of effects, a row per scenario and outcome, with the scenario's name in the
        column `name`; None if nothing was compared."""
        file = self.file("comparison.csv")
        if file is None:
            return None
        table = pd.read_csv(file)
        return table if "name" in table else table.assign(name=self.names[-1])

    def series(
        self, outcomes: Sequence[str] | None = None, scenarios: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """The tidy series, or the part of it with these outcomes and scenarios, which alone is
        read from disk. Raises ResultError if there is none."""
        wanted = {"outcome": outcomes, "scenario": scenarios}
        filters = [(column, "in", list(names)) for column, names in wanted.items() if names]
        return self.table("series", filters or None)

    def votes(self) -> pd.DataFrame:
        """Every vote of one replicate. Raises ResultError if there is no such table."""
        return self.table("votes")

    def events(self) -> pd.DataFrame:
        """What happened. Raises ResultError if there is no such table."""
        return self.table("events")

    def states(self) -> pd.DataFrame:
        """Every state in every year. Raises ResultError if there is no such table."""
        return self.table("states")

    def table(self, name: str, filters: list[tuple[str, str, list[str]]] | None = None) -> Any:
        """One of its Parquet tables, or the rows that pass `filters` (as pyarrow has them)."""
        file = self.file(f"{name}.parquet")
        if file is None:
            way = f"write it again with `{self.manifest['command']}`"
            if name == "states":
                way = "`python run.py run SCENARIO --states` writes it"
            raise ResultError(f"{self.folder} has no {name}.parquet; {way}")
        return pd.read_parquet(file, filters=filters)


def read_result(folder: str | Path) -> Result:
    """The result in a folder; its manifest may be named instead. Raises ResultError, saying the
    way out, if there is none or only half of one."""
    path = Path(folder)
    path = path.parent if path.name == MANIFEST else path
    if path.is_file():
        raise ResultError(f"{folder} is a file; name the folder that `compare` or `run` wrote")
    if not path.is_dir():
        raise ResultError(f"there is no folder {path}{_nearest(path)}")
    if (path / "run.json").is_file():
        raise ResultError(
            f"{path} keeps single runs; name the folder of tables that `compare` or `run` wrote"
        )
    if not (path / MANIFEST).is_file():
        held = sorted(one.parent.name for one in path.glob(f"*/{MANIFEST}"))
        if held:
            raise ResultError(f"{path} has no {MANIFEST}: it holds results; name one, as {held[0]}")
        raise ResultError(
            f"{path} has no {MANIFEST}: it is no result, or the command that wrote it was "
            "interrupted; give the same command again, which goes on where it stopped"
        )
    return Result(path, _manifest(path / MANIFEST))


def _nearest(path: Path) -> str:
    """The folder with a result that was probably meant."""
    near = [other.name for other in path.parent.glob("*") if (other / MANIFEST).is_file()]
    begin = [name for name in near if name.startswith(path.name)]
    nearest = f"; did you mean `{begin[0]}`?" if begin else did_you_mean(path.name, near)
    return nearest or "; `run` and `compare` write one and say where"


def _manifest(file: Path) -> dict[str, Any]:
    """What a manifest says. Raises ResultError if that is not what a manifest says."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ResultError(f"{file} cannot be read: {error}; run the command again") from None
    lacks = [key for key in NEEDED if not isinstance(content, dict) or not content.get(key)]
    if lacks:
        raise ResultError(f"{file} has no `{lacks[0]}`; run the command that wrote it again")
    return content


def comparable(results: Sequence[Result]) -> None:
    """Raises ResultError, naming the two that differ and the way out, unless all results are of
    the same model, quarters and seed, so that the same replicate means the same luck."""
    for first, other in pairwise(results):
        for what, ours, theirs, way in (
            (
                "made by different versions of the model",
                first.manifest["model_digest"], other.manifest["model_digest"],
                "make the older anew with the command in its manifest",
            ),
            (
                "of different quarters", _span(first), _span(other),
                "give their scenarios the same `run.start` and `run.end`",
            ),
            (
                "of different seeds, so that their luck is not the same", first.seed, other.seed,
                f"run the second with --seed {first.seed}",
            ),
        ):  # fmt: skip
            if ours != theirs:
                raise ResultError(
                    f"{first.folder} and {other.folder} are {what} ({ours} and {theirs}); {way}"
                )


def _span(result: Result) -> str:
    return " to ".join(result.horizon)


def _horizon(one: dict[str, Any]) -> tuple[str, str]:
    start, end = (one["resolved"][key] for key in ("start", "end"))
    return _quarter(start), _quarter(end)


def _quarter(written: Any) -> str:
    """A quarter as the manifest writes it, in words like 1994-Q2."""
    if isinstance(written, dict):
        return f"{written['year']}-Q{written['quarter']}"
    return str(written)
