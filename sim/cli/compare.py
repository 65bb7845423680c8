"""`compare`: scenarios beside a baseline under the same luck: tables, findings, pictures."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.comparing import AmountOption, Planned, ShareOption, is_outcome, planned, workers
from sim.cli.options import Wanted, run_options

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd

    from sim.analysis.compare import Comparison
    from sim.analysis.planning import Amount
    from sim.engine.record import Kept

PILOT = 32  # runs from which `--power` plans
MOST = 2_000  # runs that `--precision` makes, unless told otherwise


@click.command(
    epilog="Example: python run.py compare scenarios/baseline.yaml "
    "scenarios/trade_link_kept.yaml --replicates 200"
)
@click.argument("files", nargs=-1, metavar="BASELINE SCENARIO...", type=click.Path(path_type=Path))
@click.option("--outcome", "outcomes", multiple=True, help="Compare this one; may be repeated.")
@click.option("--matrix", help="Show every scenario beside every other in this outcome.")
@click.option(
    "--precision",
    type=AmountOption(),
    metavar="AMOUNT",
    help="Add runs until every interval is this narrow, to either side: 5% of the baseline's "
    "mean, or 0.3 in the outcome's unit.",
)
@click.option("--most", type=click.IntRange(2), help="With --precision.  [default: 2,000]")
@click.option(
    "--power",
    type=ShareOption(),
    metavar="SHARE",
    help="Plan: how many runs show --effect with this chance, such as 80%. Runs a pilot alone.",
)
@click.option(
    "--effect",
    type=AmountOption(),
    metavar="AMOUNT",
    help="With --power: the effect to be seen, like 1.0 or 5%.",
)
@run_options
def command(
    files: tuple[Path, ...],
    outcomes: tuple[str, ...],
    matrix: str | None,
    precision: "Amount | None",
    most: int | None,
    power: float | None,
    effect: "Amount | None",
    **options: Any,
) -> int:
    """Run each SCENARIO beside BASELINE under the same luck, and say what it changed.

    Seed, replicates and outcomes come from BASELINE unless given. Runs that were made before are
    not made again. A folder that `run` or `compare` wrote stands for its scenarios.
    """
    from time import monotonic

    began, wanted = monotonic(), Wanted(**options)
    _fit(precision, most, power, effect)
    plan = planned(files, outcomes, wanted)
    if matrix is not None:
        is_outcome(matrix, plan.outcomes)
    with workers(wanted) as pool:
        if power is not None and effect is not None:
            return _pilot(plan, effect, power, wanted, pool)
        kept, comparison, widths = _compared(plan, precision, most or MOST, wanted, pool)

    from sim.cli import telling
    from sim.engine import record

    made = plan.with_replicates(kept[0].run.scenario.replicates)
    folder, line = wanted.out or made.folder(), _command(files, outcomes, made)
    written = [
        *record.write_tables(kept, folder, wanted.endings),
        record.write_table(comparison.table, folder / "comparison.csv"),
    ]
    if len(kept) > 2:
        written.append(record.write_table(comparison.pairs, folder / "matrix.csv"))
    pictures = telling.pictures(comparison, kept, folder)
    manifest = record.manifest(kept, line, monotonic() - began)
    written += [*pictures, telling.page(comparison, pictures, manifest, folder)]
    written.append(record.write_json(manifest, folder / "manifest.json"))
    if wanted.as_json:
        telling.print_json(comparison, kept, folder, written, widths)
    else:
        telling.show(comparison, matrix, wanted.plain)
        for path in written:
            click.echo(path)
    telling.notes(comparison, kept, widths, wanted)
    wanted.note("an illustration of theories, not a forecast")
    wanted.note(f"next: read {folder / 'findings.md'} and look at {pictures[0]}")
    return 1 if any(one.failures for one in kept) else 0


def _fit(
    precision: "Amount | None", most: int | None, power: float | None, effect: "Amount | None"
) -> None:
    """Raises UsageError for options that ask for nothing together."""
    if (power is None) != (effect is None):
        raise click.UsageError("--power and --effect go together: --power 80% --effect 1.0")
    if precision is not None and power is not None:
        raise click.UsageError("--precision makes runs and --power only plans them; use one")
    if most is not None and precision is None:
        raise click.UsageError("--most limits --precision; for a fixed number use --replicates")


def _compared(
    plan: Planned,
    precision: "Amount | None",
    most: int,
    wanted: Wanted,
    pool: "Executor | None",
) -> "tuple[list[Kept], Comparison, pd.DataFrame | None]":
    """The runs and their comparison; with `precision`, as many as that takes, and how narrow the
    intervals became."""
    kept: list[Kept] = []

    def compared(count: int) -> "Comparison":
        kept[:] = plan.with_replicates(count).made(wanted, pool)
        from sim.analysis.compare import compare

        return compare(*kept, outcomes=plan.outcomes)

    first = plan.scenarios[0].replicates
    if precision is None:
        return kept, compared(first), None
    from sim.analysis.planning import until_narrow

    try:
        comparison, widths = until_narrow(compared, precision, first, most)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return kept, comparison, widths


def _pilot(
    plan: Planned, effect: "Amount", power: float, wanted: Wanted, pool: "Executor | None"
) -> int:
    """Run a pilot and say how many runs it takes to see `effect`."""
    count = max(wanted.replicates or PILOT, 2)
    kept = plan.with_replicates(count).made(wanted, pool)
    from sim.analysis.compare import compare
    from sim.analysis.planning import plan as planned_pairs
    from sim.cli import telling

    comparison = compare(*kept, outcomes=plan.outcomes)
    if comparison.replicates < 2:
        raise click.UsageError("one pair of runs says nothing of their spread; make a larger pilot")
    try:
        table = planned_pairs(comparison.table, effect, power)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    telling.show_plan(comparison, table, (str(effect), power), wanted)
    wanted.note("next: the same command with --replicates instead of --power and --effect")
    return 1 if any(one.failures for one in kept) else 0


def _command(files: tuple[Path, ...], outcomes: tuple[str, ...], plan: Planned) -> str:
    """What repeats the comparison, with as many runs as were made."""
    from shlex import quote

    first = plan.scenarios[0]
    asked = "".join(f" --outcome {name}" for name in outcomes)
    named = " ".join(quote(str(file)) for file in files)
    line = f"python run.py compare {named}{asked}"
    return f"{line} --replicates {first.replicates} --seed {first.seed}"
