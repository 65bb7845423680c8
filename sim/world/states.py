"""What changes in states, and who sits."""

from dataclasses import dataclass

from sim.setting import Bools, Floats, Ints
from sim.world.declare import counts, flags, floats


@dataclass(frozen=True)
class States:
    """What changes in states, and who sits."""

    # fmt: off
    departure: Floats = floats("RN", "s.d. of ideal points", "position, departure from the record")
    rights_departure: Floats = floats(
        "RN", "points", "respect for rights, departure from the record",
    )
    repression: Floats = floats("RN", "points", "rights lost to repression beyond the record")
    unrest: Floats = floats("RN", "share", "challenge to authority at home, 0-1", 0.2)
    control: Floats = floats("RN", "share", "hold of those in power on society, 0-1", 1.0)
    private_liberties: Floats = floats("RN", "points", "gain of private freedom beyond the record")
    seated: Bools = flags("RN", "member of the sitting body")
    term_ends: Ints = counts("RN", "quarter index", "when the seat falls vacant, 0 if none")
    terms: Ints = counts("RN", "terms", "served in a row")
    members: Ints = counts("RM", "column", "who sits; unused seats name states that do not")
    present: Bools = flags("RM", "the seat is filled")
    memory: Floats = floats("RKN", "stance", "how a state remembers having voted, -1 to +1")
    abstained: Floats = floats("RKN", "share", "how far it remembers having abstained, 0 to 1")
    # fmt: on
