"""Concessions: timed releases of named prisoners, the price of a summit, and the credit they buy.

Theory: clemency goes to those whose names are on a list and to nobody else: of the names that
    lapse in a quarter a share `hit_rate` is released, `timing` times as likely before a vote on
    the challenger or at a summit as in the quieter half of the year, and more when glory is at
    stake:
        expected = hit_rate * lapse * named * w * (1 + bid * prestige)
        w = timing / m before a vote and at a summit, 1 / m otherwise, m = (timing + 1) / 2
    A summit with the leading power (chance `summits` a year) brings one uncensored moment, which
    fades: opening <- 1, then halves. Releases, of lists or of the trade link, earn credit:
        credit <- credit / 2 + releases
    Respect for rights does not change by any of it.
Sources: Nathan and Scobell 2009 (selective releases, the lecture of 1998); Dui Hua 1999-2024
    (answers to names raised); Kinzelbach and Thelle 2011 (little without leverage).
Writes: releases, credit, opening.
Catalogue: N49, N51, N53.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

LAPSE = 0.1  # share of names that leave the lists in a quarter, answered or not; judgement


@dataclass(frozen=True)
class Concessions:
    """Acts every quarter, before critics decide."""

    writes: ClassVar = ("releases", "credit", "opening")

    hit_rate: float = parameter(
        0.13, low=0.0, high=1.0, unit="share of names",
        meaning="share of the names on lists that meet with clemency in the end",
        source="294 of 2,210 names raised, an upper bound (Dui Hua 1999-2024)",
        grade="literature",
    )  # fmt: skip
    timing: float = parameter(
        3.0, low=1.0, high=20.0, kind="lever", unit="ratio",
        meaning="how much likelier releases are before a vote or at a summit than at other times",
        source="releases of 1993, 1997-98 and 2005 came days before (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    bid: float = parameter(
        2.0, low=0.0, high=10.0, unit="per logit of prestige",
        meaning="how much more is released while the eyes of the world are on a great event",
        source="Wei Jingsheng, freed in 1993 before the vote on the Games, held again in 1994",
        grade="judgement",
    )  # fmt: skip
    summits: float = parameter(
        0.3, low=0.0, high=4.0, kind="lever", unit="summits a year",
        meaning="summits of the challenger with the leading power that ask for an open gesture",
        source="1997, 1998 and some later ones (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        luck = draw.items("summit and release", 2)
        summit = luck[:, :1] < self.summits / 4.0
        timed = np.where(summit | before_a_vote(now), self.timing, 1.0)
        usual = (self.timing + 1.0) / 2.0  # two of four quarters lie before a vote
        expected = self.hit_rate * LAPSE * world.named * timed / usual
        expected = expected * (1.0 + self.bid * world.prestige)
        releases = world.releases + np.floor(expected + luck[:, 1:])
        return {
            "releases": releases,
            "credit": 0.5 * world.credit + releases,
            "opening": np.where(summit, 1.0, 0.5 * world.opening),
        }


def before_a_vote(now: Now) -> bool:
    """Whether the challenger's situation falls due in this quarter or the next."""
    last = len(now.setting.quarters) - 1
    following = now.setting.now(min(now.step + 1, last))
    return now.setting.challenge in now.due or now.setting.challenge in following.due
