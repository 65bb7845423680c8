"""What happened around the challenger in the run that is on record, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sim.report.numbers import counted, plain
from sim.report.page.ballots import states

# What is told of each kind of event, in the words that `_words` fills in.
WORDS = {
    "tabled": "a draft on {target} is tabled with {value} {sponsors}",
    "no_action": "a motion to take no action on the draft on {target} {carries} {margin}",
    "adopted": "a draft on {target} is adopted {margin}",
    "rejected": "a draft on {target} is rejected {margin}",
    "dialogue_opened": "{actor} and {target} open a dialogue",
    "dialogue_suspended": "the dialogue between {actor} and {target} is suspended",
    "dialogue_resumed": "the dialogue between {actor} and {target} is resumed",
    "releases": "{actor} releases {value} {prisoners} as a concession",
    "elected": "{actor} is elected",
    "left": "{actor} leaves the body",
    "mandate_set_up": "a mandate on {target} is set up",
    "mandate_ended": "the mandate on {target} ends",
    "partnership": "{actor} declares a partnership with {target}",
    "reviewed": "{target} is reviewed in the {actor}",
    "joins_court": "{actor} joins the criminal court",
}
TOO_MANY = ("sponsors", "visit")  # told by their number, or too frequent to list


@dataclass(frozen=True)
class Happening:
    quarter: str
    scenario: str
    words: str


def happenings(
    events: pd.DataFrame, challengers: Mapping[str, str], titles: Mapping[str, str]
) -> list[Happening]:
    """What the first replicate on record did or met as the challenger, in order of time.

    events: the table `events` of a result. challengers: iso3 by name of scenario.
    """
    known = states()
    found = []
    for name, iso3 in challengers.items():
        part = events[events["scenario"] == name]
        part = part[part["replicate"] == part["replicate"].min()]
        about = (part["actor"] == iso3) | (part["target"] == iso3)
        part = part[about & ~part["kind"].isin(TOO_MANY)]
        found += [
            Happening(str(row["quarter"]), titles[name], _words(row, known))
            for row in part.to_dict("records")
        ]
    return sorted(found, key=lambda one: one.quarter)


def _words(row: dict, known: Mapping[str, str]) -> str:
    actor, target = (known.get(row[key], row[key] or "nobody") for key in ("actor", "target"))
    value = float(row["value"])
    words = WORDS.get(row["kind"])
    if words is None:
        parts = [row["kind"].replace("_", " "), *(x for x in (row["actor"], row["target"]) if x)]
        return ": ".join([parts[0], ", ".join(known.get(x, x) for x in parts[1:])]).rstrip(": ")
    size, one = abs(round(value)), value == 1
    return words.format(
        actor=actor,
        target=target,
        value=plain(value).removesuffix(".0"),
        sponsors="sponsor" if one else "sponsors",
        prisoners="prisoner" if one else "prisoners",
        carries="is carried" if value > 0 else "fails",
        margin=f"by {counted(size, 'vote')}" if size else "on a tie",
    )
