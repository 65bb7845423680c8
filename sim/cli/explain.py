"""`explain`: what an entry of the catalogue or a mechanism is, and where it lives."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import json_option, plain_option, show_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sim.engine.parameter import Parameter
    from sim.entries import Entry

MOST = 6  # parameters that are told of an entry; all of a mechanism's are in its table
WIDEST = 100  # characters of a line
EVENT = "event "  # before the name of an event where mechanisms are named


@click.command(epilog="Example: python run.py explain N49")
@click.argument("name", metavar="ID_OR_MECHANISM")
@json_option
@plain_option
def command(name: str, as_json: bool, plain: bool) -> None:
    """Say what an entry of the catalogue is, or what a mechanism does.

    Of an entry: what should be seen, where it lives, what it changes, which parameters vary it and
    which scenario shows it. Of a mechanism: its theory, sources and parameters.
    """
    import json

    from sim.entries import entries
    from sim.mechanisms import catalogue

    every = {one.id.lower(): one for one in entries()}
    rules = {rule.lower(): rule for rule in catalogue()}
    entry, rule = every.get(name.lower()), rules.get(name.lower())
    if entry is None and rule is None:
        raise click.UsageError(_no_such(name, [*(one.id for one in every.values()), *catalogue()]))
    if as_json:
        found = described(entry) if entry else described_rule(str(rule), every.values())
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    elif entry:
        click.echo(paragraph(entry))
        click.echo(f"next: {_next(entry)}", err=True)
    else:
        _page(str(rule), plain)


def _no_such(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    by_lower = {one.lower(): one for one in known}
    near = [by_lower[one] for one in get_close_matches(name.lower(), by_lower, n=3, cutoff=0.5)]
    hint = f"; did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""
    way_out = "" if near else "; `python run.py coverage` lists them"
    return f"there is no catalogue entry and no mechanism `{name}`{hint}{way_out}"


def described(entry: "Entry") -> dict[str, Any]:
    """Everything about an entry as plain data."""
    return {
        "id": entry.id,
        "part": entry.part,
        "title": entry.title,
        "what": entry.what,
        "direction": entry.direction,
        "sources": entry.sources,
        "state": entry.state,
        "mechanisms": [{"name": one, "file": _file(one)} for one in entry.mechanisms],
        "writes": _fields(entry.mechanisms),
        "parameters": _varying(entry),
        "tests": list(entry.tests),
        "scenarios": list(entry.scenarios),
    }


def paragraph(entry: "Entry") -> str:
    """The same in plain words."""
    from shutil import get_terminal_size
    from textwrap import fill

    told = [f"{entry.id}, {entry.title} ({entry.part}).", _ended(entry.what)]
    told.append(f"What should be seen: {_ended(entry.direction)}")
    if entry.mechanisms:
        places = [f"{_file(one)} ({one})" for one in entry.mechanisms]
        told.append(f"It lives in {_listed(places)}.")
    else:
        told.append("Nothing in the model plays it yet.")
    changed = [f"{one['field']} ({_meaning(one)})" for one in _fields(entry.mechanisms)]
    if changed:
        told.append(f"It changes {_listed(changed)}.")
    varying = _varying(entry)
    if varying:
        named = [f"{one['key']} ({one['value']:g} {one['unit']})" for one in varying[:MOST]]
        more = len(varying) - MOST
        told.append(f"It is varied by {_listed([*named, *([f'{more} more'] * (more > 0))])}.")
    if entry.scenarios:
        told.append(f"Shown by {_listed(list(entry.scenarios))}.")
    else:
        told.append("No scenario shows it yet.")
    count = len(entry.tests)
    tests = f"{count} test{'s' * (count != 1)} of it" if count else "no test of its direction"
    told.append(f"There {'are' if count > 1 else 'is'} {tests}. From {_ended(entry.sources)}")
    width = min(get_terminal_size().columns, WIDEST)
    return fill(" ".join(told), width, break_long_words=False, break_on_hyphens=False)


def _next(entry: "Entry") -> str:
    """The next useful step of somebody who has read about an entry."""
    sweeps = [file for file in entry.scenarios if Path(file).parent.name == "sweeps"]
    alone = [file for file in entry.scenarios if file not in sweeps]
    if alone:
        return f"python run.py compare scenarios/baseline.yaml {alone[0]}"
    if sweeps:
        return f"python run.py sweep {sweeps[0]}"
    rules = [one for one in entry.mechanisms if not one.startswith(EVENT)]
    return f"python run.py explain {rules[0]}" if rules else "python run.py coverage"


def described_rule(name: str, every: "Iterable[Entry]") -> dict[str, Any]:
    """Everything about a mechanism as plain data."""
    from dataclasses import asdict

    from sim.engine.schedule import plays
    from sim.entries import about
    from sim.mechanisms import catalogue, parameters

    return {
        "mechanism": name,
        "file": _file(name),
        "event": plays(name, catalogue()[name]),
        "about": about(name).strip(),
        "writes": _fields((name,)),
        "parameters": [asdict(one) for one in parameters(name).values()],
        "entries": [one.id for one in every if name in one.mechanisms],
    }


def _page(name: str, plain: bool) -> None:
    """The text at the head of a mechanism's file, its fields and its parameters."""
    from sim.entries import about
    from sim.mechanisms import parameters

    click.echo(f"{name}, in {_file(name)}\n\n{about(name).strip()}\n\nIt changes")
    for one in _fields((name,)):
        click.echo(f"  {one['field']}: {_meaning(one)}")
    rows = [
        [_key(name, one), f"{one.value:g}", f"{one.low:g} to {one.high:g}", one.unit, one.meaning]
        for one in parameters(name).values()
    ]
    if rows:
        click.echo()
        show_table(["parameter", "value", "bounds", "unit", "in words"], rows, plain)
    else:
        click.echo("\nIt has no parameters.")
    click.echo("next: python run.py new NAME, and set one of these in the file", err=True)


