"""Legitimacy: who sits in the chair and among the members, and how seriously the body is taken.

Theory: each year the regional group whose turn it is puts one of its members into the chair, of
    those known for holding office, whatever their record. With gap = members' mean respect for
    rights less the chair's,
        legitimacy <- legitimacy + recovery * (1 - legitimacy)
                      - offence * max(0, gap - tolerance) / 100
                      - company * share of members below `poor`
    A body that is not taken seriously adopts texts that do less (`consequences`), and its electors
    begin to look at records (`elections`): reform comes closer.
Sources: procedures/*.yaml (turn of the groups); Nathan and Scobell 2009 (Libya was elected to the
    chair in 2003 by 33 to 3 with 17 abstentions); A more secure world 2004, paragraph 283.
Writes: chair, legitimacy.
Catalogue: N41.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw, gumbel
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.bodies.elections import NEVER
from sim.procedures import Body
from sim.setting import Floats, Ints, Now
from sim.world import World

PASSED_OVER = 1e3  # per point short of the standard: one who meets it comes first


@dataclass(frozen=True)
class Legitimacy:
    """Acts in the quarter in which new members take their seats."""

    writes: ClassVar = ("chair", "legitimacy")

    chair_criteria: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share of the members' mean",
        meaning="the least respect for rights with which a member may be put into the chair",
        source="no such criterion was ever agreed; Libya held the chair in 2003",
        grade="judgement",
    )  # fmt: skip
    recovery: float = parameter(
        0.25, low=0.0, high=1.0, unit="share a year",
        meaning="how fast the body's standing recovers",
        source="the outcry over the chair of 2003 was heard for some years", grade="judgement",
    )  # fmt: skip
    offence: float = parameter(
        0.8, low=0.0, high=10.0, unit="share per 100 points",
        meaning="standing lost by a chair whose record lies below what is tolerated",
        source="credibility deficit (A more secure world 2004, paragraph 283)", grade="judgement",
    )  # fmt: skip
    tolerance: float = parameter(
        20.0, low=0.0, high=100.0, unit="points",
        meaning="how far below the members' mean a chair goes unnoticed",
        source="chairs of middling record raised no objection", grade="judgement",
    )  # fmt: skip
    company: float = parameter(
        0.05, low=0.0, high=1.0, unit="share a year",
        meaning="standing that is lost if every member has a poor record",
        source="states sought seats to shield themselves (A more secure world 2004)",
        grade="judgement",
    )  # fmt: skip
    poor: float = parameter(
        25.0, low=0.0, high=100.0, unit="points", meaning="below which a record is called poor",
        source="lowest quarter of states about 2000 (rights scores)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        body = now.body
        if body is None or not body.seats_taken(now.date):
            return {}
        rights = world.at_seats(world.respect(now.rights))
        members = np.maximum(world.present.sum(axis=1, keepdims=True), 1)
        mean = (rights * world.present).sum(axis=1, keepdims=True) / members
        poor = ((rights < self.poor) & world.present).sum(axis=1, keepdims=True) / members
        seat, taken = self._chair(world, now, body, draw, self.chair_criteria * mean - rights)
        gap = mean - np.take_along_axis(rights, seat, axis=1) - self.tolerance
        lost = self.offence * np.maximum(gap, 0.0) / 100.0 * taken + self.company * poor
        standing = world.legitimacy + self.recovery * (1.0 - world.legitimacy) - lost
        return {
            "chair": np.where(taken, np.take_along_axis(world.members, seat, axis=1), -1.0),
            "legitimacy": np.clip(standing, 0.0, 1.0),
        }

    def _chair(
        self, world: World, now: Now, body: Body, draw: Draw, short: Floats
    ) -> tuple[Ints, Floats]:
        """The seat (R, 1) of the chair, and whether the group has anybody to fill it. `short`
        says how many points each member (R, M) is short of the standard."""
        ours = world.present & (now.setting.group[world.members] == body.chairs(now.date))
        known = now.setting.candidacy[body.key][world.members]
        luck = gumbel(draw.chosen("chair", 0, world.members))
        score = known + luck - PASSED_OVER * np.maximum(short, 0.0)
        seat = np.where(ours, score, NEVER).argmax(axis=1)[:, None]
        return seat, ours.any(axis=1, keepdims=True)
