"""The criminal court: who joins its statute, who is talked out of it, and what it deters.

Theory: once parliaments have dealt with the statute, a state joins with a yearly chance that
    rises with its liberal position and its record, and that falls, the closer it stands to the
    challenger, where joining is undercut:
        logit P(join_i) = ease + liberal * h_i + record * (rights_i - 50) / 25
                          - dissuasion * undercutting * closeness_i
        closeness_i = 1 at the challenger's ideal point, 0 at a distance of `reach`
        P(leave_i) = departures * undercutting * closeness_i
    Once sixty have joined, the statute is in force and deters: members' respect for rights rises
    by `deterrence` points a year.
Sources: procedures/court.yaml; Nathan and Scobell 2009; Jo and Simmons 2016 (governments kill less
    once they are party).
Writes: court_members, rights_departure.
Catalogue: N66d.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.calendar import Quarter
from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.procedures import written
from sim.setting import Now
from sim.world import World

JOINING = 2  # the quarter of the year in which accessions are counted; the sixtieth came in April
PREPARATION = 7  # quarters for parliaments to deal with it; seven states had joined by early 2000


@dataclass(frozen=True)
class CriminalCourt:
    """Acts once a year, from two years after the statute is opened."""

    writes: ClassVar = ("court_members", "rights_departure")

    undercutting: float = parameter(
        0.2, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="effort of the challenger and others to keep states out of the court",
        source="votes against in 1998, bilateral agreements from 2002", grade="judgement",
    )  # fmt: skip
    ease: float = parameter(
        -2.0, low=-10.0, high=5.0, unit="logits a year",
        meaning="readiness of a middling state to join in a year",
        source="set so that sixty have joined by 2002 and about 120 by 2015", grade="estimated",
    )  # fmt: skip
    liberal: float = parameter(
        1.5, low=0.0, high=5.0, unit="logits per s.d.",
        meaning="how much a liberal ideal point makes a state join",
        source="Western and Latin American states joined first", grade="judgement",
    )  # fmt: skip
    record: float = parameter(
        1.0, low=0.0, high=5.0, unit="logits per 25 points",
        meaning="how much a good record makes a state join",
        source="those with little to fear joined first", grade="judgement",
    )  # fmt: skip
    dissuasion: float = parameter(
        3.0, low=0.0, high=10.0, unit="logits",
        meaning="how much full undercutting lowers the readiness of states next to the challenger",
        source="few states close to the challenger are party", grade="judgement",
    )  # fmt: skip
    reach: float = parameter(
        2.5, low=0.1, high=6.0, unit="s.d. of ideal points",
        meaning="how far from the challenger undercutting is still felt",
        source="it reaches across the South but not the West", grade="judgement",
    )  # fmt: skip
    departures: float = parameter(
        0.01, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that undercutting in full makes a member next to the challenger leave",
        source="one departure by 2018", grade="judgement",
    )  # fmt: skip
    deterrence: float = parameter(
        0.1, low=-2.0, high=2.0, unit="points a year",
        meaning="what the court in force adds to respect for rights in its members",
        source="small falls in killings by governments (Jo and Simmons 2016)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        court = written("court")
        first = Quarter.parse(court["opened"]).plus(PREPARATION)
        if now.date.quarter != JOINING or now.date < first:
            return {}
        position = now.position + world.departure
        distance = np.abs(position - position[:, [now.setting.challenger]])
        pushed = self.undercutting * np.maximum(1.0 - distance / self.reach, 0.0)
        rights = world.respect(now.rights)
        ready = self.ease + self.liberal * position + self.record * (rights - 50.0) / 25.0
        joins = 1.0 / (1.0 + np.exp(self.dissuasion * pushed - ready))
        luck = draw.states("court")
        joined = ~world.court_members & (luck < joins) & now.exists
        stays = world.court_members & (luck >= self.departures * pushed)
        members = joined | stays
        in_force = members.sum(axis=1, keepdims=True) >= court["parties"]
        gain = self.deterrence * (members & in_force)
        return {"court_members": members, "rights_departure": world.rights_departure + gain}
