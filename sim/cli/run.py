"""`run`: one scenario, its tables, and what they say at the end of the run."""

from pathlib import Path

import click

from sim.cli.options import RESULTS, SCENARIO, default_workers, progress, run_options, show_table


@click.command(epilog="Example: python run.py run scenarios/baseline.yaml --replicates 200")
@click.argument("file", type=SCENARIO)
@run_options
def command(
    file: Path,
    replicates: int | None,
    seed: int | None,
    workers: int | None,
    out: Path | None,
    plain: bool,
) -> None:
    """Run one scenario and write its tables."""
    from time import monotonic

    from sim.engine.ensemble import simulate
    from sim.scenario import Scenario

    began = monotonic()
    scenario = Scenario.load(file)
    count = replicates or scenario.replicates
    with progress(scenario.title, count) as tell:
        ensemble = simulate(scenario, count, seed, default_workers(workers), progress=tell)

    from sim.engine import record
    from sim.outcomes import OUTCOMES

    folder = out or RESULTS / f"{scenario.name}-{scenario.digest}-{ensemble.seed}-{count}"
    written = [
        record.write_table(ensemble.series(), folder / "series.parquet"),
        record.write_table(record.votes(scenario, ensemble.seed), folder / "votes.parquet"),
    ]
    line = f"python run.py run {file} --replicates {count} --seed {ensemble.seed}"
    manifest = record.manifest([ensemble], line, monotonic() - began)
    written.append(record.write_json(manifest, folder / "manifest.json"))
    rows = []
    for o, name in enumerate(ensemble.outcomes):
        first, last = (ensemble.values[:, step : step + 4 or None, o].mean(1) for step in (0, -4))
        low, high = _quantiles(last)
        rows.append([
            OUTCOMES[name].title,
            f"{first.mean():.1f}",
            f"{last.mean():.1f}",
            f"{low:.1f} to {high:.1f}",
            OUTCOMES[name].unit,
        ])  # fmt: skip
    start, end = scenario.start.year, scenario.end.year
    columns = ["outcome", f"mean {start}", f"mean {end}", f"9 in 10 runs {end}", "unit"]
    show_table(columns, rows, plain, f"{scenario.title}: {count:,} runs, seed {ensemble.seed}")
    for path in written:
        click.echo(path)
    click.echo("an illustration of theories, not a forecast", err=True)
    click.echo(f"next: python run.py compare {file} OTHER.yaml", err=True)


def _quantiles(values) -> tuple[float, float]:
    import numpy as np

    low, high = np.quantile(values, (0.05, 0.95))
    return float(low), float(high)
