"""What a film of a run shows at each moment: tiles with values or words, and a sentence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sim.analysis.playback import Moment
from sim.report import world
from sim.report.numbers import counted, plain
from sim.report.world import Scale

PREDECESSORS = {"RUS": "SUN", "SRB": "YUG", "CZE": "CSK"}  # whose tile they had
SAME = "as in the baseline"

Value = float | str
Look = tuple[str, str, bool]  # colour, text, and whether hollow


@dataclass(frozen=True)
class Film:
    """The moments `shown` of a scenario, and of its baseline if the tiles show a difference.

    `names` are the titles of the scenario and, if there is one, the baseline; `variable` is what
    tiles show and its unit, `outcome` what the line shows and its unit. Both lists of moments have
    the same quarters.
    """

    moments: Sequence[Moment]
    baseline: Sequence[Moment] | None
    shown: tuple[int, ...]
    names: tuple[str, ...]
    variable: tuple[str, str]
    outcome: tuple[str, str]
    challenger: str

    @property
    def courses(self) -> list[Sequence[Moment]]:
        """The moments of the scenario, and of the baseline if there is one."""
        return [self.moments, self.baseline] if self.baseline else [self.moments]

    def tiles(self, n: int) -> dict[str, tuple[str, Value]]:
        """At moment n, by tile: the code of the state that has it then, and its value, or its
        difference from the baseline (the scenario's word, or SAME)."""
        ours = self.moments[n].values
        theirs = self.baseline[n].values if self.baseline else None
        found: dict[str, tuple[str, Value]] = {}
        for tile in world.tiles():
            code = tile if tile in ours else PREDECESSORS.get(tile, tile)
            if code not in ours:
                continue
            value = ours[code]
            if theirs is not None:
                value = _difference(value, theirs[code])
            found[tile] = code, value
        return found

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The words that tiles show, what is hollow first; none if they show numbers."""
        values = {value for n in self.shown for _, value in self.tiles(n).values()}
        words = sorted(value for value in values if isinstance(value, str) and value != SAME)
        return (SAME, *words) if SAME in values else tuple(words)

    @cached_property
    def scale(self) -> Scale:
        """Classes that hold the numbers of all moments, so that colours always mean the same."""
        values = [value for n in self.shown for _, value in self.tiles(n).values()]
        if self.baseline and not any(values):
            values = [1.0]
        return world.scale_of(pd.Series(values), difference=self.baseline is not None)

    def look(self, value: Value) -> Look:
        """The colour of a tile with this value, its text, and whether it is hollow."""
        if isinstance(value, str):
            return world.look_of_word(value, self.kinds)
        hollow = self.baseline is not None and not self._shows(value)
        return self.scale.colour(value), self.scale.text(value), hollow

    def _shows(self, value: Value) -> bool:
        """Whether a difference is large enough to be written on a tile."""
        return value != SAME if isinstance(value, str) else self.scale.text(value) != "0"

    def sentence(self, n: int) -> str:
        """What the tiles show at moment n, in numbers; a difference that is written as 0 counts as
        none."""
        tiles = dict(self.tiles(n).values())
        members = counted(len(tiles), "member")
        if self.baseline:
            return self._differences(tiles, members)
        if not self.kinds:
            return f"Mean of {members}: {plain(float(np.mean([float(v) for v in tiles.values()])))}"
        counts = Counter(tiles.values())
        said = [f"{kind} {counts[kind]}" for kind in self.kinds[1:]]
        return f"Of {members}: {', '.join(said)}" if said else f"{members}: {self.kinds[0]}"

    def _differences(self, tiles: dict[str, Value], members: str) -> str:
        differ = {code: value for code, value in tiles.items() if self._shows(value)}
        if not differ:
            return f"None of {members} differs from the baseline"
        number = f"{len(differ)} of {members} {'differs' if len(differ) == 1 else 'differ'}"
        if self.kinds:
            return number
        code = max(differ, key=lambda one: abs(float(differ[one])))
        return f"{number}; most: {code} {self.scale.text(float(differ[code]))}"


def _difference(ours: Value, theirs: Value) -> Value:
    if isinstance(ours, str) or isinstance(theirs, str):
        return SAME if ours == theirs else str(ours)
    return ours - theirs
