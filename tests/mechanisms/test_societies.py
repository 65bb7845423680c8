"""Rules on societies and institutions, in worlds that a reader can work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.events import liberalisation, who
from sim.mechanisms.societies.boomerang import Boomerang
from sim.mechanisms.societies.civic_space import CivicSpace
from sim.mechanisms.societies.consciousness import Consciousness
from sim.mechanisms.societies.institutions import Institutions
from sim.mechanisms.societies.justice import Justice
from sim.mechanisms.societies.modes import Modes
from sim.mechanisms.societies.spiral import Spiral, on_record
from sim.mechanisms.states.repression import Repression
from sim.ngos import ACTIONS, STRATEGIES
from tests.mechanisms.test_worlds_of_three import apply
from tests.mechanisms.worlds import three


def at(quarter: int):
    """The world of three in this quarter of 1995, NGOs at their habits, and China's column."""
    setting, world = three()
    setting = replace(setting, quarters=(Quarter(1995, quarter),))
    ngos = setting.ngos
    usual = (ngos.resources[:, None] * ngos.usual).sum(axis=0) / ngos.total
    habits = np.repeat(usual[None, :, None], world.year_of_actions.shape[-1], axis=-1)
    return setting, world.with_(year_of_actions=habits), setting.iso3.index("CHN")


def full(world, value: float):
    return np.full_like(world.unrest, value)


def one(value: float):
    return np.array([[float(value)]])


def test_room_shrinks_by_decree_and_groups_give_up_the_marginalised_twice_as_much():
    setting, world, china = at(2)
    recorded = setting.now(0).civic_space[china]
    world = world.with_(repression=full(world, 2.0), administrative=full(world, 0.5))
    rule = CivicSpace(closing=0.05, attrition=0.5, exposure=2.0, results=4.0)
    after = apply(world, setting, rule)
    assert after.civic_space[0, china] == pytest.approx(-0.05)
    assert after.capability[0, china] == after.partners[0, china] == pytest.approx(-0.025)
    assert after.marginal[0, china] == pytest.approx(-0.05)
    assert after.rights_departure[0, china] == pytest.approx(-0.1)
    helped = apply(world, setting, replace(rule, support=0.6))
    assert helped.civic_space[0, china] == pytest.approx(-0.05 * 0.4)
    private = apply(world, setting, replace(rule, messaging=1.0))
    assert private.hidden[0, china] == pytest.approx(1.0 - recorded + 0.05)
    assert private.capability[0, china] == pytest.approx(-0.025 * (recorded - 0.05))


def test_reformers_open_what_the_veto_lets_them_and_groups_learn_slowly():
    setting, world, china = at(2)
    now = setting.now(0)
    closed = 1.0 - now.civic_space[china]
    world = world.with_(**liberalisation(world, now, who(now, ("challenger",)), 0.5))
    after = apply(world, setting, CivicSpace(pace=1.0, veto=0.4, learning=0.25))
    assert after.civic_space[0, china] == pytest.approx(0.5 * 0.6 * closed)
    assert after.capability[0, china] == pytest.approx(0.25 * 0.5 * 0.6 * closed)
    others = np.delete(after.civic_space, china, axis=1)
    assert not others.any()


def test_villagers_learn_from_lawyers_claim_and_leave_the_street():
    setting, world, china = at(3)
    india = setting.iso3.index("IND")
    money = np.zeros((1, len(STRATEGIES)))
    money[0, STRATEGIES.index("rural_residents")] = 0.3
    rule = Consciousness(
        legal_aid=0.2, practice=0.5, countryside=0.6, claiming=2.0, channelled=0.5,
        following=0.4, soothing=0.2,
    )  # fmt: skip
    after = apply(world.with_(funded=money), setting, rule)
    known = 0.5 * 0.6 * (0.2 + 0.3)
    assert after.consciousness[0, china] == pytest.approx(known)
    assert after.claims[0, china] == pytest.approx(2.0 * known)
    assert after.unrest[0, china] == pytest.approx(0.2 * (1.0 - 0.5 * 2.0 * known))
    assert after.sympathy[0, 0] == pytest.approx(0.5 * 0.4 * known)
    assert after.soothed[0, china] == pytest.approx(0.2 * known)
    assert after.consciousness[0, india] == 0.0
    assert after.unrest[0, india] == pytest.approx(0.2)


