"""Public pressure in worlds that a reader can work out by hand."""

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.mechanisms.ngos.hearing import Hearing, usual_voice
from sim.mechanisms.pressure.campaigns import Campaigns
from sim.mechanisms.pressure.narratives import Narratives
from sim.mechanisms.pressure.opinion import Opinion
from sim.mechanisms.pressure.peer_pressure import PeerPressure, standing
from sim.mechanisms.pressure.publics import Publics
from sim.mechanisms.pressure.reaction import Reaction
from sim.mechanisms.pressure.tactics import Tactics
from sim.mechanisms.pressure.usual import northern_share, usual_northern_share
from sim.ngos import ACTIONS
from sim.setting import Setting
from sim.world import World
from tests.mechanisms.worlds import luck


def autumn(**times):
    """The autumn of 1995, and a world in which NGOs do as usual but for these actions."""
    setting = Setting.build((Quarter(1995, 4),), "CHN", ("USA", "FRA"), ("USA",))
    actions = np.array([[setting.ngos.habit(a) * times.get(a, 1.0) for a in ACTIONS]])
    year = np.repeat(actions[..., None], 4, axis=-1)
    world = World.start(setting, 1).with_(actions=actions, year_of_actions=year)
    return setting.now(0), world.with_(pressure=np.array([[0.5]]))


def apply(rule, world, now):
    return world.with_(**rule(world, now, luck(now.setting, now, 1, event=type(rule).__name__)))


def column(now, code: str) -> int:
    return now.setting.iso3.index(code)


def everywhere(now, value: float):
    return np.full((1, now.setting.states), value)


def pressed(**times):
    """The same world once campaigns have found their targets."""
    now, world = autumn(**times)
    return now, apply(Campaigns(), world, now)


def test_means_are_moved_and_not_made():
    now, world = autumn()
    before = dict(zip(ACTIONS, world.actions[0], strict=True))
    moved = apply(Tactics(outside=0.5, southern=0.25, solutions=0.5), world, now)
    after = dict(zip(ACTIONS, moved.actions[0], strict=True))
    campaign = before["campaign"] + 0.5 * before["insider_programme"]
    assert after["insider_programme"] == pytest.approx(0.5 * before["insider_programme"])
    assert after["south_south"] == pytest.approx(before["south_south"] + 0.25 * campaign)
    assert after["solutions"] == pytest.approx(before["solutions"] + 0.375 * campaign)
    assert after["campaign"] == pytest.approx(0.375 * campaign)
    assert moved.actions.sum() == pytest.approx(world.actions.sum())
    inward = apply(Tactics(outside=-1.0), world, now)
    assert inward.doing("campaign")[0, 0] == 0.0
    assert inward.actions.sum() == pytest.approx(world.actions.sum())


def test_more_of_the_same_is_times_the_usual():
    now, world = autumn()
    more = apply(Tactics(campaigning=3.0, lobbying=2.0, audiences=4.0), world, now)
    times = dict(zip(ACTIONS, (more.actions / world.actions)[0], strict=True))
    raised = {"campaign": 3.0, "lobbying": 2.0, "diaspora": 4.0, "online": 4.0}
    assert times == pytest.approx({a: raised.get(a, 1.0) for a in ACTIONS})


def test_a_year_of_actions_is_remembered():
    quarters = tuple(Quarter(1995, 1).plus(n) for n in range(5))
    setting = Setting.build(quarters, "CHN", ("USA",), ("USA",))
    world = World.start(setting, 1)
    for step in range(5):
        world = world.with_(actions=np.full_like(world.actions, float(step + 1)))
        world = apply(Tactics(), world, setting.now(step))
    assert world.year_of_actions[0, 0].tolist() == [5.0, 2.0, 3.0, 4.0]
    first = apply(Tactics(), World.start(setting, 1).with_(actions=world.actions), setting.now(0))
    assert first.year_of_actions[0, 0].tolist() == [5.0, 5.0, 5.0, 5.0]


