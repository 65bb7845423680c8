"""Rules of soft power in worlds that a reader can work out by hand."""

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.events import EVENTS, who
from sim.mechanisms.soft_power.attraction import Attraction
from sim.mechanisms.soft_power.courtship import Courtship, among
from sim.mechanisms.soft_power.finance import WHOLE, Finance
from sim.mechanisms.soft_power.institutes import PIONEERS, Institutes, room
from sim.mechanisms.soft_power.interference import Interference
from sim.mechanisms.soft_power.polarisation import Polarisation
from sim.mechanisms.soft_power.reputation import Reputation
from sim.mechanisms.states.drift import Drift
from sim.mechanisms.states.succession import Succession
from sim.setting import Setting
from sim.world import World
from tests.mechanisms.worlds import luck


def at(year: int, quarter: int):
    """The quarter and a world in which nothing has happened, one replicate."""
    setting = Setting.build((Quarter(year, quarter),), "CHN", ("USA",), ("USA",))
    return setting.now(0), World.start(setting, 1).with_(pressure=np.zeros((1, 1)))


def apply(rule, world, now):
    return world.with_(**rule(world, now, luck(now.setting, now, 1, event=type(rule).__name__)))


def column(now, code: str) -> int:
    return now.setting.iso3.index(code)


def everywhere(world, value: float):
    return np.full_like(world.ties, value)


def test_reputation_closes_a_part_of_the_gap_and_glory_halves():
    now, world = at(1995, 1)
    world = world.with_(prestige=np.array([[0.8]]), rival_reputation=np.array([[-0.8]]))
    rule = Reputation(
        growth_gap=5.0, performance=0.1, learning=0.2, glory_half_life=1.0, rival_half_life=1.0,
        honours=4.0, honour=0.1,
    )  # fmt: skip
    after = apply(rule, world, now)
    assert after.reputation[0, 0] == pytest.approx(0.2 * 0.5)
    assert (after.prestige[0, 0], after.rival_reputation[0, 0]) == (0.4, -0.4)
    assert after.endorsement[0, 0] == pytest.approx(0.1)  # a quarter of four honours of 0.1


def test_attention_is_shared_out_among_all_but_the_challenger():
    now, _ = at(1995, 3)
    shares = among(now, 2.0)
    assert shares.sum() == pytest.approx(1.0) and shares[now.setting.challenger] == 0.0
    ratio = shares[column(now, "VUT")] / shares[column(now, "DEU")]
    apart = now.setting.small[column(now, "VUT")] - now.setting.small[column(now, "DEU")]
    assert ratio == pytest.approx(np.exp(2.0 * apart))


def test_what_is_wanted_is_scaled_down_to_the_budget():
    now, world = at(1995, 3)
    alone = {"travel": 0.0, "schooling": 0.0, "partnerships": 0.0, "rival_travel": 0.0}
    ties = {
        budget: apply(Courtship(budget=budget, hosting=40.0, visit=0.25, **alone), world, now)
        for budget in (20.0, 80.0)
    }
    states = int(now.exists.sum()) - 1
    cuba = column(now, "CUB")
    assert ties[80.0].ties[0, cuba] == pytest.approx(0.25 * 40.0 / states)
    assert ties[20.0].ties[0, cuba] == pytest.approx(0.25 * 20.0 / states)
    assert ties[20.0].spent.tolist() == [[20.0, 0.0]] and ties[80.0].spent.tolist() == [[40.0, 0.0]]


def test_a_visit_counts_for_more_in_a_small_state_and_closes_a_part_of_what_is_left():
    now, world = at(1995, 3)
    world = world.with_(ties=everywhere(world, 0.2))
    rule = Courtship(
        budget=400.0, travel=40.0, hosting=0.0, schooling=0.0, visit=0.3, dignity=1.0,
        grandeur=0.0, small_states_first=0.0, half_life=1.0,
    )  # fmt: skip
    after = apply(rule, world, now)
    visited = luck(now.setting, now, 1, event="Courtship").states("visited")[0]
    visited = now.exists & (visited > 1.0 - 40.0 / (now.exists.sum() - 1))
    visited[now.setting.challenger] = False
    gain = 0.3 * (1.0 + now.setting.small)
    assert 20 < visited.sum() < 60
    assert after.ties[0, visited] == pytest.approx((0.1 + gain * 0.9)[visited])
    assert after.ties[0, ~visited] == pytest.approx(0.1)
    quiet, later = at(1995, 4)
    faded = apply(rule, later.with_(ties=world.ties), quiet)
    assert faded.ties == pytest.approx(0.1) and not faded.spent.any()


