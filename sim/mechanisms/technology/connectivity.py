"""Connectivity: how many people are online, and what opening or closing telecoms changes.

Theory: the usual course is an S-curve, later and lower in small and in closed states. Where
    telecoms are closed a state can leap to what others have, once it lets the networks in; or it
    can keep phones and lines scarce and costly:
        wanted_i = leap * closed_i * (reachable_i - usual_i) - scarcity * closed_i * usual_i
        beyond_i <- beyond_i + roll_out * (wanted_i - beyond_i)
        connectivity_i = usual_i + beyond_i
Sources: Nilsen 2019 (Myanmar: 1 % online in 2012, 90 % within reach of mobile networks in 2017);
    International Telecommunication Union, individuals using the internet.
Writes: connectivity.
Catalogue: A43, A58.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.technology.usual import reachable, usual_connectivity, year_before
from sim.setting import Now
from sim.world import World

SEASON = 1


@dataclass(frozen=True)
class Connectivity:
    """Acts once a year, first of what concerns networks."""

    writes: ClassVar = ("connectivity",)

    leap: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far states with closed telecoms let the networks in at once",
        source="0 is the record; Myanmar after 2012 (Nilsen 2019) is about 1", grade="judgement",
    )  # fmt: skip
    scarcity: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far closed states keep telecoms scarcer and dearer than the record",
        source="0 is the record; Myanmar before 2012 (Nilsen 2019) is about 1", grade="judgement",
    )  # fmt: skip
    roll_out: float = parameter(
        0.4, low=0.05, high=1.0, unit="share per year",
        meaning="how fast networks are built or fall out of use",
        source="most of the way in the five years to 2017 (Nilsen 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        usual = usual_connectivity(now)
        gained = self.leap * now.denied * (reachable(now) - usual)
        wanted = gained - self.scarcity * now.denied * usual
        beyond = np.zeros_like(world.connectivity)
        if now.step >= 4:
            beyond = world.connectivity - usual_connectivity(year_before(now))
        beyond = beyond + self.roll_out * (wanted - beyond)
        return {"connectivity": np.clip(usual + beyond, 0.0, 1.0)}
