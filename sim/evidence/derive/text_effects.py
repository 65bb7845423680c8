"""What moved all members on one text at once, beyond target, region and each state's own leaning.

The text effects of the two ordered logits of `vote_parameters`, on all votes to 2018: the empirical
Bayes estimate of each and its standard error, in logits. Country texts and themes are fitted
apart. A positive effect is toward the target of a country text, or toward the South's line.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from sim.evidence.derive.vote_parameters import design, solve, with_regressors
from sim.evidence.derive.votes import stances


def derive(data: Path) -> pd.DataFrame:
    """Columns kind, record_id, year, about, votes, effect, standard_error, by date."""
    votes = with_regressors(stances(data))
    tables = []
    for kind in ("country", "theme"):
        some = votes[votes.kind == kind]
        found = solve(design(some, kind))
        heads = some.drop_duplicates("record_id")[["record_id", "year", "about"]]
        tables.append(
            heads.assign(
                kind=kind,
                votes=some.groupby("record_id", sort=False).size().to_numpy(),
                effect=found.text_effects,
                standard_error=np.sqrt(np.diag(found.covariance))[found.of_texts],
            )
        )
    columns = ["kind", "record_id", "year", "about", "votes", "effect", "standard_error"]
    return pd.concat(tables)[columns].round(3).reset_index(drop=True)
