"""Restraint: all that keeps a critic from sponsoring a draft on the challenger.

Theory: a critic weighs what it would say against what saying it costs. Restraint adds up
        business * exposure_i + quieted_i + appeasement * log(1 + credit)
            + gesture * opening + partner * partnership_i + discretion * private_talk_i
            + fear * punished_i + charm * attraction_i + courtesy * log(1 + commitments)
            + substitution * cooperation_challenger - threat
    where the threat that critics see in the challenger works the other way.
Sources: Nathan and Scobell 2009 (business councils, dialogues, partnerships, private talk);
    Fuchs and Klann 2013 (trade punishment); FIDH/HRIC 2004 (dialogue in place of drafts).
Writes: restraint.
Catalogue: N11, N35, N36, N51, N53, N54, N61, I02.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World


@dataclass(frozen=True)
class Restraint:
    """Acts when the challenger's situation falls due, before critics decide."""

    writes: ClassVar = ("restraint",)

    business: float = parameter(
        4.5, low=0.0, high=8.0, unit="logits",
        meaning="how much full business exposure holds a critic back",
        source="no draft on China after 2004", grade="judgement",
    )  # fmt: skip
    appeasement: float = parameter(
        0.3, low=0.0, high=3.0, unit="logits per log-release",
        meaning="how much recent releases hold critics back",
        source="sponsorship was dropped after releases in 1997-98 and 2005", grade="judgement",
    )  # fmt: skip
    gesture: float = parameter(
        0.3, low=0.0, high=3.0, unit="logits",
        meaning="how much a fresh uncensored moment holds critics back",
        source="the televised lecture of 1998 (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip
    partner: float = parameter(
        0.3, low=0.0, high=3.0, unit="logits",
        meaning="how much a declared partnership holds a critic back",
        source="partners of the 1990s spoke less of rights (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    discretion: float = parameter(
        1.0, low=0.0, high=4.0, unit="logits",
        meaning="how much a full preference for private talk holds a critic back",
        source="leaders of 1997-98 preferred private talk (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    fear: float = parameter(
        3.0, low=0.0, high=20.0, unit="logits per share of exports",
        meaning="how much punishment in trade holds a critic back",
        source="receptions fell after exports were cut (Fuchs and Klann 2013)", grade="judgement",
    )  # fmt: skip
    charm: float = parameter(
        0.2, low=0.0, high=2.0, unit="logits per logit",
        meaning="how much attraction toward the challenger holds a critic back",
        source="soft power works on critics' publics too (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    courtesy: float = parameter(
        0.3, low=0.0, high=3.0, unit="logits per log-commitment",
        meaning="how much the challenger's recent commitments hold critics back",
        source="covenants signed in 1997-98 before a session without a draft", grade="judgement",
    )  # fmt: skip
    substitution: float = parameter(
        0.5, low=0.0, high=3.0, unit="logits",
        meaning="how much full technical cooperation stands in for public scrutiny",
        source="Nathan and Scobell 2009 (memorandum of 2000)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.setting.challenge not in now.due:
            return {}
        cooperation = world.cooperation[:, [now.setting.challenger]]
        restraint = (
            self.business * world.exposure
            + world.quieted
            + self.appeasement * np.log1p(world.credit)
            + self.gesture * world.opening
            + self.partner * world.partnership
            + self.discretion * world.private_talk
            + self.fear * world.punished
            + self.charm * world.attraction
            + self.courtesy * np.log1p(world.commitments)
            + self.substitution * cooperation
            - world.threat
        )
        return {"restraint": restraint * now.setting.critics}
