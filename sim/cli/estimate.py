"""`estimate`: the tables of the evidence, derived from public files of roll calls."""

import json
from pathlib import Path
from typing import Any

import click

from sim.cli.options import json_option, known, plain_option, results, show_table


@click.command(epilog="Example: python run.py estimate --votes public-files --check")
@click.option(
    "--votes", "given", multiple=True, required=True, type=click.Path(path_type=Path),
    help="A folder of public files, or one file; may be repeated.",
)  # fmt: skip
@click.option("--only", multiple=True, metavar="TABLE", help="This table; may be repeated.")
@click.option("--all", "every", is_flag=True, help="Tables that rest on no vote too.")
@click.option("--check", is_flag=True, help="Compare with the shipped tables and write nothing.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@json_option
@plain_option
def command(
    given: tuple[Path, ...],
    only: tuple[str, ...],
    every: bool,
    check: bool,
    out: Path | None,
    as_json: bool,
    plain: bool,
) -> int:
    """Derive from roll calls what the world needs: ideal points, the parameters of the vote rule
    with standard errors, effects of texts and targets, persistence, cohesion, shares.

    Each table comes with its provenance: the command, the digests of the files, the years used.
    """
    from sim.evidence.derive.sources import laid_out, missing
    from sim.evidence.derive.tables import TABLES

    names = _wanted(only, every)
    with laid_out(given) as data:
        lacking = {name: missing(TABLES[name].inputs, data) for name in names}
        if only or all(lacking.values()):
            _refuse(lacking)
        for name, files in lacking.items():
            if files:
                click.echo(f"note: {name} is left out; it needs {', '.join(files)}", err=True)
        there = [name for name in names if not lacking[name]]
        folder = None if check else out or results() / "estimates"
        lines = [_derived(name, data, folder) for name in there]
        if folder:
            _write_provenance(there, data, folder)
    if as_json:
        click.echo(json.dumps(lines, indent=2))
    else:
        rows = [
            [line["table"], str(line["rows"]), "{}-{}".format(*line["years"]), line["shipped"]]
            for line in lines
        ]
        show_table(
            ["table", "rows", "years", "in words"], rows, plain, "Derived from the public files"
        )
    for line in lines:
        for difference in line["differences"][:3]:
            click.echo(difference, err=True)
    if folder:
        click.echo(f"written to {folder}, each with its origin in provenance.json", err=True)
    return int(check and any(line["differences"] for line in lines))


def _wanted(only: tuple[str, ...], every: bool) -> list[str]:
    """The tables that are asked for, in their order: those from votes unless named."""
    from sim.evidence.derive.tables import TABLES

    for name in only:
        known(name, TABLES, "table")
    return [name for name, table in TABLES.items() if name in only or (not only and
            (every or table.votes))]  # fmt: skip


def _refuse(lacking: dict[str, list[str]]) -> None:
    said = [f"{name} needs {', '.join(files)}" for name, files in lacking.items() if files]
    if said:
        raise click.UsageError("; ".join(said) + "; give them with --votes")


def _derived(name: str, data: Path, folder: Path | None) -> dict[str, Any]:
    """Derive one table, write it unless `folder` is None, and say how it stands to the shipped."""
    from sim.engine.store import atomically
    from sim.evidence.derive.tables import TABLES, as_text, differences, shipped

    click.echo(f"deriving {name}", err=True)
    table = TABLES[name]
    frame = table.derive(data)
    text, old = as_text(frame), shipped(name)
    if folder:
        with atomically(folder / f"{name}.csv") as path:
            path.write_text(text, encoding="utf-8", newline="\n")
    found = differences(name, text, old) if old else [f"{name}: not shipped"]
    same = "same as shipped" if text == old else "same as shipped, but for last digits"
    said = f"differs from the shipped one in {len(found)} places" if found else same
    return {
        "table": name,
        "rows": len(frame),
        "years": list(table.years),
        "shipped": said,
        "differences": found,
    }


def _write_provenance(names: list[str], data: Path, folder: Path) -> None:
    """Say where the tables come from, beside what is said of others in the same folder."""
    from sim.engine.store import write_json
    from sim.evidence.derive.tables import PROVENANCE, TABLES, provenance

    file = folder / PROVENANCE
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    told = before | provenance(names, data, folder)
    write_json({name: told[name] for name in TABLES if name in told}, file)
