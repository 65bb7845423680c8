"""Scrutiny without votes: standing bodies take up what NGOs bring, whatever majorities say.

Theory: treaty bodies, the labour organisation and the special procedures need no resolution to
    take up a complaint. What NGOs bring beyond what is usual is
        input = communications + money for standing bodies + ngo_share * reports beyond habit
    and becomes findings on the challenger as far as it has ratified, experts are independent, and
    codes of conduct leave the procedures free:
        findings = input * (ratified * expert_independence + mandate_strength) / 2
        pressure <- pressure + attention * findings, named <- named + appeals * findings
    No motion stops either of them.
Sources: China Human Rights Strategy Study Group, report of 2001 (treaty bodies, procedures and
    the labour organisation); opinions of the Working Group on Arbitrary Detention.
Writes: pressure, named.
Catalogue: SD10.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import beyond_habit
from sim.setting import Now
from sim.world import World

SESSIONS = (2, 4)  # quarters in which most committees sit, in May and November


@dataclass(frozen=True)
class ScrutinyWithoutVotes:
    """Acts twice a year."""

    writes: ClassVar = ("pressure", "named")

    communications: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="use that NGOs make of standing bodies beyond the usual, 1 is all they can take up",
        source="proposed in the report of 2001; the usual is in the record", grade="judgement",
    )  # fmt: skip
    ngo_share: float = parameter(
        0.2, low=0.0, high=1.0, unit="share",
        meaning="part of what standing bodies can take up that NGOs' usual reports make up",
        source="few reports on the challenger in the 1990s, and full ones later",
        grade="judgement",
    )  # fmt: skip
    attention: float = parameter(
        0.2, low=0.0, high=1.0, unit="share of the attention after the crackdown, a year",
        meaning="attention that findings renew if standing bodies take up all they can",
        source="more than the review of a report, less than a yearly draft", grade="judgement",
    )  # fmt: skip
    appeals: float = parameter(
        40.0, low=0.0, high=500.0, unit="names a year",
        meaning="prisoners whose names findings and urgent appeals put on the lists",
        source="dozens of opinions and appeals on China a year", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter not in SESSIONS:
            return {}
        here = now.setting.challenger
        asked = np.clip(self.communications + world.money_for("standing_bodies"), 0.0, 1.0)
        brought = asked + self.ngo_share * beyond_habit(world, now, "shadow_report")
        ratified = np.minimum(now.ratified[here] + world.treaties[:, [here]], 1.0)
        by_experts = ratified * world.expert_independence
        findings = brought * (by_experts + world.mandate_strength) / 2.0 / len(SESSIONS)
        return {
            "pressure": np.maximum(world.pressure + self.attention * findings, 0.0),
            "named": np.maximum(world.named + self.appeals * findings, 0.0),
        }
