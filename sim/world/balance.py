"""How scrutiny and its opponents stand."""

from dataclasses import dataclass

from sim.setting import Floats, Ints
from sim.world.declare import counts, floats

USUAL_ADVOCACY = 0.1  # judgement: a few organisations around the body; the record holds its effect


@dataclass(frozen=True)
class Balance:
    """How scrutiny and its opponents stand."""

    # fmt: off
    counter_capacity: Floats = floats(
        "R1", "share", "learned by the challenger about countering, 0-1",
    )
    advocacy: Floats = floats(
        "R1", "share", "what defenders of the regime put against, 0-1", USUAL_ADVOCACY,
    )
    preparation: Floats = floats("R2", "share", "of the challenger's friends, of the critics, 0-1")
    strength: Floats = floats("RK", "share", "left of the text by amendments at its last turn", 1.0)
    floor: Floats = floats("R1", "share", "of debating time left to NGOs and experts, 0-1", 1.0)
    last_sponsors: Floats = floats("R1", "states", "who sponsored at the challenger's last turn")
    level: Ints = counts("RK", "", "last turn: 0 nothing, 1 tabled, 2 decided, 3 adopted")
    language: Floats = floats(
        "RK", "share", "of members for universal language at its last vote", 0.5,
    )
    # fmt: on