def test_campaigns_press_by_violations_and_the_challenger_by_focus():
    now, world = autumn(campaign=2.0)
    after = apply(Campaigns(publicity=0.1), world, now)
    cuba = column(now, "CUB")
    assert after.shamed[0, cuba] == pytest.approx(2.0 * 0.1 * (1.0 - now.rights[cuba] / 100.0))
    assert after.shamed[0, now.setting.challenger] == pytest.approx(2.0 * 0.25)
    assert after.pressure[0, 0] == pytest.approx(0.5 + 0.2 * np.log(1.5))
    elsewhere = apply(Campaigns(focus=0.0, publicity=0.1), world, now)
    assert elsewhere.shamed[0, now.setting.challenger] == 0.0
    assert elsewhere.shamed[0, cuba] == pytest.approx(after.shamed[0, cuba] / 0.75)
    assert elsewhere.pressure[0, 0] == pytest.approx(0.5 + 0.2 * np.log(0.5))


def test_a_resolution_adopted_adds_to_the_pressure():
    now, world = autumn()
    text = int(np.flatnonzero(now.setting.texts.target == column(now, "CUB"))[0])
    level = world.level.copy()
    level[0, text] = 3
    by_habit, after = (apply(Campaigns(), w, now) for w in (world, world.with_(level=level)))
    added = after.shamed - by_habit.shamed
    assert added[0, column(now, "CUB")] == pytest.approx(0.3 * now.open[text])
    assert np.count_nonzero(np.round(added, 12)) == int(now.open[text])


def test_what_is_usual_moves_nobody():
    now, world = pressed()
    assert northern_share(world, now)[0, 0] == pytest.approx(usual_northern_share(now.setting.ngos))
    assert world.pressure[0, 0] == pytest.approx(0.5)
    for rule in (Opinion(), Reaction(usual_third=0.0), Narratives(), Publics(), PeerPressure()):
        quiet = world.with_(memory=np.zeros_like(world.memory))
        changes = rule(quiet, now, luck(now.setting, now, 1))
        for name, values in changes.items():
            if name != "supported":
                assert np.allclose(values, getattr(quiet, name), atol=1e-12), name


def test_backlash_goes_part_of_the_way_to_the_insult_and_chills():
    now, world = pressed(campaign=2.0)
    rule = Opinion(provoked=2.0, speed=0.5, chill=0.5, resentment=0.25)
    after, ours = apply(rule, world, now), now.setting.challenger
    feeling = 0.5 * 2.0 * usual_northern_share(now.setting.ngos) * 0.25
    assert after.national_feeling[0, ours] == pytest.approx(feeling)
    assert after.consciousness[0, ours] == pytest.approx(-0.5 * feeling)
    assert after.sympathy[0, 0] == pytest.approx(-0.25 * feeling)
    assert after.national_feeling[0, column(now, "FRA")] == 0.0  # no rival's criticism at home


def test_naming_officials_alone_turns_the_insult():
    now, world = pressed()
    after = apply(Opinion(provoked=1.0, speed=1.0, aim_at_officials=1.0, reversal=0.2), world, now)
    usual = usual_northern_share(now.setting.ngos) * 0.25
    assert after.national_feeling[0, now.setting.challenger] == pytest.approx(-1.2 * usual)


def test_the_same_words_of_southern_partners_are_no_insult():
    now, world = autumn()
    extra = now.setting.ngos.habit("campaign") / now.setting.ngos.habit("south_south")
    now, world = pressed(south_south=1.0 + extra)
    assert world.shamed[0, now.setting.challenger] == pytest.approx(0.5)
    assert np.allclose(apply(Opinion(), world, now).national_feeling, 0.0, atol=1e-12)


