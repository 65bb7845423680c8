"""Media: the challenger's own account of events, heard abroad in place of others.

Theory: broadcasters and news services of the challenger reach more states year by year, along an
    S-curve around `midpoint`, and more where its ties and its money are; where they are heard,
    less of its violations is seen. Monitoring by critics and their media restores it:
        spread = 1 / (1 + exp(-(year - midpoint) / pace))
        audience_i = usual_audience + (1 - usual_audience) * max(ties_i, dependence_i)
        salience_i = 1 - reach * spread * audience_i * (1 - monitoring)
    In the critics' own publics nothing is lost.
Sources: Nathan and Scobell 2009 (propaganda and media presence around the world).
Writes: salience.
Catalogue: N69.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Media:
    """Acts once a year, in the last quarter."""

    writes: ClassVar = ("salience",)

    reach: float = parameter(
        0.35, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how much of what is seen of its violations full reach would hide",
        source="broadcasting abroad grew after 2000 (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    monitoring: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how much of that the critics' monitoring and media bring back",
        source="nothing beyond what the record holds", grade="judgement",
    )  # fmt: skip
    midpoint: float = parameter(
        2008.0, low=1980.0, high=2040.0, unit="year",
        meaning="year by which half of the reach is attained",
        source="expansion abroad funded around 2008-09 (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        5.0, low=0.5, high=20.0, unit="years",
        meaning="how slowly the reach grows around that year",
        source="from little in 1995 to most states in 2018", grade="judgement",
    )  # fmt: skip
    usual_audience: float = parameter(
        0.4, low=0.0, high=1.0, unit="share",
        meaning="audience in a state without ties to the challenger",
        source="part of the world's news is agency news", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != 4:
            return {}
        spread = 1.0 / (1.0 + np.exp((self.midpoint - now.date.year) / self.pace))
        hidden = self.reach * spread * (1.0 - self.monitoring)
        near = np.maximum(world.ties, world.dependence)
        audience = self.usual_audience + (1.0 - self.usual_audience) * near
        return {"salience": 1.0 - hidden * audience * ~now.setting.critics}