@pytest.mark.entries("I06")
def test_who_speaks_for_himself_depends_less_on_others():
    setting, world, china = at(3)
    fewer = world.year_of_actions.copy()
    fewer[0, ACTIONS.index("legal_defence")] /= 2.0
    for own_voice, lost in ((0.0, 0.05), (0.5, 0.025), (1.0, 0.0)):
        rule = Consciousness(own_voice=own_voice, voices=0.3, spoken=0.1)
        whole = apply(world, setting, rule).claims[0, china]
        left = apply(world.with_(year_of_actions=fewer), setting, rule).claims[0, china]
        assert whole == pytest.approx(0.3 * own_voice)
        assert whole - left == pytest.approx(lost)


def test_institutions_grow_with_help_and_claims_and_keep_what_officials_may_not_do():
    setting, world, china = at(4)
    now = setting.now(0)
    denied = 1.0 - now.rights[china] / 100.0
    world = world.with_(institutions=full(world, 0.5), claims=full(world, 1.0))
    rule = Institutions(building=0.1, used=0.1, decay=0.02, limits=20.0)
    after = apply(world, setting, rule)
    assert after.institutions[0, china] == pytest.approx(0.49 + 0.1)
    assert after.relief[0, china] == pytest.approx(20.0 * denied * 0.59)
    assert not after.rights_departure.any() and not after.owned.any()


def test_a_state_is_held_to_what_it_signed():
    setting, world, china = at(4)
    now = setting.now(0)
    denied = 1.0 - now.rights / 100.0
    world = world.with_(commitments=one(1.0))
    rule = Institutions(own_law=0.5, met=2.0, spared=0.2)
    after = apply(world, setting, rule)
    mexico = setting.iso3.index("MEX")
    signed = now.ratified[mexico]
    assert after.rights_departure[0, mexico] == pytest.approx(signed * denied[mexico])
    bound = 0.5 * (now.ratified[china] + 0.5 * np.log(2.0))
    assert after.rights_departure[0, china] == pytest.approx(2.0 * bound * denied[china])
    assert after.owned[0, china] == pytest.approx(0.2 * bound)


def test_who_leaves_custody_without_a_court_may_be_held_in_another_form():
    setting, world, china = at(4)
    denied = 1.0 - setting.now(0).rights[china] / 100.0
    rule = Justice(abolition=1.0, pace=0.5, relabelled=0.4, custody=10.0)
    after = apply(world, setting, rule)
    assert after.detention[0, 0] == 0.5
    assert after.detained[0, china] == pytest.approx(1.0 + 0.4 * 0.5)
    assert after.regained[0, 0] == pytest.approx(denied * 10.0 * 0.5 * 0.6)


def test_a_charge_counts_as_far_as_it_ends_in_a_sanction_and_a_defence_as_far_as_it_reaches():
    setting, world, china = at(4)
    denied = 1.0 - setting.now(0).rights[china] / 100.0
    rule = Justice(prosecution=0.5, carried_out=0.4, pace=1.0, deterred=10.0)
    charged = apply(world, setting, rule)
    assert charged.accountability[0, 0] == pytest.approx(0.2)
    assert charged.regained[0, 0] == pytest.approx(denied * 2.0)
    rule = Justice(defence=1.0, reach=0.3, pace=1.0, cared=2.0, shortened=0.1)
    defended = apply(world, setting, rule)
    assert defended.prisoners[0, 0] == pytest.approx(3000.0 * 0.97)
    assert defended.regained[0, 0] == pytest.approx(denied * 0.6)


def test_force_answers_the_street_and_decrees_answer_associations():
    setting, world, china = at(1)
    recorded = setting.now(0).civic_space[china]
    rule = Modes(watch=0.5, arrests=0.1, turnover=0.5, longer=0.2)
    world = world.with_(claims=full(world, 0.2), unrest=full(world, 0.6))
    world = world.with_(repression=full(world, 2.0))
    after = apply(world, setting, rule)
    distant = 0.5 * (recorded + 0.2)
    assert after.administrative[0, china] == pytest.approx(distant / (distant + 0.6))
    assert after.detained[0, china] == pytest.approx(1.0 + 0.5 * 0.2 + 0.2 * 0.4)


