"""How many pairs of runs it takes."""

from dataclasses import dataclass
from itertools import pairwise
from math import inf, isnan

import numpy as np
import pandas as pd
import pytest

from sim.analysis.effects import effect_of
from sim.analysis.planning import (
    Amount,
    next_round,
    pairs_for,
    plan,
    power_of,
    until_narrow,
    widths,
)


def test_pairs_for_a_medium_effect_as_in_cohen():
    assert pairs_for(0.5, 1.0) == 34  # d = 0.5, power 0.8, two-sided 5 %: 34 pairs
    assert pairs_for(0.2, 1.0) == 199
    assert pairs_for(1.0, 1.0, power=0.95) == 16


def test_power_is_the_share_of_samples_that_tell_the_effect():
    rng = np.random.default_rng(6)
    samples = rng.normal(0.6, 1.0, (4_000, 20))
    t = samples.mean(axis=1) / samples.std(axis=1, ddof=1) * np.sqrt(20)
    assert power_of(0.6, 1.0, 20) == pytest.approx(np.mean(t > 2.093), abs=0.025)
    assert power_of(1.0, 0.0, 20) == 1.0


def test_more_pairs_are_needed_for_less_effect_more_spread_and_a_stricter_level():
    assert pairs_for(0.02, 1.0) > pairs_for(0.2, 1.0) < pairs_for(0.2, 2.0)
    assert pairs_for(0.2, 1.0, level=0.05 / 6) > pairs_for(0.2, 1.0)
    assert pairs_for(9.0, 1.0) == 10  # never fewer
    assert pairs_for(0.0, 1.0) == inf and isnan(pairs_for(1.0, float("nan")))


@pytest.mark.parametrize(
    ("text", "amount"), [("5%", Amount(0.05, True)), ("0.3", Amount(0.3)), (" 12 ", Amount(12.0))]
)
def test_amounts_are_shares_of_the_baseline_or_in_the_unit(text, amount):
    assert Amount.parse(text) == amount


@pytest.mark.parametrize("text", ["0", "-1", "0%", "many", "%", "nan", "inf"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="write it like 5% or"):
        Amount.parse(text)


@dataclass
class Invented:
    """The first so many of invented paired differences, as a comparison."""

    table: pd.DataFrame

    @classmethod
    def of(cls, difference, level=10.0):
        one = effect_of(difference, both=False)
        row = {"name": "other", "outcome": "scope", "baseline": level, "spread": one.spread,
               "low": one.low, "high": one.high, "replicates": len(difference)}  # fmt: skip
        return cls(pd.DataFrame([row]))


def looked(spread, precision, first=64, most=2_000):
    """The numbers of replicates that were looked at, and what was found last."""
    luck = np.random.default_rng(8).normal(0.0, spread, most)
    counts = []

    def compared(count):
        counts.append(count)
        return Invented.of(luck[:count])

    comparison, found = until_narrow(compared, Amount.parse(precision), first, most)
    return counts, comparison.table["replicates"][0], found.iloc[0]


def test_precision_stops_at_once_when_it_is_there():
    counts, made, found = looked(spread=1.0, precision="0.3")
    assert counts == [64] and made == 64
    assert found["half_width"] <= 0.3 == found["wanted"]


def test_precision_adds_runs_until_the_interval_is_narrow_enough():
    counts, made, found = looked(spread=1.0, precision="1%")  # ±0.1 of 10: about 390 pairs
    assert counts == sorted(counts) and counts[0] == 64
    assert 384 <= made <= 640 and found["half_width"] <= 0.1
    assert all(b <= 4 * a + 64 for a, b in pairwise(counts))


def test_precision_stops_at_the_most_and_says_how_many_it_would_take():
    counts, made, found = looked(spread=1.0, precision="0.01", most=200)
    assert made == 200 == counts[-1]
    assert found["half_width"] > 0.01
    assert found["needed"] == pytest.approx(38_400, rel=0.3)  # (1.96 / 0.01) ** 2


def test_rounds_grow_in_blocks_at_most_fourfold():
    assert next_round(500, 64, 2_000) == 256
    assert next_round(150, 128, 2_000) == 192
    assert next_round(1e9, 1_000, 2_000) == 2_000
    assert next_round(10, 64, 100) == 65


def test_a_share_of_a_baseline_of_zero_is_refused():
    zero = Invented.of(np.array([1.0, 2.0, 4.0]), level=0.0).table
    with pytest.raises(ValueError, match="the baseline's mean of `scope` is 0"):
        widths(zero, Amount.parse("5%"))
    with pytest.raises(ValueError, match="or name other outcomes"):
        plan(zero, Amount.parse("5%"), 0.8)
    assert widths(zero, Amount.parse("5")).iloc[0]["wanted"] == 5.0


def test_a_plan_says_how_many_pairs_alone_and_together():
    table = pd.concat([Invented.of(np.array([0.0, 1.0, 2.0])).table] * 4)  # s.d. 1
    row = plan(table, Amount.parse("5%"), 0.8).iloc[0]  # 5 % of 10
    assert (row["effect"], row["alone"]) == (0.5, 34)
    assert row["together"] == pairs_for(0.5, 1.0, level=0.05 / 4) > 34
