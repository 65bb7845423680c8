"""Respectability: a host with guests who teach rights looks better, and critics hold back.

Theory: insiders improve minor matters and leave the others alone; that they are there at all may
    lend the host a good name, so that technical cooperation crowds out scrutiny:
        restraint_i <- restraint_i + legitimation * programmes_challenger
    for every critic i. With `legitimation` 0, guests lend nothing.
Sources: Raoul Wallenberg Institute, China office, c. 2016 (consented issues only); Nathan and
    Scobell 2009 (technical cooperation in place of criticism).
Writes: restraint.
Catalogue: N35, R16.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Respectability:
    """Acts when the challenger's situation falls due, before critics decide."""

    writes: ClassVar = ("restraint",)

    legitimation: float = parameter(
        0.05, low=0.0, high=5.0, unit="logits",
        meaning="how much a full programme of insiders in the challenger holds a critic back",
        source="little is known; criticism receded as cooperation grew (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.setting.challenge not in now.due:
            return {}
        lent = self.legitimation * world.programmes[:, [now.setting.challenger]]
        return {"restraint": world.restraint + lent * now.setting.critics}
