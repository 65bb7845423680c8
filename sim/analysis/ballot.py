"""A ballot: one draft, voted on by given members, by the model's own rules.

The leanings are those of `country_stance` or `theme_stance`, the motion that of `no_action`, the
count that of `vote`: nothing is written twice. A ballot of year y rests on ideal points of the year
before, on memories of votes before y, and on vote parameters fitted to a year before y. How
uncertain the estimate of the target (or theme) is adds to the shock that moves all members.

    U = leaning of the rule + sponsorship (toward its text, for a sponsor) + moved[member]

and whoever has abstained before abstains more easily, as the rule has it.

Everything in a Ballot is seen from the draft as put: a Yes to a no-action motion shields the
target, a Yes to a resolution on it does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.chamber import Chamber
from sim.analysis.draft import TOWARD_SOUTH, Draft
from sim.analysis.reasons import chances, reasons
from sim.engine.draw import Draw
from sim.mechanisms.voting.vote import Vote
from sim.procedures import carried
from sim.setting import Bools, Floats, Ints
from sim.world import World

__all__ = ["ANSWERS", "Ballot", "Draft", "ballot_in", "cut_off", "vote_on"]

ANSWERS = ("yes", "abstain", "no")  # the order of every tally and chance of a Ballot
BLOCK = 1000  # replicates voted on at once, so that memory stays flat


def cut_off(year: int, kind: str = "country") -> int:
    """The last year of votes that estimates for this year may rest on. Raises ValueError if no
    estimate is that early."""
    return Chamber.cut_off(year, kind)


@dataclass(frozen=True)
class Ballot:
    """A draft that was voted on, R times, by M members.

    members (M,) iso3 · chances (M, 3) of yes, abstain, no on the draft as put, exact over the luck
    · tallies (R, 3) votes yes, abstain, no · carried (R,) · terms: by name, (M,) logits toward a
    Yes; `leaning` is their sum · cuts (M, 2): a member whose leaning with its luck lies above the
    second votes Yes, below the first No; the band between is wider for those who have abstained ·
    spread: s.d. in logits of the luck common to all.
    """

    draft: Draft
    fitted_to: int
    members: tuple[str, ...]
    chances: Floats
    tallies: Ints
    terms: dict[str, Floats]
    cuts: Floats
    spread: float

    @property
    def carried(self) -> Bools:
        """Whether it carries (R,): a simple majority of those voting; a tie fails."""
        return carried(self.tallies[:, 0], self.tallies[:, 2])

    @property
    def mean(self) -> Floats:
        """Mean votes (3,): yes, abstain, no."""
        return self.tallies.mean(axis=0)

    def interval(self, share: float = 0.9) -> Floats:
        """Votes (3, 2) between which this share of the tallies lies: yes, abstain, no."""
        outside = (1.0 - share) / 2.0
        return np.quantile(self.tallies, (outside, 1.0 - outside), axis=0).T

    @property
    def p_carried(self) -> float:
        """Share of replicates in which the draft or motion carries."""
        return float(self.carried.mean())


def vote_on(
    draft: Draft,
    members: tuple[str, ...],
    replicates: int = 10_000,
    seed: int = 2006,
    fitted_to: int | None = None,
    world: World | None = None,
    challenger: str = "CHN",
    moved: Mapping[str, float] | None = None,
    rule: Mapping[str, float] | None = None,
) -> Ballot:
    """Vote on a draft `replicates` times.

    fitted_to: last year of the votes that the parameters rest on (by default the latest estimate
    before the draft's year) · world: a scenario's world whose departures, goodwill and the like
    stand in for the record's; it must have `replicates` rows and the states of `Setting.build` ·
    moved: logits toward the target (or the South's line) by member, for instance of a campaign ·
    rule: parameters of the stance rule to use instead of the estimates.

    Raises ValueError if no estimate is early enough, KeyError on a state without a row in
    evidence/states.csv.
    """
    chamber = Chamber.convene(draft, members, fitted_to, challenger, moved, rule)
    return ballot_in(chamber, replicates, seed, world)


def ballot_in(
    chamber: Chamber, replicates: int = 10_000, seed: int = 2006, world: World | None = None
) -> Ballot:
    """Vote `replicates` times on the draft before a chamber, as `vote_on` does."""
    blocks = [
        _tallies(chamber, seed, first, min(BLOCK, replicates - first), world)
        for first in range(0, replicates, BLOCK)
    ]
    terms, cuts = reasons(chamber, world)
    return Ballot(
        draft=chamber.draft,
        fitted_to=chamber.fitted_to,
        members=chamber.members,
        chances=chances(chamber, world),
        tallies=np.concatenate(blocks),
        terms=terms,
        cuts=cuts,
        spread=chamber.spread,
    )


def _tallies(chamber: Chamber, seed: int, first: int, replicates: int, world: World | None) -> Ints:
    """Votes (R, 3) yes, abstain, no of the replicates from `first` on."""
    draft, now = chamber.draft, chamber.now
    hall = chamber.world(replicates, world, slice(first, first + replicates))
    luck = Draw(seed, draft.quarter.index, first, replicates, chamber.setting.numbers)
    hall = chamber.lean(hall, chamber.rule, luck.for_event(chamber.event))
    if draft.shields:
        counted = chamber.motion(hall, now, luck.for_event("no_action"))["motion"][:, 0]
    else:
        counted = Vote()(hall, now, luck.for_event("vote"))["tally"][:, 0]
    with_, against, abstain = np.moveaxis(counted, -1, 0)
    yes, no = (with_, against) if draft.yes_is == TOWARD_SOUTH else (against, with_)
    return np.stack([yes, abstain, no], axis=-1)