def _key(mechanism: str, parameter: "Parameter") -> str:
    """The name of a parameter as scenario files have it."""
    part = "levers" if parameter.kind == "lever" else "uncertainties"
    return f"{part}.{mechanism}.{parameter.name}"


def _varying(entry: "Entry") -> list[dict[str, Any]]:
    """What varies an entry, under its name in scenario files: what its scenarios set comes first,
    then what actors choose. An event counts with its usual size."""
    from sim.events import EVENTS
    from sim.mechanisms import parameters

    used = _used(entry.scenarios)
    found = []
    for name in entry.mechanisms:
        for one in parameters(name).values():
            told = {"key": _key(name, one), "value": one.value, "unit": one.unit}
            rank = (f"{name}.{one.name}" not in used, one.kind != "lever")
            found.append((rank, told | {"meaning": one.meaning}))
        event = EVENTS.get(name.removeprefix(EVENT)) if name.startswith(EVENT) else None
        if event:
            fire = f"timeline.NAME.fire: {name.removeprefix(EVENT)}"
            told = {"key": fire, "value": event.size, "unit": event.unit}
            found.append(((name not in used, False), told | {"meaning": event.meaning}))
    return [told for _, told in sorted(found, key=lambda pair: pair[0])]


def _used(files: tuple[str, ...]) -> set[str]:
    """What these scenario files set and fire: "mechanism.parameter" and "event summit"."""
    from sim.problems import ScenarioError
    from sim.scenario import Scenario

    used: set[str] = set()
    for file in files:
        try:
            scenario = Scenario.load(file)
        except ScenarioError:
            continue
        used.update(scenario.values)
        for happening in scenario.timeline:
            used.update(happening.values, happening.ramp, [f"{EVENT}{happening.fire}"])
        if scenario.sweep:
            used.update(scenario.sweep.over, *(point.values for point in scenario.sweep.named))
    return used


def _fields(names: tuple[str, ...]) -> list[dict[str, str]]:
    """The fields of the world that these mechanisms and events change, with what they mean."""
    from sim.mechanisms import catalogue
    from sim.world import FIELDS

    changed: dict[str, None] = {}
    for name in names:
        event = name.removeprefix(EVENT)
        writes = _of_event(event) if event != name else catalogue()[name].writes  # type: ignore[attr-defined]
        changed |= dict.fromkeys(writes)
    return [
        {"field": name, "unit": FIELDS[name].unit, "meaning": FIELDS[name].meaning}
        for name in changed
    ]


def _of_event(name: str) -> list[str]:
    """The fields that an event changes: those that its function names as keys or keywords."""
    import ast
    from inspect import getsource

    from sim.events import EVENTS
    from sim.world import FIELDS

    nodes = list(ast.walk(ast.parse(getsource(EVENTS[name].happen))))
    keys = [key for node in nodes if isinstance(node, ast.Dict) for key in node.keys]
    named = [key.value for key in keys if isinstance(key, ast.Constant)]
    named += [node.arg for node in nodes if isinstance(node, ast.keyword)]
    return [str(one) for one in named if one in FIELDS]


def _file(name: str) -> str:
    """The file of a mechanism, or of an event, in the project."""
    from sim.mechanisms import catalogue

    if name.startswith(EVENT):
        return "sim/events.py"
    return catalogue()[name].__module__.replace(".", "/") + ".py"


def _meaning(one: dict[str, str]) -> str:
    return f"{one['meaning']}, in {one['unit']}" if one["unit"] else one["meaning"]


def _listed(names: list[str]) -> str:
    """`a`, `a and b`, or `a, b and c`."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
