"""A sweep as one table: every point beside the scenario that was swept, under the same luck."""

import pandas as pd

from sim.analysis.compare import paired_table
from sim.engine.ensemble import Ensemble
from sim.scenario.sweep import Point


def sweep_table(here: Ensemble, points: list[tuple[Point, Ensemble]]) -> pd.DataFrame:
    """A row per point and outcome: columns point, one for each parameter that any point sets (NaN
    where a point leaves it), outcome, value, effect, low, high, replicates. The effect is the
    mean paired difference from the scenario without the sweep, with its 95 % interval."""
    names = list(dict.fromkeys(name for point, _ in points for name in point.values))
    tables = []
    for point, there in points:
        table = paired_table(here, there).rename(columns={"scenario": "value"})
        table = table.drop(columns=["baseline"])
        for n, name in enumerate(names):
            table.insert(n, name, point.values.get(name, float("nan")))
        table.insert(0, "point", point.name)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def extremes(table: pd.DataFrame) -> pd.DataFrame:
    """For each outcome the points of the lowest and of the highest effect: columns outcome,
    lowest, lowest_point, highest, highest_point."""
    rows = []
    for outcome, part in table.groupby("outcome", sort=False):
        effects = part["effect"].to_numpy()
        low, high = part.iloc[int(effects.argmin())], part.iloc[int(effects.argmax())]
        rows.append((outcome, low["effect"], low["point"], high["effect"], high["point"]))
    columns = ["outcome", "lowest", "lowest_point", "highest", "highest_point"]
    return pd.DataFrame(rows, columns=columns)
