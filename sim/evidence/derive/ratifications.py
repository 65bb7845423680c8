"""How many of the nine core human-rights treaties a state had ratified by the end of a year.

Source: treaties/hr_commitments_1975_2022.csv (github.com/CJFariss/Human-Rights-Search @f314c6a2),
coded 1 for a state party (ratification, accession or succession), 0 for others, empty before a
treaty was open; checked against treaties/ratification_status_aug2022_raw.csv
(world-politics-datalab @fdb779e6).
"""

from pathlib import Path

import pandas as pd

from sim.evidence.derive import states

TREATIES = ["cerd", "iccpr", "icescr", "cedaw", "cat", "crc", "migrant", "disability", "disap"]

# Names that the source leaves without a code, and the state whose history they are.
NAMED = {
    "Yugoslavia SFR": "YUG",
    "Yugoslavia FR": "SRB",
    "Serbia & Montenegro": "SRB",
    "West Germany": "DEU",
    "East Germany": "DDR",
    "Czechoslovakia": "CSK",
}

# Parties in their own right while they were Soviet republics: the source begins in 1991.
LIKE_THE_USSR = ["BLR", "UKR"]

# Ratified in or before that year by the second source and the treaty depositary, not coded in
# the first.
CORRECTIONS = [
    ("BEN", "migrant", 2018),
    ("EGY", "cerd", 1967),
    ("FJI", "iccpr", 2018),
    ("GMB", "cat", 2018),
    ("GTM", "disability", 2009),
    ("MHL", "cat", 2018),
    ("MHL", "icescr", 2018),
]


def derive(data: Path) -> pd.DataFrame:
    """All 197 states: iso3, then a column per year 1989-2018, integers 0-9.

    A state that did not exist yet has 0; predecessors follow `states.with_predecessors`.
    """
    source = commitments(data)
    counted = source.assign(count=source[TREATIES].sum(axis=1))
    table = counted.pivot(index="iso3", columns="year", values="count")[states.YEARS]
    table = states.with_predecessors(table.reindex(states.derive(data).iso3))
    for iso3 in LIKE_THE_USSR:
        table.loc[iso3] = table.loc[iso3].fillna(table.loc["SUN"])
    table = table.fillna(0).astype(int)
    return table.rename_axis("iso3").rename(columns=str).reset_index()


def commitments(data: Path) -> pd.DataFrame:
    """State parties by iso3 and year 1989-2018, a 0/1 column per treaty in TREATIES."""
    source = pd.read_csv(data / "treaties" / "hr_commitments_1975_2022.csv")
    source["iso3"] = source.country.map(NAMED).fillna(source.iso3)
    source = source[source.year.isin(states.YEARS) & source.iso3.notna()]
    source[TREATIES] = source[TREATIES].fillna(0)
    for iso3, treaty, year in CORRECTIONS:
        source.loc[(source.iso3 == iso3) & (source.year >= year), treaty] = 1
    # Two Yemens in 1989: a treaty that either had ratified bound the united state.
    return source.groupby(["iso3", "year"])[TREATIES].max().astype(int).reset_index()
