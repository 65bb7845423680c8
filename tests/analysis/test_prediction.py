"""Predicting a vote: drafts as files, who sits, pivotal questions, and chances that stay honest."""

import os
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.ballot import vote_on
from sim.analysis.prediction import open_chances, predict, told
from sim.analysis.prediction.members import Members, check_date, from_file, on_record
from sim.analysis.prediction.text import read_text, recognised
from sim.analysis.prediction.what_if import parse
from sim.analysis.prediction.worlds import yearly_change
from sim.calendar import Quarter
from sim.problems import ScenarioError
from tests.conftest import ROOT

DRAFTS = ROOT / "scenarios" / "drafts"
SPRING = Quarter(2017, 1)
FEW = Members(("USA", "DEU", "CUB", "GHA", "IND", "IRN", "BRA"), "a council of seven")


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "draft.yaml"
    file.write_text(text)
    return file


def asked(*levers: str, at: Quarter = SPRING, **options):
    text = read_text(DRAFTS / "iran.yaml")
    questions = tuple(parse(lever) for lever in levers)
    return predict(text, FEW, "council", at, questions, replicates=400, **options)


@pytest.fixture(scope="module")
def iran():
    return asked("no_action", "lobbying=0.6", "defects=BRA", "country_stance.own_region=0")


