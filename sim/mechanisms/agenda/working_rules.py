"""Working rules: how the Council's procedure was negotiated, and who is left time to speak.

Theory: agenda, speaking lists and procedures were settled by negotiation after the Council was
    made, and the side that was better prepared settled them in its favour. The time left to NGOs
    and experts moves toward what that bargain gives them:
        bargain = 1 / 2 + advantage in preparation, between 0 and 1
        floor <- floor + pace * (1 - shaping * bargain - floor)
    With less of it texts lose more in amendments, and fewer mandates on countries are left.
Sources: Nathan and Scobell 2009; Freedom House 2009 (speaking lists, country mandates);
    procedures/council.yaml.
Writes: floor.
Catalogue: N66a.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.calendar import Quarter
from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.balance.preparation import advantage
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class WorkingRules:
    """Acts once a year in a body whose rules leave the bargain open."""

    writes: ClassVar = ("floor",)

    shaping: float = parameter(
        0.2, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="time to speak that NGOs and experts lose if the bargain goes wholly against them",
        source="speaking lists filled by friends of the state concerned (Freedom House 2009)",
        grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.5, low=0.0, high=1.0, unit="share per year",
        meaning="how fast practice follows the bargain",
        source="settled within two or three years of 2006", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        opened = now.body.rules.get("working_rules") if now.body else None
        if not opened or now.date < Quarter.parse(opened["from"]):
            return {}
        if now.date.quarter != Quarter.parse(opened["from"]).quarter:
            return {}
        bargain = np.clip(0.5 + advantage(world), 0.0, 1.0)
        left = 1.0 - self.shaping * bargain
        return {"floor": world.floor + self.pace * (left - world.floor)}
