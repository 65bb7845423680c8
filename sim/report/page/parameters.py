"""Every parameter that is in force in what was run, with what is known of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.engine.parameter import GRADES, Parameter
from sim.mechanisms import catalogue, parameters
from sim.scenario.course import playing
from sim.scenario.explain import written
from sim.scenario.schema import headline

Resolved = Mapping[str, Any]
NOT_THERE = "not in play"


@dataclass(frozen=True)
class Row:
    """A parameter: its value in the first scenario, `others` where it is another, by title."""

    name: str
    known: Parameter
    value: str
    others: tuple[tuple[str, str], ...]

    @property
    def declared(self) -> str:
        return written(self.known.value)

    @property
    def bounds(self) -> str:
        return f"{written(self.known.low)} to {written(self.known.high)}".replace("-", "−")

    @property
    def changed(self) -> bool:
        """Whether the scenarios differ in it."""
        return bool(self.others)

    @property
    def set(self) -> bool:
        """Whether some scenario has another value than the declared one."""
        return any(value != self.declared for value in (self.value, *dict(self.others).values()))


@dataclass(frozen=True)
class Grades:
    """How many parameters in force have each grade."""

    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def judgement(self) -> int:
        return dict(self.counts)["judgement"]

    @property
    def sentence(self) -> str:
        share = 100 * self.judgement / max(self.total, 1)
        return (
            f"{self.judgement:,} of {self.total:,} parameters in force rest on judgement"
            f" ({share:.0f} %)."
        )


def players(resolved: Resolved) -> list[str]:
    """The mechanisms in play, in the order of events, that the model still has."""
    found = playing(tuple(resolved.get("without", ())), dict(resolved.get("instead", {})))
    return [name for name in found.values() if name in catalogue()]


def in_force(resolved: Resolved) -> dict[str, str]:
    """The value of every parameter in play by name, with what the timeline makes of it."""
    given = resolved.get("values", {})
    found = {}
    for mechanism in players(resolved):
        for name, known in parameters(mechanism).items():
            key = f"{mechanism}.{name}"
            found[key] = "; ".join([_told(given.get(key, known.value)), *_later(resolved, key)])
    return found


def rows(scenarios: Sequence[tuple[str, Resolved]]) -> list[Row]:
    """A row per parameter in play anywhere, those in which the scenarios (title, resolved) differ
    first, then those that are not as declared, then the rest in the order of events."""
    values = [(title, in_force(resolved)) for title, resolved in scenarios]
    known = {name: parameters(name) for name in catalogue()}
    first = values[0][1]
    names = dict.fromkeys(name for _, every in values for name in every)
    found = []
    for name in names:
        mechanism, _, parameter = name.partition(".")
        here = first.get(name, NOT_THERE)
        told = ((title, other.get(name, NOT_THERE)) for title, other in values[1:])
        others = tuple((title, value) for title, value in told if value != here)
        found.append(Row(name, known[mechanism][parameter], here, others))
    return sorted(found, key=lambda row: (not row.changed, not row.set))


def grades(resolved: Resolved) -> Grades:
    """The parameters in play, counted by grade."""
    count = Counter(
        known.grade for name in players(resolved) for known in parameters(name).values()
    )
    return Grades(tuple((grade, count[grade]) for grade in GRADES))


def unknown(resolved: Resolved) -> list[str]:
    """What the scenario sets and the model no longer declares."""
    rules = catalogue()
    return [
        name
        for name in resolved.get("values", {})
        if name.partition(".")[0] not in rules
        or name.partition(".")[2] not in parameters(name.partition(".")[0])
    ]


def swaps(resolved: Resolved) -> list[str]:
    """What is left out or played by a rival theory, a sentence each."""
    rules = catalogue()
    found = [f"{name} is left out" for name in resolved.get("without", ())]
    for event, rival in resolved.get("instead", {}).items():
        what = f" ({headline(rival).rstrip('.')})" if rival in rules else ""
        found.append(f"{event} is played by {rival}{what}")
    if not resolved.get("reform", True):
        found.append("the Council does not replace the Commission in 2006")
    return found


def timeline(resolved: Resolved) -> list[tuple[str, str, str]]:
    """When, what happens, and the note, for each event in order."""
    events = sorted(resolved.get("timeline", ()), key=lambda event: quarter(event["at"]))
    return [(quarter(one["at"]), _happens(one), one.get("note", "")) for one in events]


def quarter(written_: Any) -> str:
    """A quarter of a manifest like 1994-Q2."""
    if isinstance(written_, dict):
        return f"{written_['year']}-Q{written_['quarter']}"
    return str(written_)


def _told(value: Any) -> str:
    """A value in words; a distribution of a manifest as its kind and numbers."""
    if isinstance(value, dict) and "kind" in value:
        return f"{value['kind']} of {', '.join(map(written, value.get('numbers', ())))}"
    return written(float(value) if isinstance(value, int) else value)


def _later(resolved: Resolved, name: str) -> list[str]:
    """What the timeline makes of a parameter."""
    found = []
    for event in resolved.get("timeline", ()):
        if name in event.get("values", {}):
            found.append(f"{written(event['values'][name])} from {quarter(event['at'])}")
        if name in event.get("ramp", {}):
            until = quarter(event["until"])
            found.append(f"to {written(event['ramp'][name])} by {until}")
    return found


def _happens(event: Mapping[str, Any]) -> str:
    """What an event of the timeline does, in words."""
    parts = [f"{name} becomes {written(value)}" for name, value in event["values"].items()]
    parts += [
        f"{name} goes to {written(value)} by {quarter(event['until'])}"
        for name, value in event["ramp"].items()
    ]
    if event.get("fire"):
        on = ", ".join(event["on"])
        kind = event["fire"].replace("_", " ")
        parts.append(f"{kind} on {on}, size {written(event['size'])}")
    return "; ".join(parts)
