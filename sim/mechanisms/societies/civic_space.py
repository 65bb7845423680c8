"""Civic space: the room that groups have, who loses it first, and how long they take to use it.

Theory: administrative measures narrow the room for associations, reformers widen it at once as
    far as a veto lets them, and help from outside undoes part of a narrowing, never all:
        room_i = recorded civic space + civic_space_i
        civic_space_i <- (1 - fading) * civic_space_i - closing * administrative_i * repression_i
            + support * (what record and repression took this year)
            + pace * (reforming_i * (1 - veto) * (1 - recorded_i) - civic_space_i) for reformers
    Groups have to learn to use new room, and give up when they lose it; what runs in closed
    messages is harassed less; groups of the marginalised gain and lose more than others:
        capability_i moves toward civic_space_i, with `learning` up and
            attrition * (1 - hidden_i) down
        partners_i and marginal_i change with capability_i, marginal_i `exposure` times as much
        rights_departure_i <- rights_departure_i + results * capability_i
        hidden_i = messaging * (1 - room_i)
Sources: evidence/civic_space.csv; International Republican Institute, China programme page;
    Chaudhry 2022; Månsson and Howie 2019 (Ethiopia 2018); Nilsen 2019 (the army's quarter of
    seats); Howie 2019.
Writes: civic_space, capability, partners, marginal, rights_departure, hidden.
Catalogue: A33, A36, A53, I10, I16.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

SEASON = 2  # after the answers to unrest in the first quarter


@dataclass(frozen=True)
class CivicSpace:
    """Acts once a year on every state."""

    writes: ClassVar = (
        "civic_space", "capability", "partners", "marginal", "rights_departure", "hidden",
    )  # fmt: skip

    closing: float = parameter(
        0.008, low=0.0, high=0.2, unit="share per point",
        meaning="room lost in a year in which each point of repression is administrative",
        source="over 130 states restricted NGOs since 1990 (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip
    support: float = parameter(
        0.0, low=0.0, high=0.9, kind="lever", unit="share",
        meaning="of the room lost in a year that help from outside wins back",
        source="the record already holds the help that there was", grade="judgement",
    )  # fmt: skip
    veto: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of what reformers mean to open that an army or a party can block",
        source="a quarter of the seats blocks some laws (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    messaging: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of mobilisation that goes to closed messages where there is no room at all",
        source="rare before smartphones (Howie 2019)", grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.8, low=0.0, high=1.0, unit="share a year",
        meaning="how fast reformers open what they may",
        source="bans were lifted within the first year (Månsson and Howie 2019)",
        grade="judgement",
    )  # fmt: skip
    fading: float = parameter(
        0.1, low=0.0, high=1.0, unit="share a year",
        meaning="how fast room returns to what is recorded",
        source="laws on associations last about a decade", grade="judgement",
    )  # fmt: skip
    learning: float = parameter(
        0.25, low=0.0, high=1.0, unit="share a year",
        meaning="how fast groups learn to use the room they gained",
        source="results came years after the opening (Månsson and Howie 2019)",
        grade="judgement",
    )  # fmt: skip
    attrition: float = parameter(
        0.5, low=0.0, high=1.0, unit="share a year",
        meaning="how fast groups give up that lost their room",
        source="partners left within a year or two (International Republican Institute)",
        grade="judgement",
    )  # fmt: skip
    exposure: float = parameter(
        2.0, low=1.0, high=5.0, unit="ratio",
        meaning="how much more groups of the marginalised gain and lose",
        source="they have the least protection (International Republican Institute)",
        grade="judgement",
    )  # fmt: skip
    results: float = parameter(
        3.0, low=0.0, high=20.0, unit="points a year",
        meaning="respect for rights that groups win in a year if all room is new and well used",
        source="shaming works with domestic groups (Murdie and Davis 2012)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        lost = self.closing * world.administrative * world.repression
        taken = np.maximum(lost, 0.0) + _narrowed_on_record(now)
        space = (1.0 - self.fading) * world.civic_space - lost + self.support * taken
        if world.reforming.any():
            meant = world.reforming * (1.0 - self.veto) * (1.0 - now.civic_space)
            space = space + self.pace * np.maximum(meant - space, 0.0) * (meant > 0.0)
        space = np.clip(space, -now.civic_space, 1.0 - now.civic_space)
        hidden = self.messaging * (1.0 - now.civic_space - space)
        gap = space - world.capability
        gave_up = self.attrition * (1.0 - hidden)
        learnt = np.where(gap > 0.0, self.learning, gave_up) * gap
        capability = world.capability + learnt
        return {
            "civic_space": space,
            "capability": capability,
            "partners": np.maximum(world.partners + learnt, -1.0),
            "marginal": np.maximum(world.marginal + self.exposure * learnt, -1.0),
            "rights_departure": world.rights_departure + self.results * capability,
            "hidden": hidden + 0.0 * world.hidden,
        }


def _narrowed_on_record(now: Now) -> Floats:
    """Room (N,) that the record takes away between last year and this one."""
    if now.step < 4:
        return np.zeros(now.setting.states)
    return np.maximum(now.setting.now(now.step - 4).civic_space - now.civic_space, 0.0)
