"""`check`: whether scenario files can be run, and everything that is wrong with them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import SCENARIO, json_option

if TYPE_CHECKING:
    from sim.scenario.explain import Glance


@click.command(epilog="Example: python run.py check scenarios/*.yaml")
@click.argument("files", type=SCENARIO, nargs=-1, required=True, metavar="FILE...")
@json_option
def command(files: tuple[Path, ...], as_json: bool) -> int:
    """Check scenario files without running them. The exit code is 2 if any has a problem."""
    import json

    from sim.scenario.explain import glance

    seen = [glance(file) for file in dict.fromkeys(files)]
    if as_json:
        click.echo(json.dumps({"files": list(map(_json, seen))}, indent=2, ensure_ascii=False))
    else:
        _tell(seen)
    return 2 if any(one.problems for one in seen) else 0


def _tell(seen: "list[Glance]") -> None:
    for one in seen:
        click.echo(f"{one.file}: {_verdict(one)}")
        for warning in one.warnings:
            click.echo(f"note: {warning}", err=True)
        for problem in one.problems:
            click.echo(problem, err=True)


def _verdict(one: "Glance") -> str:
    if one.problems:
        return _count(len(one.problems), "problem")
    part = "part, " if one.part else ""
    return f"ok ({part}{_count(one.values, 'value')} changed, {_count(one.events, 'event')})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _json(one: "Glance") -> dict[str, Any]:
    return {
        "file": str(one.file),
        "ok": not one.problems,
        "part": one.part,
        "values": one.values,
        "events": one.events,
        "problems": [
            {
                "file": str(problem.file),
                "line": problem.line,
                "column": problem.column,
                "message": problem.message,
            }
            for problem in one.problems
        ],
        "notes": list(one.warnings),
    }
