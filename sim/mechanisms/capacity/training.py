"""Training: graduates, prosecutors and teachers add up, and books outlast the programme.

Theory: skill is a stock. While a programme is at work, each year
        graduates <- graduates + class_size * programmes             (from the year after founding)
        prosecutors <- prosecutors + trained * programmes + own_instructors * adoption * prosecutors
    Teachers are trained where insiders are known, and prepare other teachers:
        teachers <- teachers + teacher_training * programmes * insider_reach
                    + (train_the_trainer * support * room - retiring) * teachers
    with room left up to `most_teachers`. A teacher offers more courses on topics for which there
    is material at hand, and when the programme ends only the textbooks carry on:
        support = programmes + (1 - programmes) * kept * textbooks
        curricula <- curricula + adapting * (per_teacher * teachers
                     * (unaided + (1 - unaided) * material) * support - curricula)
    What activities there are, many or few, are checked for the place of women in them:
        gender_share <- gender_share + gender_checks * (parity - gender_share)
Sources: Raoul Wallenberg Institute, China office, c. 2016 (master's programme of 2004 with some
    300 graduates, courses, manual and case book for prosecutors, gender in all activities).
Writes: graduates, prosecutors, teachers, curricula, gender_share.
Catalogue: R03, R04, R05, R08, R10, R11, R12, R14.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.capacity import hosts, placed
from sim.setting import Floats, Now
from sim.world import World

AUTUMN = 4


@dataclass(frozen=True)
class Training:
    """Acts once a year, in the last quarter, on the hosts of insiders."""

    writes: ClassVar = ("graduates", "prosecutors", "teachers", "curricula", "gender_share")

    degree_from: float = parameter(
        2004.0, low=1990.0, high=2100.0, kind="lever", unit="year",
        meaning="when the degree in human rights is founded; a class graduates each year after",
        source="master's programme of 2004 (Raoul Wallenberg Institute)", grade="measured",
    )  # fmt: skip
    class_size: float = parameter(
        25.0, low=0.0, high=1000.0, kind="lever", unit="graduates a year",
        meaning="how many take the degree in a year",
        source="about 300 in twelve years (Raoul Wallenberg Institute)", grade="measured",
    )  # fmt: skip
    trained: float = parameter(
        150.0, low=0.0, high=5000.0, kind="lever", unit="people a year",
        meaning="prosecutors and judges whom insiders train in a year",
        source="a few courses a year (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip
    adoption: float = parameter(
        0.3, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far the prosecution service has made such training a task of its own",
        source="prosecutors as educators (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip
    own_instructors: float = parameter(
        0.1, low=0.0, high=1.0, unit="share a year",
        meaning="people whom the service trains itself, for each one already trained",
        source="one in ten trained becomes an instructor of a class now and then",
        grade="judgement",
    )  # fmt: skip
    teacher_training: float = parameter(
        10.0, low=0.0, high=200.0, kind="lever", unit="teachers a year",
        meaning="university teachers whom insiders prepare in a year once they are known",
        source="summer courses for teachers (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip
    train_the_trainer: float = parameter(
        0.1, low=0.0, high=0.5, kind="lever", unit="teachers a year",
        meaning="colleagues whom each teacher prepares in a year, while there is room",
        source="training of teachers who teach others (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    retiring: float = parameter(
        0.04, low=0.0, high=1.0, unit="share a year", meaning="teachers who leave the subject",
        source="a career of twenty-five years", grade="judgement",
    )  # fmt: skip
    most_teachers: float = parameter(
        1000.0, low=10.0, high=10000.0, unit="teachers",
        meaning="teachers for whom law faculties have room",
        source="some six hundred law faculties", grade="judgement",
    )  # fmt: skip
    per_teacher: float = parameter(
        0.5, low=0.0, high=5.0, unit="courses",
        meaning="courses that a teacher gives in a year where there is material on every topic",
        source="mostly an optional course every other year", grade="judgement",
    )  # fmt: skip
    material: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of topics on which there is material ready for use",
        source="gender, business and rights among others (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    unaided: float = parameter(
        0.2, low=0.0, high=1.0, unit="share",
        meaning="courses that are offered on a topic without such material",
        source="few begin with preparation of their own", grade="judgement",
    )  # fmt: skip
    textbooks: float = parameter(
        1.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of what is taught that is in a manual or a collection of cases",
        source="manual and case book for prosecutors (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    kept: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="teaching that textbooks alone keep up after a programme has ended",
        source="books need no yearly money", grade="judgement",
    )  # fmt: skip
    adapting: float = parameter(
        0.4, low=0.0, high=1.0, unit="share a year", meaning="how fast curricula follow",
        source="plans of study change every few years", grade="judgement",
    )  # fmt: skip
    gender_checks: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="share a year",
        meaning="of the way to parity that checking every activity goes in a year",
        source="gender in all activities (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip
    parity: float = parameter(
        0.5, low=0.2, high=1.0, unit="share",
        meaning="share of women and of their concerns at which checking has done its work",
        source="equal participation (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != AUTUMN:
            return {}
        where = hosts(now.setting)
        graduates, prosecutors, teachers, curricula, women = (
            getattr(world, name)[:, where] for name in self.writes
        )
        at_work, reach = world.programmes[:, where], world.insider_reach[:, where]
        support = at_work + (1.0 - at_work) * self.kept * self.textbooks
        offered = self._offered(teachers) * support
        learned = {
            "graduates": graduates + self.class_size * at_work * (now.date.year > self.degree_from),
            "prosecutors": prosecutors * (1.0 + self.own_instructors * self.adoption)
            + self.trained * at_work,
            "teachers": self._teachers(teachers, at_work * reach, support),
            "curricula": curricula + self.adapting * (offered - curricula),
            "gender_share": women + self.gender_checks * (at_work > 0.0) * (self.parity - women),
        }
        return {name: placed(getattr(world, name), where, new) for name, new in learned.items()}

    def _teachers(self, teachers: Floats, near: Floats, support: Floats) -> Floats:
        """Teachers (R, H) a year on: those whom insiders prepared, those whom they prepared."""
        room = np.maximum(1.0 - teachers / self.most_teachers, 0.0)
        growth = self.train_the_trainer * support * room - self.retiring
        return teachers * (1.0 + growth) + self.teacher_training * near

    def _offered(self, teachers: Floats) -> Floats:
        """Courses (R, H) that these teachers would give with full support."""
        covered = self.unaided + (1.0 - self.unaided) * self.material
        return self.per_teacher * teachers * covered
