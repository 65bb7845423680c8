"""The JSON Schema of a scenario file, from which editors complete names and mark mistakes.

It is made from the form and from the declared parameters; `python -m sim.scenario.schema` writes
it to scenarios/schema.json again.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sim.calendar import PATTERN
from sim.engine.parameter import Parameter
from sim.engine.schedule import ORDER, plays
from sim.engine.uncertainty import FORMS
from sim.events import EVENTS
from sim.mechanisms import catalogue, every_parameter, parameters
from sim.outcomes import OUTCOMES
from sim.scenario.form import Form
from sim.scenario.names import EVERYBODY, codes, entries, ngos

FILE = Path(__file__).parents[2] / "scenarios" / "schema.json"

Json = dict[str, Any]

# What each key means, where the form itself does not say it.
MEANINGS = {
    "title": "the name in tables and pictures",
    "question": "what the scenario asks, in a sentence",
    "notes": "for readers; the engine does not use it",
    "tags": "words to find the scenario by",
    "run": "how long, how often and under which luck",
    "run.replicates": "how many times the scenario is run",
    "run.seed": "the luck; the same seed gives the same results",
    "roles": "who is who; states are named by ISO3 code or by name, NGOs by name or by role",
    "roles.challenger": "the state that challenges the regime",
    "roles.critics": "the states that criticise it and may sponsor drafts",
    "roles.leaders": "the critics that are ready to take the lead of a draft",
    "roles.ngos": "the NGOs that take part, by name or by role; if nothing is said, all of them",
    "bodies": "which bodies sit",
    "levers": "what actors choose, as `mechanism: {parameter: value}`",
    "uncertainties": "what nobody chooses, as `mechanism: {parameter: value}`; "
    "a value is a number, or a distribution drawn once per run",
    "timeline": "what happens on the way, each under a name of your own; `null` takes out an "
    "event of an extended file",
    "timeline.NAME.note": "for readers",
    "sweep": "many points of one scenario, all under the same luck",
    "sweep.method": "every combination of values, or a sample of ranges",
    "outcomes": "what is counted and shown; if nothing is said, the six main outcomes",
}


def schema() -> Json:
    """The whole schema, ready to be written as JSON."""
    made = _untitled(Form.model_json_schema())
    for name, key in keys(made):
        key["description"] = key.get("description") or MEANINGS.get(name, "")
    top, parts = made["properties"], made["$defs"]
    each = {name: _ref(name) for name in every_parameter()}
    run, roles, event = (parts[part]["properties"] for part in ("Run", "Roles", "Event"))
    for quarter in (run["start"], run["end"], event["at"], _text(event["until"])):
        quarter["pattern"] = f"^{PATTERN.pattern}$"
    for names in (roles["challenger"], roles["critics"]["items"], roles["leaders"]["items"]):
        names["enum"] = _states()
    roles["ngos"]["items"]["enum"] = list(ngos())
    event["on"]["items"]["enum"] = [*EVERYBODY, *_states()]
    _text(event["fire"])["enum"] = list(EVENTS)
    top["without"]["items"]["enum"] = list(ORDER)
    top["outcomes"]["items"]["enum"] = list(OUTCOMES)
    top["shows"]["items"]["enum"] = list(entries())
    _only(top["instead"], {name: {"enum": able_to_play(name)} for name in ORDER})
    for one_or_more in (event["on"], top["extends"]):
        items = one_or_more.pop("items")
        del one_or_more["type"]
        one_or_more["anyOf"] = [items, {"type": "array", "items": items}]
    for part in ("set", "ramp"):
        _only(event[part], each)
    sweep = parts["Sweep"]["properties"]
    _only(sweep["over"], {name: _axis(number) for name, number in each.items()})
    _only(sweep["named"]["additionalProperties"], each)
    _only(top["levers"], _by_mechanism("lever"))
    _only(top["uncertainties"], _by_mechanism("uncertainty"))
    parts |= {name: _value(parameter) for name, parameter in every_parameter().items()}
    parts["distribution"] = _distribution()
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Scenario file"} | made


def _by_mechanism(kind: str) -> Json:
    """For each mechanism that has parameters of this kind, what may be written about it."""
    made = {}
    for mechanism in catalogue():
        ours = {}
        for name, parameter in parameters(mechanism).items():
            number = _ref(f"{mechanism}.{name}")
            either = {"anyOf": [number, _ref("distribution")]}
            if parameter.kind == kind:
                ours[name] = number if kind == "lever" else either
        if ours:
            about = {"type": "object", "description": headline(mechanism)}
            made[mechanism] = _only(about, ours)
    return made


def able_to_play(event: str) -> list[str]:
    """The mechanisms that can play an event of the order."""
    return [name for name, rule in catalogue().items() if plays(name, rule) == event]


def headline(mechanism: str) -> str:
    """What a mechanism is about: the first line of its file."""
    about = sys.modules[catalogue()[mechanism].__module__].__doc__ or ""
    return about.strip().partition("\n\n")[0].replace("\n", " ")


def keys(made: Json) -> Iterator[tuple[str, Json]]:
    """Every key of a scenario file with what the schema says of it: `run`, `run.start` ..."""
    return _keys(made, made["properties"], "")


def _keys(made: Json, properties: Json, before: str) -> Iterator[tuple[str, Json]]:
    for name, key in properties.items():
        yield before + name, key
        inner, step = key, ""
        if isinstance(key.get("additionalProperties"), dict):
            inner, step = key["additionalProperties"], "NAME."
        for one in (inner, *inner.get("anyOf", [])):
            if "$ref" in one:
                part = made["$defs"][one["$ref"].rpartition("/")[2]]
                yield from _keys(made, part.get("properties", {}), f"{before}{name}.{step}")


def _untitled(node: Any) -> Any:
    """Without the titles that pydantic makes of names: they tell a reader nothing."""
    if isinstance(node, list):
        return [_untitled(one) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _untitled(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
    }


def _text(node: Json) -> Json:
    """The branch for text of a key that may also be null."""
    return next(branch for branch in node["anyOf"] if branch.get("type") == "string")


def _states() -> list[str]:
    return [*codes(), *codes().values()]


def _only(node: Json, properties: Json) -> Json:
    """The node, allowing these properties too and no others."""
    node["properties"] = node.get("properties", {}) | properties
    node["additionalProperties"] = False
    return node


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _value(parameter: Parameter) -> Json:
    return {
        "type": "number",
        "minimum": parameter.low,
        "maximum": parameter.high,
        "default": parameter.value,
        "description": f"{parameter.meaning} ({parameter.unit}). "
        f"{parameter.grade.capitalize()}: {parameter.source}",
    }


def _axis(number: Json) -> Json:
    """What a sweep may vary a parameter over: the values of a grid, or the ends of a range."""
    ends = _only({"type": "object", "required": ["low", "high"]}, {"low": number, "high": number})
    return {"anyOf": [{"type": "array", "minItems": 1, "items": number}, ends]}


def _distribution() -> Json:
    """A range, a normal or a triangular distribution."""

    def numbers(count: int) -> Json:
        listed = {"type": "array", "items": {"type": "number"}}
        return listed | {"minItems": count, "maxItems": count}

    ends: Json = {"low": {"type": "number"}, "high": {"type": "number"}}
    forms = [ends, {"normal": numbers(2)}, {"triangular": numbers(3)}]
    return {
        "description": "drawn once per run: " + ", ".join(FORMS.values()),
        "anyOf": [_only({"type": "object", "required": list(form)}, form) for form in forms],
    }


def written() -> str:
    """The text of the file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
