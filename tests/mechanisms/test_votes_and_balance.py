"""Procedure, amendments, lobbying and the balance in worlds that a reader can work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.mechanisms.agenda.amendments import Amendments
from sim.mechanisms.agenda.no_action import NoAction
from sim.mechanisms.agenda.working_rules import WorkingRules
from sim.mechanisms.balance.learning import Learning
from sim.mechanisms.balance.media import Media
from sim.mechanisms.balance.preparation import Preparation
from sim.mechanisms.states.consequences import Consequences
from sim.mechanisms.voting.country_stance import CountryStance
from sim.mechanisms.voting.lobbying import Lobbying
from tests.mechanisms.test_worlds_of_three import (
    CUBA,
    MEXICO,
    UNITED_STATES,
    apply,
    bare,
    leaning,
    noise,
)
from tests.mechanisms.worlds import luck, three


def on(setting, quarter):
    """The same facts in another quarter of the same year, or of another year."""
    return replace(setting, quarters=(quarter,))


def test_with_equal_votes_the_better_prepared_side_carries_the_motion():
    """One for and one against is a tie, which fails; a waverer at 0.5 comes with full drill."""
    setting, world = three()
    rule = NoAction(on_challenger=1.0, shelter=0.0, drill=0.6)
    tied = leaning(world, 2.0, 0.5, -2.0)
    alike = apply(tied.with_(preparation=np.array([[0.7, 0.7]])), setting, rule)
    harder = apply(tied.with_(preparation=np.array([[1.0, 0.0]])), setting, rule)
    assert tuple(alike.motion[0, 0]) == (1, 1, 1) and not alike.blocked[0, 0]
    assert tuple(harder.motion[0, 0]) == (2, 1, 0) and harder.blocked[0, 0]


def test_friends_of_the_target_dilute_what_they_cannot_stop():
    """A third of the members are friends: 1 - 0.6 / 3 of the text is left; skill doubles it."""
    setting, world = three()
    world = leaning(world, 2.0, 0.0, -2.0)
    rule = Amendments(dilution=0.6, ease=0.5)
    after = apply(world, setting, rule)
    assert after.strength[0, 0] == pytest.approx(0.8)
    assert after.cuts[0, 0, 0] == pytest.approx([-0.9, 1.1])
    skilled = apply(world.with_(counter_capacity=np.array([[1.0]])), setting, rule)
    silenced = apply(world.with_(floor=np.array([[0.0]])), setting, rule)
    assert skilled.strength[0, 0] == pytest.approx(0.6)
    assert silenced.strength[0, 0] == pytest.approx(0.6)
    stopped = apply(world.with_(blocked=np.array([[True]])), setting, rule)
    assert stopped.strength[0, 0] == 1.0 and stopped.cuts[0, 0, 0] == pytest.approx([-1.0, 1.0])


def test_a_diluted_text_does_less_and_below_half_creates_no_mandate():
    setting, world = three()
    adopted = world.with_(adopted=np.array([[True]]))
    half = apply(adopted.with_(strength=np.array([[0.5]])), setting, Consequences(remedy=0.8))
    less = apply(adopted.with_(strength=np.array([[0.4]])), setting, Consequences(remedy=0.8))
    assert half.rights_departure[0, setting.challenger] == pytest.approx(0.4)
    assert half.country_mandates[0, 0] and not less.country_mandates[0, 0]


def test_working_rules_are_bargained_over_in_the_council_alone():
    setting, world = three()
    better = world.with_(preparation=np.array([[0.5, 0.3]]))
    rule = WorkingRules(shaping=0.5, pace=1.0)
    council, commission = on(setting, Quarter(2007, 2)), on(setting, Quarter(2005, 2))
    assert apply(better, council, rule).floor[0, 0] == pytest.approx(1.0 - 0.5 * 0.7)
    assert apply(better, commission, rule).floor[0, 0] == 1.0
    assert apply(better, on(setting, Quarter(2006, 2)), rule).floor[0, 0] == 1.0


def test_scrutiny_teaches_and_advocates_follow_their_means():
    """A draft and half the attention are three quarters of full exposure."""
    setting, world = three()
    world = world.with_(level=np.array([[1]]), pressure=np.array([[0.5]]))
    rule = Learning(rate=0.4, forgetting=0.1, portfolio=0.8, lag=4.0)
    first = apply(world, setting, rule)
    assert first.counter_capacity[0, 0] == pytest.approx(0.4 * 0.75)
    assert first.advocacy[0, 0] == pytest.approx(0.1 + 0.7 / 4.0)  # on the way from the usual
    second = apply(first, setting, rule)
    assert second.counter_capacity[0, 0] == pytest.approx(0.3 + 0.3 * 0.7 - 0.1 * 0.3)
    assert apply(first, on(setting, Quarter(1995, 3)), rule) is not None


def test_preparation_follows_effort_lessons_and_advocates():
    setting, world = three()
    autumn = on(setting, Quarter(1995, 4))
    world = world.with_(counter_capacity=np.array([[0.5]]), advocacy=np.array([[0.2]]))
    rule = Preparation(friends=0.4, critics=0.6, lesson=0.4, answer=0.5, pace=0.5)
    assert apply(world, autumn, rule).preparation[0] == pytest.approx([0.3, 0.35])
    most = Preparation(friends=1.0, critics=0.0, lesson=1.0, answer=0.0, pace=1.0)
    assert apply(world, autumn, most).preparation[0] == pytest.approx([1.0, 0.0])


def test_media_hide_violations_outside_the_critics_and_most_among_friends():
    """In the year of the midpoint half of the reach is attained."""
    setting, world = three()
    autumn = on(setting, Quarter(1995, 4))
    cuba, mexico, us = (world.members[0, seat] for seat in (CUBA, MEXICO, UNITED_STATES))
    ties = np.zeros_like(world.ties)
    ties[0, cuba] = 1.0
    rule = Media(reach=0.8, midpoint=1995.0, usual_audience=0.5)
    seen = apply(world.with_(ties=ties), autumn, rule).salience[0]
    assert seen[[cuba, mexico, us]] == pytest.approx([0.6, 0.8, 1.0])
    watched = replace(rule, monitoring=1.0)
    assert (apply(world.with_(ties=ties), autumn, watched).salience == 1.0).all()


def test_grants_come_on_top_of_visits_and_late_promises_count_less():
    """Two visits, one grant, Mexico next to the pivot; half of three months is half the worth."""
    setting, world = three()
    autumn, mexico = on(setting, Quarter(1995, 4)), world.members[0, MEXICO]
    threatened = world.with_(level=np.array([[1]]))
    rule = Lobbying(
        envoys=2.0, purse=1.0, effect=0.5, grant=0.3, pivot=-0.3, reach=0.01,
        envoys_per_sponsor=0.0,
    )  # fmt: skip
    goodwill = apply(threatened, autumn, rule).goodwill[0]
    assert sorted(goodwill[goodwill > 0]) == pytest.approx([0.5, 0.8])
    assert goodwill[mexico] == pytest.approx(0.8)
    late = apply(threatened, autumn, replace(rule, lead=1.5)).goodwill[0]
    assert late[mexico] == pytest.approx(0.4)
    learned = threatened.with_(counter_capacity=np.array([[1.0]]))
    more = apply(learned, autumn, replace(rule, envoys=1.0, learned=1.0)).goodwill[0]
    assert (more > 0).sum() == 2


def with_texts(names):
    """A Commission of 1996 with these country texts, Cuba, Mexico and the United States seated."""
    setting, world = three()
    whole = setting.build((Quarter(1996, 1),), "CHN", ("USA",), ("USA",))
    kept = [whole.texts.names.index(name) for name in names]
    cells = {
        name: (np.array(value)[kept] if isinstance(value, np.ndarray) else
               tuple(value[k] for k in kept))
        for name, value in vars(whole.texts).items()
    }  # fmt: skip
    texts = type(whole.texts)(**cells)
    calm = replace(texts, difficulty=np.zeros(len(names)), great_power=np.zeros(len(names)))
    setting = replace(whole, texts=calm)
    fresh = type(world).start(setting, 1)
    return setting, fresh.with_(
        seated=world.seated, members=world.members, present=world.present,
        memory=np.zeros_like(fresh.memory),
    )  # fmt: skip


def said(world, setting, **terms):
    """Leanings (D, M) of three members with and without these terms: the difference."""
    now = setting.now(0)
    seats = slice(0, 3)
    by_terms = bare(**terms)(world, now, luck(setting, now, 1))["leaning"][0, :, seats]
    return by_terms - bare()(world, now, luck(setting, now, 1))["leaning"][0, :, seats]


def test_a_target_owes_what_was_done_for_it():
    """China shielded Cuba, so Cuba shields China; it owes nothing to Iran, nor others to China."""
    setting, world = with_texts(("CUB", "CHN", "IRN"))
    memory = world.memory.copy()
    memory[0, 0, setting.challenger] = 1.0
    added = said(world.with_(memory=memory), setting, shielding=0.7)
    assert added[1, [CUBA, MEXICO, UNITED_STATES]] == pytest.approx([0.7, 0.0, 0.0])
    assert added[2] == pytest.approx([0.0, 0.0, 0.0])


def test_members_of_the_targets_own_group_are_milder():
    setting, world = with_texts(("CUB", "CHN"))
    added = said(world, setting, own_region=0.4)
    assert added[0, MEXICO] == pytest.approx(0.4) and added[0, UNITED_STATES] == 0.0
    assert added[1] == pytest.approx([0.0, 0.0, 0.0])


def test_pacts_and_the_tie_of_great_powers_count_on_their_own_texts():
    setting, world = with_texts(("CUB", "CHN", "RUS"))
    mexico = world.members[0, MEXICO]
    allied = setting.allied.copy()
    allied[:, mexico] = True
    pact = replace(setting, allied=allied)
    assert said(world, pact, alliance=0.6)[1] == pytest.approx([0.0, 0.6, 0.0])
    russia = setting.iso3.index("RUS")
    seats = world.members.copy()
    seats[0, MEXICO] = russia
    added = said(world.with_(members=seats), setting, nexus=1.5)
    assert added[1] == pytest.approx([0.0, 1.5, 0.0])
    assert added[0] == pytest.approx([0.0, 0.0, 0.0])


def test_what_advocates_show_moves_every_member():
    setting, world = three()
    told = world.with_(advocacy=np.array([[0.5]]))
    moved = apply(told, setting, bare(evidence=0.8)).leaning[0, 0, :3]
    assert moved == pytest.approx(noise(setting, world) - 0.8 * (0.5 - 0.1))
    assert isinstance(bare(), CountryStance)
