"""Capacity building by consent: each direction that the catalogue states, in pairs under the
same luck. What one rule writes is measured on another: training on practice, practice on core
rights and on critics who sponsor."""

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import (
    Measure,
    Moved,
    Values,
    baseline,
    field,
    measured,
    of_challenger,
    outcome,
    paired,
    sponsors,
)
from sim.calendar import Quarter
from sim.engine.simulate import Play
from sim.scenario import Event

EARLY = {"consent.since": 1990.0, "training.degree_from": 1990.0}
QUIET = EARLY | {"respectability.legitimation": 0.0}  # guests lend their host nothing
NEVER = {"consent.since": 2100.0}
ENDED = {"consent.founder_until": 1995.0}
TEN_YEARS = ("1990-Q1", "1999-Q4")

at_home = outcome("challenger_rights")
practice = outcome("safe_practice")


def moved(change: Values, measure: Measure = practice, *, base: Values | None = None, **more):
    """Few runs will do: there is little luck in what insiders do."""
    return paired(change, measure, **{"base": EARLY | (base or {}), "runs": 6} | more)


def after(year: int, measure: Measure) -> Measure:
    return lambda world, now: measure(world, now) if now.date.year > year else None


def in_indonesia(name: str) -> Measure:
    return lambda world, now: getattr(world, name)[:, now.setting.iso3.index("IDN")]


def by_year(name: str, values: Values | None = None) -> np.ndarray:
    """A field of the challenger at the end of each year, in one run of ten years."""
    scenario = baseline().change(
        start=Quarter.parse(TEN_YEARS[0]), end=Quarter.parse(TEN_YEARS[1]), timeline=(),
        values=EARLY | (values or {}),
    )  # fmt: skip
    run = Play.of(scenario).run(0, 1)
    ours = of_challenger(name)
    return np.array([ours(world, now)[0] for now, world in run if now.date.quarter == 4])


def from_year(year: int, values: Values, measure: Measure, base: Values | None = None) -> Moved:
    """What it does that parameters have other values from this year on."""
    common = baseline().change(
        start=Quarter.parse(TEN_YEARS[0]), end=Quarter.parse(TEN_YEARS[1]), timeline=(),
        values=EARLY | (base or {}),
    )  # fmt: skip
    turn = Event(name="turn", at=Quarter(year, 1), values=values)
    changed = common.change(timeline=(turn,))
    differences = measured(changed, measure, 6) - measured(common, measure, 6)
    return Moved(*paired_effect(differences), differences)


@pytest.mark.entries("R01")
def test_insiders_who_speak_up_lose_their_welcome_and_their_work():
    aloud = {"consent.criticism": 0.5}
    prosecutors = of_challenger("prosecutors")
    assert moved(aloud, prosecutors).falls
    assert moved(aloud).falls
    assert moved(aloud, prosecutors, base={"consent.touchiness": 0.0}).nothing


@pytest.mark.entries("R01")
def test_insiders_who_keep_quiet_add_nothing_to_public_criticism():
    attention = field("pressure")
    assert moved(NEVER, attention, base=QUIET).nothing
    assert moved(NEVER, attention, base=QUIET | {"consent.criticism": 0.3}).falls


@pytest.mark.entries("R02")
def test_reach_grows_a_little_each_year_and_carries_what_insiders_teach():
    teachers = of_challenger("teachers")
    assert moved({"consent.pace": 0.1}, teachers).rises
    assert moved({"consent.pace": 0.1}).rises
    untaught = {"training.teacher_training": 0.0}
    assert moved({"consent.pace": 0.1}, teachers, base=untaught).nothing


