"""Numbers in words: few digits, true minus signs, intervals that say something."""

import pytest
from numpy import nan

from sim.report.numbers import plain, signed, told


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0"),
        (-4.53, "−4.5"),
        (0.031, "0.03"),
        (-180.2, "−180"),
        (1234.5, "1,234"),
        (-1e-9, "0.0"),
    ],
)
def test_plain_numbers(value: float, text: str) -> None:
    assert plain(value) == text


def test_signed_numbers() -> None:
    assert [signed(v) for v in (2.04, -2.04, 0.0)] == ["+2.0", "−2.0", "0.0"]


@pytest.mark.parametrize(
    ("effect", "low", "high", "number", "ends"),
    [
        (2.80, 2.08, 3.53, "+2.8", "2.1 to 3.5"),
        (-180.0, -207.0, -153.6, "−180", "−207 to −154"),
        (0.166, 0.109, 0.222, "+0.2", "0.11 to 0.22"),  # an end like the effect
        (0.079, 0.052, 0.106, "+0.08", "0.05 to 0.11"),  # both ends alike
        (0.065, 0.042, 0.087, "+0.07", "0.04 to 0.09"),  # +0.1 would lie outside
        (2.8, 0.03, 5.57, "+2.8", "0.03 to 5.57"),  # told from 0, so no end is 0.0
        (0.0025, 0.0021, 0.0029, "0.0", "within ±0.005"),  # told from 0, too small to matter
        (-0.02, -0.04, -0.008, "−0.02", "−0.04 to −0.01"),
        (0.00003, -4.6e-7, 0.00006, "0.0", "within ±0.005"),  # tiny, not told from 0
        (-0.01, -0.04, 0.02, "0.0", "within ±0.05"),
        (0.03, -0.01, 0.07, "+0.03", "−0.01 to 0.07"),
        (0.03, -0.5, 0.56, "0.0", "−0.5 to 0.6"),
        (0.0, 0.0, 0.0, "0.0", "0.0 to 0.0"),
        (2.0, 2.0, 2.0, "+2.0", "2.0 to 2.0"),
        (2.0, 2.0, 2.0 + 1e-9, "+2.0", "2.0 to 2.0"),
        (3.21, nan, nan, "+3.2", ""),
        (0.04, nan, nan, "+0.04", ""),
        (-0.00003, nan, nan, "0.0", ""),
    ],
)
def test_effects_and_intervals(
    effect: float, low: float, high: float, number: str, ends: str
) -> None:
    assert told(effect, low, high) == (number, ends)


@pytest.mark.parametrize("size", [1e-7, 1e-4, 0.02, 0.049, 0.06, 0.3, 4.0, 99.9, 5000.0])
def test_no_zero_carries_a_sign_and_no_interval_starts_at_minus_zero(size: float) -> None:
    for effect, low, high in ((0, -size, size), (0.4, 1e-3, 1), (-0.4, -1, 1e-6), (0.5, 0.1, 0.9)):
        for text in told(effect * size, low * size, high * size):
            assert "-" not in text
            assert not any(
                word[0] in "−+" and not any(c in "123456789" for c in word) for word in text.split()
            )
