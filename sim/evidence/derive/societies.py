"""Room for associations and media that are free, by state and year, 0 (least) to 1 (most).

Source: scores/vdem_selected_1975_2024.csv, V-Dem (CC BY-SA 4.0): the core civil society index
v2xcs_ccsi, and freedom of expression and alternative sources of information v2x_freexp_altinf.
"""

from pathlib import Path

import pandas as pd

from sim.evidence.derive import states


def civic_space(data: Path) -> pd.DataFrame:
    """All 197 states: iso3, then a column per year 1989-2018, three decimals; see `_filled`."""
    return _filled(data, "v2xcs_ccsi")


def media(data: Path) -> pd.DataFrame:
    """All 197 states: iso3, then a column per year 1989-2018, three decimals; see `_filled`."""
    return _filled(data, "v2x_freexp_altinf")


def _filled(data: Path, index: str) -> pd.DataFrame:
    """One index of the source for every state and year.

    Gaps take the nearest earlier year, then what `states.with_predecessors` says, then the nearest
    later year; a state that the source does not cover takes the median of its regional group.
    """
    members = states.derive(data).set_index("iso3")
    source = pd.read_csv(data / "scores" / "vdem_selected_1975_2024.csv", keep_default_na=False)
    source["year"] = source.year.astype(float).astype(int)
    source = source[source.year.isin(states.YEARS) & source.iso3.isin(members.index)]
    known = source.pivot(index="iso3", columns="year", values=index).apply(pd.to_numeric)
    known = known.reindex(index=members.index, columns=states.YEARS).ffill(axis=1)
    table = states.with_predecessors(known).bfill(axis=1)
    for year in table.columns:
        median = table[year].groupby(members.group).median()
        table[year] = table[year].fillna(members.group.map(median))
    return table.round(3).rename_axis("iso3").rename(columns=str).reset_index()
