"""The order in which states were reviewed: place, session and quarter of the first review.

Later cycles keep the order (Council decision 17/119 of 2011), so the place is all they need.

Source: upr/upr_dyads_sessions_01_12.csv (UPR Info, in github.com/rochelleterman/uprs @986898e9)
for the session and year of each state's first review. Quarters are those of the sessions of the
Working Group (reports of sessions 1 to 12). Within a session the source has no order: states
follow each other by ISO3 code, except in session 4, whose timetable (A/HRC/WG.6/4) is typed here
because the second and third cycles divide that session.
"""

from pathlib import Path

import pandas as pd

QUARTERS = {
    1: "2008-Q2", 2: "2008-Q2", 3: "2008-Q4", 4: "2009-Q1", 5: "2009-Q2", 6: "2009-Q4",
    7: "2010-Q1", 8: "2010-Q2", 9: "2010-Q4", 10: "2011-Q1", 11: "2011-Q2", 12: "2011-Q4",
}  # fmt: skip

TIMETABLE = (
    "DEU", "DJI", "CAN", "BGD", "RUS", "AZE", "CMR", "CUB",
    "SAU", "SEN", "CHN", "NGA", "MEX", "MUS", "JOR", "MYS",
)  # fmt: skip


def derive(data: Path) -> pd.DataFrame:
    """Columns place (1 to 193), iso3, session, quarter; a row per state reviewed."""
    source = pd.read_csv(data / "upr" / "upr_dyads_sessions_01_12.csv", keep_default_na=False)
    reviewed = source.drop_duplicates("to_iso3")[["to_iso3", "session", "year"]]
    reviewed = reviewed.rename(columns={"to_iso3": "iso3"})
    reviewed["quarter"] = reviewed.session.map(QUARTERS)
    other = reviewed[reviewed.quarter.str[:4].astype(int) != reviewed.year]
    if len(other):
        raise ValueError(f"the source has another year for {', '.join(other.iso3)}")
    typed = {iso3: n for n, iso3 in enumerate(TIMETABLE)}
    reviewed["turn"] = reviewed.iso3.map(typed).fillna(len(typed))
    reviewed = reviewed.sort_values(["session", "turn", "iso3"]).reset_index(drop=True)
    reviewed["place"] = reviewed.index + 1
    return reviewed[["place", "iso3", "session", "quarter"]]
