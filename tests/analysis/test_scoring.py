"""Scores worked out by hand, rivals that know the past alone, and the shipped scores."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim import evidence
from sim.analysis.backcast import ablation, rivals, scoring, shipped, whole
from sim.analysis.backcast.summary import against_rivals, idle_terms, reliability
from sim.analysis.backcast.windows import WINDOWS, Window, recorded, rolls

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("RIGHTS_DATA") or ROOT.parent / "shared" / "data")

CHANCES = np.array([[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.6, 0.2, 0.2]])
CAST = np.array([0, 1, 2])  # against, abstain, with


def test_three_votes_scored_by_hand():
    found = scoring.of_votes(CHANCES, CAST)
    assert found[:, 0].tolist() == [1.0, 1.0, 0.0]
    assert found[:, 1] == pytest.approx([0.38, 0.06, 1.04])
    assert found[:, 2] == pytest.approx(-np.log([0.5, 0.8, 0.2]))


def test_a_vote_that_was_held_impossible_costs_much_but_not_everything():
    found = scoring.of_votes(np.array([[1.0, 0.0, 0.0]]), np.array([2]))
    assert np.isfinite(found).all() and found[0, 2] > 10


def test_calibration_by_hand():
    """Two of the nine chances are 0.5 or 0.6; one of those came true."""
    found = {line["from"]: line for line in scoring.calibration(CHANCES, CAST)}
    assert sum(line["count"] for line in found.values()) == 9
    assert found[0.1]["count"] == 2 and found[0.1]["came_true"] == 0.0
    assert found[0.8] == {
        "from": 0.8, "to": 0.9, "count": 1, "predicted": 0.8, "came_true": 1.0,
    }  # fmt: skip


def test_calibration_of_windows_is_pooled_by_how_many_chances_each_has():
    tenth = {"kind": "country", "model": "engine", "from": 0.1, "to": 0.2}
    lines = [
        {**tenth, "count": 1, "predicted": 0.1, "came_true": 0.0},
        {**tenth, "count": 3, "predicted": 0.18, "came_true": 0.4},
        {**tenth, "count": 9, "predicted": 0.1, "came_true": 0.9, "model": "last vote"},
    ]
    (found,) = reliability(lines, "country")
    assert found["count"] == 4
    assert found["predicted"] == pytest.approx(0.16) and found["came_true"] == pytest.approx(0.3)


def test_a_difference_is_of_texts_and_not_of_votes():
    """One text of three votes carries the whole difference: it may or may not be drawn."""
    ours, theirs = np.zeros(6), np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    found = scoring.difference(ours, theirs, np.array(list("aaabbb")))
    assert found == scoring.Difference(-0.5, -1.0, 0.0)
    alone = scoring.difference(ours, theirs, np.array(list("abcdef")))
    assert alone.mean == -0.5 and -1.0 < alone.low < alone.high < 0.0


VOTES = pd.DataFrame(
    [
        # text, year, state, group, subject, stance
        ("t1", 2000, "AAA", "AFRICA", "X", 1),
        ("t1", 2000, "BBB", "WEOG", "X", -1),
        ("t2", 2001, "AAA", "AFRICA", "X", 1),
        ("t2", 2001, "BBB", "WEOG", "X", 0),
        ("t3", 2003, "AAA", "AFRICA", "X", -1),
        ("t3", 2003, "CCC", "AFRICA", "X", 1),
    ],
    columns=["record_id", "year", "iso3", "group", "about", "stance"],
)
LATER = Window(2001, 2003, 2003)


def test_the_group_votes_as_it_did():
    """Africa voted twice with the target before 2003; every cell counts half a vote more."""
    found = rivals.regional_group(VOTES, VOTES[VOTES.year == 2003], LATER)
    assert found == pytest.approx(np.array([[0.5, 0.5, 2.5]] * 2) / 3.5)


def test_the_last_vote_is_repeated_as_often_as_such_votes_were():
    """Votes with the target were followed once by the same; a newcomer votes as its group."""
    asked = VOTES[VOTES.year == 2003]
    found = rivals.last_vote(VOTES, asked, LATER)
    assert found[0] == pytest.approx(np.array([0.5, 0.5, 1.5]) / 2.5)
    assert found[1] == pytest.approx(np.array([0.5, 0.5, 2.5]) / 3.5)


@pytest.mark.parametrize("rival", ["regional group", "last vote"])
def test_what_was_voted_that_year_is_not_known(rival):
    asked = VOTES[VOTES.year == 2003]
    other = VOTES.assign(stance=VOTES.stance.where(VOTES.year < 2003, 0))
    rule = rivals.RIVALS[rival]
    assert (rule(VOTES, asked, LATER) == rule(other, asked, LATER)).all()


def test_the_shipped_scores_were_made_from_the_shipped_evidence():
    origin = shipped.origin()
    for name in shipped.DERIVED:
        assert origin[f"digest of {name}"] == shipped._digest(evidence.FOLDER / name), name


def test_the_engine_beats_its_rivals_where_it_is_said_to():
    """The log score is better than every rival's in every window; the Brier score too, but for
    one that is not distinguishable: themes of 1999-2004 beside the last vote."""
    lines = [line for line in shipped.scores() if line["model"] in rivals.RIVALS]
    assert all(line["log_less"] < 0 for line in lines)
    behind = [line for line in lines if line["brier_less"] >= 0]
    assert [(one["window"], one["kind"], one["model"]) for one in behind] == [
        ("1999-2004", "theme", "last vote")
    ]
    assert behind[0]["brier_less_low"] < 0


def test_findings_are_said_of_every_window_and_of_idle_terms():
    said = against_rivals(shipped.scores())
    assert len(said) == 12 and sum("better than the best rival" in one for one in said) >= 6
    assert not any("remembered abstention" in one for one in idle_terms(shipped.scores()))


def test_work_done_side_by_side_is_the_same_work():
    """Whoever is done first, each result stands under its own name, and all are told of."""
    jobs = {name: partial(pow, name, 2) for name in range(20)}
    told: list[int] = []
    with ThreadPoolExecutor(4) as pool:
        together = dict(whole._all_done(jobs, pool, lambda done, of: told.append(done)))
    assert together == dict(whole._all_done(jobs, None, lambda done, of: None))
    assert told == list(range(1, 21))


@pytest.fixture(scope="module")
def votes():
    return recorded(DATA)


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="no public data files: set RIGHTS_DATA")
@pytest.mark.parametrize("kind", ["country", "theme"])
def test_the_shipped_scores_come_out_again(votes, kind):
    window = WINDOWS[-1]
    of_kind = votes[votes.kind == kind].reset_index(drop=True)
    asked = rolls(of_kind, window)
    cast = np.concatenate([np.array(roll.stances) + 1 for roll in asked])
    found = scoring.of_votes(ablation.engine(asked), cast).mean(axis=0)
    (line,) = (
        one
        for one in shipped.scores()
        if (one["window"], one["kind"], one["model"]) == (window.name, kind, "engine")
    )
    assert found == pytest.approx([line[name] for name in scoring.SCORES], abs=0.002)
    assert len(cast) == line["votes"]


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="no public data files: set RIGHTS_DATA")
def test_ballots_and_estimates_mean_the_same(votes):
    """The rule that votes and the design that it was estimated with give the same leaning."""
    from sim.analysis.chamber import Chamber
    from sim.analysis.reasons import NoLuck
    from sim.evidence.derive.vote_parameters import design
    from sim.mechanisms.voting.estimates import estimates

    of_kind = votes[votes.kind == "country"].reset_index(drop=True)
    given = design(of_kind, "country")
    known = estimates("country", 2012)
    weights = np.array([known[name][0] for name in given.terms])
    for roll in rolls(of_kind, Window(2012, 2013, 2013))[:4]:
        rows = np.flatnonzero(of_kind.record_id == roll.text)
        level = known.get(f"difficulty.{roll.draft.subject}", (0.0, 0.0))[0]
        by_design = given.matrix[rows] @ weights + level
        chamber = Chamber.convene(roll.draft, roll.members, 2012)
        by_rule = chamber.lean(chamber.world(1), chamber.rule, NoLuck()).leaning[0, 0]
        earlier_that_year = of_kind[(of_kind.year == 2013) & (of_kind.about == roll.draft.subject)]
        if earlier_that_year.record_id.iloc[0] == roll.text:  # else the design remembers it too
            assert by_rule == pytest.approx(by_design, abs=0.05)  # memories have two decimals
