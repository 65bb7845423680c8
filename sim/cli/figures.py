"""`figures`: pictures of a scenario: the world as tiles, boards, flows, networks, time lines."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import known, results

if TYPE_CHECKING:
    from sim.scenario import Scenario

USUAL = ("world", "board", "flow", "network", "timeline", "history", "reliability")


@click.command(
    epilog="Example: python run.py figures scenarios/coordinated_dialogues.yaml "
    "--beside scenarios/baseline.yaml --kind world --variable rights --year 2008"
)
@click.argument("what", metavar="SCENARIO|RESULT", type=click.Path(path_type=Path))
@click.option("--beside", type=click.Path(path_type=Path), help="Show the change from this one.")
@click.option("--kind", "kinds", multiple=True, help=f"{', '.join(USUAL)}  [default: all]")
@click.option("--variable", default="rights", show_default=True, help="Of states, for `world`.")
@click.option("--year", type=int, default=2008, show_default=True, help="For `world`, `network`.")
@click.option("--text", default="", help="For `board` and `flow`  [default: the challenger's]")
@click.option("--outcome", default="scrutiny", show_default=True, help="For `timeline`.")
@click.option("--replicate", type=click.IntRange(0), default=0, show_default=True)
@click.option("--replicates", type=click.IntRange(1), default=64, show_default=True)
@click.option("--seed", type=click.IntRange(0), help="The luck that is shared.")
@click.option("--format", "formats", default="png,svg", show_default=True, help="Of png,svg,pdf.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@click.option("--quiet", is_flag=True, help="No progress and no notes.")
def command(
    what: Path,
    beside: Path | None,
    kinds: tuple[str, ...],
    formats: str,
    seed: int | None,
    out: Path | None,
    quiet: bool,
    **options: Any,
) -> int:
    """Draw pictures of a scenario, or of the scenario of an earlier result.

    Runs are played again for the pictures, the same ones bit for bit. With `--beside` the world
    shows the change from another scenario under the same luck.
    """
    from sim.outcomes import OUTCOMES
    from sim.report.kinds import KINDS, Wanted
    from sim.report.style import FORMATS

    endings = tuple(known(one.strip(), FORMATS, "format") for one in formats.split(","))
    chosen = [known(kind, KINDS, "kind of figure") for kind in kinds] or list(USUAL)
    known(options["outcome"], OUTCOMES, "outcome")
    one, other = _scenarios(what, beside, seed)
    wanted = Wanted(one, other, **options)
    folder = out or results() / f"figures-{one.name}"
    missed = 0
    for kind in chosen:
        if not quiet:
            click.echo(f"drawing {kind}", err=True)
        try:
            drawn = KINDS[kind](wanted)
        except ValueError as error:
            if kinds:
                raise click.UsageError(str(error)) from None
            click.echo(f"note: no {kind}: {error}", err=True)
            missed += 1
            continue
        for path in drawn.save(folder, endings):
            click.echo(path)
    if not quiet:
        click.echo("an illustration of theories, not a forecast", err=True)
        click.echo(f"next: look at the pictures in {folder}", err=True)
    return 0


def _scenarios(
    what: Path, beside: Path | None, seed: int | None
) -> "tuple[Scenario, Scenario | None]":
    """The scenario to draw, and the one beside it: named, or the baseline of a result."""
    from sim.cli.comparing import scenarios_of

    read = [one for _, one in scenarios_of([what])]
    one, other = read[-1], (read[0] if len(read) > 1 else None)
    if beside is not None:
        other = scenarios_of([beside])[0][1]
    seed = one.seed if seed is None else seed
    if other is not None and other.quarters != one.quarters:
        raise click.UsageError(f"{what} and {beside or what} run over other quarters")
    return one.change(seed=seed), other.change(seed=seed) if other is not None else None
