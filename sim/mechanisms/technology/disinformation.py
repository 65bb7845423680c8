"""Disinformation: the same networks carry lies, and what counts is who invests more.

Theory: of what is read online a share misleads. Lies breed lies, so it follows connectivity with
    some delay, up to what the ratio of investments in it and against it allows, not their level:
        strain = attack / (attack + defence * (1 + effort * online beyond habit))
        most_i = most * strain * connectivity_i
        disinformation_i grows by spread * disinformation_i * (1 - disinformation_i / most_i)
    Literacy lets people tell: it moves toward `training` of those who could not. What is left
    beyond the usual does harm:
        harm_i = disinforms * (disinformation_i * (1 - literacy_i) - usual)
    It brings violence against those whom the lies are about, and costs trust, which falls fast
    and heals slowly. `disinforms` 0 is the theory that networks only empower.
Sources: Nilsen 2019 (hate speech and false news about the Rohingya, mistrust of social media,
    critical thinking badly lacking in schools).
Writes: disinformation, literacy, trust, rights_departure.
Catalogue: A43, A45, A46, A47, A49.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import beyond_habit
from sim.mechanisms.technology.usual import usual_connectivity, year_before
from sim.setting import Floats, Now
from sim.world import World

SEASON = 1
USUAL_STRAIN = 0.5  # both sides invest the same
USUAL_LITERACY = 0.3  # share of people who can tell, without training; judgement
LEAST = 1e-6  # share that misleads below which nothing is divided by it
DELAY = 2.0  # years by which lies came after the networks: the honeymoon of Nilsen 2019; judgement


@dataclass(frozen=True)
class Disinformation:
    """Acts once a year, after connectivity."""

    writes: ClassVar = ("disinformation", "literacy", "trust", "rights_departure")

    attack: float = parameter(
        1.0, low=0.0, high=8.0, kind="lever", unit="times",
        meaning="what officials and nationalists invest in misleading publics",
        source="1 is the record, matched by the other side", grade="judgement",
    )  # fmt: skip
    defence: float = parameter(
        1.0, low=0.1, high=8.0, kind="lever", unit="times",
        meaning="what supporters of an open society invest in reaching the same publics",
        source="1 is the record; the fear is to invest too little (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    training: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of those who cannot tell who are taught to question what they read",
        source="0 is the record; taught to youth groups in Myanmar (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    disinforms: float = parameter(
        1.0, low=0.0, high=2.0, unit="share",
        meaning="how far the theory holds that networks disinform; 0 leaves that they empower",
        source="both sides of the contradiction are argued (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    effort: float = parameter(
        0.2, low=0.0, high=1.0, unit="share",
        meaning="how much of the defence is the work of NGOs online",
        source="publishers and platforms do most of it", grade="judgement",
    )  # fmt: skip
    most: float = parameter(
        0.4, low=0.0, high=1.0, unit="share",
        meaning="of what is read online that misleads where nobody defends and all are online",
        source="a large part of what was read in Myanmar in 2017 (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    spread: float = parameter(
        0.6, low=0.05, high=1.0, unit="share per year",
        meaning="how fast lies breed lies, and how fast people are taught",
        source="voice first in 2016, campaigns of hatred in 2017 (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    violence: float = parameter(
        12.0, low=0.0, high=60.0, unit="points a year",
        meaning="respect for rights lost if all that is read misleads and nobody can tell",
        source="violence against a minority that the lies were about (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    doubt: float = parameter(
        2.0, low=0.0, high=10.0, unit="share per share",
        meaning="trust lost for each share of what is read that misleads unnoticed",
        source="mistrust of social media after 2017 (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    healing: float = parameter(
        0.1, low=0.0, high=1.0, unit="share per year", meaning="how fast trust comes back",
        source="cohesion is slow to return (Nilsen 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        usual = self._usual(now)
        misled = self._misled(world, now, usual)
        taught = world.literacy if now.step >= 4 else USUAL_LITERACY
        able = USUAL_LITERACY + self.training * (1.0 - USUAL_LITERACY)
        literacy = np.zeros_like(world.literacy) + taught + self.spread * (able - taught)
        harm = self.disinforms * (misled * (1.0 - literacy) - usual * (1.0 - USUAL_LITERACY))
        shaken = np.maximum(-self.doubt * harm, -1.0)
        healed = world.trust + self.healing * (shaken - world.trust)
        return {
            "disinformation": misled,
            "literacy": literacy,
            "trust": np.minimum(shaken, healed),
            "rights_departure": world.rights_departure - self.violence * harm,
        }

    def _usual(self, now: Now) -> Floats:
        """The share (N,), or (R, N), that misleads by the usual course."""
        return self.most * USUAL_STRAIN * usual_connectivity(now, DELAY)

    def _misled(self, world: World, now: Now, usual: Floats) -> Floats:
        """The share (R, N) of what is read that misleads, a year on."""
        online = np.maximum(1.0 + self.effort * beyond_habit(world, now, "online"), 0.0)
        strain = self.attack / (self.attack + self.defence * online)
        expected = USUAL_STRAIN * usual_connectivity(now)
        most = self.most * strain * world.connectivity
        beyond = np.zeros_like(world.disinformation)
        if now.step >= 4:
            beyond = world.disinformation - self._usual(year_before(now))
        bred = np.minimum((usual + beyond) / np.maximum(most, LEAST), 1.0)
        gap = most - self.most * expected - beyond
        return np.clip(usual + beyond + self.spread * bred * gap, 0.0, 1.0)
