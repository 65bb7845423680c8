"""Tactics: what NGOs agree to do differently with what they have.

Theory: habits divide efforts; a common plan moves them. More can be done of public campaigns, of
    lobbying, and of messages to the challenger's own public and its diaspora (times the usual; what
    NGOs lobby is part of their voice with governments);
    and the same means can be moved: between programmes inside and campaigns outside, and out of
    Northern campaigns into messages of Southern partners or into proposals:
        campaign = campaigning * campaign + outside * insider programmes
                   (or, if outside < 0, that share of campaigns goes inside)
        south_south += southern * campaign; solutions += solutions * (1 - southern) * campaign
        campaign <- campaign * (1 - southern) * (1 - solutions)
    What was done is remembered for a year, since what campaigns do is felt over the year.
Sources: Hutchings 2019, Amnesty International's China strategy (insiders and outsiders, Southern
    partners, solutions); China Human Rights Strategy Study Group 2001 (inside and outside work).
Writes: actions, year_of_actions, ngo_voice.
Catalogue: A16, A20, A21, A25, S05, SO6.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.reach import HEARD
from sim.ngos import ACTIONS
from sim.setting import Floats, Now
from sim.world import World

CAMPAIGN, LOBBYING, SOLUTIONS, SOUTHERN, INSIDER, DIASPORA, ONLINE = (
    ACTIONS.index(name)
    for name in (
        "campaign", "lobbying", "solutions", "south_south", "insider_programme", "diaspora",
        "online",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Tactics:
    """Acts every quarter, once efforts are divided."""

    writes: ClassVar = ("actions", "year_of_actions", "ngo_voice")

    campaigning: float = parameter(
        1.0, low=0.0, high=5.0, kind="lever", unit="times the usual",
        meaning="how much NGOs campaign in public", source="the usual is 1 by definition",
        grade="judgement",
    )  # fmt: skip
    lobbying: float = parameter(
        1.0, low=0.0, high=5.0, kind="lever", unit="times the usual",
        meaning="how much NGOs lobby in capitals", source="the usual is 1 by definition",
        grade="judgement",
    )  # fmt: skip
    audiences: float = parameter(
        1.0, low=0.0, high=5.0, kind="lever", unit="times the usual",
        meaning="how much NGOs speak to the challenger's own public and its diaspora",
        source="the usual is 1 by definition (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    outside: float = parameter(
        0.0, low=-1.0, high=1.0, kind="lever", unit="share",
        meaning="of insider programmes turned into campaigns; below 0, of campaigns turned inside",
        source="0 is the usual mix (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    southern: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of public campaigns handed to Southern partners as messengers",
        source="0 is the usual mix (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    solutions: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of public campaigns that propose and encourage instead of shaming",
        source="0 is the usual mix (Hutchings 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        actions = world.actions.copy()
        campaign = self.campaigning * world.doing("campaign")
        inside = world.doing("insider_programme")
        outward = np.maximum(self.outside, 0.0) * inside
        inward = np.maximum(-self.outside, 0.0) * campaign
        campaign = campaign + outward - inward
        handed = self.southern * campaign
        proposed = self.solutions * (campaign - handed)
        actions[:, CAMPAIGN] = (campaign - handed - proposed)[:, 0]
        actions[:, INSIDER] = (inside - outward + inward)[:, 0]
        actions[:, SOUTHERN] += handed[:, 0]
        actions[:, SOLUTIONS] += proposed[:, 0]
        for times, action in (
            (self.lobbying, LOBBYING), (self.audiences, DIASPORA), (self.audiences, ONLINE),
        ):  # fmt: skip
            actions[:, action : action + 1] *= times
        changes = {"actions": actions, "year_of_actions": self._year(actions, world, now)}
        if now.setting.challenge in now.due:
            changes["ngo_voice"] = self._voice(world)
        return changes

    def _voice(self, world: World) -> Floats:
        """The voice of NGOs with governments (R, G) with that much more lobbying in it."""
        effort = world.ngo_effort
        heard = np.maximum((effort * HEARD).sum(axis=-1), 1e-9)
        lobbying = effort[..., LOBBYING] / heard
        return world.ngo_voice * (1.0 + (self.lobbying - 1.0) * lobbying)

    def _year(self, actions: Floats, world: World, now: Now) -> Floats:
        """What was done in each quarter of the last year (R, A, 4); a run begins as if it had
        been going on."""
        year = world.year_of_actions.copy()
        quarters = slice(None) if now.step == 0 else slice(now.date.quarter - 1, now.date.quarter)
        year[..., quarters] = actions[..., None]
        return year
