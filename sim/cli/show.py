"""`show`: every value that a scenario has, and the line that says so."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import SCENARIO, json_option

if TYPE_CHECKING:
    from sim.scenario.explain import Explanation, Fact

SWAPS = ("without", "instead", "sweep")  # what changes a run besides values and events


@click.command(epilog="Example: python run.py show scenarios/coordinated_dialogues.yaml --changed")
@click.argument("file", type=SCENARIO)
@click.option("--changed", is_flag=True, help="Only what differs from the declared values.")
@click.option("--diff", "other", type=SCENARIO, help="Only what differs from this scenario.")
@click.option("--cite", is_flag=True, help="What to cite for what the scenario uses.")
@click.option(
    "--format", "cite_format", type=click.Choice(["text", "bibtex"]),
    help="With --cite: a bibliography, or BibTeX.  [default: text]",
)  # fmt: skip
@json_option
def command(
    file: Path,
    changed: bool,
    other: Path | None,
    cite: bool,
    cite_format: str | None,
    as_json: bool,
) -> None:
    """Show every value of a scenario, how well it is known, and the line that sets it.

    Values that differ from the declared ones come first.
    """
    import json

    from sim.scenario.explain import explain

    if cite_format and not cite:
        raise click.UsageError("--format goes with --cite: show FILE --cite --format bibtex")
    here = explain(file)
    if cite:
        _cite(here, cite_format, as_json)
        return
    there = explain(other) if other else None
    if as_json:
        found = _object(here, changed) if there is None else _object_of_both(here, there)
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        page = _page(here, changed) if there is None else _page_of_both(here, there)
        click.echo("\n".join(page))


def _cite(here: "Explanation", cite_format: str | None, as_json: bool) -> None:
    import json
    from dataclasses import asdict

    from sim.report.citing import bibliography, to_cite

    found = to_cite(here.scenario)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False))
    elif cite_format == "bibtex":
        click.echo("\n\n".join(one.bibtex for one in found))
    else:
        click.echo("\n".join(bibliography(found)))


def _page(here: "Explanation", changed: bool) -> list[str]:
    scenario, total = here.scenario, len(here.values)
    read = f"Read from {', then '.join(map(str, here.files))}."
    lines = [scenario.title, *filter(None, [scenario.question]), read]
    lines += ["", f"Changed values ({len(here.changed)} of {total})", *_values(here.changed)]
    lines += ["", "Timeline", *_facts(here.timeline)]
    if changed:
        swapped = [fact for fact in here.run if fact.name in SWAPS and fact.value]
        return [*lines, *(["", "Run", *_facts(swapped)] if swapped else [])]
    lines += ["", "Roles", *_facts(here.roles), "", "Run", *_facts(here.run)]
    rest = [fact for fact in here.values if not fact.changed]
    return [*lines, "", f"Values as declared ({len(rest)} of {total})", *_values(rest)]


def _values(facts: Iterable["Fact"]) -> list[str]:
    lines = []
    for fact in facts:
        if fact.parameter is None:
            continue
        known = fact.parameter
        declared = f" (declared: {_written(known.value)})" if fact.changed else ""
        place = "" if fact.origin == "declared" else f"  [{fact.origin}]"
        lines.append(f"  {fact.name}: {_written(fact.value)} {known.unit}{declared}{place}")
        lines.append(f"      {known.meaning}")
        lines.append(f"      {known.grade}: {known.source}")
    return lines or ["  none"]


def _facts(facts: Iterable["Fact"]) -> list[str]:
    lines = []
    for fact in facts:
        place = "" if fact.origin == "declared" else f"  [{fact.origin}]"
        lines.append(f"  {fact.name.partition('.')[2] or fact.name}: {_told(fact)}{place}")
        if isinstance(fact.value, dict) and fact.value.get("note"):
            lines.append(f"      {fact.value['note']}")
    return lines or ["  none"]


def _told(fact: "Fact | None") -> str:
    """The value of a fact in words."""
    if fact is None or fact.value is None:
        return "does not happen" if fact else "none"
    if fact.name.startswith("timeline."):
        return _happens(fact.value)
    return _written(fact.value) if fact.value not in ([], {}) else "none"


def _happens(event: dict[str, Any]) -> str:
    parts = [f"{name} becomes {_written(value)}" for name, value in event.get("set", {}).items()]
    parts += [
        f"{name} goes to {_written(value)} by {event['until']}"
        for name, value in event.get("ramp", {}).items()
    ]
    if "fire" in event:
        on = ", ".join(event.get("on", []))
        parts.append(f"{event['fire']} on {on}, size {_written(event.get('size', 0))}")
    return f"in {event['at']} {'; '.join(parts)}"


def _written(value: Any) -> str:
    from sim.scenario.explain import written

    return written(value)


def _page_of_both(here: "Explanation", there: "Explanation") -> list[str]:
    from sim.scenario.explain import differences

    pairs = differences(here, there)
    names = (here.scenario.name, there.scenario.name)
    count = f"{len(pairs)} difference{'' if len(pairs) == 1 else 's'}" if pairs else "no difference"
    lines = [f"{here.files[-1]} beside {there.files[-1]}: {count}"]
    for pair in pairs:
        fact = pair[0] or pair[1]
        unit = f" ({fact.parameter.unit})" if fact and fact.parameter else ""
        lines += ["", f"{fact.name if fact else ''}{unit}"]
        for name, one in zip(names, pair, strict=True):
            lines.append(f"    {name}: {_told(one)}" + (f"  [{one.origin}]" if one else ""))
    return lines


def _object(here: "Explanation", changed: bool) -> dict[str, Any]:
    made = {
        "title": here.scenario.title,
        "question": here.scenario.question,
        "files": list(map(str, here.files)),
        "values": list(map(_json, here.changed if changed else here.values)),
        "timeline": list(map(_json, here.timeline)),
    }
    if changed:
        swapped = [fact for fact in here.run if fact.name in SWAPS and fact.value]
        return made | {"run": list(map(_json, swapped))}
    return made | {"roles": list(map(_json, here.roles)), "run": list(map(_json, here.run))}


def _object_of_both(here: "Explanation", there: "Explanation") -> dict[str, Any]:
    from sim.scenario.explain import differences

    pairs = differences(here, there)
    return {
        "file": str(here.files[-1]),
        "other": str(there.files[-1]),
        "differences": [{"file": _json(one), "other": _json(two)} for one, two in pairs],
    }


def _json(fact: "Fact | None") -> dict[str, Any] | None:
    from dataclasses import asdict

    if fact is None:
        return None
    known = asdict(fact.parameter) if fact.parameter else {}
    declared = {"declared": known.pop("value")} if known else {}
    return known | declared | {"name": fact.name, "value": fact.value, "origin": fact.origin}
