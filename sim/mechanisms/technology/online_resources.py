"""Online resources: what NGOs put on the networks, who uses it, and how control catches up.

Theory: an online library needs only readers; tools need people with the skill to use them:
        offered = library + money for it + effort * online beyond habit
                  + (TOOLS + tools) * (PEOPLE + skill) - TOOLS * PEOPLE
        reach_i = offered * connectivity_i * (1 - media_control_i)
        consciousness_i <- consciousness_i + learning * reach_i * (1 - consciousness_i)
    In closed states what is offered is found and blocked, more of it each year,:
        media_control_i <- media_control_i * (1 - easing)
                           + catch_up * closed_i * offered * connectivity_i * (1 - media_control_i)
    and those with the skill are seen as well: domestic groups lose
        watching * skill * (1 - security) * closed_i * connectivity_i of their capacity.
Sources: China Human Rights Strategy Study Group 2001 (information technology as an opening, an
    online resource centre); International Republican Institute (China programme); Nilsen 2019.
Writes: reach, consciousness, media_control, partners.
Catalogue: A55, I15, SC6, SO4.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import beyond_habit
from sim.setting import Floats, Now
from sim.world import World

SEASON = 1
TOOLS, PEOPLE = 0.2, 0.05  # tools at hand, and people able to use them, by habit; judgement


@dataclass(frozen=True)
class OnlineResources:
    """Acts once a year, after disinformation."""

    writes: ClassVar = ("reach", "consciousness", "media_control", "partners")

    library: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="rights texts and guidance put online beyond what there is, of all there could be",
        source="proposed in 2001 (China Human Rights Strategy Study Group)", grade="judgement",
    )  # fmt: skip
    tools: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="spending on technology for activists, of all that could be used",
        source="0 is the record; technology enables, people decide (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    skill: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of domestic groups taught to use networks, beyond what is usual",
        source="International Republican Institute, China programme", grade="judgement",
    )  # fmt: skip
    security: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of them who are taught to protect themselves as well",
        source="International Republican Institute: use technology and understand it",
        grade="judgement",
    )  # fmt: skip
    effort: float = parameter(
        0.05, low=0.0, high=1.0, unit="share",
        meaning="what NGOs' habitual work online offers, of all that could be offered",
        source="one action of thirteen, and few resources for it", grade="judgement",
    )  # fmt: skip
    learning: float = parameter(
        0.1, low=0.0, high=1.0, unit="share per year",
        meaning="how much consciousness of rights grows if all that could be is read by all",
        source="awareness takes a decade", grade="judgement",
    )  # fmt: skip
    catch_up: float = parameter(
        0.9, low=0.0, high=1.0, unit="share per year",
        meaning="how much of what is read closed states find and block in a year",
        source="filters followed the networks within years (OpenNet Initiative 2005)",
        grade="judgement",
    )  # fmt: skip
    easing: float = parameter(
        0.05, low=0.0, high=1.0, unit="share per year",
        meaning="how fast a grip is loosened that nothing calls for", source="filters stay on",
        grade="judgement",
    )  # fmt: skip
    watching: float = parameter(
        0.1, low=0.0, high=1.0, unit="share per year",
        meaning="capacity that groups lose if all are skilled, unprotected and online",
        source="surveillance of those who are visible online", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        shut, offered = now.denied, self._offered(world, now)
        read = offered * world.connectivity
        blocked = np.clip(world.media_control, 0.0, 1.0)
        found = self.catch_up * shut * np.maximum(read, 0.0)
        reach = read * (1.0 - blocked)
        unaware = np.clip(1.0 - world.consciousness, 0.0, 1.0)
        seen = self.watching * self.skill * (1.0 - self.security) * shut * world.connectivity
        return {
            "reach": reach,
            "consciousness": world.consciousness + self.learning * reach * unaware,
            "media_control": world.media_control * (1.0 - self.easing) + found * (1.0 - blocked),
            "partners": world.partners - seen * np.maximum(1.0 + world.partners, 0.0),
        }

    def _offered(self, world: World, now: Now) -> Floats:
        """What is there to be read and used (R, 1), beyond what is usual."""
        used = (TOOLS + self.tools) * (PEOPLE + self.skill) - TOOLS * PEOPLE
        placed = self.library + world.money_for("online_resource")
        return used + placed + self.effort * beyond_habit(world, now, "online")
