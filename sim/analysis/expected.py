"""Recorded summaries of the shipped scenarios: what each did beside the baseline.

    python -m sim.analysis.expected          # records anew, on purpose, and says what moved

A test compares every shipped scenario with its record; a change that moves numbers records them
anew and says so in the changelog.
"""

import sys
from pathlib import Path

import pandas as pd

from sim.analysis.compare import compare
from sim.engine.ensemble import Ensemble, simulate
from sim.engine.record import write_table
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

REPLICATES = 64
ALL = tuple(OUTCOMES)


def summary(baseline: Ensemble, scenario: Scenario) -> pd.DataFrame:
    """The comparison of every outcome with the baseline, as `compare` gives it."""
    return compare(baseline, simulate(scenario.change(outcomes=ALL), REPLICATES)).table


def baseline_of(folder: Path) -> Ensemble:
    """The baseline of the shipped scenarios in `folder`, every outcome counted."""
    return simulate(Scenario.load(folder / "baseline.yaml").change(outcomes=ALL), REPLICATES)


def tolerance(recorded: pd.DataFrame) -> pd.Series:
    """How far an effect may be from its record: a tenth of its interval's width, at least 0.01.
    Other processors and libraries move last bits, and a last bit can turn a vote."""
    return ((recorded["high"] - recorded["low"]) / 10.0).clip(lower=0.01)


def record(folder: Path) -> list[str]:
    """Write `expected/NAME.csv` for every scenario in `folder`; what moved, a line each."""
    baseline = baseline_of(folder)
    moved = []
    for file in sorted(folder.glob("*.yaml")):
        table = summary(baseline, Scenario.load(file)).round(4)
        path = folder / "expected" / f"{file.stem}.csv"
        before = path.read_bytes() if path.exists() else b""
        if write_table(table, path).read_bytes() != before:
            moved.append(file.stem)
    return moved


if __name__ == "__main__":
    moved = record(Path(sys.argv[1] if len(sys.argv) > 1 else "scenarios"))
    print("\n".join(f"{name}: recorded anew" for name in moved) or "nothing moved")
