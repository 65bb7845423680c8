"""The loop over time: for each quarter the events in their order, and after each quarter the
outcomes. Time is the only loop over the model; replicates are an axis."""

from collections.abc import Iterator
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
    """A scenario made ready to run: its facts, and for each step the rules in force."""

    setting: Setting
    rules: tuple[Rules, ...]
    seed: int
    timeline: tuple[Event, ...] = ()

    @classmethod
    def of(cls, scenario: Scenario, seed: int | None = None) -> "Play":
        seed = scenario.seed if seed is None else seed
        fired = tuple(event for event in scenario.timeline if event.fire)
        return cls(scenario.setting(), scenario.rules(), seed, fired)

    def drawn(self, first: int, replicates: int) -> "Play":
        """The same play with every uncertain parameter drawn for these replicates."""
        luck = Draw(self.seed, 0, first, replicates, self.setting.numbers)
        made: dict[int, Rules] = {}
        for rules in self.rules:
            if id(rules) not in made:
                made[id(rules)] = tuple((event, _drawn(rule, luck)) for event, rule in rules)
        return replace(self, rules=tuple(made[id(rules)] for rules in self.rules))

    def start(self, replicates: int) -> World:
        """The world (R = replicates) on the eve of the first quarter."""
        return World.start(self.setting, replicates)

    def step(self, world: World, now: Now, first: int) -> World:
        """The world at the end of the quarter `now`. Row r holds replicate first + r."""
        luck = Draw(self.seed, now.step, first, world.replicates, self.setting.numbers)
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
        play, world = self.drawn(first, replicates), self.start(replicates)
        for step in range(len(self.setting.quarters)):
            now = self.setting.now(step)
            world = play.step(world, now, first)
            yield now, world


def _drawn(rule: Mechanism, luck: Draw) -> Mechanism:
    """A rule with its distributions replaced by their values (R, 1)."""
    name = type(rule).__module__.rpartition(".")[2]
    values = {
        key: value.drawn(f"{name}.{key}", luck)
        for key, value in vars(rule).items()
        if isinstance(value, Distribution)
    }
    return replace(rule, **values) if values else rule  # type: ignore[type-var]


def series(play: Play, outcomes: tuple[str, ...], first: int, replicates: int) -> NDArray:
    """Outcomes (R, T, O) of these replicates."""
    counts = [OUTCOMES[name].count for name in outcomes]
    values = np.empty((replicates, len(play.setting.quarters), len(counts)))
    for now, world in play.run(first, replicates):
        for o, count in enumerate(counts):
            values[:, now.step, o] = count(world, now)
    return values
