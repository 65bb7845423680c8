"""`sweep`: every point of a scenario's sweep, beside the scenario itself, under the same luck."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import (
    SCENARIO,
    Stopped,
    Wanted,
    default_workers,
    finish,
    progress,
    results,
    run_options,
    show_table,
)

if TYPE_CHECKING:
    import pandas as pd

    from sim.engine.ensemble import Failure
    from sim.engine.store import Run
    from sim.scenario.sweep import Point


@click.command(epilog="Example: python run.py sweep scenarios/sweeps/coordination.yaml")
@click.argument("file", type=SCENARIO)
@run_options
def command(file: Path, **options: Any) -> int:
    """Run every point of the `sweep` in FILE, beside FILE without it.

    Points that were run before are not run again.
    """
    import json
    from time import monotonic

    from sim.engine.store import Run, key, named
    from sim.scenario import Scenario

    began, wanted = monotonic(), Wanted(**options)
    scenario = wanted.of(Scenario.load(file))
    if scenario.sweep is None:
        raise click.UsageError(f"{file} has no `sweep`; it says what to vary and how")
    points = scenario.sweep.points(scenario.seed)
    wanted.note(*(f"note: {warning}" for warning in scenario.warnings))
    here = scenario.change(sweep=None)
    runs = [Run.of(one, results() / "runs") for one in (here, *map(scenario.at, points))]
    failures = _finish(runs, scenario.title, wanted)

    from sim.analysis.sweep import extremes, sweep_table
    from sim.engine import record

    shared = tuple(sorted(set.intersection(*(set(run.numbers()) for run in runs))))
    if not shared:
        raise Stopped("no replicate is whole at every point; there is nothing to compare")
    kept = [
        record.Kept(run.scenario.name, run, shared, failed)
        for run, failed in zip(runs, failures, strict=True)
    ]
    code = 1 if any(failures) else 0
    base, *others = (one.means([slice(None)]) for one in kept)
    table = sweep_table(base, list(zip(points, others, strict=True)))
    name = named([key(run.scenario) for run in runs] + [len(shared)])
    folder = wanted.out or results() / f"{scenario.name}-sweep-{name}"
    line = f"python run.py sweep {file} --replicates {scenario.replicates} --seed {scenario.seed}"
    written = [
        record.write_table(table, folder / f"sweep{ending}") for ending in (".parquet", ".csv")
    ]
    manifest = record.manifest(kept, line, monotonic() - began)
    written.append(record.write_json(manifest, folder / "manifest.json"))
    if wanted.as_json:
        rows = json.loads(table.to_json(orient="records", double_precision=15))
        click.echo(json.dumps(record.summary(kept, folder, written, rows), indent=2))
        return code
    where = {point.name: _described(point) for point in points}
    _show(extremes(table), where, len(shared), wanted.plain)
    for path in written:
        click.echo(path)
    wanted.note("an illustration of theories, not a forecast")
    return code


def _finish(runs: "list[Run]", title: str, wanted: Wanted) -> "list[tuple[Failure, ...]]":
    from dataclasses import replace

    from sim.engine.ensemble import workers_of

    silent, failures = replace(wanted, quiet=True), []
    with (
        workers_of(default_workers(wanted.workers)) as pool,
        progress(f"{title}, points", len(runs), quiet=wanted.quiet) as tell,
    ):
        for run in runs:
            failures.append(finish(run, silent, pool))
            tell(1)
    return failures


def _described(point: "Point") -> str:
    values = (f"{name.partition('.')[2]} {value:g}" for name, value in point.values.items())
    return f"{point.name}: {', '.join(values)}"


def _show(found: "pd.DataFrame", where: dict[str, str], replicates: int, plain: bool) -> None:
    from sim.outcomes import OUTCOMES

    rows = [
        [
            OUTCOMES[row["outcome"]].title,
            f"{row['lowest']:+.2f}".replace("-", "−"),
            where[row["lowest_point"]],
            f"{row['highest']:+.2f}".replace("-", "−"),
            where[row["highest_point"]],
        ]
        for row in found.to_dict("records")
    ]
    columns = ["outcome", "lowest effect", "at", "highest effect", "there"]
    title = (
        f"{len(where):,} points, {replicates:,} runs each: change, same luck, mean of all quarters"
    )
    show_table(columns, rows, plain, title)
