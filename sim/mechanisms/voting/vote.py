"""The vote: members vote yes, no or abstain on each draft that was not stopped.

Theory: preferences decide country votes more than blocs do; what members lean to is made in
    `country_stance` and `theme_stance`, here it is counted. A country text or a West-led theme is
    carried by those against the target (or the South's line), a South-led theme by those with it.
Sources: procedures/*.yaml: simple majority present and voting, abstentions not counted, tie lost.
Writes: stances, tally, adopted.
Catalogue: N40.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.mechanisms import Changes, put
from sim.mechanisms.voting.counting import count, stance
from sim.procedures import carried
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Vote:
    """Acts on drafts that were tabled and not blocked."""

    writes: ClassVar = ("stances", "tally", "adopted")

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        due = now.due
        if not due.size:
            return {}
        taken = (world.tabled & ~world.blocked)[:, due]
        present = world.present[:, None, :]
        votes = stance(world.leaning[:, due], world.cuts[:, due], present)
        tally = count(votes, present) * taken[..., None]
        south = now.setting.texts.leans[due] > 0
        yes = np.where(south, tally[..., 0], tally[..., 1])
        no = np.where(south, tally[..., 1], tally[..., 0])
        return put(
            world,
            due,
            stances=np.where(taken[..., None], votes, world.stances[:, due]),
            tally=tally,
            adopted=taken & carried(yes, no),
        )
