"""The pictures of what rests on what, and of conditions: titles and places."""

from types import SimpleNamespace

import numpy as np
import pytest
from rendered import outside, overlaps, texts

from sim.analysis.discovery import discover
from sim.analysis.ranges import Range
from sim.analysis.sensitivity import Sensitivity, Size
from sim.analysis.shares import judgement_share, shares
from sim.report import conditions, discovery, sensitivity

GRADES = ["judgement", "estimated", "literature", "measured", "judgement", "judgement"]
NAMES = ["consequences.attention_half_life", "country_stance.position_weight", "reaction.alone",
         "reviews.kept", "sponsorship.threshold", "restraint.business"]  # fmt: skip
FOUND = tuple(Range(n, 0.0, 0.5, 1.0, g) for n, g in zip(NAMES, GRADES, strict=True))
OUTCOMES = ("scope", "effectiveness", "independence", "universality", "scrutiny", "rights")


def scenario(title="Coordinated dialogues", name="coordinated_dialogues"):
    return SimpleNamespace(outcomes=OUTCOMES, title=title, name=name, digest=name, seed=2006)


@pytest.fixture(scope="module")
def told():
    quantities = [(outcome, "effect") for outcome in OUTCOMES]

    def attempt(label, at):
        luck = np.random.default_rng(1).normal(0, 0.3, (len(at), 4, 6))
        weights = np.random.default_rng(2).random((6, 6)) * [[1, 1, 1, 1, 1, 0]]
        return ((at @ weights)[:, None, :] + luck) * [1, 1, 1, 1, 1, 0]

    found = shares(FOUND, (0, 1, 2, 3, 4), quantities, attempt, 32, 1)
    base = scenario("Baseline", "baseline")
    return Sensitivity(base, scenario(), FOUND, Size(replicates=4), None, found)


def test_the_title_is_made_from_the_shares(told):
    found = [judgement_share(told.shares.table, outcome)[0] for outcome in OUTCOMES[:5]]
    low, high = (f"{100 * x:.0f}" for x in (min(found), max(found)))
    assert f"guesses carry {low} to {high} % of the variance of 5 changes" in (
        sensitivity.finding(told)
    )


def test_words_do_not_collide_and_stay_on_the_paper(told):
    figure = sensitivity.draw(told)
    assert not overlaps(figure) and not outside(figure)
    drawn = [text for text, _ in texts(figure)]
    assert "nothing that is uncertain moves it" in drawn
    assert "acting together" in drawn and "reviews · measured" in drawn


def test_the_parts_of_a_bar_add_up(told):
    pieces = sensitivity._pieces(told.shares.table, "scope", "effect")
    assert sum(pieces.values()) == pytest.approx(1.0)
    assert min(pieces.values()) >= -1e-12


@pytest.mark.parametrize("two", [True, False])
def test_a_box_is_drawn_with_its_points(two, tmp_path):
    names = ("dialogue.opening", "dialogue.withdrawal", "restraint.business")
    points = np.random.default_rng(0).random((96, 3))
    inside = (points[:, 0] > 0.5) & ((points[:, 1] < 0.6) | (not two))
    effects = np.where(inside, 1.0, -1.0) + np.random.default_rng(1).normal(0, 0.2, 96)
    found = discover(names, points, effects[:, None], ("scope",), seed=1)
    boxes = conditions.best(found)
    figure = discovery.draw(found, boxes, scenario(), scenario("Baseline"), 16)
    assert not overlaps(figure) and not outside(figure)
    assert len(boxes[0].conditions) == (2 if two else 1)
    if two:
        png, svg = discovery.picture(found, scenario(), None, 16, tmp_path)
        assert png.stat().st_size > 10_000 and "Scope: the change" in svg.read_text()


def test_one_outcome_alone_fits_the_paper_too(told):
    from dataclasses import replace

    alone = scenario()
    alone.outcomes = ("scope",)
    figure = sensitivity.draw(replace(told, scenario=alone))
    assert not overlaps(figure) and not outside(figure)
