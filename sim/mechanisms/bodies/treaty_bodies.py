"""Treaty bodies: whom the states parties elect as experts, and what their findings still say.

Theory: half of the experts are elected every second year. Some candidates depend on their
    governments from the start; where governments canvass, friends of the challenger's camp put up
    and elect more of them, unless candidates are vetted:
        friends  = share of states whose ideal point leans South
        bound    = 1 - nominees * (1 - campaign * friends)
        elected independent = 1 - bound * (1 - vetting), give or take the luck of so few seats
        expert_independence <- its half that stays + the half elected
    Findings on the challenger keep attention alive as far as the experts are independent and it
    has ratified. What usual experts do is in the record; each year pressure departs from it by
        findings * ratified share * (expert_independence - usual)
Sources: procedures/treaty_bodies.yaml (seats and terms); Nathan and Scobell 2009; Freedom House
    2009 (canvassing for friendly candidates).
Writes: expert_independence, pressure.
Catalogue: N66b.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw, normal
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.procedures import dated
from sim.setting import Floats, Now
from sim.world import World

FILE = "treaty_bodies"


@dataclass(frozen=True)
class TreatyBodies:
    """Acts once a year, in the quarter of the elections."""

    writes: ClassVar = ("expert_independence", "pressure")

    campaign: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="effort of the challenger and its friends to elect experts close to governments",
        source="canvassing is described but not counted (Freedom House 2009)", grade="judgement",
    )  # fmt: skip
    vetting: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="share of candidates who are not independent that vetting keeps out",
        source="no committee vets candidates; proposals of the 2000s came to little",
        grade="judgement",
    )  # fmt: skip
    nominees: float = parameter(
        0.85, low=0.0, high=1.0, unit="share",
        meaning="share of candidates who are independent when nobody canvasses",
        source="some experts always held office at home", grade="judgement",
    )  # fmt: skip
    usual: float = parameter(
        0.8, low=0.0, high=1.0, unit="share",
        meaning="independent experts of the record, whose findings its attention already holds",
        source="most experts were academics or judges", grade="judgement",
    )  # fmt: skip
    findings: float = parameter(
        0.1, low=0.0, high=1.0, unit="share of the attention after the crackdown, a year",
        meaning="attention that findings on every core treaty renew if all experts are independent",
        source="reviews of the challenger every few years, little noticed", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        rule = dated(FILE, "election", now.date)
        if now.date.quarter != rule["quarter"]:
            return {}
        here = now.setting.challenger
        ratified = np.minimum(now.ratified[here] + world.treaties[:, [here]], 1.0)
        heard = self.findings * ratified * (world.expert_independence - self.usual)
        changes = {"pressure": np.maximum(world.pressure + heard, 0.0)}
        if now.date.year % rule["every"] == 0:
            elected = self._elected(world, now, draw)
            renewed = rule["every"] / rule["term_years"]
            stays = world.expert_independence * (1.0 - renewed)
            changes["expert_independence"] = stays + renewed * elected
        return changes

    def _elected(self, world: World, now: Now, draw: Draw) -> Floats:
        """The share of independent experts (R, 1) among those newly elected."""
        south = (now.position + world.departure < 0) & now.exists
        friends = south.sum(axis=1, keepdims=True) / now.exists.sum()
        bound = 1.0 - self.nominees * (1.0 - self.campaign * friends)
        expected = 1.0 - bound * (1.0 - self.vetting)
        seats = dated(FILE, "experts", now.date)["number"] / 2
        spread = np.sqrt(expected * (1.0 - expected) / seats)
        return np.clip(expected + spread * normal(draw.world("elected")), 0.0, 1.0)
