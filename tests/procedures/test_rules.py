"""The bodies' rules decide past votes as history decided them."""

import pytest

from sim import evidence
from sim.calendar import Quarter
from sim.procedures import body, carried, dated, sitting, written

# Votes on the merits as recorded: (text, yes, no, adopted)
DECIDED = [
    ("Cuba 1990", 19, 12, True),
    ("Cuba 1998", 16, 19, False),
    ("Cuba 2004", 22, 21, True),
    ("Iran 2002", 19, 20, False),
    ("Sudan 2002", 25, 24, True),
    ("Sudan 2003", 24, 26, False),
    ("Sudan 2009", 20, 18, True),
    ("Chechnya 2000", 25, 7, True),
    ("Chechnya 2001", 22, 12, True),
    ("Chechnya 2002", 15, 16, False),
    ("Chechnya 2004", 12, 23, False),
    ("Mutually beneficial cooperation 2018", 28, 1, True),
]


@pytest.mark.parametrize("motion", evidence.rows("motions"), ids=lambda m: m["quarter"])
def test_motions_on_china_are_decided_as_history_decided_them(motion):
    pro, anti = int(motion["pro"]), int(motion["anti"])
    if motion["procedure"] == "no_action":
        assert carried(pro, anti) == (motion["year"] != "1995")  # the tie of 1995 failed
    else:
        assert not carried(anti, pro)  # the draft was lost by one vote


@pytest.mark.parametrize(("text", "yes", "no", "adopted"), DECIDED)
def test_country_texts_are_decided_as_history_decided_them(text, yes, no, adopted):
    assert carried(yes, no) == adopted


def test_recorded_tallies_fill_the_body():
    for motion in evidence.rows("motions"):
        cast = sum(int(motion[stance]) for stance in ("pro", "anti", "abstain"))
        seats = int(body("commission").seats(Quarter.parse(motion["quarter"])).sum())
        assert seats - 2 <= cast <= seats  # one or two absent in 1992, 1993, 2000 and 2001


def test_seats():
    commission, council = body("commission"), body("council")
    assert commission.seats(Quarter(1990, 1)).tolist() == [11, 9, 5, 8, 10]
    assert commission.seats(Quarter(1992, 1)).tolist() == [15, 12, 5, 11, 10]
    assert council.seats(Quarter(2010, 1)).tolist() == [13, 13, 6, 8, 7]


def test_one_body_sits_at_a_time_and_the_council_follows_the_commission():
    assert sitting(Quarter(2006, 1)).key == "commission"
    assert sitting(Quarter(2006, 2)).key == "council"
    assert not body("council").exists(Quarter(2006, 1))
    assert sitting(Quarter(1945, 4)) is None


def test_calendar():
    commission, council = body("commission"), body("council")
    assert [q for q in range(1, 5) if commission.in_session(Quarter(1995, q))] == [1]
    assert [q for q in range(1, 5) if council.in_session(Quarter(2010, q))] == [1, 2, 3]
    assert [q for q in range(1, 5) if council.seats_taken(Quarter(2010, q))] == [2]
    assert [q for q in range(1, 5) if council.seats_taken(Quarter(2015, q))] == [1]


def test_special_sessions_need_a_majority_then_a_third():
    assert body("commission").special_session_needs(Quarter(1995, 1)) == 27
    assert body("council").special_session_needs(Quarter(2010, 1)) == 16
    assert body("commission").special_session_needs(Quarter(1990, 2)) is None


def test_without_the_reform_of_2006_the_commission_goes_on():
    later = Quarter(2010, 1)
    goes_on = sitting(later, reform=False)
    assert goes_on.key == "commission" and goes_on.seats(later).sum() == 53
    assert goes_on.in_session(later) and goes_on.seats_taken(later)
    assert not body("commission").exists(later)
    assert sitting(Quarter(2000, 1), reform=False).seats(Quarter(2000, 1)).sum() == 53
    assert sitting(Quarter(1945, 4), reform=False) is None


# Chairs as recorded: year, group. Philippines, Peru, Hungary, Tunisia, the Netherlands; Malaysia;
# Libya; Australia; Indonesia; then Mexico, Romania, Nigeria, Belgium, Thailand, Uruguay until the
# end of 2012, Poland, Gabon, Germany and the Republic of Korea.
CHAIRS = {
    1990: "ASIA_PACIFIC", 1991: "GRULAC", 1992: "EASTERN_EUROPE", 1993: "AFRICA", 1994: "WEOG",
    1995: "ASIA_PACIFIC", 2003: "AFRICA", 2004: "WEOG", 2005: "ASIA_PACIFIC",
    2006: "GRULAC", 2007: "EASTERN_EUROPE", 2008: "AFRICA", 2009: "WEOG", 2010: "ASIA_PACIFIC",
    2011: "GRULAC", 2012: "GRULAC", 2013: "EASTERN_EUROPE", 2014: "AFRICA", 2015: "WEOG",
    2016: "ASIA_PACIFIC",
}  # fmt: skip


@pytest.mark.parametrize(("year", "group"), CHAIRS.items())
def test_the_chair_goes_round_the_groups(year, group):
    at = Quarter(year, 3 if year >= 2006 else 1)
    assert evidence.GROUPS[sitting(at).chairs(at)] == group


def test_experts_and_committee_seats():
    assert dated("treaty_bodies", "experts", Quarter(1990, 1))["number"] == 87
    assert dated("treaty_bodies", "experts", Quarter(2012, 1))["number"] == 172
    seats = dated("ngo_committee", "seats", Quarter(2000, 1))
    assert sum(seats[group] for group in evidence.GROUPS) == 19
    assert written("court")["parties"] == 60


def test_terms():
    assert body("commission").consecutive_terms is None
    assert body("council").consecutive_terms == 2
    assert body("council").term_years == 3


def test_every_rule_names_its_source():
    for key in ("commission", "council"):
        rules = body(key).rules
        assert set(rules) - {"name", "sources"} == set(rules["sources"])
    for key in ("ngo_committee", "treaty_bodies", "court"):
        assert set(written(key)) - {"name", "sources"} == set(written(key)["sources"])


def test_no_rule_before_its_time():
    with pytest.raises(ValueError, match="no rule was in force"):
        body("council").seats(Quarter(2000, 1))
