"""The states of the model: 193 members of the United Nations and four that have left.

Source: blocs/un_regional_groups.csv (github.com/mledoze/countries @5e9f3700, ODbL 1.0) for
members, regional groups and years of entry; what is typed here is marked with its origin.
"""

from pathlib import Path

import pandas as pd

FIRST_YEAR, LAST_YEAR = 1989, 2018
YEARS = list(range(FIRST_YEAR, LAST_YEAR + 1))

GROUPS = {
    "AG": "AFRICA",
    "APG": "ASIA_PACIFIC",
    "EEG": "EASTERN_EUROPE",
    "GRULAC": "GRULAC",
    "WEOG": "WEOG",
}

# Short names after the United Nations list of member states, where the source writes otherwise.
NAMES = {
    "BRN": "Brunei Darussalam",
    "CIV": "Côte d'Ivoire",
    "COD": "Democratic Republic of the Congo",
    "CPV": "Cabo Verde",
    "KOR": "Republic of Korea",
    "LAO": "Lao People's Democratic Republic",
    "MDA": "Republic of Moldova",
    "PRK": "Democratic People's Republic of Korea",
    "RUS": "Russian Federation",
    "STP": "Sao Tome and Principe",
    "TZA": "United Republic of Tanzania",
    "VNM": "Viet Nam",
}

# A successor's first calendar year in its own seat (United Nations list of member states; the
# source has 1945 for the Russian Federation, which took over the seat of the USSR in December
# 1991).
ENTERS = {"RUS": 1992}

# Predecessors: name, group, first and last year of membership, successor (United Nations list of
# member states). The same order for ever: it gives their numbers.
PREDECESSORS = {
    "SUN": ("Union of Soviet Socialist Republics", "EASTERN_EUROPE", 1945, 1991, "RUS"),
    "YUG": ("Yugoslavia", "EASTERN_EUROPE", 1945, 2000, "SRB"),
    "CSK": ("Czechoslovakia", "EASTERN_EUROPE", 1945, 1992, "CZE"),
    "DDR": ("German Democratic Republic", "EASTERN_EUROPE", 1973, 1990, "DEU"),
}


def derive(data: Path) -> pd.DataFrame:
    """All 197 states, a row each, by number.

    Columns: number (permanent address), iso3, name, group, enters and leaves (first and last
    calendar year of membership; leaves is empty for today's members), successor (iso3 or empty).
    """
    source = pd.read_csv(data / "blocs" / "un_regional_groups.csv", keep_default_na=False)
    source = source.sort_values("iso3")
    members = pd.DataFrame(
        {
            "iso3": source.iso3,
            "name": source.iso3.map(NAMES).fillna(source["name"]),
            "group": source.un_regional_group.map(GROUPS),
            "enters": source.iso3.map(ENTERS).fillna(source.un_member_since).astype(int),
            "leaves": None,
            "successor": None,
        }
    )
    predecessors = pd.DataFrame(
        [(iso3, *facts) for iso3, facts in PREDECESSORS.items()], columns=members.columns
    )
    table = pd.concat([members, predecessors.astype(object)], ignore_index=True)
    table.insert(0, "number", range(1, len(table) + 1))
    return table.astype({"enters": "Int64", "leaves": "Int64"})


def with_predecessors(table: pd.DataFrame) -> pd.DataFrame:
    """Fill what one row of a history can say of another; index iso3, a column per year.

    A predecessor takes its successor's figures from the year after it left, and where it has none
    of its own; states that were one before take the figures of the state they came from.
    """
    table = table.copy()
    for iso3, (_, _, _, leaves, successor) in PREDECESSORS.items():
        after = [year for year in table.columns if int(year) > leaves]
        table.loc[iso3, after] = table.loc[successor, after]
        table.loc[iso3] = table.loc[iso3].fillna(table.loc[successor])
    for iso3, origin in (("RUS", "SUN"), ("CZE", "CSK"), ("SVK", "CSK"), ("SRB", "YUG")):
        table.loc[iso3] = table.loc[iso3].fillna(table.loc[origin])
    return table
