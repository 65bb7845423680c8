"""Country visits of the special procedures: asked for, left waiting, granted to the harmless.

Theory: mandates ask to see the places where rights are worst, and country mandates ask each year:
        asked = requests * mandates * strength * (100 - rights) / 100 + country mandates
    What was asked and not granted waits. States grant a share of it,
        welcome + liberal_welcome * position,
    the challenger as many a year as it chooses (`openness`), however many wait. Those who grant
    little choose their guests, the more so the more visits on civil rights taught them to:
        odds of a visit on social rights = mix / (1 - mix)
            * (1 + selection * (1 - granted) * (civil visits so far + counter_capacity))
    with mix the share of such mandates. A visit on civil rights to the challenger ends in a report
    that renews attention by `witness` * strength. All but the challenger's are expected numbers.
Sources: Nathan and Scobell 2009 (few, limited and delayed; 9 requests pending in 2009); UN
    country-visit records (ten visits of eight mandates to China 1994-2018; standing invitations).
Writes: pending, visits_civil, visits_social, pressure.
Catalogue: N47.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

SEASON = 1  # requests are answered before the main session
LEAST, MOST = 0.03, 0.95  # share of requests that the most closed and most open grant; judgement
# Share of mandates on social and other rights: a fifth of the first 7, more than half of 40
# (list of thematic mandates of the Office of the High Commissioner).
MIX_AT_START, MIX_PER_MANDATE, FIRST_MANDATES = 0.2, 0.0106, 7.0


@dataclass(frozen=True)
class CountryVisits:
    """Acts once a year."""

    writes: ClassVar = ("pending", "visits_civil", "visits_social", "pressure")

    requests: float = parameter(
        0.042, low=0.0, high=0.5, kind="lever", unit="requests a year per mandate",
        meaning="how often a mandate asks to visit a state that respects no rights",
        source="nine pending in China in 2009 after five visits", grade="judgement",
    )  # fmt: skip
    openness: float = parameter(
        0.36, low=0.0, high=6.0, kind="lever", unit="visits a year",
        meaning="visits that the challenger grants while any is asked for",
        source="ten visits in 28 years to 2018", grade="measured",
    )  # fmt: skip
    welcome: float = parameter(
        0.45, low=0.0, high=1.0, unit="share a year",
        meaning="requests that a state at the middle position grants",
        source="19 of 53 Commission members had a standing invitation in 2005", grade="judgement",
    )  # fmt: skip
    liberal_welcome: float = parameter(
        0.2, low=0.0, high=1.0, unit="share a year per s.d.",
        meaning="how much more of them liberal states grant",
        source="standing invitations are rare outside the West and Latin America",
        grade="judgement",
    )  # fmt: skip
    selection: float = parameter(
        1.0, low=0.0, high=10.0, kind="lever", unit="odds per visit",
        meaning="how much each visit on civil rights makes a resisting state prefer other guests",
        source="China: four of five before 2006 civil, none of four 2010-2016", grade="judgement",
    )  # fmt: skip
    witness: float = parameter(
        0.03, low=0.0, high=0.5, unit="share of the attention after the crackdown",
        meaning="attention that the report of a visit on civil rights renews",
        source="the report on torture of 2006 was widely read", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        here = now.setting.challenger
        pending = world.pending + self._asked(world, now)
        position = now.position + world.departure
        granted = np.clip(self.welcome + self.liberal_welcome * position, LEAST, MOST)
        visits = pending * granted
        chosen = np.floor(self.openness + draw.world("admitted"))
        visits[:, [here]] = np.minimum(chosen, np.floor(pending[:, [here]]))
        granted[:, [here]] = visits[:, [here]] / np.maximum(pending[:, [here]], 1.0)
        mix = np.minimum(
            MIX_AT_START + MIX_PER_MANDATE * np.maximum(world.mandates - FIRST_MANDATES, 0.0), 0.9
        )
        learned = world.visits_civil + world.counter_capacity
        times = 1.0 + self.selection * (1.0 - granted) * learned
        social = mix * times / (1.0 - mix + mix * times)
        social[:, [here]] = draw.world("guest") < social[:, [here]]
        to_civil = visits * (1.0 - social)
        report = self.witness * world.mandate_strength * to_civil[:, [here]]
        return {
            "pending": pending - visits,
            "visits_civil": world.visits_civil + to_civil,
            "visits_social": world.visits_social + visits * social,
            "pressure": world.pressure + report,
        }

    def _asked(self, world: World, now: Now) -> Floats:
        """New requests (R, N) this year."""
        missing = (100.0 - now.rights) + world.repression - world.rights_departure
        eager = self.requests / 100.0 * world.mandates * world.mandate_strength
        asked = eager * np.maximum(missing, 0.0) * now.exists
        targets = now.setting.texts.target
        for k in np.flatnonzero(targets >= 0):
            asked[:, targets[k]] += world.country_mandates[:, k]
        return asked
