"""A ballot: the model's own rules on one draft, seen from the draft as put."""

import numpy as np
import pytest

from sim.analysis.ballot import Ballot, Draft, cut_off, vote_on
from sim.analysis.chamber import SPONSORSHIP
from sim.analysis.reasons import chances_of
from sim.analysis.recollection import NOTHING, remembered
from sim.calendar import Quarter
from sim.evidence import by_year
from sim.mechanisms.voting.estimates import estimates

MEMBERS = ("CHN", "CUB", "DEU", "IND", "USA", "ZAF")


def ballot(members=MEMBERS, replicates=500, rule=None, moved=None, **of_draft) -> Ballot:
    given = {"kind": "country", "target": "BLR", "quarter": Quarter(2013, 2)} | of_draft
    return vote_on(Draft(**given), members, replicates, rule=rule, moved=moved)


@pytest.fixture(scope="module")
def resolution():
    return ballot(replicates=4000)


def test_every_member_votes_in_one_of_three_ways(resolution):
    assert resolution.chances.sum(axis=1) == pytest.approx(np.ones(6))
    assert (resolution.chances >= 0).all()
    assert (resolution.tallies.sum(axis=1) == len(MEMBERS)).all()


def test_chances_are_what_the_rule_does_many_times(resolution):
    """The exact chances, summed over members, are the mean tally but for luck."""
    error = resolution.tallies.std(axis=0) / np.sqrt(4000)
    assert (np.abs(resolution.mean - resolution.chances.sum(axis=0)) < 4 * error + 1e-9).all()


def test_the_leaning_of_a_member_by_hand():
    """Chile on Turkmenistan in 2009, against which it had voted in 2003 and 2004 and nobody since:
    ideal point, memory (0.7, then 0.7 of the way from there to 1), group and target."""
    known = estimates("country", 2004)
    position = by_year("ideal_points").at(("CHL",), np.array([2008]))[0, 0]
    toward_target = (
        -known["position_weight"][0] * position
        + known["memory_weight"][0] * -(0.7 + 0.7 * 0.3)
        + known["solidarity.GRULAC"][0]
        + known["difficulty.TKM"][0]
    )
    one = ballot(("CHL",), target="TKM", quarter=Quarter(2009, 1))
    assert one.terms["leaning"][0] == pytest.approx(-toward_target)
    assert sum(term[0] for name, term in one.terms.items() if name != "leaning") == pytest.approx(
        one.terms["leaning"][0]
    )


def test_chances_of_a_leaning_by_hand():
    """Without a common shock: logistic noise between the cuts -1 and 1 around a leaning of 0."""
    chance = 1 / (1 + np.e)
    found = chances_of(np.array([0.0]), np.array([[-1.0, 1.0]]), 0.0)
    assert found[0] == pytest.approx([chance, 1 - 2 * chance, chance])


def test_the_target_votes_for_itself():
    on_itself = ballot(target="CUB")
    assert on_itself.chances[1] == pytest.approx([0.0, 0.0, 1.0])
    motion = ballot(target="CUB", procedure="no_action")
    assert motion.chances[1] == pytest.approx([1.0, 0.0, 0.0])


def test_a_sponsor_votes_for_its_text_and_moves_nobody_else(resolution):
    sponsored = ballot(sponsors=("ZAF",))
    assert sponsored.terms["sponsorship"] == pytest.approx([0, 0, 0, 0, 0, SPONSORSHIP])
    assert sponsored.chances[5, 0] > resolution.chances[5, 0] + 0.2
    assert sponsored.chances[:5] == pytest.approx(resolution.chances[:5])


def test_a_hostile_amendment_mirrors_the_resolution(resolution):
    amendment = ballot(replicates=4000, procedure="amendment")
    assert amendment.chances == pytest.approx(np.flip(resolution.chances, axis=1))
    assert (amendment.tallies == np.flip(resolution.tallies, axis=1)).all()
    friendly = ballot(procedure="amendment", leans="west")
    assert friendly.chances == pytest.approx(resolution.chances)


def test_a_motion_shelters_beyond_the_merits(resolution):
    """A Yes to the motion stands where a No to the draft stood, and is easier to give."""
    motion = ballot(procedure="no_action")
    assert (motion.chances[:, 0] >= resolution.chances[:, 2] - 1e-12).all()
    assert motion.chances[3, 0] > resolution.chances[3, 2]
    assert motion.terms["shelter of procedure"] == pytest.approx([0.3] * 6)


def test_a_theme_leans_to_the_south_or_to_the_west():
    line = {"kind": "theme", "target": "", "topic": "coercive_measures"}
    south = ballot(leans="south", **line)
    west = ballot(leans="west", **line)
    assert south.chances[1, 0] > 0.9 and south.chances[4, 2] > 0.9
    assert west.chances == pytest.approx(np.flip(south.chances, axis=1))


def test_who_has_abstained_abstains_more_easily():
    """India, which has abstained on Belarus, and the United States, which never has."""
    assert remembered("IND", "PRK", 2013).abstained > 0.6
    assert remembered("USA", "PRK", 2013).abstained == 0.0
    steady, fickle = (ballot(target="PRK", rule=rule) for rule in (None, {"steadiness": 0.0}))
    assert steady.chances[3, 1] > fickle.chances[3, 1] + 0.1
    assert steady.chances[4] == pytest.approx(fickle.chances[4])


def test_an_unknown_target_is_less_certain(resolution):
    assert ballot(target="TUV").spread > resolution.spread


def test_logits_of_a_campaign_move_their_member_alone(resolution):
    moved = ballot(moved={"ZAF": 2.0})
    assert moved.chances[5, 2] > resolution.chances[5, 2]
    assert moved.chances[:5] == pytest.approx(resolution.chances[:5])


def test_replicates_do_not_depend_on_how_many_there_are(resolution):
    assert (ballot(replicates=1500).tallies == resolution.tallies[:1500]).all()


def test_members_do_not_depend_on_who_else_sits(resolution):
    assert ballot(("IND",)).chances[0] == pytest.approx(resolution.chances[3])


def test_nothing_later_is_known():
    for year in range(1990, 2019):
        assert cut_off(year) < year
        one = ballot(("CUB", "USA"), 100, quarter=Quarter(year, 1))
        assert one.fitted_to < year
    with pytest.raises(ValueError):
        cut_off(1989)
    first = next(y for y in range(1984, 2019) if remembered("USA", "BLR", y) != NOTHING)
    assert first == 2004, "the first text on Belarus was voted on in 2003"


def test_a_draft_that_makes_no_sense_is_refused():
    now = Quarter(2013, 2)
    for wrong in (
        {"kind": "country"},
        {"kind": "theme", "topic": "debt"},
        {"kind": "theme", "target": "CUB", "leans": "south"},
        {"kind": "country", "target": "CUB", "procedure": "appeal"},
    ):
        with pytest.raises(ValueError):
            Draft(quarter=now, **wrong)
