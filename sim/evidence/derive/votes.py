"""Roll calls of the Commission and the Council, read from the public files and sorted by what
they are about.

A *country text* criticises one state, or is put by its friends (FRIENDLY); a *theme* is a text
without a target whose supporters are mostly on one side of the human-rights divide. Amendments are
left out, because a hostile amendment turns the meaning of a Yes around, and so are texts on
Palestine and Israel, which divide states along another line.

Source: github.com/lszoszk/hrc-voting @193f2d41, DOI 10.5281/zenodo.21281232 (public UN documents).
"""

import re
from pathlib import Path

import pandas as pd

FIRST_YEAR, LAST_YEAR = 1984, 2018

# What a text on a country is called in its title; the first match counts.
COUNTRIES = {
    "AFG": r"afghanistan",
    "ALB": r"albania",
    "BDI": r"burundi",
    "BLR": r"belarus",
    "CHN": r"\bchina\b",
    "COD": r"democratic republic of (?:the )?congo|\bzaire\b",
    "CUB": r"\bcuba\b",
    "ERI": r"eritrea",
    "GNQ": r"equatorial guinea",
    "IDN": r"east timor",
    "IRN": r"islamic republic of iran",
    "IRQ": r"\biraq\b",
    "LKA": r"sri lanka",
    "MMR": r"myanmar",
    "NGA": r"nigeria",
    "PRK": r"democratic people.s republic of korea",
    "ROU": r"romania",
    "RUS": r"chechnya",
    "SDN": r"\bsudan\b|darfur",
    "SYR": r"syrian arab republic",
    "TKM": r"turkmenistan",
    "UZB": r"uzbekistan",
    "VEN": r"venezuela",
    "YEM": r"yemen",
    "YUG": r"former yugoslavia|bosnia|kosovo|serbia",
    "ZWE": r"zimbabwe",
}

# Recurring themes: what they are called, and whose line a Yes supports.
THEMES = {
    "coercive_measures": (r"unilateral coercive", "south"),
    "right_to_development": (r"right to development", "south"),
    "foreign_debt": (r"foreign debt|structural adjustment|economic reform policies", "south"),
    "mercenaries": (r"mercenar", "south"),
    "equitable_order": (r"equitable international order|international solidarity", "south"),
    "religious_defamation": (r"defamation of religions|combating defamation", "south"),
    "racism_follow_up": (r"durban declaration|racism, racial discrimination", "south"),
    "death_penalty": (r"death penalty", "west"),
    "sexual_orientation": (r"sexual orientation", "west"),
}

# Texts on a country that its friends put: a Yes is with the target. Each was opposed by every
# member of the Western group that voted, or had most of them abstaining (21609).
FRIENDLY = {
    "21609": "Equatorial Guinea 2002: assistance in the place of a special rapporteur",
    "23424": "Iraq 1989: a decision to take no action",
    "23850": "Cuba 1988: a decision in the place of a resolution",
    "25446": "Darfur 2006: the African group's decision",
    "26109": "Sri Lanka 2009: its own text at a special session",
    "27407": "Burundi 2017: a mission in the place of the inquiry",
}

OTHER_DIVIDE = re.compile(r"palest|israel|golan|lebanon|occupied|jerusalem")
NOT_CRITICAL = re.compile(
    r"periodic review|technical assistance|technical cooperation|advisory services|visit to"
)
SAME_STATE = {"GER": "DEU"}
STANCE_OF_A_YES = {"south": 1, "west": -1}


def texts(data: Path) -> pd.DataFrame:
    """Every text 1984-2018 on one of COUNTRIES or THEMES, recorded or adopted without a vote.

    Returns a frame with columns record_id, date, year, body (commission, council), kind
    (country, theme), about (iso3 or theme), leans (west, south), recorded (bool), special (bool).
    """
    raw = pd.read_csv(data / "un_votes" / "resolutions_1946_2018.csv", low_memory=False)
    raw = raw[raw.year.between(FIRST_YEAR, LAST_YEAR)]
    raw = raw[raw.is_amendment.astype(str) != "True"]
    title = raw.title.astype(str).str.lower()
    raw = raw.assign(title=title)
    raw = raw[~title.str.contains(OTHER_DIVIDE) & ~title.str.contains(NOT_CRITICAL)]
    sorted_texts = [_about(line) for line in raw.title]
    found = pd.DataFrame(sorted_texts, columns=["kind", "about", "leans"], index=raw.index)
    table = pd.concat([raw[["record_id", "symbol", "date", "year"]], found], axis=1)
    table["body"] = raw.body.map(
        {"Commission on Human Rights": "commission", "Human Rights Council": "council"}
    )
    table["recorded"] = raw.n_rollcall.fillna(0) > 0
    table["special"] = raw.symbol.astype(str).str.contains("/S-")
    friendly = table.record_id.astype(str).isin(FRIENDLY)
    table["leans"] = table.leans.mask(friendly, "south")
    return table[table.kind.notna()].reset_index(drop=True)


def _about(title: str) -> tuple[str | None, str | None, str | None]:
    for theme, (pattern, leans) in THEMES.items():
        if re.search(pattern, title):
            return "theme", theme, leans
    for iso3, pattern in COUNTRIES.items():
        if re.search(pattern, title):
            return "country", iso3, "west"
    return None, None, None


def stances(data: Path) -> pd.DataFrame:
    """How each state voted on each recorded text, by date.

    Returns columns record_id, date, year, kind, about, iso3, stance: +1 with the target of a
    country text (or with the South's line on a theme), 0 abstaining, -1 against. The motions on
    China come from `motions`, which has more of them than the catalogue.
    """
    calls = pd.read_csv(data / "un_votes" / "rollcall_votes_1947_2018.csv")
    calls = calls[calls.vote.isin(["Y", "N", "A"])]
    about = texts(data)
    about = about[about.about != "CHN"]
    joined = calls[["record_id", "iso3", "vote"]].merge(about, on="record_id")
    yes = joined.leans.map(STANCE_OF_A_YES)
    joined["stance"] = joined.vote.map({"Y": 1, "A": 0, "N": -1}) * yes
    china = motions(data)
    china = china.assign(
        record_id="motion-" + china.year.astype(str),
        date=china.year.astype(str) + "-04-01",
        kind="country",
        about="CHN",
    )
    columns = ["record_id", "date", "year", "kind", "about", "iso3", "stance"]
    both = pd.concat([joined[columns], china[columns]])
    both["iso3"] = both.iso3.replace(SAME_STATE)
    both["record_id"] = both.record_id.astype(str)
    both = both[both.iso3 != both.about].drop_duplicates(["record_id", "iso3"])
    return both.sort_values(["date", "record_id", "iso3"]).reset_index(drop=True)


def motions(data: Path) -> pd.DataFrame:
    """The no-action motions on China whose roll call is known: year, iso3, stance."""
    wide = pd.read_csv(data / "un_votes" / "china_votes_1990_2004.csv")
    long = wide.melt(id_vars=["iso3", "group"], var_name="year", value_name="stance").dropna()
    long = long.assign(
        year=long.year.astype(int),
        stance=long.stance.astype(int),
        iso3=long.iso3.replace(SAME_STATE),
    )
    return long[["year", "iso3", "stance"]].sort_values(["year", "iso3"]).reset_index(drop=True)
