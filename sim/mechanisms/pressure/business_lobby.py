"""Business against NGOs: firms answer the lobbying of NGOs where contracts are at stake.

Theory: what NGOs ask of a government beyond habit loosens its restraint; firms that were made to
    feel that campaigns endanger contracts lobby against, the more the larger their stake:
        restraint_i <- restraint_i - voice * lobbied * (1 - set_against * exposure_i)
    with lobbied what is spent on lobbying beyond habit, in shares of the usual.
Sources: China Human Rights Strategy Study Group 2001 (business set against human-rights NGOs).
Writes: restraint.
Catalogue: S05.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.pressure.usual import beyond_habit
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class BusinessLobby:
    """Acts when the challenger's situation falls due, after critics weighed their restraint."""

    writes: ClassVar = ("restraint",)

    voice: float = parameter(
        0.4, low=0.0, high=3.0, unit="logits",
        meaning="restraint that twice the usual lobbying of NGOs takes from a critic",
        source="drafts followed campaigns of NGOs (HRW 1997)", grade="judgement",
    )  # fmt: skip
    set_against: float = parameter(
        0.8, low=0.0, high=3.0, kind="lever", unit="share",
        meaning="how far the challenger has turned exposed firms against NGOs",
        source="China Human Rights Strategy Study Group 2001", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.setting.challenge not in now.due:
            return {}
        answered = self.set_against * world.exposure
        loosened = self.voice * beyond_habit(world, now, "lobbying") * (1.0 - answered)
        return {"restraint": world.restraint - loosened * now.setting.critics}
