"""What is known and who watches, in worlds that a reader can work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.mechanisms.agenda.tabling import Tabling
from sim.mechanisms.information.common_cause import CommonCause
from sim.mechanisms.information.engagement_watch import EngagementWatch
from sim.mechanisms.information.observation import Observation
from sim.mechanisms.information.rumour import Rumour
from sim.mechanisms.information.scrutiny_without_votes import ScrutinyWithoutVotes
from sim.mechanisms.information.shrinking_room import ShrinkingRoom
from sim.ngos import ACTIONS, STRATEGIES
from sim.setting import Setting
from sim.world import World
from tests.mechanisms.test_worlds_of_three import apply
from tests.mechanisms.worlds import luck, three


def at(quarter, **fields):
    """The world of three at another quarter, where NGOs do what they do by habit."""
    setting, world = three()
    setting = replace(setting, quarters=(quarter,))
    ngos = setting.ngos
    usual = (ngos.resources[:, None] * ngos.usual).sum(axis=0) / ngos.total
    shaped = {name: np.zeros_like(getattr(world, name)) + value for name, value in fields.items()}
    return setting, world.with_(actions=usual[None, :], **shaped)


SPRING, AUTUMN = Quarter(1995, 1), Quarter(1995, 4)
PLAIN = {"opacity": 1.0, "volatility": 0.0}


def spent(world, action, times):
    """The world in which NGOs spend so many times as much on an action."""
    actions = world.actions.copy()
    actions[:, ACTIONS.index(action)] *= times
    return world.with_(actions=actions)


def funded(world, strategy, share):
    money = world.funded.copy()
    money[:, STRATEGIES.index(strategy)] = share
    return world.with_(funded=money)


def test_outsiders_believe_what_they_last_knew_of_what_they_do_not_see():
    """Rights fell by ten points; of a state that keeps 40 of 100 rights, 60 % is not seen."""
    setting, world = at(SPRING, rights_departure=-10.0, staleness=4.0)
    record = setting.rights[0] / 100.0
    after = apply(world, setting, Observation(**PLAIN))
    assert after.believed[0] == pytest.approx(-10.0 * record)
    assert after.perceived[0] == pytest.approx(10.0 * (1.0 - record))
    assert after.staleness[0] == pytest.approx(8.0 * (1.0 - record))
    open_ = apply(world, setting, Observation(**PLAIN, disclosure=1.0))
    assert (open_.believed == -10.0).all() and not open_.staleness.any()


def test_observers_and_monitors_see_part_of_what_was_unseen():
    setting, world = at(SPRING)
    usual = apply(world, setting, Observation(**PLAIN)).staleness
    observers = apply(world, setting, Observation(**PLAIN, sensors=0.75)).staleness
    monitors = apply(spent(world, "monitoring", 3.0), setting, Observation(**PLAIN)).staleness
    assert observers == pytest.approx(0.25 * usual)
    assert monitors == pytest.approx(0.5 * usual)  # 1 / (1 + 0.5 * two habits more)


def test_guesses_about_what_nobody_saw_scatter_around_the_truth():
    setting, world = at(SPRING)
    rule = Observation(opacity=1.0, volatility=10.0)
    unseen = 1.0 - setting.rights[0] / 100.0
    guesses = apply(world, setting, rule).perceived[0][unseen > 0.1] / unseen[unseen > 0.1]
    assert abs(guesses.mean()) < 2.5 and 8.0 < guesses.std() < 12.0


def test_routine_news_flatters_the_challenger_alone_and_dulls_attention():
    """20 points a year on the unseen part u: a tenth of 2 u of the attention is lost."""
    setting, world = at(SPRING, pressure=0.8)
    after = apply(world, setting, Observation(**PLAIN, routine=20.0, notice=0.1))
    here = setting.challenger
    unseen = 1.0 - setting.rights[0, here] / 100.0
    assert after.perceived[0, here] == pytest.approx(20.0 * unseen)
    assert np.count_nonzero(after.perceived) == 1
    assert after.pressure[0, 0] == pytest.approx(0.8 * (1.0 - 0.1 * 2.0 * unseen))


def test_an_office_hands_over_names_until_it_is_closed():
    setting, world = at(SPRING, pressure=0.5)
    rule = Observation(**PLAIN, office=0.5, reach=0.8, cases=60.0, evidence=0.2, notice=0.0)
    here = setting.challenger
    unseen = 1.0 - setting.rights[0, here] / 100.0
    after = apply(world, setting, rule)
    assert after.named[0, 0] == 30.0
    assert after.pressure[0, 0] == pytest.approx(0.5 + 0.2 * 0.5 * unseen)
    assert after.staleness[0, here] == pytest.approx(4.0 * unseen * (1.0 - 0.8 * 0.5))
    paid = apply(funded(world, "monitoring", 1.0), setting, rule)
    assert paid.named[0, 0] == 60.0  # never more than one full office
    closed = apply(world.with_(ngo_closed=np.ones_like(world.ngo_closed)), setting, rule)
    assert closed.named[0, 0] == 0.0 and closed.pressure[0, 0] == 0.5


def test_the_agenda_follows_what_is_believed_and_not_what_is():
    """A state that is believed to have improved beyond measure is left alone."""
    setting = Setting.build((SPRING,), "CHN", ("USA",), ("USA",))
    now, k = setting.now(0), setting.texts.names.index("CUB")
    world, here = World.start(setting, 200), setting.texts.target[k]
    better, worse = np.zeros_like(world.believed), np.zeros_like(world.believed)
    better[:, here], worse[:, here] = 1000.0, -1000.0
    rule, draw = Tabling(relief=5.0), luck(setting, now, 200)
    praised = rule(world.with_(believed=better, rights_departure=worse), now, draw)["tabled"]
    blamed = rule(world.with_(believed=worse, rights_departure=better), now, draw)["tabled"]
    assert not praised[:, k].any() and blamed[:, k].all()


def test_rumours_need_something_that_nobody_saw():
    """With knowledge a year old half of what is heard is hearsay: at most 0.4 * 0.5 off."""
    setting, world = at(AUTUMN, staleness=4.0)
    heard = apply(world, setting, Rumour(scatter=0.4)).salience[0]
    assert 0.15 < np.abs(heard - 1.0).max() <= 0.2 and abs(heard.mean() - 1.0) < 0.03
    fresh = apply(world.with_(staleness=np.zeros_like(world.staleness)), setting, Rumour())
    assert (fresh.salience == 1.0).all()


def test_findings_follow_ratification_experts_and_the_code():
    """Half a year of full input, half each by experts of the share ratified and by procedures."""
    setting, world = at(AUTUMN, pressure=0.3, expert_independence=0.6, mandate_strength=0.8)
    rule = ScrutinyWithoutVotes(communications=1.0, attention=0.2, appeals=40.0)
    ratified = setting.ratified[0, setting.challenger]
    findings = (ratified * 0.6 + 0.8) / 2.0 / 2.0
    after = apply(world, setting, rule)
    assert after.pressure[0, 0] == pytest.approx(0.3 + 0.2 * findings)
    assert after.named[0, 0] == pytest.approx(40.0 * findings)
    paid = funded(world, "standing_bodies", 1.0)
    by_money = apply(paid, setting, replace(rule, communications=0.0))
    assert by_money.named[0, 0] == pytest.approx(40.0 * findings)
    twice = apply(spent(world, "shadow_report", 2.0), setting, replace(rule, communications=0.0))
    assert twice.named[0, 0] == pytest.approx(40.0 * 0.2 * findings)


def test_nothing_is_found_beyond_what_is_usual():
    setting, world = at(AUTUMN, pressure=0.3)
    after = apply(world, setting, ScrutinyWithoutVotes())
    assert after.pressure[0, 0] == pytest.approx(0.3)
    assert after.named[0, 0] == pytest.approx(0.0, abs=1e-12)


def in_dialogue(quarter, **fields):
    """The United States alone is a critic, in an open dialogue."""
    setting, world = at(quarter, **fields)
    us = setting.iso3.index("USA")
    dialogue, quieted = np.zeros_like(world.dialogue), np.zeros_like(world.quieted)
    dialogue[0, us], quieted[0, us] = 1, 2.0
    return setting, world.with_(dialogue=dialogue, quieted=quieted), us


def test_an_empty_dialogue_that_is_watched_quiets_nobody():
    """Full transparency brings back a tenth of the missing substance, and the rest is
    embarrassing: 1 - 0.1 of the quiet is lost."""
    setting, world, us = in_dialogue(SPRING, substance=0.0, transparency=1.0)
    after = apply(world, setting, EngagementWatch(watch=1.0, benchmarks=0.1, leaving=1.0))
    assert after.substance[0, 0] == pytest.approx(0.1)
    assert after.quieted[0, us] == pytest.approx(2.0 * 0.1)
    assert after.dialogue[0, us] == 1  # nobody leaves in spring
    unwatched = apply(world.with_(transparency=np.zeros((1, 1))), setting, EngagementWatch())
    assert unwatched.quieted[0, us] == 2.0 and unwatched.substance[0, 0] == 0.0
    by_money = funded(world.with_(transparency=np.zeros((1, 1))), "engagement_monitoring", 0.4)
    assert apply(by_money, setting, EngagementWatch(pace=0.5)).transparency[0, 0] == 0.2


def test_in_the_autumn_critics_leave_what_is_empty_and_doors_open_for_what_is_not():
    setting, world, us = in_dialogue(AUTUMN, substance=0.0, transparency=1.0)
    left = apply(world, setting, EngagementWatch(watch=1.0, benchmarks=0.0, leaving=1.0))
    assert left.dialogue[0, us] == 0 and left.quieted[0, us] == 0.0
    setting, world, us = in_dialogue(AUTUMN, substance=0.5)
    opened = apply(world, setting, EngagementWatch(opens_doors=4.0))
    assert opened.rights_departure[0, setting.challenger] == pytest.approx(2.0)
    assert np.count_nonzero(opened.rights_departure) == 1 and opened.dialogue[0, us] == 1


def test_room_shrinks_to_what_is_left_and_never_grows():
    setting, world = at(AUTUMN, floor=1.0, accredited=100.0, deferred=20.0)
    rule = ShrinkingRoom(slots=0.6, status=0.5, pace=0.5)
    after = apply(world, setting, rule)
    assert after.floor[0, 0] == pytest.approx(0.7)
    assert after.accredited[0, 0] == pytest.approx(75.0)
    assert after.deferred[0, 0] == pytest.approx(45.0)
    narrow = world.with_(floor=np.array([[0.3]]))
    assert apply(narrow, setting, rule).floor[0, 0] == 0.3
    assert apply(narrow, setting, ShrinkingRoom()).floor[0, 0] == 0.3


def test_a_text_wholly_on_a_common_cause_keeps_two_fifths_of_its_strength():
    setting, world = three()
    full = apply(world, setting, CommonCause(cause=1.0, weakening=0.6))
    assert full.strength[0, 0] == pytest.approx(0.4)
    debated = world.with_(frame=np.array([[0.5]]))
    half = apply(debated, setting, CommonCause(usual_frame=0.1, weakening=0.5))
    assert half.strength[0, 0] == pytest.approx(1.0 - 0.5 * 0.4)
    stopped = apply(world.with_(blocked=np.array([[True]])), setting, CommonCause(cause=1.0))
    assert stopped.strength[0, 0] == 1.0
