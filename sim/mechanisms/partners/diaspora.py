"""Diaspora: emigrants organise, are heard where they live, and draw the challenger's long arm.

Theory: emigrants organise as far as NGOs help them, and scatter again:
        help = organising + money for it + effort * diaspora work beyond habit
        organised <- organised + pace * help * (1 - organised) - fading * organised
                     - frightened * intimidated
    Governments of host states, where diaspora groups are at home, hear them: critics among them
    are held back less, and hand over more names:
        restraint_i <- restraint_i - heard * organised; named <- named + lists * organised
    Names that are answered by releases earn the challenger credit, so lists alone hold back.
    The more visible they are, the more the challenger intimidates them, and relatives at home pay:
        intimidated = (usual arm + long_arm) * (usual + organised) - usual arm * usual
        rights of the challenger <- rights - reprisals * intimidated
Sources: China Human Rights Strategy Study Group, report of 2001; International Republican
    Institute, China programme page; Moss 2016 (transnational repression).
Writes: organised, restraint, named, rights_departure.
Catalogue: SC8, I14.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import beyond_habit
from sim.setting import Bools, Floats, Now
from sim.world import World

SEASONS = (1, 3)
USUAL = 0.1  # share of the diaspora organised by habit; judgement
USUAL_ARM = 0.2  # how far the challenger intimidates those who are, by habit; judgement


@dataclass(frozen=True)
class Diaspora:
    """Acts each half-year, and on critics when the challenger's situation falls due."""

    writes: ClassVar = ("organised", "restraint", "named", "rights_departure")

    organising: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="help that NGOs give emigrants to organise, of full help, beyond what is usual",
        source="proposed in 2001 (China Human Rights Strategy Study Group)", grade="judgement",
    )  # fmt: skip
    long_arm: float = parameter(
        0.0, low=0.0, high=0.8, kind="lever", unit="share",
        meaning="how far the challenger intimidates emigrants who organise, beyond what is usual",
        source="exiles and their relatives are threatened (Moss 2016)", grade="judgement",
    )  # fmt: skip
    effort: float = parameter(
        0.1, low=0.0, high=1.0, unit="share",
        meaning="full help that the habitual diaspora work of NGOs amounts to",
        source="a few small coalitions for millions of emigrants", grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.15, low=0.0, high=1.0, unit="share per half-year",
        meaning="of those not organised who do with full help", source="coalitions take years",
        grade="judgement",
    )  # fmt: skip
    fading: float = parameter(
        0.05, low=0.0, high=1.0, unit="share per half-year",
        meaning="how fast organisation is lost", source="a decade without help", grade="judgement",
    )  # fmt: skip
    frightened: float = parameter(
        0.2, low=0.0, high=1.0, unit="share per half-year",
        meaning="organisation lost where all are organised and fully intimidated",
        source="fear for relatives deters (Moss 2016)", grade="judgement",
    )  # fmt: skip
    heard: float = parameter(
        1.5, low=0.0, high=6.0, unit="logits",
        meaning="how much less a host state is held back if all its emigrants are organised",
        source="demands to governments of host states (China Human Rights Strategy Study Group)",
        grade="judgement",
    )  # fmt: skip
    lists: float = parameter(
        6.0, low=0.0, high=100.0, unit="names per half-year",
        meaning="of prisoners that host states hand over more if all are organised",
        source="families bring names (Dui Hua 1999-2024)", grade="judgement",
    )  # fmt: skip
    reprisals: float = parameter(
        1.0, low=0.0, high=10.0, unit="points per half-year",
        meaning="respect for rights in the challenger lost to reprisals on all relatives",
        source="relatives at home pay (Moss 2016)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        changes: Changes = {}
        if now.setting.challenge in now.due:
            hosts = now.setting.critics & host_states(now)
            changes["restraint"] = world.restraint - self.heard * world.organised * hosts
        if now.date.quarter in SEASONS:
            fear = self._intimidated(world)
            rights = world.rights_departure.copy()
            rights[:, [now.setting.challenger]] -= self.reprisals * fear
            named = world.named + self.lists * world.organised
            changes |= {
                "organised": self._organised(world, now, fear),
                "named": np.maximum(named, 0.0),
                "rights_departure": rights,
            }
        return changes

    def _organised(self, world: World, now: Now, fear: Floats) -> Floats:
        """The share (R, 1) of the diaspora organised beyond the usual, half a year on."""
        worked = self.effort * beyond_habit(world, now, "diaspora")
        helped = self.organising + world.money_for("diaspora") + worked
        organised = world.organised * (1.0 - self.fading) - self.frightened * fear
        organised = organised + self.pace * helped * (1.0 - world.organised)
        return np.clip(organised, -USUAL, 1.0 - USUAL)

    def _intimidated(self, world: World) -> Floats:
        """Intimidation (R, 1) beyond what is usual."""
        return (USUAL_ARM + self.long_arm) * (USUAL + world.organised) - USUAL_ARM * USUAL


def host_states(now: Now) -> Bools:
    """States (N,) in which groups of exiles and emigrants are at home."""
    ngos = now.setting.ngos
    homes = ngos.home[ngos.of("diaspora_coalition", "exile_group")]
    return np.isin(np.arange(now.setting.states), homes)
