"""Rules on values, treaties and power at home, in worlds that a reader can work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.events import clause, protest, who
from sim.mechanisms.agenda.tabling import Tabling
from sim.mechanisms.states.reform import Reform
from sim.mechanisms.states.repression import Repression
from sim.mechanisms.values.conference import Conference
from sim.mechanisms.values.engagement import Engagement
from sim.mechanisms.values.framing import Framing
from sim.mechanisms.values.gestures import Gestures
from sim.mechanisms.values.promises import Promises
from sim.mechanisms.values.treaties import Treaties
from sim.procedures import conference_meets
from sim.setting import Setting
from tests.mechanisms.test_worlds_of_three import apply
from tests.mechanisms.worlds import luck, three


def at(year: int, quarter: int):
    """The world of three, in this quarter of 1995."""
    setting, world = three()
    return replace(setting, quarters=(Quarter(year, quarter),)), world


def column(setting, iso3: str) -> int:
    return setting.iso3.index(iso3)


def one(value: float):
    return np.array([[float(value)]])


ALL_FIT = {"resonance_region": 1.0, "resonance_elsewhere": 1.0, "liberal_doubt": 0.0}
STILL = {"forgetting": 0.0, "wear": 0.0, "rebuttal": 0.0, "answer": 0.0, "anchor": 0.0}


def test_a_case_well_argued_is_heard_in_the_region_first():
    setting, world = at(1995, 4)
    world = world.with_(advocacy=one(0.0))
    rule = Framing(schools=0.5, push=1.0, spread=0.4, **ALL_FIT, **STILL)
    once = apply(world, setting, rule)
    assert once.frame_quality[0, 0] == 0.5
    india, cuba = column(setting, "IND"), column(setting, "CUB")
    assert once.frame_support[0, india] == pytest.approx(0.4 * 0.5 * 0.5)  # logistic(0) = 1/2
    assert once.frame_support[0, cuba] == 0.0 == once.frame[0, 0]  # no member argues it yet
    spoken = apply(once.with_(frame=one(0.5)), setting, rule)
    assert spoken.frame_support[0, cuba] == pytest.approx(0.4 * 0.5 * 0.5)
    supporters = spoken.frame_support[0, np.flatnonzero(world.seated[0])].mean()
    assert spoken.frame[0, 0] == pytest.approx(0.5 + 0.75 * supporters * 0.5)


def test_the_reply_and_the_declaration_hold_the_frame_down():
    setting, world = at(1995, 4)
    world = world.with_(frame=one(0.5), frame_quality=one(1.0))
    world = world.with_(frame_support=np.full_like(world.frame_support, 1.0))
    open_ = Framing(schools=0.0, push=0.5, spread=0.0, **STILL)
    assert apply(world, setting, open_).frame[0, 0] == pytest.approx(0.75)
    held = replace(open_, anchor=1.0)  # a wholly universal text
    assert apply(world, setting, held).frame[0, 0] == pytest.approx(0.5)
    answered = replace(held, answer=1.0, rebuttal=0.2)
    assert apply(world, setting, answered).frame[0, 0] == pytest.approx(0.4)
    helped = replace(held, advocates=1.0, rebuttal=0.2)
    by_advocates = apply(world.with_(advocacy=one(0.5)), setting, helped)
    assert by_advocates.frame[0, 0] == pytest.approx(0.5 * (1 - 0.2 * 0.5))


def test_another_challenger_has_its_own_region_as_its_tradition():
    setting = Setting.build((Quarter(1995, 4),), "RUS", ("USA",), ("USA",))
    fit = Framing(liberal_doubt=0.0, resonance_elsewhere=0.2)._fit(setting.now(0))
    poland, vietnam = column(setting, "POL"), column(setting, "VNM")
    assert (fit[poland], fit[vietnam]) == (0.5, 0.1)


def test_only_vienna_is_a_world_conference_and_its_text_is_a_weighted_mean():
    assert conference_meets(Quarter(1993, 2)) and not conference_meets(Quarter(1993, 3))
    setting, world = at(1993, 2)
    now, rule = setting.now(0), Conference(bargaining_challenger=3.0, bargaining_critics=1.0)
    line, signs = rule.line(world, now)[0], rule.signs(world, now)[0]
    assert signs[column(setting, "CHN")] and not signs[column(setting, "CUB")]
    china, iran, india = (column(setting, name) for name in ("CHN", "IRN", "IND"))
    assert line[iran] == line[india] == line[china]  # bound by what they signed
    weight = now.exists * (1.0 + 3.0 * signs + 1.0 * setting.critics)
    text = apply(world, setting, rule).declaration[0, 0]
    assert text == pytest.approx((weight * line).sum() / weight.sum())
    assert apply(world, at(1994, 2)[0], rule).declaration[0, 0] == 1.0  # as in 1948


def test_a_campaign_brings_half_of_what_is_missing_and_no_more_than_all():
    setting, world = at(1995, 3)
    cuba = column(setting, "CUB")
    missing = 1.0 - setting.ratified[0, cuba]
    once = apply(world, setting, Treaties(drive=0.5))
    assert once.treaties[0, cuba] == pytest.approx(missing / 2)
    assert not once.rights_departure.any()
    all_ = apply(world, setting, Treaties(drive=1.0, practice=2.0))
    assert all_.treaties[0, cuba] == pytest.approx(missing)
    assert all_.rights_departure[0, cuba] == pytest.approx(2.0 * missing)


def test_a_threatened_challenger_signs_in_the_autumn_and_the_gesture_fades():
    setting, world = at(1995, 4)
    sure, china = Gestures(per_threat=1.0, half_life=1.0), setting.challenger
    assert not apply(world, setting, sure).commitments.any()  # nothing threatened it
    threatened = world.with_(level=np.array([[1]]), commitments=one(2.0))
    signed = apply(threatened, setting, sure)
    assert signed.commitments[0, 0] == 2.0 and not signed.rights_departure.any()
    assert apply(threatened, at(1995, 1)[0], sure).commitments[0, 0] == 1.0
    assert apply(threatened, at(1995, 2)[0], sure).commitments[0, 0] == 1.0
    usable = apply(threatened, setting, replace(sure, courts=3.0))
    assert usable.rights_departure[0, china] == pytest.approx(3.0 * np.log(3.0))
    courted = Gestures(per_threat=0.0, per_visit=1.0)
    assert apply(world.with_(opening=one(1.0)), at(1995, 2)[0], courted).commitments[0, 0] == 1.0


def test_promises_are_quoted_in_dialogues_and_to_the_public():
    setting, world = at(1995, 2)
    rule = Promises(entrapment=1.0, professed=1.0, quoted=0.1, accepted=1.0)
    silent = apply(world, setting, rule)
    assert silent.pressure[0, 0] - world.pressure[0, 0] == pytest.approx(0.1 * np.log(2.0))
    assert silent.releases[0, 0] == 0.0  # no dialogue in which to ask
    dialogue = np.zeros_like(world.dialogue)
    dialogue[0, column(setting, "USA")] = 1
    talking = world.with_(dialogue=dialogue, commitments=one(2.0))
    assert apply(talking, setting, rule).releases[0, 0] == 1.0  # log(4) is more than certain
    assert apply(talking, setting, replace(rule, entrapment=0.0)).releases[0, 0] == 0.0


def test_channels_are_counted_and_never_given_up():
    setting, world = at(1995, 4)
    dialogue = np.zeros_like(world.dialogue)
    dialogue[0, column(setting, "USA")] = 1
    joined = 9.0 * setting.ratified[0, setting.challenger]
    talking = apply(world.with_(dialogue=dialogue), setting, Engagement())
    assert talking.engagement[0, 0] == pytest.approx(joined + 1.0)
    broken = talking.with_(dialogue=2 * dialogue)
    assert apply(broken, setting, Engagement()).engagement[0, 0] == pytest.approx(joined + 1.0)


CALM = {"wander": 0.0, "calming": 0.0, "answered": 0.2, "outside": 0.0}


def test_repression_jumps_with_unrest_and_falls_back_slowly():
    setting, world = at(1995, 1)
    china, now = setting.challenger, setting.now(0)
    rule = Repression(severity=10.0, hardening=0.5, softening=0.1, **CALM)
    denied = 1.0 - setting.rights[0, china] / 100.0
    assert not apply(world, setting, rule).repression.any()  # usual unrest
    on = who(now, ("challenger",))
    risen = apply(world.with_(**protest(world, now, on, 0.4)), setting, rule)
    assert risen.repression[0, china] == pytest.approx(0.5 * 10.0 * denied * 0.4)
    calm = risen.with_(unrest=world.unrest)
    assert apply(calm, setting, rule).repression[0, china] == pytest.approx(
        0.9 * risen.repression[0, china]
    )


def test_what_the_challenger_grants_under_pressure_it_loses_in_control():
    setting, world = at(1995, 1)
    china = setting.challenger
    world = world.with_(pressure=one(0.5), leverage=one(0.0))
    rule = Repression(severity=0.0, softening=1.0, restraint_under_pressure=0.4, **CALM)
    denied = 1.0 - setting.rights[0, china] / 100.0
    after = apply(world, setting, rule)
    assert after.repression[0, china] == pytest.approx(-0.4 * 50.0 * denied)
    firm = denied * (1.0 - 0.4 * 0.5)
    assert after.control[0, china] == pytest.approx(1.0 - 0.2 * (1.0 - firm))
    content = world.with_(private_liberties=np.full_like(world.private_liberties, 10.0))
    eased = apply(content, setting, replace(rule, contentment=0.05)).control[0, china]
    assert eased == pytest.approx(1.0 - 0.2 * 0.5 * (1.0 - firm))
    assert apply(world, setting, replace(rule, institutions=1.0)).control[0, china] == 1.0


def test_private_freedom_follows_growth_up_to_its_ceiling():
    quarters = tuple(Quarter(1995, 1).plus(n) for n in range(5))
    setting = Setting.build(quarters, "CHN", ("USA",), ("USA",))
    trade = np.ones((2, setting.states))
    trade[1, setting.challenger] = 1.1
    setting, (_, world) = replace(setting, trade=trade), three()
    now = setting.now(4)
    changes = Reform(reform=2.0, ceiling=30.0)(world, now, luck(setting, now, 1))
    assert changes["private_liberties"][0, setting.challenger] == pytest.approx(2.0)
    assert changes["private_liberties"].sum() == pytest.approx(2.0)
    full = world.with_(private_liberties=np.full_like(world.private_liberties, 30.0))
    again = Reform(reform=2.0, ceiling=30.0)(full, now, luck(setting, now, 1))
    assert (again["private_liberties"] == 30.0).all()


def test_a_clause_counts_like_a_signature():
    setting, world = three()
    now = setting.now(0)
    assert clause(world, now, who(now, ("challenger",)), 1.0)["commitments"] == 1.0


def test_a_debate_wholly_of_values_keeps_states_off_the_agenda():
    setting = Setting.build((Quarter(1995, 1),), "CHN", ("USA",), ("USA",))
    now = setting.now(0)
    _, world = three()
    world = world.with_(
        tabled=np.zeros((1, len(setting.texts)), dtype=bool),
        rights_departure=np.zeros((1, setting.states)),
    )
    certain = Tabling(frame_weight=10.0, usual_frame=0.0)
    texts = now.due[now.due != setting.challenge]
    named = setting.texts.target[texts] >= 0
    spoken = {
        frame: certain(world.with_(frame=one(frame)), now, luck(setting, now, 1))["tabled"][
            0, texts
        ]
        for frame in (0.0, 1.0)
    }
    assert spoken[1.0][named].sum() < spoken[0.0][named].sum()
    assert (spoken[1.0][~named] >= spoken[0.0][~named]).all()
