"""Who speaks in a review, as evidence/review_parameters.csv has it. Not a mechanism.

Expected numbers of recommendations follow from trade, regional group and the record alone; where
the speakers stand, from the run. The tiny weight of distance in `speak` is left out.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from sim import evidence
from sim.calendar import Quarter
from sim.engine.parameter import parameter
from sim.procedures.review import under_review
from sim.setting import Floats, Ints, Now

TURNOUT = 0.9  # logits: 188 recommendations a state at session 17, 111 in the first cycle
DISTANCE_OF_ROOT = 0.80  # mean distance, of the root of the mean square; both from the record


@cache
def estimates() -> dict[str, tuple[float, float]]:
    """Estimate and standard error of every parameter of the review."""
    return {
        line["parameter"]: (float(line["value"]), float(line["standard_error"]))
        for line in evidence.rows("review_parameters")
    }


def estimated(name: str, unit: str, meaning: str, sign: float = 1.0) -> Any:
    """A field declared with its estimate times `sign`; bounds are six standard errors, at least a
    half."""
    value, error = sign * estimates()[name][0], estimates()[name][1]
    reach = max(6.0 * error, 0.5)
    return parameter(
        value, low=round(value - reach, 3), high=round(value + reach, 3), unit=unit,
        meaning=meaning, source="evidence/review_parameters.csv, first cycle", grade="estimated",
        standard_error=error,
    )  # fmt: skip


@cache
def columns(iso3: tuple[str, ...], at: Quarter) -> Ints:
    """The columns of the states whose turn it is in that quarter."""
    return np.flatnonzero(np.isin(iso3, under_review(at)))


@dataclass(frozen=True)
class Floor:
    """Those who take the floor, by reviewed state (J): how many speak, how much they recommend,
    how much of it within the regional group; and where they stand, by run and state (R, J)."""

    speakers: Floats
    number: Floats
    same_group: Floats
    position: Floats
    distance: Floats


def floor(now: Now, position: Floats, reviewed: Ints, later: bool) -> Floor:
    """The floor at the reviews of these states (columns J), given positions (R, N)."""
    value = {name: estimate for name, (estimate, _) in estimates().items()}
    group = now.setting.group
    ready = (
        value["speak.constant"]
        + value["speak.position"] * now.position
        + value["speak.size"] * np.log10(now.trade)
        + TURNOUT * later
    )
    chance_abroad = now.exists / (1.0 + np.exp(-ready))
    chance_at_home = now.exists / (1.0 + np.exp(-ready - value["speak.same_group"]))
    each = np.exp(value["count.constant"] + value["count.position"] * now.position)

    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], range(len(evidence.GROUPS)))
    there = group[reviewed]

    def of_group(values: Floats) -> Floats:
        """Sums over the senders of each reviewed state's own group."""
        return np.add.reduceat(values[..., order], starts, axis=-1)[..., there]

    def heard(values: Floats | float = 1.0, each: Floats | float = 1.0) -> Floats:
        """Sums over all senders but the reviewed itself."""
        abroad, at_home = chance_abroad * each, chance_at_home * each
        total = (abroad * values).sum(axis=-1, keepdims=True)
        itself = (at_home * values)[..., reviewed]
        return total + of_group((at_home - abroad) * values) - itself

    number = heard(each=each)
    near = of_group(chance_at_home * each) - (chance_at_home * each)[reviewed]
    mean = heard(position, each) / number
    square = heard(position**2, each) / number
    here = position[:, reviewed]
    apart = np.maximum(square - 2.0 * here * mean + here**2, 0.0)
    return Floor(
        speakers=heard(),
        number=number,
        same_group=near / number,
        position=mean,
        distance=DISTANCE_OF_ROOT * np.sqrt(apart),
    )
