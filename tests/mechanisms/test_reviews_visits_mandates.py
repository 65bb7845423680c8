"""Reviews, visits and mandates in worlds that a reader can work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.engine.parameter import declared
from sim.mechanisms.bodies.country_visits import LEAST, CountryVisits
from sim.mechanisms.bodies.mandates import Mandates
from sim.mechanisms.bodies.review_estimates import estimates, floor
from sim.mechanisms.bodies.reviews import GENERAL, SPECIFIC, Reviews
from sim.outcomes import OUTCOMES
from tests.mechanisms.worlds import luck, three

CHANGE_NOTHING = {name: 0.0 for name in declared(Mandates) if name != "ceiling"}


def world_at(year, quarter, friends=("CUB",)):
    """The world of three at another date, with the facts of 1995 and these like-minded states."""
    setting, world = three()
    caucuses = {**setting.caucuses, "like_minded_group": np.isin(setting.iso3, friends)[None, :]}
    return replace(setting, quarters=(Quarter(year, quarter),), caucuses=caucuses), world


def apply(world, setting, rule):
    now = setting.now(0)
    return world.with_(**rule(world, now, luck(setting, now, 1, event="alone")))


def column(setting, iso3):
    return setting.iso3.index(iso3)


def with_values(world, name, **states):
    """The world with these values of a field (R, N), by column."""
    values = getattr(world, name).copy()
    for at, value in states.values():
        values[:, at] = value
    return world.with_(**{name: values})


# --- mandates ----------------------------------------------------------------------------------


def test_at_half_the_ceiling_growth_is_what_it_says_and_a_shock_multiplies_it():
    setting, world = world_at(1995, 4)
    world = world.with_(mandates=np.array([[30.0]]), pressure=np.array([[0.0]]))
    rule = Mandates(**{**CHANGE_NOTHING, "growth": 1.0, "ceiling": 60.0, "shock": 2.0})
    assert apply(world, setting, rule).mandates[0, 0] == 31.0
    shocked = world.with_(pressure=np.array([[1.0]]))
    assert apply(shocked, setting, rule).mandates[0, 0] == 33.0
    full = world.with_(mandates=np.array([[60.0]]))
    assert apply(full, setting, rule).mandates[0, 0] == 60.0


def test_erosion_and_the_like_minded_end_mandates_and_defenders_keep_them():
    """Cuba is one of three members: a third of three, and a tenth of thirty."""
    setting, world = world_at(1996, 4)
    world = world.with_(mandates=np.array([[30.0]]))
    rule = Mandates(**{**CHANGE_NOTHING, "ceiling": 60.0, "trimming": 3.0, "erosion": 0.1})
    assert apply(world, setting, rule).mandates[0, 0] == 26.0
    defended = world.with_(advocacy=np.array([[1.0]]))
    assert apply(defended, setting, rule).mandates[0, 0] == 30.0


def test_the_code_takes_a_third_of_the_way_to_what_it_leaves():
    setting, world = world_at(2007, 4)
    rule = Mandates(**{**CHANGE_NOTHING, "ceiling": 60.0, "code_of_conduct": 0.6})
    left = apply(world, setting, rule).mandate_strength[0, 0]
    assert left == pytest.approx(1.0 - 0.35 * 0.6 / 3)  # Cuba again, of three
    earlier, world = world_at(2006, 4)
    assert apply(world, earlier, rule).mandate_strength[0, 0] == 1.0


def test_a_country_mandate_is_ended_once_a_year_or_not_at_all():
    setting, world = world_at(1996, 4)
    world = world.with_(country_mandates=np.array([[True]]))
    sure = Mandates(**{**CHANGE_NOTHING, "ceiling": 60.0, "curtailment": 3.0})
    assert not apply(world, setting, sure).country_mandates.any()
    kept = Mandates(**{**CHANGE_NOTHING, "ceiling": 60.0})
    assert apply(world, setting, kept).country_mandates.all()
    spring, _ = world_at(1996, 1)
    assert apply(world, spring, sure).country_mandates.all()


# --- visits ------------------------------------------------------------------------------------


def test_mandates_ask_where_rights_are_worst_and_the_challenger_lets_in_one():
    setting, world = world_at(2001, 1)
    china, cuba = setting.challenger, column(setting, "CUB")
    rights = setting.rights.copy()
    rights[:, [china, cuba]] = (0.0, 50.0)
    setting = replace(setting, rights=rights)
    world = world.with_(mandates=np.array([[20.0]]))
    rule = CountryVisits(requests=0.1, openness=1.0, welcome=0.0, liberal_welcome=0.0)
    after = apply(world, setting, rule)
    assert after.pending[0, china] == 1.0  # two asked for, one granted
    assert after.visits_civil[0, china] + after.visits_social[0, china] == 1.0
    assert after.pending[0, cuba] == pytest.approx(1.0 - LEAST)
    closed = apply(world, setting, CountryVisits(requests=0.1, openness=0.0))
    assert closed.pending[0, china] == 2.0


def test_after_four_civil_visits_a_resisting_state_prefers_other_guests():
    """A fifth of seven mandates is social: odds 1/4, and times 5 after four visits: 5/9."""
    setting, world = world_at(2001, 1)
    cuba = column(setting, "CUB")
    rule = CountryVisits(requests=0.1, welcome=0.5, liberal_welcome=0.0, selection=2.0)
    learned = with_values(world, "visits_civil", cuba=(cuba, 4.0))
    fresh, after = apply(world, setting, rule), apply(learned, setting, rule)

    def share(civil, social):
        return social / (civil + social)

    assert share(fresh.visits_civil[0, cuba], fresh.visits_social[0, cuba]) == pytest.approx(0.2)
    new = after.visits_civil[0, cuba] - 4.0
    assert share(new, after.visits_social[0, cuba]) == pytest.approx(5 / 9)


def test_the_report_of_a_visit_renews_attention_as_far_as_codes_leave_it_free():
    setting, world = world_at(2001, 1)
    world = world.with_(mandates=np.array([[7.0]]), mandate_strength=np.array([[0.5]]))
    world = with_values(world, "pending", china=(setting.challenger, 100.0))
    rule = CountryVisits(openness=3.0, selection=0.0, witness=0.1)
    after = apply(world, setting, rule)
    civil = after.visits_civil[0, setting.challenger]
    assert after.pressure[0, 0] - world.pressure[0, 0] == pytest.approx(0.1 * 0.5 * civil)


# --- reviews -----------------------------------------------------------------------------------


def reviewed(setting, world, **parameters):
    after = apply(world, setting, Reviews(temper=0.0, **parameters))
    here = setting.challenger
    return after.recommendations[0, here], after.harshness[0, here], after.accepted[0, here]


def test_who_is_not_reviewed_this_quarter_hears_nothing():
    setting, world = world_at(2009, 2)
    after = apply(world, setting, Reviews())
    assert not after.recommendations[0, setting.challenger]
    assert (after.recommendations > 0).sum() == 16


def test_shadow_reports_raise_the_level_by_what_they_say():
    setting, world = world_at(2009, 1)
    few = reviewed(setting, world, shadow_reports=0.5, detail=0.8, flooding=0.0)
    many = reviewed(setting, world, shadow_reports=1.0, detail=0.8, flooding=0.0)
    assert many[1] - few[1] == pytest.approx(0.4)
    assert many[0] == few[0] and many[2] < few[2]


def test_acceptance_is_a_mean_over_general_and_precise_advice():
    """With nothing but the aversion, and half of the advice precise."""
    setting, world = world_at(2009, 1)
    half = {"firmness": (GENERAL + SPECIFIC) / 2, "flooding": 0.0}
    nothing = {
        name: 0.0 for name in ("liberal_firmness", "estrangement", "leniency", "detail",
                               "distrust", "openness")
    }  # fmt: skip
    _, level, accepted = reviewed(setting, world, willingness=2.0, aversion=1.0, **half, **nothing)
    assert level == pytest.approx(4.1)
    general, precise = (1.0 / (1.0 + np.exp(x - 3.0 - 2.0)) for x in (GENERAL, SPECIFIC))
    assert accepted == pytest.approx((general + precise) / 2)


def test_friends_crowd_out_critics_once_the_list_is_full():
    crowd = tuple(three()[0].iso3[:60])
    setting, world = world_at(2009, 1, friends=crowd)
    free, crowded = (reviewed(setting, world, flooding=flooding) for flooding in (0.0, 1.0))
    now = setting.now(0)
    position = now.position + world.departure
    heard = floor(now, position, np.array([setting.challenger]), later=False)
    friends = (now.caucus("like_minded_group") * now.exists).sum()
    room = min(1.0, 60 / (heard.speakers[0] + friends))
    assert room < 1.0
    assert crowded[0] == pytest.approx((free[0] + 1.5 * friends) * room)
    assert crowded[1] < free[1] and crowded[2] > free[2]


def test_two_years_on_some_of_it_was_acted_upon():
    setting, world = world_at(2011, 1)
    here = setting.challenger
    world = with_values(world, "recommendations", here=(here, 100.0))
    world = with_values(world, "accepted", here=(here, 0.5))
    after = apply(world, setting, Reviews(practice=10.0))
    assert after.carried_out[0, here] == pytest.approx(0.5 * 0.55 + 0.5 * 0.19)
    assert after.rights_departure[0, here] == pytest.approx(10.0 * 0.37)
    assert (after.carried_out > 0).sum() == 1


def test_the_floor_is_the_sum_over_everybody_else():
    """Each is heard by all others, and more by those of its group."""
    setting, world = world_at(2009, 1)
    now = setting.now(0)
    position = now.position + world.departure
    both = np.array([setting.challenger, column(setting, "DEU")])
    heard = floor(now, position, both, later=False)
    value = {name: estimate for name, (estimate, _) in estimates().items()}
    for n, here in enumerate(both):
        same = setting.group == setting.group[here]
        ready = (
            value["speak.constant"] + value["speak.position"] * now.position
            + value["speak.size"] * np.log10(now.trade) + value["speak.same_group"] * same
        )  # fmt: skip
        chance = now.exists / (1 + np.exp(-ready)) * (np.arange(setting.states) != here)
        number = chance * np.exp(value["count.constant"] + value["count.position"] * now.position)
        mean = (number * now.position).sum() / number.sum()
        assert heard.speakers[n] == pytest.approx(chance.sum())
        assert heard.number[n] == pytest.approx(number.sum())
        assert heard.same_group[n] == pytest.approx((number * same).sum() / number.sum())
        assert heard.position[0, n] == pytest.approx(mean)
        apart = (number * np.abs(now.position - now.position[here])).sum() / number.sum()
        assert heard.distance[0, n] == pytest.approx(apart, rel=0.25)


# --- what is counted of it ---------------------------------------------------------------------


def test_effectiveness_is_a_mean_of_texts_procedures_and_what_was_acted_upon():
    """One situation: adopted at half strength 2.5 of 3, a mandate and half of a full set's visits
    as free as 0.8, and a fifth of the recommendations acted upon."""
    setting, world = world_at(2011, 1)
    here = setting.challenger
    for name, value in {"visits_civil": 2.0, "visits_social": 1.0, "pending": 3.0,
                        "carried_out": 0.2}.items():  # fmt: skip
        world = with_values(world, name, here=(here, value))
    world = world.with_(
        level=np.array([[3]]), strength=np.array([[0.5]]), mandates=np.array([[60.0]]),
        mandate_strength=np.array([[0.8]]), country_mandates=np.array([[True]]),
    )  # fmt: skip
    now = setting.now(0)
    by_hand = 100.0 * (2.5 / 3 + 0.8 * (1.0 + 0.5) / 2 + 0.2) / 3
    assert OUTCOMES["effectiveness"].count(world, now)[0] == pytest.approx(by_hand)
    assert OUTCOMES["visits"].count(world, now)[0] == 3.0
    assert OUTCOMES["pending_visits"].count(world, now)[0] == 3.0


def test_nothing_is_refused_before_the_first_review():
    setting, world = world_at(2011, 1)
    assert OUTCOMES["rejected"].count(world, setting.now(0))[0] == 0.0
    world = with_values(world, "recommendations", here=(setting.challenger, 252.0))
    world = with_values(world, "accepted", here=(setting.challenger, 204 / 252))
    assert OUTCOMES["rejected"].count(world, setting.now(0))[0] == pytest.approx(100 * 48 / 252)
