"""Programme: eleven strategies that a study group would have funded, and campaigns instead.

Theory: a donor gives what is asked, within a budget. Returns diminish in each strategy, so that
    many small grants achieve more than a large one; and a group whose members think differently
    brings several ideas for each strategy, of which the best is tried:
        given_p = granted * asked_p * min(1, budget / sum_q asked_q)
        ideas = 1 + diversity * (EXPERTS - 1),  best_p = luck_p ** (1 / ideas)
        wanted_p = given_p ** returns * best_p * (1 - waste) * (safe_p if inside)
        safe = (1 - closing * room lost) * (1 - share of the NGOs inside that were closed)
        funded_p <- funded_p + pace * (wanted_p - funded_p)
    where pace is build_up for what grows and run_down for what ends; each year the grant may
    lapse. What is given to campaigns buys effort like any other, without ideas and diminishing:
        actions_campaign <- actions_campaign + size * for_campaigns
    Work under way goes on; a group that has to agree would put a part of what is new in its place:
        actions_a <- actions_a * (1 - displacing * size * sum_p funded_p)
Sources: China Human Rights Strategy Study Group, report of 2001 (twenty-five experts of many
    fields, no consensus sought, additions to work under way); Hong and Page 2004 (diversity).
Writes: funded, for_campaigns, actions.
Catalogue: S09.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.ngos import ACTIONS, STRATEGIES
from sim.setting import Floats, Now
from sim.world import World

SEASON = 1
EXPERTS = 25  # who contributed to the report of 2001
INSIDE = np.isin(
    STRATEGIES, ("rural_residents", "administrative_detention", "impunity", "legal_defence")
)  # what only partners within the country can do
CAMPAIGN = ACTIONS.index("campaign")


def _funding(purpose: str, most: float = 1.0) -> Any:
    """The lever that funds one strategy, in fundings in full of one."""
    return parameter(
        0.0, low=0.0, high=most, kind="lever", unit="of one strategy's full funding a year",
        meaning=f"money given for {purpose}", grade="judgement",
        source="0 is the record; proposed by the China Human Rights Strategy Study Group in 2001",
    )  # fmt: skip


@dataclass(frozen=True)
class Programme:
    """Money is given and comes to work once a year; campaigns and their costs every quarter."""

    writes: ClassVar = ("funded", "for_campaigns", "actions")

    rural_residents: float = _funding("legal aid to rural residents, the most neglected")
    labour: float = _funding("standards of labour: suppliers, brands, investors")
    administrative_detention: float = _funding("the end of administrative detention")
    impunity: float = _funding("accountability of those who abuse")
    legal_defence: float = _funding("lawyers of prisoners")
    online_resource: float = _funding("an online library of rights")
    monitoring: float = _funding("independent monitors based in Hong Kong")
    diaspora: float = _funding("coalitions in the diaspora")
    engagement_monitoring: float = _funding("monitors of dialogues, aid and exchanges")
    standing_bodies: float = _funding("communications to treaty bodies, procedures and the ILO")
    asian_solidarity: float = _funding("solidarity of Asian groups and governments")
    campaigns: float = _funding("public campaigns, in place of the eleven strategies", 11.0)
    budget: float = parameter(
        4.0, low=0.0, high=12.0, kind="lever", unit="of one strategy's full funding a year",
        meaning="the most that is given in all; what asks for more is cut in proportion",
        source="a third of what the eleven strategies would cost", grade="judgement",
    )  # fmt: skip
    diversity: float = parameter(
        0.5, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of the group whose ideas are their own: 0 all think alike, 1 nobody does",
        source="members of many fields, no consensus sought (Study Group 2001)", grade="judgement",
    )  # fmt: skip
    displacing: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of the new work that takes the place of old work instead of adding to it",
        source="work under way continues (Study Group 2001)", grade="judgement",
    )  # fmt: skip
    returns: float = parameter(
        0.5, low=0.3, high=1.0, unit="power",
        meaning="to which work grows with money in one strategy; 1 if returns do not diminish",
        source="the best partners come first; the square root is a common shape",
        grade="judgement",
    )  # fmt: skip
    waste: float = parameter(
        0.2, low=0.0, high=1.0, unit="share", meaning="of money that never comes to work",
        source="overheads and corruption of partners; between a tenth and a third",
        grade="judgement",
    )  # fmt: skip
    closing: float = parameter(
        0.8, low=0.0, high=1.0, unit="share per share",
        meaning="of work inside the country that is lost with all room for associations",
        source="partners are closed and those they help repressed as room narrows",
        grade="judgement",
    )  # fmt: skip
    lapse: float = parameter(
        0.1, low=0.0, high=1.0, unit="chance a year", meaning="that the donor does not renew",
        source="one donor, whose policy changes with its government", grade="judgement",
    )  # fmt: skip
    build_up: float = parameter(
        0.35, low=0.05, high=1.0, unit="share a year",
        meaning="how fast new money comes to work in a strategy",
        source="partners, staff and trust take two or three years", grade="judgement",
    )  # fmt: skip
    run_down: float = parameter(
        0.7, low=0.05, high=1.0, unit="share a year",
        meaning="how fast work ends that is no longer paid for",
        source="contracts of a year", grade="judgement",
    )  # fmt: skip
    size: float = parameter(
        0.02, low=0.0, high=0.1, unit="share",
        meaning="of all NGO resources that the full funding of one strategy amounts to",
        source="about the yearly budget of one middling organisation", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        changes: Changes = {}
        funded, campaigns = world.funded, world.for_campaigns
        if now.date.quarter == SEASON:
            funded, campaigns = self._next_year(world, now, draw)
            changes = {"funded": funded, "for_campaigns": campaigns}
        elif not (funded.any() or campaigns.any()):
            return {}
        new = self.size * funded.sum(axis=1, keepdims=True)
        actions = world.actions * (1.0 - self.displacing * new)
        actions[:, [CAMPAIGN]] += self.size * campaigns
        return changes | {"actions": actions}

    def _next_year(self, world: World, now: Now, draw: Draw) -> tuple[Floats, Floats]:
        """Money at work in each strategy (R, P) and in campaigns (R, 1) this year."""
        funded, campaigns = world.funded, world.for_campaigns
        asked = self._asked(world)
        if not (asked.any() or funded.any() or campaigns.any()):
            return funded, campaigns
        given = np.where(draw.world("grant") >= self.lapse, asked, 0.0)
        ideas = 1.0 + self.diversity * (EXPERTS - 1.0)
        best = draw.items("ideas", len(STRATEGIES)) ** (1.0 / ideas)
        kept = (1.0 - self.waste) * np.where(INSIDE, self._safe(world, now), 1.0)
        funded = self._at_work(funded, given[:, :-1] ** self.returns * best * kept)
        return funded, self._at_work(campaigns, given[:, -1:] * (1.0 - self.waste))

    def _asked(self, world: World) -> Floats:
        """Money asked for each strategy and last for campaigns (R, P + 1), within the budget."""
        asked = np.zeros((world.replicates, len(STRATEGIES) + 1))
        for p, name in enumerate((*STRATEGIES, "campaigns")):
            asked[:, [p]] = getattr(self, name)
        total = asked.sum(axis=1, keepdims=True)
        return asked * np.minimum(1.0, self.budget / np.maximum(total, 1e-9))

    def _safe(self, world: World, now: Now) -> Floats:
        """The share (R, 1) of work inside the country that can go on there."""
        lost = np.clip(-world.civic_space[:, [now.setting.challenger]], 0.0, 1.0)
        ngos = now.setting.ngos
        ours = ngos.inside & ~ngos.of("government_organised")
        closed = (world.ngo_closed & ours).sum(axis=1, keepdims=True) / max(int(ours.sum()), 1)
        return (1.0 - self.closing * lost) * (1.0 - closed)

    def _at_work(self, before: Floats, wanted: Floats) -> Floats:
        """Money at work follows what is wanted, slower up than down."""
        pace = np.where(wanted > before, self.build_up, self.run_down)
        return before + pace * (wanted - before)
