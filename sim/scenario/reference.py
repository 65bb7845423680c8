"""The reference of scenario files: every key, parameter, event and outcome, as Markdown.

It is made from the form and the declarations; `python -m sim.scenario.reference` writes it to
docs/reference.md again.
"""

from pathlib import Path
from typing import Any

from sim.engine.schedule import ORDER, plays
from sim.engine.uncertainty import FORMS
from sim.events import EVENTS
from sim.mechanisms import catalogue, parameters
from sim.outcomes import MAIN, OUTCOMES
from sim.scenario.explain import written as number
from sim.scenario.names import EVERYBODY
from sim.scenario.schema import Json, headline, keys, schema

FILE = Path(__file__).parents[2] / "docs" / "reference.md"
LISTED = 12  # names; longer lists stand in a section of their own

HEAD = """# Reference of scenario files

What a scenario file may say, made from the declarations by `python -m sim.scenario.reference`.
`python run.py new NAME` writes a file to start from, `python run.py check FILE` says what is
wrong with one, and `python run.py show FILE` what holds in it.
"""


def written() -> str:
    """The text of the file."""
    parts = [HEAD, _keys(), _names(), _order(), *map(_mechanism, _in_order()), _events()]
    return "\n".join([*parts, _outcomes()])


def _keys() -> str:
    rows = [
        [f"`{name}`", key["description"], _allowed(key), _default(key)]
        for name, key in keys(schema())
    ]
    return "\n".join([
        "## Keys",
        "",
        "No key is required but `title`, which may come from an extended file. `NAME` stands for "
        "a name of your own.",
        "",
        *table(["key", "meaning", "what may stand there", "if nothing is said"], rows),
    ])  # fmt: skip


def _allowed(node: Json) -> str:
    """What may stand at a key, in words."""
    if "$ref" in node:
        return "a mapping of the keys below"
    if "anyOf" in node:
        branches = [one for one in node["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(map(_allowed, branches)))
    if "enum" in node:
        known = [f"`{name}`" for name in node["enum"]]
        return f"one of {', '.join(known)}" if len(known) <= LISTED else "a name"
    if "pattern" in node:
        return "a quarter, like 1994-Q2"
    kind = node.get("type", "")
    if kind == "array":
        return f"a list, each {_allowed(node['items'])}"
    if kind == "integer":
        most = node.get("maximum", 0)
        upper = f" to {most:,}" if 0 < most < 2**53 else " or more"
        return f"a whole number, {node.get('minimum', 0)}{upper}"
    if kind == "string":
        return f"text, at most {node['maxLength']:,} characters" if "maxLength" in node else "text"
    return {"number": "a number", "object": "a mapping", "boolean": "true or false"}.get(
        kind, "anything"
    )


def _default(node: Json) -> str:
    value = node.get("default")
    return "" if value in (None, "") or isinstance(value, dict) else f"{number(value)}"


def _names() -> str:
    return "\n".join([
        "",
        "**States** are written by ISO3 code or by name, as in `sim/evidence/states.csv`. Events "
        f"can also happen on {', '.join(f'`{name}`' for name in EVERYBODY)}.",
        "",
        "**NGOs** are written by name, as in `sim/evidence/ngos.csv`, or by role, as in "
        "`sim/evidence/ngo_roles.csv`.",
        "",
        "**Distributions**, drawn once per run, can stand for the number of an uncertainty: "
        f"{', '.join(f'`{form}`' for form in FORMS.values())}.",
    ])  # fmt: skip


def _order() -> str:
    return "\n".join([
        "",
        "## Mechanisms",
        "",
        f"Events of a quarter, in their order: {', '.join(f'`{name}`' for name in ORDER)}. "
        "`without` leaves some out; `instead` has one played by another mechanism.",
    ])  # fmt: skip


def _in_order() -> list[str]:
    """Every mechanism, by the event that it plays."""
    rules = catalogue()
    return sorted(rules, key=lambda name: (ORDER.index(plays(name, rules[name])), name))


def _mechanism(name: str) -> str:
    event = plays(name, catalogue()[name])
    rival = f" It can play `{event}`: `instead: {{{event}: {name}}}`." if event != name else ""
    rows = [
        [
            f"`{one.name}`",
            number(one.value),
            f"{number(one.low)} to {number(one.high)}",
            one.unit,
            one.kind,
            one.grade,
            one.meaning,
            one.source,
        ]
        for one in parameters(name).values()
    ]
    columns = ["name", "value", "bounds", "unit", "kind", "grade", "meaning", "source"]
    listed = table(columns, rows) if rows else ["It has no parameters."]
    return "\n".join(["", f"### {name}", "", headline(name) + rival, "", *listed])


def _events() -> str:
    rows = [
        [
            f"`{name}`",
            kind.meaning,
            f"{number(kind.size)} {kind.unit}",
            f"{number(kind.low)} to {number(kind.high)}",
            f"`{kind.usually}`",
        ]
        for name, kind in EVENTS.items()
    ]
    columns = ["name", "what happens", "usual size", "bounds", "usually on"]
    return "\n".join(["", "## Events that a timeline can fire", "", *table(columns, rows)])


def _outcomes() -> str:
    rows = [
        [f"`{one.name}`", one.title, one.unit, one.meaning, "yes" if one.name in MAIN else ""]
        for one in OUTCOMES.values()
    ]
    columns = ["name", "title", "unit", "meaning", "main"]
    return "\n".join(["", "## Outcomes", "", *table(columns, rows), ""])


def table(columns: list[str], rows: list[list[Any]]) -> list[str]:
    """A table in Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