@pytest.mark.entries("R02")
def test_what_years_have_built_is_gone_at_once_with_an_expulsion():
    grown = np.diff(by_year("insider_reach"))
    assert (grown > 0).all()
    expelled = [("1995-Q1", "expulsion", ("all",), 1.0)]
    known = after(1994, of_challenger("insider_reach"))
    lost = moved({}, known, fire=expelled, span=("1990-Q1", "1995-Q4"))
    assert lost.falls and -lost.effect > 4 * grown.max()  # five years of work within one
    assert moved({}, after(1995, practice), fire=expelled).falls
    elsewhere = moved({}, in_indonesia("safe_practice"), fire=expelled, base=QUIET)
    assert elsewhere.unclear and abs(elsewhere.effect) < 1e-5  # points


@pytest.mark.entries("R03")
def test_skilled_people_add_up_evenly_and_practice_does_not_jump():
    assert moved({"training.trained": 600.0}).rises
    assert moved({"training.trained": 600.0}, base={"practice.treatment": 0.0}).nothing
    more = np.diff(by_year("prosecutors", {"training.adoption": 0.0}))
    assert more.max() < 1.2 * more.min()
    steps = np.diff(by_year("safe_practice"))
    assert steps.max() < 0.3 * steps.sum()


@pytest.mark.entries("R04")
def test_people_who_were_taught_remain_after_the_courses_end():
    taught = {"training.class_size": 100.0}
    untaught = ENDED | {"training.class_size": 0.0}
    assert moved(taught, after(1997, practice), base=untaught).rises
    assert moved(taught, after(1997, practice), base=untaught | {"practice.norms": 0.0}).nothing
    graduates = by_year("graduates", ENDED)
    assert graduates[5] > 50 and (graduates[5:] == graduates[5]).all()


@pytest.mark.entries("R10")
def test_alumni_move_practice_slowly_as_they_accumulate():
    class_of_25 = by_year("safe_practice")
    difference = class_of_25 - by_year("safe_practice", {"training.class_size": 0.0})
    assert 0 < difference[3] < 0.25 * difference[-1]
    assert moved({"training.class_size": 50.0}).rises
    assert moved({"training.class_size": 50.0}, base={"practice.norms": 0.0}).nothing


@pytest.mark.entries("R05")
def test_material_at_hand_brings_courses_and_what_they_teach():
    assert moved({"training.material": 1.0}).rises
    unread = {"training.teacher_training": 0.0}  # nobody there to use it
    assert moved({"training.material": 1.0}, base=unread).nothing
    covered = by_year("curricula", {"training.material": 1.0})
    left_out = by_year("curricula", {"training.material": 0.0})
    assert left_out[-1] < 0.3 * covered[-1]


@pytest.mark.entries("R06")
def test_research_on_disability_improves_practice_there_and_leaves_core_rights_alone():
    more = {"pilots.research": 0.3}
    assert moved(more).rises
    assert moved(more, at_home).nothing
    assert moved(more, base=NEVER).nothing  # proposals by nobody with support


@pytest.mark.entries("R13")
def test_proposals_that_groups_lawyers_and_scholars_share_become_law():
    together = {"pilots.coalition": 1.0}
    assert moved(together).rises
    assert moved(together, at_home).nothing
    assert moved(together, base={"pilots.research": 0.0}).nothing


@pytest.mark.entries("R07")
def test_young_suspects_are_spared_custody_first_in_pilots_then_elsewhere():
    assert moved({"pilots.trying": 0.5}, of_challenger("juvenile_custody")).falls
    assert moved({"pilots.trying": 0.5}).rises
    assert moved({"pilots.trying": 0.5}, base={"practice.spared": 0.0}).nothing
    leading, copied = by_year("leading"), by_year("copied")
    assert np.argmax(leading > 0.1) + 2 <= np.argmax(copied > 0.1)


@pytest.mark.entries("R08")
def test_the_place_of_women_grows_steadily_whatever_the_political_weather():
    more = {"training.gender_checks": 0.3}
    assert moved(more).rises
    assert moved(more, base={"practice.women": 0.0}).nothing
    assert (np.diff(by_year("gender_share")) > 0).all()
    storm = [("1993-Q1", "crackdown", ("challenger",), 20.0)]
    assert moved({}, of_challenger("gender_share"), fire=storm).nothing
    assert moved({}, at_home, fire=storm).falls


