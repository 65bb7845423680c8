"""The votes on the challenger in the run that is on record: tallies, boards and every member."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sim import evidence
from sim.procedures import body
from sim.report.board import GROUPS, VOTES
from sim.report.wording import board_rule, board_title

SHOWN = ("yes", "abstain", "no")


@dataclass(frozen=True)
class Bench:
    """A regional group in one vote: (iso3, state, vote) ordered yes, abstain, no."""

    name: str
    members: tuple[tuple[str, str, str], ...]
    counts: dict[str, int]

    @property
    def told(self) -> str:
        return ", ".join(f"{count} {vote}" for vote, count in self.counts.items())


@dataclass(frozen=True)
class Ballot:
    """One vote: when, on what, what was decided, by which rule, and by whom."""

    quarter: str
    about: str
    decided: str
    rule: str
    counts: dict[str, int]
    benches: tuple[Bench, ...]

    @property
    def title(self) -> str:
        return f"{self.about}, {self.quarter} in the model. {self.decided}"


@dataclass(frozen=True)
class Member:
    """A state, and its vote in each of the ballots in order; empty where it did not sit."""

    iso3: str
    name: str
    group: str
    votes: tuple[str, ...]


@dataclass(frozen=True)
class Roll:
    """All votes on the challenger in one replicate of a scenario, in order; `closest` is the one
    with the smallest margin."""

    scenario: str
    title: str
    challenger: str
    replicate: int
    ballots: tuple[Ballot, ...]
    members: tuple[Member, ...]
    closest: int

    @property
    def board(self) -> Ballot:
        return self.ballots[self.closest]


def rolls(votes: pd.DataFrame, challengers: Mapping[str, str], titles: Mapping[str, str]):
    """A Roll for each scenario in which a text on its challenger came to a vote.

    votes: the table `votes` of a result. challengers: iso3 by name of scenario.
    """
    found = []
    for name, iso3 in challengers.items():
        if "text" not in votes:
            break
        part = votes[(votes["scenario"] == name) & (votes["text"] == iso3)]
        if not part.empty:
            found.append(_roll(part, name, titles[name], iso3))
    return found


def states() -> dict[str, str]:
    """The name of every state by its ISO3 code."""
    return {line["iso3"]: line["name"] for line in evidence.rows("states")}


def _roll(part: pd.DataFrame, name: str, title: str, challenger: str) -> Roll:
    known = states()
    pieces = [piece for _, piece in part.groupby(["quarter", "procedure"], sort=False)]
    ballots = tuple(_ballot(piece, known) for piece in pieces)
    votes = [dict(zip(piece["iso3"], piece["vote"], strict=True)) for piece in pieces]
    members = part.drop_duplicates("iso3").sort_values(["group", "iso3"])
    margins = [abs(one.counts["yes"] - one.counts["no"]) for one in ballots]
    return Roll(
        name,
        title,
        known.get(challenger, challenger),
        int(part["replicate"].iloc[0]),
        ballots,
        tuple(
            Member(
                iso3,
                known.get(iso3, iso3),
                _group(group),
                tuple(one.get(iso3, "") for one in votes),
            )
            for iso3, group in zip(members["iso3"], members["group"], strict=True)
        ),
        margins.index(min(margins)),
    )


def _ballot(piece: pd.DataFrame, known: Mapping[str, str]) -> Ballot:
    first = piece.iloc[0]
    counts = _counts(piece)
    yes, no, abstain = (counts[vote] for vote in ("yes", "no", "abstain"))
    return Ballot(
        str(first["quarter"]),
        str(first["title"]),
        board_title(str(first["procedure"]), yes, no, abstain),
        board_rule(body(str(first["body"])).name, len(piece), yes, no),
        counts,
        tuple(
            _bench(piece[piece["group"] == group], group, known)
            for group in GROUPS
            if (piece["group"] == group).any()
        ),
    )


def _bench(part: pd.DataFrame, group: str, known: Mapping[str, str]) -> Bench:
    pairs = zip(part["iso3"], part["vote"], strict=True)
    ordered = sorted(pairs, key=lambda pair: (VOTES.index(pair[1]), pair[0]))
    members = tuple((iso3, known.get(iso3, iso3), vote) for iso3, vote in ordered)
    return Bench(_group(group), members, _counts(part))


def _counts(part: pd.DataFrame) -> dict[str, int]:
    return {vote: int((part["vote"] == vote).sum()) for vote in SHOWN}


def _group(group: str) -> str:
    return GROUPS[group].replace("\n", " ")
