"""The no-action motion: the target's friends ask the body not to discuss the draft at all.

Theory: a vote on procedure lets a state shield the target without defending its record, so the
    same leaning counts `shelter` more than on the merits; and it is won by those who prepared
    better, by `drill` for the whole gap in preparation:
        U on the motion = U + shelter + drill * (preparation of friends - of critics)
    The motion carries by simple majority; a tie fails. It is put with the chance `on_challenger`
    or `on_others` in the Commission, the latter more often the more the challenger's friends have
    learned (`imitation`), and `in_council` times that in the Council, where it fell out of use.
Sources: rule 65 (2) of the functional commissions; evidence/motions.csv (1995: 22 to 22 on the
    motion, 20 to 21 on the draft a day later); Nathan and Scobell 2009 (trained teams).
Writes: moved, motion, blocked, stances.
Catalogue: N40, N43, N65, N68, S02.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.balance.preparation import advantage
from sim.mechanisms.voting.counting import count, stance
from sim.procedures import carried
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class NoAction:
    """Acts on country texts that were tabled."""

    writes: ClassVar = ("moved", "motion", "blocked", "stances")

    on_challenger: float = parameter(
        0.97, low=0.0, high=1.0, kind="lever", unit="chance",
        meaning="chance that the motion is put against a draft on the challenger",
        source="eleven of eleven drafts 1990-2004", grade="measured",
    )  # fmt: skip
    on_others: float = parameter(
        0.03, low=0.0, high=1.0, kind="lever", unit="chance",
        meaning="chance that it is put against a draft on another state",
        source="rare on others: Zimbabwe 2002-04", grade="judgement",
    )  # fmt: skip
    imitation: float = parameter(
        0.05, low=0.0, high=1.0, unit="chance",
        meaning="chance that a fully learned counter-strategy adds for drafts on other states",
        source="spread to drafts on Zimbabwe and others in 2002-04", grade="judgement",
    )  # fmt: skip
    in_council: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="ratio",
        meaning="how much less it is used in the Council",
        source="rarely used after 2006", grade="judgement",
    )  # fmt: skip
    shelter: float = parameter(
        0.3, low=0.0, high=2.0, unit="logits",
        meaning="how much easier it is to shield on procedure than on the merits",
        source="between 0 and 0.6: two votes moved in 1995", grade="judgement",
    )  # fmt: skip
    drill: float = parameter(
        0.6, low=0.0, high=3.0, unit="logits",
        meaning="what the whole gap in preparation is worth in a vote on procedure",
        source="twice the shelter: trained teams win with equal votes (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        due = now.due
        if not due.size:
            return {}
        texts, body = now.setting.texts, now.body
        others = self.on_others + self.imitation * world.counter_capacity
        chance = np.where(due == now.setting.challenge, self.on_challenger, others)
        if body is not None and body.key == "council":
            chance = chance * self.in_council
        moved = draw.items("move", len(texts))[:, due] < chance
        moved &= world.tabled[:, due] & (texts.target[due] >= 0)
        rows, d = np.nonzero(moved)  # few drafts meet a motion, so vote on these alone
        k, present = due[d], world.present[rows]
        favour = self.shelter + self.drill * advantage(world)
        votes = stance(world.leaning[rows, k] + favour[rows], world.cuts[rows, k], present)
        tally = count(votes, present)
        changes: Changes = {name: getattr(world, name).copy() for name in self.writes}
        changes["moved"][:, due] = moved
        changes["stances"][rows, k] = votes
        changes["motion"][rows, k] = tally
        changes["blocked"][rows, k] = carried(tally[:, 0], tally[:, 1])
        return changes
