"""Watching engagement: what dialogues achieve, and what an empty one costs when somebody counts.

Theory: confidential talks can be emptied because nobody outside sees what they are about. NGOs
    that follow them, publish the balance and ask for benchmarks make them transparent:
        transparency <- transparency + pace * (watch + money for it - transparency)
        substance <- substance + benchmarks * transparency * (1 - substance), while talks go on
    An empty dialogue that is watched embarrasses the critic who holds it, so that it quiets less,
    and the critic may leave:
        quieted_i <- quieted_i * (1 - transparency * (1 - substance))
        P(leave) = leaving * transparency * (1 - substance) at the autumn meeting
    Whether talks change anything is disputed. If they open doors, the challenger's rights gain
        opens_doors * substance * share of critics in dialogue
    a year; that they divide critics is in `dialogue`.
Sources: China Human Rights Strategy Study Group, report of 2001; FIDH and HRIC 2004; Kinzelbach
    and Thelle 2011 (no effect on practice was found).
Writes: transparency, substance, quieted, dialogue, rights_departure.
Catalogue: SD9, S03.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.dialogue import NONE, OPEN
from sim.setting import Now
from sim.world import World

AUTUMN = 4  # the second of the two meetings a year, when the balance is drawn


@dataclass(frozen=True)
class EngagementWatch:
    """Acts every quarter, after dialogues; in the autumn critics leave, and doors open."""

    writes: ClassVar = ("transparency", "substance", "quieted", "dialogue", "rights_departure")

    watch: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how closely NGOs follow dialogues, aid and exchanges, beyond what is usual",
        source="proposed in the report of 2001; talks stayed confidential (FIDH and HRIC 2004)",
        grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.15, low=0.0, high=1.0, unit="share per quarter",
        meaning="how fast talks become as transparent as those who watch make them",
        source="two rounds of talks", grade="judgement",
    )  # fmt: skip
    benchmarks: float = parameter(
        0.1, low=0.0, high=1.0, unit="share per quarter",
        meaning="how fast transparent talks return to current violations",
        source="faster than agendas are emptied when nobody watches", grade="judgement",
    )  # fmt: skip
    leaving: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="chance a year",
        meaning="chance that a critic leaves an empty dialogue that everybody watches",
        source="two of some dozen partners suspended talks for want of results", grade="judgement",
    )  # fmt: skip
    opens_doors: float = parameter(
        0.0, low=0.0, high=10.0, unit="points a year",
        meaning="gain in the challenger's rights if all critics held substantial dialogues",
        source="no effect was found (Kinzelbach and Thelle 2011)", grade="literature",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        watched = np.minimum(self.watch + world.money_for("engagement_monitoring"), 1.0)
        transparency = world.transparency + self.pace * (watched - world.transparency)
        partners = world.dialogue == OPEN
        gained = self.benchmarks * transparency * (1.0 - world.substance)
        substance = world.substance + gained * partners.any(axis=1, keepdims=True)
        embarrassed = transparency * (1.0 - substance)
        quieted = world.quieted * (1.0 - embarrassed)
        changes: Changes = {"transparency": transparency, "substance": substance}
        if now.date.quarter == AUTUMN:
            here = now.setting.challenger
            leaves = partners & (draw.states("leave") < self.leaving * embarrassed)
            critics = max(int((now.setting.critics & now.exists).sum()), 1)
            talking = partners.sum(axis=1, keepdims=True) / critics
            rights = world.rights_departure.copy()
            rights[:, [here]] += self.opens_doors * substance * talking
            quieted = np.where(leaves, 0.0, quieted)
            dialogue = np.where(leaves, NONE, world.dialogue)
            changes |= {"dialogue": dialogue, "rights_departure": rights}
        return changes | {"quieted": quieted}
