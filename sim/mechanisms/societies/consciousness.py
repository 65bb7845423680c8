"""Consciousness: what citizens know of their rights, and where they take their grievances.

Theory: people learn of their rights by schooling, where groups take up the problems of ordinary
    majorities, and in the countryside, where most live, by legal aid; and forget again:
        taught_i = education + everyday * practice; in the challenger + countryside * legal aid
        consciousness_i <- consciousness_i + taught_i * (1 - consciousness_i)
            - forgetting * consciousness_i
    They claim what they know of, the marginalised more if they speak for themselves; those who
    speak for others count the less for it:
        claims_i = claiming * consciousness_i + voiced * partners_i
            + own_voice * (1 + marginal_i) * voices
            + spoken * (1 - own_voice) * (legal defence by NGOs / usual - 1)
    Who can claim need not protest: unrest_i <- unrest_i * (1 - channelled * claims_i). And at
    home rights are seen as one's own: sympathy rises toward following * consciousness, and a part
    soothing * consciousness is taken off what criticism from abroad provokes.
Sources: China Human Rights Strategy Study Group, report of 2001; International Republican
    Institute, China programme page; census of 2000 (64 percent rural).
Writes: consciousness, claims, unrest, sympathy, soothed.
Catalogue: SO1, SO2, SA1, I06.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import year_beyond_habit
from sim.setting import Floats, Now
from sim.world import World

SEASON = 3


@dataclass(frozen=True)
class Consciousness:
    """Acts once a year on every state; legal aid reaches the challenger's countryside."""

    writes: ClassVar = ("consciousness", "claims", "unrest", "sympathy", "soothed")

    education: float = parameter(
        0.0, low=0.0, high=0.5, kind="lever", unit="share a year",
        meaning="of those who do not know their rights whom schools and media teach, beyond usual",
        source="the record already holds the decade of education of 1995-2004", grade="judgement",
    )  # fmt: skip
    everyday: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of their work that groups turn to problems of ordinary majorities, beyond usual",
        source="report of 2001: land, wages, health", grade="judgement",
    )  # fmt: skip
    legal_aid: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of a full programme of legal aid in the countryside, whoever pays, beyond usual",
        source="report of 2001 on rural residents", grade="judgement",
    )  # fmt: skip
    own_voice: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of affected groups trained to put their own case, beyond usual",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    countryside: float = parameter(
        0.64, low=0.0, high=1.0, unit="share", meaning="of people who live in the countryside",
        source="64 percent in China's census of 2000", grade="measured",
    )  # fmt: skip
    practice: float = parameter(
        0.2, low=0.0, high=1.0, unit="share a year",
        meaning="of people who learn of their rights where groups or lawyers serve them",
        source="suits taught villagers the law (report of 2001)", grade="judgement",
    )  # fmt: skip
    forgetting: float = parameter(
        0.1, low=0.0, high=1.0, unit="share a year",
        meaning="how fast what was learnt is lost again", source="campaigns of legal education",
        grade="judgement",
    )  # fmt: skip
    claiming: float = parameter(
        0.8, low=0.0, high=5.0, unit="claims", meaning="per person who knows",
        source="petitions and suits rose with legal knowledge (report of 2001)",
        grade="judgement",
    )  # fmt: skip
    voiced: float = parameter(
        0.2, low=0.0, high=5.0, unit="claims", meaning="per share of capacity of domestic groups",
        source="groups help to file claims (report of 2001)", grade="judgement",
    )  # fmt: skip
    voices: float = parameter(
        0.3, low=0.0, high=5.0, unit="claims",
        meaning="that affected groups bring if all speak for themselves",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    spoken: float = parameter(
        0.05, low=0.0, high=5.0, unit="claims",
        meaning="that outside spokespersons bring, per share of their usual effort",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    channelled: float = parameter(
        0.3, low=0.0, high=1.0, unit="share",
        meaning="of unrest that is brought as claims instead where all can claim",
        source="report of 2001 on rural protest", grade="judgement",
    )  # fmt: skip
    following: float = parameter(
        0.3, low=0.0, high=1.0, unit="share",
        meaning="of those who know their rights who sympathise with the movement",
        source="report of 2001 on a domestic constituency", grade="judgement",
    )  # fmt: skip
    soothing: float = parameter(
        0.2, low=0.0, high=1.0, unit="share",
        meaning="of backlash against criticism from abroad, lost where all know their rights",
        source="report of 2001: rights seen as one's own", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        ours = [now.setting.challenger]
        taught = self._taught(world, now)
        known = world.consciousness
        known = np.minimum(known + taught * (1.0 - known) - self.forgetting * known, 1.0)
        claims = self._claims(world, now, known)
        aware = known[:, ours]
        sympathetic = np.maximum(self.following * aware - world.sympathy, 0.0)
        return {
            "consciousness": known,
            "claims": claims,
            "unrest": world.unrest * (1.0 - self.channelled * np.clip(claims, 0.0, 1.0)),
            "sympathy": world.sympathy + 0.5 * sympathetic,
            "soothed": self.soothing * known,
        }

    def _taught(self, world: World, now: Now) -> Floats:
        """Share (R, N) of those who do not know their rights who learn of them this year."""
        taught = np.zeros_like(world.consciousness) + self.education + self.practice * self.everyday
        aid = np.minimum(self.legal_aid + world.money_for("rural_residents"), 1.0)
        taught[:, [now.setting.challenger]] += self.practice * self.countryside * aid
        return taught

    def _claims(self, world: World, now: Now, known: Floats) -> Floats:
        """Claims (R, N) beyond what is usual."""
        spokesmen = year_beyond_habit(world, now, "legal_defence")
        claims = self.claiming * known + self.voiced * world.partners
        claims = claims + self.own_voice * self.voices * (1.0 + world.marginal)
        return claims + self.spoken * (1.0 - self.own_voice) * spokesmen
