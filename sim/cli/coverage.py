"""`coverage`: how far the model covers what the source documents describe."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import json_option, plain_option

if TYPE_CHECKING:
    from sim.entries import Entry

NARROWEST = 140  # characters, where nobody's terminal says how wide a table may be


@click.command(epilog="Example: python run.py coverage --json")
@json_option
@plain_option
def command(as_json: bool, plain: bool) -> None:
    """Say of each entry of the catalogue what plays it, proves its direction and shows it.

    An entry is done when a mechanism, a test and a scenario name it, and open until then.
    """
    import json

    from sim.entries import SCENARIOS, TESTS, entries, total

    for folder, what in ((TESTS, "tests"), (SCENARIOS, "scenarios")):
        if not folder.is_dir():
            click.echo(f"there is no folder `{folder}` here, so no {what} are counted", err=True)
    every = entries()
    if as_json:
        click.echo(json.dumps([_json(one) for one in every], indent=2, ensure_ascii=False))
        return
    _show(every, plain)
    click.echo(total(every))
    unfinished = next((one.id for one in every if one.state == "open"), every[0].id)
    click.echo(f"next: python run.py explain {unfinished}", err=True)


def _show(every: "tuple[Entry, ...]", plain: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from sim.entries import by_part

    width = None if sys.stdout.isatty() else NARROWEST
    console = Console(no_color=plain or None, width=width, highlight=False, markup=False)
    for part, group in by_part(every):
        table = Table(box=None if plain else box.SIMPLE, expand=True)
        table.add_column("id", width=5, no_wrap=True)
        table.add_column("title", ratio=3)
        table.add_column("state", width=5)
        table.add_column("mechanisms", ratio=3, overflow="fold")
        table.add_column("tests", width=5, justify="right")
        table.add_column("scenarios", ratio=3, overflow="fold")
        for one in group:
            names = ", ".join(Path(file).stem for file in one.scenarios)
            mechanisms = ", ".join(one.mechanisms)
            table.add_row(one.id, one.title, one.state, mechanisms, str(len(one.tests)), names)
        console.print(part, style=None if plain else "bold")
        console.print(table)


def _json(one: "Entry") -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "state": one.state,
        "mechanisms": list(one.mechanisms),
        "tests": list(one.tests),
        "scenarios": list(one.scenarios),
    }
