"""The bilateral channel in worlds that a reader can work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.events import EVENTS
from sim.mechanisms.quiet_diplomacy.concessions import Concessions
from sim.mechanisms.quiet_diplomacy.dialogue import Dialogue
from sim.mechanisms.quiet_diplomacy.ground_rules import GroundRules
from sim.mechanisms.quiet_diplomacy.private_talk import PrivateTalk
from sim.mechanisms.quiet_diplomacy.punishment import Punishment, power
from sim.mechanisms.quiet_diplomacy.representations import Representations
from sim.mechanisms.quiet_diplomacy.trade_link import TradeLink
from sim.setting import Setting
from sim.world import World
from tests.mechanisms.worlds import luck

BERLIN, PARIS, WASHINGTON = "DEU", "FRA", "USA"


def critics(quarter: str, **changes) -> tuple[Setting, World]:
    """One quarter with three critics, two of them leading powers; nothing has happened yet."""
    at = Quarter.parse(quarter)
    names = (BERLIN, PARIS, WASHINGTON)
    setting = Setting.build((at,), "CHN", names, (PARIS, WASHINGTON))
    return setting, World.start(setting, 1).with_(**changes)


def number(value: float) -> np.ndarray:
    return np.array([[value]])


def states(setting: Setting, kind=float, **values) -> np.ndarray:
    """A field (1, N) with these values by state, and 0 elsewhere."""
    filled = np.zeros((1, setting.states), kind)
    for iso3, value in values.items():
        filled[0, setting.iso3.index(iso3)] = value
    return filled


def of(setting: Setting, field: np.ndarray, iso3: str) -> float:
    return float(field[0, setting.iso3.index(iso3)])


def apply(world: World, setting: Setting, rule) -> World:
    now = setting.now(0)
    return world.with_(**rule(world, now, luck(setting, now, 1, event=type(rule).__name__)))


def test_visits_and_meetings_fill_the_list_and_a_tenth_of_it_lapses():
    setting, world = critics("1996-Q2")
    talks = states(setting, int, DEU=1, FRA=1)
    world = world.with_(named=number(20.0), dialogue=talks, substance=number(0.5))
    after = apply(world, setting, Representations(visits=4.0, names=3.0))
    # 18 are left; a visit, and two meetings half about violations with NGOs half in the room
    assert after.named[0, 0] == pytest.approx(18 + 3 * (1 + 2 * 0.5 * 1.0))
    setting, world = critics("1996-Q1", named=number(20.0), dialogue=talks)
    assert apply(world, setting, Representations(visits=0.0)).named[0, 0] == pytest.approx(18)


def test_arrests_refill_the_prisons_and_exile_empties_the_movement():
    setting, world = critics("1996-Q1", releases=number(10.0))
    rule = Representations(refill=0.5, exile=0.5, contacts_per_visit=0.0)
    after = apply(world, setting, rule)
    assert after.arrests[0, 0] == pytest.approx(150 + 5)
    assert after.prisoners[0, 0] == pytest.approx(3000 - 150 + 155 - 10)
    assert after.movement[0, 0] == pytest.approx(1 - 5 / 50)
    quiet = apply(world.with_(releases=number(0.0)), setting, rule)
    assert (quiet.prisoners[0, 0], quiet.movement[0, 0]) == (3000, 1)


def test_a_meeting_is_answered_by_detention_and_the_next_envoy_is_wary():
    setting, world = critics("1996-Q1")
    rule = Representations(visits=4.0, contacts_per_visit=2.0, affront=0.5, caution=1.0)
    first = apply(world, setting, rule)
    assert first.contacts[0, 0] == 2.0 and first.arrests[0, 0] == 151.0
    second = apply(first, setting, rule)
    assert second.contacts[0, 0] == 1.0  # one was detained for the two


def test_the_named_are_freed_before_the_vote_and_for_glory():
    sure = Concessions(hit_rate=1.0, timing=3.0, bid=2.0, summits=0.0)
    setting, world = critics("1996-Q1", named=number(40.0))  # four names lapse
    assert apply(world, setting, sure).releases[0, 0] == 6.0  # half as many again as usual
    glory = world.with_(prestige=number(0.5))
    assert apply(glory, setting, sure).releases[0, 0] == 12.0
    quiet, world = critics("1996-Q2", named=number(40.0))
    assert apply(world, quiet, sure).releases[0, 0] == 2.0


def test_a_summit_opens_a_moment_that_halves():
    setting, world = critics("1998-Q2")
    met = apply(world, setting, Concessions(summits=4.0))
    later = apply(met, setting, Concessions(summits=0.0))
    assert (met.opening[0, 0], later.opening[0, 0]) == (1.0, 0.5)
    assert not apply(world, setting, Concessions(summits=0.0)).opening.any()


def test_the_leader_begins_and_others_follow_it_a_year_behind():
    setting, world = critics("1998-Q1")
    rule = PrivateTalk(leader_preference=0.8, since=1997.0, contagion=0.5)
    first = apply(world, setting, rule)
    assert of(setting, first.private_talk, WASHINGTON) == 0.8
    assert of(setting, first.private_talk, PARIS) == 0.0
    exposed = first.with_(exposure=states(setting, DEU=0.5))
    second = apply(exposed, setting, rule).private_talk
    assert of(setting, second, BERLIN) == pytest.approx(0.8 * 0.5 * 1.0)
    assert of(setting, second, PARIS) == pytest.approx(0.8 * 0.5 * 0.5)
    assert of(setting, second, "BRA") == 0.0
    assert not apply(world, setting, replace(rule, since=1999.0)).private_talk.any()


def test_a_partner_yields_if_the_meeting_is_worth_more_than_the_principle():
    setting, world = critics("1996-Q2", forum_access=number(0.0))
    world = world.with_(
        dialogue=states(setting, int, DEU=1, FRA=1), exposure=states(setting, DEU=0.4)
    )
    rule = GroundRules(worth=0.2, insist=0.5, walk_out=1.0, settling=1.0, publicity=0.1)
    after = apply(world, setting, rule)
    assert after.forum_access[0, 0] == 0.5  # Paris insists, Berlin has too much to lose
    assert of(setting, after.dialogue, PARIS) == 2 and of(setting, after.dialogue, BERLIN) == 1
    assert after.cancellations[0, 0] == 1
    assert after.pressure[0, 0] - world.pressure[0, 0] == pytest.approx(0.1 * 0.5)


def test_the_largest_trader_among_those_together_is_punished_by_the_powerful():
    sponsored = {"sponsored": None, "coordination": number(0.5)}
    rule = Punishment(penalty=0.2, half_life=1.0)
    for quarter, strength in (("1994-Q2", 0.0), ("2010-Q2", 1.0)):
        setting, world = critics(quarter)
        sponsored["sponsored"] = states(setting, bool, DEU=True, FRA=True, USA=True)
        world = world.with_(dialogue=states(setting, int, DEU=1, FRA=1), **sponsored)
        assert power(setting.now(0)) == strength
        after = apply(world, setting, rule)
        year = [of(setting, after.punished, BERLIN)]
        assert after.punished.sum() == year[0]  # Washington has no dialogue
        calm = after.with_(sponsored=states(setting, bool))
        for _ in range(3):
            calm = apply(calm, setting, rule)
            year.append(of(setting, calm.punished, BERLIN))
        assert year[1] == pytest.approx(year[0] / 2)
        assert np.mean(year) == pytest.approx(0.2 * 0.5 * strength)


def test_a_reception_costs_a_share_of_the_years_exports_less_each_if_shared():
    setting, world = critics("2010-Q2")
    hosts = np.isin(setting.iso3, [BERLIN, PARIS])
    after = world.with_(**EVENTS["reception"].happen(world, setting.now(0), hosts, 0.12))
    quiet, year = Punishment(penalty=0.0), []
    for _ in range(4):
        after = apply(after, setting, quiet)
        assert of(setting, after.punished, PARIS) == of(setting, after.punished, BERLIN)
        year.append(of(setting, after.punished, PARIS))
    assert np.mean(year) == pytest.approx(0.06)


def test_cuts_begin_with_the_market_of_the_years_in_which_they_were_found():
    strength = {year: power(critics(f"{year}-Q2")[0].now(0)) for year in range(1991, 2009)}
    assert all(strength[year] < 0.01 for year in range(1991, 2002))  # Fuchs and Klann 2013
    assert all(strength[year] > 0.99 for year in range(2002, 2009))


def test_a_resumption_is_sold_and_settled_critics_tempt_the_rest():
    setting, world = critics("1996-Q1")
    broken = world.with_(dialogue=states(setting, int, DEU=2, FRA=2))
    after = apply(broken, setting, Dialogue(resumption=1.0, sold=0.5))
    assert after.credit[0, 0] == 1.0 and (after.dialogue == 1).sum() == 2
    threatened = world.with_(level=np.ones_like(world.level))
    unmoved = apply(threatened, setting, Dialogue(opening=0.0, temptation=5.0))
    assert not unmoved.dialogue.any()
    settled = threatened.with_(dialogue=states(setting, int, DEU=1))
    # 0.4 * (1 + 5 / 3) is more than sure, where 0.4 alone is not
    drawn = apply(settled, setting, Dialogue(opening=0.4, temptation=5.0, coordination=0.0))
    assert (drawn.dialogue == 1).sum() == 3


def test_exposure_is_that_of_trade_and_of_the_critics_own_size():
    setting, world = critics("2001-Q1")
    share = setting.trade[0, setting.challenger]
    rule = TradeLink(half_share=float(share), size=1.0, lobby=0.5)
    after = apply(world, setting, rule)
    smaller = of(setting, setting.trade, BERLIN) / of(setting, setting.trade, WASHINGTON)
    assert of(setting, after.exposure, WASHINGTON) == pytest.approx(0.5)
    assert of(setting, after.exposure, BERLIN) == pytest.approx(0.5 * smaller)
    assert after.leverage[0, 0] == pytest.approx(1 - 0.5 * 0.5)


def test_reports_take_the_place_of_leverage():
    setting, world = critics("2002-Q2")
    after = apply(world, setting, TradeLink(linkage=0.25, commissions=2.0))
    assert after.reports[0, 0] == 1.5
    assert apply(world, setting, TradeLink(linkage=1.0)).reports[0, 0] == 0.0
