"""What holds in a scenario and which line says so."""

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from sim.engine.parameter import Parameter
from sim.mechanisms import parameters
from sim.problems import Problem, ScenarioError
from sim.scenario import Event, Scenario
from sim.scenario.chain import documents, merged
from sim.scenario.check import check
from sim.scenario.course import declared_value, playing
from sim.scenario.document import Document, Path_
from sim.scenario.form import Form
from sim.scenario.whole import written_values

DECLARED = "declared"
PARTS = "parts"  # the folder of files that are made to be extended


@dataclass(frozen=True)
class Fact:
    """One thing that holds, named like `dialogue.coordination` or `run.start`.

    value: plain data, None for an event that is taken out. origin: `file:line`, or `declared`.
    """

    name: str
    value: Any
    origin: str
    parameter: Parameter | None = None

    @property
    def changed(self) -> bool:
        """Whether it is a parameter whose value is not the declared one."""
        return self.parameter is not None and self.value != self.parameter.value


@dataclass(frozen=True)
class Explanation:
    """Everything that holds in a scenario; `files` are those it was read from, ancestor first."""

    scenario: Scenario
    files: tuple[Path, ...]
    values: tuple[Fact, ...]
    timeline: tuple[Fact, ...]
    roles: tuple[Fact, ...]
    run: tuple[Fact, ...]

    @property
    def changed(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.values if fact.changed)

    @property
    def facts(self) -> dict[str, Fact]:
        """All facts by name."""
        every = chain(self.values, self.timeline, self.roles, self.run)
        return {fact.name: fact for fact in every}


def explain(file: str | Path) -> Explanation:
    """What holds in the scenario of this file. Raises ScenarioError if it cannot be run."""
    scenario = Scenario.load(file)
    read = documents(file)
    origins = _origins(read)
    return Explanation(
        scenario,
        tuple(document.file for document in read),
        tuple(_values(scenario, merged(read), origins)),
        tuple(_timeline(scenario, merged(read), origins)),
        tuple(
            _fact(f"roles.{role}", _plain(getattr(scenario, role)), origins)
            for role in ("challenger", "critics", "leaders", "ngos")
        ),
        (
            _fact("run.start", str(scenario.start), origins),
            _fact("run.end", str(scenario.end), origins),
            _fact("run.replicates", scenario.replicates, origins),
            _fact("run.seed", scenario.seed, origins),
            _fact("bodies.reform", scenario.reform, origins),
            _fact("without", _plain(scenario.without), origins),
            _fact("instead", scenario.instead, origins),
            _fact("outcomes", _plain(scenario.outcomes), origins),
            _fact("sweep", merged(read).get("sweep") or {}, origins),
        ),
    )


def differences(one: Explanation, other: Explanation) -> list[tuple[Fact | None, Fact | None]]:
    """What differs between two scenarios, as pairs of facts; None where one has no such fact."""
    here, there = one.facts, other.facts
    pairs = [(here.get(name), there.get(name)) for name in {**here, **there}]
    return [(a, b) for a, b in pairs if _value_of(a) != _value_of(b)]


def written(value: Any) -> str:
    """A value as a scenario file would have it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _value_of(fact: Fact | None) -> Any:
    return fact.value if fact else None


def _origins(read: list[Document]) -> dict[Path_, str]:
    """The place of each part of the merged content: the last document that has it."""
    return {
        path: f"{document.file}:{line}"
        for document in read
        for path, (line, _) in document.keys.items()
    }


def _fact(name: str, value: Any, origins: dict[Path_, str]) -> Fact:
    return Fact(name, value, origins.get(tuple(name.split(".")), DECLARED))


def _values(scenario: Scenario, content: dict[str, Any], origins: dict[Path_, str]) -> list[Fact]:
    facts = []
    for mechanism in playing(scenario.without, scenario.instead).values():
        for parameter in parameters(mechanism).values():
            key = "levers" if parameter.kind == "lever" else "uncertainties"
            name = f"{mechanism}.{parameter.name}"
            value = content.get(key, {}).get(mechanism, {}).get(parameter.name, parameter.value)
            origin = origins.get((key, mechanism, parameter.name), DECLARED)
            facts.append(Fact(name, value, origin, parameter))
    return facts


def _timeline(scenario: Scenario, content: dict[str, Any], origins: dict[Path_, str]) -> list[Fact]:
    happens = {event.name: _event(event) for event in sorted(scenario.timeline, key=_when)}
    taken_out = {name: None for name in content.get("timeline", {}) if name not in happens}
    return [
        Fact(f"timeline.{name}", value, origins.get(("timeline", name), DECLARED))
        for name, value in (happens | taken_out).items()
    ]


def _when(event: Event) -> int:
    return event.at.index


def _event(event: Event) -> dict[str, Any]:
    """An event as plain data, without what it does not use."""
    written = {
        "at": str(event.at),
        "set": event.values,
        "ramp": event.ramp,
        "until": str(event.until) if event.until else "",
        "fire": event.fire,
        "on": list(event.on),
        "size": event.size if event.fire else 0,
        "note": event.note,
    }
    return {key: value for key, value in written.items() if value}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class Glance:
    """A file at a glance: what it is called and asks, or what is wrong with it.

    part: it lies in a folder `parts`, is extended by scenarios, and need not run by itself.
    values, events: how many values it changes, and how many events its timeline has.
    """

    file: Path
    part: bool
    title: str = ""
    question: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    values: int = 0
    events: int = 0
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


def glance(file: Path) -> Glance:
    """What a file is and whether it can be used; never raises ScenarioError."""
    part = file.absolute().parent.name == PARTS
    try:
        if part:
            return _glance_at_part(file)
        scenario = Scenario.load(file)
    except ScenarioError as error:
        return Glance(file, part, problems=error.problems)
    return Glance(
        file,
        part,
        scenario.title,
        scenario.question,
        scenario.notes,
        scenario.tags,
        scenario.shows,
        len(scenario.values),
        len(scenario.timeline),
        warnings=scenario.warnings,
    )


def _glance_at_part(file: Path) -> Glance:
    read = documents(file)
    problems = [problem for document in read for problem in check(document)]
    if problems:
        raise ScenarioError(problems)
    form = Form.model_validate(merged(read))
    return Glance(
        file,
        True,
        form.title,
        form.question.strip(),
        form.notes.strip(),
        tuple(form.tags),
        (),
        sum(value != declared_value(name) for name, value in written_values(form).items()),
        sum(event is not None for event in form.timeline.values()),
    )
