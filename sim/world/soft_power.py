"""What attracts states to the challenger and to the critics."""

from dataclasses import dataclass

from sim.setting import Bools, Floats
from sim.world.declare import flags, floats


@dataclass(frozen=True)
class SoftPower:
    """What attracts states to the challenger and to the critics."""

    # fmt: off
    goodwill: Floats = floats("RN", "logits", "worth of recent visits in a vote, fading")
    ties: Floats = floats("RN", "share", "ties of leaders and elites to the challenger, 0-1")
    security_ties: Floats = floats("RN", "share", "ties of officers schooled there, 0-1")
    rival_ties: Floats = floats("RN", "share", "ties of leaders and elites to the critics, 0-1")
    partnership: Bools = flags("RN", "has declared a partnership with the challenger")
    institutes: Floats = floats("RN", "share", "institutes hosted, of the most a host takes")
    dependence: Floats = floats(
        "RN", "share", "on the challenger's loans, trade and investment, 0-1",
    )
    drawn: Floats = floats(
        "RN", "s.d. of ideal points", "part of the departure that trade and loans hold",
    )
    reputation: Floats = floats(
        "R1", "logits", "what the challenger's model of development is thought of",
    )
    rival_reputation: Floats = floats("R1", "logits", "what the critics' model is thought of")
    prestige: Floats = floats("R1", "logits", "glory of great events, fading")
    endorsement: Floats = floats("R1", "share", "honours by foreign institutions, fading")
    attraction: Floats = floats("RN", "logits", "attraction toward the challenger")
    rival_attraction: Floats = floats("RN", "logits", "attraction toward the critics' pole")
    salience: Floats = floats(
        "RN", "share", "of the challenger's violations that is seen there", 1.0,
    )
    threat: Floats = floats("R1", "logits", "what a threat critics see in the challenger")
    spent: Floats = floats("R2", "visits", "spent this quarter by the challenger, by the critics")
    # fmt: on
