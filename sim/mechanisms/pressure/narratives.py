"""Narratives: in which words publics everywhere hear of rights, and whom the words win.

Theory: messages of hope are passed on, to neighbours too, and win the undecided where people see a
    way to act; where there is none they end in fatigue. Messages of fear are heard by the
    convinced, and drive camps apart. New stories that start from an audience's own values win the
    undecided and leave friends and opponents as they were:
        undecided_i = exp(-(h_i / between)^2)
        opening_i = (room_i - enough) / (1 - enough), at most 1, room_i of rights and civic space
        gain_i = persuasion * undecided_i * (hope * opening_i * (1 + contagion * neighbours_i)
                                             + fit * new_stories)
    A norm put in the terms of an audience's faith is heard as its own by religious publics:
        gain_i += persuasion * norm * (
            in_faith_terms * (religious_i + of_others * (1 - religious_i))
            + (1 - in_faith_terms) * (foreign * religious_i + 1 - religious_i))
        consciousness_i <- consciousness_i + gain_i * (1 -+ consciousness_i / ceiling)
    where hope < 0 stands for fear, and then
        departure_i <- departure_i + polarising * fear * tanh(h_i)
Sources: Howie 2019 and Månsson and Howie 2019, International Civil Society Centre (hope-based
    communication and its limits, new narratives, a declaration of faith for gender justice).
Writes: consciousness, departure.
Catalogue: A30, A31, A37, A39.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from sim import evidence
from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.pressure.usual import SEASON
from sim.setting import Floats, Now
from sim.world import World

RELIGIOUS = "organisation_of_islamic_cooperation"  # the public of the declaration of faith
BETWEEN = 0.6  # s.d. of ideal points within which publics are undecided; judgement
OF_OTHERS = 0.3  # what a norm in the terms of a faith wins of publics without it; judgement


@dataclass(frozen=True)
class Narratives:
    """Acts once a year, in the autumn."""

    writes: ClassVar = ("consciousness", "departure")

    hope: float = parameter(
        0.0, low=-1.0, high=1.0, kind="lever", unit="share",
        meaning="of messages that turn to hope beyond the usual mix; below 0, that turn to fear",
        source="0 is the usual mix (Howie 2019)", grade="judgement",
    )  # fmt: skip
    new_stories: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of messages in new stories that start from the audience's values",
        source="0 is the usual mix (Howie 2019)", grade="judgement",
    )  # fmt: skip
    norm: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of messages on one norm, as gender justice, beyond the usual",
        source="0 is the usual mix (Månsson and Howie 2019)", grade="judgement",
    )  # fmt: skip
    in_faith_terms: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of them that put the norm in the terms of the audience's faith",
        source="a declaration by scholars and a religious NGO (Månsson and Howie 2019)",
        grade="judgement",
    )  # fmt: skip
    persuasion: float = parameter(
        0.06, low=0.0, high=0.5, unit="share a year",
        meaning="consciousness of rights that a full turn of messages wins where it fits",
        source="reports of campaigns, no measurement (Howie 2019)", grade="judgement",
    )  # fmt: skip
    fit: float = parameter(
        0.7, low=0.0, high=2.0, unit="share",
        meaning="what new stories win of the undecided, beside hope", source="Howie 2019",
        grade="judgement",
    )  # fmt: skip
    enough: float = parameter(
        0.25, low=0.0, high=0.9, unit="share",
        meaning="room for action below which hope ends in fatigue",
        source="limits of hope (Månsson and Howie 2019)", grade="judgement",
    )  # fmt: skip
    contagion: float = parameter(
        2.0, low=0.0, high=10.0, unit="per share",
        meaning="how much further hope goes where neighbours have taken it up",
        source="hope is shared more than fear (Howie 2019)", grade="judgement",
    )  # fmt: skip
    foreign: float = parameter(
        0.3, low=0.0, high=1.0, unit="share",
        meaning="what the same norm in secular terms wins of religious publics",
        source="Månsson and Howie 2019", grade="judgement",
    )  # fmt: skip
    ceiling: float = parameter(
        0.5, low=0.05, high=1.0, unit="share",
        meaning="how far messages alone raise or lower consciousness of rights",
        source="depth takes more than messages (Månsson and Howie 2019)", grade="judgement",
    )  # fmt: skip
    polarising: float = parameter(
        0.06, low=0.0, high=0.5, unit="s.d. of ideal points a year",
        meaning="how far messages of fear drive camps apart", source="Howie 2019",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        position = now.position + world.departure
        fear = np.maximum(-self.hope, 0.0)
        gain = self.persuasion * (self._of_stories(world, now, position) + self._of_norms(now))
        left = np.maximum(1.0 - np.sign(gain) * world.consciousness / self.ceiling, 0.0)
        return {
            "consciousness": world.consciousness + gain * np.minimum(left, 1.0),
            "departure": world.departure + self.polarising * fear * np.tanh(position),
        }

    def _of_stories(self, world: World, now: Now, position: Floats) -> Floats:
        """What hope and new stories win of the undecided (R, N), of all that messages can win."""
        told = self.fit * self.new_stories
        hope = np.maximum(self.hope, 0.0)
        if np.any(hope > 0.0):
            room = np.clip(now.rights / 100.0 + world.civic_space, 0.0, 1.0)
            opening = (room - self.enough) / (1.0 - self.enough)
            told = told + hope * opening * (1.0 + self.contagion * self._neighbours(world, now))
        return np.exp(-np.square(position / BETWEEN)) * told

    def _neighbours(self, world: World, now: Now) -> Floats:
        """The mean consciousness beyond the usual in each state's region (R, N), if raised."""
        around = np.zeros_like(world.consciousness)
        for group in range(len(evidence.GROUPS)):
            region = now.setting.group == group
            there = region & now.exists
            total = (world.consciousness * there).sum(axis=1, keepdims=True)
            around += region * np.maximum(total / there.sum(), 0.0)
        return around

    def _of_norms(self, now: Now) -> Floats:
        """What messages on a norm win (N,), or (R, N) if uncertain, of all they can."""
        religious = religious_publics(now.setting.iso3, now.date.year)
        in_faith = religious + OF_OTHERS * (1.0 - religious)
        secular = self.foreign * religious + 1.0 - religious
        terms = self.in_faith_terms * in_faith + (1.0 - self.in_faith_terms) * secular
        return self.norm * terms


@lru_cache(maxsize=64)
def religious_publics(iso3: tuple[str, ...], year: int) -> Floats:
    """States (N,) whose publics a declaration of faith speaks to, 1.0 or 0.0."""
    return np.array([float(evidence.belongs(RELIGIOUS, state, year)) for state in iso3])
