"""Reaction: whether a state under public pressure yields or closes ranks.

Theory: pressure alone does next to nothing. It counts where groups at home, affected communities
    or third states stand behind it:
        supported_i = shamed_i * (partners_i + consciousness_i + coalition * (1 + partners_i))
                      + shamed * (third - usual_third) for the challenger
    with third the share of states of the South that remember voting against it. In the challenger
    those who press from outside and those who work inside make each other's offer persuasive, and
    so do talks between governments; a whole with a missing half yields nothing:
        mixed = together * ((outside * inside)^0.5 - 1) + talking * beyond_usual * talks
    with outside and inside relative to habit, and talks the share of critics in dialogue times
    the substance of dialogues. Backlash at home lets a government close ranks:
        rights_i <- rights_i + helps * (alone * beyond_usual_i + yields * supported_i
                    * (1 - feeling_i) + mixed) - provokes * closing_ranks * feeling_i
    Whether pressure helps or provokes is disputed: `helps` and `provokes` weigh the two theories.
Sources: Murdie and Davis 2012; Gruffydd-Jones 2019; Kinzelbach and Thelle 2011; Hutchings 2019,
    Amnesty International's China strategy; China Human Rights Strategy Study Group 2001.
Writes: rights_departure, supported.
Catalogue: A15, A25, SO6, SO7.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import year_beyond_habit
from sim.mechanisms.pressure.usual import SEASON, campaigned, southern, usual_shaming
from sim.setting import Floats, Now
from sim.world import World

AGAINST = -0.35  # remembered stance below which a state counts as having voted against; judgement
OPEN = 1  # a dialogue that is not suspended


@dataclass(frozen=True)
class Reaction:
    """Acts once a year, after campaigns and what publics made of them."""

    writes: ClassVar = ("rights_departure", "supported")

    helps: float = parameter(
        1.0, low=0.0, high=3.0, unit="weight",
        meaning="weight of the theory that pressure helps those under repression",
        source="Murdie and Davis 2012; China Human Rights Strategy Study Group 2001",
        grade="judgement",
    )  # fmt: skip
    provokes: float = parameter(
        1.0, low=0.0, high=3.0, unit="weight",
        meaning="weight of the theory that pressure provokes a backlash",
        source="Gruffydd-Jones 2019", grade="judgement",
    )  # fmt: skip
    alone: float = parameter(
        0.0, low=-5.0, high=5.0, unit="points a year",
        meaning="effect of full pressure that nobody stands behind",
        source="no effect of shaming alone (Murdie and Davis 2012)", grade="literature",
    )  # fmt: skip
    yields: float = parameter(
        6.0, low=0.0, high=30.0, unit="points a year",
        meaning="effect of full pressure with full support at home or of third states",
        source="positive interactions (Murdie and Davis 2012), size by judgement",
        grade="judgement",
    )  # fmt: skip
    coalition: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of campaigns run together with affected communities beyond the usual",
        source="0 is the usual (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    together: float = parameter(
        1.0, low=0.0, high=5.0, unit="points a year",
        meaning="what is lost in the challenger if either half of the usual mix is missing",
        source="insiders and outsiders for greatest effect (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    talking: float = parameter(
        6.0, low=0.0, high=30.0, unit="points a year",
        meaning="effect of full pressure beside full talks of substance",
        source="little without leverage (Kinzelbach and Thelle 2011)", grade="judgement",
    )  # fmt: skip
    closing_ranks: float = parameter(
        2.0, low=0.0, high=20.0, unit="points a year",
        meaning="rights lost where backlash is complete", source="sign: Gruffydd-Jones 2019",
        grade="judgement",
    )  # fmt: skip
    usual_third: float = parameter(
        0.045, low=0.0, high=1.0, unit="share",
        meaning="states of the South that remember voting against the challenger in the record",
        source="mean of the baseline 1990-2018", grade="estimated",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        ours = now.setting.challenger
        beyond = campaigned(world, now) - usual_shaming(now)
        behind = world.partners + world.consciousness + self.coalition * (1.0 + world.partners)
        supported = world.shamed * behind
        third = third_states(world, now) - self.usual_third
        supported[:, [ours]] += world.shamed[:, [ours]] * third
        calm = np.maximum(1.0 - world.national_feeling, 0.0)
        helped = self.alone * beyond + self.yields * supported * calm
        helped[:, [ours]] += self._mixed(world, now, beyond[:, [ours]])
        closed_ranks = self.provokes * self.closing_ranks * world.national_feeling
        return {
            "rights_departure": world.rights_departure + self.helps * helped - closed_ranks,
            "supported": supported,
        }

    def _mixed(self, world: World, now: Now, beyond: Floats) -> Floats:
        """What work inside, pressure from outside and talks add to each other (R, 1)."""
        outside = 1.0 + year_beyond_habit(world, now, "campaign")
        inside = 1.0 + year_beyond_habit(world, now, "insider_programme")
        whole = np.sqrt(np.maximum(outside * inside, 0.0))
        critics = max(int((now.setting.critics & now.exists).sum()), 1)
        in_talks = (world.dialogue == OPEN).sum(axis=1, keepdims=True) / critics
        return self.together * (whole - 1.0) + self.talking * beyond * in_talks * world.substance


def third_states(world: World, now: Now) -> Floats:
    """The share of states of the South (R, 1) that remember voting against the challenger."""
    south = southern(now) * now.exists
    against = (world.memory[:, now.setting.challenge] < AGAINST) * south
    return against.sum(axis=1, keepdims=True) / south.sum()
