"""Allocation: how NGOs divide what they have among what they can do, by habit and simple rules.

Theory: effort is scarce and habit strong. Each NGO spends on action a the share that its role
    spends on it by habit, moved by rules that any campaigner knows: in the half year before the
    spring session more goes to lobbying and to reports, in the other half year less; and work by
    consent is done where there is access, the rest goes to what remains:
        season_a = 1 + seasonal for lobbying and reports from October to March, else 1 - seasonal
        insider share = habit * min(access / access at the start, 1)
    A stance toward the challenger may override habit. NGOs may ignore it (attention 0: nothing is
    done about it), or resist it (resistance 1: everything goes into public campaigns); what lies
    between is the attempt to influence it:
        effort = attention * (shares * (1 - resistance) + campaign alone * resistance)
Sources: evidence/ngo_roles.csv (habits by role, judgement from the strategies that the documents
    describe); Hutchings 2019, Amnesty International's China strategy (the three stances).
Writes: ngo_effort.
Catalogue: A04, A22.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter, per_text
from sim.mechanisms import Changes
from sim.ngos import ACTIONS, Ngos
from sim.setting import Floats, Now
from sim.world import World

CAMPAIGN = ACTIONS.index("campaign")
INSIDER = ACTIONS.index("insider_programme")
SEASONAL = np.isin(ACTIONS, ("lobbying", "shadow_report"))
AUTUMN, SPRING = 4, 2  # quarters in which plans change: the session opens in March


@dataclass(frozen=True)
class Allocation:
    """Acts on every NGO at the start of each half year, and when a run begins."""

    writes: ClassVar = ("ngo_effort",)

    seasonal: float = parameter(
        0.3, low=0.0, high=1.0, unit="share",
        meaning="how much more NGOs lobby and report before the session than on average",
        source="lobbying starts three to five months ahead (HRW 1997)", grade="judgement",
    )  # fmt: skip
    attention: float = parameter(
        1.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of what they usually do about the challenger that NGOs do",
        source="ignoring the challenger is the first of three stances (Hutchings 2019)",
        grade="judgement",
    )  # fmt: skip
    resistance: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of all other work that NGOs turn into public campaigns against the challenger",
        source="resisting the challenger is the second of three stances (Hutchings 2019)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter not in (AUTUMN, SPRING) and now.step > 0:
            return {}
        ngos, before = now.setting.ngos, now.date.quarter in (AUTUMN, 1)
        habit = in_season(ngos.usual, self.seasonal if before else -self.seasonal)
        welcome = np.minimum(world.ngo_access / np.maximum(ngos.access, 0.01), 1.0)
        lost = habit[..., INSIDER] * (1.0 - welcome)
        effort = habit * (1.0 / (1.0 - lost))[..., None]
        effort[..., INSIDER] *= welcome
        return {"ngo_effort": self._by_stance(effort, ngos)}

    def _by_stance(self, effort: Floats, ngos: Ngos) -> Floats:
        """These efforts (R, G, A) changed by the stance of all NGOs but those of the government."""
        if np.all(self.attention == 1.0) and np.all(self.resistance == 0.0):
            return effort
        free = ~ngos.of("government_organised")
        resisting, attending = free * self.resistance, 1.0 - free * (1.0 - self.attention)
        effort = effort * (1.0 - resisting)[..., None]
        effort[..., CAMPAIGN] += resisting
        return effort * attending[..., None]


def in_season(usual: Floats, more: Floats | float) -> Floats:
    """The habits (G, A), or (R, G, A), with this much more of what is done in season; all other
    work makes room for it, so that the shares still add up."""
    share = np.asarray(per_text(more))
    ours = (usual * SEASONAL).sum(axis=-1, keepdims=True)
    rest = 1.0 - share * ours / np.maximum(1.0 - ours, 0.01)
    return usual * np.where(SEASONAL, 1.0 + share, rest)
