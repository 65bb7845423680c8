"""States, NGOs and bodies as Mesa agents: thin views that read their column and keep nothing."""

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from sim import evidence
from sim.ngos import ACTIONS

if TYPE_CHECKING:
    from sim.model import RightsRegime


class Column(mesa.Agent):
    """An agent that is one column of the world, for the one replicate that the model plays."""

    model: "RightsRegime"

    def __init__(self, model: "RightsRegime", column: int):
        super().__init__(model)
        self.column = column

    def _own(self, field: str) -> Any:
        return getattr(self.model.world, field)[0, self.column]


class State(Column):
    """A state: its column of the world, for the one replicate that the model plays.

    Subclass it and give the class to `RightsRegime(..., state_class=...)` to let states act on
    their own: `decide` is called on every state before each quarter.
    """

    def decide(self) -> dict[str, float]:
        """Fields of the world, shape (R, N), to set in this state's column before the quarter.
        Nothing by default, so that the model equals its row of the ensemble."""
        return {}

    @property
    def iso3(self) -> str:
        return self.model.setting.iso3[self.column]

    @property
    def group(self) -> str:
        """Regional group, one of `sim.evidence.GROUPS`."""
        return evidence.GROUPS[self.model.setting.group[self.column]]

    @property
    def exists(self) -> bool:
        """Member of the United Nations this year."""
        return bool(self.model.now.exists[self.column])

    @property
    def is_challenger(self) -> bool:
        return self.column == self.model.setting.challenger

    @property
    def is_critic(self) -> bool:
        return bool(self.model.setting.critics[self.column])

    @property
    def is_member(self) -> bool:
        """Sits in the Commission or the Council."""
        return bool(self.model.world.seated[0, self.column])

    @property
    def position(self) -> float:
        """Ideal point, in s.d. across states; higher is nearer the liberal pole."""
        return float(self.model.now.position[self.column] + self._own("departure"))

    @property
    def rights(self) -> float:
        """Respect for human rights, 0-100."""
        return float(self.model.world.respect(self.model.now.rights)[0, self.column])

    @property
    def goodwill(self) -> float:
        """Toward the challenger, in logits of a vote."""
        return self._own("goodwill")

    @property
    def in_dialogue(self) -> bool:
        """A human-rights dialogue with the challenger is open."""
        return self._own("dialogue") == 1

    @property
    def sponsors(self) -> bool:
        """Sponsored a draft on the challenger this quarter."""
        return bool(self.model.world.sponsored[0, self.column])

    def stance(self, text: str) -> int | None:
        """How it voted this quarter on the text of that name: +1 with the target (or the South's
        line), 0 abstaining, -1 against; None if it did not vote. Raises ValueError if unknown."""
        names = self.model.setting.texts.names
        if text not in names:
            raise ValueError(f"there is no text {text!r}; there are {', '.join(names)}")
        world, k = self.model.world, names.index(text)
        seat = np.flatnonzero(world.present[0] & (world.members[0] == self.column))
        return int(world.stances[0, k, seat[0]]) if seat.size and world.tabled[0, k] else None


class NGO(Column):
    """An NGO: its column of the world, for the one replicate that the model plays.

    Subclass it and give the class to `RightsRegime(..., ngo_class=...)` to let NGOs act on their
    own: `decide` is called on every NGO before each quarter.
    """

    def decide(self) -> dict[str, Any]:
        """Fields of the world, shape (R, G) or (R, G, A), to set in this NGO's column before the
        quarter. Nothing by default, so that the model equals its row of the ensemble."""
        return {}

    @property
    def name(self) -> str:
        return self.model.setting.ngos.names[self.column]

    @property
    def role(self) -> str:
        ngos = self.model.setting.ngos
        return ngos.roles[ngos.role[self.column]]

    @property
    def home(self) -> str:
        """ISO3 code of the state where it is at home."""
        return self.model.setting.iso3[self.model.setting.ngos.home[self.column]]

    @property
    def is_inside(self) -> bool:
        """At home in the challenger."""
        return bool(self.model.setting.ngos.inside[self.column])

    @property
    def effort(self) -> dict[str, float]:
        """The share of its resources that it spends on each action."""
        return dict(zip(ACTIONS, map(float, self._own("ngo_effort")), strict=True))

    @property
    def access(self) -> float:
        """To the challenger, its officials and its sessions, 0-1."""
        return float(self._own("ngo_access"))

    @property
    def legitimacy(self) -> float:
        """Share of the legitimacy it started with."""
        return float(self._own("ngo_legitimacy"))

    @property
    def funds(self) -> float:
        """Share of the funds it started with."""
        return float(self._own("ngo_funds"))

    @property
    def skill(self) -> float:
        """Capacity to adapt, 0-1."""
        return float(self._own("ngo_skill"))

    @property
    def closed(self) -> bool:
        """Expelled or closed down, or left out by the scenario."""
        return bool(self._own("ngo_closed"))


class Body(mesa.Agent):
    """The Commission or, from 2006, the Council: whichever sits."""

    model: "RightsRegime"

    @property
    def name(self) -> str:
        body = self.model.now.body
        return body.name if body else ""

    @property
    def members(self) -> tuple[str, ...]:
        """ISO3 codes of the members."""
        world = self.model.world
        return tuple(self.model.setting.iso3[n] for n in world.members[0][world.present[0]])

    @property
    def tabled(self) -> tuple[str, ...]:
        """Names of the texts that were tabled this quarter."""
        return self._texts("tabled")

    @property
    def adopted(self) -> tuple[str, ...]:
        """Names of the texts that were adopted this quarter."""
        return self._texts("adopted")

    def _texts(self, field: str) -> tuple[str, ...]:
        marked = getattr(self.model.world, field)[0]
        return tuple(np.array(self.model.setting.texts.names)[marked])
