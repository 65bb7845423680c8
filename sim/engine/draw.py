"""Random numbers by address.

A number is a function of (seed, event, purpose, item, step, replicate, agent) and of nothing that
was drawn before. So the same run comes out for any chunk size, worker count and order; a state
more, or a mechanism less, leaves every other number alone; and two scenarios under one seed
differ only by what they change.

The counter-based generator is Philox 4x64 (Salmon et al. 2011, as in NumPy): the key is a hash of
(seed, event, purpose); the counter holds item, step, and replicate and agent side by side, so
that one call fills the rows of consecutive replicates.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

AGENTS = 256  # addresses reserved for agents in every replicate
LANES = 8  # numbers made by one count of the generator: four of 64 bits, cut in two

Uniforms = NDArray[np.float64]


@dataclass(frozen=True)
class Draw:
    """The luck of one step for `replicates` replicates from `first` on, `repeats` times over.

    With P repeats the rows are replicates first, first + 1, ... and then the same again, P times:
    R = P * replicates rows, so that P variants of a world can meet the same luck side by side.
    `numbers` (N,) are the permanent addresses of the agents, each below 256. Every method draws
    for every slot: mask afterwards, so that a condition never shifts anyone's luck.
    """

    seed: int
    step: int
    first: int
    replicates: int
    numbers: NDArray[np.int64]
    event: str = ""
    repeats: int = 1

    @property
    def rows(self) -> int:
        """How many rows it fills, R."""
        return self.replicates * self.repeats

    def for_event(self, event: str) -> "Draw":
        """The same luck, as the event of this name sees it."""
        return replace(self, event=event)

    def states(self, purpose: str, item: int = 0) -> Uniforms:
        """One uniform per replicate and state, (R, N), open at both ends."""
        rows = self._raw(purpose, item).reshape(self.rows, AGENTS)
        return to_uniform(rows[:, self.numbers])

    def chosen(self, purpose: str, item: int, columns: NDArray[np.int64]) -> Uniforms:
        """The uniforms of the states in these columns (R, M), exactly as `states` has them."""
        rows = np.arange(self.rows)[:, None] * AGENTS
        return to_uniform(np.take(self._raw(purpose, item), rows + self.numbers[columns]))

    def items(self, purpose: str, items: int) -> Uniforms:
        """One uniform per replicate and item, (R, K), open at both ends."""
        return to_uniform(self._raw(purpose, 0).reshape(self.rows, AGENTS)[:, :items])

    def world(self, purpose: str) -> Uniforms:
        """One uniform per replicate, (R, 1), open at both ends."""
        return self.items(purpose, 1)

    def _raw(self, purpose: str, item: int) -> NDArray[np.uint32]:
        """32 random bits for every address: AGENTS for each row, one after the other."""
        blocks = AGENTS // LANES
        counter = [self.first * blocks, item, self.step, 0]
        generator = np.random.Philox(counter=counter, key=_key(self.seed, self.event, purpose))
        raw = generator.random_raw(self.replicates * AGENTS // 2)
        return np.tile(raw.astype("<u8", copy=False).view("<u4"), self.repeats)


def to_uniform(raw: NDArray[np.uint32]) -> Uniforms:
    """Uniforms (float64) strictly inside (0, 1): the midpoints of 2**32 cells, chosen by 32 random
    bits each, which is finer than any chance in the model."""
    return (raw.astype(np.float64) + 0.5) * 2.0**-32


def normal(uniform: Uniforms) -> Uniforms:
    """Standard normal quantiles of uniforms, same shape."""
    return _normal_quantile()(uniform)


def logistic(uniform: Uniforms) -> Uniforms:
    """Standard logistic quantiles of uniforms, same shape."""
    return np.log(uniform / (1.0 - uniform))


def gumbel(uniform: Uniforms) -> Uniforms:
    """Standard Gumbel quantiles of uniforms, same shape: the largest of log-weight plus Gumbel
    noise is a draw in proportion to the weights."""
    return -np.log(-np.log(uniform))


@lru_cache(maxsize=1)
def _normal_quantile() -> Callable[[Uniforms], Uniforms]:
    from scipy.special import ndtri

    return ndtri


@lru_cache(maxsize=4096)
def _key(seed: int, event: str, purpose: str) -> int:
    digest = blake2b(f"{seed}\x1f{event}\x1f{purpose}".encode(), digest_size=16).digest()
    return int.from_bytes(digest, "little")
