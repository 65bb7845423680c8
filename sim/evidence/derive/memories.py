"""What each state remembers of each subject at the end of the years in which that changed.

The recursion is the one by which the vote parameters are estimated and by which members of a run
remember (`sim.mechanisms.voting.remembrance`): after each recorded vote
memory <- memory + MEMORY_RATE * (stance - memory), from 0.
"""

from pathlib import Path

import pandas as pd

from sim.evidence.derive.vote_parameters import INHERITS, MEMORY_RATE
from sim.evidence.derive.votes import stances


def derive(data: Path) -> pd.DataFrame:
    """Columns subject (iso3 of a target, or theme), year, iso3, memory (two decimals, -1 against
    the target or the South's line to +1 with it): a row where the rounded memory changed."""
    votes = stances(data)
    votes["iso3"] = votes.iso3.replace(INHERITS)
    memory: dict[tuple[str, str], float] = {}
    at_year_end: dict[tuple[str, int, str], float] = {}
    for vote in votes.itertuples():
        key = (vote.about, vote.iso3)
        memory[key] = memory.get(key, 0.0) + MEMORY_RATE * (vote.stance - memory.get(key, 0.0))
        at_year_end[vote.about, vote.year, vote.iso3] = round(memory[key], 2) + 0.0
    lines = [(*key, value) for key, value in sorted(at_year_end.items())]
    table = pd.DataFrame(lines, columns=["subject", "year", "iso3", "memory"])
    before = table.groupby(["subject", "iso3"]).memory.shift(fill_value=0.0)
    return table[table.memory != before]
