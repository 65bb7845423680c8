"""Opinion: what the target's own public makes of criticism from abroad.

Theory: criticism that comes from a rival camp and seems aimed at the nation is passed on by state
    media as an insult, and people close ranks; what comes from neutral sources is not. Naming
    officials and firms takes the sting out, or turns it (`reversal`); so do proposals, and so
    does sympathy won by speaking to that public and its diaspora:
        insult_i = rivalry_i * from_rivals * campaigned_i * state_media * aim
                   * exp(-mildness * solutions) * (1 - warmth * sympathy)
        aim = 1 - (1 + reversal) * aim_at_officials
        feeling_i <- feeling_i + speed * (provoked * (insult_i - usual_insult_i)
            - soothed_i - owned_i - feeling_i)
    with soothed_i and owned_i what is taken off where rights and standards are seen as one's own,
    campaigned_i the pressure of campaigns (resolutions of a body are no insult), from_rivals
    the Northern share of all that is said, and rivalry 1 in the challenger and
    falling with a liberal ideal point elsewhere. Where feeling rises people are less willing to
    complain, and turn from those who work with foreigners:
        consciousness_i <- consciousness_i - chill * change of feeling_i
        sympathy <- sympathy * (1 - fading) + contact * (audiences beyond habit) * (1 - sympathy)
                    - resentment * change of feeling
    and those who are spoken to know more: consciousness rises by `informing` for each doubling.
Sources: Gruffydd-Jones 2019 (rival, neutral and elite-targeted criticism; state media); Hutchings
    2019, Amnesty International's China strategy; China Human Rights Strategy Study Group 2001.
Writes: national_feeling, consciousness, sympathy.
Catalogue: A16, A17, A19, A21, S06.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import year_beyond_habit
from sim.mechanisms.pressure.usual import (
    SEASON,
    campaigned,
    northern_share,
    said,
    usual_northern_share,
    usual_shaming,
)
from sim.setting import Floats, Now
from sim.world import World

STEEPNESS = 2.0  # how fast rivalry falls with a liberal ideal point, per s.d.; judgement


@dataclass(frozen=True)
class Opinion:
    """Acts once a year, after campaigns."""

    writes: ClassVar = ("national_feeling", "consciousness", "sympathy")

    provoked: float = parameter(
        1.0, low=0.0, high=4.0, unit="share per share",
        meaning="backlash that full pressure from rivals provokes in the end",
        source="survey experiments in China (Gruffydd-Jones 2019), sign only", grade="judgement",
    )  # fmt: skip
    state_media: float = parameter(
        1.0, low=0.0, high=3.0, kind="lever", unit="times the usual",
        meaning="how far state media pass criticism on as hostility to the nation",
        source="hostile pressure is passed on selectively (Gruffydd-Jones 2019)",
        grade="judgement",
    )  # fmt: skip
    aim_at_officials: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of criticism that names officials and firms instead of the country",
        source="0 is the usual tone (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    reversal: float = parameter(
        0.2, low=0.0, high=1.0, unit="share",
        meaning="sympathy that criticism of officials alone earns, of the usual insult",
        source="backlash can reverse when elites are targeted (Gruffydd-Jones 2019)",
        grade="judgement",
    )  # fmt: skip
    mildness: float = parameter(
        0.4, low=0.0, high=3.0, unit="log",
        meaning="how far twice as many proposals soften the insult",
        source="encouragement beside criticism (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    warmth: float = parameter(
        0.8, low=0.0, high=1.0, unit="share", meaning="of the insult that full sympathy takes away",
        source="contacts as agents of change (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    speed: float = parameter(
        0.5, low=0.0, high=1.0, unit="share a year", meaning="how fast feeling follows insult",
        source="waves of anger lasted a year or two", grade="judgement",
    )  # fmt: skip
    chill: float = parameter(
        0.5, low=0.0, high=2.0, unit="share per share",
        meaning="willingness to complain lost to backlash",
        source="grievance and petitions fell (Gruffydd-Jones 2019), sign only",
        grade="judgement",
    )  # fmt: skip
    resentment: float = parameter(
        0.5, low=0.0, high=2.0, unit="share per share",
        meaning="sympathy with the rights movement lost to backlash",
        source="China Human Rights Strategy Study Group 2001", grade="judgement",
    )  # fmt: skip
    contact: float = parameter(
        0.05, low=0.0, high=1.0, unit="share a year",
        meaning="sympathy won by speaking twice as much to its public and diaspora",
        source="Hutchings 2019", grade="judgement",
    )  # fmt: skip
    informing: float = parameter(
        0.01, low=0.0, high=1.0, unit="share a year",
        meaning="consciousness of rights that the same contacts bring with them",
        source="Hutchings 2019", grade="judgement",
    )  # fmt: skip
    fading: float = parameter(
        0.1, low=0.0, high=1.0, unit="share a year", meaning="how fast sympathy is lost",
        source="contacts have to be kept up", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        ours = now.setting.challenger
        beyond = self._insult(world, now) - self._usual_insult(now)
        provoked = self.provoked * beyond - world.soothed - world.owned
        change = self.speed * (provoked - world.national_feeling)
        consciousness = world.consciousness - self.chill * change
        spoken_to = 0.5 * sum(year_beyond_habit(world, now, a) for a in ("diaspora", "online"))
        learning = self.informing * spoken_to * (1.0 - world.consciousness[:, [ours]])
        consciousness[:, [ours]] += learning
        warmed = self.contact * spoken_to * (1.0 - world.sympathy)
        cooled = self.resentment * change[:, [ours]]
        return {
            "national_feeling": world.national_feeling + change,
            "consciousness": consciousness,
            "sympathy": world.sympathy * (1.0 - self.fading) + warmed - cooled,
        }

    def _insult(self, world: World, now: Now) -> Floats:
        """Criticism (R, N) that is felt as an insult."""
        aim = 1.0 - (1.0 + self.reversal) * self.aim_at_officials
        soft = np.exp(-self.mildness * year_beyond_habit(world, now, "solutions"))
        tone = self.state_media * aim * soft * from_rivals(world, now)
        insult = tone * rivalry(now) * campaigned(world, now)
        ours = now.setting.challenger
        insult[:, [ours]] *= 1.0 - self.warmth * np.clip(world.sympathy, -1.0, 1.0)
        return insult

    def _usual_insult(self, now: Now) -> Floats:
        """The same (N,) if NGOs do as usual in the usual tone."""
        return usual_northern_share(now.setting.ngos) * rivalry(now) * usual_shaming(now)


def rivalry(now: Now) -> Floats:
    """How far the public of each state (N,) sees a rival in the North, 0-1."""
    setting = now.setting
    apart = 1.0 / (1.0 + np.exp(STEEPNESS * now.position))
    rival = np.where(setting.critics, 0.0, apart)
    rival[setting.challenger] = 1.0
    return rival


def from_rivals(world: World, now: Now) -> Floats:
    """The share (R, 1) of what is said that comes from the North."""
    campaigns = 1.0 + year_beyond_habit(world, now, "campaign")
    share = campaigns / np.maximum(said(world, now), 1e-9)
    return northern_share(world, now) * np.minimum(share, 1.0)
