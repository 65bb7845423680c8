"""One run of a scenario played again, quarter by quarter: every state's value, an outcome, and
the votes on the challenger. It is the same run, bit for bit, as that row of the ensemble."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.calendar import Quarter
from sim.engine.simulate import Play
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario
from sim.setting import Now
from sim.world import World

Measure = Callable[[Now, World], NDArray[Any]]  # of every state, (R, N): numbers, words, or flags
SEATS = ("seated", "no seat")  # in the sitting body, the one flag that states have


@dataclass(frozen=True)
class Vote:
    """What became of the text on the challenger: `procedure` is no_action if a motion to take no
    action ended it, else resolution; `motion` is yes and no of a motion that failed before."""

    quarter: Quarter
    procedure: str
    yes: int
    no: int
    abstain: int
    motion: tuple[int, int] | None = None


@dataclass(frozen=True)
class Moment:
    """One quarter: `values` (numbers or words) by the code of every state that was a member then,
    the outcome, and the last vote on the challenger so far."""

    quarter: Quarter
    values: dict[str, float | str]
    outcome: float
    vote: Vote | None

    @property
    def voted(self) -> bool:
        """Whether that vote was held in this very quarter."""
        return self.vote is not None and self.vote.quarter == self.quarter


def play(
    scenario: Scenario, replicate: int, measure: Measure, outcome: str, last: Quarter
) -> Iterator[Moment]:
    """Every quarter of one replicate to `last`, in order. Raises KeyError on an unknown outcome."""
    count, vote = OUTCOMES[outcome].count, None
    for now, world in Play.of(scenario).run(replicate, 1):
        if now.date > last:
            return
        vote = _vote(now, world) or vote
        iso3, values = now.setting.iso3, _plain(measure(now, world)[0])
        codes = {iso3[n]: values[n] for n in np.flatnonzero(now.exists)}
        yield Moment(now.date, codes, float(count(world, now)[0]), vote)


def _plain(values: NDArray[Any]) -> list[float | str]:
    """Values of states (N,) as numbers or words; yes and no are words."""
    return (np.where(values, *SEATS) if values.dtype == bool else values).tolist()


def _vote(now: Now, world: World) -> Vote | None:
    """The vote on the challenger's text this quarter, if there was one."""
    text = now.setting.challenge
    if not world.tabled[0, text]:
        return None
    if world.blocked[0, text]:
        yes, no, abstaining = map(int, world.motion[0, text])
        return Vote(now.date, "no_action", yes, no, abstaining)
    with_target, against, abstaining = map(int, world.tally[0, text])
    critical = now.setting.texts.leans[text] < 0
    yes, no = (against, with_target) if critical else (with_target, against)
    for_it, against_it, _ = map(int, world.motion[0, text])
    motion = (for_it, against_it) if world.moved[0, text] else None
    return Vote(now.date, "resolution", yes, no, abstaining, motion)


def chosen(moments: list[Moment], every: str) -> list[int]:
    """Places of the moments that are shown: all if `every` is quarter; if it is year, the last of
    each year and those with a vote on the challenger."""
    return [
        n
        for n, moment in enumerate(moments)
        if every == "quarter"
        or moment.voted
        or n == len(moments) - 1
        or moments[n + 1].quarter.year != moment.quarter.year
    ]
