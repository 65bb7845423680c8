"""Repression: those in power answer a challenge at once and unbend slowly.

Theory: unrest wanders around what is usual, and is raised by protest. Rights lost beyond the
    record follow what is feared, quickly up (`hardening`) and slowly down (`softening`), and the
    more the fewer institutions of protection the record shows. What is organised out of sight
    (`hidden`) is feared less:
        feared_i = unrest_i * (1 - unseen * hidden_i) - answered
        the challenger also fears threats from outside, and closes ranks as its public does:
            + outside * (pressure * (1 + national feeling - sympathy) - usual_pressure)
        wanted_i = severity * (1 - rights_i / 100) * (1 - protection_i) * feared_i - relief_i
            in the challenger less what courts and defenders win back
        repression_i moves toward wanted_i
    with 1 - protection = (1 - institutions) * (1 - institutions built since), and relief what
    these forbid officials.
    Power and abuse have one root. Control is what repression makes of unrest,
        control_i = 1 - unrest_i * (1 - contented_i) * (1 - protection_i) * (1 - firmness_i),
        firmness_i = share of rights denied, contented_i = contentment * private liberties
    so a challenger that gives up a share `restraint_under_pressure` of the rights it denies, as
    critics press and can withhold something, loses control, unless institutions hold. Where
    fear lessens people dare more: usual unrest rises by `emboldened` per hundred points.
Sources: Nathan and Scobell 2009; Chaudhry 2022 and Steinert 2022 (repression follows threat);
    Wright and Escribà-Folch 2009; Howie 2019 (mobilising in closed messages).
Writes: unrest, repression, control.
Catalogue: N20, N21, N21b, N30, A33, S01, SO3.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

SPRING, AUTUMN = 1, 3


@dataclass(frozen=True)
class Repression:
    """Acts in the first and third quarter; unrest moves, and control is counted, in the first."""

    writes: ClassVar = ("unrest", "repression", "control")

    severity: float = parameter(
        20.0, low=0.0, high=80.0, unit="points",
        meaning="rights lost if a state without any protection of rights fears full unrest",
        source="the fall of rights in years of mass protest", grade="judgement",
    )  # fmt: skip
    hardening: float = parameter(
        0.8, low=0.0, high=1.0, unit="share per half-year",
        meaning="how fast repression rises to what is feared",
        source="crackdowns followed within weeks (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    softening: float = parameter(
        0.12, low=0.0, high=1.0, unit="share per half-year",
        meaning="how fast repression falls again", source="prisoners of 1989 sat for years",
        grade="judgement",
    )  # fmt: skip
    outside: float = parameter(
        0.1, low=0.0, high=2.0, unit="unrest per pressure",
        meaning="how far attention from abroad is felt as a threat to authority",
        source="criticism by rivals is met by closing ranks (Gruffydd-Jones 2019)",
        grade="judgement",
    )  # fmt: skip
    institutions: float = parameter(
        0.0, low=0.0, high=1.0, unit="share",
        meaning="how far courts, elections and a free press can take up unrest instead",
        source="institutions stay as recorded unless a scenario says so", grade="judgement",
    )  # fmt: skip
    restraint_under_pressure: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of the rights it denies that the challenger grants under full pressure",
        source="conditions of 1993-94 were not met (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    contentment: float = parameter(
        0.02, low=0.0, high=0.1, unit="share per point",
        meaning="how far private freedom and income make people put up with the rest",
        source="satisfaction rose with reform (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    unseen: float = parameter(
        0.7, low=0.0, high=1.0, unit="share",
        meaning="how far mobilisation in closed messages escapes those in power",
        source="Howie 2019 on groups under threat", grade="judgement",
    )  # fmt: skip
    emboldened: float = parameter(
        0.3, low=0.0, high=2.0, unit="unrest per 100 points",
        meaning="how much more unrest is usual where fear of repression has lessened",
        source="openings were followed by demands (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    calming: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a year", meaning="how fast unrest returns to usual",
        source="waves of protest last a few years", grade="judgement",
    )  # fmt: skip
    wander: float = parameter(
        0.08, low=0.0, high=0.5, unit="share a year",
        meaning="how far unrest may move in a year by itself, up or down",
        source="most years are quiet", grade="judgement",
    )  # fmt: skip
    usual_unrest: float = parameter(
        0.2, low=0.0, high=1.0, unit="share", meaning="level to which unrest returns",
        source="a level to start from; only departures from it count", grade="judgement",
    )  # fmt: skip
    answered: float = parameter(
        0.23, low=0.0, high=1.0, unit="share",
        meaning="unrest whose answer the record already holds, above the usual as answers last",
        source="set so that mean respect for rights stays as recorded", grade="judgement",
    )  # fmt: skip
    usual_pressure: float = parameter(
        0.33, low=0.0, high=2.0, unit="share of the attention after the crackdown",
        meaning="attention that the record already holds",
        source="mean of the baseline 1990-2018", grade="estimated",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter not in (SPRING, AUTUMN):
            return {}
        ours, denied = now.setting.challenger, now.denied
        spring = now.date.quarter == SPRING
        unrest = self._stirred(world, draw) if spring else world.unrest
        loose = (1.0 - self.institutions) * (1.0 - world.institutions)
        gap = self.severity * loose * denied * self._feared(world, unrest, ours)
        gap = gap - world.relief - world.repression
        gap[:, [ours]] -= world.regained + self._granted(world) * denied[ours]
        hurry = np.where(gap > 0.0, self.hardening, self.softening)
        repression = world.repression + hurry * gap
        if not spring:
            return {"repression": repression}
        firmness = np.clip(denied + repression / 100.0, 0.0, 1.0)
        discontent = np.maximum(1.0 - self.contentment * world.private_liberties, 0.0)
        control = 1.0 - unrest * discontent * loose * (1.0 - firmness)
        return {"unrest": unrest, "repression": repression, "control": control}

    def _stirred(self, world: World, draw: Draw) -> Floats:
        """Unrest (R, N) a year on: part of the way back to what is usual, and some luck."""
        luck = self.wander * (2.0 * draw.states("unrest") - 1.0)
        usual = self.usual_unrest - self.emboldened * world.repression / 100.0
        back = self.calming * (usual - world.unrest)
        return np.clip(world.unrest + back + luck, 0.0, 1.0)

    def _feared(self, world: World, unrest: Floats, ours: int) -> Floats:
        """The challenge to authority (R, N) as those in power see it, beyond what the record
        holds."""
        feared = unrest * (1.0 - self.unseen * world.hidden) - self.answered
        ranks = 1.0 + world.national_feeling[:, [ours]] - world.sympathy
        noticed = world.pressure * np.maximum(ranks, 0.0) - self.usual_pressure
        feared[:, [ours]] += self.outside * noticed
        return feared

    def _granted(self, world: World) -> Floats:
        """Points (R, 1), of a hundred denied, that the challenger grants under pressure."""
        pressed = np.minimum(world.pressure + world.leverage, 1.0)
        return 100.0 * self.restraint_under_pressure * pressed
