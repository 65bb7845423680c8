"""Institutions: courts, legal aid and oversight, slow to build and slow to lose.

Theory: outsiders and UN bodies help to build them, and claims that are brought make them grow;
    what they forbid officials is kept from repression, whoever is watching:
        institutions_i <- (1 - decay) * institutions_i
            + (building + used * claims_i) * (1 - institutions_i)
        relief_i = limits * institutions_i * share of rights denied
    A state is bound by what it signed: bound_i = share of core treaties ratified, in the
    challenger + log(1 + its recent commitments) / 2, at most 1. A share `own_law` of demands,
    beyond the usual, asks for no more than that, is met more often and resented less:
        rights_departure_i <- rights_departure_i + met * own_law * bound_i * share denied
        a part spared * own_law * bound_i is taken off what criticism from abroad provokes
Sources: China Human Rights Strategy Study Group, report of 2001; Risse, Ropp and Sikkink 1999;
    evidence/ratifications.csv.
Writes: institutions, relief, rights_departure, owned.
Catalogue: SO3, SO5.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SEASON = 4


@dataclass(frozen=True)
class Institutions:
    """Acts once a year on every state."""

    writes: ClassVar = ("institutions", "relief", "rights_departure", "owned")

    building: float = parameter(
        0.0, low=0.0, high=0.5, kind="lever", unit="share a year",
        meaning="of the protection still missing that outsiders help to build, beyond the record",
        source="the record already holds the cooperation that there was", grade="judgement",
    )  # fmt: skip
    own_law: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of demands that quote what the state itself passed or signed, beyond the usual",
        source="demands mostly cited international standards (FIDH/HRIC 2004)", grade="judgement",
    )  # fmt: skip
    used: float = parameter(
        0.02, low=0.0, high=0.5, unit="share a year",
        meaning="protection that grows where everybody brings claims",
        source="courts grow with cases (report of 2001)", grade="judgement",
    )  # fmt: skip
    decay: float = parameter(
        0.02, low=0.0, high=1.0, unit="share a year", meaning="how fast institutions decay",
        source="courts and laws outlast governments", grade="judgement",
    )  # fmt: skip
    limits: float = parameter(
        25.0, low=0.0, high=100.0, unit="points",
        meaning="rights that full institutions keep from those who would deny them all",
        source="judgement on states with courts and without elections", grade="judgement",
    )  # fmt: skip
    met: float = parameter(
        2.0, low=0.0, high=20.0, unit="points a year",
        meaning="respect for rights if all demands quote a full set of promises",
        source="prescriptive status comes before practice (Risse, Ropp and Sikkink 1999)",
        grade="judgement",
    )  # fmt: skip
    spared: float = parameter(
        0.2, low=0.0, high=1.0, unit="share",
        meaning="of backlash against foreign standards, lost if all demands quote a full set",
        source="report of 2001 on the state's own laws", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        denied, before = now.denied, world.institutions
        grown = (self.building + self.used * world.claims) * (1.0 - before)
        institutions = np.clip((1.0 - self.decay) * before + grown, -1.0, 1.0)
        relief = self.limits * denied * institutions
        bound = (now.ratified + world.treaties) * self.own_law
        ours = [now.setting.challenger]
        bound[:, ours] += self.own_law * 0.5 * np.log1p(world.commitments)
        bound = np.minimum(bound, 1.0)
        return {
            "institutions": institutions,
            "relief": relief,
            "rights_departure": world.rights_departure + self.met * bound * denied,
            "owned": self.spared * bound,
        }
