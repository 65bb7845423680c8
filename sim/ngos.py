"""NGOs as the tables describe them: some forty, typified by role and base, and what they can do."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim import evidence

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ACTIONS = (
    "campaign",  # public campaigns that name and shame
    "shadow_report",  # reports beside the state's own, for reviews and treaty bodies
    "lobbying",  # of swing states before a session
    "solutions",  # messages that propose and encourage
    "south_south",  # messages with and through partners of the South
    "insider_programme",  # training and advice by consent
    "corporate",  # engagement of firms and investors
    "legal_defence",
    "monitoring",
    "diaspora",
    "online",
    "youth",
    "solidarity",  # with peers who are attacked
)
STRATEGIES = (  # of the study group of 2001, in its four groups
    "rural_residents",
    "labour",
    "administrative_detention",
    "impunity",
    "legal_defence",
    "online_resource",
    "monitoring",
    "diaspora",
    "engagement_monitoring",
    "standing_bodies",
    "asian_solidarity",
)
AUDIENCES = ("north", "south", "inside")  # inside: the public of the challenger


@dataclass(frozen=True)
class Ngos:
    """The NGOs (G) of a run: facts that do not change.

    role: index into `roles` · home: column of the home state · inside: at home in the challenger ·
    northern: at home in the North · resources: relative to the smallest · access: at the start,
    0-1 · legitimacy (G, 3) by audience, 0-1 · information: how well informed, 0-1 · usual (G, A):
    the share of its resources that each action has by habit · takes_part: those that a scenario
    leaves out are closed from the start and stay so.
    """

    names: tuple[str, ...]
    roles: tuple[str, ...]
    role: Ints
    home: Ints
    inside: Bools
    northern: Bools
    resources: Floats
    access: Floats
    legitimacy: Floats
    information: Floats
    usual: Floats
    takes_part: Bools

    @classmethod
    def build(
        cls, iso3: tuple[str, ...], challenger: str, taking_part: tuple[str, ...] = ()
    ) -> "Ngos":
        """The NGOs as their tables have them; those at home in the challenger go with that role.
        Those take part whose name or role is given, or all if none is."""
        habits = evidence.rows("ngo_roles")
        roles = tuple(line["role"] for line in habits)
        lines = evidence.rows("ngos")
        role = np.array([roles.index(line["role"]) for line in lines])
        inside = np.array([line["base"] == "challenger" for line in lines])
        homes = [challenger if line["base"] == "challenger" else line["home"] for line in lines]
        usual = np.array([[float(line[action]) for action in ACTIONS] for line in habits])
        return cls(
            names=tuple(line["ngo"] for line in lines),
            roles=roles,
            role=role,
            home=np.array([iso3.index(home) for home in homes]),
            inside=inside,
            northern=np.array([line["base"] == "north" for line in lines]),
            resources=np.array([float(line["resources"]) for line in lines]),
            access=np.array([float(line["access"]) for line in lines]),
            legitimacy=np.array(
                [[float(line[f"legitimacy_{a}"]) for a in AUDIENCES] for line in lines]
            ),
            information=np.array([float(line["information"]) for line in lines]),
            usual=usual[role],
            takes_part=np.array(
                [
                    not taking_part or line["ngo"] in taking_part or line["role"] in taking_part
                    for line in lines
                ]
            ),
        )

    def __len__(self) -> int:
        return len(self.names)

    def of(self, *roles: str) -> Bools:
        """Which NGOs (G,) have one of these roles. Raises ValueError on an unknown role."""
        return np.isin(self.role, [self.roles.index(role) for role in roles])

    def habit(self, action: str) -> float:
        """The share of all resources that an action has by habit. Raises ValueError on an unknown
        action."""
        return float((self.resources * self.usual[:, ACTIONS.index(action)]).sum() / self.total)

    @cached_property
    def total(self) -> float:
        """Resources of all."""
        return float(self.resources.sum())
