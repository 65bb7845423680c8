"""Firms: standards for those who supply them, and business as a lever instead of an opponent.

Theory: quiet talk wins firms only where interests meet; investors who make access to markets
    depend on it win part of the rest:
        talk = engagement + effort * corporate work beyond habit
        bought = investors + money for it
        wanted = shared * min(talk + bought, 1) + (1 - shared) * market * min(bought, 1)
        standards <- standards + adoption * (wanted - standards)
    Abuses in audited chains fall: rights of the challenger gain audited * standards a year. And a
    firm that must answer for its suppliers holds its government back less:
        restraint_i <- restraint_i - turn * standards * exposure_i
Sources: Hutchings 2019 (firms and industry bodies of the challenger abroad); China Human Rights
    Strategy Study Group 2001 (subcontracting, corporate responsibility, responsible investing).
Writes: standards, rights_departure, restraint.
Catalogue: A24, SA2.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import beyond_habit
from sim.setting import Floats, Now
from sim.world import World

SEASON = 4


@dataclass(frozen=True)
class Firms:
    """Standards change once a year; critics are held back less whenever they decide."""

    writes: ClassVar = ("standards", "rights_departure", "restraint")

    engagement: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="quiet talk with firms and their associations beyond what is usual",
        source="0 is the record; a limited insider role (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    investors: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of investors and brands that make market access depend on standards",
        source="0 is the record; proposed in 2001 (China Human Rights Strategy Study Group)",
        grade="judgement",
    )  # fmt: skip
    effort: float = parameter(
        0.1, low=0.0, high=1.0, unit="share",
        meaning="quiet talk that NGOs' habitual work with firms amounts to",
        source="few NGOs work with firms (evidence/ngo_roles.csv)", grade="judgement",
    )  # fmt: skip
    shared: float = parameter(
        0.4, low=0.0, high=1.0, unit="share",
        meaning="of what standards ask in which a firm's own interest agrees",
        source="areas of shared interest only (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    market: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="of the rest that access to markets can buy",
        source="brands audit their first suppliers", grade="judgement",
    )  # fmt: skip
    adoption: float = parameter(
        0.25, low=0.0, high=1.0, unit="share per year", meaning="how fast suppliers are held to it",
        source="codes spread over some years", grade="judgement",
    )  # fmt: skip
    audited: float = parameter(
        0.8, low=0.0, high=10.0, unit="points a year",
        meaning="respect for the challenger's rights gained if all suppliers are held to standards",
        source="labour is one part of rights, exports one part of labour", grade="judgement",
    )  # fmt: skip
    turn: float = parameter(
        2.0, low=0.0, high=8.0, unit="logits",
        meaning="how much less business holds critics back if all suppliers are held to standards",
        source="business as a lever instead of an opponent (Study Group 2001); half of its weight",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        changes: Changes = {}
        if now.setting.challenge in now.due:
            freed = self.turn * world.standards * world.exposure
            changes["restraint"] = world.restraint - freed
        if now.date.quarter == SEASON:
            wanted = self._wanted(world, now)
            standards = world.standards + self.adoption * (wanted - world.standards)
            rights = world.rights_departure.copy()
            rights[:, now.setting.challenger] += (self.audited * standards)[:, 0]
            changes |= {"standards": standards, "rights_departure": rights}
        return changes

    def _wanted(self, world: World, now: Now) -> Floats:
        """The share (R, 1) of suppliers that will be held to standards."""
        talk = self.engagement + self.effort * beyond_habit(world, now, "corporate")
        bought = self.investors + world.money_for("labour")
        won = self.shared * np.clip(talk + bought, 0.0, 1.0)
        return won + (1.0 - self.shared) * self.market * np.minimum(bought, 1.0)
