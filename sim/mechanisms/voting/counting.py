"""From leanings to stances to counts: what the motion and the vote share. Not a mechanism."""

import numpy as np
from numpy.typing import NDArray

from sim.setting import Bools, Floats, Ints

Stances = NDArray[np.int8]


def stance(leaning: Floats, cuts: Floats, present: Bools) -> Stances:
    """Stances (..., M) of leanings (..., M) under the cuts (..., M, 2): +1 with the target (or the
    South's line) above the upper cut, -1 against below the lower, 0 between or seat empty."""
    with_ = (leaning > cuts[..., 1]).view(np.int8)
    against = (leaning < cuts[..., 0]).view(np.int8)
    return (with_ - against) * present


def count(stances: Stances, present: Bools) -> Ints:
    """Votes (..., 3): with, against, abstaining."""
    with_ = (stances == 1).sum(axis=-1)
    against = (stances == -1).sum(axis=-1)
    members = present.sum(axis=-1)
    return np.stack([with_, against, members - with_ - against], axis=-1)
