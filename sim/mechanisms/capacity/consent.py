"""Consent: insiders work where the host lets them, as long as somebody pays.

Theory: capacity builders come when the host's foreign ministry invites them and stay as long as
    they keep quiet. They do what welcome, work and money allow:
        welcome = invitation * access / access at the start * exp(- touchiness * criticism)
        programmes = money * min(welcome, work done by capacity builders relative to the usual)
    where money is the share of the programme's donors that pay. Other hosts welcome a share
    `elsewhere` of it, whatever happens in the challenger. Trust is made of persons met, a little
    each year, and cannot be larger than welcome, so that it is gone at once when insiders must
    leave:
        insider_reach <- min(insider_reach + pace, welcome) while anybody pays,
                         min(insider_reach * (1 - fading), welcome) else
    What insiders say aloud is heard: pressure <- pressure + voice * criticism * programmes.
Sources: Raoul Wallenberg Institute, China office, c. 2016 (invitation, network, one donor);
    Hutchings 2019, Amnesty International's China strategy (access is the price of criticism).
Writes: insider_reach, programmes, lapsed, pressure.
Catalogue: R01, R02, R15.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.capacity import hosts, placed
from sim.ngos import ACTIONS
from sim.setting import Bools, Floats, Now
from sim.world import World

SPRING = 1
INSIDER = ACTIONS.index("insider_programme")
DONORS = 4  # the most that a programme can have; the first of them is its founder


@dataclass(frozen=True)
class Consent:
    """Acts once a year, in the first quarter, on the hosts of insiders."""

    writes: ClassVar = ("insider_reach", "programmes", "lapsed", "pressure")

    invitation: float = parameter(
        1.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far the challenger invites insiders; 0 expels them",
        source="work began at the foreign ministry's request (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    since: float = parameter(
        1996.0, low=1990.0, high=2100.0, kind="lever", unit="year",
        meaning="when insiders are first invited",
        source="about two decades of work in 2016 (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    criticism: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of what insiders see that they say aloud",
        source="none is published by an institute with an office (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    touchiness: float = parameter(
        3.0, low=0.0, high=10.0, unit="log per share",
        meaning="how much welcome insiders lose by criticism",
        source="campaigners have almost no access (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    voice: float = parameter(
        0.1, low=0.0, high=1.0, unit="share of the attention after the crackdown",
        meaning="attention that a year of full criticism by insiders at work would draw",
        source="they know more and are fewer than campaigners", grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.05, low=0.0, high=1.0, unit="share a year",
        meaning="how fast insiders become known to all whom they want to reach",
        source="a wide network after decades (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip
    fading: float = parameter(
        0.5, low=0.0, high=1.0, unit="share a year",
        meaning="of its contacts that an institute without money loses",
        source="offices close and staff leave within a year or two", grade="judgement",
    )  # fmt: skip
    donors: float = parameter(
        1.0, low=0.0, high=4.0, kind="lever", unit="agencies",
        meaning="how many aid agencies share the costs",
        source="one agency (Raoul Wallenberg Institute)", grade="measured",
    )  # fmt: skip
    founder_until: float = parameter(
        2100.0, low=1990.0, high=2100.0, kind="lever", unit="year",
        meaning="when the founding agency stops paying for good",
        source="it paid throughout the record (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip
    turning: float = parameter(
        0.0, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that an agency changes its course and stops paying",
        source="the record's agency paid throughout (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    returning: float = parameter(
        0.25, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that an agency that stopped is won back or replaced",
        source="aid is planned in periods of about four years", grade="judgement",
    )  # fmt: skip
    elsewhere: float = parameter(
        0.3, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="size of a programme in another host, relative to that in the challenger",
        source="offices of two or three people", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SPRING:
            return {}
        where = hosts(now.setting)
        ours = (where == now.setting.challenger)[None, :]
        lapsed = self._lapsed(world, draw)
        money = self._money(lapsed, now) * (now.date.year >= self.since)
        access, means, work = self._insiders(world, now)
        quiet = np.exp(-self.touchiness * self.criticism)
        welcome = np.where(ours, self.invitation * access * quiet, 1.0)
        done = np.where(ours, np.minimum(welcome, work), self.elsewhere * means)
        programmes = money * done
        known = world.insider_reach[:, where]
        known = np.where(money > 0.0, known + self.pace, known * (1.0 - self.fading))
        said = self.voice * self.criticism * (programmes * ours).sum(axis=1, keepdims=True)
        return {
            "insider_reach": placed(world.insider_reach, where, np.minimum(known, welcome)),
            "programmes": placed(world.programmes, where, programmes),
            "lapsed": lapsed,
            "pressure": world.pressure + said,
        }

    def _lapsed(self, world: World, draw: Draw) -> Bools:
        """Which donors (R, 4) have stopped paying by their own decision."""
        if not np.any(self.turning) and not world.lapsed.any():
            return world.lapsed.copy()
        luck = draw.items("donor", DONORS)
        return luck < np.where(world.lapsed, 1.0 - self.returning, self.turning)

    def _money(self, lapsed: Bools, now: Now) -> Floats:
        """Share (R, 1) of the programme that is paid for."""
        each = np.clip(self.donors - np.arange(DONORS), 0.0, 1.0) / np.maximum(self.donors, 1.0)
        founder = np.arange(DONORS) == 0
        pays = ~lapsed & ~(founder & (now.date.year >= self.founder_until))
        return (pays * each).sum(axis=1, keepdims=True)

    def _insiders(self, world: World, now: Now) -> tuple[Floats, Floats, Floats]:
        """Access to the challenger, means, and work done about it (R, 1), of foreign capacity
        builders, as shares of what is usual."""
        ngos = now.setting.ngos
        of = np.flatnonzero(ngos.of("capacity_builder") & ~ngos.inside)
        usual = ngos.resources[of] * ngos.usual[of, INSIDER]
        weight = ~world.ngo_closed[:, of] * usual / max(usual.sum(), 1e-9)
        welcome = np.minimum(world.ngo_access[:, of] / ngos.access[of], 1.0)
        effort = world.ngo_effort[:, of, INSIDER] / ngos.usual[of, INSIDER]
        means = weight * world.ngo_funds[:, of]
        work = means * np.minimum(effort, 1.0)
        shares = (weight * welcome, means, work)
        access, means, work = (share.sum(axis=1, keepdims=True) for share in shares)
        return access, means, work
