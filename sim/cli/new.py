"""`new`: a scenario file to start from, which runs as it is."""

import re
from os.path import relpath
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.scenario.explain import Explanation, Fact

FOLDER = Path("scenarios")
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
SHOWN = 3  # uncertainties that are shown as examples, each of another mechanism


@click.command(epilog="Example: python run.py new my_idea --from baseline")
@click.argument("name")
@click.option(
    "--from", "source", default="baseline", show_default=True, metavar="SCENARIO",
    help="The scenario that it extends: a name in the folder `scenarios`, or a file.",
)  # fmt: skip
def command(name: str, source: str) -> None:
    """Write scenarios/NAME.yaml, which runs as it is and shows in comments what can be changed."""
    if not NAME.fullmatch(name) or name in ("true", "false", "null"):
        raise click.UsageError(
            f"`{name}` cannot be the name of a scenario; use small letters, digits and _, "
            "a letter first, like `my_idea`"
        )
    file = FOLDER / f"{name}.yaml"
    if file.exists():
        raise click.UsageError(f"{file} is there already; nothing was written")

    from sim.scenario.explain import explain

    named_by_file = source.endswith((".yaml", ".yml"))
    parent = Path(source) if named_by_file else FOLDER / f"{source}.yaml"
    text = _text(name, file, parent, explain(parent))
    with file.open("x", encoding="utf-8") as opened:
        opened.write(text)
    click.echo(file)
    click.echo(f"next: change {file}, then python run.py compare {parent} {file}", err=True)


def _text(name: str, file: Path, parent: Path, here: "Explanation") -> str:
    extends = Path(relpath(parent, FOLDER)).as_posix()
    return "\n".join([
        "# yaml-language-server: $schema=schema.json",
        f"extends: {extends}",
        f"title: {name.replace('_', ' ').capitalize()}",
        "question: What if ...?",
        "",
        *_prose(
            f"Whatever is not said here is as in {extends}. To change something, take `# ` from "
            "its line and from the lines that it stands under, and give it another value. "
            "Every value and its source is in docs/reference.md. Then:"
        ),
        f"##     python run.py check {file.as_posix()}",
        f"##     python run.py compare {parent.as_posix()} {file.as_posix()}",
        "",
        f"## What actors choose, with the values of {extends}.",
        *_values("levers", [f for f in here.values if f.parameter and f.parameter.kind == "lever"]),
        "",
        *_uncertainties(here),
        "",
        *_timeline(here),
        "",
        *_outcomes(here),
        "",
    ])  # fmt: skip


def _values(key: str, facts: "list[Fact]") -> list[str]:
    from sim.scenario.explain import written

    lines, above = [f"# {key}:"], ""
    for fact in facts:
        mechanism, _, name = fact.name.partition(".")
        known = fact.parameter
        if known is None:
            continue
        if mechanism != above:
            lines.append(f"#   {mechanism}:")
            above = mechanism
        bounds = f"{written(known.low)} to {written(known.high)} {known.unit}"
        lines.append(f"#     {name}: {written(fact.value)}  # {bounds}")
        lines.append(f"#       # {known.meaning}")
    return lines


def _uncertainties(here: "Explanation") -> list[str]:
    from sim.engine.uncertainty import FORMS

    some: dict[str, Fact] = {}
    by_file = sorted(here.values, key=lambda fact: isinstance(fact.value, float | int))
    for fact in by_file:  # those that the parent draws first
        if fact.parameter and fact.parameter.kind == "uncertainty":
            some.setdefault(fact.name.partition(".")[0], fact)
    return [
        *_prose(
            "What nobody chooses: some of many. Instead of a number, a distribution can stand, "
            f"which is drawn once per run: {', '.join(FORMS.values())}."
        ),
        *_values("uncertainties", list(some.values())[:SHOWN]),
    ]


def _timeline(here: "Explanation") -> list[str]:
    from sim.events import EVENTS
    from sim.scenario.explain import written

    scenario = here.scenario
    middle = scenario.quarters[len(scenario.quarters) // 2]
    lever = next(f for f in here.values if f.parameter and f.parameter.kind == "lever")
    kind, event = next(iter(EVENTS.items()))
    size = f"{written(event.low)} to {written(event.high)} {event.unit}"
    named = ", ".join(f"{one.name} ({one.at})" for one in scenario.timeline)
    there = f" Already there: {named}; an event set to `null` does not happen." if named else ""
    return [
        *_prose(
            f"What happens on the way, from {scenario.start} to {scenario.end}. An event can `set` "
            "values from a quarter on, `ramp` them `until` a later one, or `fire` what happens to "
            f"states: {', '.join(EVENTS)}.{there}"
        ),
        "# timeline:",
        "#   a_change:",
        f"#     at: {middle}",
        f"#     set: {{{lever.name}: {written(lever.value)}}}",
        "#     note: why it happens",
        f"#   a_{kind}:",
        f"#     at: {middle}",
        f"#     fire: {kind}",
        f"#     on: {event.usually}",
        f"#     size: {written(event.size)}  # {size}",
    ]  # fmt: skip


def _outcomes(here: "Explanation") -> list[str]:
    from sim.outcomes import OUTCOMES
    from sim.scenario.explain import written

    others = [name for name in OUTCOMES if name not in here.scenario.outcomes]
    more = f" There are also {', '.join(others)}." if others else ""
    return [
        *_prose(f"What is counted and shown.{more}"),
        f"# outcomes: {written(list(here.scenario.outcomes))}",
    ]


def _prose(text: str) -> list[str]:
    """Lines that stay comments when `# ` is taken from all lines."""
    return [f"## {line}" for line in wrap(text, 94, break_on_hyphens=False)]
