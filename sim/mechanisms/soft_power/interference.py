"""Interference: meddling abroad that comes to light, and the threat that critics see.

Theory: each year the challenger is suspected of `interference` attempts among free states. One
    that is not detected leaves no mark; one that is breaks ties and repels the state concerned,
    and alarms all critics:
        P(detected in i) = interference * detection / number of free states
        ties_i <- (1 - rupture) * ties_i, attraction_i <- attraction_i - disgust
        threat <- threat * fade + alarm * (1 - fade) + scare * detected
    where `alarm` is the threat that campaigners keep up by naming the challenger one.
Sources: International Republican Institute, China programme page; Gruffydd-Jones 2019.
Writes: threat, ties, partnership, attraction.
Catalogue: I02, I03.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

SEASON = 4  # the quarter in which a year's affairs come to light
FREE = 60.0  # points of respect for rights from which elections are worth meddling in; judgement


@dataclass(frozen=True)
class Interference:
    """Comes to light once a year; the sense of threat fades every quarter."""

    writes: ClassVar = ("threat", "ties", "partnership", "attraction")

    interference: float = parameter(
        0.3, low=0.0, high=40.0, kind="lever", unit="attempts a year",
        meaning="attempts of the challenger to sway elections and offices in free states",
        source="suspected now and then (International Republican Institute)", grade="judgement",
    )  # fmt: skip
    detection: float = parameter(
        0.3, low=0.0, high=1.0, unit="chance", meaning="chance that an attempt comes to light",
        source="most are suspected and not proven", grade="judgement",
    )  # fmt: skip
    rupture: float = parameter(
        0.8, low=0.0, high=1.0, unit="share", meaning="ties lost where an attempt is detected",
        source="contacts are cut and envoys sent home", grade="judgement",
    )  # fmt: skip
    disgust: float = parameter(
        0.6, low=0.0, high=3.0, unit="logits",
        meaning="attraction lost at once where an attempt is detected",
        source="as much as a visit by an envoy wins", grade="judgement",
    )  # fmt: skip
    scare: float = parameter(
        0.1, low=0.0, high=2.0, unit="logits",
        meaning="threat that a detected attempt adds among all critics",
        source="one affair is news in the other critic states too", grade="judgement",
    )  # fmt: skip
    alarm: float = parameter(
        0.0, low=0.0, high=4.0, kind="lever", unit="logits",
        meaning="threat that campaigners keep up by naming the challenger one",
        source="a theme of democracy promoters after 2016, later than the sessions of 1990-2005",
        grade="judgement",
    )  # fmt: skip
    half_life: float = parameter(
        8.0, low=1.0, high=80.0, unit="quarters", meaning="how fast the sense of threat fades",
        source="an affair occupies about two years", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        kept = 0.5 ** (1.0 / self.half_life)
        threat = world.threat * kept + self.alarm * (1.0 - kept)
        if now.date.quarter != SEASON:
            return {"threat": threat}
        others = now.exists & (np.arange(now.setting.states) != now.setting.challenger)
        free = others & (now.rights >= FREE)
        chance = self.interference * self.detection / max(int(free.sum()), 1)
        detected = free & (draw.states("detected") < chance)
        return {
            "threat": threat + self.scare * detected.sum(axis=1, keepdims=True),
            "ties": world.ties * (1.0 - self.rupture * detected),
            "partnership": world.partnership & ~detected,
            "attraction": world.attraction - self.disgust * detected,
        }
