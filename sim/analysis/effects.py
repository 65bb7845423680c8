"""What paired differences say: their mean, two intervals and which to show, how sure, how large.

The paired-t interval holds for the mean of differences that are near normal, or many. Cochran
(1977, Sampling Techniques, 3rd ed., section 2.15) asks for more than 25 times the squared skewness
of them; where a sample is smaller than that, as it is where only few runs change at all, the
bias-corrected and accelerated bootstrap (Efron 1987) is nearer to 95 %. For fewer than 20 pairs
it is too narrow whatever their shape, so t is shown.
"""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Floats = NDArray[np.float64]

LEVEL = 0.95
SAME = 1e-9  # differences that vary by less than this share of the largest are all the same
TOO_SMALL = 0.005  # an effect below this is told apart from none, but does not matter
FEWEST = 20  # pairs; with fewer the bootstrap's intervals are too short (measured)
COCHRAN = 25.0  # pairs wanted per squared skewness
RESAMPLES = 9_999
TAIL = 10  # resamples beyond 0 that are enough to count them
ROOM = 2_000_000  # resampled numbers held at once


@dataclass(frozen=True)
class Effect:
    """A mean paired difference, in the outcome's unit; NaN where one pair gives none.

    low, high: the 95 % interval to show, which `interval` names (t, bootstrap, or none for one
    pair); t_low to boot_high: both of them. p: of no difference, by the interval shown. higher,
    lower, equal: numbers of pairs. spread: s.d. of the differences.
    """

    effect: float
    low: float
    high: float
    median: float
    interval: str
    t_low: float
    t_high: float
    boot_low: float
    boot_high: float
    higher: int
    lower: int
    equal: int
    spread: float
    p: float


def paired_effect(difference: Floats, level: float = LEVEL) -> tuple[float, float, float]:
    """Mean of paired differences (R,) and its interval, 95 % unless told otherwise, by paired t;
    NaN bounds for one replicate."""
    effect = float(difference.mean())
    if len(difference) < 2:
        return effect, float("nan"), float("nan")
    error = float(difference.std(ddof=1)) / np.sqrt(len(difference))
    reach = float(stats.t.ppf(0.5 + level / 2, len(difference) - 1)) * error
    return effect, float(effect - reach), float(effect + reach)


def effect_of(difference: Floats, both: bool = True) -> Effect:
    """All that paired differences (R,) say. Without `both`, the bootstrap is made only where it
    is to be shown. The order of the pairs does not matter."""
    difference = np.sort(difference)
    effect, t_low, t_high = paired_effect(difference)
    count = len(difference)
    spread = float(difference.std(ddof=1)) if count > 1 else float("nan")
    shown, p = ("t", _p_of_t(effect, spread, count)) if count > 1 else ("none", float("nan"))
    low, high = t_low, t_high
    boot = (float("nan"), float("nan"))
    skewed = needs_bootstrap(difference)
    if spread > 0 and (both or skewed):
        boot_low, boot_high, boot_p = _bootstrap(difference)
        boot = (boot_low, boot_high)
        if skewed and np.isfinite(boot).all():
            shown, p, (low, high) = "bootstrap", boot_p, boot
    return Effect(
        effect, low, high, float(np.median(difference)), shown, t_low, t_high, *boot,
        higher=int((difference > 0).sum()), lower=int((difference < 0).sum()),
        equal=int((difference == 0).sum()), spread=spread, p=p,
    )  # fmt: skip


def needs_bootstrap(difference: Floats) -> bool:
    """Whether there are pairs enough for the bootstrap, and too few for t by Cochran's rule."""
    count = len(difference)
    if count < FEWEST or np.ptp(difference) <= SAME * np.abs(difference).max():
        return False
    return bool(count < COCHRAN * stats.skew(difference) ** 2)


def _p_of_t(effect: float, spread: float, count: int) -> float:
    """Two-sided p of the paired t test; differences that are all the same leave no doubt."""
    if spread == 0:
        return 1.0 if effect == 0 else 0.0
    return float(2.0 * stats.t.sf(abs(effect) / spread * np.sqrt(count), count - 1))


def _bootstrap(difference: Floats) -> tuple[float, float, float]:
    """Ends of the BCa interval, and the p at which one of its ends would just reach 0, not below
    what so many resamples can tell. NaN if all resamples are the same."""
    with warnings.catch_warnings():  # the interval is NaN then, which says enough
        warnings.simplefilter("ignore", RuntimeWarning)
        found = stats.bootstrap(
            (difference,), np.mean, axis=-1, vectorized=True, n_resamples=RESAMPLES, method="BCa",
            confidence_level=LEVEL, batch=max(1, ROOM // len(difference)),
            rng=np.random.default_rng(0),
        )  # fmt: skip
    ends = found.confidence_interval
    return float(ends.low), float(ends.high), _p_of_bootstrap(difference, found)


def _p_of_bootstrap(difference: Floats, found: Any) -> float:
    """The level at which an end of the BCa interval just reaches 0 (Efron 1987, solved for the
    level). Where hardly a resample lies beyond 0, their normal tail stands for them."""
    means, mean = found.bootstrap_distribution, difference.mean()
    bias, reach = special.ndtri(_below(means, mean)), special.ndtri(_below(means, 0.0))
    if min((means <= 0).sum(), (means >= 0).sum()) < TAIL:
        normal = -mean / found.standard_error
        reach = normal if abs(normal) > abs(reach) else reach
    away = difference - mean
    acceleration = (away**3).sum() / (6.0 * (away**2).sum() ** 1.5)
    bent = 1.0 + acceleration * (reach - bias)
    p = 2.0 * special.ndtr(-abs((reach - bias) / bent - bias)) if bent > 0 else 0.0
    return float(max(p, 2.0 / (RESAMPLES + 1.0)))


def _below(means: Floats, value: float) -> float:
    """Share of resampled means below a value, ties by half, never quite 0 or 1."""
    share = ((means < value).sum() + (means <= value).sum()) / 2.0
    return float((share + 0.5) / (len(means) + 1.0))


def standardised(effect: float, levels: Floats) -> float:
    """The effect in standard deviations of the baseline's levels (R,) between replicates; NaN if
    these do not differ."""
    if len(levels) < 2:
        return float("nan")
    spread = float(levels.std(ddof=1))
    return effect / spread if spread > 0 else float("nan")


def holm(p: Floats) -> Floats:
    """p-values (M,) corrected for being M (Holm 1979): NaN stay NaN and do not count."""
    corrected = np.full(len(p), np.nan)
    order = np.argsort(p)[: int(np.isfinite(p).sum())]
    steps = p[order] * np.arange(len(order), 0, -1)
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return corrected
