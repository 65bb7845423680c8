"""Recorded summaries of the shipped scenarios: what each did beside the baseline.

    python -m sim.analysis.expected          # records anew, on purpose, and says what moved

A test compares every shipped scenario with its record; a change that moves numbers records them
anew and says so in the changelog.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from sim.analysis.compare import paired_table
from sim.engine.ensemble import Ensemble, simulate
from sim.engine.record import write_table
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

REPLICATES = 64
ALL = tuple(OUTCOMES)


def all_outcomes(scenario: Scenario) -> Ensemble:
    """The runs of a scenario on which its record rests, every outcome counted."""
    return simulate(scenario.change(outcomes=ALL), REPLICATES)


def tolerance(recorded: pd.DataFrame) -> pd.Series:
    """How far an effect may be from its record: a tenth of its interval's width, at least 0.01.
    Other processors and libraries move last bits, and a last bit can turn a vote."""
    return ((recorded["high"] - recorded["low"]) / 10.0).clip(lower=0.01)


def record(folder: Path, workers: int) -> list[str]:
    """Write `expected/NAME.csv` for every scenario in `folder`; the names of those that moved."""
    files = sorted(folder.glob("*.yaml"))
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (folder,)) as pool:
        return [name for name in pool.map(_recorded, files) if name]


_of_worker: dict[str, Ensemble] = {}


def _begin(folder: Path) -> None:
    _of_worker["baseline"] = all_outcomes(Scenario.load(folder / "baseline.yaml"))


def _recorded(file: Path) -> str:
    """Record one scenario; its name if that moved anything, else nothing."""
    table = paired_table(_of_worker["baseline"], all_outcomes(Scenario.load(file))).round(4)
    path = file.parent / "expected" / f"{file.stem}.csv"
    before = path.read_bytes() if path.exists() else b""
    return "" if write_table(table, path).read_bytes() == before else file.stem


if __name__ == "__main__":
    moved = record(Path(sys.argv[1] if len(sys.argv) > 1 else "scenarios"), os.cpu_count() or 1)
    print("\n".join(f"{name}: recorded anew" for name in moved) or "nothing moved")
