"""Conditions that were planted are found; what chance makes of noise is not told."""

import numpy as np
import pytest

from sim.analysis.discovery import SIDES, Box, Condition, discover
from sim.report.conditions import conditions_in_words, finding, sentence

NAMES = ("dialogue.opening", "dialogue.withdrawal", "restraint.business", "lobbying.effect")


def sample(points=128, seed=3):
    return np.random.default_rng(seed).random((points, len(NAMES)))


@pytest.fixture(scope="module")
def planted():
    """The effect is +1 where the first is above 0.6 and the second below 0.5, else -1."""
    points = sample()
    inside = (points[:, 0] > 0.6) & (points[:, 1] < 0.5)
    luck = np.random.default_rng(4).normal(0, 0.3, len(points))
    effects = np.where(inside, 1.0, -1.0) + luck
    return discover(NAMES, points, effects[:, None], ("scope",), seed=1)


def test_a_planted_box_is_found(planted):
    box = planted.told("scope", "above")
    assert box is not None and box.density > 0.9 and box.coverage > 0.9
    first, second = sorted(box.conditions, key=lambda one: one.name)
    assert first.name == NAMES[0] and first.low == pytest.approx(0.6, abs=0.05)
    assert second.name == NAMES[1] and second.high == pytest.approx(0.5, abs=0.05)
    assert np.isinf(first.high) and np.isinf(second.low)
    assert box.held_density > 0.6 and box.p < 0.05


def test_both_searches_are_in_the_table(planted):
    table = planted.table
    assert set(table["method"]) == {"prim", "tree"}
    told = table[table["told"]]
    assert (told["density"] > told["cases"] / told["points"]).all()


def test_a_box_is_told_in_words_made_from_its_numbers(planted):
    box = planted.told("scope", "above")
    said = " ".join(sentence(planted, "scope"))
    density = f"{100 * box.density:.0f} % of cases where"
    assert density in said and "opening (dialogue) is above 0." in said
    assert f"{box.inside} of 128 points" in said
    assert finding(planted).startswith("In the model, the change in scope lies ")


def test_noise_is_not_told():
    """Five samples of noise, two outcomes, both sides: at one in twenty, hardly any tells."""
    told = 0
    for seed in range(5):
        effects = np.random.default_rng(100 + seed).normal(size=(64, 2))
        found = discover(NAMES, sample(64, seed), effects, ("scope", "rights"), seed=seed)
        told += any(box.told for box in found.boxes)
        assert found.boxes
    assert told <= 1


def test_no_condition_is_an_answer():
    effects = np.random.default_rng(0).normal(size=(64, 1))
    found = discover(NAMES, sample(64), effects, ("scope",), seed=0)
    assert "no condition found" in " ".join(sentence(found, "scope"))
    assert finding(found) == "In the model, no condition was found on which the change depends"


def test_where_all_is_on_one_side_nothing_is_sought():
    found = discover(NAMES, sample(64), np.full((64, 1), 0.3), ("scope",))
    assert not found.boxes and not len(found.table)
    assert sentence(found, "scope")[0].startswith("Scope: the change lies above zero at all 64")
    still = discover(NAMES, sample(64), np.zeros((64, 1)), ("scope",))
    assert sentence(still, "scope") == ["Scope: the change is zero at all 64 points."]


def test_a_threshold_divides_what_zero_does_not():
    points = sample()
    found = discover(NAMES, points, 4.0 * points[:, :1], ("scope",), threshold=2.0, seed=1)
    box = found.told("scope", "above")
    assert [one.name for one in box.conditions] == [NAMES[0]]
    assert box.conditions[0].low == pytest.approx(0.5, abs=0.03)
    assert "2 points" in sentence(found, "scope")[0]


def test_counts_of_a_box_by_hand():
    conditions = (Condition("a.b", 0.2, np.inf),)
    box = Box("scope", "above", "prim", conditions, 64, 20, 18, 15, 12, 9, 0.01)
    assert (box.coverage, box.density, box.mass) == (0.75, 15 / 18, 18 / 64)
    assert (box.base, box.held_density, box.told) == (20 / 64, 0.75, True)
    assert set(SIDES) == {"above", "below"}


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.6123, np.inf, "opening (dialogue) is above 0.61"),
        (-np.inf, 0.30, "opening (dialogue) is below 0.3"),
        (-1.04, 12.34, "opening (dialogue) is between −1 and 12"),
    ],
)
def test_conditions_in_words(low, high, words):
    assert conditions_in_words([Condition("dialogue.opening", low, high)]) == words