def test_partnerships_are_declared_from_1993_and_with_the_large():
    rule = Courtship(budget=400.0, partnerships=40.0)
    before, world = at(1992, 3)
    assert not apply(rule, world, before).partnership.any()
    now, world = at(1993, 3)
    partners = apply(rule, world, now).partnership[0]
    assert partners.any() and not partners[now.setting.challenger]
    assert now.setting.small[partners].mean() < now.setting.small[now.exists].mean()


def test_institutes_grow_by_example_until_hosts_are_served():
    before, world = at(2003, 3)
    assert Institutes()(world, before, luck(before.setting, before, 1)) == {}
    now, world = at(2004, 3)
    most = room(now)
    after = apply(Institutes(founding=0.5, closing=0.5), world, now)
    assert after.institutes[0] == pytest.approx(0.5 * most / PIONEERS)
    served = world.with_(institutes=most[None, :].copy(), threat=np.array([[0.5]]))
    closed = apply(Institutes(founding=0.5, closing=0.5), served, now)
    assert closed.institutes[0] == pytest.approx(0.75 * most)


def test_dependence_follows_trade_and_loans():
    now, world = at(2010, 2)
    rule = Finance(lending=1.0, pace=0.5)
    after = apply(rule, world, now)
    angola, here = column(now, "AGO"), now.setting.challenger
    loans = now.setting.financed[angola] / (1.0 + now.setting.financed[angola])
    growth = 0.5 * now.trade[here] / WHOLE * (1.0 + loans) / 2.0
    assert after.dependence[0, angola] == pytest.approx(growth)
    assert not after.departure.any()  # what recorded trade did is in the recorded positions


def test_a_percent_more_trade_takes_a_share_of_the_distance_for_as_long_as_it_stands():
    now, world = at(2010, 2)
    angola, here = column(now, "AGO"), now.setting.challenger
    apart = now.position[angola] - now.position[here]
    half, rest = Finance(trade=0.5, pace=1.0, convergence=0.02), Drift(return_rate=0.5, wander=0.0)
    held = world
    for _ in range(3):
        held = apply(rest, apply(half, held, now), now)
        assert held.departure[0, angola] == pytest.approx(0.02 * np.log(2.0) * apart)
    gone = apply(rest, apply(Finance(trade=1.0, pace=1.0), held, now), now)
    assert gone.departure[0, angola] == pytest.approx(0.0)


def test_a_detected_attempt_repels_one_state_and_alarms_all_critics():
    now, world = at(1995, 4)
    world = world.with_(
        ties=everywhere(world, 0.5), attraction=everywhere(world, 0.2), threat=np.array([[0.4]])
    )
    sure = Interference(
        interference=40.0, detection=1.0, rupture=0.8, disgust=0.6, scare=0.1, alarm=0.2,
        half_life=1.0,
    )  # fmt: skip
    after = apply(sure, world, now)
    hit = after.attraction[0] < 0.2
    assert hit.any() and not hit[now.setting.challenger] and (now.rights[hit] >= 60.0).all()
    assert after.ties[0, hit] == pytest.approx(0.1) and after.ties[0, ~hit] == pytest.approx(0.5)
    assert after.attraction[0, hit] == pytest.approx(-0.4)
    assert after.threat[0, 0] == pytest.approx(0.4 / 2 + 0.2 / 2 + 0.1 * hit.sum())


