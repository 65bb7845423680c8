"""The Universal Periodic Review: peers speak, the reviewed choose what they accept.

Theory: when a state's turn comes, others take the floor by size and region, not by its record; at
    the challenger's, friends queue to praise it (`flooding`, for a capped list of speakers). With
    p where the senders stand, d how far from the reviewed, g the share from its own region:
        harshness = firmness + liberal_firmness * p + estrangement * d - leniency * g
                    + detail * (shadow_reports - 0.5), mixed with the level of praise
        specific = (harshness - 3.2) / (5 - 3.2), as a share
        logit P(accept) = willingness - aversion * (level - 3) - distrust * d
                          + openness * position + temper * normal
    for the general and for the specific ones; `self_set` raises the former where the challenger's
    own plan is the yardstick. Two years on, so much was acted upon:
        carried_out = kept * accepted + kept_anyway * (1 - accepted)
    Rights rise by `practice` * carried_out, which is nothing unless assumed.
Sources: estimates after Terman and Voeten 2018; Terman and Byun 2022; UPR Info 2014 (half of all
    acted upon); Nathan and Scobell 2009; HRIC 2013 (a fifth of China's refused).
Writes: recommendations, harshness, accepted, carried_out, rights_departure.
Catalogue: N44, N45, N46, N73.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.calendar import Quarter
from sim.engine.draw import Draw, normal
from sim.engine.parameter import parameter
from sim.mechanisms import Changes, put
from sim.mechanisms.bodies.review_estimates import columns, estimated, floor
from sim.procedures.review import cycle
from sim.setting import Floats, Ints, Now
from sim.world import World

PLAN = Quarter(2009, 2)  # China's first national human-rights action plan, April 2009
MIDTERM = 8  # quarters from a review to the report at mid-term (UPR Info 2014)
GENERAL, SPECIFIC, MIDDLE = 3.2, 5.0, 3.0  # levels: with 3.9 on average, 38 % ask for an action
USUAL_REPORTS = 0.5  # supply of NGO reports that the estimates include
PRAISE, PRAISES = 2.0, 1.5  # level and number of what a friend recommends; judgement


@dataclass(frozen=True)
class Reviews:
    """Acts in a session of the review on those whose turn it is, and again two years later."""

    writes: ClassVar = (
        "recommendations", "harshness", "accepted", "carried_out", "rights_departure",
    )  # fmt: skip

    firmness: float = estimated(
        "action.constant", "level", "action asked for by a distant region at the middle position"
    )
    liberal_firmness: float = estimated(
        "action.position", "level per s.d.", "how much firmer liberal states are"
    )
    estrangement: float = estimated(
        "action.distance", "level per s.d.", "how much firmer states are toward the distant"
    )
    leniency: float = estimated("action.same_group", "level", "how much milder the region is", -1.0)
    willingness: float = estimated(
        "accept.constant", "logits", "acceptance of a near state's recommendation of level 3"
    )
    aversion: float = estimated(
        "accept.action", "logits per level", "how much less the precise is accepted", sign=-1.0
    )
    distrust: float = estimated(
        "accept.distance", "logits per s.d.", "how much less the distant are heard", sign=-1.0
    )
    openness: float = estimated(
        "accept.target_position", "logits per s.d.", "how much more liberal states accept"
    )
    temper: float = parameter(
        1.5, low=0.0, high=3.0, unit="logits", meaning="s.d. of a reviewed state's mood",
        source="acceptance varies by .24 between states (UPR Info, sessions 1-12)",
        grade="estimated",
    )  # fmt: skip
    flooding: float = parameter(
        0.6, low=0.0, high=1.0, kind="lever", unit="share of the like-minded",
        meaning="friends of the challenger that queue to praise it",
        source="a dozen of 60 speakers in 2009 praised and recommended little", grade="judgement",
    )  # fmt: skip
    shadow_reports: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far NGO reports supply reviewers with details",
        source="set to the supply of the first cycle", grade="judgement",
    )  # fmt: skip
    detail: float = parameter(
        0.8, low=0.0, high=3.0, unit="levels",
        meaning="how much more precise full NGO reports make recommendations than none",
        source="summaries of stakeholders are the source of precise questions", grade="judgement",
    )  # fmt: skip
    self_set: float = parameter(
        0.6, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far the challenger's own action plan is taken as the yardstick",
        source="action plans of 2009 and 2012; the reviews cite them", grade="judgement",
    )  # fmt: skip
    easing: float = parameter(
        3.0, low=0.0, high=6.0, unit="logits",
        meaning="how much easier general recommendations are accepted that a plan has anyway",
        source="204 of 252 accepted in 2013 (HRIC 2013)", grade="judgement",
    )  # fmt: skip
    kept: float = parameter(
        0.55, low=0.0, high=1.0, unit="share", meaning="accepted recommendations acted upon",
        source="UPR Info 2014, Beyond Promises, at mid-term", grade="measured",
    )  # fmt: skip
    kept_anyway: float = parameter(
        0.19, low=0.0, high=1.0, unit="share", meaning="noted recommendations acted upon",
        source="UPR Info 2014, Beyond Promises, at mid-term", grade="measured",
    )  # fmt: skip
    practice: float = parameter(
        0.0, low=0.0, high=20.0, unit="points",
        meaning="rise in respect for rights if all recommendations were acted upon",
        source="no effect on practice has been shown", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        changes: Changes = {}
        midterm = columns(now.setting.iso3, now.date.plus(-MIDTERM))
        if midterm.size:
            accepted = world.accepted[:, midterm]
            share = self.kept * accepted + self.kept_anyway * (1.0 - accepted)
            share = share * (world.recommendations[:, midterm] > 0)
            better = world.rights_departure[:, midterm] + self.practice * share
            changes = put(world, midterm, carried_out=share, rights_departure=better)
        reviewed = columns(now.setting.iso3, now.date)
        if reviewed.size:
            changes |= self._review(world, now, draw, reviewed)
        return changes

    def _review(self, world: World, now: Now, draw: Draw, reviewed: Ints) -> Changes:
        round_ = cycle(now.date)
        assert round_ is not None
        position = now.position + world.departure
        heard = floor(now, position, reviewed, later=round_.number > 1)
        ours = reviewed == now.setting.challenger
        friends = self.flooding * (now.caucus("like_minded_group") * now.exists).sum() * ours
        room = np.minimum(1.0, round_.speakers / (heard.speakers + friends))
        praise = PRAISES * friends * room
        number = heard.number * room + praise + np.zeros((world.replicates, 1))
        criticism = (
            self.firmness
            + self.liberal_firmness * heard.position
            + self.estrangement * heard.distance
            - self.leniency * heard.same_group
            + self.detail * (self.shadow_reports - USUAL_REPORTS)
        )
        harshness = criticism + (PRAISE - criticism) * praise / number
        plan = self.easing * self.self_set * ours * (now.date >= PLAN)
        accepted = self._accepted(
            harshness,
            self.willingness
            - self.distrust * heard.distance * (1.0 - praise / number)
            + self.openness * position[:, reviewed]
            + self.temper
            * normal(draw.chosen("temper", 0, np.tile(reviewed, (world.replicates, 1)))),
            plan,
        )
        return put(world, reviewed, recommendations=number, harshness=harshness, accepted=accepted)

    def _accepted(self, harshness: Floats, ease: Floats, plan: Floats) -> Floats:
        """The share accepted: of the specific ones fewer, of the general ones more with a plan."""
        specific = np.clip((harshness - GENERAL) / (SPECIFIC - GENERAL), 0.0, 1.0)
        general = 1.0 / (1.0 + np.exp(self.aversion * (GENERAL - MIDDLE) - ease - plan))
        precise = 1.0 / (1.0 + np.exp(self.aversion * (SPECIFIC - MIDDLE) - ease))
        return general * (1.0 - specific) + precise * specific
