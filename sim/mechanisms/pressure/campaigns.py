"""Campaigns: whom public pressure falls on, and the attention that it wins.

Theory: publicity follows effort. What is said is what NGOs spend on public campaigns and on
    messages of Southern partners beyond habit, relative to usual campaigns; it presses on states
    wherever it comes from:
        shamed_i = said * width * violations_i * (1 - focus) / (1 - usual_focus) + adopted_i
        shamed of the challenger = said * focus + adopted
    with violations_i what the record of rights leaves undone and adopted_i the weight of a
    resolution adopted at the last turn. World media hear Southern messengers less. Attention to
    the challenger moves with the publicity that it gets beyond the usual:
        heard = campaigns + partners_heard * (said - campaigns)
        pressure <- max(pressure + publicity * 2 * log((1 + heard * focus / usual_focus) / 2), 0)
    which is nothing if all is as usual, and the less for each addition the louder it is already.
Sources: Hutchings 2019, Amnesty International's China strategy; Murdie and Davis 2012; Lebovic and
    Voeten 2006 (targets follow violations).
Writes: shamed, pressure.
Catalogue: A15, A21, SO7.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import year_beyond_habit
from sim.mechanisms.pressure.usual import SEASON, USUAL_FOCUS, condemned, said, usual_shaming
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Campaigns:
    """Acts once a year, in the autumn before the session."""

    writes: ClassVar = ("shamed", "pressure")

    focus: float = parameter(
        USUAL_FOCUS, low=0.0, high=0.9, kind="lever", unit="share",
        meaning="of the loudest pressure a state can feel that usual campaigns put on the "
        "challenger",
        source="one large target among some twenty", grade="judgement",
    )  # fmt: skip
    publicity: float = parameter(
        0.06, low=0.0, high=1.0, unit="share of the attention after the crackdown a year",
        meaning="attention to the challenger won by campaigns, per share beyond the usual at first",
        source="somewhat less than the yearly debate of a draft brings", grade="judgement",
    )  # fmt: skip
    partners_heard: float = parameter(
        0.5, low=0.0, high=1.5, unit="share",
        meaning="publicity of a Southern message beside that of a campaign of the same size",
        source="world media listen to Northern NGOs first (Hutchings 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        ours, loud = now.setting.challenger, said(world, now)
        elsewhere = (1.0 - self.focus) / (1.0 - USUAL_FOCUS)
        shamed = loud * elsewhere * usual_shaming(now)
        shamed[:, [ours]] = loud * self.focus
        campaigns = 1.0 + year_beyond_habit(world, now, "campaign")
        heard = campaigns + self.partners_heard * (loud - campaigns)
        beyond = 2.0 * np.log((1.0 + np.maximum(heard * self.focus / USUAL_FOCUS, 0.0)) / 2.0)
        return {
            "shamed": shamed + condemned(world, now),
            "pressure": np.maximum(world.pressure + self.publicity * beyond, 0.0),
        }
