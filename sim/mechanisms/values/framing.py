"""Framing: whether the debate speaks of rights, by which states are judged, or of values, by which
nobody may judge.

Theory: scholars and party schools make the case for values better argued; governments of the
    challenger's own region hear that case itself, those elsewhere only as far as it has entered
    the debate, so that a regional coalition comes before a worldwide one. A state takes it up as
    far as it resonates with its tradition, and less the more liberal it is:
        quality <- quality * (1 - forgetting) + schools * (1 - quality)
        fit_i = tradition_i / (1 + exp(liberal_doubt * h_i)), tradition 1 near the challenger's own
        support_i <- support_i + spread * (fit_i * heard_i * (1 - reply) - support_i),
            with heard = quality in the region and frame elsewhere
        frame <- frame + push * quality * supporters * (1 - anchor * declaration) * (1 - frame)
                 - (wear + rebuttal * reply) * frame
    Supporters are the mean support of the members. The reply of those who point to the many
    authors of the declaration of 1948 is what is argued (`answer`) and what advocates put up.
Sources: Nathan and Scobell 2009 (values debate, party schools, regional partners); Glendon 2002
    (delegates from many regions wrote the declaration).
Writes: frame, frame_quality, frame_support.
Catalogue: N22, N23, N24, N26, N29.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

SEASON = 4  # the autumn, when the General Assembly debates and the next session is prepared
HOME_OF_SPHERE = "CHN"
SPHERE = ("CHN", "JPN", "KOR", "PRK", "SGP", "VNM")  # of Confucian tradition; judgement


@dataclass(frozen=True)
class Framing:
    """Acts once a year, in the autumn."""

    writes: ClassVar = ("frame", "frame_quality", "frame_support")

    schools: float = parameter(
        0.08, low=0.0, high=1.0, kind="lever", unit="share a year",
        meaning="what schools and institutes add each year to how well the case is argued",
        source="white papers and institutes from 1991 on (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    push: float = parameter(
        0.8, low=0.0, high=10.0, kind="lever", unit="share a year",
        meaning="how hard the challenger and its supporters press the case in debate",
        source="speeches of 1992-93 and after (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    answer: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far it is answered that delegates of many regions wrote the declaration",
        source="Glendon 2002; rarely argued in the debates of the 1990s", grade="judgement",
    )  # fmt: skip
    advocates: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="how far what advocates put up in general answers the case for values",
        source="advocates spend on many things besides this debate", grade="judgement",
    )  # fmt: skip
    resonance_region: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="fit of the case in the challenger's region outside its own tradition",
        source="the values are Confucian rather than Asian (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    resonance_elsewhere: float = parameter(
        0.3, low=0.0, high=1.0, unit="share", meaning="fit of the case in other regions",
        source="other traditions (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    liberal_doubt: float = parameter(
        1.5, low=0.0, high=5.0, unit="logits per s.d.",
        meaning="how much a liberal ideal point makes a state doubt the case",
        source="Japan and Korea kept away from it in 1993", grade="judgement",
    )  # fmt: skip
    spread: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a year",
        meaning="how fast a state takes up the case, or drops it",
        source="the regional line formed within two or three years, 1991-93", grade="judgement",
    )  # fmt: skip
    forgetting: float = parameter(
        0.05, low=0.0, high=1.0, unit="share a year",
        meaning="how fast arguments lose their edge", source="arguments lasted decades",
        grade="judgement",
    )  # fmt: skip
    wear: float = parameter(
        0.06, low=0.0, high=1.0, unit="share a year",
        meaning="how fast the debate returns to rights by itself",
        source="talk of Asian values ebbed after 1998, that of diversity lasted", grade="judgement",
    )  # fmt: skip
    rebuttal: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a year",
        meaning="how much of the frame a full reply takes away each year",
        source="judgement on Glendon 2002", grade="judgement",
    )  # fmt: skip
    anchor: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="how much a fully universal declaration slows the frame",
        source="the text of 1993 was quoted against particularism after", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        setting = now.setting
        region = setting.group == setting.group[setting.challenger]
        reply = 1.0 - (1.0 - self.answer) * (1.0 - self.advocates * world.advocacy)
        quality = world.frame_quality * (1.0 - self.forgetting)
        quality = quality + self.schools * (1.0 - world.frame_quality)
        quality = np.minimum(quality, 1.0)
        heard = np.where(region, quality, world.frame) * (1.0 - reply)
        taken_up = self._fit(now) * heard
        support = world.frame_support + self.spread * (taken_up - world.frame_support)
        members = world.seated.sum(axis=1, keepdims=True)
        supporters = (support * world.seated).sum(axis=1, keepdims=True) / members
        gain = self.push * quality * supporters * (1.0 - self.anchor * world.declaration)
        loss = np.minimum(self.wear + self.rebuttal * reply, 1.0)
        frame = world.frame * (1.0 - loss) + np.minimum(gain, 1.0) * (1.0 - world.frame)
        return {
            "frame": np.minimum(frame, 1.0),
            "frame_quality": quality,
            "frame_support": support * now.exists,
        }

    def _fit(self, now: Now) -> Floats:
        """How well the case fits each state: (N,), or (R, N) if uncertain."""
        setting = now.setting
        region = setting.group == setting.group[setting.challenger]
        home = setting.iso3[setting.challenger] == HOME_OF_SPHERE
        own = np.isin(setting.iso3, SPHERE) if home else region
        tradition = np.where(region, self.resonance_region, self.resonance_elsewhere)
        return np.where(own, 1.0, tradition) / (1.0 + np.exp(self.liberal_doubt * now.position))
