"""Spiral: from repression over denial and tactical concessions to norms that are kept.

Theory: a state that is pressed answers back, then concedes what costs little; words become binding
    where treaties and domestic groups hold it to them, and practice follows where institutions and
    habit are there already. It may stop at any stage, and repression throws it back. Chances a
    year of one stage up, and down:
        0 repression -> 1 denial: answer * pressed_i
        1 -> 2 tactical concessions: concede * pressed_i
        2 -> 3 prescriptive status: oblige * bound_i * (recorded room_i + claims_i - enough)
        3 -> 4 rule-consistent: keep * (rights_i / half - 1 + institutions_i)
        down: relapse * repression_i / 10
    pressed_i is how far the text on its situation came at the last turn, in the challenger also
    attention; bound_i the share of core treaties ratified. Pressure beyond the usual is heeded
    more at later stages:
        rights_departure_i <- rights_departure_i + heed * works[stage_i] * (pressed_i - usual_i)
    A run starts each state from its record: denial with three treaties, the later stages with
    30, 50 and 70 points of respect for rights.
Sources: Risse, Ropp and Sikkink 1999 and 2013 (the spiral, and where it stops).
Writes: stage, rights_departure.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Bools, Floats, Ints, Now
from sim.world import World

SEASON = 4
RULE = 4
FEW_TREATIES = 3.0 / 9.0  # ratified, of the core treaties, by a state that answers; judgement
RECORD = (30.0, 50.0, 70.0)  # respect for rights at which stages 2, 3 and 4 begin; judgement
WORKS = (0.0, 0.0, 0.2, 0.6, 1.0)  # how far pressure is heeded, by stage; judgement
HALF = 50.0  # points: the middle of the scale
USUAL_LEVEL = 0.6  # how far a tabled text comes on average, of adopted; judgement


@dataclass(frozen=True)
class Spiral:
    """Acts once a year on every state; the first time it sets the stages."""

    writes: ClassVar = ("stage", "rights_departure")

    answer: float = parameter(
        0.5, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that a state under full pressure begins to answer back",
        source="white papers from 1991 on (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    concede: float = parameter(
        0.4, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that a state under full pressure begins to concede",
        source="releases and dialogues of the 1990s (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    oblige: float = parameter(
        0.3, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that words become binding where all is ratified and groups have full room",
        source="five of eleven cases reached the stage (Risse, Ropp and Sikkink 1999)",
        grade="judgement",
    )  # fmt: skip
    enough: float = parameter(
        0.25, low=0.0, high=1.0, unit="share",
        meaning="room for groups below which nobody at home holds a state to its words",
        source="cases that stopped at concessions (Risse, Ropp and Sikkink 1999)",
        grade="judgement",
    )  # fmt: skip
    keep: float = parameter(
        0.3, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that norms are kept as a rule where institutions are complete",
        source="democratic cases (Risse, Ropp and Sikkink 1999)", grade="judgement",
    )  # fmt: skip
    relapse: float = parameter(
        0.5, low=0.0, high=5.0, unit="chance a year per 10 points",
        meaning="chance that repression beyond the record throws a state back",
        source="cases that fell back (Risse, Ropp and Sikkink 2013)", grade="judgement",
    )  # fmt: skip
    heed: float = parameter(
        2.0, low=0.0, high=20.0, unit="points a year",
        meaning="respect for rights that full pressure wins of a state that keeps norms",
        source="judgement on Risse, Ropp and Sikkink 2013", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        luck, pressed = draw.states("stage"), self._pressed(world, now)
        stage = world.stage if world.stage.any() else np.broadcast_to(on_record(now), luck.shape)
        back = (luck > 1.0 - 0.1 * self.relapse * world.repression) & (stage > 0)
        stage = stage + self._rises(world, now, pressed, stage, luck) - back
        stage = np.clip(stage, 0, RULE)
        heeded = self.heed * np.take(WORKS, stage) * (pressed - _usually_pressed(now))
        return {"stage": stage, "rights_departure": world.rights_departure + heeded}

    def _rises(self, world: World, now: Now, pressed: Floats, stage: Ints, luck: Floats) -> Bools:
        """Which states (R, N) move a stage up this year."""
        bound = self.oblige * (now.ratified + world.treaties)
        habit = self.keep * (now.rights / HALF - 1.0 + world.institutions)
        return (
            (stage == 0) & (luck < self.answer * pressed)
            | (stage == 1) & (luck < self.concede * pressed)
            | (stage == 2) & (luck < bound * (now.civic_space + world.claims - self.enough))
            | (stage == 3) & (luck < habit)
        )

    def _pressed(self, world: World, now: Now) -> Floats:
        """How far each state (R, N) is pressed."""
        texts, pressed = now.setting.texts, np.zeros(world.stage.shape)
        for k in np.flatnonzero(_counted(now)):
            pressed[:, texts.target[k]] += world.level[:, k] / 3.0
        pressed[:, [now.setting.challenger]] += world.pressure
        return np.clip(pressed, 0.0, 1.0)


def on_record(now: Now) -> Ints:
    """The stage of each state (N,) by the record alone."""
    stage = (now.ratified >= FEW_TREATIES).astype(np.int64)
    for at, points in enumerate(RECORD, start=2):
        stage = np.where(now.rights >= points, at, stage)
    return stage


def _usually_pressed(now: Now) -> Floats:
    """How far each state (N,) is pressed on average, in the challenger with its attention."""
    texts, usual = now.setting.texts, np.zeros(now.setting.states)
    for k in np.flatnonzero(_counted(now)):
        usual[texts.target[k]] += USUAL_LEVEL * texts.readiness[k]
    usual[now.setting.challenger] += 1.0 / 3.0
    return np.clip(usual, 0.0, 1.0)


def _counted(now: Now) -> Bools:
    """Texts (K,) on situations of states other than the challenger that are open."""
    texts = now.setting.texts
    return (texts.target >= 0) & (texts.target != now.setting.challenger) & now.open
