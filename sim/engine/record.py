"""What is written down of a run: tables, the votes of one replicate, and a manifest.

Every file is written beside its place and then moved there, so that nothing half-written is ever
read as whole. Long tables are written 64 replicates at a time.
"""

import json
import platform
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim import evidence
from sim.calendar import Quarter
from sim.engine.chronicle import events, states
from sim.engine.ensemble import Ensemble, Failure
from sim.engine.simulate import Play
from sim.engine.store import Run, atomically, model_digest, plain, write_failures, write_json
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Kept", "manifest", "votes", "write_json", "write_series", "write_table"]
LIBRARIES = ("numpy", "pandas", "pyarrow", "scipy", "matplotlib", "pydantic", "ruamel.yaml")


@dataclass(frozen=True)
class Kept:
    """The replicates `numbers` of a run that go into tables, under the name `name`, and those
    that failed."""

    name: str
    run: Run
    numbers: tuple[int, ...]
    failures: tuple[Failure, ...] = ()

    @cached_property
    def scenario(self) -> Scenario:
        """Its scenario, under the name that tables have."""
        return self.run.scenario.change(name=self.name)

    @property
    def seed(self) -> int:
        return self.scenario.seed

    @property
    def outcomes(self) -> tuple[str, ...]:
        return self.scenario.outcomes

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return self.scenario.quarters

    def blocks(self) -> Iterator[Ensemble]:
        """Its outcomes, 64 replicates at a time."""
        scenario = self.scenario
        for numbers, values in self.run.blocks(frozenset(self.numbers)):
            yield Ensemble(scenario, scenario.seed, values, numbers)

    def same_data(self, other: "Kept") -> bool:
        """Whether both hold the same outcomes, bit for bit."""
        return all(
            ours.values.tobytes() == theirs.values.tobytes()
            for ours, theirs in zip(self.blocks(), other.blocks(), strict=True)
        )

    def means(self, spans: list[slice]) -> Ensemble:
        """The mean of every outcome over spans of quarters, named by the first of each."""
        scenario = self.scenario
        quarters = tuple(scenario.quarters[span][0] for span in spans)
        rows = [
            np.stack([block.values[:, span].mean(axis=1) for span in spans], axis=1)
            for block in self.blocks()
        ]
        return Ensemble(scenario, scenario.seed, np.concatenate(rows), self.numbers, quarters)


def write_table(table: "pd.DataFrame", file: Path) -> Path:
    """A table as Parquet or CSV, by the ending of the file's name."""
    with atomically(file) as path:
        if file.suffix == ".csv":
            table.to_csv(path, index=False, lineterminator="\n", float_format="%.6g")
        else:
            table.to_parquet(path, index=False, compression="zstd")
    return file


