"""How members voted on states and themes of the model's agenda, 1990-2018: what moments count.

Shares, persistence, cohesion and agreement with the two poles, on the adopted texts that
`situations.csv` knows and without the votes on China, so that a run can be counted alike.
"""

from pathlib import Path

import pandas as pd

from sim.evidence import GROUPS, rows
from sim.evidence.derive.votes import stances

PERIODS = ((1990, 1998), (1999, 2005), (2006, 2012), (2013, 2018))
NAMES = {-1: "Yes", 0: "Abstain", 1: "No"}  # a Yes on a critical text is against its target
POLES = ("CHN", "USA")


def derive(data: Path) -> pd.DataFrame:
    """Columns moment, value; a moment is named like share.AFRICA.1990-1998.Yes."""
    votes = stances(data)
    group = {line["iso3"]: line["group"] for line in rows("states")}
    known = {line["target"] or line["name"] for line in rows("situations")}
    votes = votes.assign(group=votes.iso3.map(group), period="")
    for first, last in PERIODS:
        votes.loc[votes.year.between(first, last), "period"] = f"{first}-{last}"
    kept = votes.about.isin(known) & (votes.about != "CHN") & (votes.period != "")
    votes = votes[kept & votes.group.isin(GROUPS)]
    texts = votes.groupby("kind").record_id.nunique()
    counts = [(f"texts.{kind}", float(texts[kind])) for kind in ("country", "theme")]
    found = [*counts, *_shares(votes), *_persistence(votes), *_cohesion(votes), *_agreement(votes)]
    return pd.DataFrame(found, columns=["moment", "value"]).round(3)


def _shares(votes: pd.DataFrame):
    country = votes[votes.kind == "country"]
    for (group, period), some in country.groupby(["group", "period"]):
        for stance, name in NAMES.items():
            yield f"share.{group}.{period}.{name}", (some.stance == stance).mean()


def _persistence(votes: pd.DataFrame):
    """Of states on the same target in consecutive years, the last vote of each year."""
    country = votes[votes.kind == "country"]
    last = country.groupby(["iso3", "about", "year"]).stance.last().reset_index()
    before = last.assign(year=last.year + 1)
    pairs = last.merge(before, on=["iso3", "about", "year"], suffixes=("", "_before"))
    moves = pd.crosstab(pairs.stance_before, pairs.stance).to_numpy()
    odds = moves / moves.sum(axis=1, keepdims=True)
    for first, name in NAMES.items():
        for then, after in NAMES.items():
            yield f"persistence.{name}.{after}", odds[first + 1, then + 1]


def _cohesion(votes: pd.DataFrame):
    """Mean agreement index: the largest share less half of the others."""
    for (kind, group, period), some in votes.groupby(["kind", "group", "period"]):
        counts = pd.crosstab(some.record_id, some.stance).to_numpy()
        together, largest = counts.sum(axis=1), counts.max(axis=1)
        index = (largest - 0.5 * (together - largest)) / together
        yield f"cohesion.{kind}.{group}.{period}", index[together > 1].mean()


def _agreement(votes: pd.DataFrame):
    """Share of a group's votes that are identical with those of a pole on the same text."""
    for pole in POLES:
        of_pole = votes[votes.iso3 == pole].drop_duplicates("record_id")
        cast = of_pole.set_index("record_id").stance
        others = votes[(votes.iso3 != pole) & votes.record_id.isin(cast.index)]
        same = others.stance.to_numpy() == cast.loc[others.record_id].to_numpy()
        for (group, period), share in others.assign(same=same).groupby(["group", "period"]).same:
            yield f"agreement.{group}.{pole}.{period}", share.mean()
