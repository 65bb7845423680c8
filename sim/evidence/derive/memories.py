"""What each state remembers of each subject at the end of the years in which that changed.

The recursion is the one by which the vote parameters are estimated and by which members of a run
remember (`sim.mechanisms.voting.remembrance`): after each recorded vote
memory <- memory + MEMORY_RATE * (stance - memory), from 0; and so for having abstained.
"""

from pathlib import Path

import pandas as pd

from sim.evidence.derive.vote_parameters import INHERITS, MEMORY_RATE
from sim.evidence.derive.votes import stances


def derive(data: Path) -> pd.DataFrame:
    """Columns subject (iso3 of a target, or theme), year, iso3, memory (-1 against the target or
    the South's line to +1 with it), abstained (0 to 1), two decimals: a row where they changed."""
    votes = stances(data)
    key = list(zip(votes.about, votes.iso3.replace(INHERITS), strict=True))
    memory: dict[tuple[str, str], tuple[float, float]] = {}
    at_end: dict[tuple[str, int, str], tuple[float, float]] = {}
    for (subject, iso3), year, stance in zip(key, votes.year, votes.stance, strict=True):
        stood, abstained = memory.get((subject, iso3), (0.0, 0.0))
        stood += MEMORY_RATE * (stance - stood)
        abstained += MEMORY_RATE * (float(stance == 0) - abstained)
        memory[subject, iso3] = stood, abstained
        at_end[subject, year, iso3] = round(stood, 2) + 0.0, round(abstained, 2)
    names = ["subject", "year", "iso3", "memory", "abstained"]
    table = pd.DataFrame([(*at, *value) for at, value in sorted(at_end.items())], columns=names)
    before = table.groupby(["subject", "iso3"])[["memory", "abstained"]].shift()
    return table[(table[["memory", "abstained"]] != before).any(axis=1)]
