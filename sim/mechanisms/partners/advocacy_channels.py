"""Advocacy channels: how domestic groups turn capacity and good name into change.

Theory: what a channel achieves is effort times what groups can do and are believed to be:
        success_i = (open_i + partners_i) * (1 + local_legitimacy_i) * (1 + heard * marginal_i)
    Channels share one effort: shares beyond the usual are cut if they add up to more than 1.
    Media persuade where they are not censored, mobilisation by numbers, and both the faster the
    more community leaders agree; where these object, norms stall:
        persuaded_i = (acceptance * media * (1 - censored_i) + attitudes * mobilised)
                      * success_i * (1 + faster * endorsement)
        consciousness_i <- consciousness_i + (persuaded_i - usual) * (1 - consciousness_i)
    Officials adopt what figures support, more of it on technical matters, and yield to numbers:
        safe_practice_i <- safe_practice_i + adopted * (research * success_i - usual)
        rights_i <- rights_i + (conceded * mobilised + adopted * POLITICAL * research)
                    * success_i - usual
    Mobilisation beyond what authorities tolerate alarms them:
        unrest_i <- unrest_i + alarm * closed_i * (mobilised - usual - room * open_i), if positive
Sources: International Republican Institute, China programme page; Chaudhry 2022.
Writes: consciousness, safe_practice, rights_departure, unrest.
Catalogue: I08, I09a, I09b, I09c, I09d, I11.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

SEASON = 1
USUAL = 0.25  # effort that each of the four channels has by habit, a quarter of one; judgement
POLITICAL = 0.4  # proposals on political matters adopted, per technical one; judgement
MOST = 2.0  # times what groups of a wholly open state can do; judgement


@dataclass(frozen=True)
class AdvocacyChannels:
    """Acts once a year on every state, after groups have been supported."""

    writes: ClassVar = ("consciousness", "safe_practice", "rights_departure", "unrest")

    media: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="effort of domestic groups that goes to media, beyond what is usual",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    research: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="effort of domestic groups that goes to figures for officials, beyond the usual",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    mobilisation: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="effort of domestic groups that goes to citizens' campaigns, beyond the usual",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    endorsement: float = parameter(
        0.0, low=-1.0, high=1.0, kind="lever", unit="share",
        meaning="of elders and other leaders who are won over, less those who object",
        source="International Republican Institute, China programme page", grade="judgement",
    )  # fmt: skip
    acceptance: float = parameter(
        0.1, low=0.0, high=1.0, unit="share per year",
        meaning="of the public that full uncensored media of able groups persuade",
        source="awareness takes a decade", grade="judgement",
    )  # fmt: skip
    attitudes: float = parameter(
        0.04, low=0.0, high=1.0, unit="share per year",
        meaning="of the public that full mobilisation by able groups persuades",
        source="social acceptance follows campaigns (International Republican Institute)",
        grade="judgement",
    )  # fmt: skip
    faster: float = parameter(
        1.0, low=0.0, high=3.0, unit="ratio",
        meaning="how much faster norms change where all leaders agree",
        source="stall where they object (International Republican Institute)", grade="judgement",
    )  # fmt: skip
    adopted: float = parameter(
        0.5, low=0.0, high=5.0, unit="points a year",
        meaning="practice on technical matters gained by full research of able groups",
        source="officials lack figures (International Republican Institute)", grade="judgement",
    )  # fmt: skip
    conceded: float = parameter(
        1.5, low=0.0, high=10.0, unit="points a year",
        meaning="respect for rights gained by full mobilisation of able groups",
        source="policy follows campaigns (International Republican Institute)", grade="judgement",
    )  # fmt: skip
    heard: float = parameter(
        0.3, low=0.0, high=1.0, unit="share",
        meaning="of what groups achieve that groups of the marginalised add at full capacity",
        source="acceptance and participation of these groups", grade="judgement",
    )  # fmt: skip
    room: float = parameter(
        1.2, low=0.0, high=3.0, unit="share",
        meaning="mobilisation beyond the usual that authorities of an open state tolerate",
        source="violence answers near threats (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip
    alarm: float = parameter(
        0.2, low=0.0, high=1.0, unit="share",
        meaning="unrest that authorities of a closed state see in full mobilisation",
        source="violence answers near threats (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        shut, success = now.denied, self._success(world, now)
        media, research, mobilised, agreed = self._effort()
        usual = 1.0 - shut
        shown = np.clip(usual - world.media_control, 0.0, 1.0)
        reach = self.acceptance * media * shown + self.attitudes * mobilised
        persuaded = reach * success * (1.0 + self.faster * agreed)
        persuaded -= (self.acceptance * usual + self.attitudes) * USUAL * usual
        technical = self.adopted * (research * success - USUAL * usual)
        by_numbers = self.conceded * (mobilised * success - USUAL * usual)
        alarmed = np.maximum(mobilised - USUAL - self.room * usual, 0.0) * shut
        unaware = np.clip(1.0 - world.consciousness, 0.0, 1.0)
        return {
            "consciousness": world.consciousness + persuaded * unaware,
            "safe_practice": world.safe_practice + technical,
            "rights_departure": world.rights_departure + by_numbers + POLITICAL * technical,
            "unrest": np.minimum(world.unrest + self.alarm * alarmed, 1.0),
        }

    def _success(self, world: World, now: Now) -> Floats:
        """What groups (R, N) can do and are believed to be; open_i where all is as usual."""
        able = np.clip(1.0 - now.denied + world.partners, 0.0, MOST)
        believed = np.clip(1.0 + world.local_legitimacy, 0.0, MOST)
        return able * believed * np.clip(1.0 + self.heard * world.marginal, 0.0, MOST)

    def _effort(self) -> tuple[Any, Any, Any, Any]:
        """Effort on media, research and mobilisation, and the leaders who agree, beyond usual."""
        spent = self.media + self.research + self.mobilisation + np.maximum(self.endorsement, 0.0)
        cut = 1.0 / np.maximum(spent, 1.0)
        levers = (self.media, self.research, self.mobilisation)
        media, research, mobilised = (USUAL + lever * cut for lever in levers)
        return media, research, mobilised, self.endorsement * cut
