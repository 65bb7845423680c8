"""When a difference arises and whether it lasts, on quarters written by hand."""

import numpy as np
import pytest

from sim.analysis.onset import Gathered, onset


def course(signs: str):
    """The onset of quarters of which `+` lies above zero, `-` below, `.` on both sides."""
    low = np.array([{"+": 1.0, "-": -2.0, ".": -1.0}[sign] for sign in signs])
    high = np.array([{"+": 2.0, "-": -1.0, ".": 1.0}[sign] for sign in signs])
    found = onset(low, high)
    return found.since, found.until, found.course


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ("............", (None, None, "never")),
        ("..+++.......", (None, None, "never")),  # not a year on end
        ("..++++++++++", (2, 11, "lasts")),
        ("++++++++++++", (0, 11, "lasts")),
        ("..++++......", (2, 5, "fades")),
        ("..++++..++++", (2, 11, "lasts")),  # gone in between, there in the last year
        ("..++++++.+++", (2, 7, "fades")),  # not in every quarter of the last year
        ("..++++..----", (2, 5, "reverses")),
        ("..++++..---.", (2, 5, "fades")),  # the other side for less than a year
        ("----..++++..----", (0, 3, "reverses")),
        ("--", (0, 1, "lasts")),  # runs of less than a year
    ],
)
def test_by_hand(signs, expected):
    assert course(signs) == expected


def test_changes_too_small_to_matter_do_not_count():
    low = np.array([0.001] * 4 + [0.1] * 4)
    assert onset(low, low + 0.002).since == 4


def test_one_pair_of_runs_has_no_onset():
    gathered = Gathered()
    gathered.add(np.ones((1, 8, 1)))
    changes = gathered.changes()
    assert onset(changes.low[:, 0], changes.high[:, 0]).course == "never"


def test_blocks_give_the_intervals_of_the_whole():
    change = np.random.default_rng(5).normal(1.0, 2.0, (10, 3, 2))
    gathered = Gathered()
    for block in (change[:4], change[4:5], change[5:]):
        gathered.add(block)
    found = gathered.changes()
    assert np.allclose(found.mean, change.mean(axis=0))
    error = change.std(axis=0, ddof=1) / np.sqrt(10)
    assert np.allclose(found.high - found.mean, 2.262157 * error)  # t of 9 at 0.975
