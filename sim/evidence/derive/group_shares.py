"""How each regional group voted on critical country texts before a given year, all together."""

from pathlib import Path

import pandas as pd

from sim.evidence import rows
from sim.evidence.derive.vote_parameters import CUT_OFFS
from sim.evidence.derive.votes import stances


def derive(data: Path) -> pd.DataFrame:
    """Columns fitted_to, group, with, against, abstain: shares of the votes from 1984 to the end of
    `fitted_to` on country texts other than the motions on China."""
    votes = stances(data)
    group = {line["iso3"]: line["group"] for line in rows("states")}
    votes = votes[(votes.kind == "country") & (votes.about != "CHN")]
    votes = votes.assign(group=votes.iso3.map(group)).dropna(subset=["group"])
    tables = []
    for cut_off in CUT_OFFS:
        earlier = votes[votes.year <= cut_off]
        shares = pd.crosstab(earlier.group, earlier.stance, normalize="index").round(4)
        shares.columns = shares.columns.map({1: "with", -1: "against", 0: "abstain"})
        tables.append(shares.reset_index().assign(fitted_to=cut_off))
    return pd.concat(tables)[["fitted_to", "group", "with", "against", "abstain"]]
