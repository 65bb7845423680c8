"""Who sat in the Commission (1984-2005) and the Council (2006-2018), by calendar year.

Source: un_votes/membership_by_year_1984_2026.csv, derived from the roll calls of
github.com/lszoszk/hrc-voting @193f2d41, DOI 10.5281/zenodo.21281232. A seat is known only through
a recorded vote: the Commission's last session, in March 2006, had none.
"""

from pathlib import Path

import pandas as pd

LAST_YEAR = 2018
BODIES = {"CHR": "commission", "HRC": "council"}
SAME_STATE = {"GER": "DEU"}

# Rows of the source that rest on a miscoded roll call, seen from the regional quotas: a state
# appears once in the place of the member whose vote is missing from the same record.
NOT_MEMBERS = {
    (1992, "HND"): "in the place of Hungary, record 21027 (1 December 1992)",
    (2011, "SVN"): "in the place of Slovakia, record 26264 (25 March 2011)",
    (2011, "SWZ"): "in the place of Switzerland, record 26264 (25 March 2011)",
    **{
        (2016, iso3): "elected for 2017; records 30984 and 30986 list the members of 2017"
        for iso3 in ("BRA", "EGY", "HRV", "HUN", "IRQ", "JPN", "RWA", "TUN", "USA")
    },
}

# Last dates that follow from the same records: Hungary as above; Norway, in whose place record
# 21028 lists Peru twice; the United States left the Council on 19 June 2018 but is listed as
# absent in July.
LAST_DATES = {
    (1992, "HUN"): "1992-12-01",
    (1999, "NOR"): "1999-09-27",
    (2018, "USA"): "2018-05-18",
}


def derive(data: Path) -> pd.DataFrame:
    """A row per body, year and state that sat: body, year, iso3, first, last (ISO dates).

    `first` and `last` are the dates of the first and the last roll call of that year in which the
    state is listed; in a year of turnover they tell the two cohorts apart.
    """
    path = data / "un_votes" / "membership_by_year_1984_2026.csv"
    source = pd.read_csv(path, keep_default_na=False)
    source = source[source.year <= LAST_YEAR]
    source = source.assign(body=source.body.map(BODIES))
    address = pd.Series(zip(source.year, source.iso3, strict=True), index=source.index)
    source["last"] = address.map(LAST_DATES).fillna(source["last"])
    source = source[~address.isin(NOT_MEMBERS)]
    source = source.assign(iso3=source.iso3.replace(SAME_STATE))
    table = source[["body", "year", "iso3", "first", "last"]]
    return table.sort_values(["body", "year", "iso3"]).reset_index(drop=True)
