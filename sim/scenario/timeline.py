"""Checking a timeline: that its parameters, events, states and dates mean something."""

from typing import Any

from sim.calendar import Quarter
from sim.events import EVENTS
from sim.problems import Problem, did_you_mean
from sim.procedures import body
from sim.scenario.bounds import named_value
from sim.scenario.document import Document, Path_
from sim.scenario.names import EVERYBODY, codes, state


def check(document: Document, path: Path_, event: Any) -> list[Problem]:
    """Everything wrong with one entry by itself."""
    if not isinstance(event, dict):
        return []
    problems = [p for part in ("set", "ramp") for p in _values(document, path, part, event)]
    problems += [
        p for key in ("at", "until") for p in quarter(document, (*path, key), event.get(key))
    ]
    problems += [*_fire(document, path, event), *_on(document, path, event)]
    if not problems:
        problems += [*_dates(document, path, event), *_empty(document, path, event)]
    return problems


def quarter(document: Document, path: Path_, value: Any) -> list[Problem]:
    """The problem with a value that is written but is no quarter, if any."""
    if not isinstance(value, str):
        return []
    try:
        Quarter.parse(value)
    except ValueError as error:
        return [document.problem(path, f"`{'.'.join(map(str, path))}`: {error}")]
    return []


def _values(document: Document, path: Path_, part: str, event: dict[str, Any]) -> list[Problem]:
    given = event.get(part)
    values = given.items() if isinstance(given, dict) else ()
    return [p for name, v in values for p in named_value(document, (*path, part, name), name, v)]


def _fire(document: Document, path: Path_, event: dict[str, Any]) -> list[Problem]:
    fire, size = event.get("fire"), event.get("size")
    if not isinstance(fire, str):
        return []
    if fire not in EVENTS:
        message = f"there is no event `{fire}`{did_you_mean(fire, EVENTS)}"
        known = "" if "did you" in message else f"; there are {', '.join(EVENTS)}"
        return [document.problem((*path, "fire"), message + known)]
    kind = EVENTS[fire]
    number = isinstance(size, int | float) and not isinstance(size, bool)
    if number and not kind.low <= size <= kind.high:  # type: ignore[operator]
        message = f"the size of a {fire} is between {kind.low:g} and {kind.high:g} {kind.unit}"
        return [document.problem((*path, "size"), f"{message}, not `{size}`")]
    return []


def _on(document: Document, path: Path_, event: dict[str, Any]) -> list[Problem]:
    given = event.get("on")
    names = given if isinstance(given, list) else [given]
    problems = []
    for n, name in enumerate(names):
        if isinstance(name, str) and name not in EVERYBODY and state(name) is None:
            hint = did_you_mean(name, [*EVERYBODY, *codes(), *codes().values()])
            here = (*path, "on", n) if isinstance(given, list) else (*path, "on")
            problems.append(document.problem(here, f"there is no state or group `{name}`{hint}"))
    return problems


def _dates(document: Document, path: Path_, event: dict[str, Any]) -> list[Problem]:
    at, until, key = event.get("at"), event.get("until"), event.get("body")
    if not isinstance(at, str):
        return []
    begins = Quarter.parse(at)
    if isinstance(until, str) and Quarter.parse(until) <= begins:
        return [document.problem((*path, "until"), f"the ramp ends in {until}, not after {at}")]
    if event.get("ramp") and until is None:
        return [document.problem(path, "a ramp needs `until`, the quarter in which it ends")]
    if isinstance(key, str) and key in ("commission", "council") and not body(key).exists(begins):
        life = body(key).rules["exists"]
        lived = (
            f"before {life['from']}"
            if begins < Quarter.parse(life["from"])
            else f"after {life['to']}"
        )
        return [document.problem((*path, "at"), f"the {key.title()} does not exist {lived}")]
    return []


def _empty(document: Document, path: Path_, event: dict[str, Any]) -> list[Problem]:
    if any(event.get(part) for part in ("set", "ramp", "fire")):
        return []
    name = ".".join(map(str, path))
    return [document.problem(path, f"`{name}` does nothing; give it `set`, `ramp` or `fire`")]
