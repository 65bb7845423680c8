"""Hearing: what the voice of NGOs counts for when critics decide.

Theory: officials weigh what NGOs tell them, with returns that diminish in each capital. Voice_i is
    what is spent on being heard in capital i, by NGOs that live there and by the share `offices` of
    all, which a membership organisation spreads over all capitals alike:
        voice_i = (1 - offices) * sum_(g at home in i) voice_g + offices * mean over capitals
        heard_i = policy_access * (voice_i / mean usual voice) ** 0.5
        restraint_i <- restraint_i - weight * (heard_i - usual heard_i)
                                              * (1 - set_against * exposure_i)
    Firms that were made to feel that campaigns endanger contracts answer the NGOs, the more the
    larger their stake, and cancel so much of what is heard beyond the usual. Where NGOs are cut off
    from mainstream policy, policy_access falls and critics hold back.
Sources: China Human Rights Strategy Study Group 2001 (NGOs cut off from policy makers, business set
    against them); Hutchings 2019, Amnesty International's China strategy (members in dozens of
    countries).
Writes: restraint.
Catalogue: A10, S04, S05.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.ngos.reach import HEARD
from sim.ngos import Ngos
from sim.setting import Bools, Floats, Now
from sim.world import World

USUAL_OFFICES = 0.4  # judgement: one large membership organisation among many of one capital


@dataclass(frozen=True)
class Hearing:
    """Acts when the challenger's situation falls due, after critics weighed their restraint."""

    writes: ClassVar = ("restraint",)

    weight: float = parameter(
        0.8, low=0.0, high=4.0, unit="logits",
        meaning="what the usual voice of NGOs counts for in a critic's decision to sponsor",
        source="drafts followed campaigns of NGOs (HRW 1997)", grade="judgement",
    )  # fmt: skip
    policy_access: float = parameter(
        1.0, low=0.0, high=1.5, kind="lever", unit="times the usual",
        meaning="how far officials who decide on the challenger listen to NGOs",
        source="China Human Rights Strategy Study Group 2001", grade="judgement",
    )  # fmt: skip
    offices: float = parameter(
        USUAL_OFFICES, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of their voice that NGOs spread over all critics' capitals",
        source="68 national entities of one organisation (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    set_against: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far the challenger has turned exposed firms against NGOs",
        source="China Human Rights Strategy Study Group 2001", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.setting.challenge not in now.due:
            return {}
        critics = now.setting.critics & now.exists
        usual = usual_voice(now.setting.ngos)
        mean = usual.sum() / max(int(critics.sum()), 1)
        heard = self._heard(world.ngo_voice, now, critics, self.offices, mean)
        before = self._heard(usual[None], now, critics, USUAL_OFFICES, mean)
        counted = np.zeros_like(world.restraint)
        unanswered = np.maximum(1.0 - self.set_against * world.exposure[:, critics], 0.0)
        counted[:, critics] = self.weight * (self.policy_access * heard - before) * unanswered
        return {"restraint": world.restraint - counted}

    def _heard(
        self, voice: Floats, now: Now, critics: Bools, offices: Floats | float, mean: float
    ) -> Floats:
        """What the voices of NGOs (R, G) come to in the critics' capitals (R, C)."""
        capitals = np.flatnonzero(critics)
        here = (now.setting.ngos.home[:, None] == capitals).astype(float)
        at_home = np.einsum("rg,gc->rc", voice, here)
        spread = voice.sum(axis=1, keepdims=True) / max(len(capitals), 1)
        return np.sqrt(((1.0 - offices) * at_home + offices * spread) / mean)


def usual_voice(ngos: Ngos) -> Floats:
    """What each NGO (G,) spends by habit on being heard by governments, as a share of all."""
    free = ~ngos.of("government_organised")
    return ngos.resources * free * (ngos.usual * HEARD).sum(axis=1) / ngos.total
