"""The World: everything that changes, the replicate axis first.

Axes, always in this order: R replicates, K texts, N states, M seats of the sitting body, G NGOs,
A actions of NGOs, P strategies of the study group. Each field is declared once, in the file of
its theme: its axes, its kind, its unit, what it means, and what it starts with.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.calendar import Quarter
from sim.ngos import ACTIONS, STRATEGIES
from sim.setting import Bools, Floats, Ints, Setting
from sim.world.balance import Balance
from sim.world.bilateral import Bilateral
from sim.world.bodies import Bodies
from sim.world.declare import Field
from sim.world.eve import first_members, first_memory
from sim.world.inside import Inside
from sim.world.ngos import NgoFields
from sim.world.societies import Societies
from sim.world.soft_power import SoftPower
from sim.world.states import States
from sim.world.table import Table
from sim.world.values import Values

CRACKDOWN = Quarter(1989, 2)


@dataclass(frozen=True)
class World(
    Table, Inside, Societies, NgoFields, Balance, Bilateral, Bodies, Values, SoftPower, States
):
    """Everything that changes. Replicate axis first; a run of one is R = 1."""

    @property
    def replicates(self) -> int:
        return self.departure.shape[0]

    @classmethod
    def start(cls, setting: Setting, replicates: int) -> "World":
        """The world on the eve of the first quarter: those who sat, what is remembered, and what
        every field starts with."""
        size = {
            "R": replicates,
            "N": setting.states,
            "K": len(setting.texts),
            "M": setting.seats,
            "G": len(setting.ngos),
            "A": len(ACTIONS),
            "P": len(STRATEGIES),
        }
        blank: dict[str, NDArray[Any]] = {
            name: np.broadcast_to(
                np.array(f.start, f.kind), [size[a] if a in size else int(a) for a in f.axes]
            )
            for name, f in FIELDS.items()
        }
        first = setting.quarters[0]
        seated, term_ends = first_members(setting, first)
        memory, abstained = first_memory(setting, first.year)
        years_since = max(first.index - CRACKDOWN.index, 0) / 4
        blank |= {
            "seated": np.tile(seated, (replicates, 1)),
            "term_ends": np.tile(term_ends, (replicates, 1)),
            "terms": np.tile(seated.astype(np.int64), (replicates, 1)),
            "memory": np.tile(memory, (replicates, 1, 1)),
            "abstained": np.tile(abstained, (replicates, 1, 1)),
            "ngo_access": np.tile(setting.ngos.access, (replicates, 1)),
            "ngo_closed": np.tile(~setting.ngos.takes_part, (replicates, 1)),
            "ngo_effort": np.tile(setting.ngos.usual, (replicates, 1, 1)),
            "pressure": np.full((replicates, 1), 0.5 ** (years_since / 3.0)),
        }
        return cls(**blank | members_of(blank["seated"], setting.seats))

    def with_(self, **changes: Any) -> "World":
        """The same world with these fields changed."""
        changed = object.__new__(World)
        vars(changed).update(vars(self), **changes)
        return changed

    def at_seats(self, by_state: NDArray[Any]) -> NDArray[Any]:
        """Values by state (R, N) as seen from the seats (R, M)."""
        rows = np.arange(self.replicates)[:, None] * by_state.shape[1]
        return np.take(by_state, rows + self.members)

    def respect(self, recorded: Floats) -> Floats:
        """Respect for human rights (R, N), 0-100, from what is on record (N,) this year."""
        return np.clip(recorded + self.rights_departure - self.repression, 0.0, 100.0)

    def doing(self, action: str) -> Floats:
        """What NGOs effectively spend on an action this quarter (R, 1), as a share of all they
        have. Raises ValueError on an unknown action."""
        return self.actions[:, [ACTIONS.index(action)]]

    def money_for(self, strategy: str) -> Floats:
        """Money at work (R, 1) in one of the study group's strategies. Raises ValueError on an
        unknown one."""
        return self.funded[:, [STRATEGIES.index(strategy)]]

    def memory_at(self, texts: Ints) -> Ints:
        """Where in flat `memory` and `abstained` the seats stand on these texts (D,), (R, D, M)."""
        _, k, n = self.memory.shape
        rows = np.arange(self.replicates)[:, None, None] * k + texts[:, None]
        return rows * n + self.members[:, None, :]

    def empty_table(self) -> dict[str, NDArray[Any]]:
        """The momentary fields as they are when nothing is tabled or voted on."""
        return {name: np.zeros_like(getattr(self, name)) for name in MOMENTARY}


FIELDS: dict[str, Field] = {f.name: f.metadata["field"] for f in fields(World)}
SHAPES = {name: (field.axes, field.kind) for name, field in FIELDS.items()}

MOMENTARY = (
    "tabled",
    "leaning",
    "cuts",
    "moved",
    "motion",
    "blocked",
    "stances",
    "tally",
    "adopted",
)


def members_of(seated: Bools, seats: int) -> dict[str, NDArray[Any]]:
    """The fields `members` (R, M) and `present` (R, M) of a seating (R, N) in M seats."""
    order = np.argsort(~seated, axis=1, kind="stable")[:, :seats]
    present = np.take_along_axis(seated, order, axis=1)
    return {"members": order, "present": present}
