"""China's presence abroad: Confucius Institutes hosted and development finance received.

Sources: china/confucius_institutes.csv and
china/aiddata_geocoded_v1_commitments_recipient_year.csv (AidData, Geocoded Global Chinese Official
Finance, version 1), both in github.com/LAS-NCSU/bridash @ad9508d2.
"""

from pathlib import Path

import pandas as pd

from sim.evidence.derive import states


def derive(data: Path) -> pd.DataFrame:
    """All 197 states: iso3, institutes (how many were ever listed for the host, open or closed, but
    for those dated after 2018), finance (commitments 2000-2014, million current US dollars)."""
    listed = pd.read_csv(data / "china" / "confucius_institutes.csv", keep_default_na=False)
    opened = pd.to_datetime(listed.date_est, format="%m/%d/%y", errors="coerce")
    listed = listed[~(opened.dt.year > states.LAST_YEAR)]
    listed = listed.drop_duplicates(["iso3", "confucius_institute"])
    path = data / "china" / "aiddata_geocoded_v1_commitments_recipient_year.csv"
    committed = pd.read_csv(path, keep_default_na=False).groupby("iso3").commit_usd.sum()
    order = states.derive(data).iso3
    return pd.DataFrame(
        {
            "iso3": order,
            "institutes": order.map(listed.iso3.value_counts()).fillna(0).astype(int),
            "finance": (order.map(committed).fillna(0) / 1e6).round(1),
        }
    )
