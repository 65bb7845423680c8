"""Youth movements: campaigns of the young, what supports them, and when they feed on themselves.

Theory: young people become active where a programme helps them, where the network is open, and
    where they see others active; those who ran a campaign of their own stay longer:
        support = accelerator + effort * youth work beyond habit
        joining_i = (recruits * support * open_i + spark * online beyond the usual_i)
                    * (1 + trust_i)
        cascade(a) = a^2 / (a^2 + threshold^2)
        youth_i <- youth_i + joining_i * (1 - youth_i) + contagion * (cascade_i - usual)
                   - leaving * ((1 - persistence * efficacy_i) * youth_i - usual)
        efficacy_i <- efficacy_i * (1 - forgetting) + by_doing * support * open_i
    More campaigns, and a higher share with mentors, bring results if they are believed:
        achieved_i = youth_i * (success + mentoring * support) * (1 + trust_i) - usual
    which raise respect for rights and consciousness of them. Consciousness also drifts as those
    who do not remember the old order replace those who do:
        + replacement * expectations * (young - usual young)
Sources: Nilsen 2019 (Shift in Myanmar: accelerator, mentors, learning by experience, snowball
    effect, 46 % under 25); Granovetter 1978 (thresholds of collective behaviour).
Writes: youth, efficacy, consciousness, rights_departure.
Catalogue: A32, A43, A46, A48, A50, A52, A54.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.habit import beyond_habit
from sim.mechanisms.technology.usual import USUAL_YOUTH, usual_connectivity
from sim.setting import Floats, Now
from sim.world import World

SEASON = 1
OFFLINE = 0.3  # share of what a programme does that needs no network; judgement
USUAL_YOUNG = 0.35  # share of people too young to remember the old order, as usual; judgement


@dataclass(frozen=True)
class YouthMovements:
    """Acts once a year, after what is offered online."""

    writes: ClassVar = ("youth", "efficacy", "consciousness", "rights_departure")

    accelerator: float = parameter(
        0.0, low=0.0, high=2.0, kind="lever", unit="programmes",
        meaning="programmes with mentors, money and peers for youth groups in each state",
        source="0 is the record; the programme of 2019 in Myanmar is 1 (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    by_doing: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of a programme that is campaigns of their own rather than courses",
        source="all learning experiential in Shift, little elsewhere (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    young: float = parameter(
        USUAL_YOUNG, low=0.1, high=0.7, unit="share",
        meaning="of people who are too young to remember the old order",
        source="46 % of Myanmar's people are under 25 (Nilsen 2019); usual elsewhere about 35 %",
        grade="judgement",
    )  # fmt: skip
    effort: float = parameter(
        0.1, low=0.0, high=1.0, unit="programmes",
        meaning="programmes that NGOs' habitual youth work amounts to in each state",
        source="one action of thirteen, spread over all states", grade="judgement",
    )  # fmt: skip
    recruits: float = parameter(
        0.04, low=0.0, high=0.5, unit="share per year",
        meaning="of the young whom one programme makes active in an open state",
        source="programmes reach some groups directly", grade="judgement",
    )  # fmt: skip
    spark: float = parameter(
        0.15, low=0.0, high=1.0, unit="share per year",
        meaning="of the young who become active where all come online at once",
        source="people-led movements by 2016 in Myanmar (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    threshold: float = parameter(
        0.5, low=0.05, high=0.9, unit="share",
        meaning="active share at which half of those who could follow do",
        source="thresholds of collective behaviour (Granovetter 1978)", grade="judgement",
    )  # fmt: skip
    contagion: float = parameter(
        0.3, low=0.0, high=1.0, unit="share per year",
        meaning="of the young who follow others once most are active",
        source="snowball effect expected of supported movements (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    leaving: float = parameter(
        0.35, low=0.0, high=1.0, unit="share per year",
        meaning="of the active who leave in a year", source="campaigns last a few years",
        grade="judgement",
    )  # fmt: skip
    persistence: float = parameter(
        0.6, low=0.0, high=1.0, unit="share",
        meaning="of those leaving whom full belief in their own power keeps",
        source="groups felt empowered at once by their own campaign (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip
    forgetting: float = parameter(
        0.15, low=0.0, high=1.0, unit="share per year",
        meaning="how fast that belief fades", source="a generation of students is some six years",
        grade="judgement",
    )  # fmt: skip
    success: float = parameter(
        0.2, low=0.0, high=1.0, unit="share", meaning="of campaigns that succeed unaided",
        source="few unaided campaigns succeed", grade="judgement",
    )  # fmt: skip
    mentoring: float = parameter(
        0.2, low=0.0, high=0.5, unit="share",
        meaning="of campaigns that succeed besides with one programme's mentors",
        source="plans aimed at social triggers (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    gains: float = parameter(
        6.0, low=0.0, high=40.0, unit="points a year",
        meaning="respect for rights gained if all the young were active and all succeeded",
        source="small changes in communities (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    persuasion: float = parameter(
        0.2, low=0.0, high=2.0, unit="share per year",
        meaning="consciousness of rights gained likewise",
        source="small changes in communities (Nilsen 2019)", grade="judgement",
    )  # fmt: skip
    replacement: float = parameter(
        0.02, low=0.0, high=0.1, unit="share per year",
        meaning="of adults replaced by those who come of age",
        source="a generation of about fifty adult years", grade="measured",
    )  # fmt: skip
    expectations: float = parameter(
        0.5, low=0.0, high=2.0, unit="share",
        meaning="by how much more of their rights the young expect",
        source="their world differs from that of twenty-year-olds before (Nilsen 2019)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        open_ = world.connectivity * np.clip(1.0 - world.media_control, 0.0, 1.0)
        beyond = world.connectivity - usual_connectivity(now)
        support = self.accelerator + self.effort * beyond_habit(world, now, "youth")
        helped = support * (OFFLINE + (1.0 - OFFLINE) * open_)
        believed = np.maximum(1.0 + world.trust, 0.0)
        youth = self._moved(world, (self.recruits * helped + self.spark * beyond) * believed)
        succeed = np.maximum(self.success + self.mentoring * support, 0.0)
        achieved = youth * succeed * believed - USUAL_YOUTH * self.success
        grown = self.replacement * self.expectations * (self.young - USUAL_YOUNG)
        learned = (self.persuasion * achieved + grown) * (1.0 - world.consciousness)
        efficacy = world.efficacy * (1.0 - self.forgetting) + self.by_doing * helped
        return {
            "youth": youth,
            "efficacy": np.clip(efficacy, 0.0, 1.0),
            "consciousness": world.consciousness + learned,
            "rights_departure": world.rights_departure + self.gains * achieved,
        }

    def _moved(self, world: World, joining: Floats) -> Floats:
        """The share (R, N) of the young who are active, a year on."""
        active = world.youth
        followed = self.contagion * (self._cascade(active) - self._cascade(USUAL_YOUTH))
        staying = 1.0 - self.persistence * np.clip(world.efficacy, 0.0, 1.0)
        left = self.leaving * (staying * active - USUAL_YOUTH)
        return np.clip(active + joining * (1.0 - active) + followed - left, 0.0, 1.0)

    def _cascade(self, active: Any) -> Any:
        """The share of those who could follow that does, where this share is active."""
        square = active * active
        return square / (square + self.threshold * self.threshold)
