"""`trace`: where two scenarios part under the same luck, what follows, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import SCENARIO, json_option, plain_option, progress, show_table

if TYPE_CHECKING:
    from sim.analysis.tracing.partings import Frequency, Parting
    from sim.analysis.tracing.trace import Trace
    from sim.scenario import Scenario

BLOCK = 64  # replicates that are played side by side


@click.command(
    epilog="Example: python run.py trace scenarios/baseline.yaml "
    "scenarios/coordinated_dialogues.yaml --replicate 7"
)
@click.argument("baseline", type=SCENARIO)
@click.argument("scenario", type=SCENARIO)
@click.option(
    "--replicate", type=click.IntRange(0, 2**20 - 1), default=0, show_default=True,
    help="Which run is told.",
)  # fmt: skip
@click.option(
    "--quarters", type=click.IntRange(1), help="Follow so many quarters from the first parting."
)
@click.option(
    "--replicates", type=click.IntRange(0), default=64, show_default=True,
    help="Runs over which first partings are counted; 0 counts none.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(0), help="The luck that is shared.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to as well."
)
@json_option
@click.option("--quiet", is_flag=True, help="No progress and no notes.")
@plain_option
def command(
    baseline: Path, scenario: Path, replicate: int, quarters: int | None, replicates: int,
    seed: int | None, out: Path | None, as_json: bool, quiet: bool, plain: bool,
) -> None:  # fmt: skip
    """Tell where SCENARIO parts from BASELINE under the same luck, what follows, and why.

    One run of both is played again, event by event; then first partings are counted over many.
    """
    import json

    from sim.analysis.tracing.partings import frequencies
    from sim.analysis.tracing.trace import trace
    from sim.analysis.tracing.watch import Course

    first, second = _both(baseline, scenario, seed)
    found = trace(Course.of(first, replicate), Course.of(second, replicate), quarters)
    parted = _parted(first, second, replicates, quiet)
    counted = frequencies(parted)
    if as_json:
        click.echo(json.dumps(_object(found, counted, parted), indent=2, ensure_ascii=False))
    text = _told(found, counted, len(parted), baseline, scenario, None if as_json else plain)
    if out:
        _write(out, text, found, counted, parted)
    if not quiet:
        same = (
            "" if found.links else "the two never part; try another --replicate, or `show --diff`"
        )
        hint = (
            f"next: python run.py story {scenario} --agent {_agent(found)} --replicate {replicate}"
        )
        click.echo(same or hint, err=True)


def _both(baseline: Path, scenario: Path, seed: int | None) -> "tuple[Scenario, Scenario]":
    """Both scenarios under one seed; refused if their spans differ."""
    from sim.scenario import Scenario

    first, second = Scenario.load(baseline), Scenario.load(scenario)
    if first.quarters != second.quarters:
        raise click.UsageError(
            f"{baseline} runs {first.start} to {first.end} but {scenario} {second.start} to "
            f"{second.end}; give them the same `run.start` and `run.end`"
        )
    seed = first.seed if seed is None else seed
    return first.change(seed=seed), second.change(seed=seed)


def _parted(
    first: "Scenario", second: "Scenario", replicates: int, quiet: bool
) -> "list[list[Parting]]":
    from sim.analysis.tracing.partings import firsts

    parted: list[list[Parting]] = []
    if not replicates:
        return parted
    with progress("first partings", replicates, 0, quiet) as tell:
        for begin in range(0, replicates, BLOCK):
            size = min(BLOCK, replicates - begin)
            parted += firsts(first, second, begin, size)
            tell(size)
    return parted


def _told(
    found: "Trace", counted: "list[Frequency]", replicates: int, baseline: Path, scenario: Path,
    plain: bool | None,
) -> str:  # fmt: skip
    """The whole text as Markdown; on the screen too, tables as the screen has them, unless plain
    is None."""
    from sim.report.happenings import Names
    from sim.report.telling import of_frequencies, of_outcomes, of_trace
    from sim.scenario.reference import table

    titles = found.one.scenario.title, found.other.scenario.title
    lines = of_trace(found, _changes(baseline, scenario))
    head = f"## Outcomes of replicate {found.one.replicate}"
    columns, rows = of_outcomes(found)
    many = []
    if replicates:
        names = Names(found.one.play.setting)
        many = ["", f"## What parts first, over {replicates:,} runs", ""]
        many += of_frequencies(counted, replicates, *titles, names)
    if plain is not None:
        click.echo("\n".join([*lines, "", head]))
        show_table(columns, rows, plain)
        click.echo("\n".join(many[1:]))
    return "\n".join([*lines, "", head, "", *table(columns, rows), *many, ""])


def _changes(baseline: Path, scenario: Path) -> list[str]:
    """What differs between the two files, a line each."""
    from sim.scenario.explain import differences, explain, written

    told = []
    for here, there in differences(explain(baseline), explain(scenario)):
        fact = there or here
        if fact is None or fact.name in ("run.seed", "run.replicates", "outcomes", "sweep"):
            continue
        known = fact.parameter
        if known and (there is None or (here is None and not there.changed)):
            continue  # another mechanism plays the event, which is told by itself
        values = [written(one.value) if one else "none" for one in (there, here)]
        meaning = f" ({known.unit}: {known.meaning})" if known else ""
        told.append(f"`{fact.name}`: {values[0]}, not {values[1]}{meaning}")
    return told


def _agent(found: "Trace") -> str:
    """A state whose story is worth reading next: the first whose doing differs."""
    iso3 = found.one.play.setting.iso3
    for link in found.links:
        for name in (link.partings[0].actor, link.partings[0].target):
            if name in iso3 and name != found.one.scenario.challenger:
                return name
    return found.one.scenario.challenger


def _object(found: "Trace", counted: "list[Frequency]", parted: Any) -> dict[str, Any]:
    from sim.analysis.tracing.plain import of_frequency, of_trace

    never = sum(1 for one in parted if not one)
    about = {"frequencies": [of_frequency(one) for one in counted], "never_part": never}
    return of_trace(found) | {"replicates": len(parted)} | about


def _write(out: Path, text: str, found: "Trace", counted: "list[Frequency]", parted: Any) -> None:
    from sim.engine.store import atomically, write_json

    file = out / "trace.md"
    with atomically(file) as path:
        path.write_text(text, encoding="utf-8")
    for written in (file, write_json(_object(found, counted, parted), out / "trace.json")):
        click.echo(written, err=True)
