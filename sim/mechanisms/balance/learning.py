"""Learning: what scrutiny teaches the challenger, and what the regime's defenders put against it.

Theory: a counter-strategy is learned from being criticised and half forgotten without it; the
    defenders' new strategies follow, with a lag of years, the resources that are put into them:
        exposure = (a draft at the last turn + attention, at most 1) / 2
        counter_capacity <- counter_capacity + rate * exposure * (1 - counter_capacity)
                            - forgetting * counter_capacity
        advocacy <- advocacy + (portfolio - advocacy) / lag
    What either is good for stands elsewhere: in preparation, lobbying, amendments and framing.
Sources: Nathan and Scobell 2009 (the crackdown of 1989 taught a counter-strategy; advocates must
    answer or the system declines); Keck and Sikkink 1998 (advocacy networks change their tactics).
Writes: counter_capacity, advocacy.
Catalogue: N34, N65, N71.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World
from sim.world.balance import USUAL_ADVOCACY


@dataclass(frozen=True)
class Learning:
    """Acts once a year, after the session in which the challenger's own situation falls due."""

    writes: ClassVar = ("counter_capacity", "advocacy")

    rate: float = parameter(
        0.08, low=0.0, high=1.0, unit="share per year",
        meaning="how fast full exposure to scrutiny teaches the challenger to counter it",
        source="a decade from the shock of 1989 to a settled strategy (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    forgetting: float = parameter(
        0.02, low=0.0, high=1.0, unit="share per year",
        meaning="how fast the skill is lost again",
        source="staff and routines outlast the drafts they were made for", grade="judgement",
    )  # fmt: skip
    portfolio: float = parameter(
        USUAL_ADVOCACY, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="resources that advocates and critics put into new strategies",
        source="a few organisations around the body (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    lag: float = parameter(
        4.0, low=1.0, high=30.0, unit="years",
        meaning="how long new strategies take to follow the resources",
        source="campaigns of the 1990s took years to build (Keck and Sikkink 1998)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        ours = now.setting.challenge
        if ours not in now.due:
            return {}
        threatened = world.level[:, [ours]] > 0
        exposure = 0.5 * threatened + 0.5 * np.minimum(world.pressure, 1.0)
        skill = world.counter_capacity
        learned = self.rate * exposure * (1.0 - skill) - self.forgetting * skill
        return {
            "counter_capacity": skill + learned,
            "advocacy": world.advocacy + (self.portfolio - world.advocacy) / self.lag,
        }