def write_series(kept: list[Kept], file: Path) -> Path:
    """The tidy series of runs, one after the other, as Parquet or CSV: a row per scenario,
    replicate, quarter and outcome, with columns scenario, replicate, quarter, outcome, value."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = list(dict.fromkeys(one.name for one in kept))
    writer: Any = None
    with atomically(file) as path, path.open("wb") as stream:
        try:
            for block in (block for one in kept for block in one.blocks()):
                table = block.series()
                table["scenario"] = table["scenario"].cat.set_categories(names)
                if file.suffix == ".csv":
                    table.to_csv(
                        stream, index=False, header=stream.tell() == 0, lineterminator="\n"
                    )
                    continue
                rows = pa.Table.from_pandas(table, preserve_index=False)
                writer = writer or pq.ParquetWriter(stream, rows.schema, compression="zstd")
                writer.write_table(rows)
        finally:
            if writer:
                writer.close()
    return file


def write_tables(
    kept: list[Kept],
    folder: Path,
    endings: tuple[str, ...],
    every_event: bool = False,
    every_state: bool = False,
) -> list[Path]:
    """Series, votes and events of the first replicate (events of all with `every_event`), states
    of all with `every_state`, and what failed: the paths that were written."""
    import pandas as pd

    named = [(one.run.scenario.change(name=one.name), one.numbers) for one in kept]
    tables = {
        "votes": [votes(one, one.seed, numbers[0]) for one, numbers in named],
        "events": [
            events(one, one.seed, numbers if every_event else numbers[:1]) for one, numbers in named
        ],
    }
    if every_state:
        tables["states"] = [states(one, one.seed, numbers) for one, numbers in named]
    written = []
    for ending in endings:
        written.append(write_series(kept, folder / f"series{ending}"))
        for name, found in tables.items():
            table = pd.concat(found, ignore_index=True)
            written.append(write_table(table, folder / f"{name}{ending}"))
    failures = {one.name: list(one.failures) for one in kept if one.failures}
    if failures:
        written.append(write_failures(failures, folder / "failures.csv"))
    else:
        (folder / "failures.csv").unlink(missing_ok=True)
    return written


def votes(scenario: Scenario, seed: int, replicate: int = 0) -> "pd.DataFrame":
    """Every vote of one replicate, run again for the purpose: columns scenario, replicate,
    quarter, body, text, title, procedure (no_action, resolution), iso3, group, vote (yes, no,
    abstain). A Yes to a motion shields the target; a Yes to a draft supports it."""
    import pandas as pd

    play = Play.of(scenario, seed)
    setting = play.setting
    word = np.array(["no", "abstain", "yes"])
    lines: list[pd.DataFrame] = []
    for now, world in play.run(replicate, 1):
        for k in now.due[world.tabled[0, now.due]]:
            procedure = "no_action" if world.moved[0, k] and world.blocked[0, k] else "resolution"
            support = 1 if procedure == "no_action" else int(setting.texts.leans[k])
            sat = world.present[0]
            members = world.members[0][sat]
            lines.append(pd.DataFrame({
                "quarter": str(now.date),
                "body": now.body.key if now.body else "",
                "text": setting.texts.names[k],
                "title": setting.texts.titles[k],
                "procedure": procedure,
                "iso3": [setting.iso3[n] for n in members],
                "group": [evidence.GROUPS[g] for g in setting.group[members]],
                "vote": word[support * world.stances[0, k][sat] + 1],
            }))  # fmt: skip
    table = pd.concat(lines, ignore_index=True) if lines else pd.DataFrame()
    table.insert(0, "scenario", scenario.name)
    table.insert(1, "replicate", replicate)
    return table


def manifest(kept: list[Kept], command: str, seconds: float) -> dict[str, Any]:
    """What was run and with what: enough to repeat it, and the digest of the data."""
    digests = [one.run.digest(one.numbers) for one in kept]
    return {
        "command": command,
        "model_version": model_version(),
        "model_digest": model_digest(),
        "commit": _git("rev-parse", "HEAD"),
        "clean_tree": _git("status", "--porcelain") == "",
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "seconds": round(seconds, 1),
        "digest": digests[0] if len(kept) == 1 else _together(digests),
        "scenarios": [
            {
                "name": one.name,
                "title": one.run.scenario.title,
                "seed": one.run.scenario.seed,
                "replicates": len(one.numbers),
                "failed": [failure.replicate for failure in one.failures],
                "scenario_digest": one.run.scenario.digest,
                "data_digest": digest,
                "resolved": plain(one.run.scenario),
            }
            for one, digest in zip(kept, digests, strict=True)
        ],
    }


def summary(
    kept: list[Kept], folder: Path, written: list[Path], table: list[dict[str, Any]]
) -> dict[str, Any]:
    """What a command says to a machine: where its results are, and its table."""
    return {
        "folder": str(folder),
        "files": [path.name for path in written],
        "digest": json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["digest"],
        "model_digest": model_digest(),
        "seed": kept[0].run.scenario.seed,
        "replicates": len(kept[0].numbers),
        "runs": [
            {
                "scenario": one.name,
                "title": one.run.scenario.title,
                "scenario_digest": one.run.scenario.digest,
                "folder": str(one.run.folder),
                "failed": [asdict(failure) for failure in one.failures],
            }
            for one in kept
        ],
        "table": table,
    }


def _together(digests: list[str]) -> str:
    """One name for the data of several runs, in their order."""
    from hashlib import blake2b

    return blake2b("".join(digests).encode(), digest_size=8).hexdigest()


def model_version() -> str:
    return _version("rights-regime") or "0.1.0"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _git(*arguments: str) -> str | None:
    """What git says of the checkout the engine runs from; None where there is none."""
    here = Path(__file__).parent
    try:
        said = subprocess.run(
            ["git", *arguments], cwd=here, capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return said.stdout.strip()
