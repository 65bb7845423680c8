"""Leanings on country texts: what each member thinks of condemning this state.

Theory: an ordered choice between with the target, abstaining and against it. With
    h ideal point, m remembered stance, q remembered abstention, L like-minded group, P permanent
    member as target:
        U = - position_weight * h + memory_weight * m + like_minded_pull * L + solidarity[group]
            + P * (great_power + protection[group] - power_position * h + power_memory * m)
            + own_region (if the target belongs to the member's group) + shielding * owed
            + nexus (between the challenger and PARTNER) - evidence * (advocacy - usual)
            + difficulty[target]
            + goodwill + appeal * (attraction - rival_attraction) + unaware * (1 - salience)
                + alliance * allied (on the challenger's text)
            + shock * normal[text] + logistic[member]
    against below lower_cut - steadiness * q, with above upper_cut + steadiness * q, abstention
    between: who has abstained tends to do it again. Power turns abstention into protection; a
    state never votes against itself. A member that is a target too keeps an account: `owed` is
    the stance that this target is remembered to have taken on its own text.
Sources: estimated by evidence/derive/vote_parameters.py on roll calls to 2018; Hug and Lukacs
    2014 (preferences more than bloc); Lebovic and Voeten 2006 (partisan ties).
Writes: leaning, cuts.
Catalogue: N01, N40, N69, N71, N74, I01.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter, per_text
from sim.mechanisms import Changes, put
from sim.mechanisms.voting.estimates import estimated
from sim.mechanisms.voting.leaning import by_group, common_leaning, cuts
from sim.setting import Floats, Ints, Now
from sim.world import World
from sim.world.balance import USUAL_ADVOCACY

CERTAIN = 1e6  # a member's leaning on its own situation
PARTNER = {"CHN": "RUS", "RUS": "CHN"}  # permanent members that shield one another


@dataclass(frozen=True)
class CountryStance:
    """Acts on country texts that fall due, before anything is voted on."""

    writes: ClassVar = ("leaning", "cuts")

    position_weight: float = estimated("country", "position_weight", "of the ideal point")
    memory_weight: float = estimated("country", "memory_weight", "of the remembered stance")
    like_minded_pull: float = estimated("country", "like_minded_pull", "of the like-minded group")
    solidarity_africa: float = estimated("country", "solidarity.AFRICA", "of Africa")
    solidarity_asia_pacific: float = estimated("country", "solidarity.ASIA_PACIFIC", "of Asia")
    solidarity_eastern_europe: float = estimated(
        "country", "solidarity.EASTERN_EUROPE", "of Eastern Europe"
    )
    solidarity_grulac: float = estimated("country", "solidarity.GRULAC", "of Latin America")
    solidarity_weog: float = estimated("country", "solidarity.WEOG", "of Western Europe and others")
    great_power: float = estimated("country", "great_power", "for a permanent member as target")
    power_position: float = estimated("country", "power_position", "then, of the ideal point")
    power_memory: float = estimated("country", "power_memory", "then, of the remembered stance")
    protection_africa: float = estimated("country", "protection.AFRICA", "then, of Africa")
    protection_asia_pacific: float = estimated(
        "country", "protection.ASIA_PACIFIC", "then, of Asia"
    )
    protection_eastern_europe: float = estimated(
        "country", "protection.EASTERN_EUROPE", "then, of Eastern Europe"
    )
    protection_grulac: float = estimated("country", "protection.GRULAC", "then, of Latin America")
    protection_weog: float = estimated(
        "country", "protection.WEOG", "then, of Western Europe and others"
    )
    own_region: float = estimated("country", "own_region", "for a target of the member's own group")
    shielding: float = estimated("country", "shielding", "of what the target did for the member")
    lower_cut: float = estimated("country", "lower_cut", "below which a member votes against")
    upper_cut: float = estimated("country", "upper_cut", "above which it votes with the target")
    steadiness: float = estimated(
        "country", "steadiness", "of having abstained, by which the band of abstention is wider"
    )
    shock: float = estimated("country", "shock", "s.d. of what moves all members on a text")
    appeal: float = parameter(
        1.0, low=0.0, high=3.0, unit="logits per logit",
        meaning="weight of attraction toward the challenger over the critics' pole",
        source="attraction is measured in logits of a vote; 0 leaves soft power without effect",
        grade="judgement",
    )  # fmt: skip
    unaware: float = parameter(
        0.5, low=0.0, high=3.0, unit="logits",
        meaning="how much leaning rises where none of the violations is seen",
        source="Nathan and Scobell 2009 (media abroad)", grade="judgement",
    )  # fmt: skip
    evidence: float = parameter(
        0.5, low=0.0, high=3.0, unit="logits",
        meaning="how far advocacy beyond the usual moves members against targets",
        source="delegations vote on what advocates show them (Nathan and Scobell 2009)",
        grade="judgement",
    )  # fmt: skip
    alliance: float = parameter(
        0.5, low=0.0, high=3.0, unit="logits",
        meaning="weight of a defence pact with the challenger in votes on it",
        source="partisan ties protect targets (Lebovic and Voeten 2006)", grade="judgement",
    )  # fmt: skip
    nexus: float = parameter(
        0.0, low=-5.0, high=5.0, kind="lever", unit="logits",
        meaning="how far the challenger and the other great power shield one another",
        source="nothing beyond ideal points: China and Russia have no pact", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        setting = now.setting
        texts = now.due[setting.texts.target[now.due] >= 0]
        if not texts.size:
            return {}
        leaning = common_leaning(self, world, now, draw, texts)
        ours = texts == setting.challenge
        if ours.any():
            leaning[:, ours] += world.at_seats(self._favour(world, now))[:, None, :]
        self._account(leaning, world, now, texts)
        self._tie(leaning, world, now, texts)
        leaning -= per_text(self.evidence) * (world.advocacy - USUAL_ADVOCACY)[:, :, None]
        mighty = setting.texts.great_power[texts] > 0
        leaning[:, mighty] += self._protection(world, now, texts[mighty])
        group = setting.group[world.members]
        of_target = setting.group[setting.texts.target[texts]]
        for region in np.unique(of_target):
            own = self.own_region * (group == region)
            leaning[:, of_target == region] += own[:, None, :]
        itself = world.members[:, None, :] == setting.texts.target[texts][:, None]
        leaning[itself] = CERTAIN
        return put(world, texts, leaning=leaning, cuts=cuts(self, world, texts))

    def _favour(self, world: World, now: Now) -> Floats:
        """What soft power and pacts add (R, N) to leanings on the challenger's own text."""
        pull = self.appeal * (world.attraction - world.rival_attraction)
        unseen = self.unaware * (1.0 - world.salience)
        return world.goodwill + pull + unseen + self.alliance * now.allied

    def _account(self, leaning: Floats, world: World, now: Now, texts: Ints) -> None:
        """Adds to leanings (R, D, M) what members that are targets too owe to each target."""
        targets = now.setting.texts.target
        own = np.full(now.setting.states, -1)
        own[targets[targets >= 0]] = np.flatnonzero(targets >= 0)
        rows, seats = np.nonzero(own[world.members] >= 0)  # few members are targets
        own_text = own[world.members[rows, seats]]
        owed = world.memory[rows[:, None], own_text[:, None], targets[texts]]
        weight = np.broadcast_to(self.shielding, (world.replicates, 1))[rows]
        leaning[rows, :, seats] += weight * owed

    def _tie(self, leaning: Floats, world: World, now: Now, texts: Ints) -> None:
        """Adds to leanings (R, D, M) what the two great powers do for one another."""
        iso3, here = now.setting.iso3, now.setting.challenger
        partner = PARTNER.get(iso3[here])
        if partner not in iso3 or not np.any(self.nexus):
            return
        there = iso3.index(partner)
        for d, target in enumerate(now.setting.texts.target[texts]):
            if target in (here, there):
                other = world.members == (there if target == here else here)
                leaning[:, d] += self.nexus * other

    def _protection(self, world: World, now: Now, texts: Ints) -> Floats:
        """What power adds to leanings (R, D, M) on texts whose target is a permanent member."""
        of_states = (
            self.great_power
            + by_group(self, "protection")[..., now.setting.group]
            - self.power_position * (now.position + world.departure)
        )
        memory = np.take(world.memory, world.memory_at(texts))
        return world.at_seats(of_states)[:, None, :] + per_text(self.power_memory) * memory
