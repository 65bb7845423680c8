"""Location mode: quiet work inside a country and open work outside it, or the other way round.

Theory: what outsiders do loudly inside a closed state gets the groups that they help harassed;
    what they do openly outside draws attention to the challenger:
        harassed_i = harassment * closed_i * (1/2 - discreet_inside) * (usual aid + lent_i)
        lent_i, partners_i and marginal_i fall by harassed_i
        pressure <- pressure + drawn * (open_outside - 1/2)
Sources: International Republican Institute, China programme page; Chaudhry 2022.
Writes: lent, partners, marginal, pressure.
Catalogue: I13.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.partners.local_lead import USUAL_AID
from sim.setting import Now
from sim.world import World

SEASON = 1
USUAL_MODE = 0.5  # half loud, half quiet: a level to start from


@dataclass(frozen=True)
class LocationMode:
    """Acts once a year, after groups are supported."""

    writes: ClassVar = ("lent", "partners", "marginal", "pressure")

    discreet_inside: float = parameter(
        USUAL_MODE, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of work inside countries that keeps a low profile",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    open_outside: float = parameter(
        USUAL_MODE, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of work outside the challenger that is done in public",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    harassment: float = parameter(
        0.6, low=0.0, high=2.0, unit="share a year",
        meaning="of lent capacity that loud work costs groups in a wholly closed state",
        source="partners are watched and harassed (International Republican Institute)",
        grade="judgement",
    )  # fmt: skip
    drawn: float = parameter(
        0.03, low=0.0, high=0.5, unit="share of the attention after the crackdown",
        meaning="attention a year that work outside draws if all of it is public",
        source="about a third of what a debate renews", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        loud = self.harassment * (USUAL_MODE - self.discreet_inside)
        harassed = loud * now.denied * (USUAL_AID + np.maximum(world.lent, 0.0))
        return {
            "lent": world.lent - harassed,
            "partners": np.maximum(world.partners - harassed, -1.0),
            "marginal": np.maximum(world.marginal - harassed, -1.0),
            "pressure": world.pressure + self.drawn * (self.open_outside - USUAL_MODE),
        }
