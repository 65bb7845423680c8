"""What is written down of a run: tables, the votes of one replicate, and a manifest.

Every file is written beside its place and then moved there, so that nothing half-written is ever
read as whole.
"""

import json
import os
import platform
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim import evidence
from sim.engine.ensemble import Ensemble
from sim.engine.simulate import Play
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

LIBRARIES = ("numpy", "pandas", "pyarrow", "scipy", "matplotlib", "pydantic", "ruamel.yaml")


@contextmanager
def atomically(file: Path) -> Iterator[Path]:
    """A path to write to; it becomes `file` when everything went well, and vanishes if not."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.stem}.{os.getpid()}{file.suffix}")
    try:
        yield beside
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def write_table(table: "pd.DataFrame", file: Path) -> Path:
    """A table as Parquet or CSV, by the ending of the file's name."""
    with atomically(file) as path:
        if file.suffix == ".csv":
            table.to_csv(path, index=False, lineterminator="\n", float_format="%.6g")
        else:
            table.to_parquet(path, index=False, compression="zstd")
    return file


def write_json(content: dict[str, Any], file: Path) -> Path:
    with atomically(file) as path:
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


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


def manifest(ensembles: list[Ensemble], command: str, seconds: float) -> dict[str, Any]:
    """What was run and with what: enough to repeat it, and the digest of the data."""
    return {
        "command": command,
        "model_version": model_version(),
        "commit": _git("rev-parse", "HEAD"),
        "clean_tree": _git("status", "--porcelain") == "",
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "seconds": round(seconds, 1),
        "digest": ensembles[0].digest if len(ensembles) == 1 else digest_of(ensembles),
        "scenarios": [
            {
                "name": ensemble.scenario.name,
                "title": ensemble.scenario.title,
                "seed": ensemble.seed,
                "replicates": ensemble.replicates,
                "scenario_digest": ensemble.scenario.digest,
                "data_digest": ensemble.digest,
                "resolved": resolved(ensemble.scenario),
            }
            for ensemble in ensembles
        ],
    }


def digest_of(ensembles: list[Ensemble]) -> str:
    """One name for the data of several ensembles, in their order."""
    from hashlib import blake2b

    together = "".join(ensemble.digest for ensemble in ensembles)
    return blake2b(together.encode(), digest_size=8).hexdigest()


def resolved(scenario: Scenario) -> dict[str, Any]:
    """The scenario after everything it extends was applied, as plain data."""
    return {
        "start": str(scenario.start),
        "end": str(scenario.end),
        "challenger": scenario.challenger,
        "critics": list(scenario.critics),
        "leaders": list(scenario.leaders),
        "values": dict(sorted(scenario.values.items())),
        "timeline": {
            event.name: {"at": str(event.at), "set": event.values} for event in scenario.timeline
        },
        "without": list(scenario.without),
        "outcomes": list(scenario.outcomes),
    }


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
