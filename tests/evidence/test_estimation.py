"""Estimation finds again what made the votes, and says how sure it is."""

import numpy as np
import pandas as pd
import pytest

from sim.evidence.derive import ideal_points
from sim.evidence.derive.vote_parameters import Design, fit, solve

LUCK = 2006


def logistic(luck: np.random.Generator, size) -> np.ndarray:
    return luck.logistic(size=size)


@pytest.fixture(scope="module")
def assembly():
    """Forty states vote on thirty texts in each of three years, and where they really stand."""
    luck = np.random.default_rng(LUCK)
    states, calls, years = 40, 90, 3
    true = np.linspace(-1.5, 1.5, states)
    state, call = (axis.ravel() for axis in np.indices((states, calls)))
    slope, lower = luck.uniform(1.0, 3.0, calls), luck.uniform(-2.0, 0.0, calls)
    leaning = slope[call] * true[state] + logistic(luck, state.size)
    level = (leaning > lower[call]).astype(np.intp) + (leaning > lower[call] + 1.5)
    votes = ideal_points.Votes(state, call // 30, call, level, states, years, calls)
    start = ideal_points._start(votes, states - 1, None)
    return true, votes, ideal_points._fit(votes, start)


def test_positions_come_back_in_their_order(assembly):
    true, votes, found = assembly
    last = ideal_points._unpack(found, votes)[0][:, -1]
    assert abs(np.corrcoef(true, last)[0, 1]) > 0.97


def test_standard_errors_say_how_far_positions_are_off(assembly):
    true, votes, found = assembly
    last = ideal_points._unpack(found, votes)[0][:, -1]
    slope, level = np.polyfit(true, last, 1)  # the scale of positions is free
    off = (last - level - slope * true) / ideal_points.last_errors(found, votes)
    assert 0.6 < off.std() < 1.5
    assert (np.abs(off) < 1.96).mean() > 0.8


def test_fewer_votes_leave_a_position_less_sure(assembly):
    _, votes, found = assembly
    kept = (votes.state != 0) | (votes.call % 10 == 0)
    fewer = ideal_points.Votes(
        votes.state[kept], votes.year[kept], votes.call[kept], votes.level[kept],
        votes.states, votes.years, votes.calls,
    )  # fmt: skip
    before, after = (ideal_points.last_errors(found, some) for some in (votes, fewer))
    assert after[0] > 1.5 * before[0]
    assert after[1:] == pytest.approx(before[1:])


@pytest.fixture(scope="module")
def called() -> tuple[Design, np.ndarray]:
    """Fifty members vote on forty texts on four targets, by position and memory alone."""
    luck = np.random.default_rng(LUCK)
    members, texts = 50, 40
    member, text = (axis.ravel() for axis in np.indices((members, texts)))
    position, memory = luck.normal(size=members)[member], luck.normal(size=member.size)
    shocks = luck.normal(size=(texts // 4, 4))
    shocks = (0.6 * (shocks - shocks.mean(axis=0)) / shocks.std()).ravel()  # none of it a target's
    target = text % 4
    hard = np.array([-1.0, -0.3, 0.3, 1.0])[target]
    leaning = -2.0 * position + 1.2 * memory + hard + shocks[text] + logistic(luck, member.size)
    stance = (leaning > -1.0).astype(int) + (leaning > 1.0)
    terms = ("position_weight", "memory_weight")
    matrix = np.column_stack([-position, memory])
    none = np.zeros(member.size)
    given = Design(terms, matrix, none, none, target, text, stance, tuple("ABCD"))
    return given, shocks


def test_weights_of_the_vote_rule_come_back_within_their_errors(called):
    table = fit(called[0]).set_index("parameter")
    for name, true in {"position_weight": 2.0, "memory_weight": 1.2, "shock": 0.6}.items():
        assert abs(table.value[name] - true) < 3 * table.standard_error[name]
    hard = [table.value[f"difficulty.{target}"] for target in "ABCD"]
    assert hard == sorted(hard)
    assert table.value["upper_cut"] - table.value["lower_cut"] == pytest.approx(2.0, abs=0.4)


def test_what_moved_all_members_on_a_text_comes_back(called):
    given, shocks = called
    found = solve(given).text_effects
    assert np.corrcoef(found, shocks)[0, 1] > 0.8
    assert np.abs(found).mean() < np.abs(shocks).mean() * 1.2  # drawn toward nothing, not away


def test_a_rule_fitted_to_no_luck_at_all_is_not_certain():
    """Members who all vote alike leave the prior in place rather than an infinite weight."""
    given = Design(
        ("position_weight",), np.linspace(-1, 1, 20)[:, None], np.zeros(20), np.zeros(20),
        np.zeros(20, int), np.zeros(20, int), np.full(20, 2), ("A",),
    )  # fmt: skip
    table = fit(given)
    assert np.isfinite(table.value).all()
    assert (table.standard_error > 0.2).all()


def test_effects_of_texts_are_shipped_with_their_errors():
    table = pd.read_csv("sim/evidence/text_effects.csv")
    assert set(table.kind) == {"country", "theme"} and table.year.max() <= 2018
    assert (table.standard_error > 0).all()
    for _, some in table.groupby("kind"):  # country texts and themes are fitted apart
        assert abs(some.effect.mean()) < 0.1
