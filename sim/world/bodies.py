"""What the bodies of the United Nations have and do."""

from dataclasses import dataclass

from sim.setting import Bools, Floats
from sim.world.declare import flags, floats


@dataclass(frozen=True)
class Bodies:
    """What the bodies of the United Nations have and do."""

    # fmt: off
    mandates: Floats = floats("R1", "mandates", "thematic mandates in force", 7.0)
    mandate_strength: Floats = floats(
        "R1", "share", "independence that codes of conduct leave them, 0-1", 1.0,
    )
    country_mandates: Bools = flags("RK", "a mandate on the situation is in force")
    pending: Floats = floats("RN", "requests", "by mandates to visit, not yet answered")
    visits_civil: Floats = floats("RN", "visits", "so far, on civil and political rights")
    visits_social: Floats = floats("RN", "visits", "so far, on social and other rights")
    recommendations: Floats = floats("RN", "number", "made at the last review")
    harshness: Floats = floats(
        "RN", "level", "mean action that they asked for, 1 minimal to 5 specific",
    )
    accepted: Floats = floats("RN", "share", "of them that were accepted")
    carried_out: Floats = floats("RN", "share", "of them that were acted upon")
    cooperation: Floats = floats("RN", "share", "technical cooperation with the Office, 0-1")
    expert_independence: Floats = floats(
        "R1", "share", "of treaty-body experts who are independent", 0.8,
    )
    accredited: Floats = floats("R1", "NGOs", "human-rights NGOs with consultative status", 100.0)
    deferred: Floats = floats("R1", "NGOs", "whose applications are held up by questions")
    overrides: Floats = floats("R1", "number", "of applications granted over the committee so far")
    court_members: Bools = flags("RN", "party to the statute of the International Criminal Court")
    legitimacy: Floats = floats("R1", "share", "how far the body is taken seriously, 0-1", 1.0)
    chair: Floats = floats("R1", "column", "state in the chair, -1 if none", -1.0)
    crisis: Floats = floats("RK", "share", "severity of an outbreak not yet dealt with, 0-1")
    awaiting: Floats = floats("RK", "quarters", "since the outbreak began")
    special_sessions: Floats = floats("R1", "number", "called this quarter")
    # fmt: on
