"""What the model expects of a draft: chances of every member, the tally, and what would move it."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sim.analysis.ballot import Ballot, Draft, ballot_in
from sim.analysis.chamber import Chamber
from sim.analysis.prediction.members import Members
from sim.analysis.prediction.text import Text
from sim.analysis.prediction.what_if import WhatIf
from sim.analysis.prediction.worlds import Elsewhere, elsewhere
from sim.calendar import Quarter
from sim.mechanisms.voting.estimates import estimates
from sim.mechanisms.voting.lobbying import Lobbying
from sim.procedures import carried
from sim.setting import Bools, Floats

__all__ = ["Answer", "Prediction", "predict"]

# The chance that a vote follows from nothing that the rule knows (`open_chances`): the one that
# gives the best log score on the recorded votes of 1999-2012, each predicted from earlier years.
LAPSE = 0.005
# How much wider than tallies of the model the interval of abstentions must be to hold as many votes
# as it says: for 90 % of the 157 texts of 1999-2012, each predicted from earlier years, 1.52 times
# (1.0 times for Yes and No): how many abstain depends on instructions that no rule knows.
ABSTENTIONS_WIDER = 1.5
REPLICATES = 10_000
SEED = 2006


@dataclass(frozen=True)
class Answer:
    """A draft voted on under one assumption.

    ballot: the vote on the draft as put · motion: that on a motion to take no action, if one came
    first · lobbied: members whom one more campaign reached.
    """

    ballot: Ballot
    what_if: WhatIf | None = None
    motion: Ballot | None = None
    lobbied: tuple[str, ...] = ()

    @property
    def carried(self) -> Bools:
        """Whether the draft carries (R,), no motion having stopped it."""
        if self.motion is None:
            return self.ballot.carried
        return self.ballot.carried & ~self.motion.carried

    @property
    def p_carried(self) -> float:
        """Chance that the draft carries, never quite 0 or 1."""
        return _open(float(self.carried.mean()), len(self.carried))

    def interval(self, share: float) -> Floats:
        """Votes (3, 2) yes, abstain, no between which this share of votes like it should lie."""
        ends = self.ballot.interval(share)
        middle = self.ballot.mean[1]
        ends[1] = middle + ABSTENTIONS_WIDER * (ends[1] - middle)
        return np.clip(np.round(ends), 0, len(self.ballot.members)) + 0.0  # no minus before 0

    @property
    def chances(self) -> Floats:
        """Chances (M, 3) of yes, abstain and no, never quite 0 or 1."""
        return open_chances(self.ballot.chances)


@dataclass(frozen=True)
class Prediction:
    """The answer to a draft as put, and to each pivotal question beside it, under the same luck."""

    text: Text
    draft: Draft
    members: Members
    answer: Answer
    others: tuple[Answer, ...]
    where: Elsewhere
    seed: int
    replicates: int
    notes: tuple[str, ...]

    def closest(self, most: int = 5) -> tuple[str, ...]:
        """The members whose two likeliest votes are nearest in chance."""
        ballot = self.answer.ballot
        second, first = np.sort(ballot.chances, axis=1)[:, 1:].T
        order = np.argsort(first - second, kind="stable")[:most]
        return tuple(ballot.members[n] for n in order)


def predict(
    text: Text,
    members: Members,
    body: str,
    at: Quarter,
    questions: tuple[WhatIf, ...] = (),
    scenario: Path | None = None,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> Prediction:
    """Vote on a text in a body and a quarter, as put and under each pivotal question.

    Raises ScenarioError if a scenario cannot be read or begins later than the vote.
    """
    sponsors = text.sponsors_in(at.year)
    draft = Draft(
        kind=text.kind,
        target=text.target,
        topic=text.topic if text.kind == "theme" else "",
        leans=text.leans,
        procedure=text.procedure,
        sponsors=sponsors,
        body=body,
        quarter=at,
    )
    where = elsewhere(at, draft.subject, seed, replicates, scenario)
    sitting = _Sitting(draft, members.iso3, where, replicates, seed)
    answer = Answer(sitting.vote(draft))
    others = tuple(sitting.answer(question, answer.ballot) for question in questions)
    notes = (
        *text.notes,
        *members.notes,
        *where.notes,
        *_of_body(body),
        *_without_estimate(answer.ballot),
        *_absent(draft, members),
    )
    return Prediction(
        text, draft, members, answer, others, where, seed, replicates,
        (*notes, *_of_questions(questions, members)),
    )  # fmt: skip


@dataclass(frozen=True)
class _Sitting:
    """Who votes, where, and under which luck: the same for every question."""

    draft: Draft
    members: tuple[str, ...]
    where: Elsewhere
    replicates: int
    seed: int

    def answer(self, asked: WhatIf, as_put: Ballot) -> Answer:
        """The draft voted on again under a pivotal question."""
        draft = replace(
            self.draft,
            sponsors=tuple(s for s in self.draft.sponsors if s not in asked.defects),
        )
        reached = swing_states(as_put) if asked.lobbying else ()
        moved = dict.fromkeys(reached, asked.lobbying * _toward_target(draft))
        stopped = None
        if asked.motion_first:
            stopped = self.vote(replace(draft, procedure="no_action"), asked, moved)
        return Answer(self.vote(draft, asked, moved), asked, stopped, reached)

    def vote(
        self, draft: Draft, asked: WhatIf | None = None, moved: dict[str, float] | None = None
    ) -> Ballot:
        asked, where = asked or WhatIf(""), self.where
        rule = f"{draft.kind}_stance"
        values = where.rules.get(rule, {}) | asked.of(rule)
        motion = where.rules.get("no_action", {}) | asked.of("no_action")
        chamber = Chamber.convene(
            draft, self.members, challenger=where.challenger, moved=moved, changed=values
        )
        spread = float(np.hypot(chamber.spread, where.unsure))
        chamber = replace(
            chamber,
            rule=replace(chamber.rule, shock=spread),
            spread=spread,
            abstaining=asked.defects,
            motion=replace(chamber.motion, **motion),
            recalls=where.recalls,
        )
        return ballot_in(chamber, self.replicates, self.seed, where.world)


def swing_of(ballot: Ballot) -> Floats:
    """How far (M,) a small push would move each member's expected vote, a Yes counted as +1 and a
    No as -1: per logit, the slope of an ordered logit."""
    yes, _, no = ballot.chances.T
    return yes * (1.0 - yes) + no * (1.0 - no)


def swing_states(ballot: Ballot) -> tuple[str, ...]:
    """Whom one more campaign reaches: as many members as the challenger sends envoys in `lobbying`,
    those whose votes are cheapest, leaving out target and sponsors."""
    draft = ballot.draft
    camps = {draft.target, *draft.sponsors}
    order = np.argsort(-swing_of(ballot), kind="stable")
    reachable = [ballot.members[n] for n in order if ballot.members[n] not in camps]
    return tuple(reachable[: int(Lobbying().envoys)])


def _toward_target(draft: Draft) -> int:
    """What a campaign for the target adds to leanings; on a theme, one against the text."""
    return 1 if draft.kind == "country" else -draft.text_leans


def open_chances(chances: Floats) -> Floats:
    """Chances (..., 3) that leave room for what no rule knows: an instruction changed overnight, a
    wrong button, a vote recorded otherwise. A vote follows the rule but for the chance LAPSE, and
    is anything then."""
    return (1.0 - LAPSE) * chances + LAPSE / 3.0


def _open(share: float, replicates: int) -> float:
    """A share of replicates as a chance: as if two more had been run, one with either outcome, and
    with the chance LAPSE that the session took another turn."""
    counted = (share * replicates + 1.0) / (replicates + 2.0)
    return (1.0 - LAPSE) * counted + LAPSE / 2.0


def decided(yes: int, no: int) -> str:
    """The outcome of a tally in a word, by the rule of the body."""
    return "carried" if carried(yes, no) else "not carried"


def _of_body(body: str) -> tuple[str, ...]:
    told = "the rule was estimated on votes of the Commission and the Council, not of the Assembly"
    return (told,) if body == "assembly" else ()


def _without_estimate(ballot: Ballot) -> tuple[str, ...]:
    """What is said of a target whose texts were never voted on before."""
    draft, fitted = ballot.draft, ballot.fitted_to
    if not draft.target or f"difficulty.{draft.target}" in estimates("country", fitted):
        return ()
    return (
        f"no recorded vote to {fitted} is on {draft.target}: how hard such a text is to win is not "
        "known, so chances are less sure",
    )


def _absent(draft: Draft, members: Members) -> tuple[str, ...]:
    away = [iso3 for iso3 in draft.sponsors if iso3 not in members.iso3]
    if not away:
        return ()
    who = ", ".join(away[:8]) + (f" and {len(away) - 8} more" if len(away) > 8 else "")
    return (f"sponsors without a vote here: {who}",)


def _of_questions(questions: tuple[WhatIf, ...], members: Members) -> tuple[str, ...]:
    return tuple(
        f"`{asked.written}`: {iso3} has no vote here; in the model its sponsorship moves no other"
        for asked in questions
        for iso3 in asked.defects
        if iso3 not in members.iso3
    )
