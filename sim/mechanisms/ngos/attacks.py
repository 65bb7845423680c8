"""Attacks: governments move against single NGOs, and what decides whether these survive.

Theory: each year a government attacks an NGO with a chance that rises with the repression and the
    closed civic space of its home, with the NGO's own campaigning and with its loss of standing,
    and falls where there is no pretext and where peers would stand together:
        P(attack_g) = base_g * exp(repression / 20 - 3 * civic_space)
            * (1 + provocation * (campaign_g - usual campaign_g)) * (2 - legitimacy_g)
            * (1 - pretext * accountable) * (1 - deterrence * solidarity)
    base_g is `crackdown` in the challenger and `hostility` elsewhere; solidarity is the common
    playbook times what peers spend on it, relative to the usual. The blow is softened by peers, by
    the age of partnerships and by the skill to adapt:
        blow_g = (1 - solidarity / 2) * exp(- ties_g / maturity) * (1 - (skill_g - usual skill))
        funds <- funds * (1 - loss * blow)
        legitimacy <- legitimacy * (1 - smear * (1 - accountable))
        P(closed | attack) = closing * blow_g
    Closed NGOs open again, under another name, with the chance `reopening` a year. Work with the
    same partners is kept from year to year with `steadiness`: ties <- steadiness * (ties + 1).
Sources: Chaudhry 2022 (repression of NGOs); Howie 2019 and the solidarity playbook of the
    International Civil Society Centre; Månsson and Howie 2019; the partnerships of 25 years of the
    International Republican Institute, China programme page.
Writes: attacked, ngo_closed, ngo_funds, ngo_legitimacy, ngo_ties.
Catalogue: A28, A35, A41, A42, I04, I05.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.ngos import ACTIONS
from sim.setting import Floats, Now
from sim.world import World
from sim.world.ngos import USUAL_SKILL

CAMPAIGN, SOLIDARITY = ACTIONS.index("campaign"), ACTIONS.index("solidarity")
POINTS, OPENNESS = 20.0, 3.0  # repression and civic space that change the chance e-fold; judgement


@dataclass(frozen=True)
class Attacks:
    """Acts in the second quarter of every year on every NGO but those of the government."""

    writes: ClassVar = ("attacked", "ngo_closed", "ngo_funds", "ngo_legitimacy", "ngo_ties")

    crackdown: float = parameter(
        0.04, low=0.0, high=1.0, kind="lever", unit="chance a year",
        meaning="chance that the challenger attacks an NGO at home",
        source="rights groups were closed now and then (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip
    hostility: float = parameter(
        0.01, low=0.0, high=1.0, kind="lever", unit="chance a year",
        meaning="chance that another government attacks an NGO at home",
        source="over 130 states restricted NGOs since 1990 (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip
    playbook: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far NGOs agreed in advance to stand by one that is attacked",
        source="solidarity playbook (International Civil Society Centre)", grade="judgement",
    )  # fmt: skip
    steadiness: float = parameter(
        0.8, low=0.0, high=1.0, kind="lever", unit="share a year",
        meaning="of partnerships kept for another year, instead of single projects",
        source="partnerships of 25 years and grants of two (International Republican Institute)",
        grade="judgement",
    )  # fmt: skip
    provocation: float = parameter(
        1.0, low=0.0, high=5.0, unit="per share",
        meaning="how much more often an NGO is attacked that does nothing but campaign",
        source="critics are attacked first (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip
    pretext: float = parameter(
        0.5, low=0.0, high=1.0, unit="share", meaning="of attacks that cite misconduct",
        source="accounts and foreign money are cited (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip
    deterrence: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="of attacks that full solidarity makes too costly",
        source="solidarity playbook (International Civil Society Centre)", grade="judgement",
    )  # fmt: skip
    loss: float = parameter(
        0.5, low=0.0, high=1.0, unit="share", meaning="of funds that an attack costs",
        source="frozen accounts and foreign-funding laws (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip
    smear: float = parameter(
        0.15, low=0.0, high=1.0, unit="share", meaning="of legitimacy that an attack costs",
        source="Howie 2019", grade="judgement",
    )  # fmt: skip
    closing: float = parameter(
        0.4, low=0.0, high=1.0, unit="chance",
        meaning="chance that an attack closes an NGO without ties, help or skill",
        source="deregistration is a usual measure (Chaudhry 2022)", grade="judgement",
    )  # fmt: skip
    reopening: float = parameter(
        0.2, low=0.0, high=1.0, unit="chance a year",
        meaning="chance that a closed NGO opens again", source="groups re-form under other names",
        grade="judgement",
    )  # fmt: skip
    maturity: float = parameter(
        10.0, low=1.0, high=100.0, unit="years",
        meaning="of partnership that soften a blow e-fold",
        source="25 years of partnership building (International Republican Institute)",
        grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != 2:
            return {}
        ngos, count = now.setting.ngos, len(now.setting.ngos)
        luck = draw.items("attack", 3 * count)
        solidarity = self._solidarity(world, now)
        may = ~world.ngo_closed & ~ngos.of("government_organised")
        attacked = may & (luck[:, :count] < self._chance(world, now, solidarity))
        ties = self.steadiness * (world.ngo_ties + 1.0)
        skill = world.ngo_skill - USUAL_SKILL
        blow = (1.0 - 0.5 * solidarity) * np.exp(-ties / self.maturity) * (1.0 - skill)
        closes = attacked & (luck[:, count : 2 * count] < self.closing * blow)
        opens = world.ngo_closed & ngos.takes_part & (luck[:, 2 * count :] < self.reopening)
        smeared = self.smear * (1.0 - world.accountable)
        return {
            "attacked": attacked,
            "ngo_closed": (world.ngo_closed | closes) & ~opens,
            "ngo_funds": world.ngo_funds * (1.0 - self.loss * blow * attacked),
            "ngo_legitimacy": world.ngo_legitimacy * (1.0 - smeared * attacked),
            "ngo_ties": np.where(world.ngo_closed, 0.0, ties),
        }

    def _chance(self, world: World, now: Now, solidarity: Floats) -> Floats:
        """The chance (R, G) of an attack this year."""
        ngos = now.setting.ngos
        at_home = world.repression[:, ngos.home] / POINTS
        mood = at_home - OPENNESS * world.civic_space[:, ngos.home]
        harsher = world.ngo_effort[..., CAMPAIGN] - ngos.usual[:, CAMPAIGN]
        chance = np.where(ngos.inside, self.crackdown, self.hostility) * np.exp(mood)
        chance = chance * (1.0 + self.provocation * harsher) * (2.0 - world.ngo_legitimacy)
        held_back = (1.0 - self.pretext * world.accountable) * (1.0 - self.deterrence * solidarity)
        return chance * held_back

    def _solidarity(self, world: World, now: Now) -> Floats:
        """How far peers stand by one that is attacked (R, 1), 0-1."""
        ngos = now.setting.ngos
        usual = (ngos.resources * ngos.usual[:, SOLIDARITY]).sum() / ngos.total
        return np.minimum(self.playbook * world.doing("solidarity") / usual, 1.0)
