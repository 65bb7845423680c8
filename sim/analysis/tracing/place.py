"""A place in the World: a field, and the state, NGO, text or action whose value is meant."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.ngos import ACTIONS, STRATEGIES
from sim.setting import Now
from sim.world import FIELDS, World

EVERY = -1  # along an axis: not one, but all


@dataclass(frozen=True)
class Place:
    """A field, and along each of its axes but the replicates the one that is meant, or EVERY."""

    field: str
    index: tuple[int, ...]

    @classmethod
    def of(cls, field: str, **axes: int) -> "Place":
        """The place in a field where axes such as N (a state) or K (a text) have these indices;
        every other axis is meant as a whole. Axes that the field lacks do not matter."""
        found = (0 if axis == "1" else axes.get(axis, EVERY) for axis in FIELDS[field].axes[1:])
        return cls(field, tuple(found))

    def value(self, world: World) -> NDArray[np.float64]:
        """What stands there in the first replicate, as a flat array of numbers."""
        where = tuple(slice(None) if i == EVERY else i for i in self.index)
        return np.atleast_1d(np.asarray(getattr(world, self.field)[0][where], float)).ravel()

    def single(self) -> bool:
        """Whether it is one number."""
        return EVERY not in self.index

    def start(self) -> float:
        """What the field starts with, by its declaration."""
        return float(FIELDS[self.field].start)

    @property
    def axes(self) -> dict[str, int]:
        """The axes along which one is meant."""
        named = zip(FIELDS[self.field].axes[1:], self.index, strict=True)
        return {axis: i for axis, i in named if i != EVERY and axis.isalpha()}

    def narrowed(self, one: World, other: World) -> "Place":
        """The place within this one where the two worlds differ most."""
        here, there = (np.asarray(getattr(w, self.field)[0], float) for w in (one, other))
        if self.single() or here.shape != there.shape:
            return self
        apart = np.abs(here - there)
        inside = tuple(slice(None) if i == EVERY else slice(i, i + 1) for i in self.index)
        mask = np.zeros(apart.shape)
        mask[inside] = apart[inside]
        found = np.unravel_index(int(mask.argmax()), mask.shape)
        return Place(self.field, tuple(int(i) for i in found))


def same(place: Place, one: World, other: World) -> bool:
    """Whether two worlds agree there."""
    here, there = place.value(one), place.value(other)
    return here.shape == there.shape and bool((here == there).all())


def distance(here: NDArray[np.float64], there: NDArray[np.float64]) -> float:
    """How far two values are apart, summed over what is meant; infinite if they have not the same
    shape."""
    return float(np.abs(here - there).sum()) if here.shape == there.shape else np.inf


def whose(place: Place, now: Now, world: World) -> str:
    """Whose value it is: an ISO3 code, an NGO, a text, an action, or several of them, a member on
    a text first; empty if it is the world's."""
    setting = now.setting
    names = {"N": setting.iso3, "G": setting.ngos.names, "K": setting.texts.names}
    names |= {"A": ACTIONS, "P": STRATEGIES}
    seats = {"M": [setting.iso3[n] for n in world.members[0]]}
    found = [(names | seats)[axis][i] for axis, i in place.axes.items() if axis in names | seats]
    return ", ".join(reversed(found))
