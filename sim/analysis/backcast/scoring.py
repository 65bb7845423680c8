"""How good predicted chances are: three scores, calibration, and how sure a difference is.

Chances (V, 3) are those of each vote: against, abstain, with. `cast` (V,) says which was cast, 0 to
2. Brier: the squared distance of the three chances from what was cast, summed over the three, 0 the
best and 2 the worst. Log: minus the log of the chance of what was cast, 0 the best.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.setting import Floats, Ints

FLOOR = 1e-6  # no chance counts as less, so that one surprise does not make a score infinite
SCORES = ("accuracy", "brier", "log")


def of_votes(chances: Floats, cast: Ints) -> Floats:
    """Accuracy (0 or 1), Brier and log score of each vote, (V, 3)."""
    happened = np.eye(3)[cast]
    known = np.maximum(chances, FLOOR)
    known = known / known.sum(axis=1, keepdims=True)
    hit = chances.argmax(axis=1) == cast
    brier = ((chances - happened) ** 2).sum(axis=1)
    return np.stack([hit, brier, -np.log((known * happened).sum(axis=1))], axis=-1)


@dataclass(frozen=True)
class Difference:
    """Mean score of the one less that of the other, with its 95 % interval over texts."""

    mean: float
    low: float
    high: float


def difference(
    ours: Floats, theirs: Floats, text: NDArray[Any], draws: int = 2000, seed: int = 2006
) -> Difference:
    """Of scores (V,) of the same votes, by a bootstrap that draws whole texts, because what moves
    one member on a text moves all."""
    names, of_text = np.unique(text, return_inverse=True)
    sums = np.bincount(of_text, ours - theirs, len(names))
    counts = np.bincount(of_text, minlength=len(names))
    drawn = np.random.default_rng(seed).integers(len(names), size=(draws, len(names)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return Difference(float((ours - theirs).mean()), float(low), float(high))


def calibration(chances: Floats, cast: Ints) -> list[dict[str, float]]:
    """Of all chances given, by tenth: how many, their mean, and the share that came true."""
    given = chances.ravel()
    came = np.eye(3)[cast].ravel()
    tenth = np.minimum((given * 10).astype(int), 9)
    lines = []
    for n in range(10):
        inside = tenth == n
        if inside.any():
            said, true = float(given[inside].mean()), float(came[inside].mean())
            line = {"from": n / 10, "to": (n + 1) / 10, "count": int(inside.sum())}
            lines.append(line | {"predicted": round(said, 4), "came_true": round(true, 4)})
    return lines
