"""Human-rights dialogues: opened under threat, emptied, suspended, and resumed at no price.

Theory: after a draft was tabled the challenger offers each critic a bilateral dialogue
    (chance `opening` per quarter); a critic in dialogue mutes its sponsorship by
    `withdrawal` logits, because the dialogue is the excuse and its loss the price. The
    challenger empties the agenda (substance decays at `emptying`) and, when a partner has
    sponsored a draft, suspends the dialogue (chance cancellation), to sell its resumption later.
    Coordination among critics ("Berne process") works against each step: notes compared keep
    the substance up, nobody can be bought alone, and suspending one costs all:
        quieted = withdrawal * (1 - coordination) for partners, resumed or not
        P(suspend) = cancellation * (1 - 0.8 * coordination)
Sources: Nathan and Scobell 2009; FIDH/HRIC 2004; Kinzelbach and Thelle 2011.
Writes: dialogue, substance, quieted, cancellations.
Catalogue: N55, N56, N57, N58, N60.
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


@dataclass(frozen=True)
class Dialogue:
    """Acts every quarter on every critic."""

    writes: ClassVar = ("dialogue", "substance", "quieted", "cancellations")

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
    resumption: float = parameter(
        0.2, low=0.0, high=1.0, unit="chance per quarter",
        meaning="chance that a suspended dialogue is resumed",
        source="share of years in dialogue 0.7-0.9", grade="judgement",
    )  # fmt: skip
    emptying: float = parameter(
        0.06, low=0.0, high=1.0, unit="share per quarter",
        meaning="how fast agendas are emptied when nobody compares notes",
        source="ground rules of the dialogues", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        threatened = world.level[:, now.setting.challenge, None] > 0
        candidate = now.setting.critics & now.exists & (world.dialogue == NONE)
        opens = candidate & threatened & (draw.states("open") < self.opening)
        spoke_out = world.sponsored & (world.dialogue == OPEN)
        chance = self.cancellation * (1.0 - 0.8 * self.coordination)
        suspends = spoke_out & (draw.states("suspend") < chance)
        resumes = (world.dialogue == SUSPENDED) & (draw.states("resume") < self.resumption)
        dialogue = np.where(opens | resumes, OPEN, np.where(suspends, SUSPENDED, world.dialogue))
        is_open = dialogue == OPEN
        toward = self.coordination - world.substance
        substance = world.substance + self.emptying * np.where(is_open.any(1)[:, None], toward, 0.0)
        alone = self.withdrawal * (1.0 - self.coordination)
        return {
            "dialogue": dialogue,
            "substance": substance,
            "quieted": np.where(is_open, alone, 0.0),
            "cancellations": suspends.sum(axis=1, keepdims=True).astype(float),
        }
