"""Special sessions: how long mass violence waits until a body between its sessions can meet.

Theory: violence breaks out in an open situation with chance `outbreaks` a year and a severity
    drawn from 0 to 1. A member i asks for a special session on situation k once
        position_i - remembered * memory_ki + alarm * severity_k + urgency * quarters waited
            - shield (if the target is a permanent member) > bar
    so the worse it is and the longer it lasts, the more members sign. When as many have signed as
    the rule demands, a special session is held: those who signed vote against the target, those
    further than `band` below the bar with it, and the text counts as decided or adopted if it had
    not come as far at its last turn. An answer, there or in a regular session that
    decides on the text, ends the outbreak; until then it costs toll * severity points of the
    target's respect for rights each quarter. What nobody answers ends after `duration`.
Sources: ECOSOC 1990/48; GA res. 60/251 para 10 (procedures/*.yaml); Nathan and Scobell 2009 (the
    mechanism of 1990 was weakened); Krain 2012 (naming reduces the severity of mass killing).
Writes: crisis, awaiting, special_sessions, level, rights_departure.
Catalogue: N38.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.states.consequences import ADOPTED, DECIDED
from sim.procedures import carried
from sim.setting import Bools, Floats, Now
from sim.world import World

ONSET = 2  # outbreaks are drawn once a year, after the Commission's session of the first quarter


@dataclass(frozen=True)
class SpecialSessions:
    """Acts every quarter in which violence awaits an answer."""

    writes: ClassVar = ("crisis", "awaiting", "special_sessions", "level", "rights_departure")

    threshold: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share of members",
        meaning="who must ask for a special session; 0 leaves it to the body's own rule",
        source="a majority in the Commission from 1990, a third in the Council", grade="measured",
    )  # fmt: skip
    outbreaks: float = parameter(
        0.1, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that mass violence breaks out in an open situation",
        source="five special sessions in 14 years of the Commission, eleven on these situations in "
        "12 years of the Council", grade="judgement",
    )  # fmt: skip
    alarm: float = parameter(
        2.0, low=0.0, high=5.0, unit="s.d. of ideal points",
        meaning="how much violence of full severity moves members to ask",
        source="Yugoslavia 1992 and Rwanda 1994 were called by a broad majority",
        grade="judgement",
    )  # fmt: skip
    urgency: float = parameter(
        0.3, low=0.0, high=2.0, unit="s.d. of ideal points per quarter",
        meaning="how much each quarter of waiting moves members to ask",
        source="East Timor 1999: signatures were gathered within weeks", grade="judgement",
    )  # fmt: skip
    remembered: float = parameter(
        0.5, low=0.0, high=2.0, unit="s.d. of ideal points",
        meaning="how much less those sign who have always voted with the target",
        source="votes on the same target persist in nine years of ten", grade="judgement",
    )  # fmt: skip
    shield: float = parameter(
        0.5, low=0.0, high=3.0, unit="s.d. of ideal points",
        meaning="how much power protects a permanent member of the Security Council",
        source="1.7 logits of a vote at 3.5 logits per s.d. of ideal points (roll calls)",
        grade="estimated",
    )  # fmt: skip
    bar: float = parameter(
        2.0, low=0.0, high=5.0, unit="s.d. of ideal points",
        meaning="what it takes for a member to ask for a special session",
        source="set so that both bodies meet about as often as they did", grade="judgement",
    )  # fmt: skip
    band: float = parameter(
        0.9, low=0.0, high=3.0, unit="s.d. of ideal points",
        meaning="how far below the bar a member abstains before it votes with the target",
        source="abstentions are 3.1 logits wide at 3.5 logits per s.d. (roll calls)",
        grade="estimated",
    )  # fmt: skip
    toll: float = parameter(
        1.5, low=0.0, high=10.0, unit="points per quarter",
        meaning="what an outbreak of full severity costs the target's respect for rights",
        source="falls of 5 to 15 points in the first years of mass violence (rights scores)",
        grade="judgement",
    )  # fmt: skip
    duration: float = parameter(
        8.0, low=1.0, high=40.0, unit="quarters",
        meaning="after which an outbreak that nobody answers has spent itself",
        source="the worst of mass violence lasts one or two years", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        crisis, awaiting = self._violence(world, now, draw)
        held, adopted = self._sessions(world, now, crisis, awaiting)
        left = np.where(held, 0.0, crisis)
        reached = np.where(adopted, ADOPTED, DECIDED) * held
        rights, target = world.rights_departure.copy(), now.setting.texts.target
        waits = np.flatnonzero(left.any(axis=0))
        rights[:, target[waits]] -= self.toll * left[:, waits]
        return {
            "crisis": left,
            "awaiting": awaiting,
            "special_sessions": held.sum(axis=1, keepdims=True).astype(float),
            "level": np.maximum(world.level, reached),
            "rights_departure": rights,
        }

    def _violence(self, world: World, now: Now, draw: Draw) -> tuple[Floats, Floats]:
        """How severe the violence is (R, K) that awaits an answer, and for how long it has."""
        situations = now.open & (now.setting.texts.target >= 0)
        due = np.zeros_like(situations)
        due[now.due] = True
        answered = due & (world.level >= DECIDED)
        lasts = (world.crisis > 0) & (world.awaiting + 1.0 < self.duration)
        lasts &= situations & ~answered
        crisis = np.where(lasts, world.crisis, 0.0)
        awaiting = np.where(lasts, world.awaiting + 1.0, 0.0)
        if now.date.quarter == ONSET:
            size = len(situations)
            exposed = situations.copy()
            exposed[now.setting.challenge] = False  # a crackdown there is left to the timeline
            starts = exposed & (crisis == 0) & (draw.items("outbreak", size) < self.outbreaks)
            crisis = np.where(starts, draw.items("severity", size), crisis)
            awaiting = np.where(starts, 0.0, awaiting)
        return crisis, awaiting

    def _sessions(
        self, world: World, now: Now, crisis: Floats, awaiting: Floats
    ) -> tuple[Bools, Bools]:
        """On which situations (R, K) a special session is held, and where it adopts a text."""
        held, adopted = np.zeros_like(world.tabled), np.zeros_like(world.tabled)
        rows, texts = np.nonzero(crisis)  # few situations wait, so count signatures on these alone
        if rows.size:
            mighty = now.setting.texts.great_power
            urge = self.alarm * crisis + self.urgency * awaiting - self.shield * mighty - self.bar
            kept, band = (
                np.broadcast_to(value, (world.replicates, 1))[rows]
                for value in (self.remembered, self.band)
            )
            _, k, n = world.memory.shape
            members, present = world.members[rows], world.present[rows]
            position = np.take(now.position + world.departure, rows[:, None] * n + members)
            memory = np.take(world.memory, (rows * k + texts)[:, None] * n + members)
            willing = position - kept * memory + urge[rows, texts][:, None]
            signed = ((willing > 0.0) & present).sum(axis=1)
            friends = ((willing < -band) & present).sum(axis=1)
            held[rows, texts] = signed >= self._needs(world, now)[rows, 0]
            adopted[rows, texts] = carried(signed, friends)
        return held, adopted

    def _needs(self, world: World, now: Now) -> Floats:
        """How many members (R, 1) must ask; more than there are if no rule allows a session."""
        members = world.present.sum(axis=1, keepdims=True)
        own = now.body.special_session_needs(now.date) if now.body else None
        share = np.broadcast_to(self.threshold, members.shape)
        return np.where(share > 0, np.ceil(share * members - 1e-6), own or members + 1.0)
