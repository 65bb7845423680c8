"""The shipped scores of the backcast of everything: written from the public files, read without.

    python -m sim.analysis.backcast --data PATH

writes evidence/backcast_scores.csv, backcast_calibration.csv and backcast_origin.csv. The origin
says what made them: the command, the years, the seed, and the digests of what was read.
"""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim import evidence

if TYPE_CHECKING:
    from sim.analysis.backcast.whole import Backcast

COMMAND = "python -m sim.analysis.backcast --data PATH"
PUBLIC = (
    "un_votes/rollcall_votes_1947_2018.csv",
    "un_votes/resolutions_1946_2018.csv",
    "un_votes/china_votes_1990_2004.csv",
)
DERIVED = ("vote_parameters.csv", "memories.csv", "ideal_points.csv", "caucuses.csv")
NUMBERS = ("texts", "votes", "count")


def write(found: "Backcast", data: Path, replicates: int, seed: int) -> list[Path]:
    """Ship these scores, made from the files in `data`: the paths that were written."""
    import pandas as pd

    from sim.engine.store import atomically

    origin = {
        "command": COMMAND,
        "windows": "; ".join(sorted(set(found.votes.window))),
        "replicates": replicates,
        "seed": seed,
        **{f"digest of {name}": _digest(data / name) for name in PUBLIC},
        **{f"digest of {name}": _digest(evidence.FOLDER / name) for name in DERIVED},
    }
    lines = pd.DataFrame([{"what": k, "value": v} for k, v in origin.items()])
    tables = {"scores": found.scores, "calibration": found.calibration, "origin": lines}
    paths = []
    for name, table in tables.items():
        with atomically(evidence.FOLDER / f"backcast_{name}.csv") as path:
            table.to_csv(path, index=False, lineterminator="\n")
        paths.append(evidence.FOLDER / f"backcast_{name}.csv")
    return paths


def scores() -> list[dict[str, Any]]:
    """The shipped scores, a row per window, kind and model, as `whole.backcast` has them."""
    return [_with_numbers(line) for line in evidence.rows("backcast_scores")]


def calibration() -> list[dict[str, Any]]:
    """The shipped calibration, a row per window, kind, model and tenth of chance."""
    return [_with_numbers(line) for line in evidence.rows("backcast_calibration")]


def origin() -> dict[str, str]:
    """What made the shipped scores."""
    return {line["what"]: line["value"] for line in evidence.rows("backcast_origin")}


def plain(table: Any) -> list[dict[str, Any]]:
    """The rows of a frame as plain data; cells that do not apply are left out."""
    return [
        {name: value for name, value in row.items() if value == value}
        for row in table.astype(object).to_dict("records")
    ]


def _with_numbers(line: dict[str, str]) -> dict[str, Any]:
    words = {name: line[name] for name in ("window", "kind", "model")}
    return words | {
        name: (int if name in NUMBERS else float)(value)
        for name, value in line.items()
        if name not in words and value
    }


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def main() -> None:
    """Make the scores again and write them into the evidence."""
    import argparse
    import sys

    from sim.analysis.backcast.whole import REPLICATES, backcast
    from sim.engine.ensemble import workers_of

    parser = argparse.ArgumentParser(prog="python -m sim.analysis.backcast")
    parser.add_argument("--data", type=Path, default=os.environ.get("RIGHTS_DATA"))
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    if options.data is None or not Path(options.data).is_dir():
        parser.error("no folder of data: give --data PATH or set RIGHTS_DATA")
    with workers_of(options.workers) as pool:
        found = backcast(Path(options.data), pool=pool)
    for path in write(found, Path(options.data), REPLICATES, 2006):
        print(f"wrote {path.name}", file=sys.stderr)
