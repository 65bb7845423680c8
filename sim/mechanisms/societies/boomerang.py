"""Boomerang: where a state is closed, its groups reach over the border, if they have ties.

Theory: every meeting leaves ties, and ties lapse:
        network_i <- network_i + (gatherings + per_contact * meetings of envoys with dissidents)
            * (1 - network_i) - lapse * network_i
    A group that is blocked at home passes its cases to allies abroad, who press its government;
    what is organised in closed messages reaches fewer of them, and without a tie nothing does:
        carried_i = reach * network_i * (1 - room_i) * detained_i * (1 - hidden_i)
    In the challenger carried adds to attention, elsewhere to public pressure.
Sources: Keck and Sikkink 1998; Risse, Ropp and Sikkink 1999; Månsson and Howie 2019 (new links
    between local and foreign campaigners).
Writes: network, pressure, shamed.
Catalogue: A33, A38.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.pressure.usual import SEASON
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Boomerang:
    """Acts once a year on every state, after campaigns."""

    writes: ClassVar = ("network", "pressure", "shamed")

    gatherings: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share a year",
        meaning="of groups without ties that find allies abroad at meetings, beyond the usual",
        source="what usual ties carry out is in the record", grade="judgement",
    )  # fmt: skip
    per_contact: float = parameter(
        0.01, low=0.0, high=1.0, unit="share per meeting",
        meaning="of such groups that a meeting of an envoy with dissidents connects",
        source="visitors carried news out (Keck and Sikkink 1998)", grade="judgement",
    )  # fmt: skip
    lapse: float = parameter(
        0.05, low=0.0, high=1.0, unit="share a year", meaning="of ties that lapse",
        source="ties of campaigns last many years", grade="judgement",
    )  # fmt: skip
    reach: float = parameter(
        0.2, low=0.0, high=2.0, unit="share",
        meaning="pressure in a year if all groups have ties and none has room",
        source="a fifth of the attention after the crackdown, which had more witnesses",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        ours = [now.setting.challenger]
        met = np.zeros_like(world.network) + self.gatherings
        met[:, ours] += self.per_contact * world.contacts
        network = world.network + met * (1.0 - world.network) - self.lapse * world.network
        network = np.clip(network, 0.0, 1.0)
        room = np.clip(now.civic_space + world.civic_space, 0.0, 1.0)
        carried = self.reach * network * (1.0 - room) * world.detained * (1.0 - world.hidden)
        shamed = world.shamed + carried
        shamed[:, ours] = world.shamed[:, ours]
        return {
            "network": network,
            "pressure": world.pressure + carried[:, ours],
            "shamed": np.minimum(shamed, 1.0),
        }
