"""Standing: what publics and donors think of NGOs, and what that brings them.

Theory: populists tell publics that NGOs serve foreign or elite interests; those that answer to
    the people for whom they speak are believed less to do so, and trusted more in quiet times:
        target_g = 1 - erosion * populism * (1 - shield * accountable) + trust * accountable
        legitimacy <- legitimacy + pace * (target - legitimacy)
    Donors follow legitimacy, and prefer those that have the new skills before others:
        funds <- funds + pace * (legitimacy_g * (1 + appeal * (skill_g - mean skill)) - funds)
    Downward the pace is `falling`; upward it is rigid + reinvention: an organisation that takes a
    crisis for a reason to change comes back, a rigid one stays diminished. Accountability and
    decentralisation are reforms: a third of the way is gone each year.
Sources: Howie 2019 and Månsson and Howie 2019, International Civil Society Centre (populism,
    resilience, accountability, the structure of international NGOs); Chaudhry 2022.
Writes: ngo_legitimacy, ngo_funds, accountable, decentralised.
Catalogue: A28, A29, A34, A35, A40, A42.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World
from sim.world.ngos import USUAL_SKILL

REFORM = 1.0 / 3.0  # of the way to what was decided, gone in a year; judgement


@dataclass(frozen=True)
class Standing:
    """Acts in the second quarter of every year, after the attacks, on every NGO."""

    writes: ClassVar = ("ngo_legitimacy", "ngo_funds", "accountable", "decentralised")

    populism: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far populists persuade publics against NGOs, beyond the record",
        source="Howie 2019", grade="judgement",
    )  # fmt: skip
    accountability: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far NGOs bind themselves to openness and to those they speak for",
        source="national frameworks of accountability (Månsson and Howie 2019)", grade="judgement",
    )  # fmt: skip
    decentralisation: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of decisions that Northern NGOs pass to members in the South",
        source="reimagined international NGOs (Månsson and Howie 2019)", grade="judgement",
    )  # fmt: skip
    reinvention: float = parameter(
        0.2, low=0.0, high=0.8, kind="lever", unit="share a year",
        meaning="how much faster NGOs recover because they take a crisis as a reason to change",
        source="turning adversity into opportunity (Månsson and Howie 2019)", grade="judgement",
    )  # fmt: skip
    rigid: float = parameter(
        0.05, low=0.0, high=1.0, unit="share a year",
        meaning="how fast a rigid organisation recovers", source="Månsson and Howie 2019",
        grade="judgement",
    )  # fmt: skip
    falling: float = parameter(
        0.4, low=0.0, high=1.0, unit="share a year",
        meaning="how fast legitimacy, and funds with it, are lost",
        source="within an electoral cycle (Howie 2019)", grade="judgement",
    )  # fmt: skip
    erosion: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="legitimacy that full populism costs NGOs that are not accountable",
        source="Howie 2019", grade="judgement",
    )  # fmt: skip
    shield: float = parameter(
        0.6, low=0.0, high=1.0, unit="share",
        meaning="of that loss which full accountability prevents", source="Månsson and Howie 2019",
        grade="judgement",
    )  # fmt: skip
    trust: float = parameter(
        0.1, low=0.0, high=0.5, unit="share",
        meaning="legitimacy that full accountability adds in quiet times",
        source="trust in NGOs increases with self-regulation", grade="judgement",
    )  # fmt: skip
    appeal: float = parameter(
        0.5, low=0.0, high=3.0, unit="share per share",
        meaning="how much donors prefer those who know more than others",
        source="first adopters gain most (Howie 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != 2:
            return {}
        answering = world.accountable + REFORM * (self.accountability - world.accountable)
        passed_on = world.decentralised + REFORM * (self.decentralisation - world.decentralised)
        blamed = self.erosion * self.populism * (1.0 - self.shield * answering)
        legitimacy = self._follows(world.ngo_legitimacy, 1.0 - blamed + self.trust * answering)
        skill = world.ngo_skill - USUAL_SKILL
        ahead = skill - skill.mean(axis=1, keepdims=True)
        funds = self._follows(world.ngo_funds, legitimacy * (1.0 + self.appeal * ahead))
        return {
            "ngo_legitimacy": legitimacy,
            "ngo_funds": funds,
            "accountable": answering,
            "decentralised": passed_on,
        }

    def _follows(self, old: Floats, target: Any) -> Floats:
        """Values a year later, down at one pace and up at another."""
        rising = self.rigid + self.reinvention
        return old + np.where(target > old, rising, self.falling) * (target - old)
