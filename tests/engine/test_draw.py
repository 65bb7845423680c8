"""A random number depends on its address and on nothing else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.draw import AGENTS, Draw, gumbel, logistic, normal, to_uniform

NUMBERS = np.arange(1, 198)
numbers = st.integers(0, 2**40)
small = st.integers(0, 40)


def draw(seed=1, step=0, first=0, replicates=3, event="vote", addresses=NUMBERS) -> Draw:
    return Draw(seed, step, first, replicates, addresses, event)


@given(seed=numbers, step=small, first=small, cut=st.integers(1, 6))
def test_rows_do_not_depend_on_how_replicates_are_cut(seed, step, first, cut):
    whole = draw(seed, step, first, 7).states("stance", item=2)
    parts = [draw(seed, step, first, cut), draw(seed, step, first + cut, 7 - cut)]
    assert np.array_equal(whole, np.vstack([part.states("stance", item=2) for part in parts]))


def test_another_state_leaves_every_other_number_alone():
    more = draw(addresses=np.append(NUMBERS, 198)).states("stance")
    assert np.array_equal(more[:, :-1], draw().states("stance"))


def test_chosen_states_have_the_numbers_they_always_have():
    columns = np.array([[3, 196, 0], [5, 5, 7], [1, 2, 3]])
    everyone = draw().states("stance", item=4)
    assert np.array_equal(
        draw().chosen("stance", 4, columns), np.take_along_axis(everyone, columns, axis=1)
    )


def test_every_part_of_an_address_matters():
    addresses = [
        draw(),
        draw(seed=2),
        draw(step=1),
        draw(first=1),
        draw(event="lobbying"),
    ]
    drawn = [one.states("stance")[0].tobytes() for one in addresses]
    drawn += [draw().states("other")[0].tobytes(), draw().states("stance", item=1)[0].tobytes()]
    assert len(set(drawn)) == len(drawn)


def test_uniforms_are_open_at_both_ends():
    ends = to_uniform(np.array([0, 2**32 - 1], dtype=np.uint32))
    assert ends.dtype == np.float64
    assert ends[0] > 0 and ends[1] < 1
    for quantile in (normal, logistic, gumbel):
        assert np.isfinite(quantile(ends)).all()


def test_uniforms_are_uniform_and_replicates_unrelated():
    drawn = draw(replicates=2000).states("stance")
    assert abs(drawn.mean() - 0.5) < 0.002
    assert abs(drawn.var() - 1 / 12) < 0.001
    neighbours = np.corrcoef(drawn[:-1].ravel(), drawn[1:].ravel())[0, 1]
    assert abs(neighbours) < 0.01


def test_addresses_leave_room():
    assert NUMBERS.max() < AGENTS


@given(repeats=st.integers(1, 4), first=small)
def test_repeated_rows_are_the_same_luck_again(repeats, first):
    once = draw(first=first)
    again = Draw(once.seed, once.step, first, once.replicates, NUMBERS, "vote", repeats)
    columns = np.arange(6).reshape(3, 2)
    for mine, theirs in (
        (again.for_event("vote").states("stance", 2), once.states("stance", 2)),
        (
            again.chosen("stance", 2, np.tile(columns, (repeats, 1))),
            once.chosen("stance", 2, columns),
        ),
        (again.items("stance", 5), once.items("stance", 5)),
        (again.world("stance"), once.world("stance")),
    ):
        assert np.array_equal(mine, np.concatenate([theirs] * repeats))
