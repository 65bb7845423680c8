"""What the debate is about, and what was promised."""

from dataclasses import dataclass

from sim.setting import Floats
from sim.world.declare import floats


@dataclass(frozen=True)
class Values:
    """What the debate is about, and what was promised."""

    # fmt: off
    frame: Floats = floats("R1", "share", "of the debate that speaks of values, not rights, 0-1")
    frame_quality: Floats = floats("R1", "share", "how well the case for values is argued, 0-1")
    frame_support: Floats = floats("RN", "share", "how far a state makes that case itself, 0-1")
    declaration: Floats = floats(
        "R1", "share", "last agreed declaration: 0 particular to 1 universal, as in 1948", 1.0,
    )
    treaties: Floats = floats("RN", "share", "of the core treaties ratified beyond the record")
    commitments: Floats = floats("R1", "number", "its recent signatures, clauses and plans, fading")
    engagement: Floats = floats(
        "R1", "number", "channels of the regime in which the challenger takes part",
    )
    # fmt: on
