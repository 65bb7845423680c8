"""What lies before the body this quarter: drafts, motions, votes."""

from dataclasses import dataclass

import numpy as np

from sim.setting import Bools, Floats, Ints
from sim.world.declare import counts, flags, floats


@dataclass(frozen=True)
class Table:
    """What lies before the body this quarter: drafts, motions, votes."""

    # fmt: off
    releases: Floats = floats("R1", "prisoners", "released as concessions")
    cancellations: Floats = floats("R1", "dialogues", "suspended")
    sponsored: Bools = flags("RN", "sponsors a draft on the challenger; kept one quarter more")
    tabled: Bools = flags("RK", "a draft lies before the body")
    leaning: Floats = floats("RKM", "logits", "toward the target or the South's line")
    cuts: Floats = floats("RKM2", "logits", "against below the first, with above the second")
    moved: Bools = flags("RK", "a motion to take no action was put")
    motion: Ints = counts("RK3", "votes", "on it: with the target, against, abstaining")
    blocked: Bools = flags("RK", "the motion carried")
    stances: Ints = counts("RKM", "", "last vote on the text: +1 with, 0, -1 against", np.int8)
    tally: Ints = counts("RK3", "votes", "on the draft: with target or South, against, abstaining")
    adopted: Bools = flags("RK", "the draft carried")
    # fmt: on