@pytest.mark.entries("R09")
def test_practice_spreads_from_the_top_and_stops_when_leading_partners_withdraw():
    leave = {"pilots.partners": 0.0}
    assert from_year(1995, leave, after(1996, practice)).falls
    unspared = {"practice.spared": 0.0}
    assert from_year(1995, leave, after(1996, practice), unspared).nothing
    copied = after(1997, of_challenger("copied"))  # unmoved, but with the top still there it grows
    early = from_year(1995, leave, copied).effect
    assert early < 2 * from_year(1998, leave, copied).effect < 0


@pytest.mark.entries("R11")
def test_teachers_multiply_faster_than_the_effort_to_prepare_them():
    others = {"training.train_the_trainer": 0.4}
    assert moved(others).rises
    assert moved(others, base={"training.teacher_training": 0.0}).nothing
    alone, joined = (
        by_year("teachers", {"training.train_the_trainer": rate}) for rate in (0.0, 0.4)
    )
    ratio = joined[3:] / alone[3:]
    assert (np.diff(ratio) > 0).all() and ratio[-1] > 1.5


@pytest.mark.entries("R12")
def test_prosecutors_as_educators_help_ordinary_suspects_a_little_and_no_political_prisoner():
    own = {"training.adoption": 1.0}
    assert moved(own).rises
    assert moved(own).effect < 1.0
    assert moved(own, field("prisoners")).nothing
    assert moved(own, at_home).nothing
    assert moved(own, base={"practice.treatment": 0.0}).nothing


@pytest.mark.entries("R14")
def test_textbooks_carry_teaching_on_when_the_programme_has_ended():
    bookless = ENDED | {"training.textbooks": 0.0}
    late = after(1997, practice)
    assert moved({"training.textbooks": 1.0}, late, base=bookless).rises
    assert moved({"training.textbooks": 1.0}, late, base=bookless | {"training.kept": 0.0}).nothing
    going_on, with_books = by_year("curricula"), by_year("curricula", ENDED)
    without = by_year("curricula", bookless)
    assert without[-1] < 0.5 * with_books[-1] < 0.5 * going_on[-1]


@pytest.mark.entries("R15")
def test_a_programme_with_one_donor_stops_with_it_and_with_four_goes_on():
    late = after(1996, practice)
    one, four = moved(ENDED, late), moved(ENDED, late, base={"consent.donors": 4.0})
    assert one.falls and four.falls and one.effect < 2 * four.effect
    assert moved(ENDED, late, base=NEVER).nothing
    assert (np.diff(by_year("graduates", ENDED)[5:]) == 0).all()
    assert (np.diff(by_year("graduates", ENDED | {"consent.donors": 4.0})[5:]) > 0).all()


@pytest.mark.entries("R15")
def test_several_fickle_donors_make_it_steadier_than_one():
    fickle, four = {"consent.turning": 0.25}, {"consent.donors": 4.0}
    assert moved(four, of_challenger("teachers"), base=fickle, runs=64).rises
    assert moved(four, of_challenger("teachers"), base={"consent.turning": 0.0}, runs=4).nothing


@pytest.mark.entries("R16")
def test_insiders_improve_safe_practice_and_leave_core_liberties_alone():
    assert moved(NEVER, base=QUIET).falls
    assert moved(NEVER, at_home, base=QUIET).nothing
    hopeful = QUIET | {"practice.spill_over": 0.1}
    assert moved(NEVER, at_home, base=hopeful).falls  # unless the rival theory is right


@pytest.mark.entries("R16", "N35")
def test_guests_who_teach_rights_lend_respectability_and_scrutiny_recedes():
    lent, span = {"respectability.legitimation": 2.0}, ("1990-Q1", "1997-Q4")
    assert moved(lent, sponsors, base=QUIET, span=span, runs=48).falls
    assert moved(lent, sponsors, base=QUIET | NEVER, span=span, runs=16).nothing
