"""Representations: lists of names, meetings with dissidents, and prisons that arrests refill.

Theory: officials on a visit and partners in dialogue hand over names; NGOs in the room bring some:
        named <- (1 - lapse) * named
                 + names * (visits + dialogues * substance * (1/2 + forum_access))
    Some visitors meet dissidents. The challenger takes that for an affront and detains, and those
    who would meet the next visitor think twice:
        contacts = contacts_per_visit * visits / (1 + caution * affront * contacts before)
    Prisoners are a stock to trade with: sentences end, arrests refill the cells, the more the
    more releases are worth:
        arrests = usual + refill * releases + affront * contacts
        prisoners <- prisoners - those whose sentence ends + arrests - releases
    The movement loses those detained and those freed into exile, and recovers slowly:
        movement <- movement + recovery * (1 - movement) - (exile * releases + detained) / leaders
    What dissidents can say, and arrests of people who are known, renew attention:
        pressure <- pressure + voice * movement + testimony * contacts + news * (arrests - usual)
Sources: Nathan and Scobell 2009 (lists, affronts, exile, prisoners as a stock to trade with);
    Dui Hua 1999-2024 (names raised); FIDH/HRIC 2004 (two meetings a year).
Writes: named, contacts, arrests, prisoners, movement, pressure.
Catalogue: N49, N50, N52, S07.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.concessions import LAPSE
from sim.mechanisms.quiet_diplomacy.dialogue import OPEN
from sim.mechanisms.quiet_diplomacy.ground_rules import MEETINGS
from sim.setting import Floats, Now
from sim.world import World

TURNOVER = 0.05  # share of sentences that end in a quarter: five years on average; judgement
USUAL = 3000.0 * TURNOVER  # arrests in a quarter that hold the stock at 3,000; judgement
LEADERS = 50.0  # people who could organise the movement; judgement


@dataclass(frozen=True)
class Representations:
    """Acts every quarter, after concessions."""

    writes: ClassVar = ("named", "contacts", "arrests", "prisoners", "movement", "pressure")

    visits: float = parameter(
        4.0, low=0.0, high=40.0, kind="lever", unit="visits a year",
        meaning="visits of critics' officials that raise cases",
        source="a few ministers and envoys a year (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    names: float = parameter(
        2.0, low=0.0, high=50.0, kind="lever", unit="names",
        meaning="new names handed over on a visit or at a substantial meeting",
        source="some 90 a year by one foundation alone (Dui Hua 1999-2024)", grade="judgement",
    )  # fmt: skip
    contacts_per_visit: float = parameter(
        0.5, low=0.0, high=10.0, kind="lever", unit="meetings",
        meaning="meetings with dissidents that a visitor seeks",
        source="an envoy met Wei Jingsheng in February 1994 (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    affront: float = parameter(
        0.5, low=0.0, high=5.0, kind="lever", unit="prisoners per meeting",
        meaning="detentions that answer a meeting with dissidents",
        source="Wei Jingsheng was held again weeks after the meeting", grade="judgement",
    )  # fmt: skip
    caution: float = parameter(
        1.0, low=0.0, high=10.0, unit="per detention",
        meaning="how much the detentions of a quarter discourage meetings in the next",
        source="envoys ceased to ask for such meetings (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    refill: float = parameter(
        0.5, low=0.0, high=5.0, unit="prisoners per release",
        meaning="new arrests that a release invites, prisoners being worth something",
        source="prisoners as a renewable stock (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    exile: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="share of those released who are sent abroad",
        source="the best known of 1997-98 went abroad (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    recovery: float = parameter(
        0.05, low=0.0, high=1.0, unit="share per quarter",
        meaning="how fast others take the place of leaders lost",
        source="years passed before the next attempt of 1998", grade="judgement",
    )  # fmt: skip
    voice: float = parameter(
        0.002, low=0.0, high=0.1, unit="share of the attention after the crackdown",
        meaning="attention that a whole movement at home renews each quarter",
        source="news needs people who make it (Keck and Sikkink 1998)", grade="judgement",
    )  # fmt: skip
    testimony: float = parameter(
        0.003, low=0.0, high=0.1, unit="share of the attention after the crackdown",
        meaning="attention that a meeting with a dissident renews",
        source="witnesses reach foreign media through visitors (Keck and Sikkink 1998)",
        grade="judgement",
    )  # fmt: skip

    news: float = parameter(
        0.001, low=0.0, high=0.1, unit="share of the attention after the crackdown",
        meaning="attention that an arrest beyond the usual ones renews",
        source="names new to the lists are reported (Keck and Sikkink 1998)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        visits = self.visits / 4.0
        wary = 1.0 + self.caution * self.affront * world.contacts
        contacts = self.contacts_per_visit * visits / wary
        detained = self.affront * contacts
        arrests = USUAL + self.refill * world.releases + detained
        prisoners = world.prisoners * (1.0 - TURNOVER) + arrests - world.releases
        lost = (self.exile * world.releases + detained) / LEADERS
        movement = world.movement + self.recovery * (1.0 - world.movement) - lost
        movement = np.clip(movement, 0.0, 1.0)
        heard = self.voice * movement + self.testimony * contacts
        handed = self.names * (visits + _meetings(world, now))
        return {
            "named": world.named * (1.0 - LAPSE) + handed,
            "contacts": contacts,
            "arrests": arrests,
            "prisoners": np.maximum(prisoners, 0.0),
            "movement": movement,
            "pressure": world.pressure + heard + self.news * (arrests - USUAL),
        }


def _meetings(world: World, now: Now) -> Floats:
    """Meetings of dialogues this quarter (R, 1) that count, by what is said and who is there."""
    if now.date.quarter not in MEETINGS:
        return np.zeros_like(world.substance)
    partners = (world.dialogue == OPEN).sum(axis=1, keepdims=True)
    return partners * world.substance * (0.5 + world.forum_access)
