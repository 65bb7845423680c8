"""The review comes round as it did."""

from collections import Counter

import pytest

from sim import evidence
from sim.calendar import Quarter, span
from sim.procedures.review import cycle, under_review


@pytest.mark.parametrize(
    ("iso3", "quarters"),
    [
        ("CHN", ["2009-Q1", "2013-Q4", "2018-Q4"]),  # February 2009, October 2013, November 2018
        ("GBR", ["2008-Q2", "2012-Q2", "2017-Q2"]),
        ("RUS", ["2009-Q1", "2013-Q2", "2018-Q2"]),
    ],
)
def test_states_come_up_when_they_came_up(iso3, quarters):
    years = span(Quarter(2006, 1), Quarter(2018, 4))
    assert [str(at) for at in years if iso3 in under_review(at)] == quarters


def test_every_state_is_reviewed_once_a_cycle():
    for first, last in (("2008-Q1", "2011-Q4"), ("2012-Q1", "2016-Q4"), ("2017-Q1", "2021-Q4")):
        turns = Counter(
            iso3
            for at in span(Quarter.parse(first), Quarter.parse(last))
            for iso3 in under_review(at)
        )
        assert len(turns) == len(evidence.rows("reviews")) == 193
        assert set(turns.values()) == {1}


def test_the_calendar_of_the_first_cycle_fits_its_rule():
    places = [int(line["place"]) for line in evidence.rows("reviews")]
    assert places == list(range(1, 194))
    for line in evidence.rows("reviews"):
        round_ = cycle(Quarter.parse(line["quarter"]))
        assert round_ is not None and round_.number == 1


def test_between_sessions_nobody_is_reviewed():
    for at in ("2007-Q4", "2009-Q3", "2012-Q1", "2017-Q1", "2018-Q3"):
        assert under_review(Quarter.parse(at)) == () and cycle(Quarter.parse(at)) is None
