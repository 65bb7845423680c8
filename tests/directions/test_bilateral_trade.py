"""The bilateral channel: who may come to the talks, what they are sold for, and what trade does."""

import numpy as np
import pytest

from sim.analysis.paired import baseline, beside, field, measured, paired, sponsors
from sim.calendar import Quarter
from tests.directions.test_bilateral import (
    CANCELLATIONS,
    EARLY,
    NINETIES,
    RELEASES,
    RIGHTS,
    in_years,
    large,
    sponsoring,
)

LATER = ("1994-Q3", "2001-Q2")  # after the link was loosened


@pytest.mark.entries("N59")
def test_ngos_kept_out_take_names_and_news_with_them():
    shut = {"ground_rules.insist": 0.0}
    seats = {"ground_rules.insist": 1.5, "ground_rules.walk_out": 0.0, "dialogue.opening": 0.2}
    assert paired(shut, RELEASES, base=seats, span=NINETIES).falls
    news = seats | {"ground_rules.publicity": 0.2, "restraint.appeasement": 0.0}
    assert paired(shut, sponsors, base=news, span=NINETIES).falls
    none = news | {"dialogue.opening": 0.0}
    for measure in (RELEASES, sponsors, field("forum_access")):
        assert paired(shut, measure, base=none, span=NINETIES, runs=32).nothing


@pytest.mark.entries("N59")
def test_a_threat_to_leave_works_where_the_meeting_is_worth_more_than_the_principle():
    dear = {"ground_rules.worth": 1.5}
    firm = {"ground_rules.worth": 0.0, "ground_rules.insist": 1.0, "ground_rules.walk_out": 0.5}
    assert paired(dear, field("forum_access"), base=firm, span=NINETIES).falls
    assert paired(dear, CANCELLATIONS, base=firm, span=NINETIES).falls  # nobody has to leave
    careless = firm | {"ground_rules.insist": 0.0}
    assert paired(dear, field("forum_access"), base=careless, span=NINETIES, runs=32).nothing


@pytest.mark.entries("N60")
def test_what_was_cancelled_is_sold_again_and_no_concession_comes_with_it():
    sold = {"dialogue.sold": 5.0}
    quarrels = {"dialogue.pretext": 0.2, "dialogue.opening": 0.1, "dialogue.sold": 0.0}
    assert paired(sold, sponsors, base=quarrels, span=NINETIES).falls
    broken = paired({"dialogue.pretext": 0.2}, RELEASES, base=sold, span=NINETIES)
    assert paired({"dialogue.pretext": 0.2}, CANCELLATIONS, span=NINETIES).rises
    assert broken.high <= 0.05 and not broken.rises
    steady = {"dialogue.pretext": 0.0, "dialogue.cancellation": 0.0, "ground_rules.walk_out": 0.0}
    assert paired(sold, sponsors, base=quarrels | steady, span=NINETIES, runs=32).nothing


@pytest.mark.entries("N60")
def test_dialogues_are_on_most_of_the_years():
    def on(world, now):
        begun = (world.dialogue > 0).sum(axis=1)
        return (world.dialogue == 1).sum(axis=1) / np.maximum(begun, 1)

    record = baseline().change(end=Quarter.parse("2005-Q4"))
    share = measured(record, in_years(on, 1995, 2005), 32).mean()
    assert 0.7 <= share <= 0.97


@pytest.mark.entries("N61")
def test_the_larger_its_trade_the_fewer_texts_a_critic_sponsors():
    tight, loose = {"trade_link.grip": 1.2}, {"trade_link.grip": 0.2}
    span = ("1996-Q1", "2003-Q4")
    assert paired(tight, sponsors, base=loose, span=span).falls
    unequal = loose | {"trade_link.size": 1.0}

    def gap(world, now):
        mine, others = sponsoring(large), sponsoring(lambda now: ~large(now))
        one = mine(world, now)
        return None if one is None else one - others(world, now)

    assert paired(tight, gap, base=unequal, span=span).falls
    deaf = loose | {"restraint.business": 0.0, "trade_link.lobby": 0.0}
    cool = ("private_talk", "ground_rules", *beside())  # in which the exposed yield as well
    assert paired(tight, sponsors, base=deaf, span=span, without=cool, runs=32).nothing


