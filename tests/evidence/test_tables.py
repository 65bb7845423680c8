"""The committed tables hold together and say what is publicly known. Needs no data."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "sim" / "evidence"
YEARS = [str(year) for year in range(1989, 2019)]
WIDE = ["rights", "ratifications", "ideal_points", "civic_space", "media"]
ORDER = ["AFRICA", "ASIA_PACIFIC", "EASTERN_EUROPE", "GRULAC", "WEOG"]
QUOTAS = {43: [11, 9, 5, 8, 10], 53: [15, 12, 5, 11, 10], 47: [13, 13, 6, 8, 7]}

# Members at the end of the year, by the list of member states of the United Nations; a state that
# left during 1990 (the German Democratic Republic) or 2000 (Yugoslavia) still counts here, and the
# two Yemens of 1989 are one.
MEMBERS = {
    **{1989: 158, 1990: 160, 1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188},
    **{2000: 190, 2002: 191, 2006: 192, 2011: 193, 2018: 193},
}

# Palestine, a member of several, is no row here; India is the 23rd of the like-minded in 2014.
SIZES = {
    "african_union": {2018: 54},
    "arab_league": {2018: 21},
    "asean": {1984: 6, 1999: 10, 2018: 10},
    "european_union": {1986: 12, 1994: 12, 1995: 15, 2004: 25, 2007: 27, 2013: 28, 2018: 28},
    "group_of_77": {2018: 133},
    "like_minded_group": {1995: 0, 1996: 16, 2005: 20, 2014: 23},
    "non_aligned_movement": {2018: 119},
    "organisation_of_islamic_cooperation": {2018: 56},
}


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / f"{name}.csv", keep_default_na=False, na_values=[""])


def wide(name: str) -> pd.DataFrame:
    return table(name).set_index("iso3")


@pytest.fixture(scope="module")
def states() -> pd.DataFrame:
    return table("states").set_index("iso3")


@pytest.fixture(scope="module")
def caucuses() -> pd.DataFrame:
    return table("caucuses")


@pytest.fixture(scope="module")
def seats() -> pd.DataFrame:
    return table("seats")


def size(caucuses: pd.DataFrame, caucus: str, year: int) -> int:
    spells = caucuses[caucuses.caucus == caucus]
    return int(((spells.joined <= year) & (spells.left.fillna(year) >= year)).sum())


def test_states_have_permanent_numbers(states: pd.DataFrame) -> None:
    assert list(states.number) == list(range(1, 198))
    members = list(states.index[:193])
    assert members == sorted(members) and states.index.is_unique and states.name.is_unique
    assert list(states.index[193:]) == ["SUN", "YUG", "CSK", "DDR"]
    assert states.number[["AFG", "CHN", "ZWE"]].tolist() == [1, 33, 193]


def test_regional_groups_of_members(states: pd.DataFrame) -> None:
    counted = states[:193].group.value_counts()
    assert counted[ORDER].tolist() == [54, 54, 23, 33, 29]
    assert (states.group[["USA", "ISR", "TUR"]] == "WEOG").all()
    assert (states.group[["KIR", "CYP"]] == "ASIA_PACIFIC").all()
    assert states.group["EST"] == "EASTERN_EUROPE"


@pytest.mark.parametrize(("year", "expected"), MEMBERS.items())
def test_members_by_year(states: pd.DataFrame, year: int, expected: int) -> None:
    sits = (states.enters <= year) & (states.leaves.fillna(year) >= year)
    assert sits.sum() == expected


def test_successors_are_states(states: pd.DataFrame) -> None:
    left = states[states.leaves.notna()]
    assert left.successor.to_dict() == {"SUN": "RUS", "YUG": "SRB", "CSK": "CZE", "DDR": "DEU"}
    assert states.successor.notna().sum() == 4


@pytest.mark.parametrize("name", ["caucuses", "seats", "ties", "alliances", "economies", *WIDE])
def test_every_state_is_known(states: pd.DataFrame, name: str) -> None:
    assert set(table(name).iso3) <= set(states.index)


@pytest.mark.parametrize("name", WIDE)
def test_wide_tables_are_complete(states: pd.DataFrame, name: str) -> None:
    values = wide(name)
    assert list(values.index) == list(states.index)
    assert list(values.columns) == YEARS
    assert values.notna().all(axis=None)


def test_nothing_after_2018(caucuses: pd.DataFrame, seats: pd.DataFrame) -> None:
    assert seats.year.max() == 2018 and seats["last"].max() < "2019"
    assert caucuses.joined.max() <= 2018 and caucuses.left.max() <= 2018


@pytest.mark.parametrize(
    ("caucus", "year", "expected"),
    [(caucus, *known) for caucus, sizes in SIZES.items() for known in sizes.items()],
)
def test_size_of_caucuses(caucuses: pd.DataFrame, caucus: str, year: int, expected: int) -> None:
    assert size(caucuses, caucus, year) == expected


def test_spells_do_not_overlap(caucuses: pd.DataFrame) -> None:
    assert (caucuses.left.fillna(9999) >= caucuses.joined).all()
    spells = caucuses.sort_values("joined").groupby(["caucus", "iso3"])
    assert (caucuses.joined > spells.left.shift().reindex(caucuses.index).fillna(0)).all()
    assert set(caucuses.source) == {"bloc_file", "accession_record", "group_statement"}


@pytest.mark.parametrize(
    ("caucus", "iso3", "years", "expected"),
    [
        ("african_union", "MAR", (1984, 1990, 2016, 2017), (True, False, False, True)),
        ("african_union", "ZAF", (1993, 1994), (False, True)),
        ("non_aligned_movement", "ARG", (1991, 1992), (True, False)),
        ("european_union", "GBR", (1972, 1973, 2018), (False, True, True)),
    ],
)
def test_dated_spells(
    caucuses: pd.DataFrame,
    caucus: str,
    iso3: str,
    years: tuple[int, ...],
    expected: tuple[bool, ...],
) -> None:
    own = caucuses[caucuses.iso3 == iso3]
    assert tuple(bool(size(own, caucus, year)) for year in years) == expected


def test_seats_are_the_quotas_of_the_groups(states: pd.DataFrame, seats: pd.DataFrame) -> None:
    assert not seats.duplicated(["body", "year", "iso3"]).any()
    groups = seats.assign(group=seats.iso3.map(states.group))
    counted = groups.groupby(["body", "year", "group"]).size().unstack()[ORDER]
    turnover = {2007, 2008, 2009, 2010, 2011, 2018}
    for (body, year), row in counted.iterrows():
        full = 47 if body == "council" else 43 if year < 1992 else 53
        if year in turnover:
            assert (row >= QUOTAS[full]).all()
        else:
            assert row.tolist() == QUOTAS[full], (body, year)


def test_each_cohort_of_a_year_of_turnover_fills_the_council(seats: pd.DataFrame) -> None:
    for year in (2007, 2008, 2009, 2010, 2011, 2018):
        sat = seats[(seats.body == "council") & (seats.year == year)]
        assert (sat["first"] == sat["first"].min()).sum() == 47
        assert (sat["last"] == sat["last"].max()).sum() == 47


def test_seats_of_predecessors(seats: pd.DataFrame) -> None:
    held = seats.groupby("iso3").year.agg(["min", "max"])
    assert held.loc["SUN", "max"] == 1991 and held.loc["RUS", "min"] == 1992
    assert held.loc["CSK", "max"] == 1992 and held.loc["CZE", "min"] == 1993
    assert "DEU" in held.index and "GER" not in held.index


def test_members_sit_only_while_they_are_members(states: pd.DataFrame, seats: pd.DataFrame) -> None:
    enters, leaves = seats.iso3.map(states.enters), seats.iso3.map(states.leaves)
    assert (enters <= seats.year).all() and (leaves.fillna(9999) >= seats.year).all()


def test_rights_run_from_0_to_100() -> None:
    rights = wide("rights")
    assert rights.min(axis=None) >= 0 and rights.max(axis=None) <= 100
    assert 45 < rights.stack().mean() < 55
    assert rights.loc["NOR", "2018"] > 95 and rights.loc["PRK", "2018"] < 15
    assert (rights.loc["YUG"] == rights.loc["SRB"]).all()


@pytest.mark.parametrize("name", ["civic_space", "media"])
def test_room_and_media_run_from_0_to_1(name: str) -> None:
    room = wide(name)
    assert room.min(axis=None) >= 0 and room.max(axis=None) <= 1
    assert room.loc["NOR"].min() > 0.9 and room.loc["PRK"].max() < 0.1
    assert (room.loc["YUG"] == room.loc["SRB"]).all()
    assert room.loc["CHN", "2018"] < room.loc["CHN", "2012"] < 0.25
    world = room.mean()
    assert world["1989"] < world["1995"] < world["2011"] > world["2018"]


def test_ratifications_count_nine_treaties() -> None:
    count = wide("ratifications")
    assert count.min(axis=None) == 0 and count.max(axis=None) == 9
    fewer = (count.diff(axis=1).iloc[:, 1:] < 0).any(axis=1)
    assert list(fewer.index[fewer]) == ["DDR"]  # takes Germany's figure from 1991
    # The treaty depositary: China 1980-2008, the United States 1992 and 1994, Egypt 1967-2008.
    assert count.loc["CHN", ["1989", "1992", "2001", "2008", "2018"]].tolist() == [3, 4, 5, 6, 6]
    assert count.loc["USA", ["1991", "1992", "1994", "2018"]].tolist() == [0, 1, 3, 3]
    assert count.loc["EGY", ["1989", "1990", "1993", "2008"]].tolist() == [5, 6, 7, 8]


def test_ideal_points_have_their_pole_and_unit(states: pd.DataFrame) -> None:
    points = wide("ideal_points")
    assert (points.idxmax() == "USA").all()
    assert points.loc["CHN", "1993":].max() < -1
    for year in YEARS:
        sits = (states.enters <= int(year)) & (states.leaves.fillna(9999) >= int(year))
        assert abs(points.loc[sits, year].mean()) < 0.1
        assert abs(points.loc[sits, year].std() - 1) < 0.1


def test_russia_swings_west_and_back() -> None:
    russia = wide("ideal_points").loc["RUS"]
    assert russia["1989"] < -0.5 and russia["1993"] > 0.5 and russia["2018"] < -1
    assert (wide("ideal_points").loc["SUN"] == russia).all()


def test_economies_are_complete_shares_of_world_trade(states: pd.DataFrame) -> None:
    share = wide("economies")
    assert list(share.index) == list(states.index)
    assert list(share.columns) == [str(year) for year in range(1989, 2015)]
    assert share.notna().all(axis=None) and (share > 0).all(axis=None)
    for year in share.columns:
        sits = (states.enters <= int(year)) & (states.leaves.fillna(9999) >= int(year))
        # The rest is Taiwan and, before they joined, the Koreas (1991) and Switzerland (2002).
        assert (93 if int(year) < 2002 else 97) < share.loc[sits, year].sum() < 101


def test_the_largest_traders() -> None:
    share = wide("economies")
    assert (share.loc[:, :"2008"].idxmax() == "USA").all()
    assert set(share["2014"][:193].nlargest(4).index) == {"CHN", "USA", "DEU", "JPN"}
    china = share.loc["CHN"]
    assert china["1989"] < 2.5 and (china["2001":"2007"].diff()[1:] > 0).all()
    assert china["2014"] > share.loc["USA", "2014"] > 10
    assert (share.loc["SUN"] == share.loc["RUS"]).all()


def test_ties_with_china(states: pd.DataFrame) -> None:
    ties = wide("ties")
    assert list(ties.index) == list(states.index)
    assert (ties >= 0).all(axis=None) and ties.notna().all(axis=None)
    assert ties.institutes.idxmax() == "USA" and ties.institutes["PRK"] == 0
    assert ties.finance.idxmax() == "RUS" and ties.finance["PAK"] > 10_000
    assert (ties.finance[["USA", "DEU", "JPN", "CHN"]] == 0).all()


def allies(power: str, year: int) -> set[str]:
    spells = table("alliances")
    holds = (spells["first"] <= year) & (spells["last"] >= year) & (spells.kind == "defense")
    return set(spells.iso3[holds & (spells.ally == power)])


def test_alliances_are_spells_before_2019() -> None:
    spells = table("alliances")
    assert list(spells.columns) == ["iso3", "ally", "kind", "first", "last"]
    assert set(spells.kind) == {"defense", "other"}
    assert set(spells.ally) == {"CHN", "FRA", "GBR", "RUS", "SUN", "USA"}
    assert (spells.iso3 != spells.ally).all() and not spells.duplicated().any()
    assert (spells["first"] <= spells["last"]).all()
    assert spells["last"].between(1989, 2018).all() and spells["first"].min() == 1985
    before = spells.groupby(["iso3", "ally", "kind"])["last"].shift()
    assert (spells["first"] > before.fillna(0) + 1).all()
    assert spells["last"][spells.ally == "SUN"].max() == 1991
    assert spells["first"][spells.ally == "RUS"].min() == 1992


def test_alliances_that_everybody_knows() -> None:
    assert allies("CHN", 1989) == allies("CHN", 2018) == {"PRK"}
    assert {"CAN", "DEU", "FRA", "GBR", "JPN", "KOR", "TUR"} <= allies("USA", 1990)
    assert "POL" in allies("SUN", 1990) and "POL" not in allies("RUS", 1992)
    assert "POL" in allies("USA", 2000) and "POL" not in allies("USA", 1990)
    assert {"ARM", "BLR", "KAZ"} <= allies("RUS", 2010)
    friendship = table("alliances").query("iso3 == 'AFG' and ally == 'CHN'")
    assert friendship.kind.tolist() == ["other"]  # the treaty of 1960, of friendship alone


def test_reviews_have_the_signs_of_the_literature() -> None:
    estimates = table("review_parameters").set_index("parameter")
    assert estimates.index.is_unique and (estimates.standard_error > 0).all()
    clear = estimates.value[(estimates.value / estimates.standard_error).abs() > 2]
    for name in ("speak.same_group", "speak.size", "count.position", "action.position"):
        assert clear[name] > 0
    # Friends are lenient, and what partners ask is accepted more often (Terman and Voeten 2018).
    assert clear["action.distance"] > 0 > clear["action.same_group"]
    assert clear["accept.action"] < 0 and clear["accept.distance"] < 0
    assert 2.5 < np.exp(clear["count.constant"]) < 3.5


def test_everybody_was_reviewed_once_in_the_first_cycle(states: pd.DataFrame) -> None:
    reviews = table("reviews").set_index("iso3")
    assert reviews.index.is_unique and set(reviews.index) == set(states.index[states.leaves.isna()])
    assert reviews.place.tolist() == list(range(1, 194))
    assert reviews.session.is_monotonic_increasing and reviews.quarter.is_monotonic_increasing
    assert reviews.groupby("session").size().between(15, 17).all()
    assert reviews.loc["CHN"].tolist() == [59, 4, "2009-Q1"]
    assert reviews.quarter[["GBR", "USA", "SYR"]].tolist() == ["2008-Q2", "2010-Q4", "2011-Q4"]