@pytest.mark.parametrize("file", sorted(DRAFTS.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_draft_can_be_read(file):
    text = read_text(file)
    assert text.title and text.questions and text.leans in ("south", "west")


def test_every_problem_of_a_draft_is_told_at_once(tmp_path):
    bad = "kind: contry\ntargt: Iran\nsponsors: [USA, Frnace, NO]\nif: lobying\nleans: north\n"
    with pytest.raises(ScenarioError) as found:
        read_text(written(tmp_path, bad))
    told_of = [(one.line, one.column) for one in found.value.problems]
    assert told_of == [(1, 7), (2, 1), (3, 17), (3, 25), (5, 8)]
    for hint in ("`country`?", "`target`?", "`France`?", "`NOR`?", "south or west"):
        assert hint in str(found.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: country\n", "`target` is missing"),
        ("kind: country\ntarget: Cuba\nsponsors: [EU]\n", "did you mean `european_union`?"),
        ("kind: country\ntarget: XX\n", "write an ISO3 code or a name"),
        ("extends: baseline.yaml\nrun: {seed: 1}\n", "this is a scenario, not a draft"),
        ("- Cuba\n", "holds a list"),
        ("kind: country\n\ttarget: Cuba\n", "a tab stands here"),
        ("kind: thematic\ntarget: Cuba\nleans: west\n", "has no `target`"),
        ("kind: thematic\ntopic: peasants\n", "say `leans: south` or `leans: west`"),
        ("kind: country\ntarget: Cuba\nif: defects=Denmrk\n", "did you mean `Denmark`?"),
        ("", "a draft is a mapping"),
    ],
)
def test_what_a_draft_cannot_be(tmp_path, text, said):
    with pytest.raises(ScenarioError, match=said):
        read_text(written(tmp_path, text))


def test_a_text_on_a_state_that_is_with_it_says_so(tmp_path):
    friendly = read_text(written(tmp_path, "kind: country\ntarget: Cuba\nleans: south\n"))
    assert friendly.leans == "south" and "with the target" in friendly.notes[0]
    assert not read_text(written(tmp_path, "kind: country\ntarget: Cuba\n")).notes


def test_of_a_motion_the_headline_says_that_it_is_one(iran):
    assert told.headline(iran).startswith(("Very likely", "Likely", "About", "Unlikely", "Very"))
    motion = read_text(DRAFTS / "no_action_china.yaml")
    found = predict(motion, FEW, "council", SPRING, (), replicates=100)
    assert told.headline(found).startswith("The motion to take no action is ")


def test_whom_a_question_moves_is_told_by_how():
    turned = {"iso3": "KOR", "was": "yes", "becomes": "abstain"}
    nearer = {"iso3": "BRA", "was": "no", "becomes": "no"}
    assert told.swayed([nearer, turned, turned | {"iso3": "IRQ"}]) == (
        "yes → abstain: KOR, IRQ; chances of BRA"
    )
    assert told.swayed([nearer] * 8).endswith(" and 2 more") and told.swayed([]) == ""
    assert told.logits(-0.01) == "+0.0"


def test_a_theme_is_recognised_by_its_words():
    assert recognised("Combating defamation of religions") == "religious_defamation"
    assert recognised("unilateral coercive measures") == "coercive_measures"
    assert recognised("The right to food") == ""


def test_an_amendment_to_a_theme_is_hostile_unless_it_says_otherwise(tmp_path):
    theme = "kind: thematic\ntopic: death_penalty\n"
    assert read_text(written(tmp_path, theme)).leans == "west"
    hostile = read_text(written(tmp_path, f"{theme}procedure: amendment\n"))
    assert hostile.leans == "south"


def test_groups_sponsor_with_their_members_of_that_year(tmp_path):
    text = read_text(written(tmp_path, "kind: country\ntarget: Iran\nsponsors: european_union\n"))
    assert "SWE" not in text.sponsors_in(1990) and "SWE" in text.sponsors_in(2017)


def test_in_a_year_of_turnover_each_cohort_has_its_quarters():
    before, after = (set(on_record("council", Quarter(2010, q)).iso3) for q in (1, 3))
    assert len(before) == len(after) == 47
    assert "IND" in before - after and "MYS" in after - before


def test_beyond_the_record_the_last_members_sit_and_it_is_said():
    later, last = (on_record("council", Quarter(year, 1)) for year in (2021, 2018))
    assert len(later.iso3) == 47 and set(later.iso3) - set(last.iso3) <= {"ISL"}
    assert "2018" in later.notes[0] and not last.notes
    assert len(on_record("assembly", Quarter(1990, 4)).iso3) < 193
    assert len(on_record("assembly", Quarter(2015, 4)).iso3) == 193


def test_a_body_votes_only_while_it_exists():
    assert check_date("council", 2006, None) == Quarter(2006, 2)
    with pytest.raises(ValueError, match="did you mean `--body council`"):
        check_date("commission", 2010, None)
    with pytest.raises(ValueError, match="from 1990 to"):
        check_date("commission", 1989, None)


def test_members_from_a_file_with_names_comments_and_problems(tmp_path):
    file = tmp_path / "members.txt"
    file.write_text("# who\nUSA\n\nFrance  # by name\nchn\n")
    assert from_file(file, 2017).iso3 == ("USA", "FRA", "CHN")
    file.write_text("USA\nGermny\nUSA\nSUN\n")
    with pytest.raises(ScenarioError) as found:
        from_file(file, 2017)
    assert [one.line for one in found.value.problems] == [2, 3, 4]
    assert "did you mean `Germany`?" in str(found.value) and "first in line 1" in str(found.value)


def test_levers_join_into_one_question():
    both = parse("no_action + defects=DNK,France")
    assert both.motion_first and both.defects == ("DNK", "FRA")
    assert parse("lobbying").lobbying == 0.6
    assert parse("theme_stance.framed=2", "theme").of("theme_stance") == {"framed": 2.0}
    for wrong, said in (
        ("lobying=1", "did you mean `lobbying`"),
        ("defects=", "needs a state"),
        ("lobbying=99", "between -5 and 5"),
        ("country_stance.shielding=99", "must be between"),
        ("vote.x=1", "the rule is country_stance or no_action"),
    ):
        with pytest.raises(ValueError, match=said):
            parse(wrong)
    with pytest.raises(ValueError, match="country text only"):
        parse("no_action", "theme")


def test_chances_are_those_of_the_ballot_and_never_certain(iran):
    ballot = vote_on(iran.draft, FEW.iso3, replicates=400)
    assert np.allclose(iran.answer.chances, open_chances(ballot.chances))
    assert np.allclose(iran.answer.chances.sum(axis=1), 1.0)
    assert iran.answer.chances.min() > 0.0 and iran.answer.chances.max() < 1.0
    assert 0.0 < iran.answer.p_carried < 1.0
    assert iran.answer.ballot.fitted_to < 2017


def test_target_and_sponsors_vote_as_one_expects(iran):
    votes = told.likeliest(iran.answer)
    assert votes["IRN"] == ("no", pytest.approx(1.0, abs=0.01))
    assert votes["USA"] == ("yes", pytest.approx(1.0, abs=0.01))


def test_a_motion_first_can_only_stop_a_draft(iran):
    motion, put = iran.others[0], iran.answer
    assert motion.motion is not None and motion.motion.draft.procedure == "no_action"
    assert np.array_equal(motion.ballot.tallies, put.ballot.tallies)
    assert not (motion.carried & ~put.carried).any()
    assert np.array_equal(motion.carried, put.carried & ~motion.motion.carried)


def test_a_campaign_moves_those_it_reaches_and_nobody_else(iran):
    lobbied, put = iran.others[1], iran.answer
    against = lobbied.chances[:, 2] - put.chances[:, 2]
    reached = np.isin(FEW.iso3, lobbied.lobbied)
    assert 0 < reached.sum() <= 6 and (against[reached] > 0).all() and not against[~reached].any()
    assert not {"IRN", "USA", "DEU"} & set(lobbied.lobbied)


def test_who_defects_abstains_and_the_others_vote_as_before(iran):
    gone = iran.others[2]
    place = FEW.iso3.index("BRA")
    assert gone.ballot.chances[place] == pytest.approx([0.0, 1.0, 0.0])
    assert np.array_equal(
        np.delete(gone.chances, place, 0), np.delete(iran.answer.chances, place, 0)
    )
    assert (gone.ballot.tallies[:, 1] >= iran.answer.ballot.tallies[:, 1]).all()


def test_a_parameter_of_the_rule_can_be_asked_for(iran):
    moved = np.abs(iran.others[3].chances - iran.answer.chances).max(axis=1)
    group = np.isin(FEW.iso3, ("IND",))  # of the target's region, and not the target
    assert (moved[group] > 0.01).all()
    assert moved[~group].max() < 1e-6


def test_terms_add_up_to_the_leaning(iran):
    why = told.why(iran, "GHA")
    n = FEW.iso3.index("GHA")
    assert sum(why.values()) == pytest.approx(iran.answer.ballot.terms["leaning"][n], abs=0.01)


def test_years_beyond_the_record_are_less_sure_and_say_so():
    near, far = asked(at=Quarter(2019, 1)), asked(at=Quarter(2027, 1))
    assert far.where.world is not None and near.where.world is None
    assert near.answer.ballot.fitted_to == far.answer.ballot.fitted_to == 2018
    surest = [one.answer.chances.max(axis=1).mean() for one in (near, far)]
    assert surest[1] < surest[0] - 0.02
    widths = [np.diff(one.answer.interval(0.9), axis=1).sum() for one in (near, far)]
    assert widths[1] > widths[0]
    assert any("the record ends in 2018" in note for note in far.notes)
    drifted = far.where.world.departure.std(axis=0)
    assert drifted.mean() == pytest.approx(yearly_change() * 8**0.5, rel=0.1)


def test_a_target_never_voted_on_is_less_sure_and_said_so(tmp_path):
    text = read_text(written(tmp_path, "kind: country\ntarget: Norway\n"))
    found = predict(text, FEW, "council", SPRING, replicates=200)
    assert any("no recorded vote to 2016 is on NOR" in note for note in found.notes)
    assert found.answer.ballot.spread > asked().answer.ballot.spread


def test_a_scenario_that_changes_nothing_is_the_record():
    same = asked(scenario=ROOT / "scenarios" / "baseline.yaml", at=Quarter(1995, 1))
    assert np.allclose(same.answer.chances, asked(at=Quarter(1995, 1)).answer.chances)
    assert any("changes nothing" in note for note in same.notes)


def test_a_scenario_that_wins_hearts_moves_votes_on_its_challenger(tmp_path):
    text = read_text(DRAFTS / "no_action_china.yaml")
    surge = ROOT / "scenarios" / "soft_power_surge.yaml"
    at = Quarter(1997, 1)
    put, moved = (
        predict(text, FEW, "commission", at, scenario=world, replicates=200)
        for world in (None, surge)
    )
    assert moved.where.scenario == "soft_power_surge"
    assert np.abs(moved.answer.chances - put.answer.chances).max() > 0.001


@pytest.mark.data
def test_recorded_votes_are_predicted_better_than_by_how_states_vote_on_the_whole():
    data = Path(os.environ.get("RIGHTS_DATA") or ROOT.parent / "shared" / "data")
    if not data.is_dir():
        pytest.skip("no public data files: set RIGHTS_DATA to their folder")
    from sim.analysis.ballot import Draft
    from sim.evidence.derive.votes import stances

    calls = stances(data)
    calls = calls[(calls.kind == "country") & (calls.about != "CHN")]
    earlier = calls[calls.year < 2016].stance
    usual = np.array([(earlier == stance).mean() for stance in (-1, 0, 1)])
    errors, by_shares = [], []
    for _, one in calls[calls.year >= 2016].groupby("record_id"):
        at = Quarter(int(one.year.iloc[0]), 1)
        draft = Draft(kind="country", target=one.about.iloc[0], quarter=at)
        chances = open_chances(vote_on(draft, tuple(one.iso3), replicates=50).chances)
        happened = np.array([[s == -1, s == 0, s == 1] for s in one.stance])
        errors.append(((chances - happened) ** 2).sum(axis=1))
        by_shares.append(((usual - happened) ** 2).sum(axis=1))
    assert np.concatenate(errors).mean() < 0.6 * np.concatenate(by_shares).mean()
