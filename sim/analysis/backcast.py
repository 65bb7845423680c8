"""Replaying recorded votes: the eleven no-action motions on China and the resolution of 1995.

Each motion is voted on by the members who sat, by the engine's own rules (`country_stance`,
`no_action`, `vote`), with ideal points known at the end of the year before, memories of earlier
motions only, visits recorded before the session, and vote parameters estimated on votes of
earlier years only. The estimate's uncertainty about the target adds to the shock of the text.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import evidence
from sim.calendar import Quarter
from sim.engine.draw import Draw
from sim.mechanisms.agenda.no_action import NoAction
from sim.mechanisms.voting.country_stance import CountryStance
from sim.mechanisms.voting.estimates import estimates
from sim.mechanisms.voting.lobbying import Lobbying
from sim.mechanisms.voting.vote import Vote
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


def cut_off(year: int) -> int:
    """The last year of votes that estimates for this year may rest on."""
    fitted = {int(line["fitted_to"]) for line in evidence.rows("vote_parameters")}
    return max(last for last in fitted if last < year)


def replay(motion: Motion, replicates: int = 10_000, seed: int = 2006) -> Replay:
    """Vote again on one motion, `replicates` times."""
    fitted_to = cut_off(motion.year)
    setting = _setting(motion, fitted_to)
    now = setting.now(0)
    world = World.start(setting, replicates)
    world = world.with_(
        goodwill=np.tile(_recorded_goodwill(setting, motion.year), (replicates, 1)),
        tabled=np.ones((replicates, 1), dtype=bool),
    )
    luck = Draw(seed, motion.quarter.index, 0, replicates, setting.numbers)
    stance, motion_rule = _stance(fitted_to), NoAction(on_challenger=1.0)
    world = world.with_(**stance(world, now, luck.for_event("country_stance")))
    if motion.procedure == "no_action":
        world = world.with_(**motion_rule(world, now, luck.for_event("no_action")))
        tallies = world.motion[:, 0]
    else:
        world = world.with_(**Vote()(world, now, luck.for_event("vote")))
        tallies = world.tally[:, 0]
    sat = world.present[0]
    stances = world.stances[:, 0][:, sat]
    chances = np.stack([(stances == s).mean(axis=0) for s in STANCES], axis=-1)
    members = tuple(setting.iso3[n] for n in world.members[0][sat])
    return Replay(motion, fitted_to, tallies, members, chances)


def _setting(motion: Motion, fitted_to: int) -> Setting:
    setting = Setting.build((motion.quarter,), TARGET, (), ())
    difficulty = np.array([estimates("country", fitted_to)["difficulty.CHN"][0]])
    alone = replace(setting.texts.only(setting.challenge), difficulty=difficulty)
    return replace(setting, texts=alone)


def _stance(fitted_to: int) -> CountryStance:
    known = estimates("country", fitted_to)
    values: dict[str, Any] = {
        name.replace(".", "_").lower(): value
        for name, (value, _) in known.items()
        if not name.startswith(("difficulty.", "level."))
    }
    values["shock"] = float(np.hypot(known["shock"][0], known["level.CHN"][1]))
    return CountryStance(**values)


def _recorded_goodwill(setting: Setting, year: int) -> NDArray[np.float64]:
    """Goodwill (N,) from visits on record before that year's session, faded by a quarter."""
    rule = Lobbying()
    goodwill = np.zeros(setting.states)
    for line in evidence.rows("campaigns"):
        if int(line["before"]) == year:
            side = 1.0 if line["side"] == "challenger" else -1.0
            goodwill[setting.iso3.index(line["iso3"])] += side * rule.effect
    return goodwill * 0.5 ** (1.0 / rule.half_life)