def test_a_case_crosses_the_border_by_a_tie_and_only_from_closed_societies():
    setting, world, china = at(4)
    room = setting.now(0).civic_space
    rule = Boomerang(reach=0.5, gatherings=0.2, per_contact=0.1, lapse=0.0)
    without = apply(world, setting, replace(rule, gatherings=0.0))
    assert not without.network.any() and not without.shamed.any()
    assert np.array_equal(without.pressure, world.pressure)
    met = world.with_(contacts=one(2.0), pressure=one(0.0))
    after = apply(met, setting, rule)
    assert after.network[0, china] == pytest.approx(0.4)
    assert after.pressure[0, 0] == pytest.approx(0.5 * 0.4 * (1.0 - room[china]))
    cuba, norway = setting.iso3.index("CUB"), setting.iso3.index("NOR")
    assert after.shamed[0, cuba] == pytest.approx(0.5 * 0.2 * (1.0 - room[cuba]))
    assert after.shamed[0, norway] < 0.1 * after.shamed[0, cuba] and after.shamed[0, china] == 0.0
    private = apply(met.with_(hidden=full(world, 1.0)), setting, rule)
    assert private.pressure[0, 0] == 0.0


def test_stages_go_up_one_at_a_time_and_back_under_repression():
    setting, world, china = at(4)
    now = setting.now(0)
    norway = setting.iso3.index("NOR")
    assert on_record(now)[china] == 1 and on_record(now)[norway] == 4
    certain = Spiral(answer=1.0, concede=1.0, oblige=1.0, enough=0.0, keep=0.0, relapse=0.0)
    world = world.with_(pressure=one(1.0))
    once = apply(world, setting, certain)
    assert once.stage[0, china] == 2 and once.stage[0, norway] == 4
    crushed = world.with_(stage=once.stage, repression=full(world, 20.0))
    back = apply(crushed, setting, replace(certain, oblige=0.0, relapse=0.5))
    assert back.stage[0, china] == 1 and back.stage[0, norway] == 3
    assert back.stage[0, np.flatnonzero(once.stage[0] == 0)].max() <= 1


def test_pressure_is_heeded_by_stage():
    setting, world, china = at(4)
    rule = Spiral(heed=3.0, answer=0.0, concede=0.0, oblige=0.0, keep=0.0, relapse=0.0)
    for stage, works in enumerate((0.0, 0.0, 0.2, 0.6, 1.0)):
        stages = np.where(full(world, 1.0) > 0, max(stage, 1), 0)
        stages[0, china] = stage
        after = apply(world.with_(stage=stages, pressure=one(1.0)), setting, rule)
        assert after.rights_departure[0, china] == pytest.approx(3.0 * works * 2.0 / 3.0)


def test_what_courts_keep_from_repression_unbends_it_slowly_and_takes_in_unrest():
    setting, world, china = at(3)
    denied = 1.0 - setting.now(0).rights[china] / 100.0
    world = world.with_(relief=full(world, 4.0), regained=one(1.0), pressure=one(0.0))
    rule = Repression(answered=0.2, softening=0.1, outside=0.0, severity=10.0)
    after = apply(world, setting, rule)
    assert after.repression[0, china] == pytest.approx(-0.5)
    cuba = setting.iso3.index("CUB")
    assert after.repression[0, cuba] == pytest.approx(-0.4)
    unseen = apply(world.with_(hidden=full(world, 1.0)), setting, replace(rule, unseen=0.5))
    assert unseen.repression[0, china] == pytest.approx(-0.1 * (5.0 + 10.0 * denied * 0.1))
    protected = world.with_(institutions=full(world, 1.0), unrest=full(world, 0.9))
    assert apply(protected, setting, rule).repression[0, china] == pytest.approx(-0.5)


def test_a_public_that_sympathises_does_not_close_ranks():
    setting, world, china = at(3)
    denied = 1.0 - setting.now(0).rights[china] / 100.0
    rule = Repression(answered=0.2, hardening=1.0, outside=0.5, severity=10.0, usual_pressure=0.0)
    world = world.with_(pressure=one(1.0))
    assert apply(world, setting, rule).repression[0, china] == pytest.approx(5.0 * denied)
    won = world.with_(sympathy=one(0.3), national_feeling=full(world, -0.2))
    assert apply(won, setting, rule).repression[0, china] == pytest.approx(2.5 * denied)
