"""What passes between the challenger and its critics."""

from dataclasses import dataclass

from sim.setting import Floats, Ints
from sim.world.declare import counts, floats


@dataclass(frozen=True)
class Bilateral:
    """What passes between the challenger and its critics."""

    # fmt: off
    dialogue: Ints = counts("RN", "", "with the challenger: 0 none, 1 open, 2 suspended")
    substance: Floats = floats(
        "R1", "share", "what dialogues are about: 0 technical to 1 current violations", 1.0,
    )
    quieted: Floats = floats("RN", "logits", "by which dialogue lowers a critic's sponsorship")
    coordination: Floats = floats("R1", "share", "how far critics act together on dialogues, 0-1")
    forum_access: Floats = floats(
        "R1", "share", "of dialogues and their forums open to NGOs, 0-1", 0.5,
    )
    private_talk: Floats = floats(
        "RN", "share", "how far a critic prefers private talk to public words, 0-1",
    )
    punished: Floats = floats("RN", "share", "of exports to the challenger lost to its displeasure")
    prisoners: Floats = floats(
        "R1", "prisoners", "held for political reasons in the challenger", 3000.0,
    )
    named: Floats = floats("R1", "prisoners", "of them on the lists of visitors")
    contacts: Floats = floats("R1", "meetings", "of envoys with dissidents this quarter")
    arrests: Floats = floats("R1", "prisoners", "arrested this quarter")
    movement: Floats = floats("R1", "share", "of the movement's leaders free and at home, 0-1", 1.0)
    opening: Floats = floats("R1", "share", "uncensored moment granted to a visitor, fading")
    credit: Floats = floats("R1", "prisoners", "recent releases that earn credit, fading")
    exposure: Floats = floats("RN", "share", "weight of business with the challenger, 0-1")
    leverage: Floats = floats("R1", "share", "what critics can withhold, 0-1")
    reports: Floats = floats("R1", "number", "of bodies that can only report, so far")
    restraint: Floats = floats("RN", "logits", "all that keeps a critic from sponsoring")
    pressure: Floats = floats("R1", "share", "attention to its violations, 1 after the crackdown")
    # fmt: on
