"""Promises: what the challenger has professed and signed, quoted back at it.

Theory: the ruling party itself names democracy and legality as aims, and every signature adds to
    them: promises = professed + commitments. Critics who put a share `entrapment` of their
    demands in the challenger's own words turn the promises against it:
        pressure <- pressure + entrapment * quoted * log(1 + promises)
        P(one more release) = entrapment * accepted * log(1 + promises), if a dialogue is open
    The same demands put as foreign standards bring neither.
Sources: Nathan and Scobell 2009 (official aims, law beside practice); Risse, Ropp and Sikkink
    1999 (tactical concessions entrap those who make them).
Writes: pressure, releases.
Catalogue: N19, N30.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.dialogue import OPEN
from sim.setting import Now
from sim.world import World

ROUNDS = (2, 4)  # dialogues are held twice a year


@dataclass(frozen=True)
class Promises:
    """Acts twice a year, when dialogues are held."""

    writes: ClassVar = ("pressure", "releases")

    entrapment: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of critics' demands that quote the challenger's own promises",
        source="demands mostly cited international standards (FIDH/HRIC 2004)", grade="judgement",
    )  # fmt: skip
    professed: float = parameter(
        0.5, low=0.0, high=5.0, unit="commitments",
        meaning="what its constitution and its stated aims promise at any time",
        source="constitutions since 1954 name every right (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    quoted: float = parameter(
        0.06, low=0.0, high=0.5, unit="share of the attention after the crackdown",
        meaning="attention in half a year if all demands quote one promise, per log-promise",
        source="judgement on Risse, Ropp and Sikkink 1999", grade="judgement",
    )  # fmt: skip
    accepted: float = parameter(
        0.4, low=0.0, high=1.0, unit="chance",
        meaning="chance of a release in a round if all demands quote one promise, per log-promise",
        source="judgement on Risse, Ropp and Sikkink 1999", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter not in ROUNDS:
            return {}
        held_to = self.entrapment * np.log1p(self.professed + world.commitments)
        talking = (world.dialogue == OPEN).any(axis=1)[:, None]
        freed = talking & (draw.world("accepted") < self.accepted * held_to)
        return {
            "pressure": world.pressure + self.quoted * held_to,
            "releases": world.releases + freed,
        }
