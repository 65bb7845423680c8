"""What the programme of the NGOs reaches in the challenger."""

from dataclasses import dataclass

from sim.setting import Floats
from sim.world.declare import floats


@dataclass(frozen=True)
class Inside:
    """What the programme of the NGOs reaches in the challenger."""

    # fmt: off
    sympathy: Floats = floats(
        "R1", "share", "of its public with a rights movement abroad, beyond what is usual",
    )
    standards: Floats = floats("R1", "share", "of suppliers held to standards, 0-1")
    detention: Floats = floats("R1", "share", "held outside the courts, of what is usual", 1.0)
    accountability: Floats = floats("R1", "share", "expected sanction of those who abuse, 0-1")
    defended: Floats = floats("R1", "share", "of prisoners with a defence paid from abroad, 0-1")
    regained: Floats = floats("R1", "points", "of rights that courts and defenders win back")
    organised: Floats = floats("R1", "share", "of the diaspora, beyond what is usual")
    transparency: Floats = floats("R1", "share", "of dialogues and exchanges open to monitors, 0-1")
    # fmt: on
