"""`list`: the scenarios that there are, and what each asks."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import json_option

if TYPE_CHECKING:
    from sim.scenario.explain import Glance

FOLDER = Path("scenarios")
DRAFTS = "drafts"  # texts for `predict`, which are no scenarios


@click.command(epilog="Example: python run.py list dialogue")
@click.argument("words", nargs=-1)
@json_option
def command(words: tuple[str, ...], as_json: bool) -> None:
    """List the scenarios in the folder `scenarios`, and the parts that they are made of.

    They stand under the part of the catalogue that they show. With WORDS only those are listed
    whose file, title, question or tags have every word, or that show an entry of that id.
    """
    import json

    from sim.scenario.explain import glance

    if not FOLDER.is_dir():
        raise click.UsageError(f"there is no folder `{FOLDER}` here; go to the one that holds it")
    below = [file for file in sorted(FOLDER.glob("*/*.yaml")) if file.parent.name != DRAFTS]
    files = [*sorted(FOLDER.glob("*.yaml")), *below]
    seen = [one for one in map(glance, files) if _has(one, words)]
    if as_json:
        found = [
            {
                "file": str(one.file),
                "part": one.part,
                "title": one.title,
                "question": one.question,
                "notes": one.notes,
                "tags": list(one.tags),
                "shows": list(one.shows),
                "problems": list(map(str, one.problems)),
            }
            for one in seen
        ]
        click.echo(json.dumps({"scenarios": found}, indent=2, ensure_ascii=False))
        return
    for heading, group in _by_part(seen).items():
        click.echo(f"{heading}\n" if heading else "", nl=bool(heading))
        for one in group:
            click.echo("\n".join(_lines(one)))
        click.echo()
    if not seen:
        click.echo(f"no scenario has {' and '.join(words)}", err=True)
    click.echo("next: python run.py show FILE, or python run.py new NAME", err=True)


def _has(one: "Glance", words: tuple[str, ...]) -> bool:
    text = " ".join([str(one.file), one.title, one.question, *one.tags]).lower()
    shown = [entry.lower() for entry in one.shows]
    return all(word.lower() in text or word.lower() in shown for word in words)


def _by_part(seen: "list[Glance]") -> "dict[str, list[Glance]]":
    """The files by the part of the catalogue that the first entry they show belongs to."""
    from sim import evidence

    part = {line["id"]: line["part"] for line in evidence.rows("entries")}
    groups: dict[str, list[Glance]] = {"": [], **{heading: [] for heading in part.values()}}
    for one in seen:
        groups[part[one.shows[0]] if one.shows else ""].append(one)
    return {heading: group for heading, group in groups.items() if group}


def _lines(one: "Glance") -> list[str]:
    part = " (part)" if one.part else ""
    tags = f"  [{', '.join(one.tags)}]" if one.tags else ""
    if one.problems:
        first, *rest = one.problems
        more = f" (and {len(rest)} more)" if rest else ""
        return [f"{one.file}{part}  cannot be run", f"    {first.message}{more}"]
    title = f"  {one.title}" if one.title else ""
    about = one.question or (one.notes if one.part else "")
    return [f"{one.file}{part}{title}{tags}", *([f"    {about}"] if about else [])]