def test_attraction_is_the_sum_of_what_was_won_less_the_wound():
    now, world = at(1995, 4)
    world = world.with_(
        ties=everywhere(world, 0.5), security_ties=everywhere(world, 0.5),
        reputation=np.array([[0.2]]), endorsement=np.array([[0.5]]), pressure=np.array([[2.0]]),
    )  # fmt: skip
    rule = Attraction(
        culture=0.1, heritage=0.3, elite=1.0, officers=0.4, wound=0.5, loyalty=0.0, speed=1.0,
    )  # fmt: skip
    drawn = apply(rule, world, now).attraction[0]
    others, critic = 0.1 + 0.5 + 0.2, 0.1 + 0.5 + 0.2  # culture, leaders, officers
    assert drawn[column(now, "BRA")] == pytest.approx(0.5 * (others + 0.2))
    assert drawn[column(now, "IND")] == pytest.approx(0.5 * (others + 0.2 + 0.3))
    assert drawn[column(now, "USA")] == pytest.approx(0.5 * critic * 1.5)
    unseen = world.with_(salience=everywhere(world, 0.0))
    assert apply(rule, unseen, now).attraction[0, column(now, "BRA")] == pytest.approx(others + 0.2)


def test_a_friend_stands_on_a_floor_and_the_rival_pole_has_its_own_stock():
    now, world = at(1995, 4)
    world = world.with_(rival_ties=everywhere(world, 0.4), rival_reputation=np.array([[-0.3]]))
    rule = Attraction(culture=0.0, loyalty=0.3, rival_base=0.2, elite=1.0, speed=0.5)
    after = apply(rule, world, now)
    assert after.attraction[0, column(now, "TZA")] == pytest.approx(0.15)  # a friend of 1971
    assert after.attraction[0, column(now, "PRK")] == pytest.approx(0.15)  # an ally
    assert after.attraction[0, column(now, "BRA")] == 0.0
    assert after.rival_attraction == pytest.approx(0.5 * (0.2 + 0.4 - 0.3))


def test_the_poles_pull_apart_and_a_crisis_lets_go_of_the_rest():
    now, world = at(1995, 1)
    rule = Polarisation(rate=0.1, release=0.5)
    apart = apply(rule, world.with_(reputation=np.array([[0.2]])), now).departure[0]
    assert apart == pytest.approx(0.02 * np.tanh(now.position))
    crisis = apply(rule, world.with_(rival_reputation=np.array([[-0.4]])), now).departure[0]
    assert crisis[column(now, "BRA")] == pytest.approx(-0.2)
    assert crisis[column(now, "USA")] == 0.0


def test_a_new_government_has_new_friends_and_the_same_officers():
    now, world = at(1995, 1)
    world = world.with_(
        ties=everywhere(world, 0.5), security_ties=everywhere(world, 0.5),
        partnership=everywhere(world, 1.0).astype(bool),
    )  # fmt: skip
    happen = EVENTS["change_of_government"].happen
    after = world.with_(**happen(world, now, who(now, ("BRA",)), 0.0))
    brazil, cuba = column(now, "BRA"), column(now, "CUB")
    assert after.ties[0, brazil] == 0.0 and not after.partnership[0, brazil]
    assert after.security_ties[0, brazil] == 0.5 and after.ties[0, cuba] == 0.5


def test_a_summit_of_one_visit_goes_as_far_as_one_visit_and_pledges_aid():
    now, world = at(1995, 1)
    world = world.with_(ties=everywhere(world, 0.2))
    after = world.with_(**EVENTS["summit"].happen(world, now, who(now, ("BRA",)), 1.0))
    brazil = column(now, "BRA")
    assert after.ties[0, brazil] == pytest.approx(0.2 + 0.25 * 0.8)
    assert after.dependence[0, brazil] == pytest.approx(0.025)
    assert after.ties[0, column(now, "CUB")] == 0.2


def test_a_successor_inherits_the_ties_of_the_state_before():
    now, world = at(1992, 1)
    ties = np.zeros_like(world.ties)
    ties[0, column(now, "SUN")] = 0.6
    after = apply(Succession(), world.with_(ties=ties), now)
    assert after.ties[0, column(now, "RUS")] == 0.6
