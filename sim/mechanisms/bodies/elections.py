"""Elections: who sits in the Commission or the Council.

Theory: seats are fixed by regional group; within a group states that want the seat and are
    known for holding it win it. A candidate's score is
        candidacy_i + (membership_criteria + outrage * (1 - legitimacy)) * (rights_i - 50) / 25
            + Gumbel noise
    where candidacy is the log-odds of sitting in the record; without criteria the chance of a seat
    follows how often the state sat. At the birth of the
    Council all seats are filled at once and terms of one, two and three years drawn by lot.
Sources: procedures/*.yaml (quotas, terms, limits); evidence/seats.csv (candidacy); GA res. 60/251.
Writes: seated, term_ends, terms, members, present.
Catalogue: N41, N42.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw, gumbel
from sim.engine.parameter import parameter
from sim.evidence import GROUPS
from sim.mechanisms import Changes
from sim.setting import Bools, Now
from sim.world import World, members_of

NEVER = -1e9


@dataclass(frozen=True)
class Elections:
    """Acts in the quarter in which the sitting body's new members take their seats."""

    writes: ClassVar = ("seated", "term_ends", "terms", "members", "present")

    membership_criteria: float = parameter(
        0.0, low=0.0, high=5.0, kind="lever", unit="logits per 25 points of rights",
        meaning="how much electors favour candidates that respect rights",
        source="no such criterion was ever enforced; GA res. 60/251 para 8 only invites it",
        grade="judgement",
    )  # fmt: skip

    universal_membership: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="no (0) or yes (1)",
        meaning="whether every member of the United Nations sits in the body",
        source="proposed in 2004-05 (A more secure world, paragraph 285)", grade="judgement",
    )  # fmt: skip

    outrage: float = parameter(
        0.3, low=0.0, high=10.0, unit="logits per 25 points of rights",
        meaning="how much electors look at records once nobody takes the body seriously",
        source="the reform of 2006 followed the loss of credibility, and changed little",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        body, date = now.body, now.date
        if body is None or not body.seats_taken(date):
            return {}
        new_body = not body.exists(date.plus(-1))
        stays = world.seated & (world.term_ends > date.index) & now.exists & (not new_body)
        limit = body.consecutive_terms
        barred = world.seated & (world.terms >= limit) if limit and not new_body else False
        rights = world.respect(now.rights)
        looked_at = self.membership_criteria + self.outrage * (1.0 - world.legitimacy)
        score = (
            now.setting.candidacy[body.key]
            + looked_at * (rights - 50.0) / 25.0
            + gumbel(draw.states("candidate"))
        )
        score = np.where(stays | barred | ~now.exists, NEVER, score)
        elected = _fill(score, stays, now.setting.group, body.seats(date))
        years = np.full(score.shape, body.term_years)
        if new_body:
            years = 1 + np.floor(draw.states("lot") * body.term_years).astype(np.int64)
        again = world.seated & (not new_body)
        everybody = now.exists & (np.asarray(self.universal_membership) >= 0.5)
        elected |= everybody & ~stays
        seated = stays | elected
        term_ends = np.where(elected, date.index + 4 * years, world.term_ends)
        terms = np.where(elected, np.where(again, world.terms + 1, 1), world.terms)
        return {
            "seated": seated,
            "term_ends": np.where(seated, term_ends, 0),
            "terms": np.where(seated, terms, 0),
        } | members_of(seated, now.setting.seats)


def _fill(score, stays: Bools, group, seats) -> Bools:
    """The best candidates (R, N) of each group for the seats that nobody keeps."""
    elected = np.zeros(stays.shape, dtype=bool)
    for g in range(len(GROUPS)):
        ours = np.flatnonzero(group == g)
        ranked = np.argsort(-score[:, ours], axis=1, kind="stable")
        rank = np.argsort(ranked, axis=1, kind="stable")
        vacant = seats[g] - stays[:, ours].sum(axis=1)
        elected[:, ours] = (rank < vacant[:, None]) & (score[:, ours] > NEVER / 2)
    return elected
