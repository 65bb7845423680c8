"""`list`: the scenarios that there are, and what each asks."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import json_option

if TYPE_CHECKING:
    from sim.scenario.explain import Glance

FOLDER = Path("scenarios")


@click.command(epilog="Example: python run.py list --json")
@json_option
def command(as_json: bool) -> None:
    """List the scenarios in the folder `scenarios`, and the parts that they are made of."""
    import json

    from sim.scenario.explain import glance

    if not FOLDER.is_dir():
        raise click.UsageError(f"there is no folder `{FOLDER}` here; go to the one that holds it")
    files = [*sorted(FOLDER.glob("*.yaml")), *sorted(FOLDER.glob("*/*.yaml"))]
    seen = [glance(file) for file in files]
    if as_json:
        found = [
            {
                "file": str(one.file),
                "part": one.part,
                "title": one.title,
                "question": one.question,
                "notes": one.notes,
                "tags": list(one.tags),
                "problems": list(map(str, one.problems)),
            }
            for one in seen
        ]
        click.echo(json.dumps({"scenarios": found}, indent=2, ensure_ascii=False))
        return
    for one in seen:
        click.echo("\n".join(_lines(one)))
    click.echo("next: python run.py show FILE, or python run.py new NAME", err=True)


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
