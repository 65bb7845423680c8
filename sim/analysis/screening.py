"""Screening: which of hundreds of parameters matter at all, by elementary effects.

Morris (1991) with the mean absolute effect of Campolongo et al. (2007), by SALib: first whole
mechanisms are moved at once, as groups, then the parameters of those mechanisms that move most.
Everything is moved on shares 0 to 1 of its range (see `sim.analysis.ranges`), so effects compare.
Outcomes differ in size, so a score is the share of the sum of squared effects, averaged over
outcomes. Luck is common to all points, but where it decides between two courses a small push makes
a jump; so screening orders, and does not measure. What it drops is measured as "others" later.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.ranges import Range

Floats = NDArray[np.float64]
# What comes of points: a label for the progress, shares (P, D) -> values (P, R, Q).
Try = Callable[[str, Floats], Floats]
LEVELS = 4  # of each parameter, as Morris recommends
Quantity = tuple[str, str]  # an outcome, and "level" or "effect"


@dataclass(frozen=True)
class Screening:
    """Which parameters are kept (indices, most telling first), and the table: a row per stage
    (mechanism, parameter), name and quantity with mu_star (change of the outcome when its range is
    crossed), its 95 % interval low to high, and score (0 to 1, the same for all quantities)."""

    kept: tuple[int, ...]
    table: pd.DataFrame


def problem(names: Sequence[str], groups: Sequence[str]) -> dict:
    """A SALib problem on shares 0 to 1; parameters of one group move together."""
    bounds = [[0.0, 1.0]] * len(names)
    return {"num_vars": len(names), "names": list(names), "bounds": bounds, "groups": list(groups)}


def screen(
    found: Sequence[Range],
    quantities: Sequence[Quantity],
    attempt: Try,
    trajectories: int,
    survivors: int,
    seed: int,
) -> Screening:
    """Screen mechanisms, then the parameters of the `survivors` most telling ones; keep as many
    parameters. Needs at least two trajectories."""
    everything = range(len(found))
    mechanisms = [one.mechanism for one in found]
    first = _stage(
        "mechanism", everything, mechanisms, found, quantities, attempt, trajectories, seed
    )
    telling = set(_best(first, survivors))
    left = [n for n in everything if mechanisms[n] in telling]
    if not left:
        return Screening((), first)
    names = [found[n].name for n in left]
    second = _stage("parameter", left, names, found, quantities, attempt, trajectories, seed)
    place = {found[n].name: n for n in left}
    kept = tuple(place[name] for name in _best(second, survivors))
    return Screening(kept, pd.concat([first, second], ignore_index=True))


def _stage(
    stage: str,
    moved: Sequence[int],
    groups: Sequence[str],
    found: Sequence[Range],
    quantities: Sequence[Quantity],
    attempt: Try,
    trajectories: int,
    seed: int,
) -> pd.DataFrame:
    """Elementary effects of groups of the moved parameters; the others stay at their values."""
    from SALib.analyze import morris
    from SALib.sample.morris import sample

    told = problem([found[n].name for n in moved], groups)
    design = sample(told, trajectories, num_levels=LEVELS, seed=seed)
    shares = np.full((len(design), len(found)), 0.5)
    shares[:, list(moved)] = design
    values = attempt(f"screening {stage}s", shares).mean(axis=1)
    rows = []
    for q, (outcome, quantity) in enumerate(quantities):
        y = np.ascontiguousarray(values[:, q], dtype=float)
        effects = morris.analyze(told, design, y, num_levels=LEVELS, seed=seed)
        for name, mean, reach in zip(
            effects["names"], effects["mu_star"], effects["mu_star_conf"], strict=True
        ):
            rows.append(
                (stage, name, outcome, quantity, mean, max(mean - reach, 0.0), mean + reach)
            )
    columns = ["stage", "name", "outcome", "quantity", "mu_star", "low", "high"]
    table = pd.DataFrame(rows, columns=columns)
    square = table["mu_star"] ** 2
    of_all = square.groupby([table["outcome"], table["quantity"]]).transform("sum")
    share = (square / of_all.where(of_all > 0)).fillna(0.0)
    table["score"] = share.groupby(table["name"]).transform("mean")
    return table


def _best(table: pd.DataFrame, many: int) -> list[str]:
    """The names with the highest scores; a name that moves nothing is not among them."""
    score = table.groupby("name", sort=False)["score"].first()
    order = score[score > 0].sort_values(ascending=False, kind="stable")
    return list(order.index[:many])