def test_contacts_win_sympathy_that_takes_the_edge_off():
    now, world = pressed(diaspora=3.0, online=3.0)
    rule = Opinion(contact=0.1, informing=0.05, fading=0.0, warmth=0.5, speed=1.0, provoked=1.0)
    once = apply(rule, world, now)
    assert once.sympathy[0, 0] == pytest.approx(0.2)
    assert once.consciousness[0, now.setting.challenger] == pytest.approx(0.1)
    twice = apply(rule, once, now)
    usual = usual_northern_share(now.setting.ngos) * 0.25
    assert twice.national_feeling[0, now.setting.challenger] == pytest.approx(-0.5 * 0.2 * usual)


def test_pressure_yields_where_somebody_stands_behind_it():
    now, world = pressed(campaign=2.0)
    world = world.with_(memory=np.zeros_like(world.memory))
    cuba, alone = column(now, "CUB"), Reaction(usual_third=0.0, yields=5.0)
    assert apply(alone, world, now).rights_departure[0, cuba] == 0.0
    partners = everywhere(now, 0.4)
    helped = apply(alone, world.with_(partners=partners), now)
    assert helped.rights_departure[0, cuba] == pytest.approx(5.0 * world.shamed[0, cuba] * 0.4)
    joined = apply(Reaction(usual_third=0.0, yields=5.0, coalition=0.5), world, now)
    assert joined.supported[0, cuba] == pytest.approx(0.5 * world.shamed[0, cuba])


def test_backlash_closes_ranks_and_its_weight_is_a_theory():
    now, world = pressed()
    angry = world.with_(national_feeling=everywhere(now, 0.5), memory=np.zeros_like(world.memory))
    rule = {"usual_third": 0.0, "closing_ranks": 2.0}
    lost = [
        apply(Reaction(provokes=p, **rule), angry, now).rights_departure[0, column(now, "CUB")]
        for p in (0.0, 1.0, 2.0)
    ]
    assert lost == pytest.approx([0.0, -1.0, -2.0])


def test_a_whole_with_a_missing_half_yields_nothing():
    gains = []
    for outside, inside in ((1.0, 1.0), (4.0, 1.0), (4.0, 0.0), (0.0, 4.0)):
        now, world = pressed(campaign=outside, insider_programme=inside)
        world = world.with_(memory=np.zeros_like(world.memory))
        after = apply(Reaction(usual_third=0.0, together=0.5, talking=0.0), world, now)
        gains.append(after.rights_departure[0, now.setting.challenger])
    assert gains == pytest.approx([0.0, 0.5, -0.5, -0.5])


def test_talks_carry_what_pressure_adds():
    now, world = pressed(campaign=2.0)
    dialogue = world.dialogue.copy()
    dialogue[0, column(now, "FRA")] = 1  # one of two critics
    world = world.with_(
        dialogue=dialogue, substance=np.array([[0.5]]), memory=np.zeros_like(world.memory)
    )
    after = apply(Reaction(usual_third=0.0, together=0.0, talking=8.0), world, now)
    assert after.rights_departure[0, now.setting.challenger] == pytest.approx(8 * 0.25 * 0.5 * 0.5)


def test_hope_needs_room_and_has_a_ceiling():
    now, world = autumn()
    rule = Narratives(hope=1.0, persuasion=0.1, enough=0.4, contagion=0.0, ceiling=0.5)
    after = apply(rule, world, now)
    for code in ("ARG", "TUR"):
        n = column(now, code)
        undecided = np.exp(-((now.position[n] / 0.6) ** 2))
        opening = (now.rights[n] / 100.0 - 0.4) / 0.6
        assert after.consciousness[0, n] == pytest.approx(0.1 * undecided * opening)
    full = apply(rule, world.with_(consciousness=everywhere(now, 0.5)), now)
    assert full.consciousness.max() == pytest.approx(0.5)


def test_fear_moves_both_camps_outward():
    now, world = autumn()
    after = apply(Narratives(hope=-0.5, polarising=0.1), world, now)
    assert after.departure[0] == pytest.approx(0.05 * np.tanh(now.position))
    assert not after.consciousness.any()


