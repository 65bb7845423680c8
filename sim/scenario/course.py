"""The course of a scenario: which values are in force, and what happens, quarter by quarter."""

from dataclasses import dataclass, field
from typing import Any

from sim.calendar import Quarter
from sim.engine.schedule import ORDER
from sim.engine.uncertainty import Distribution
from sim.mechanisms import Mechanism, catalogue, parameters

Value = float | Distribution
Rules = tuple[tuple[str, Mechanism], ...]


@dataclass(frozen=True)
class Event:
    """An entry of the timeline. From `at` on the parameters in `values` have these values; those
    in `ramp` go there in a straight line until `until`; and at `at` the event `fire` happens, at
    its size, to the states named in `on`."""

    name: str
    at: Quarter
    values: dict[str, float] = field(default_factory=dict)
    ramp: dict[str, float] = field(default_factory=dict)
    until: Quarter | None = None
    fire: str = ""
    on: tuple[str, ...] = ()
    size: float = 0.0
    note: str = ""


def declared_value(name: str) -> float:
    """The declared value of "mechanism.parameter"."""
    mechanism, _, parameter = name.partition(".")
    return parameters(mechanism)[parameter].value


def playing(without: tuple[str, ...], instead: dict[str, str]) -> dict[str, str]:
    """The mechanism that plays each event of the order, those left out not being there."""
    return {event: instead.get(event, event) for event in ORDER if event not in without}


def rules(
    quarters: tuple[Quarter, ...],
    values: dict[str, Value],
    timeline: tuple[Event, ...],
    players: dict[str, str],
) -> tuple[Rules, ...]:
    """For each quarter, the events in their order with the mechanism and values then in force.
    A parameter that is uncertain holds its Distribution."""
    by_quarter: list[Rules] = []
    made: dict[str, Rules] = {}
    for in_force in course(quarters, values, timeline):
        key = repr(sorted(in_force.items(), key=lambda item: item[0]))
        if key not in made:
            made[key] = _make(players, in_force)
        by_quarter.append(made[key])
    return tuple(by_quarter)


def course(
    quarters: tuple[Quarter, ...], values: dict[str, Value], timeline: tuple[Event, ...]
) -> list[dict[str, Value]]:
    """The values in force in each quarter, for all that differ from their declaration."""
    in_force: dict[str, Value] = dict(values)
    starts: dict[tuple[str, str], float] = {}
    by_quarter = []
    for quarter in quarters:
        for event in sorted(timeline, key=lambda event: event.at):
            if event.at == quarter:
                in_force |= event.values
            if event.until is None or not event.at <= quarter <= event.until:
                continue
            share = (quarter.index - event.at.index) / max(event.until.index - event.at.index, 1)
            for name, target in event.ramp.items():
                now = in_force.get(name, declared_value(name))
                if not isinstance(now, Distribution):  # refused when the file was checked
                    start = starts.setdefault((event.name, name), now)
                    in_force[name] = start + share * (target - start)
        by_quarter.append(dict(in_force))
    return by_quarter


def _make(players: dict[str, str], values: dict[str, Value]) -> Rules:
    found = []
    for event, mechanism in players.items():
        ours: dict[str, Any] = {
            name.partition(".")[2]: value
            for name, value in values.items()
            if name.partition(".")[0] == mechanism
        }
        found.append((event, catalogue()[mechanism](**ours)))
    return tuple(found)
