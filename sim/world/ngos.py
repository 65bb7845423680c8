"""What NGOs have and do."""

from dataclasses import dataclass

from sim.setting import Bools, Floats
from sim.world.declare import flags, floats

USUAL_SKILL = 0.3  # capacity to adapt that NGOs start with, 0-1; judgement


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
    ngo_skill: Floats = floats("RG", "share", "capacity to adapt, 0-1", USUAL_SKILL)
    ngo_ties: Floats = floats("RG", "years", "that it has worked with the same partners")
    ngo_closed: Bools = flags("RG", "expelled or closed down")
    ngo_voice: Floats = floats(
        "RG", "share", "of all NGO resources, spent by this one on being heard by governments",
    )
    attacked: Bools = flags("RG", "attacked this year")
    joined: Floats = floats("RG", "share", "of a common strategy that an NGO has taken up, 0-1")
    set_aside: Floats = floats("R1", "share", "of resources put into skill instead of action")
    accountable: Floats = floats(
        "R1", "share", "how far NGOs answer to those for whom they speak, beyond what is usual",
    )
    decentralised: Floats = floats(
        "R1", "share", "of decisions that Northern NGOs have passed to members in the South",
    )
    terrain: Floats = floats(
        "RA", "log", "how much more than usual each action achieves now",
    )
    actions: Floats = floats(
        "RA", "share", "of all NGO resources, effectively spent on each action this quarter",
    )
    year_of_actions: Floats = floats(
        "RA4", "share", "the same in the last first, second, third and fourth quarter",
    )
    funded: Floats = floats("RP", "share", "money at work in each of the eleven strategies, 0-1")
    for_campaigns: Floats = floats(
        "R1", "fundings", "of one strategy in full, at work in campaigns in their place",
    )
    # fmt: on
