"""Paired comparison: scenario minus baseline, replicate by replicate, under the same luck."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from sim.engine.ensemble import Ensemble
from sim.outcomes import OUTCOMES

LEVEL = 0.95
TOO_SMALL = 0.005  # an effect below this is told apart from none, but does not matter


@dataclass(frozen=True)
class Comparison:
    """Two ensembles of the same luck, and what one did beside the other.

    table: a row per outcome with columns outcome, baseline, scenario, effect, low, high,
    replicates; values are means over all quarters and replicates, the effect is the mean paired
    difference, and low to high its 95 % interval (paired t), NaN for a single replicate.
    """

    baseline: Ensemble
    scenario: Ensemble
    table: pd.DataFrame

    @property
    def sentences(self) -> list[str]:
        """One plain sentence per outcome."""
        return [sentence(row) for row in self.table.to_dict("records")]

    def series(self) -> pd.DataFrame:
        """The tidy series of both, the baseline first."""
        both = [self.baseline.series(), self.scenario.series()]
        names = pd.CategoricalDtype([self.baseline.scenario.name, self.scenario.scenario.name])
        return pd.concat([table.astype({"scenario": names}) for table in both], ignore_index=True)


def compare(baseline: Ensemble, scenario: Ensemble) -> Comparison:
    """Compare two ensembles replicate by replicate. Raises ValueError, saying the way out, if
    they do not share seed, replicates, quarters and outcomes."""
    for what, ours, theirs in (
        ("seeds", baseline.seed, scenario.seed),
        ("numbers of replicates", baseline.replicates, scenario.replicates),
        ("quarters", baseline.quarters, scenario.quarters),
        ("outcomes", baseline.outcomes, scenario.outcomes),
    ):
        if ours != theirs:
            raise ValueError(
                f"these runs have different {what} and cannot be paired; run both anew"
            )
    name = scenario.scenario.name
    if name == baseline.scenario.name:  # two files of one name, or a scenario beside itself
        scenario = replace(scenario, scenario=scenario.scenario.change(name=f"{name}-2"))
    rows = []
    for o, name in enumerate(baseline.outcomes):
        ours = baseline.values[:, :, o].mean(axis=1)
        theirs = scenario.values[:, :, o].mean(axis=1)
        effect, low, high = paired_effect(theirs - ours)
        rows.append((name, ours.mean(), theirs.mean(), effect, low, high, baseline.replicates))
    columns = ["outcome", "baseline", "scenario", "effect", "low", "high", "replicates"]
    return Comparison(baseline, scenario, pd.DataFrame(rows, columns=columns))


def paired_effect(difference: NDArray[np.float64]) -> tuple[float, float, float]:
    """Mean of paired differences (R,) and its 95 % interval; NaN bounds for one replicate."""
    effect = float(difference.mean())
    if len(difference) < 2:
        return effect, float("nan"), float("nan")
    error = float(difference.std(ddof=1)) / np.sqrt(len(difference))
    reach = float(stats.t.ppf(0.5 + LEVEL / 2, len(difference) - 1)) * error
    return effect, effect - reach, effect + reach


def sentence(row: dict) -> str:
    """What one row of the table says, in plain words with its doubt."""
    outcome = OUTCOMES[row["outcome"]]
    unit = outcome.unit.split(",")[0]
    size = f"{abs(row['effect']):.2g} {unit}"
    if row["effect"] == 0 and not row["low"] < 0 < row["high"]:
        return f"{outcome.title}: nothing changes."
    if max(abs(row["low"]), abs(row["high"])) < TOO_SMALL:
        return f"{outcome.title}: changes by less than {TOO_SMALL} {unit}."
    direction = "higher" if row["effect"] > 0 else "lower"
    if np.isnan(row["low"]):
        return (
            f"{outcome.title}: {size} {direction} in the one run made; one run gives no interval."
        )
    if row["low"] <= 0 <= row["high"]:
        return f"{outcome.title}: no distinguishable effect in {row['replicates']} runs."
    low, high = sorted((abs(row["low"]), abs(row["high"])))
    return f"{outcome.title}: {size} {direction} ({low:.2g} to {high:.2g})."
