"""Reform: growth widens private freedom, while those who challenge power are treated as before.

Theory: where an economy gains a larger share of world trade most people gain income and personal
    liberty, less and less as there is less left to gain:
        liberties_i <- liberties_i + reform * 10 * growth_i * (1 - liberties_i / ceiling)
    Respect for the rights of those who challenge power does not enter, and does not change.
Sources: evidence/economies.csv (shares of world trade); Nathan and Scobell 2009 (private freedom
    beside political repression); Hafner-Burton 2008 (kinds of rights part ways).
Writes: private_liberties.
Catalogue: N21b.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SEASON = 1  # when the year's figures are known
LEAST_TRADE = 1e-4  # percent of world trade below which growth says nothing; judgement
FASTEST = 0.25  # growth of a share in a year beyond which figures are noise; judgement


@dataclass(frozen=True)
class Reform:
    """Acts once a year on every state."""

    writes: ClassVar = ("private_liberties",)

    reform: float = parameter(
        1.0, low=0.0, high=10.0, kind="lever", unit="points",
        meaning="gain of private freedom when the share of world trade grows by a tenth",
        source="Nathan and Scobell 2009 on reform after 1978", grade="judgement",
    )  # fmt: skip
    ceiling: float = parameter(
        30.0, low=1.0, high=100.0, unit="points",
        meaning="gain of private freedom that leaves power untouched, at most",
        source="what touches power stays closed (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON or now.step < 4:
            return {}
        before = np.maximum(now.setting.now(now.step - 4).trade, LEAST_TRADE)
        growth = np.clip(now.trade / before - 1.0, 0.0, FASTEST)
        left = np.maximum(1.0 - world.private_liberties / self.ceiling, 0.0)
        gained = self.reform * 10.0 * growth * left
        return {"private_liberties": world.private_liberties + gained}
