"""Private talk: a leading power prefers it to public words, and others take the cue.

Theory: from the year `since` the head of the leading power raises rights behind closed doors; each
    other critic moves toward what the leading power did the year before, faster the more business
    it has to lose:
        private_talk_leader = leader_preference
        private_talk_i <- private_talk_i + contagion * (1/2 + exposure_i)
                          * (private_talk_leader - private_talk_i)
    How much private talk holds a critic back from a draft is left to `restraint`.
Sources: Nathan and Scobell 2009 (leaders of 1997-98 preferred private talk).
Writes: private_talk.
Catalogue: N54.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.trade_link import leading_power
from sim.setting import Now
from sim.world import World

SEASON = 1  # the quarter in which critics settle what to do at the session


@dataclass(frozen=True)
class PrivateTalk:
    """Acts once a year, before the session."""

    writes: ClassVar = ("private_talk",)

    leader_preference: float = parameter(
        0.3, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far the leading power prefers private talk to public words",
        source="summits of 1997-98, yet drafts again in 1999-2001 (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    since: float = parameter(
        1997.0, low=1990.0, high=2040.0, kind="lever", unit="year",
        meaning="when the leading power begins to prefer private talk",
        source="first of the two summits, October 1997", grade="judgement",
    )  # fmt: skip
    contagion: float = parameter(
        0.4, low=0.0, high=1.0, unit="share per year",
        meaning="how fast other critics, half exposed, take the leading power's cue",
        source="others followed within two or three years (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON or not now.setting.leaders.any():
            return {}
        leader = leading_power(now)
        cue = world.private_talk[:, [leader]]
        follows = np.minimum(self.contagion * (0.5 + world.exposure), 1.0)
        talk = (world.private_talk + follows * (cue - world.private_talk)) * now.setting.critics
        preferred = np.where(now.date.year >= self.since, self.leader_preference, cue)
        talk[:, leader] = preferred[:, 0]
        return {"private_talk": talk}
