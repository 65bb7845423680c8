"""Shrinking room: fewer occasions in the body at which governments are called to account.

Theory: the challenger need not leave a body in order to quiet it: shorter lists of speakers, time
    shared out among friendly groups, applications and passes held up. What is left to NGOs and
    experts follows such efforts, and is never more than the rules allow:
        floor <- the lower of floor and floor + pace * (1 - slots - floor)
        taken = status * pace * accredited; accredited <- - taken, deferred <- + taken
    With less time to speak texts lose more in amendments, and with fewer NGOs inside attention to
    the challenger fades (`amendments`, `ngo_committee`).
Sources: Hutchings 2019, Amnesty International's China strategy; Freedom House 2009 (speaking
    lists); Human Rights Watch 2017 (passes and applications held up).
Writes: floor, accredited, deferred.
Catalogue: A02.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SEASON = 4  # when the next year's sessions are prepared


@dataclass(frozen=True)
class ShrinkingRoom:
    """Acts once a year, before the main session."""

    writes: ClassVar = ("floor", "accredited", "deferred")

    slots: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="speaking time of NGOs and experts that the challenger and its friends take away",
        source="beyond what the record and the working rules hold (Hutchings 2019)",
        grade="judgement",
    )  # fmt: skip
    status: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="human-rights NGOs inside whose status is suspended for years",
        source="beyond what the committee's questions do (Human Rights Watch 2017)",
        grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.3, low=0.0, high=1.0, unit="share per year",
        meaning="how fast practice follows such efforts",
        source="a few sessions from a first objection to a habit", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        lower = world.floor + self.pace * (1.0 - self.slots - world.floor)
        taken = self.status * self.pace * world.accredited
        return {
            "floor": np.minimum(world.floor, lower),
            "accredited": world.accredited - taken,
            "deferred": world.deferred + taken,
        }