@pytest.mark.entries("N62")
def test_leverage_falls_in_steps_and_releases_shrink_to_tokens():
    cut = {"trade_link.linkage": 0.0}
    assert paired(cut, RELEASES, span=EARLY).falls
    no_price = {"trade_link.attention": 0.0, "trade_link.rights_gain": 0.0}
    free = no_price | {"trade_link.releases_per_renewal": 0.0}
    assert paired(cut, RELEASES, base=free, span=EARLY, runs=32).nothing

    def renewal(world, now):
        return world.releases[:, 0] if now.date.quarter == 2 else None

    record = baseline().change(end=Quarter.parse("2005-Q4"))
    first, second, third = (
        measured(record, in_years(renewal, *years), 32).mean()
        for years in ((1990, 1993), (1995, 2000), (2002, 2005))
    )
    assert first > 2 * second > 2 * third and third < 1.0


@pytest.mark.entries("N63")
def test_bodies_that_only_report_change_nothing_and_the_link_did():
    more = {"trade_link.commissions": 20.0}
    assert paired(more, field("reports"), span=LATER).rises
    for measure in (RELEASES, RIGHTS, sponsors):
        assert paired(more, measure, span=LATER, runs=32).nothing
    # The same reports would bring sponsors back if they were heard.
    heard = {"trade_link.report_effect": 0.02}
    assert paired(more, sponsors, base=heard, span=LATER, runs=32).rises
    assert paired({"trade_link.linkage": 0.0}, RELEASES, span=EARLY, runs=32).falls


@pytest.mark.entries("N70")
def test_lobbying_grows_with_exposure_and_stops_when_exposure_ends():
    span = ("1996-Q1", "2003-Q4")
    argued, silent = {"restraint.business": 4.5}, {"restraint.business": 0.0}
    tight, loose, none = (
        paired(argued, sponsors, base=silent | {"trade_link.grip": grip}, span=span)
        for grip in (1.2, 0.3, 0.0)
    )
    assert tight.falls and loose.falls and tight.high < loose.low
    assert none.nothing


@pytest.mark.entries("N70")
def test_exposed_business_argues_against_conditions_while_trade_is_linked_to_rights():
    councils = {"trade_link.lobby": 1.0}
    exposed = {"trade_link.half_share": 1.0, "trade_link.lobby": 0.0}
    assert paired(councils, RELEASES, base=exposed, span=EARLY).falls
    nobody = {"trade_link.grip": 0.0, "trade_link.lobby": 0.0}
    assert paired(councils, RELEASES, base=nobody, span=EARLY, runs=32).nothing


@pytest.mark.entries("N58")
def test_a_reception_costs_exports_for_a_year_less_if_shared_and_only_to_the_powerful():
    def lost(iso3):
        return lambda world, now: world.restraint[:, now.setting.iso3.index(iso3)]

    vocal = {"restraint.business": 0.0, "dialogue.opening": 0.0, "restraint.fear": 20.0}
    span = ("2003-Q3", "2006-Q2")
    lone = (("2003-Q4", "reception", ("DEU",), 0.12),)
    shared = (("2003-Q4", "reception", ("DEU", "FRA", "GBR", "CAN"), 0.12),)
    alone = paired({}, in_years(lost("DEU"), 2004, 2004), fire=lone, span=span, base=vocal)
    each = paired({}, in_years(lost("DEU"), 2004, 2004), fire=shared, span=span, base=vocal)
    gone = paired({}, in_years(lost("DEU"), 2006, 2006), fire=lone, span=span, base=vocal)
    assert alone.rises and alone.effect > 3 * each.effect > 0 and gone.effect < alone.effect / 5
    host = sponsoring(lambda now: np.array(now.setting.iso3) == "DEU")
    harsh = (("2003-Q4", "reception", ("DEU",), 0.5),)
    first = in_years(host, 2004, 2004)
    assert paired({}, first, fire=harsh, span=span, base=vocal).falls
    weak = (("1993-Q4", "reception", ("DEU",), 0.5),)
    assert paired({}, sponsors, fire=weak, span=EARLY, base=vocal, runs=32).nothing
