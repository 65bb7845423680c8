"""Outrage: citizens angered by a failure organise online and make office-holders go.

Theory: the chance of it in a year follows how many are online, what they read and demand, how
    many are active, whether they believe one another, and whether institutions are sensitive to
    publicity:
        voice_i = connectivity_i * (1 + demand * (reach_i + consciousness_i + partners_i
                  + youth_i - usual youth)) * (1 + trust_i)
        P_i = outrage * voice_i * (1 - deafness * closed_i)
    Each time institutions protect rights a little better, and respect for rights rises. What the
    record already holds is taken off under the same luck, with voice as usual.
Sources: Nilsen 2019 (four members of Myanmar's human rights commission resigned in 2016).
Writes: institutions, rights_departure.
Catalogue: A44, A46, A58.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.technology.usual import USUAL_YOUTH, usual_connectivity
from sim.setting import Floats, Now
from sim.world import World

SEASON = 1


@dataclass(frozen=True)
class Outrage:
    """Acts once a year, after the young have moved."""

    writes: ClassVar = ("institutions", "rights_departure")

    outrage: float = parameter(
        0.3, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that officials are made to go where all are online and are heard",
        source="one case in the first years of a connected Myanmar (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    demand: float = parameter(
        1.5, low=0.0, high=5.0, unit="ratio",
        meaning="by how much reading, consciousness, groups and active young people raise voice",
        source="technology enables, people decide (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    deafness: float = parameter(
        0.8, low=0.0, high=1.0, unit="share",
        meaning="how far officials of a wholly closed state can ignore publicity",
        source="officials resigned after a transition had begun (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    protection: float = parameter(
        0.03, low=0.0, high=0.5, unit="share",
        meaning="protection by institutions gained each time",
        source="small: one body at a time", grade="judgement",
    )  # fmt: skip
    remedy: float = parameter(
        1.0, low=0.0, high=10.0, unit="points", meaning="respect for rights gained each time",
        source="small: one failure at a time", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        heard = self.outrage * (1.0 - self.deafness * now.denied)
        luck = draw.states("outrage")
        happened = (luck < heard * self._voice(world)).astype(float)
        more = happened - (luck < heard * usual_connectivity(now))
        room = np.clip(1.0 - world.institutions, 0.0, 1.0)
        return {
            "institutions": world.institutions + self.protection * more * room,
            "rights_departure": world.rights_departure + self.remedy * more,
        }

    def _voice(self, world: World) -> Floats:
        """How loud publics (R, N) are online."""
        active = world.youth - USUAL_YOUTH
        aware = world.reach + world.consciousness
        demanding = 1.0 + self.demand * (aware + world.partners + active)
        believed = np.maximum(1.0 + world.trust, 0.0)
        return world.connectivity * np.maximum(demanding, 0.0) * believed
