"""The Universal Periodic Review: who addresses whom, how firmly, and what the reviewed accept.

Four regressions on the first cycle, sessions 1 to 12 (2008-2011), each with its canonical link:

    speak    logit of a state addressing at least one recommendation to a reviewed state
    count    log of the mean number of recommendations, where there is one
    action   mean action level of a pair's recommendations, 1 (minimal) to 5 (specific), linear
    accept   logit of a recommendation being accepted

on the sender's ideal point (`position`) or the reviewed state's (`target_position`), the distance
of the two, whether they sit in the same regional group, the log10 of the sender's share of world
trade in percent (`size`), and the action level less 3. Ideal points are those of the year before.
Standard errors allow for a sender's pairs going together; in `accept`, for a reviewed state's.

Source: upr/upr_dyads_sessions_01_12.csv (UPR Info, in github.com/rochelleterman/uprs @986898e9).
The design follows Terman and Voeten (2018).
"""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit

from sim.evidence import STILL, by_year, rows
from sim.evidence.derive import economies

Vector = NDArray[np.float64]

MIDDLE_ACTION = 3.0
MEANS = {"logit": expit, "log": np.exp, "linear": np.asarray}
STEPS = 50


def derive(data: Path) -> pd.DataFrame:
    """Columns parameter, value, standard_error, n: the number of pairs, or in `accept` of
    recommendations."""
    pairs = pairs_of_states(data)
    spoken = pairs[pairs.n > 0]
    known = pairs[pairs.sender.isin(economies.shares(data).index)]
    one = np.ones(len(pairs))
    parts = {
        "speak": fit(
            known[["position", "same_group", "distance", "size"]],
            np.asarray(known.n > 0, dtype=np.float64), one[: len(known)], "logit", known.sender,
        ),
        "count": fit(
            spoken[["position"]], spoken.n.to_numpy(float), one[: len(spoken)], "log",
            spoken.sender,
        ),
        "action": fit(
            spoken[["position", "same_group", "distance"]],
            spoken.mean_action.to_numpy(float), spoken.n.to_numpy(float), "linear", spoken.sender,
        ),
        "accept": fit(
            spoken[["action", "distance", "same_group", "target_position"]],
            (spoken.n_accepted / spoken.n).to_numpy(float), spoken.n.to_numpy(float), "logit",
            spoken.target,
        ),
    }  # fmt: skip
    counts = {"speak": len(known), "count": len(spoken), "action": len(spoken)}
    counts["accept"] = int(spoken.n.sum())
    tables = [
        table.assign(parameter=f"{part}." + table.parameter, n=counts[part])
        for part, table in parts.items()
    ]
    return pd.concat(tables).round(4).reset_index(drop=True)


def pairs_of_states(data: Path) -> pd.DataFrame:
    """Every ordered pair of a member and another state under review, with the regressors.

    n, n_accepted and mean_action are 0, 0 and NaN where the sender addressed nothing.
    """
    source = pd.read_csv(data / "upr" / "upr_dyads_sessions_01_12.csv", keep_default_na=False)
    source = source.rename(columns={"from_iso3": "sender", "to_iso3": "target"})
    reviewed = source.drop_duplicates("target")[["target", "year"]]
    lines = pd.DataFrame(rows("states"))
    members = lines[["iso3", "group", "enters", "leaves"]].rename(columns={"iso3": "sender"})
    pairs = reviewed.merge(members, how="cross")
    leaves = pairs.leaves.replace("", str(STILL)).astype(int)
    sits = (pairs.enters.astype(int) <= pairs.year) & (pairs.year <= leaves)
    pairs = pairs[sits & (pairs.sender != pairs.target)].drop(columns=["enters", "leaves"])
    given = source[["sender", "target", "n", "n_accepted", "mean_action"]]
    pairs = pairs.merge(given, how="left", on=["sender", "target"])
    pairs = pairs.fillna({"n": 0, "n_accepted": 0})
    pairs["position"] = _of_states("ideal_points", pairs.sender, pairs.year - 1)
    pairs["target_position"] = _of_states("ideal_points", pairs.target, pairs.year - 1)
    pairs["distance"] = (pairs.position - pairs.target_position).abs()
    group_of_target = pairs.target.map(lines.set_index("iso3").group)
    pairs["same_group"] = (pairs.group == group_of_target).astype(float)
    pairs["size"] = np.log10(_of_states("economies", pairs.sender, pairs.year))
    pairs["action"] = pairs.mean_action - MIDDLE_ACTION
    return pairs


def _of_states(name: str, iso3: pd.Series, year: pd.Series) -> Vector:
    table = by_year(name)
    column = year.clip(table.years[0], table.years[-1]).to_numpy(int) - table.years[0]
    return table.values[pd.Index(table.iso3).get_indexer(pd.Index(iso3)), column]


def fit(
    regressors: pd.DataFrame, outcome: Vector, weight: Vector, link: str, together: pd.Series
) -> pd.DataFrame:
    """Maximum likelihood by Newton's method: parameter, value, standard_error.

    The errors are robust, with the rows of one value of `together` taken as one observation.
    """
    matrix = np.column_stack([np.ones(len(regressors)), regressors.to_numpy(float)])
    mean = MEANS[link]
    value = np.zeros(matrix.shape[1])
    for _ in range(STEPS):
        expected = mean(matrix @ value)
        spread = {"logit": expected * (1 - expected), "log": expected}.get(link, np.ones(1))
        curvature = matrix.T @ (matrix * (weight * spread)[:, None])
        step = np.linalg.solve(curvature, matrix.T @ (weight * (outcome - expected)))
        value = value + step
        if np.abs(step).max() < 1e-10:
            break
    else:
        raise ValueError(f"no maximum within {STEPS} steps")
    pulls = pd.DataFrame(matrix * (weight * (outcome - expected))[:, None])
    pulls = pulls.groupby(together.to_numpy()).sum()
    meat = pulls.to_numpy().T @ pulls.to_numpy() * len(pulls) / (len(pulls) - 1)
    bread = np.linalg.inv(curvature)
    error = np.sqrt(np.diag(bread @ meat @ bread))
    return pd.DataFrame(
        {"parameter": ["constant", *regressors], "value": value, "standard_error": error}
    )
