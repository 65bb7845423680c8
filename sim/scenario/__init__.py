"""Scenario files: read with positions, checked whole, resolved into a frozen Scenario."""

import json
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sim.calendar import Quarter, span
from sim.events import EVENTS
from sim.outcomes import MAIN
from sim.problems import Problem, ScenarioError
from sim.scenario import course
from sim.scenario.chain import documents, merged
from sim.scenario.check import check
from sim.scenario.course import Event, Rules, Value, declared_value
from sim.scenario.form import Form
from sim.scenario.names import state
from sim.scenario.sweep import Point, Sweep, parse
from sim.scenario.whole import check_whole, written_values
from sim.setting import Setting

__all__ = ["Event", "Problem", "Scenario", "ScenarioError", "documents"]


@dataclass(frozen=True)
class Scenario:
    """What a user wants to change, checked and complete.

    values: every parameter that differs from its declaration, as "mechanism.parameter": a number,
    or a Distribution that is drawn once per replicate. instead: which mechanism plays an event.
    ngos: those that take part, by name or role; all if none is named.
    reform: whether the Council replaces the Commission in 2006.
    shows: catalogue entries that it varies, as its own file says, whatever those it extends say.
    warnings: what is written in the file but cannot matter.
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
    ngos: tuple[str, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)
    timeline: tuple[Event, ...] = ()
    without: tuple[str, ...] = ()
    instead: dict[str, str] = field(default_factory=dict)
    reform: bool = True
    outcomes: tuple[str, ...] = MAIN
    question: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    sweep: Sweep | None = None
    warnings: tuple[str, ...] = ()

    @classmethod
    def load(cls, file: str | Path) -> "Scenario":
        """Read a scenario file and all it extends. Raises ScenarioError with every problem."""
        chain = documents(file)
        problems = [problem for document in chain for problem in check(document)]
        if problems:
            raise ScenarioError(problems)
        own = chain[-1].data.get("shows", [])
        form = Form.model_validate(merged(chain) | {"shows": own})
        problems, warnings = check_whole(chain, form)
        if problems:
            raise ScenarioError(problems)
        return replace(_resolve(Path(file).stem, form), warnings=tuple(map(str, warnings)))

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return span(self.start, self.end)

    def change(self, **changes: Any) -> "Scenario":
        """The same scenario with these attributes changed."""
        return replace(self, **changes)

    def at(self, point: Point) -> "Scenario":
        """This scenario at one point of a sweep."""
        values = {**self.values, **point.values}
        changed = {key: value for key, value in values.items() if value != declared_value(key)}
        return self.change(name=point.name, title=point.name, values=changed, sweep=None)

    def setting(self) -> Setting:
        """The facts of its quarters and roles."""
        roles = self.challenger, self.critics, self.leaders
        setting = Setting.build(self.quarters, *roles, reform=self.reform, ngos=self.ngos)
        lever = "elections.universal_membership"
        everybody = self.values.get(lever) or any(e.values.get(lever) for e in self.timeline)
        return replace(setting, seats=setting.states) if everybody else setting

    def rules(self) -> tuple[Rules, ...]:
        """For each quarter, the mechanisms in the order of events, with the values in force."""
        players = course.playing(self.without, self.instead)
        return course.rules(self.quarters, self.values, self.timeline, players)

    @cached_property
    def digest(self) -> str:
        """Twelve letters that name what a replicate of this scenario depends on, luck included."""
        content = asdict(self)
        presentation = ("name", "title", "question", "notes", "tags", "shows", "sweep", "warnings")
        for key in (*presentation, "replicates"):
            del content[key]
        for event in content["timeline"]:
            del event["note"]
        text = json.dumps(content, sort_keys=True)
        return blake2b(text.encode(), digest_size=6).hexdigest()


def _resolve(name: str, form: Form) -> Scenario:
    values = written_values(form)
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
        ngos=tuple(sorted(set(form.roles.ngos))),
        values={key: value for key, value in values.items() if value != declared_value(key)},
        timeline=tuple(
            _event(label, event) for label, event in form.timeline.items() if event is not None
        ),
        without=tuple(sorted(set(form.without))),
        instead=dict(sorted(form.instead.items())),
        reform=form.bodies.reform,
        outcomes=tuple(dict.fromkeys(form.outcomes)) or MAIN,
        question=form.question.strip(),
        notes=form.notes.strip(),
        tags=tuple(form.tags),
        shows=tuple(dict.fromkeys(form.shows)),
        sweep=parse(form.sweep),
    )


def _event(label: str, written: Any) -> Event:
    kind = EVENTS.get(written.fire or "")
    on = tuple(state(name) or name for name in written.on)
    return Event(
        name=label,
        at=Quarter.parse(written.at),
        values={key: float(value) for key, value in written.set.items()},
        ramp={key: float(value) for key, value in written.ramp.items()},
        until=Quarter.parse(written.until) if written.until else None,
        fire=written.fire or "",
        on=on or ((kind.usually,) if kind else ()),
        size=(kind.size if written.size is None else float(written.size)) if kind else 0.0,
        note=written.note,
    )
