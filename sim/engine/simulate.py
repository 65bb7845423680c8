"""The loop over time: for each quarter the events in their order, and after each quarter the
outcomes. Time is the only loop over the model; replicates are an axis."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.engine.draw import Draw
from sim.engine.uncertainty import Distribution
from sim.events import EVENTS, who
from sim.mechanisms import Mechanism
from sim.outcomes import OUTCOMES
from sim.scenario import Event, Scenario
from sim.scenario.course import Rules
from sim.setting import Now, Setting
from sim.world import World


@dataclass(frozen=True)
class Play:
    """A scenario made ready to run: its facts, and for each step the rules in force.

    With `repeats` the same replicates are played so many times side by side, as `Draw` lays them
    out: rows differ by what `varied` gave each of them, and by nothing else.
    """

    setting: Setting
    rules: tuple[Rules, ...]
    seed: int
    timeline: tuple[Event, ...] = ()
    repeats: int = 1

    @classmethod
    def of(cls, scenario: Scenario, seed: int | None = None) -> "Play":
        seed = scenario.seed if seed is None else seed
        fired = tuple(event for event in scenario.timeline if event.fire)
        return cls(scenario.setting(), scenario.rules(), seed, fired)

    def drawn(self, first: int, replicates: int) -> "Play":
        """The same play with every uncertain parameter drawn for these replicates."""
        luck = self._luck(0, first, replicates)
        return self._with_rules(lambda rule: _drawn(rule, luck))

    def varied(self, columns: dict[str, NDArray], repeats: int) -> "Play":
        """The same play, `repeats` times over, with these parameters ("mechanism.parameter") set
        row by row: columns (R, 1) over all its rows. Those of rules that do not play are left."""
        return replace(self._with_rules(lambda rule: _varied(rule, columns)), repeats=repeats)

    def _with_rules(self, change: Callable[[Mechanism], Mechanism]) -> "Play":
        """The same play with every rule changed; quarters that share rules go on sharing them."""
        made: dict[int, Rules] = {}
        for rules in self.rules:
            if id(rules) not in made:
                made[id(rules)] = tuple((event, change(rule)) for event, rule in rules)
        return replace(self, rules=tuple(made[id(rules)] for rules in self.rules))

    def _luck(self, step: int, first: int, replicates: int) -> Draw:
        return Draw(self.seed, step, first, replicates, self.setting.numbers, repeats=self.repeats)

    def start(self, replicates: int) -> World:
        """The world (R = replicates) on the eve of the first quarter."""
        return World.start(self.setting, replicates)

    def step(self, world: World, now: Now, first: int) -> World:
        """The world at the end of the quarter `now`. Row r holds replicate first + r, or, where
        replicates are repeated, first + r modulo their number."""
        luck = self._luck(now.step, first, world.replicates // self.repeats)
        if world.tabled.any():
            world = world.with_(**world.empty_table())
        for fired in self.timeline:
            if fired.at == now.date:
                happen = EVENTS[fired.fire].happen
                world = world.with_(**happen(world, now, who(now, fired.on), fired.size))
        for event, rule in self.rules[now.step]:
            changes = rule(world, now, luck.for_event(event))
            if changes:
                world = world.with_(**changes)
        return world

    def run(self, first: int, replicates: int) -> Iterator[tuple[Now, World]]:
        """Every quarter of replicates first to first + replicates - 1, in order."""
        play, world = self.drawn(first, replicates), self.start(replicates * self.repeats)
        for step in range(len(self.setting.quarters)):
            now = self.setting.now(step)
            world = play.step(world, now, first)
            yield now, world


def name_of(rule: Mechanism) -> str:
    """The name of a mechanism, which is that of its file."""
    return type(rule).__module__.rpartition(".")[2]


def _varied(rule: Mechanism, columns: dict[str, NDArray]) -> Mechanism:
    """A rule with those of its parameters that are in `columns` set row by row."""
    ours = {
        key: columns[name] for key in vars(rule) if (name := f"{name_of(rule)}.{key}") in columns
    }
    return replace(rule, **ours) if ours else rule  # type: ignore[type-var]


def _drawn(rule: Mechanism, luck: Draw) -> Mechanism:
    """A rule with its distributions replaced by their values (R, 1)."""
    values = {
        key: value.drawn(f"{name_of(rule)}.{key}", luck)
        for key, value in vars(rule).items()
        if isinstance(value, Distribution)
    }
    return replace(rule, **values) if values else rule  # type: ignore[type-var]


def series(play: Play, outcomes: tuple[str, ...], first: int, replicates: int) -> NDArray:
    """Outcomes (R, T, O) of these replicates."""
    counts = [OUTCOMES[name].count for name in outcomes]
    values = np.empty((replicates * play.repeats, len(play.setting.quarters), len(counts)))
    for now, world in play.run(first, replicates):
        for o, count in enumerate(counts):
            values[:, now.step, o] = count(world, now)
    return values
