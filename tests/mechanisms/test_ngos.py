"""The rules of NGOs in worlds that a reader can work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.events import EVENTS, who
from sim.mechanisms.ngos.access import Access
from sim.mechanisms.ngos.adaptive_allocation import AdaptiveAllocation
from sim.mechanisms.ngos.allocation import CAMPAIGN, INSIDER, Allocation
from sim.mechanisms.ngos.attacks import Attacks
from sim.mechanisms.ngos.fixed_allocation import FixedAllocation
from sim.mechanisms.ngos.hearing import USUAL_OFFICES, Hearing, usual_voice
from sim.mechanisms.ngos.reach import SOUTH_SOUTH, Reach
from sim.mechanisms.ngos.spread import Spread
from sim.mechanisms.ngos.standing import Standing
from sim.mechanisms.ngos.strategy import Strategy
from sim.mechanisms.ngos.terrain import Terrain
from sim.ngos import ACTIONS
from sim.setting import Setting
from sim.world import World
from tests.mechanisms.worlds import luck

LOBBYING = ACTIONS.index("lobbying")


def moment(year: int, quarter: int) -> tuple[Setting, World]:
    """The first quarter of a run with one challenger and two critics."""
    setting = Setting.build((Quarter(year, quarter),), "CHN", ("USA", "GBR"), ("USA",))
    return setting, World.start(setting, 1)


def apply(setting, world, *rules):
    now = setting.now(0)
    for rule in rules:
        world = world.with_(**rule(world, now, luck(setting, now, 1, event=type(rule).__name__)))
    return world


def ngo(setting: Setting, name: str) -> int:
    return setting.ngos.names.index(name)


def of_each(world: World, value: float, **others: float):
    """A field (1, G) with one value, and others for NGOs by column."""
    values = np.full(world.ngo_funds.shape, value)
    for column, other in others.items():
        values[0, int(column[1:])] = other
    return values


def test_lobbying_has_its_season_and_the_year_adds_up_to_habit():
    shares = []
    for quarter in (4, 2):
        setting, world = moment(1995, quarter)
        shares.append(apply(setting, world, Allocation(seasonal=0.3)).ngo_effort[0])
        assert shares[-1].sum(axis=1) == pytest.approx(1.0)
    assert np.mean(shares, axis=0) == pytest.approx(setting.ngos.usual)
    assert shares[0][0, LOBBYING] == pytest.approx(1.3 * setting.ngos.usual[0, LOBBYING])


def test_work_by_consent_is_done_where_there_is_access_and_stances_override_habit():
    setting, world = moment(1995, 2)
    half = world.with_(ngo_access=world.ngo_access / 2)
    lund = ngo(setting, "capacity_builder_lund")
    effort = apply(setting, half, Allocation(seasonal=0.0)).ngo_effort[0, lund]
    assert effort[INSIDER] == pytest.approx(0.375 / 0.625)  # 0.75 halved, the rest keeps its 0.25
    resisting = apply(setting, world, Allocation(resistance=1.0)).ngo_effort[0]
    assert resisting[lund, CAMPAIGN] == 1.0 and resisting[lund].sum() == 1.0
    assert resisting[ngo(setting, "government_organised_beijing_1"), CAMPAIGN] == 0.0
    assert not apply(setting, world, Allocation(attention=0.0)).ngo_effort[0, lund].any()


def test_one_who_learns_moves_effort_to_what_works_and_one_who_plans_does_not():
    setting, world = moment(1995, 2)
    terrain = np.zeros_like(world.terrain)
    terrain[0, LOBBYING] = 2.0
    world = world.with_(terrain=terrain)
    sure = AdaptiveAllocation(speed=np.log(2.0), error=0.0, temperature=1.0)
    learned = apply(setting, world, sure)
    assert learned.ngo_value[0, 0, LOBBYING] == pytest.approx(1.0)  # half of the way to 2
    habit = setting.ngos.usual[0]
    others = 1.0 - habit[LOBBYING]
    told = habit[LOBBYING] * np.e / (habit[LOBBYING] * np.e + others)
    assert learned.ngo_effort[0, 0, LOBBYING] == pytest.approx(told)
    fixed = apply(setting, world, FixedAllocation())
    assert np.array_equal(fixed.ngo_effort[0], setting.ngos.usual)


def test_what_one_action_gains_the_others_lose():
    setting, world = moment(1995, 1)
    moved = apply(setting, world, Terrain(volatility=1.0))
    assert moved.terrain.std() > 0.3
    assert np.exp(moved.terrain).mean() == pytest.approx(1.0)
    assert not apply(setting, world, Terrain(volatility=0.0)).terrain.any()


def test_reach_is_habit_weighed_by_means_and_only_open_ngos_count():
    setting, world = moment(1995, 1)
    ngos = setting.ngos
    usual = (ngos.resources[:, None] * ngos.usual).sum(axis=0) / ngos.resources.sum()
    assert apply(setting, world, Reach()).actions[0] == pytest.approx(usual)
    poor = world.with_(ngo_funds=world.ngo_funds / 2, ngo_legitimacy=world.ngo_legitimacy / 2)
    assert apply(setting, poor, Reach()).actions[0] == pytest.approx(usual / 4)
    able = world.with_(ngo_skill=of_each(world, 0.5), joined=of_each(world, 1.0))
    assert apply(setting, able, Reach(worth=1.5, pull=0.3)).actions[0] == pytest.approx(
        usual * 1.3 * 1.3
    )
    none = world.with_(ngo_closed=np.ones_like(world.ngo_closed))
    assert not apply(setting, none, Reach()).actions.any()
    expelled = world.with_(ngo_access=np.zeros_like(world.ngo_access))
    assert apply(setting, expelled, Reach()).actions[0, INSIDER] == 0.0
    southern = apply(setting, world.with_(decentralised=np.ones((1, 1))), Reach()).actions[0]
    assert southern[SOUTH_SOUTH] > usual[SOUTH_SOUTH]
    assert southern[CAMPAIGN] == pytest.approx(0.9 * usual[CAMPAIGN])


def test_only_those_who_take_part_reach_anything():
    setting = Setting.build(
        (Quarter(1995, 1),), "CHN", ("USA",), ("USA",),
        ngos=("exile_group", "capacity_builder_lund"),
    )  # fmt: skip
    world = apply(setting, World.start(setting, 1), Reach())
    open_ = {setting.ngos.names[g] for g in np.flatnonzero(~world.ngo_closed[0])}
    assert len(open_) == 5 and "capacity_builder_lund" in open_
    everybody, start = moment(1995, 1)
    assert world.actions.sum() < 0.2 * apply(everybody, start, Reach()).actions.sum()
    later = replace(setting, quarters=(Quarter(1995, 2),))
    assert np.array_equal(
        apply(later, world, Attacks(reopening=1.0, crackdown=0.0, hostility=0.0)).ngo_closed,
        world.ngo_closed,
    )


def test_access_is_paid_for_with_ones_own_campaigns_and_with_loud_company():
    setting, world = moment(1995, 1)
    world = apply(setting, world, Reach())
    settled = Access(settling=1.0)
    assert apply(setting, world, settled).ngo_access[0] == pytest.approx(world.ngo_access[0])
    louder = Access(settling=1.0, harshness=2.0, price=2.0, association=0.5)
    after = apply(setting, world, louder).ngo_access[0]
    london, lund = ngo(setting, "global_campaigner_london"), ngo(setting, "capacity_builder_lund")
    assert after[lund] == pytest.approx(0.85 * np.exp(-0.5 * 0.85))  # twice as loud a company
    assert after[london] == pytest.approx(0.05 * np.exp(-2.0 * 0.35 - 0.5 * 0.05))
    expelled = world.with_(ngo_access=np.zeros_like(world.ngo_access))
    back = apply(setting, expelled, Access(settling=0.1)).ngo_access[0, lund]
    assert back == pytest.approx(0.1 * 0.1 * 0.85)  # who is not trusted begins very slowly


def test_an_attack_costs_funds_trust_and_perhaps_the_ngo_itself():
    setting, world = moment(1995, 2)
    certain = Attacks(
        crackdown=1.0, hostility=1.0, loss=0.5, smear=0.2, closing=1.0, steadiness=0.0
    )
    hit = apply(setting, world, certain)
    free = ~setting.ngos.of("government_organised")
    assert np.array_equal(hit.attacked[0], free) and np.array_equal(hit.ngo_closed[0], free)
    assert hit.ngo_funds[0] == pytest.approx(np.where(free, 0.5, 1.0))
    assert hit.ngo_legitimacy[0] == pytest.approx(np.where(free, 0.8, 1.0))
    old_ties = world.with_(ngo_ties=of_each(world, 9.0))
    softened = apply(setting, old_ties, replace(certain, steadiness=1.0, maturity=10.0))
    assert softened.ngo_funds[0, 0] == pytest.approx(1.0 - 0.5 * np.exp(-1.0))
    assert softened.ngo_ties[0, 0] == 10.0


def test_peers_who_agreed_beforehand_halve_the_blow():
    setting, world = moment(1995, 2)
    world = apply(setting, world, Reach())  # they spend on solidarity what is usual
    together = Attacks(
        crackdown=1.0, hostility=1.0, deterrence=0.0, playbook=1.0, steadiness=0.0, loss=0.5
    )
    assert apply(setting, world, together).ngo_funds[0, 0] == pytest.approx(0.75)
    nobody = world.with_(actions=np.zeros_like(world.actions))
    assert apply(setting, nobody, together).ngo_funds[0, 0] == pytest.approx(0.5)


def test_repression_and_closed_civic_space_bring_attacks_at_home():
    setting, world = moment(1995, 2)
    mild = Attacks(crackdown=0.1, hostility=0.1)
    space = world.civic_space.copy()
    space[:, setting.challenger] = -1.0
    hit = apply(setting, world.with_(civic_space=space), mild).attacked[0]
    free_inside = setting.ngos.inside & ~setting.ngos.of("government_organised")
    assert np.array_equal(hit & setting.ngos.inside, free_inside)  # 0.1 * exp(3) is certain
    assert hit[~setting.ngos.inside].mean() < 0.5


def test_legitimacy_falls_to_what_populism_leaves_and_donors_follow():
    setting, world = moment(1995, 2)
    wave = Standing(populism=1.0, erosion=0.5, falling=1.0, shield=0.6, trust=0.0)
    hit = apply(setting, world, wave)
    assert hit.ngo_legitimacy[0] == pytest.approx(0.5)
    assert hit.ngo_funds[0] == pytest.approx(0.5)
    answering = world.with_(accountable=np.ones((1, 1)))
    kept = apply(setting, answering, replace(wave, accountability=1.0))
    assert kept.ngo_legitimacy[0] == pytest.approx(1.0 - 0.5 * 0.4)


def test_recovery_is_rigid_or_reinvented_and_first_adopters_gain_most():
    setting, world = moment(1995, 2)
    hit = world.with_(ngo_legitimacy=of_each(world, 0.5), ngo_funds=of_each(world, 0.5))
    rigid = apply(setting, hit, Standing(rigid=0.1, reinvention=0.0))
    new = apply(setting, hit, Standing(rigid=0.1, reinvention=0.8))
    assert rigid.ngo_legitimacy[0, 0] == pytest.approx(0.55)
    assert new.ngo_legitimacy[0, 0] == pytest.approx(0.95)
    first = world.with_(ngo_skill=of_each(world, 0.3, _0=0.9))
    funds = apply(setting, first, Standing()).ngo_funds[0]
    assert funds[0] > 1.0 > funds[1]


def test_skill_is_found_seen_by_ones_own_kind_first_bought_and_forgotten():
    setting, world = moment(1995, 3)
    assert apply(setting, world, Spread(innovation=0.0)).ngo_skill[0] == pytest.approx(0.3)
    found = apply(setting, world, Spread(innovation=1.0, contact=0.0)).ngo_skill
    assert found[0] == pytest.approx(0.3 + 0.4 * 0.7)
    one_knows = world.with_(ngo_skill=of_each(world, 0.3, _0=0.9))
    copied = Spread(innovation=0.0, contact=0.1, density=0.0)
    after = apply(setting, one_knows, copied).ngo_skill[0]
    assert after[0] == pytest.approx(0.3 + 0.9 * 0.6)  # a tenth is forgotten
    assert after[1] == pytest.approx(0.3 + 0.1 * 0.9 * 0.6 / 3)  # one of three of its kind knows
    assert after[-1] == pytest.approx(0.3)  # nobody of its kind knows, and it sees no others
    guided = apply(setting, one_knows, replace(copied, guide=1.0)).ngo_skill[0]
    assert guided[1] - 0.3 == pytest.approx(3 * (after[1] - 0.3))
    bought = apply(setting, world, Spread(innovation=0.0, capacity_share=0.5, building=0.6))
    assert bought.ngo_skill[0] == pytest.approx(0.3 + 0.3 * 0.7)
    assert bought.set_aside[0, 0] == 0.5


def test_a_strategy_is_taken_up_as_it_fits_and_forgotten_when_unrevised():
    setting, world = moment(1995, 3)
    fits = apply(setting, world, Strategy(strategy=1.0, fit=1.0, pace=0.6))
    assert fits.joined[0] == pytest.approx(0.6)
    foreign = apply(setting, world, Strategy(strategy=1.0, fit=0.0, pace=0.6, cost=2.0))
    assert foreign.joined[0] == pytest.approx(0.6 * np.exp(-2.0))
    unrevised = apply(setting, fits, Strategy(strategy=0.0, fading=0.25))
    assert unrevised.joined[0] == pytest.approx(0.45)


def test_critics_hear_the_usual_voice_at_the_usual_price():
    setting, world = moment(1995, 1)
    usual = world.with_(ngo_voice=usual_voice(setting.ngos)[None])
    assert apply(setting, usual, Hearing()).restraint == pytest.approx(0.0)
    everywhere = Hearing(weight=1.0, offices=1.0, policy_access=0.0)
    deaf = apply(setting, usual, everywhere).restraint[0]
    voices = usual_voice(setting.ngos)
    for critic in ("USA", "GBR"):
        column = setting.iso3.index(critic)
        there = voices[setting.ngos.home == column].sum() / (voices.sum() / 2)
        heard = np.sqrt((1.0 - USUAL_OFFICES) * there + USUAL_OFFICES)
        assert deaf[column] == pytest.approx(heard)
    assert np.flatnonzero(deaf).size == 2  # nobody but critics


def test_expulsion_takes_access_from_guests_and_closure_shuts_those_at_home():
    setting, world = moment(1995, 1)
    now, ngos = setting.now(0), setting.ngos
    expelled = EVENTS["expulsion"].happen(world, now, who(now, ("SWE",)), 1.0)["ngo_access"][0]
    changed = np.flatnonzero(expelled != world.ngo_access[0])
    assert [ngos.names[g] for g in changed] == ["capacity_builder_lund"]
    everybody = EVENTS["expulsion"].happen(world, now, who(now, ("all",)), 1.0)["ngo_access"][0]
    assert not everybody[~ngos.inside].any() and everybody[ngos.inside].all()
    closed = EVENTS["closure"].happen(world, now, who(now, ("challenger",)), 1.0)["ngo_closed"][0]
    assert np.array_equal(closed, ngos.inside & ~ngos.of("government_organised"))
