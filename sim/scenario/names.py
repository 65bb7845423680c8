"""Names of states and their groups, of NGOs and of catalogue entries, as files may write them."""

from sim import evidence
from sim.setting import COMMON_CAUCUSES

EVERYBODY = ("all", "challenger", "critics", *evidence.GROUPS, *COMMON_CAUCUSES)


def codes() -> dict[str, str]:
    """The name of each state by its ISO3 code."""
    return {line["iso3"]: line["name"] for line in evidence.rows("states")}


def entries() -> tuple[str, ...]:
    """The ids of the catalogue of what the source documents describe, in its order."""
    return tuple(line["id"] for line in evidence.rows("entries"))


def ngos() -> tuple[str, ...]:
    """The NGOs by name, and the roles that stand for all NGOs that have them."""
    named = (line["ngo"] for line in evidence.rows("ngos"))
    return (*named, *(line["role"] for line in evidence.rows("ngo_roles")))


def state(name: str) -> str | None:
    """The ISO3 code of a state given by code or by name; None if there is none."""
    known = codes()
    if name.upper() in known:
        return name.upper()
    return next((iso3 for iso3, full in known.items() if full.lower() == name.lower()), None)
