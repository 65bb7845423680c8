"""Human-rights dialogues: opened under threat, emptied, suspended, and their resumption sold.

Theory: after a draft was tabled the challenger offers each critic a bilateral dialogue (chance
    `opening` per quarter). A critic in dialogue mutes its sponsorship by `withdrawal` logits,
    because the dialogue is the excuse and its loss the price; and the more of the others have
    settled already, the less it pays to stay outside:
        P(open) = opening * (1 + temptation * (1 - coordination) * share of critics in dialogue)
    The challenger empties the agenda (substance decays at `emptying`), suspends the dialogue of a
    partner that sponsored (chance `cancellation`) or over another quarrel (`pretext`), and sells
    its return as a concession: each resumption earns `sold` credit at no price. Coordination
    among critics (the Berne process) works against each step: notes compared keep the substance
    up, nobody can be bought alone, and suspending one is an affront to all:
        quieted = withdrawal * (1 - coordination) for partners, resumed or not
        P(suspend) = (cancellation if it sponsored + pretext) * (1 - 0.8 * coordination)
        pressure <- pressure + solidarity * coordination * dialogues suspended.
Sources: Nathan and Scobell 2009; FIDH/HRIC 2004; Kinzelbach and Thelle 2011.
Writes: dialogue, substance, quieted, cancellations, credit, pressure, coordination.
Catalogue: N55, N56, N57, N58, N60, S03.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Now
from sim.world import World

NONE, OPEN, SUSPENDED = 0, 1, 2
DETERRED = 0.8  # share of suspensions that full coordination deters; judgement


@dataclass(frozen=True)
class Dialogue:
    """Acts every quarter on every critic."""

    writes: ClassVar = (
        "dialogue", "substance", "quieted", "cancellations", "credit", "pressure", "coordination",
    )  # fmt: skip

    coordination: float = parameter(
        0.1, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far critics compare notes and act together on their dialogues",
        source="Berne process: occasional meetings only", grade="judgement",
    )  # fmt: skip
    opening: float = parameter(
        0.025, low=0.0, high=1.0, unit="chance per quarter",
        meaning="chance that a critic enters a dialogue after a draft was tabled",
        source="about a dozen dialogues between 1995 and 2001", grade="judgement",
    )  # fmt: skip
    temptation: float = parameter(
        0.5, low=0.0, high=5.0, unit="ratio",
        meaning="how much likelier a critic enters if all others have, when each acts alone",
        source="the common European draft was given up state by state in 1997 (HRW 1997)",
        grade="judgement",
    )  # fmt: skip
    withdrawal: float = parameter(
        1.6, low=0.0, high=4.0, unit="logits",
        meaning="how much a dialogue lowers a critic's readiness to sponsor, acting alone",
        source="odds ratio of about 0.2: EU 1997-98, US 2003, 2005 (FIDH/HRIC 2004)",
        grade="judgement",
    )  # fmt: skip
    cancellation: float = parameter(
        0.35, low=0.0, high=1.0, kind="lever", unit="chance",
        meaning="chance that a dialogue is suspended after its partner sponsored a draft",
        source="the EU dialogue was interrupted after a draft (FIDH/HRIC 2004)", grade="judgement",
    )  # fmt: skip
    pretext: float = parameter(
        0.01, low=0.0, high=1.0, kind="lever", unit="chance per quarter",
        meaning="chance that a dialogue is suspended over a quarrel about something else",
        source="talks broken off over arms sales and 1999's bombing (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    resumption: float = parameter(
        0.2, low=0.0, high=1.0, unit="chance per quarter",
        meaning="chance that a suspended dialogue is resumed",
        source="share of years in dialogue 0.7-0.9", grade="judgement",
    )  # fmt: skip
    sold: float = parameter(
        0.5, low=0.0, high=10.0, unit="prisoners",
        meaning="credit that a resumption earns, as if so many had been released",
        source="resumption was presented as a concession (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    emptying: float = parameter(
        0.06, low=0.0, high=1.0, unit="share per quarter",
        meaning="how fast agendas are emptied when nobody compares notes",
        source="ground rules of the dialogues", grade="judgement",
    )  # fmt: skip
    solidarity: float = parameter(
        0.02, low=0.0, high=0.5, unit="share of the attention after the crackdown",
        meaning="attention that a suspension draws from partners who act together",
        source="why the challenger called the Berne process unfriendly (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        critics = now.setting.critics & now.exists
        partners = world.dialogue == OPEN
        alone = 1.0 - self.coordination
        settled = partners.sum(axis=1, keepdims=True) / max(int(critics.sum()), 1)
        offered = world.level[:, now.setting.challenge, None] > 0
        enters = self.opening * (1.0 + self.temptation * alone * settled)
        luck = draw.states("turn")  # one for all three turns: a critic can take one of them
        opens = critics & (world.dialogue == NONE) & offered & (luck < enters)
        quarrel = self.cancellation * world.sponsored + self.pretext
        deterred = 1.0 - DETERRED * self.coordination
        suspends = partners & (luck < quarrel * deterred)
        resumes = (world.dialogue == SUSPENDED) & (luck < self.resumption)
        dialogue = np.where(opens | resumes, OPEN, np.where(suspends, SUSPENDED, world.dialogue))
        is_open = dialogue == OPEN
        toward = self.coordination - world.substance
        substance = world.substance + self.emptying * np.where(is_open.any(1)[:, None], toward, 0.0)
        suspended = suspends.sum(axis=1, keepdims=True).astype(float)
        return {
            "dialogue": dialogue,
            "substance": substance,
            "quieted": np.where(is_open, self.withdrawal * alone, 0.0),
            "cancellations": suspended,
            "credit": world.credit + self.sold * resumes.sum(axis=1, keepdims=True),
            "pressure": world.pressure + self.solidarity * self.coordination * suspended,
            "coordination": np.zeros_like(world.coordination) + self.coordination,
        }
