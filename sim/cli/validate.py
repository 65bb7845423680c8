"""`validate`: what the engine should reproduce, and whether it does, row by row."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import Stopped, default_workers, plain_option, progress, results

if TYPE_CHECKING:
    from sim.analysis.validation import Result

WITHHELD = ("V3", "V4", "V11")
NARROWEST = 140  # characters, where nobody's terminal says how wide a table may be


@click.command(epilog="Example: python run.py validate --only T")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
@click.option(
    "--only", multiple=True, metavar="ID|KIND", help="A row (V19) or a kind (T, F, C); repeatable."
)
@click.option("--replicates", type=click.IntRange(2), default=64, show_default=True,
              help="Runs on each side of a row.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=2006, show_default=True)
@click.option("--workers", type=click.IntRange(1), help="Processes  [default: one per core, to 4]")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path),
    help="Folder for validation.json and validation.csv.  [default, for the whole suite: "
    "results/validation]",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit code 1 if a row fails.")
@click.option("--quiet", is_flag=True, help="No progress and no notes.")
@plain_option
def command(
    as_json: bool, only: tuple[str, ...], replicates: int, seed: int, workers: int | None,
    out: Path | None, strict: bool, quiet: bool, plain: bool,
) -> None:  # fmt: skip
    """Try what history, theory and the roll calls say against the model, row by row.

    Kinds: T, hard historical targets; F, stylised facts by paired runs; C, calibration moments.
    """
    from sim.analysis.validation import KINDS, SUITE, chosen, lines, suite, total
    from sim.problems import did_you_mean

    try:
        rows = chosen(only)
    except KeyError as error:
        name, known = error.args[0], [*KINDS, *(row.id for row in SUITE)]
        withheld = "; V3, V4 and V11 rest on votes after 2018, kept back as an unseen test"
        there = f"; there are the kinds {', '.join(KINDS)} and rows like {SUITE[0].id}"
        hint = withheld if name in WITHHELD else did_you_mean(name, known) or there
        raise click.UsageError(f"there is no row or kind `{name}`{hint}") from None
    with progress("validation", len(rows), 0, quiet, "rows") as tell:
        found = suite(only, replicates, seed, default_workers(workers), tell)
    told = lines(found)
    if as_json:
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        _show(found, plain, every_part=bool(only))
        for result in found if only else ():
            click.echo(f"{result.row.id}: {result.row.says}\n")
        click.echo(total(found))
    for path in _written(told, out or (None if only else results() / "validation")):
        if not quiet:
            click.echo(f"wrote {path}", err=True)
    _told(found, strict, quiet)


def _show(found: "list[Result]", plain: bool, every_part: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from sim.analysis.validation.page import cells

    width = None if sys.stdout.isatty() else NARROWEST
    console = Console(no_color=plain or None, width=width, highlight=False, markup=False)
    table = Table(box=None if plain else box.SIMPLE)
    for head in ("id", "kind", "what it tests"):
        table.add_column(head, overflow="fold")
    for head in ("must be", "result", "interval"):
        table.add_column(head, justify="right", overflow="fold")
    table.add_column("holds", no_wrap=True)
    table.add_column("fitted", no_wrap=True)
    for result in found:
        for n, row in enumerate(cells(result, every_part)):
            table.add_row(*row, style=None if plain or n else "bold")
    console.print(table)


def _written(told: list[dict[str, object]], folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    import pandas as pd

    from sim.engine.record import write_table
    from sim.engine.store import atomically

    with atomically(folder / "validation.json") as path:
        text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8")
    table = write_table(pd.DataFrame(told), folder / "validation.csv")
    return [folder / "validation.json", table]


def _told(found: "list[Result]", strict: bool, quiet: bool) -> None:
    """What to do next; raises Stopped if a row broke, or failed and that is strictly wrong."""
    broken = [one for one in found if one.broke]
    for one in broken:
        click.echo(f"{one.row.id} could not be tried: {one.broke}", err=True)
    failed = [one.row.id for one in found if one.whole.passed is False]
    if broken or (strict and failed):
        names = ", ".join(failed) or "none"
        raise Stopped(f"rows that broke: {len(broken)}; rows that fail: {names}")
    if not quiet:
        first = failed[0] if failed else found[0].row.id
        more = " --replicates 256" if len(found) == 1 else ""
        click.echo(f"next: python run.py validate --only {first}{more}", err=True)
