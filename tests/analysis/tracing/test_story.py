"""What one actor did and why: complete, and terms that add up."""

from itertools import pairwise

import numpy as np
import pytest

from sim.analysis.tracing.place import Place
from sim.analysis.tracing.story import story_of_ngo, story_of_state
from sim.analysis.tracing.terms import addends, choice
from sim.analysis.tracing.watch import Course
from sim.calendar import Quarter
from sim.report.life import of_story


@pytest.fixture(scope="module")
def course(baseline):
    return Course.of(baseline.change(end=Quarter(1996, 4)), 7)


def seat(course, step, iso3):
    n = course.play.setting.iso3.index(iso3)
    return int(np.flatnonzero(course.worlds[step].members[0] == n)[0])


def test_the_terms_of_a_vote_add_up_to_the_leaning(course):
    k, step = course.play.setting.challenge, 12
    for iso3 in ("IND", "USA", "RUS"):
        place = Place.of("leaning", K=k, M=seat(course, step + 1, iso3))
        terms = addends(course.moment(step, "country_stance"), place)
        leaning = place.value(course.worlds[step + 1])[0]
        assert sum(term.effect for term in terms) == pytest.approx(leaning, abs=0.3)
        assert terms[0].effect == max((t.effect for t in terms), key=abs)


def test_a_liberal_position_and_memory_of_voting_against_pull_the_same_way(course):
    k = course.play.setting.challenge
    place = Place.of("leaning", K=k, M=seat(course, 13, "USA"))
    terms = {t.name: t.effect for t in addends(course.moment(12, "country_stance"), place)}
    assert terms["country_stance.position_weight"] < -1 > terms["country_stance.memory_weight"]


def test_restraint_lowers_and_attention_raises_the_chance_of_sponsoring(course):
    n = course.play.setting.iso3.index("DNK")
    found = choice(course.moment(12, "sponsorship"), Place.of("sponsored", N=n), 1.0)
    by = {term.name: term.effect for term in found.terms}
    assert by["restraint"] < 0 < by["pressure"] and 0 < found.expected < 1


def test_who_sponsored_is_likelier_to_lose_its_dialogue(course):
    acts = list(story_of_state(course, "DEU"))
    lost = [act for act in acts if act.kind == "dialogue_suspended" and act.choice.terms]
    assert lost and all(act.choice.terms[0].name == "sponsored" for act in lost)


def test_a_critic_decides_at_every_turn_of_the_draft_and_a_member_votes_on_every_text(course):
    setting = course.play.setting
    acts = list(story_of_state(course, "USA"))
    turns = [s for s in range(28) if setting.challenge in course.now(s).due]
    decided = [act.step for act in acts if act.kind in ("sponsors", "does_not_sponsor")]
    assert decided == turns
    n = setting.iso3.index("USA")
    for step in range(28):
        world, due = course.worlds[step + 1], course.now(step).due
        seated = bool(((world.members[0] == n) & world.present[0]).any())
        cast = [act for act in acts if act.kind == "vote" and act.step == step]
        assert len(cast) == (world.tabled[0, due].sum() if seated else 0)


def test_the_efforts_of_an_ngo_are_told_each_year_and_are_all_that_it_has(course):
    acts = list(story_of_ngo(course, "global_campaigner_london"))
    for year in {act.quarter for act in acts if act.kind == "effort"}:
        spent = sum(a.value for a in acts if a.kind == "effort" and a.quarter == year)
        assert spent == pytest.approx(1.0, abs=0.08)
    assert {act.quarter[:4] for act in acts} == {str(year) for year in range(1990, 1997)}


def test_a_story_is_told_by_years_and_leaves_quiet_ones_out(course):
    acts = list(story_of_state(course, "ISL"))
    text = of_story(course, "ISL", acts)
    years = [line for line in text if line.startswith("## ")]
    assert years == sorted(set(years)) and text[0] == "# Iceland in Baseline, replicate 7"
    assert not any(a == b == "" for a, b in pairwise(text))
    assert "Nothing in these years." in of_story(course, "ISL", [])


def test_unknown_actors_are_refused(course):
    with pytest.raises(ValueError):
        next(story_of_state(course, "XXX"))
    with pytest.raises(ValueError):
        next(story_of_ngo(course, "nobody"))
