"""Scenario files: read with positions, checked whole, resolved into a frozen Scenario."""

import json
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sim.calendar import Quarter, span
from sim.engine.parameter import declared
from sim.engine.schedule import ORDER
from sim.mechanisms import Mechanism, catalogue
from sim.outcomes import MAIN
from sim.problems import Problem, ScenarioError, did_you_mean
from sim.scenario.check import check, state
from sim.scenario.document import Document, read
from sim.scenario.form import Form
from sim.setting import Setting

LONGEST = 400  # quarters in a run

__all__ = ["Event", "Problem", "Scenario", "ScenarioError"]


@dataclass(frozen=True)
class Event:
    """From `at` on, the parameters in `values` ("mechanism.parameter") have these values."""

    name: str
    at: Quarter
    values: dict[str, float]
    note: str = ""


@dataclass(frozen=True)
class Scenario:
    """What a user wants to change, checked and complete.

    values: every parameter that differs from its declaration, as "mechanism.parameter".
    """

    name: str
    title: str
    start: Quarter
    end: Quarter
    replicates: int
    seed: int
    challenger: str
    critics: tuple[str, ...]
    leaders: tuple[str, ...]
    values: dict[str, float] = field(default_factory=dict)
    timeline: tuple[Event, ...] = ()
    without: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = MAIN
    question: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()

    @classmethod
    def load(cls, file: str | Path) -> "Scenario":
        """Read a scenario file and all it extends. Raises ScenarioError with every problem."""
        documents = _chain(Path(file))
        problems = [problem for document in documents for problem in check(document)]
        if problems:
            raise ScenarioError(problems)
        merged: dict[str, Any] = {}
        for document in documents:
            merged = _merge(merged, document.data)
        form = Form.model_validate(merged)
        problems = _whole(documents[-1], form)
        if problems:
            raise ScenarioError(problems)
        return _resolve(Path(file).stem, form)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return span(self.start, self.end)

    def change(self, **changes: Any) -> "Scenario":
        """The same scenario with these attributes changed."""
        return replace(self, **changes)

    def setting(self) -> Setting:
        """The facts of its quarters and roles."""
        return Setting.build(self.quarters, self.challenger, self.critics, self.leaders)

    def rules(self) -> tuple[tuple[tuple[str, Mechanism], ...], ...]:
        """For each step, the mechanisms in the order of events, with the values then in force."""
        order = [name for name in ORDER if name not in self.without]
        in_force = dict(self.values)
        by_step, made = [], _made(order, in_force)
        events = sorted(self.timeline, key=lambda event: event.at)
        for quarter in self.quarters:
            begun = [event for event in events if event.at <= quarter]
            if begun:
                events = events[len(begun) :]
                for event in begun:
                    in_force |= event.values
                made = _made(order, in_force)
            by_step.append(made)
        return tuple(by_step)

    @cached_property
    def digest(self) -> str:
        """Twelve letters that name what a replicate of this scenario depends on, luck included."""
        content = asdict(self) | {
            "start": str(self.start),
            "end": str(self.end),
            "timeline": [(str(event.at), sorted(event.values.items())) for event in self.timeline],
        }
        for presentation in ("name", "title", "question", "notes", "tags", "replicates"):
            del content[presentation]
        text = json.dumps(content, sort_keys=True)
        return blake2b(text.encode(), digest_size=6).hexdigest()


def _made(order: list[str], values: dict[str, float]) -> tuple[tuple[str, Mechanism], ...]:
    rules = []
    for name in order:
        ours = {
            key.partition(".")[2]: value
            for key, value in values.items()
            if key.partition(".")[0] == name
        }
        rules.append((name, catalogue()[name](**ours)))
    return tuple(rules)


def _chain(file: Path) -> list[Document]:
    """The documents of a file and of all that it extends, the furthest ancestor first."""
    chain: list[Document] = []
    seen: list[Path] = []
    here: Path | None = file
    while here is not None:
        document = read(here)
        seen.append(here.resolve())
        chain.insert(0, document)
        parent = document.data.get("extends")
        here = None
        if isinstance(parent, str):
            here = file.parent / parent if not chain[1:] else document.file.parent / parent
            problem = _cannot_extend(here, seen)
            if problem:
                raise ScenarioError([document.problem(("extends",), problem)])
    return chain


def _cannot_extend(parent: Path, seen: list[Path]) -> str:
    if parent.resolve() in seen:
        return f"`extends: {parent.name}` goes round in a circle"
    if not parent.is_file():
        near = [path.name for path in parent.parent.glob("*.yaml")]
        return f"there is no file `{parent}`{did_you_mean(parent.name, near)}"
    return ""


def _merge(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """The parent with the child's values laid over it; an event set to null is removed."""
    merged = dict(parent)
    for key, value in child.items():
        if key in ("notes", "question", "tags", "title") or not isinstance(value, dict):
            merged[key] = value
        else:
            below = merged.get(key)
            merged[key] = _merge(below if isinstance(below, dict) else {}, value)
    return merged


def _whole(document: Document, form: Form) -> list[Problem]:
    """What can only be judged of the merged scenario."""
    problems = []
    if not form.title:
        problems.append(document.problem((), "`title` is missing"))
    start, end = Quarter.parse(form.run.start), Quarter.parse(form.run.end)
    if end < start:
        message = f"the run ends in {end}, before it starts in {start}"
        problems.append(document.problem(("run", "end"), message))
    elif end.index - start.index >= LONGEST:
        message = f"the run lasts from {start} to {end}; {LONGEST // 4} years are the most"
        problems.append(document.problem(("run", "end"), message))
    for name, event in form.timeline.items():
        at = Quarter.parse(event.at) if event else start
        if not start <= at <= end:
            path = ("timeline", name, "at")
            problems.append(document.problem(path, f"{at} is outside the run, {start} to {end}"))
    return problems


def _resolve(name: str, form: Form) -> Scenario:
    values = {
        f"{mechanism}.{parameter}": float(value)
        for part in (form.levers, form.uncertainties)
        for mechanism, given in part.items()
        for parameter, value in given.items()
    }
    declared_values = {
        f"{mechanism}.{parameter.name}": parameter.value
        for mechanism, rule in catalogue().items()
        for parameter in declared(rule).values()  # type: ignore[arg-type]
    }
    return Scenario(
        name=name,
        title=form.title,
        start=Quarter.parse(form.run.start),
        end=Quarter.parse(form.run.end),
        replicates=form.run.replicates,
        seed=form.run.seed,
        challenger=state(form.roles.challenger) or "",
        critics=tuple(sorted(filter(None, map(state, form.roles.critics)))),
        leaders=tuple(sorted(filter(None, map(state, form.roles.leaders)))),
        values={key: value for key, value in values.items() if value != declared_values[key]},
        timeline=tuple(
            Event(
                label,
                Quarter.parse(event.at),
                {k: float(v) for k, v in event.set.items()},
                event.note,
            )
            for label, event in form.timeline.items()
            if event is not None
        ),
        without=tuple(sorted(set(form.without))),
        outcomes=tuple(dict.fromkeys(form.outcomes)) or MAIN,
        question=form.question.strip(),
        notes=form.notes.strip(),
        tags=tuple(form.tags),
    )
