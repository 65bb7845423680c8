"""Paired runs: a change beside a base under the same luck, measured on whatever the model keeps.

    moved = paired({"courtship.travel": 12}, leaning_with_challenger, base={...})
    assert moved.rises

A measure is a function of the world and the quarter: values (R,), or None in a quarter that has
nothing to measure. It is averaged over the quarters that have.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.analysis.compare import paired_effect
from sim.calendar import Quarter
from sim.engine.schedule import ORDER
from sim.engine.simulate import Play
from sim.events import EVENTS
from sim.mechanisms import catalogue
from sim.outcomes import OUTCOMES
from sim.scenario import Event, Scenario
from sim.setting import Now
from sim.world import World

BASELINE = Path(__file__).parents[2] / "scenarios" / "baseline.yaml"
RUNS = 64
Measure = Callable[[World, Now], Any]
Values = dict[str, float]
Fired = Sequence[tuple[str, str, tuple[str, ...], float]]  # quarter, event, on whom, size


@dataclass(frozen=True)
class Moved:
    """What a change did: the mean paired difference and its 95 % interval."""

    effect: float
    low: float
    high: float
    differences: np.ndarray = dataclasses.field(repr=False)

    @property
    def rises(self) -> bool:
        return self.low > 0

    @property
    def falls(self) -> bool:
        return self.high < 0

    @property
    def nothing(self) -> bool:
        """Not one run differs, by a single bit."""
        return not self.differences.any()

    @property
    def unclear(self) -> bool:
        """The interval includes no change."""
        return self.low <= 0 <= self.high


def paired(
    change: Values,
    measure: Measure,
    *,
    base: Values | None = None,
    fire: Fired = (),
    without: tuple[str, ...] = (),
    less: tuple[str, ...] = (),
    span: tuple[str, str] = ("1990-Q1", "1999-Q4"),
    runs: int = RUNS,
    seed: int | None = None,
    instead: dict[str, str] | None = None,
) -> Moved:
    """The paired effect of a change on a measure.

    change: values that only the changed side has · base: values of both sides · fire: events that
    only the changed side has · without: mechanisms that both sides lack · less: mechanisms that
    only the changed side lacks · seed: the baseline's unless another is given · instead: rival
    mechanisms of the changed side.
    """
    common = baseline().change(
        start=Quarter.parse(span[0]), end=Quarter.parse(span[1]), values=dict(base or {}),
        without=tuple(sorted(without)), timeline=_within(span),
        seed=baseline().seed if seed is None else seed,
    )  # fmt: skip
    changed = common.change(
        values={**common.values, **change},
        without=tuple(sorted({*without, *less})),
        timeline=(*common.timeline, *map(_fired, fire)),
        instead=instead or {},
    )
    differences = measured(changed, measure, runs) - measured(common, measure, runs)
    return moved(differences)


def moved(differences: np.ndarray) -> Moved:
    """What paired differences (R,) say: their mean with its 95 % interval."""
    return Moved(*paired_effect(differences), differences)


def less(one: Moved, other: Moved) -> Moved:
    """The difference of two effects under the same luck."""
    return moved(one.differences - other.differences)


INTERNATIONAL = frozenset(
    ("agenda", "balance", "bodies", "quiet_diplomacy", "soft_power", "states", "values", "voting")
)


def beside(*folders: str) -> tuple[str, ...]:
    """The rules on NGOs and societies that are not in these folders of sim/mechanisms. A control
    that asks for no change at all does without them: nearly everything reaches nearly everything
    by some way round."""
    kept = INTERNATIONAL.union(folders)
    rules = ((name, rule.__module__.split(".")[2]) for name, rule in catalogue().items())
    return tuple(name for name, folder in rules if folder not in kept and name in ORDER)


def measured(scenario: Scenario, measure: Measure, runs: int = RUNS) -> np.ndarray:
    """The measure (R,) of a scenario, averaged over the quarters that have one."""
    found = [measure(world, now) for now, world in Play.of(scenario).run(0, runs)]
    values = [np.asarray(value, dtype=float) for value in found if value is not None]
    if not values:
        raise ValueError("there was nothing to measure in any quarter")
    return np.mean(values, axis=0)


def all_but(*kept: str) -> tuple[str, ...]:
    """Every event but these: for `without`, so that nothing else carries an effect."""
    return tuple(event for event in ORDER if event not in kept)


@cache
def baseline() -> Scenario:
    return Scenario.load(BASELINE)


def _within(span: tuple[str, str]) -> tuple[Event, ...]:
    """What the baseline's timeline says within this span, and what it said before as its start."""
    first = Quarter.parse(span[0])
    last = Quarter.parse(span[1])
    return tuple(
        replace(event, at=max(event.at, first)) for event in baseline().timeline if event.at <= last
    )


def _fired(one: tuple[str, str, tuple[str, ...], float]) -> Event:
    at, kind, on, size = one
    assert kind in EVENTS
    return Event(name=f"{kind} {at}", at=Quarter.parse(at), fire=kind, on=on, size=size)


# --- measures ----------------------------------------------------------------------------------


def field(name: str) -> Measure:
    """The mean of a field over all but the replicates."""
    return lambda world, now: getattr(world, name).reshape(world.replicates, -1).mean(axis=1)


def of_challenger(name: str) -> Measure:
    """A field (R, N) as it stands for the challenger."""
    return lambda world, now: getattr(world, name)[:, now.setting.challenger]


def leaning_with_challenger(world: World, now: Now) -> Any:
    """Share of the members present, the challenger apart, who lean with it on its own situation,
    tabled or not."""
    k = now.setting.challenge
    if k not in now.due:
        return None
    others = world.present & (world.members != now.setting.challenger)
    with_it = (world.leaning[:, k] > world.cuts[:, k][..., 1]) & others
    return with_it.sum(axis=1) / others.sum(axis=1)


def leaning_of(chosen: Callable[[Now], Any]) -> Measure:
    """The same among the states (N,) that are chosen: mean leaning in logits."""

    def measure(world: World, now: Now) -> Any:
        k = now.setting.challenge
        if k not in now.due:
            return None
        ours = world.present & (world.members != now.setting.challenger)
        ours = ours & np.asarray(chosen(now), dtype=bool)[world.members]
        return (world.leaning[:, k] * ours).sum(axis=1) / np.maximum(ours.sum(axis=1), 1)

    return measure


def sponsors(world: World, now: Now) -> Any:
    """Critics who sponsor when the challenger's situation falls due, tabled or not."""
    return world.last_sponsors[:, 0] if now.setting.challenge in now.due else None


def country_texts(world: World, now: Now) -> Any:
    """Situations other than the challenger's that were tabled, of those due."""
    texts = now.due[(now.setting.texts.target[now.due] >= 0) & (now.due != now.setting.challenge)]
    return world.tabled[:, texts].mean(axis=1) if texts.size else None


def outcome(name: str) -> Measure:
    """One of the outcomes."""

    return lambda world, now: OUTCOMES[name].count(world, now)