def test_a_norm_in_terms_of_faith_is_at_home_in_religious_publics():
    now, world = autumn()
    secular, faith = (
        apply(Narratives(norm=1.0, in_faith_terms=f, persuasion=0.1, foreign=0.3), world, now)
        for f in (0.0, 1.0)
    )
    egypt, peru = column(now, "EGY"), column(now, "PER")
    assert [w.consciousness[0, egypt] for w in (secular, faith)] == pytest.approx([0.03, 0.1])
    assert [w.consciousness[0, peru] for w in (secular, faith)] == pytest.approx([0.1, 0.03])


def test_governments_follow_their_publics_as_far_as_these_are_heard():
    now, world = autumn()
    raised = world.with_(consciousness=everywhere(now, 0.5))
    after = apply(Publics(follow=0.2, least=0.0), raised, now)
    assert after.departure[0] == pytest.approx(0.1 * now.rights / 100.0)


def test_peers_are_heard_by_standing_and_the_north_at_a_discount():
    now, world = autumn(campaign=2.0)
    ngos, peru = now.setting.ngos, column(now, "PER")
    rule = PeerPressure(persuasion=0.5, discount=0.6)
    northern = apply(rule, world, now).goodwill[0]
    assert northern[peru] == pytest.approx(-0.5 * 0.4 * standing(ngos, "campaign", True))
    extra = ngos.habit("campaign") / ngos.habit("south_south")
    now, world = autumn(south_south=1.0 + extra)
    by_peers = apply(rule, world, now).goodwill[0]
    assert by_peers[peru] == pytest.approx(-0.5 * standing(ngos, "south_south", False))
    assert by_peers[column(now, "FRA")] == 0.0 == by_peers[now.setting.challenger]


def test_its_own_region_speaks_for_itself():
    now, world = autumn()
    world = world.with_(frame_support=everywhere(now, 0.5))
    after = apply(PeerPressure(asian_voices=0.5, solidarity=0.6, weakening=0.4), world, now)
    nepal, peru = column(now, "NPL"), column(now, "PER")
    assert after.goodwill[0, [nepal, peru]] == pytest.approx([-0.3, 0.0])
    assert after.frame_support[0, [nepal, peru]] == pytest.approx([0.4, 0.5])
    funded = world.funded.copy()
    funded[0, -1] = 0.5  # money of the study group does what voices do
    paid = apply(PeerPressure(solidarity=0.6), world.with_(funded=funded), now)
    assert paid.goodwill == pytest.approx(after.goodwill)


def test_lobbying_is_a_part_of_an_ngos_voice():
    setting = Setting.build((Quarter(1995, 1),), "CHN", ("USA",), ("USA",))
    now, world = setting.now(0), World.start(setting, 1)
    effort = np.zeros_like(world.ngo_effort)
    effort[0, :2, ACTIONS.index("lobbying")] = 0.1, 0.0
    effort[0, :2, ACTIONS.index("monitoring")] = 0.3, 0.4
    world = world.with_(ngo_effort=effort, ngo_voice=np.ones_like(world.ngo_voice))
    after = apply(Tactics(lobbying=3.0), world, now)
    assert after.ngo_voice[0, :2] == pytest.approx([1.5, 1.0])


def test_firms_answer_ngos_where_they_have_a_stake():
    setting = Setting.build((Quarter(1995, 1),), "CHN", ("USA", "FRA"), ("USA",))
    now, world = setting.now(0), World.start(setting, 1)
    exposure = np.zeros_like(world.exposure)
    exposure[0, column(now, "USA")] = 1.0
    world = world.with_(exposure=exposure, ngo_voice=4.0 * usual_voice(setting.ngos)[None])
    unanswered, answered = (
        apply(Hearing(set_against=s), world, now).restraint[0] for s in (0.0, 0.75)
    )
    states = [column(now, code) for code in ("USA", "FRA", "CUB")]
    assert (unanswered[states] < 0).tolist() == [True, True, False]
    assert answered[states] == pytest.approx(unanswered[states] * [0.25, 1.0, 1.0])
