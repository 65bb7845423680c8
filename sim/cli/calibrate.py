"""`calibrate`: the parameters that no table gives, beside the moments of the record."""

import json
from pathlib import Path
from typing import Any

import click

from sim.cli.options import (
    SCENARIO,
    default_workers,
    json_option,
    plain_option,
    progress,
    results,
    show_table,
)


@click.command(epilog="Example: python run.py calibrate --trials 64 --replicates 16")
@click.argument("scenario", type=SCENARIO, default=Path("scenarios/baseline.yaml"))
@click.option("--trials", type=click.IntRange(16), default=256, show_default=True)
@click.option("--replicates", type=click.IntRange(1), default=32, show_default=True)
@click.option(
    "--seed", type=click.IntRange(0), default=2006, show_default=True, help="Of the search."
)
@click.option("--workers", type=click.IntRange(1), help="Processes  [default: one per core, to 4]")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@click.option("--quiet", is_flag=True, help="No progress and no notes.")
@json_option
@plain_option
def command(
    scenario: Path,
    trials: int,
    replicates: int,
    seed: int,
    workers: int | None,
    out: Path | None,
    quiet: bool,
    as_json: bool,
    plain: bool,
) -> int:
    """Search for values of the parameters that no table gives by simulating moments of the record.

    Half of the trials spread evenly around the shipped values, half go where fits were good. It
    ends with a set of good fits, and with what the moments do not identify. No declared value is
    changed. A search that was interrupted goes on where it stopped.
    """
    from sim.analysis.calibrate import Calibration, counted, distance, fits, good_fits, verdicts
    from sim.engine.ensemble import workers_of
    from sim.engine.record import write_table
    from sim.engine.store import key, named
    from sim.scenario import Scenario

    base = Scenario.load(scenario)
    content = named([key(base), trials, replicates, seed])
    folder = out or results() / f"calibration-{base.name}-{content}"
    search = Calibration(base, trials, replicates, seed, folder / "trials.parquet")
    there = len(search.done())
    if there and not quiet:
        click.echo(f"{there:,} of {trials:,} trials were already there", err=True)
    with (
        workers_of(default_workers(workers)) as pool,
        progress("Calibration", trials, there, quiet, unit="trials") as tell,
    ):
        table = search.run(pool, tell)
    shipped = counted(base, replicates)
    parameters, moments = verdicts(table), fits(table, shipped)
    written = [
        write_table(parameters, folder / "calibration.csv"),
        write_table(moments, folder / "moments.csv"),
        write_table(good_fits(table), folder / "good_fits.csv"),
    ]
    said = _words(table, parameters, distance(shipped))
    if as_json:
        told: dict[str, Any] = {
            "folder": str(folder),
            "trials": len(table),
            "replicates": replicates,
            "seed": seed,
            "parameters": json.loads(parameters.to_json(orient="records")),
            "moments": json.loads(moments.to_json(orient="records")),
            "in_words": said,
        }
        click.echo(json.dumps(told, indent=2))
    else:
        _show(parameters.to_dict("records"), moments.to_dict("records"), plain)
        click.echo("\n".join(said))
        for path in written:
            click.echo(path)
    if not quiet:
        click.echo("a good fit is not a true value; no declared value was changed", err=True)
    return 0


def _words(table: Any, parameters: Any, shipped: float) -> list[str]:
    """What the search found, in sentences."""
    from sim.analysis.calibrate import good_fits

    good, best = good_fits(table), table.distance.min()
    lines = [
        f"The best of {len(table):,} trials misses the fitted moments by {best:.2f} scales (root "
        f"mean square), the {len(good)} good fits by up to {good.distance.max():.2f}, the shipped "
        f"values by {shipped:.2f}."
    ]
    for verdict in ("identified", "weakly identified", "not identified"):
        names = parameters[parameters.verdict == verdict].parameter
        lines.append(f"{verdict.capitalize()}: {', '.join(names) or 'none'}.")
    outside = parameters[~parameters.shipped_within & (parameters.verdict != "not identified")]
    if len(outside):
        lines.append(f"Shipped values outside the good fits: {', '.join(outside.parameter)}.")
    return lines


def _show(parameters: list[dict], moments: list[dict], plain: bool) -> None:
    rows = [
        [one["parameter"], f"{one['shipped']:g}", f"{one['low']:g} to {one['high']:g}",
         f"{one['good_low']:.2g} to {one['good_high']:.2g}", f"{one['width']:.2f}",
         f"{one['p']:.3f}", one["verdict"]]
        for one in parameters
    ]  # fmt: skip
    columns = ["parameter", "shipped", "range", "good fits", "width", "p", "in words"]
    show_table(columns, rows, plain, "Parameters that no table gives")
    rows = [
        [one["moment"], f"{one['record']:.2f}", f"{one['shipped']:.2f}", f"{one['best']:.2f}",
         f"{one['good_low']:.2f} to {one['good_high']:.2f}",
         "fitted" if one["fitted"] else "held out"]
        for one in moments
    ]  # fmt: skip
    columns = ["moment", "record", "shipped", "best", "good fits", "in words"]
    show_table(columns, rows, plain, "Moments of the record")
