"""Practice: what training and pilots change on issues that threaten nobody, and nowhere else.

Theory: practice follows skills, models and laws slowly, with no jump:
        wanted = norms * graduates / 100 + treatment * prosecutors / (prosecutors + half_trained)
                 + lessons * curricula / 100 + disability * safe_laws
                 + women * (gender_share - gender_share at the start)
                 + young * (usual custody - juvenile_custody)
        safe_practice <- safe_practice + settling * (wanted - safe_practice)
    Custody of the young falls where it is tried first, then where the model is copied:
        juvenile_custody = 1 - spared * (districts * leading + (1 - districts) * copied)
    Core liberties do not move, unless those are right who hope that what is learned on safe
    issues spills over: rights_departure <- rights_departure + spill_over * safe_practice.
Sources: Raoul Wallenberg Institute, China office, c. 2016; Nathan and Scobell 2009 (cooperation
    beside unchanged repression).
Writes: juvenile_custody, safe_practice, rights_departure.
Catalogue: R06, R07, R08, R10, R12, R16.
"""

from dataclasses import dataclass
from typing import ClassVar

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.capacity import hosts, placed
from sim.setting import Floats, Ints, Now
from sim.world import World
from sim.world.societies import USUAL_GENDER_SHARE

AUTUMN = 4


@dataclass(frozen=True)
class Practice:
    """Acts once a year, in the last quarter, on the hosts of insiders."""

    writes: ClassVar = ("juvenile_custody", "safe_practice", "rights_departure")

    settling: float = parameter(
        0.2, low=0.0, high=1.0, unit="share a year",
        meaning="how fast practice follows what has been learned",
        source="norms spread slowly inside the state (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    norms: float = parameter(
        0.5, low=0.0, high=10.0, unit="points",
        meaning="practice that a hundred graduates in public and private posts add",
        source="a few hundred among many thousands of officials", grade="judgement",
    )  # fmt: skip
    treatment: float = parameter(
        3.0, low=0.0, high=20.0, unit="points",
        meaning="how much better ordinary suspects are treated if all prosecutors are trained",
        source="slightly (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip
    half_trained: float = parameter(
        5000.0, low=100.0, high=100000.0, unit="people",
        meaning="trained prosecutors with whom half of that is reached",
        source="a service of some two hundred thousand, those in charge first",
        grade="judgement",
    )  # fmt: skip
    lessons: float = parameter(
        1.0, low=0.0, high=10.0, unit="points", meaning="practice that a hundred courses add",
        source="what students learn reaches practice years later", grade="judgement",
    )  # fmt: skip
    disability: float = parameter(
        4.0, low=0.0, high=20.0, unit="points",
        meaning="practice that a full revision of safe laws adds",
        source="law on disabled persons revised in 2008", grade="judgement",
    )  # fmt: skip
    women: float = parameter(
        3.0, low=0.0, high=20.0, unit="points per share",
        meaning="practice that a larger place of women in programmes adds",
        source="effects on women and men are looked at (Raoul Wallenberg Institute)",
        grade="judgement",
    )  # fmt: skip
    young: float = parameter(
        5.0, low=0.0, high=20.0, unit="points per share",
        meaning="practice that sparing young suspects custody adds",
        source="alternatives to custody (Raoul Wallenberg Institute)", grade="judgement",
    )  # fmt: skip
    spared: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="young suspects whom a district with alternatives spares custody",
        source="arrest of minors was often refused where alternatives were tried",
        grade="judgement",
    )  # fmt: skip
    districts: float = parameter(
        0.1, low=0.0, high=1.0, unit="share", meaning="of districts that lead",
        source="pilots begin in a few districts", grade="judgement",
    )  # fmt: skip
    spill_over: float = parameter(
        0.0, low=0.0, high=1.0, unit="points a year per point",
        meaning="respect for core rights that better practice on safe issues brings along",
        source="none is reported (Nathan and Scobell 2009); practitioners hope for some",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != AUTUMN:
            return {}
        where = hosts(now.setting)
        leading, copied = world.leading[:, where], world.copied[:, where]
        spared = self.spared * (self.districts * leading + (1.0 - self.districts) * copied)
        before = world.safe_practice[:, where]
        wanted = self._learned(world, where) + self.young * spared
        practice = before + self.settling * (wanted - before)
        rights = world.rights_departure[:, where] + self.spill_over * practice
        return {
            "juvenile_custody": placed(world.juvenile_custody, where, 1.0 - spared),
            "safe_practice": placed(world.safe_practice, where, practice),
            "rights_departure": placed(world.rights_departure, where, rights),
        }

    def _learned(self, world: World, where: Ints) -> Floats:
        """Points (R, H) of practice that skills, courses, laws and the place of women carry."""
        trained = world.prosecutors[:, where]
        return (
            self.norms * world.graduates[:, where] / 100.0
            + self.treatment * trained / (trained + self.half_trained)
            + self.lessons * world.curricula[:, where] / 100.0
            + self.disability * world.safe_laws[:, where]
            + self.women * (world.gender_share[:, where] - USUAL_GENDER_SHARE)
        )
