"""Who belonged to the caucuses that matter in votes on human rights, and when, to the end of 2018.

Sources, as named in the table:

- `bloc_file`: today's members in blocs/bloc_membership_current.csv (github.com/datenoio/
  internacia-db @6f69d841, MIT), which gives no dates: the state is taken to have joined when the
  caucus was founded or when the state entered the United Nations, whichever is later;
- `accession_record`: a date typed below, from the caucus's public record of accessions;
- `group_statement`: named in a statement made for the like-minded group (its list of 2005 at the
  Commission, its list of 2014-15 at the Council) or in its core of about 1996.
"""

from pathlib import Path

import pandas as pd

from sim.evidence.derive import states

LAST_YEAR = 2018

# Caucus: its name in the source, and its first year. The African Union goes on from the
# Organisation of African Unity of 1963, and the Union from the Community of 1958.
CAUCUSES = {
    "african_union": ("AFUNION", 1963),
    "arab_league": ("LAS", 1945),
    "asean": ("ASEAN", 1967),
    "european_union": ("EU", 1958),
    "group_of_77": ("G-77", 1964),
    "non_aligned_movement": ("NAM", 1961),
    "organisation_of_islamic_cooperation": ("OIC", 1969),
}

# Accessions known by year, from each organisation's own list of members; later than the rule of
# `bloc_file` would have them, or (european_union) all of them.
JOINED = {
    "african_union": {1993: "ERI", 1994: "ZAF", 2011: "SSD", 2017: "MAR"},
    "arab_league": {
        1953: "LBY", 1956: "SDN", 1958: "MAR TUN", 1961: "KWT", 1962: "DZA",
        1971: "ARE BHR OMN QAT", 1973: "MRT", 1974: "SOM", 1977: "DJI", 1993: "COM",
    },
    "asean": {1984: "BRN", 1995: "VNM", 1997: "LAO MMR", 1999: "KHM"},
    "european_union": {
        1958: "BEL DEU FRA ITA LUX NLD", 1973: "DNK IRL", 1981: "GRC", 1986: "ESP PRT",
        1995: "AUT FIN SWE", 2004: "CYP CZE EST HUN LTU LVA MLT POL SVK SVN", 2007: "BGR ROU",
        2013: "HRV",
    },
    "group_of_77": {1994: "ZAF"},
    "non_aligned_movement": {
        1989: "VEN", 1991: "CHL MNG", 1992: "BRN MMR PHL", 1993: "GTM PNG THA UZB", 1994: "ZAF",
        1995: "ERI HND TKM", 1998: "BLR", 2000: "DOM", 2003: "TLS VCT", 2006: "ATG DMA HTI KNA",
        2011: "AZE FJI",
    },
    "organisation_of_islamic_cooperation": {
        1972: "ARE BHR OMN QAT SLE SYR", 1974: "BFA BGD CMR GAB GMB GNB UGA", 1976: "COM IRQ MDV",
        1978: "DJI", 1983: "BEN", 1984: "BRN", 1986: "NGA", 1992: "ALB AZE KGZ TJK TKM",
        1994: "MOZ", 1995: "KAZ", 1996: "SUR UZB", 1997: "TGO", 1998: "GUY", 2001: "CIV",
    },
}  # fmt: skip

# Spells of membership that ended by 2018, and one that ended after it: caucus, state, first and
# last year (None: still a member at the end of 2018). The same origin.
SPELLS = [
    ("african_union", "MAR", 1963, 1984),
    ("european_union", "GBR", 1973, None),
    ("group_of_77", "CYP", 1964, 2004),
    ("group_of_77", "KOR", 1964, 1996),
    ("group_of_77", "MEX", 1964, 1994),
    ("group_of_77", "MLT", 1976, 2004),
    ("group_of_77", "ROU", 1976, 2006),
    ("group_of_77", "YUG", 1964, 1992),
    ("non_aligned_movement", "ARG", 1973, 1991),
    ("non_aligned_movement", "CYP", 1961, 2004),
    ("non_aligned_movement", "MLT", 1973, 2004),
    ("non_aligned_movement", "YUG", 1961, 1992),
]

# In today's file, but not members at the end of 2018: later accessions, and an observer (Mexico).
NOT_MEMBERS = {"asean": {"TLS"}, "non_aligned_movement": {"MEX", "SSD"}}

# The like-minded group: its core of about 1996, those who are added in the list of 2005, and the
# list of 2014-15. India is not in the last but spoke for the group in 2017.
LIKE_MINDED_1996 = "BTN CHN CUB DZA EGY IDN IND IRN LKA MMR MYS NPL PAK PHL SDN VNM"
LIKE_MINDED_2005 = "BGD BLR SYR ZWE"
LIKE_MINDED_2014 = (
    "AGO BGD BLR BOL CHN CUB DZA ECU EGY IDN IRN LKA MMR NIC PAK PRK RUS SDN SSD UGA VEN ZWE"
)
STILL_LIKE_MINDED = "IND"


def derive(data: Path) -> pd.DataFrame:
    """A row per spell of membership: caucus, iso3, joined, left (last year, or empty), source."""
    members = states.derive(data).set_index("iso3")
    today = pd.read_csv(data / "blocs" / "bloc_membership_current.csv", keep_default_na=False)
    today = today[(today.status == "member") & today.iso3.isin(members.index)]
    rows: list[tuple[str, str, int, int | None, str]] = []
    for caucus, (theirs, founded) in CAUCUSES.items():
        dated = {iso3: year for year, line in JOINED[caucus].items() for iso3 in line.split()}
        current = set(today.iso3[today.bloc == theirs]) - NOT_MEMBERS.get(caucus, set())
        if unknown := set(dated) - current:
            raise ValueError(f"{caucus}: dated but not in the source: {sorted(unknown)}")
        for iso3 in current:
            since = max(founded, int(members.enters[iso3]))
            source = "accession_record" if iso3 in dated else "bloc_file"
            rows.append((caucus, iso3, dated.get(iso3, since), None, source))
    rows += [(*spell, "accession_record") for spell in SPELLS]
    rows += [("like_minded_group", *spell, "group_statement") for spell in _like_minded()]
    table = pd.DataFrame(rows, columns=["caucus", "iso3", "joined", "left", "source"])
    table = table.sort_values(["caucus", "iso3", "joined"]).reset_index(drop=True)
    return table.astype({"joined": "Int64", "left": "Int64"})


def _like_minded() -> list[tuple[str, int, int | None]]:
    """State, first and last year; who is not in the list of 2014-15 is taken to have left."""
    joined = dict.fromkeys(LIKE_MINDED_2014.split(), 2014)
    joined |= dict.fromkeys(LIKE_MINDED_2005.split(), 2005)
    joined |= dict.fromkeys(LIKE_MINDED_1996.split(), 1996)
    stay = {*LIKE_MINDED_2014.split(), *STILL_LIKE_MINDED.split()}
    return [(iso3, year, None if iso3 in stay else 2013) for iso3, year in joined.items()]
