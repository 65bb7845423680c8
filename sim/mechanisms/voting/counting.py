"""From leanings to stances to counts: what the motion and the vote share. Not a mechanism."""

import numpy as np

from sim.setting import Bools, Floats, Ints


def stance(leaning: Floats, cuts: Floats, present: Bools) -> Ints:
    """Stances (R, K, M) of leanings (R, K, M) under the cuts (R, K, 2): +1 with the target (or
    the South's line) above the upper cut, -1 against below the lower, 0 between or seat empty."""
    with_ = (leaning > cuts[..., 1:]).astype(np.int64)
    against = (leaning < cuts[..., :1]).astype(np.int64)
    return (with_ - against) * present[:, None, :]


def count(stances: Ints, present: Bools) -> Ints:
    """Votes (R, K, 3): with, against, abstaining."""
    with_ = (stances == 1).sum(axis=-1)
    against = (stances == -1).sum(axis=-1)
    members = present.sum(axis=-1)[:, None]
    return np.stack([with_, against, members - with_ - against], axis=-1)
