"""Modes of repression: violence against near threats, administration against distant ones.

Theory: unrest in the street is a threat today and is met with force; groups that organise, and
    citizens who go to court, are a threat to come and are met with registers, licences and police
    custody:
        near_i = unrest_i * exp(-hiding * beyond_usual_i), distant_i = watch * (room_i + claims_i)
        administrative_i = distant_i / (near_i + distant_i), room_i = civic space
    where beyond_usual_i is what campaigns press beyond the usual, if anything: what is watched from
    abroad is done out of sight instead. Arrests follow repression, and those held sit the longer
    the more unrest there is:
        detained_i <- detained_i + turnover * (1 + arrests * repression_i - detained_i)
            + longer * (unrest_i - usual) * detained_i
Sources: Chaudhry 2022 (violence for immediate, administrative measures for long-term threats);
    Steinert 2022 (detention is longer where collective action threatens); Hafner-Burton 2008
    (under pressure some violations fall and others go on or rise).
Writes: administrative, detained.
Catalogue: I10, I16.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.pressure.usual import campaigned, usual_shaming
from sim.setting import Now
from sim.world import World

SEASON = 1
USUAL_UNREST = 0.2  # level to which unrest returns, as in repression; judgement


@dataclass(frozen=True)
class Modes:
    """Acts once a year on every state, after repression."""

    writes: ClassVar = ("administrative", "detained")

    watch: float = parameter(
        0.4, low=0.0, high=5.0, unit="unrest per share",
        meaning="how far associations and claims are seen as a threat to come",
        source="measures against NGOs follow elections and organising (Chaudhry 2022)",
        grade="judgement",
    )  # fmt: skip
    hiding: float = parameter(
        0.5, low=0.0, high=3.0, unit="log per share",
        meaning="how far full pressure from abroad turns violence into measures out of sight",
        source="agents are harder to hold back than laws to change (Hafner-Burton 2008)",
        grade="judgement",
    )  # fmt: skip
    arrests: float = parameter(
        0.05, low=0.0, high=0.5, unit="share per point",
        meaning="how many more are held where rights are lost to repression",
        source="arrests follow threat (Steinert 2022)", grade="judgement",
    )  # fmt: skip
    turnover: float = parameter(
        0.2, low=0.0, high=1.0, unit="share a year", meaning="of sentences that end in a year",
        source="five years on average in the lists of political prisoners", grade="judgement",
    )  # fmt: skip
    longer: float = parameter(
        0.2, low=0.0, high=1.0, unit="share a year per unrest",
        meaning="how many fewer are let go while collective action threatens",
        source="groups able to act together are held longer (Steinert 2022)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        room = now.civic_space + world.civic_space
        distant = self.watch * np.maximum(room + world.claims, 0.0)
        beyond = np.maximum(campaigned(world, now) - usual_shaming(now), 0.0)
        near = world.unrest * np.exp(-self.hiding * beyond)
        administrative = distant / np.maximum(distant + near, 1e-6)
        wanted = 1.0 + self.arrests * world.repression
        kept = self.longer * (world.unrest - USUAL_UNREST) * world.detained
        detained = world.detained + self.turnover * (wanted - world.detained) + kept
        return {
            "administrative": np.clip(administrative, 0.0, 1.0),
            "detained": np.maximum(detained, 0.0),
        }
