"""Respect for human rights on the ground, by state and year, 0 (least) to 100 (most).

Source: latent respect for human rights 4.02 (Fariss; doi:10.7910/DVN/RQ85GK, repository
github.com/CJFariss/Human-Rights-Latent-Variable @2f1892e7), posterior means.
"""

from pathlib import Path

import pandas as pd
from scipy.stats import norm

from sim.evidence.derive import states

# The source's row for Serbia is called Yugoslavia throughout.
SERBIA = "YUG"
# Until 1989 Yemen's seat was that of the Yemen Arab Republic; the source lists both in 1990.
YEMEN_BEFORE_1990 = "YAR"
UNIFIED_GERMANY = 255  # the source lists both German codes in 1990: the unified state counts


def derive(data: Path) -> pd.DataFrame:
    """All 197 states: iso3, then a column per year 1989-2018, one decimal.

    value = 100 * Phi((score - mean) / s.d.), with mean and s.d. over all state-years 1989-2018
    and Phi the normal distribution function. Gaps take the nearest earlier year, then the
    nearest later one; predecessors follow `states.with_predecessors`.
    """
    known = scores(data)
    centre, spread = known.stack().mean(), known.stack().std(ddof=0)
    order = states.derive(data).iso3
    table = states.with_predecessors(known.reindex(order)).ffill(axis=1).bfill(axis=1)
    if table.isna().any(axis=None):
        raise ValueError(f"no score in any year: {list(table.index[table.isna().any(axis=1)])}")
    scaled = pd.DataFrame(
        100 * norm.cdf((table - centre) / spread), index=table.index, columns=table.columns
    )
    return scaled.round(1).rename_axis("iso3").rename(columns=str).reset_index()


def scores(data: Path) -> pd.DataFrame:
    """The source's scores of member states: index iso3, a column per year, NaN where none."""
    path = data / "scores" / "fariss_lhrs_v4.02_1975_2021.csv"
    source = pd.read_csv(path, keep_default_na=False)
    source = source[source.year.isin(states.YEARS)]
    doubled = (source.iso3 == "DEU") & (source.year == 1990) & (source.ccode != UNIFIED_GERMANY)
    source = source[~doubled]
    serbia = source[source.iso3 == SERBIA].assign(iso3="SRB")
    yemen = source[(source.iso3 == YEMEN_BEFORE_1990) & (source.year < 1990)].assign(iso3="YEM")
    source = pd.concat([source, serbia, yemen])
    members = set(states.derive(data).iso3) - {"YUG"}
    source = source[source.iso3.isin(members)]
    table = source.pivot(index="iso3", columns="year", values="theta_mean")
    return table[states.YEARS]
