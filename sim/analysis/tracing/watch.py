"""One replicate played again and watched: every event, what it found and what it changed.

Nothing is recorded while an ensemble runs. A course keeps the world at the end of each quarter;
the events within a quarter are played again when they are asked for, with the same luck.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sim.engine.draw import Draw
from sim.engine.simulate import Play
from sim.mechanisms import Changes, Mechanism
from sim.scenario import Scenario
from sim.setting import Now
from sim.world import FIELDS, MOMENTARY, World

TIMELINE = "timeline"  # the name under which what the timeline fires stands before all events


@dataclass(frozen=True, eq=False)
class Moment:
    """An event of a quarter: who played it, the world (R = 1) that it found, its luck, and what
    it changed. What the timeline fires has no rule."""

    now: Now
    event: str
    rule: Mechanism | None
    before: World
    luck: Draw
    changes: Changes

    def again(self, world: World | None = None, now: Now | None = None, **put: Any) -> World:
        """The world after the same event under the same luck, in another world or quarter, or
        with these parameters. Raises TypeError if the timeline fired it."""
        if self.rule is None:
            raise TypeError("what the timeline fires is no rule")
        rule = replace(self.rule, **put) if put else self.rule  # type: ignore[type-var]
        world, now = world or self.before, now or self.now
        return world.with_(**rule(world, now, self.luck))


@dataclass(frozen=True, eq=False)
class Course:
    """A replicate of a scenario from beginning to end: `worlds` are the eve and then the end of
    each quarter (T + 1, each R = 1)."""

    scenario: Scenario
    replicate: int
    play: Play
    worlds: tuple[World, ...]

    @classmethod
    def of(cls, scenario: Scenario, replicate: int, seed: int | None = None) -> "Course":
        """The course of one replicate, played under the scenario's seed unless another is given."""
        play = Play.of(scenario, seed).drawn(replicate, 1)
        worlds = [play.start(1)]
        for step in range(len(play.setting.quarters)):
            worlds.append(play.step(worlds[-1], play.setting.now(step), replicate))
        return cls(scenario, replicate, play, tuple(worlds))

    def now(self, step: int) -> Now:
        return self.play.setting.now(step)

    def moments(self, step: int) -> tuple[Moment, ...]:
        """Every event of the quarter of this step, in order; what the timeline fires first."""
        return _moments(self, step)

    def moment(self, step: int, event: str) -> Moment | None:
        """The event of this name in the quarter of this step, or none if it is left out."""
        return next((one for one in self.moments(step) if one.event == event), None)

    def every(self) -> Iterator[Moment]:
        """Every event of every quarter, in order."""
        for step in range(len(self.play.setting.quarters)):
            yield from self.moments(step)


@lru_cache(maxsize=24)
def _moments(course: Course, step: int) -> tuple[Moment, ...]:
    seen: list[Moment] = []

    def watch(event: str, rule: Mechanism) -> Any:
        def watched(world: World, now: Now, luck: Draw) -> Changes:
            changes = rule(world, now, luck)
            seen.append(Moment(now, event, rule, world, luck, changes))
            return changes

        return watched

    play, now = course.play, course.now(step)
    watched = tuple((event, watch(event, rule)) for event, rule in play.rules[step])
    rules = (*play.rules[:step], watched, *play.rules[step + 1 :])
    replace(play, rules=rules).step(course.worlds[step], now, course.replicate)
    fired = _fired(course, now, seen)
    return (*fired, *seen)


def _fired(course: Course, now: Now, seen: list[Moment]) -> list[Moment]:
    """What the timeline changed before the first event of the quarter."""
    if not seen or not any(event.at == now.date for event in course.play.timeline):
        return []
    before, after = course.worlds[now.step], seen[0].before
    changes = {
        name: getattr(after, name)
        for name in FIELDS
        if name not in MOMENTARY and getattr(after, name) is not getattr(before, name)
    }
    return [Moment(now, TIMELINE, None, before, seen[0].luck, changes)]


def read(moment: Moment) -> tuple[str, ...]:
    """The fields of the World that the rule looked at, in the order in which it did."""
    if moment.rule is None:
        return ()
    seen: dict[str, None] = {}

    class Seen(World):
        def __getattribute__(self, name: str) -> Any:
            if name in FIELDS:
                seen[name] = None
            return super().__getattribute__(name)

    world = object.__new__(Seen)
    vars(world).update(vars(moment.before))
    moment.rule(world, moment.now, moment.luck)
    return tuple(seen)
