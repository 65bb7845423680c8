"""What paired differences say: against textbooks, by hand, and by what must not matter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sim.analysis.effects import effect_of, holm, needs_bootstrap, paired_effect, standardised

differences = st.lists(st.floats(-50, 50), min_size=3, max_size=40).filter(
    lambda values: np.std(values) > 1e-3
)
RARE = np.array([0.0] * 60 + [1.0, 2.0, 1.0, 1.0])  # four runs of 64 change at all


@given(differences)
def test_interval_is_the_paired_t_interval(values):
    effect, low, high = paired_effect(np.array(values))
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert effect == pytest.approx(np.mean(values), abs=1e-9)
    assert (low, high) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_one_replicate_gives_no_interval():
    effect, low, high = paired_effect(np.array([2.0]))
    assert effect == 2.0 and np.isnan(low) and np.isnan(high)
    alone = effect_of(np.array([2.0]))
    assert alone.interval == "none" and np.isnan([alone.low, alone.p, alone.spread]).all()


@settings(max_examples=40)
@given(differences, st.randoms())
def test_the_order_of_replicates_does_not_matter(values, order):
    shuffled = list(values)
    order.shuffle(shuffled)
    assert effect_of(np.array(values)) == effect_of(np.array(shuffled))


@settings(max_examples=40)
@given(differences)
def test_turning_the_sign_turns_the_effect(values):
    there, back = effect_of(np.array(values)), effect_of(-np.array(values))
    assert there.effect == pytest.approx(-back.effect)
    assert (there.t_low, there.t_high) == pytest.approx((-back.t_high, -back.t_low))
    assert (there.higher, there.lower, there.median) == (back.lower, back.higher, -back.median)
    room = 0.2 * (there.t_high - there.t_low) + 1e-9  # resampling has its own luck
    assert there.boot_low == pytest.approx(-back.boot_high, abs=room)


@settings(max_examples=40)
@given(differences, st.floats(-100, 100))
def test_what_moves_baseline_and_scenario_alike_leaves_the_effect_alone(values, constant):
    ours = np.linspace(10, 60, len(values))
    theirs = ours + np.array(values)
    one, other = effect_of(theirs - ours), effect_of((theirs + constant) - (ours + constant))
    assert one.effect == pytest.approx(other.effect, abs=1e-9)
    assert (one.t_low, one.p) == pytest.approx((other.t_low, other.p), abs=1e-6)


def test_t_is_shown_for_near_normal_and_the_bootstrap_for_skewed_differences():
    normal = stats.norm.ppf((np.arange(64) + 0.5) / 64)
    assert not needs_bootstrap(normal) and effect_of(normal).interval == "t"
    rare = effect_of(RARE)
    assert rare.interval == "bootstrap" and rare.t_low < 0 < rare.low  # no run goes lower
    assert (rare.low, rare.high) == (rare.boot_low, rare.boot_high)
    assert rare.p < 0.05
    assert not needs_bootstrap(RARE[-19:])  # too few pairs for it
    assert not needs_bootstrap(np.ones(64))


def test_p_and_interval_agree_about_zero():
    rng = np.random.default_rng(4)
    for _ in range(60):
        one = effect_of(rng.exponential(size=40) - 1.25, both=False)
        assert (one.p < 0.05) == (not one.low <= 0 <= one.high)


def test_no_p_is_below_what_the_resamples_can_tell():
    all_higher = np.where(np.arange(32) < 3, 0.06, 0.08)
    assert effect_of(all_higher).p == pytest.approx(2 / 10_000)


def test_differences_that_are_all_the_same_leave_no_doubt():
    same = effect_of(np.full(8, 0.5))
    assert (same.low, same.high, same.p, same.interval) == (0.5, 0.5, 0.0, "t")


@pytest.mark.parametrize(
    ("law", "mean", "least"),
    [
        (lambda rng, size: rng.normal(size=size), 0.0, 0.90),
        (lambda rng, size: rng.exponential(size=size), 1.0, 0.88),
        (lambda rng, size: (rng.random(size) < 0.1) * 1.0, 0.1, 0.88),
    ],
)
def test_the_interval_holds_the_truth_in_about_95_of_100_tries(law, mean, least):
    rng = np.random.default_rng(11)
    tries = [effect_of(law(rng, 64), both=False) for _ in range(100)]
    held = np.mean([one.low <= mean <= one.high for one in tries])
    assert least <= held <= 0.99


def test_holm_by_hand():
    p = np.array([0.01, 0.04, 0.03, np.nan, 0.005])
    # 0.005 * 4, 0.01 * 3, 0.03 * 2, then 0.04 * 1, which may not be below the one before
    assert holm(p) == pytest.approx([0.03, 0.06, 0.06, np.nan, 0.02], nan_ok=True)
    assert holm(np.array([0.6, 0.7])) == pytest.approx([1.0, 1.0])


def test_the_effect_size_is_in_standard_deviations_of_the_baseline():
    assert standardised(3.0, np.array([1.0, 2.0, 3.0])) == 3.0
    assert np.isnan(standardised(3.0, np.array([2.0, 2.0])))
    assert np.isnan(standardised(3.0, np.array([2.0])))
