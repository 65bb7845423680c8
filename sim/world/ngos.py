"""What NGOs have and do."""

from dataclasses import dataclass

from sim.setting import Bools, Floats
from sim.world.declare import flags, floats


@dataclass(frozen=True)
class NgoFields:
    """What NGOs have and do."""

    # fmt: off
    ngo_effort: Floats = floats(
        "RGA", "share", "of its resources that an NGO spends on each action",
    )
    ngo_value: Floats = floats("RGA", "points", "what an NGO believes each action achieves")
    ngo_funds: Floats = floats("RG", "share", "of the funds it started with", 1.0)
    ngo_access: Floats = floats("RG", "share", "access to country, officials and sessions, 0-1")
    ngo_legitimacy: Floats = floats("RG", "share", "of the legitimacy it started with", 1.0)
    ngo_skill: Floats = floats("RG", "share", "capacity to adapt, 0-1", 0.3)
    ngo_closed: Bools = flags("RG", "expelled or closed down")
    attacked: Bools = flags("RG", "attacked this quarter")
    actions: Floats = floats(
        "RA", "share", "of all NGO resources, effectively spent on each action this quarter",
    )
    funded: Floats = floats("RP", "share", "money at work in each of the eleven strategies, 0-1")
    # fmt: on
