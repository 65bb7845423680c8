"""`run`: one scenario, its tables, and what they say at the end of the run."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import (
    SCENARIO,
    Stopped,
    Wanted,
    default_workers,
    finish,
    results,
    run_options,
    show_table,
)

if TYPE_CHECKING:
    from sim.engine.record import Kept


@click.command(epilog="Example: python run.py run scenarios/baseline.yaml --replicates 200")
@click.argument("file", type=SCENARIO)
@run_options
@click.option("--events", is_flag=True, help="Events of every run, not of the first alone.")
@click.option("--states", is_flag=True, help="Every state of every run, by year.")
def command(file: Path, events: bool, states: bool, **options: Any) -> int:
    """Run one scenario and write its tables. Runs that were made before are not made again."""
    import json
    from time import monotonic

    from sim.engine.ensemble import workers_of
    from sim.engine.store import Run, key
    from sim.scenario import Scenario

    began, wanted = monotonic(), Wanted(**options)
    scenario = wanted.of(Scenario.load(file))
    wanted.note(*(f"note: {warning}" for warning in scenario.warnings))
    run = Run.of(scenario, results() / "runs")
    with workers_of(default_workers(wanted.workers)) as pool:
        failures = finish(run, wanted, pool)

    from sim.engine import record

    kept = record.Kept(scenario.name, run, run.numbers(), failures)
    if not kept.numbers:
        raise Stopped("every run failed; there is nothing to write")
    count = scenario.replicates
    folder = wanted.out or results() / f"{scenario.name}-{key(scenario)}-{count}"
    line = f"python run.py run {file} --replicates {count} --seed {scenario.seed}"
    written = [
        *record.write_tables([kept], folder, wanted.endings, events, states),
        record.write_json(
            record.manifest([kept], line, monotonic() - began), folder / "manifest.json"
        ),
    ]
    rows = _rows(kept)
    if wanted.as_json:
        click.echo(json.dumps(record.summary([kept], folder, written, rows), indent=2))
    else:
        _show(kept, rows, wanted.plain)
        for path in written:
            click.echo(path)
    wanted.note("an illustration of theories, not a forecast")
    wanted.note(f"next: python run.py compare {file} OTHER.yaml")
    return 1 if failures else 0


def _rows(kept: "Kept") -> list[dict[str, Any]]:
    """By outcome: means of the first and of the last four quarters, and where 9 in 10 runs end."""
    import numpy as np

    from sim.outcomes import OUTCOMES

    ends = kept.means([slice(0, 4), slice(-4, None)])
    rows = []
    for o, name in enumerate(ends.outcomes):
        first, last = ends.values[:, 0, o], ends.values[:, 1, o]
        low, high = np.quantile(last, (0.05, 0.95))
        numbers = {"first": first.mean(), "last": last.mean(), "low": low, "high": high}
        about = {"outcome": name, "title": OUTCOMES[name].title, "unit": OUTCOMES[name].unit}
        rows.append(about | {what: float(number) for what, number in numbers.items()})
    return rows


def _show(kept: "Kept", rows: list[dict[str, Any]], plain: bool) -> None:
    scenario = kept.run.scenario
    start, end = scenario.start.year, scenario.end.year
    columns = ["outcome", f"mean {start}", f"mean {end}", f"9 in 10 runs {end}", "unit"]
    cells = [
        [
            row["title"],
            f"{row['first']:.1f}",
            f"{row['last']:.1f}",
            f"{row['low']:.1f} to {row['high']:.1f}",
            row["unit"],
        ]
        for row in rows
    ]
    title = f"{scenario.title}: {len(kept.numbers):,} runs, seed {scenario.seed}"
    show_table(columns, cells, plain, title)
