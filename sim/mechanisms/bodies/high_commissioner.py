"""The Office of the High Commissioner: technical cooperation, and what it stands in for.

Theory: the Office offers training and advice under memoranda; states that are watched sign, for
    cooperation looks like progress. Each year
        cooperation_i <- cooperation_i + pace * (signed_i - cooperation_i)
    where the challenger signs every year from `challenger_from` on and other states by chance.
    Cooperation stands in for scrutiny: critics hold back (`restraint`). Practice does not change,
    unless the rival theory is right that cooperation protects: `protection` points a year.
Sources: Nathan and Scobell 2009 (cooperation from 1998, memorandum of November 2000).
Writes: cooperation, rights_departure.
Catalogue: N35.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SIGNING = 4  # the quarter in which memoranda are signed; the challenger's was of November 2000


@dataclass(frozen=True)
class HighCommissioner:
    """Acts once a year, at its end."""

    writes: ClassVar = ("cooperation", "rights_departure")

    challenger_from: float = parameter(
        2000.0, low=1990.0, high=2100.0, kind="lever", unit="year",
        meaning="when the challenger signs its memorandum, to renew it every year after",
        source="memorandum of understanding of November 2000", grade="measured",
    )  # fmt: skip
    offers: float = parameter(
        4.0, low=0.0, high=100.0, kind="lever", unit="memoranda a year",
        meaning="how many other states sign in a year",
        source="a few dozen programmes within a decade", grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a year",
        meaning="how fast cooperation grows under a memorandum and fades without one",
        source="programmes took some years to fill", grade="judgement",
    )  # fmt: skip
    protection: float = parameter(
        0.0, low=-5.0, high=5.0, unit="points a year",
        meaning="what full cooperation adds to respect for rights; 0 if it only stands in",
        source="Nathan and Scobell 2009 see none; practitioners of cooperation disagree",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SIGNING:
            return {}
        chance = np.broadcast_to(self.offers / now.exists.sum(), (world.replicates, 1))
        signed = (draw.states("memorandum") < chance) & now.exists
        signed[:, [now.setting.challenger]] = now.date.year >= self.challenger_from
        cooperation = world.cooperation + self.pace * (signed - world.cooperation)
        rights = world.rights_departure + self.protection * cooperation
        return {"cooperation": cooperation, "rights_departure": rights}
