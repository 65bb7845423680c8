"""What the form cannot know: whether names, bounds and dates mean something to the model."""

from typing import Any

from pydantic import ValidationError

from sim.calendar import Quarter
from sim.engine.parameter import Parameter
from sim.engine.schedule import ORDER, plays
from sim.engine.uncertainty import Distribution
from sim.mechanisms import catalogue, parameters
from sim.outcomes import OUTCOMES
from sim.problems import Problem, did_you_mean
from sim.scenario import sweep, timeline
from sim.scenario.bounds import nearest_parameter, out_of_bounds
from sim.scenario.document import Document, Path_
from sim.scenario.form import Form
from sim.scenario.names import codes, entries, ngos, state

FIRST = Quarter(1990, 1)
WORDS = {
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "list_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
    "missing": "is missing",
}


def check(document: Document) -> list[Problem]:
    """Everything wrong with one file by itself, in the order of its lines."""
    problems = [*_form(document), *_meaning(document)]
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def _form(document: Document) -> list[Problem]:
    try:
        Form.model_validate(document.data)
    except ValidationError as error:
        return [_told(document, dict(detail)) for detail in error.errors()]
    return []


def _told(document: Document, detail: dict[str, Any]) -> Problem:
    path: Path_ = tuple(part for part in detail["loc"])
    name = ".".join(map(str, path))
    if detail["type"] == "extra_forbidden":
        known = _known_keys(path[:-1])
        hint = did_you_mean(path[-1], known) or f"; there are {', '.join(known)}"
        return document.problem(path, f"there is no `{name}`{hint}", at_key=True)
    context, found = detail.get("ctx", {}), detail.get("input")
    words = WORDS.get(detail["type"], detail["msg"].lower())
    for bound, phrase in (("ge", "at least"), ("gt", "more than"), ("le", "at most")):
        if bound in context:
            words = f"must be {phrase} {context[bound]}"
    if detail["type"] == "string_too_short":
        words = "must not be empty"
    shown = "" if detail["type"] == "missing" else f", not `{found}`"
    return document.problem(path, f"`{name}` {words}{shown[:80]}")


def _known_keys(path: Path_) -> list[str]:
    model: Any = Form
    for part in path:
        field = model.model_fields.get(part) if hasattr(model, "model_fields") else None
        model = field.annotation if field else None
        if part == "timeline" or model is None:
            from sim.scenario.form import Event

            model = Event
    return list(getattr(model, "model_fields", {}))


def _meaning(document: Document) -> list[Problem]:
    data, problems = document.data, []
    for kind in ("levers", "uncertainties"):
        for mechanism, values in _items(data.get(kind)):
            path: Path_ = (kind, mechanism)
            if mechanism not in catalogue():
                hint = did_you_mean(mechanism, catalogue())
                problems.append(_unknown(document, path, hint))
                continue
            for name, value in _items(values):
                problems += _value(document, (*path, name), mechanism, name, value, kind)
    for label, event in _items(data.get("timeline")):
        problems += timeline.check(document, ("timeline", label), event)
    for n, name in _named(data.get("without")):
        if name not in ORDER:
            message = f"there is no mechanism `{name}`{did_you_mean(name, ORDER)}"
            problems.append(document.problem(("without", n), message))
    for event, mechanism in _items(data.get("instead")):
        problems += _swap(document, event, mechanism)
    for n, name in _named(data.get("outcomes")):
        if name not in OUTCOMES:
            message = f"there is no outcome `{name}`{did_you_mean(name, OUTCOMES)}"
            problems.append(document.problem(("outcomes", n), message))
    for n, name in _named(data.get("shows")):
        if name not in entries():
            message = f"there is no catalogue entry `{name}`{did_you_mean(name, entries())}"
            problems.append(document.problem(("shows", n), message))
    problems += sweep.check(document, data.get("sweep"))
    return problems + _roles(document) + _dates(document)


def _items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _named(value: Any) -> list[tuple[int, str]]:
    """The names in a list, with their places; what is no text the form has told of."""
    listed = value if isinstance(value, list) else []
    return [(n, name) for n, name in enumerate(listed) if isinstance(name, str)]


def _unknown(document: Document, path: Path_, hint: str) -> Problem:
    return document.problem(path, f"there is no `{'.'.join(map(str, path))}`{hint}", at_key=True)


def _swap(document: Document, event: str, mechanism: Any) -> list[Problem]:
    path: Path_ = ("instead", event)
    if event not in ORDER:
        return [_unknown(document, path, did_you_mean(event, ORDER))]
    able = [name for name, rule in catalogue().items() if plays(name, rule) == event]
    if isinstance(mechanism, str) and mechanism not in able:
        message = f"`{mechanism}` cannot play `{event}`; {' or '.join(f'`{n}`' for n in able)} can"
        return [document.problem(path, message)]
    return []


def _value(
    document: Document, path: Path_, mechanism: str, name: str, value: Any, kind: str
) -> list[Problem]:
    known = parameters(mechanism)
    if name not in known:
        return [_unknown(document, path, nearest_parameter(path, name, known))]
    parameter = known[name]
    if not kind.startswith(parameter.kind[:5]):
        right = "levers" if parameter.kind == "lever" else "uncertainties"
        who = "actors choose it" if parameter.kind == "lever" else "nobody chooses it"
        message = f"`{mechanism}.{name}` belongs under `{right}`, because {who}"
        return [document.problem(path, message, at_key=True)]
    if kind == "uncertainties" and isinstance(value, dict):
        return _distribution(document, path, parameter, value)
    return out_of_bounds(document, path, parameter, value)


def _distribution(
    document: Document, path: Path_, parameter: Parameter, written: dict[str, Any]
) -> list[Problem]:
    try:
        Distribution.parse(written, parameter.low, parameter.high)
    except ValueError as error:
        return [document.problem(path, f"`{'.'.join(map(str, path))}` {error}")]
    return []


def _dates(document: Document) -> list[Problem]:
    run = document.data.get("run")
    if not isinstance(run, dict):
        return []
    ends = ("start", "end")
    problems = [p for key in ends for p in timeline.quarter(document, ("run", key), run.get(key))]
    start = run.get("start")
    if not problems and isinstance(start, str) and Quarter.parse(start) < FIRST:
        message = f"`run.start` is {start}, but the record that a run starts from begins in {FIRST}"
        problems.append(document.problem(("run", "start"), message))
    return problems


def _roles(document: Document) -> list[Problem]:
    roles = document.data.get("roles")
    if not isinstance(roles, dict):
        return []
    named: list[tuple[Path_, Any]] = [(("roles", "challenger"), roles.get("challenger"))]
    for role in ("critics", "leaders"):
        named += [(("roles", role, n), name) for n, name in _named(roles.get(role))]
    problems = []
    for path, name in named:
        if isinstance(name, str) and state(name) is None:
            hint = did_you_mean(name, [*codes(), *codes().values()])
            problems.append(document.problem(path, f"there is no state `{name}`{hint}"))
    for n, name in _named(roles.get("ngos")):
        if name not in ngos():
            message = f"there is no NGO or role of NGOs `{name}`{did_you_mean(name, ngos())}"
            problems.append(document.problem(("roles", "ngos", n), message))
    return problems
