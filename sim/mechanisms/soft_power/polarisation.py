"""Polarisation: two poles pull apart, and a pole in crisis lets go.

Theory: where a rival model gains or a threat is named, the middle empties: whoever leans to a pole
    moves on toward it, and a crisis of the liberal pole lets go of those outside its camp:
        departure_i <- departure_i + rate * (reputation + threat) * tanh(h_i)
                       + release * rival_reputation * (1 - critic_i)
    with h_i the recorded position; `states/drift` brings positions back.
Sources: Nathan and Scobell 2009 (state-led capitalism as the rival pole; the crisis of 2008);
    International Republican Institute, China programme page.
Writes: departure.
Catalogue: N02, N17, I02.
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
class Polarisation:
    """Acts every quarter, before positions drift."""

    writes: ClassVar = ("departure",)

    rate: float = parameter(
        0.01, low=0.0, high=0.2, unit="s.d. of ideal points per logit and quarter",
        meaning="how fast the poles move apart under a rival model and a sense of threat",
        source="small beside the yearly change of ideal points of about 0.1", grade="judgement",
    )  # fmt: skip
    release: float = parameter(
        0.02, low=0.0, high=0.3, unit="s.d. of ideal points per logit and quarter",
        meaning="how fast states outside the critics' camp leave a liberal pole in crisis",
        source="swing states moved after 2003 and 2008 (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        apart = self.rate * (world.reputation + world.threat) * np.tanh(now.position)
        let_go = self.release * world.rival_reputation * ~now.setting.critics
        return {"departure": world.departure + apart + let_go}
