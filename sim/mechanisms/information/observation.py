"""Observation: what outsiders believe of rights in a state, and how old that belief is.

Theory: where little is published outsiders go on believing what they last knew, and guess at what
    has changed since. Each year a part of every state stays unseen:
        secrecy_i = (opacity * (1 - rights_i / 100) + media_control_i) * (1 - disclosure)
        unseen_i  = secrecy_i * (1 - sensors) / (1 + ngo_share * monitoring beyond habit)
    in the challenger (1 - reach * office) of it, while the watchdogs near it are open. With
    moved = rights_departure - repression,
        believed  <- (1 - unseen) * moved + unseen * (believed + volatility * normal + managed)
        staleness <- unseen * (staleness + 4)
        perceived  = believed - moved
    so that errors grow with the age of what is known and the speed of change. `managed` is what
    the challenger's news adds by making abuse routine, and it dulls attention as far as nobody
    sees for himself. An office beside it hands over names and reports what it sees:
        named    <- named + cases * office
        pressure <- pressure * (1 - dulled) + evidence * office * (1 - rights / 100),
            with dulled = notice * unseen * managed / 10
Sources: Hutchings 2019 and Amnesty International's China strategy (volatile, ambiguous, horizon
    scanning); China Human Rights Strategy Study Group, report of 2001 (Hong Kong office, routine
    news of abuse); DeMeritt 2012; Hendrix and Wong 2013 (who hears of abuse).
Writes: believed, perceived, staleness, named, pressure.
Catalogue: A05, A14, A57, S08, SC7.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw, normal
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import beyond_habit
from sim.setting import Floats, Now
from sim.world import World

YEARBOOK = 1  # the quarter in which yearly reports are written, before the main session


@dataclass(frozen=True)
class Observation:
    """Acts once a year, before the main session."""

    writes: ClassVar = ("believed", "perceived", "staleness", "named", "pressure")

    opacity: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="what stays unseen in a year in a state that respects no rights",
        source="closed states are known about, with gaps (Hendrix and Wong 2013)",
        grade="judgement",
    )  # fmt: skip
    disclosure: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="what governments publish of what they plan and do, beyond what is usual",
        source="a duty that few fulfil (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    sensors: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="part of the unseen that observers in many cities report on",
        source="proposed, not in place (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    office: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="an independent monitoring office near the challenger, 1 at full strength",
        source="proposed in the report of 2001; only small groups were there", grade="judgement",
    )  # fmt: skip
    routine: float = parameter(
        0.0, low=0.0, high=60.0, kind="lever", unit="points a year",
        meaning="improvement that the challenger's management of news makes outsiders believe",
        source="beyond what the record holds (report of 2001)", grade="judgement",
    )  # fmt: skip
    volatility: float = parameter(
        2.0, low=0.0, high=40.0, unit="points a year",
        meaning="s.d. of what outsiders guess wrongly about a year that nobody saw",
        source="yearly changes of rights scores, a few points", grade="judgement",
    )  # fmt: skip
    ngo_share: float = parameter(
        0.5, low=0.0, high=0.9, unit="share",
        meaning="how much of what outsiders see they see through NGOs",
        source="reports of NGOs stand beside those of embassies and the press", grade="judgement",
    )  # fmt: skip
    reach: float = parameter(
        0.7, low=0.0, high=1.0, unit="share",
        meaning="part of the challenger's unseen that a full office beside it would see",
        source="travellers, calls and local media reach Hong Kong", grade="judgement",
    )  # fmt: skip
    cases: float = parameter(
        60.0, low=0.0, high=500.0, unit="names a year",
        meaning="prisoners whose names a full office adds to the lists",
        source="one foundation there raised some 90 a year (Dui Hua 1999-2024)",
        grade="judgement",
    )  # fmt: skip
    evidence: float = parameter(
        0.1, low=0.0, high=1.0, unit="share of the attention after the crackdown, a year",
        meaning="attention that checked reports of a full office would renew if no right was kept",
        source="reports move opinion where they are believed (DeMeritt 2012)", grade="judgement",
    )  # fmt: skip
    notice: float = parameter(
        0.3, low=0.0, high=2.0, unit="share per 10 points",
        meaning="attention lost a year to news that makes things look 10 points better",
        source="attention follows reports, not events (Hendrix and Wong 2013)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != YEARBOOK:
            return {}
        here = now.setting.challenger
        office = self._office(world, now)
        unseen = self._unseen(world, now, office)
        moved = world.rights_departure - world.repression
        guess = world.believed + self.volatility * normal(draw.states("guess"))
        guess[:, [here]] += self.routine
        believed = moved + unseen * (guess - moved)
        violations = 1.0 - now.rights[here] / 100.0
        dulled = np.minimum(self.notice * unseen[:, [here]] * self.routine / 10.0, 1.0)
        heard = self.evidence * office * violations
        return {
            "believed": believed,
            "perceived": believed - moved,
            "staleness": unseen * (world.staleness + 4.0),
            "named": world.named + self.cases * office,
            "pressure": world.pressure * (1.0 - dulled) + heard,
        }

    def _office(self, world: World, now: Now) -> Floats:
        """The office at work (R, 1), 0-1: nothing once the watchdogs near the challenger close."""
        ngos = now.setting.ngos
        near = ngos.of("watchdog") & ngos.inside
        open_ = (near & ~world.ngo_closed).sum(axis=1, keepdims=True) / max(int(near.sum()), 1)
        return np.minimum(self.office + world.money_for("monitoring"), 1.0) * open_

    def _unseen(self, world: World, now: Now, office: Floats) -> Floats:
        """The part of each state (R, N) that nobody from outside sees this year, 0-1."""
        hidden = self.opacity * now.denied + world.media_control
        seen_more = np.maximum(1.0 + self.ngo_share * beyond_habit(world, now, "monitoring"), 0.1)
        left = (1.0 - self.disclosure) * (1.0 - self.sensors) / seen_more
        unseen = np.clip(hidden * left, 0.0, 1.0)
        unseen[:, [now.setting.challenger]] *= 1.0 - self.reach * office
        return unseen
