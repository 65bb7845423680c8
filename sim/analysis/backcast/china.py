"""Replaying recorded votes: the eleven no-action motions on China and the resolution of 1995.

Each is a ballot (`sim.analysis.ballot`) of the members who sat, moved by the visits that are on
record before the session; parameters and memories rest on votes of earlier years only.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim import evidence
from sim.analysis.ballot import Draft, vote_on
from sim.calendar import Quarter
from sim.mechanisms.voting.lobbying import Lobbying
from sim.procedures import carried
from sim.setting import Setting
from sim.world import World

TARGET = "CHN"
STANCES = (1, -1, 0)  # pro, anti, abstain: the order of every tally and probability here


@dataclass(frozen=True)
class Motion:
    """One recorded vote: tallies are (pro, anti, abstain) seen from the target."""

    quarter: Quarter
    body: str
    procedure: str
    actual: tuple[int, int, int]
    text: str
    source: str

    @property
    def year(self) -> int:
        return self.quarter.year


@dataclass(frozen=True)
class Replay:
    """A motion voted on again: predicted tallies (R, 3), and each member's chances (M, 3)."""

    motion: Motion
    fitted_to: int
    tallies: NDArray[np.int64]
    members: tuple[str, ...]
    chances: NDArray[np.float64]

    @property
    def predicted(self) -> NDArray[np.float64]:
        """Mean predicted tally (3,)."""
        return self.tallies.mean(axis=0)

    @property
    def interval(self) -> NDArray[np.float64]:
        """The 90 % interval (3, 2) of the predicted tally."""
        return np.quantile(self.tallies, (0.05, 0.95), axis=0).T

    @property
    def chance_target_prevails(self) -> float:
        """Share of replicates in which the motion carries, or the resolution fails."""
        pro, anti = self.tallies[:, 0], self.tallies[:, 1]
        if self.motion.procedure == "no_action":
            return float(carried(pro, anti).mean())
        return float((~carried(anti, pro)).mean())

    @property
    def outcome_right(self) -> bool:
        pro, anti, _ = self.motion.actual
        motion = self.motion.procedure == "no_action"
        prevailed = carried(pro, anti) if motion else not carried(anti, pro)
        return (self.chance_target_prevails > 0.5) == prevailed


def motions() -> tuple[Motion, ...]:
    """The recorded motions and the resolution, in order of time."""
    return tuple(
        Motion(
            Quarter.parse(line["quarter"]),
            line["body"],
            line["procedure"],
            (int(line["pro"]), int(line["anti"]), int(line["abstain"])),
            line["text"],
            line["source"],
        )
        for line in evidence.rows("motions")
    )


def replay(motion: Motion, replicates: int = 10_000, seed: int = 2006) -> Replay:
    """Vote again on one motion, `replicates` times."""
    draft = Draft(
        kind="country",
        target=TARGET,
        procedure=motion.procedure,
        body=motion.body,
        quarter=motion.quarter,
    )
    setting = Setting.build((motion.quarter,), TARGET, (), ())
    eve = World.start(setting, 1)
    sat = tuple(setting.iso3[n] for n in eve.members[0][eve.present[0]])
    moved = dict(zip(setting.iso3, _recorded_goodwill(setting, motion.year), strict=True))
    ballot = vote_on(draft, sat, replicates, seed, moved=moved)
    # a ballot's order is yes, abstain, no
    order = [0, 2, 1] if motion.procedure == "no_action" else [2, 0, 1]
    return Replay(
        motion, ballot.fitted_to, ballot.tallies[:, order], ballot.members, ballot.chances[:, order]
    )


def _recorded_goodwill(setting: Setting, year: int) -> NDArray[np.float64]:
    """Goodwill (N,) from visits on record before that year's session, faded by a quarter."""
    rule = Lobbying()
    goodwill = np.zeros(setting.states)
    for line in evidence.rows("campaigns"):
        if int(line["before"]) == year:
            side = 1.0 if line["side"] == "challenger" else -1.0
            goodwill[setting.iso3.index(line["iso3"])] += side * rule.effect
    return goodwill * 0.5 ** (1.0 / rule.half_life)
