"""The recurring texts of both bodies: which situations and themes stood on the agenda, and when.

A situation is open from the first to the last year in which a body dealt with it; `readiness` is
the share of these years in which a text was catalogued. The catalogue lists adopted texts, so
texts that failed or were stopped are added from the press and from the UN's own records.
"""

from pathlib import Path

import pandas as pd

from sim.evidence.derive.votes import THEMES, texts

START = 1990
TITLES = {
    "BDI": "Burundi",
    "BLR": "Belarus",
    "CHN": "China",
    "COD": "Democratic Republic of the Congo",
    "CUB": "Cuba",
    "ERI": "Eritrea",
    "GNQ": "Equatorial Guinea",
    "IDN": "East Timor",
    "IRN": "Iran",
    "IRQ": "Iraq",
    "LKA": "Sri Lanka",
    "MMR": "Myanmar",
    "NGA": "Nigeria",
    "PRK": "Democratic People's Republic of Korea",
    "RUS": "Chechnya (Russian Federation)",
    "SDN": "Sudan",
    "SYR": "Syrian Arab Republic",
    "YEM": "Yemen",
    "YUG": "Former Yugoslavia",
    "ZWE": "Zimbabwe",
    "coercive_measures": "Unilateral coercive measures",
    "right_to_development": "Right to development",
    "foreign_debt": "Foreign debt and economic reform",
    "mercenaries": "Use of mercenaries",
    "equitable_order": "Equitable international order and solidarity",
    "religious_defamation": "Defamation of religions",
    "racism_follow_up": "Follow-up to the Durban Declaration",
    "death_penalty": "Question of the death penalty",
    "sexual_orientation": "Sexual orientation and gender identity",
}
# Years with a text that the catalogue of adopted texts lacks.
ALSO_TABLED = {
    # motions and drafts on China: UN records and press, as in motions.csv
    "CHN": (1990, 1992, 1993, 1994, 1995, 1996, 1997, 1999, 2000, 2001, 2004),
    "RUS": (2002, 2003, 2004),  # drafts on Chechnya that were rejected: press
    "ZWE": (2002, 2003, 2004),  # stopped by no-action motions: press
    "IRN": (2002,),  # rejected: press
    "CUB": (1998,),  # rejected: press
    "SDN": (2003,),  # rejected: press
}
# The body stopped, or began, dealing with it as a country situation.
WINDOWS = {"CUB": (1990, 2006), "ZWE": (2002, 2004), "RUS": (2000, 2004), "LKA": (2009, 2017)}
WINDOWS |= {"CHN": (1990, 2018), "IRQ": (1990, 2004), "NGA": (1996, 1998), "YUG": (1992, 2004)}


def derive(data: Path) -> pd.DataFrame:
    """Columns name, title, kind, target, leans, first, last, council_quarter, readiness."""
    catalogue = texts(data)
    catalogue = catalogue[catalogue.year >= START]
    lines = []
    for name, title in TITLES.items():
        found = catalogue[catalogue.about == name]
        theme = name in THEMES
        years = set(found.year) | set(ALSO_TABLED.get(name, ()))
        first, last = WINDOWS.get(name, (min(years), max(years)))
        inside = [year for year in years if first <= year <= last]
        regular = found[(found.body == "council") & ~found.special & (found.year >= 2006)]
        quarter = pd.to_datetime(regular.date).dt.quarter
        lines.append({
            "name": name,
            "title": title,
            "kind": "theme" if theme else "country",
            "target": "" if theme else name,
            "leans": THEMES[name][1] if theme else "west",
            "first": first,
            "last": last,
            "council_quarter": int(quarter[quarter <= 3].mode().iloc[0]) if len(quarter) else 1,
            "readiness": round(len(inside) / (last - first + 1), 2),
        })  # fmt: skip
    return pd.DataFrame(lines)
