"""The loop over time: for each quarter the events in their order, and after each quarter the
outcomes. Time is the only loop over the model; replicates are an axis."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.draw import Draw
from sim.mechanisms import Mechanism
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario
from sim.setting import Now, Setting
from sim.world import World

Rules = tuple[tuple[str, Mechanism], ...]


@dataclass(frozen=True)
class Play:
    """A scenario made ready to run: its facts, and for each step the rules in force."""

    setting: Setting
    rules: tuple[Rules, ...]
    seed: int

    @classmethod
    def of(cls, scenario: Scenario, seed: int | None = None) -> "Play":
        return cls(scenario.setting(), scenario.rules(), scenario.seed if seed is None else seed)

    def start(self, replicates: int) -> World:
        """The world (R = replicates) on the eve of the first quarter."""
        return World.start(self.setting, replicates)

    def step(self, world: World, step: int, first: int) -> World:
        """The world one quarter on. Row r holds replicate first + r."""
        now = self.setting.now(step)
        luck = Draw(self.seed, step, first, world.replicates, self.setting.numbers)
        if world.tabled.any():
            world = world.with_(**world.empty_table())
        for event, rule in self.rules[step]:
            changes = rule(world, now, luck.for_event(event))
            if changes:
                world = world.with_(**changes)
        return world

    def run(self, first: int, replicates: int) -> Iterator[tuple[Now, World]]:
        """Every quarter of replicates first to first + replicates - 1, in order."""
        world = self.start(replicates)
        for step in range(len(self.setting.quarters)):
            world = self.step(world, step, first)
            yield self.setting.now(step), world


def series(play: Play, outcomes: tuple[str, ...], first: int, replicates: int) -> NDArray:
    """Outcomes (R, T, O) of these replicates."""
    counts = [OUTCOMES[name].count for name in outcomes]
    values = np.empty((replicates, len(play.setting.quarters), len(counts)))
    for now, world in play.run(first, replicates):
        for o, count in enumerate(counts):
            values[:, now.step, o] = count(world, now)
    return values
