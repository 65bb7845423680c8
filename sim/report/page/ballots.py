"""The votes on the challenger in the run that is on record: tallies, boards and every member."""

from collections import Counter
from collections.abc import Iterable, Mapping
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


def rolls(
    votes: pd.DataFrame, challengers: Mapping[str, str], titles: Mapping[str, str]
) -> list[Roll]:
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
    cast = list(zip(piece["iso3"], piece["group"], piece["vote"], strict=True))
    counts = _counts(vote for _, _, vote in cast)
    benches = []
    for group in GROUPS:
        sat = [(iso3, vote) for iso3, whose, vote in cast if whose == group]
        if sat:
            benches.append(_bench(sat, group, known))
    return Ballot(
        str(first["quarter"]),
        str(first["title"]),
        board_title(str(first["procedure"]), counts["yes"], counts["no"], counts["abstain"]),
        board_rule(body(str(first["body"])).name, len(cast), counts["yes"], counts["no"]),
        counts,
        tuple(benches),
    )


def _bench(sat: list[tuple[str, str]], group: str, known: Mapping[str, str]) -> Bench:
    ordered = sorted(sat, key=lambda pair: (VOTES.index(pair[1]), pair[0]))
    members = tuple((iso3, known.get(iso3, iso3), vote) for iso3, vote in ordered)
    return Bench(_group(group), members, _counts(vote for _, vote in sat))


def _counts(votes: Iterable[str]) -> dict[str, int]:
    found = Counter(votes)
    return {vote: found[vote] for vote in SHOWN}


def _group(group: str) -> str:
    return GROUPS[group].replace("\n", " ")
