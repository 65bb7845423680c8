"""`compare`: a scenario beside a baseline under the same luck: tables, sentences, a picture."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import RESULTS, SCENARIO, default_workers, progress, run_options, show_table

if TYPE_CHECKING:
    from sim.analysis.compare import Comparison


@click.command(
    epilog="Example: python run.py compare scenarios/baseline.yaml "
    "scenarios/trade_link_kept.yaml --replicates 200"
)
@click.argument("baseline", type=SCENARIO)
@click.argument("scenario", type=SCENARIO)
@run_options
def command(
    baseline: Path,
    scenario: Path,
    replicates: int | None,
    seed: int | None,
    workers: int | None,
    out: Path | None,
    plain: bool,
) -> None:
    """Run SCENARIO beside BASELINE under the same luck, and say what it changed.

    Seed, replicates and outcomes come from BASELINE unless given.
    """
    from time import monotonic

    from sim.engine.ensemble import simulate, workers_of
    from sim.scenario import Scenario

    began = monotonic()
    first, second = Scenario.load(baseline), Scenario.load(scenario)
    if first.quarters != second.quarters:
        raise click.UsageError(
            f"{baseline} runs {first.start} to {first.end} but {scenario} {second.start} to "
            f"{second.end}; give them the same `run.start` and `run.end`"
        )
    second = second.change(outcomes=first.outcomes)
    count = first.replicates if replicates is None else replicates
    seed = first.seed if seed is None else seed
    workers = default_workers(workers)
    ensembles = []
    with workers_of(workers) as pool:
        for one in (first, second):
            with progress(one.title, count) as tell:
                ensembles.append(simulate(one, count, seed, workers, progress=tell, pool=pool))

    from sim.analysis.compare import compare
    from sim.engine import record

    comparison = compare(*ensembles)
    digest = record.digest_of(ensembles)
    folder = out or RESULTS / f"{first.name}-{second.name}-{digest[:12]}"
    line = f"python run.py compare {baseline} {scenario} --replicates {count} --seed {seed}"
    written = [
        record.write_table(comparison.series(), folder / "series.parquet"),
        record.write_table(_votes(comparison), folder / "votes.parquet"),
        record.write_table(comparison.table, folder / "comparison.csv"),
        *_figures(comparison, folder),
        record.write_json(
            record.manifest(ensembles, line, monotonic() - began), folder / "manifest.json"
        ),
    ]
    _show(comparison, plain)
    for path in written:
        click.echo(path)
    if second.digest == first.digest:
        click.echo(f"note: {scenario} changes nothing that {baseline} does not have", err=True)
    click.echo("an illustration of theories, not a forecast", err=True)
    picture = next(path for path in written if path.suffix == ".png")
    click.echo(f"next: look at {picture}", err=True)


def _votes(comparison: "Comparison"):
    import pandas as pd

    from sim.engine.record import votes

    both = (comparison.baseline, comparison.scenario)
    return pd.concat([votes(one.scenario, one.seed) for one in both], ignore_index=True)


def _figures(comparison: "Comparison", folder: Path) -> list[Path]:
    from sim.report.pictures import board_of, comparison_of

    written: list[Path] = []
    for draw in (comparison_of, board_of):
        written += draw(comparison, folder)
    return written


def _show(comparison: "Comparison", plain: bool) -> None:
    from sim.outcomes import OUTCOMES

    rows = []
    for row, said in zip(comparison.table.to_dict("records"), comparison.sentences, strict=True):
        outcome = OUTCOMES[row["outcome"]]
        interval = f"{row['low']:.2f} to {row['high']:.2f}".replace("-", "−")
        rows.append([
            outcome.title,
            f"{row['baseline']:.2f}",
            f"{row['scenario']:.2f}",
            f"{row['effect']:+.2f}".replace("-", "−"),
            "none" if comparison.baseline.replicates == 1 else interval,
            said.partition(": ")[2],
        ])  # fmt: skip
    base, other = comparison.baseline.scenario.title, comparison.scenario.scenario.title
    columns = ["outcome", "baseline", "scenario", "effect", "95 % interval", "in words"]
    count = comparison.baseline.replicates
    title = f"{other} beside {base}: change, same luck, mean of all quarters, {count:,} runs"
    show_table(columns, rows, plain, title)
