"""`compare`: a scenario beside a baseline under the same luck: tables, sentences, a picture."""

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
    from sim.analysis.compare import Comparison
    from sim.engine.record import Kept
    from sim.scenario import Scenario


@click.command(
    epilog="Example: python run.py compare scenarios/baseline.yaml "
    "scenarios/trade_link_kept.yaml --replicates 200"
)
@click.argument("baseline", type=SCENARIO)
@click.argument("scenario", type=SCENARIO)
@run_options
def command(baseline: Path, scenario: Path, **options: Any) -> int:
    """Run SCENARIO beside BASELINE under the same luck, and say what it changed.

    Seed, replicates and outcomes come from BASELINE unless given. Runs that were made before are
    not made again.
    """
    import json
    from time import monotonic

    began, wanted = monotonic(), Wanted(**options)
    first, second = _both(baseline, scenario, wanted)
    kept, folder = _run(first, second, wanted)

    from sim.analysis.compare import compare
    from sim.engine import record

    averages = [one.means([slice(None)]) for one in kept]
    comparison = compare(*averages)
    count, failed = len(kept[0].numbers), sum(len(one.failures) for one in kept)
    line = f"python run.py compare {baseline} {scenario}"
    line += f" --replicates {first.replicates} --seed {first.seed}"
    written = [
        *record.write_tables(kept, folder, wanted.endings),
        record.write_table(comparison.table, folder / "comparison.csv"),
        *_figures(comparison, kept, folder),
        record.write_json(
            record.manifest(kept, line, monotonic() - began), folder / "manifest.json"
        ),
    ]
    if wanted.as_json:
        rows = json.loads(comparison.table.to_json(orient="records", double_precision=15))
        said = [{"in_words": words} for words in comparison.sentences]
        table = [row | words for row, words in zip(rows, said, strict=True)]
        click.echo(json.dumps(record.summary(kept, folder, written, table), indent=2))
    else:
        _show(comparison, wanted.plain)
        for path in written:
            click.echo(path)
    if failed:
        pairs = f"{count:,} of {first.replicates:,} pairs of runs"
        click.echo(f"the comparison rests on {pairs}; the others failed", err=True)
    if second.digest == first.digest:
        wanted.note(f"note: {scenario} changes nothing that {baseline} does not have")
    elif kept[0].same_data(kept[1]):
        wanted.note(f"note: what {scenario} changes made no difference at all to any run")
    wanted.note("an illustration of theories, not a forecast")
    picture = next(path for path in written if path.suffix == ".png")
    wanted.note(f"next: look at {picture}")
    return 1 if failed else 0


def _both(baseline: Path, scenario: Path, wanted: Wanted) -> "tuple[Scenario, Scenario]":
    """Both scenarios, with the seed and replicates of the first and the outcomes of either."""
    from sim.scenario import Scenario

    first, second = wanted.of(Scenario.load(baseline)), Scenario.load(scenario)
    if first.quarters != second.quarters:
        raise click.UsageError(
            f"{baseline} runs {first.start} to {first.end} but {scenario} {second.start} to "
            f"{second.end}; give them the same `run.start` and `run.end`"
        )
    wanted.note(*(f"note: {warning}" for one in (first, second) for warning in one.warnings))
    asked = tuple(dict.fromkeys((*first.outcomes, *second.outcomes)))
    second = second.change(outcomes=asked, seed=first.seed, replicates=first.replicates)
    return first.change(outcomes=asked), second


def _run(first: "Scenario", second: "Scenario", wanted: Wanted) -> "tuple[list[Kept], Path]":
    """Both runs, cut to the replicates that both have, and the folder for what they say."""
    from sim.engine.ensemble import workers_of
    from sim.engine.record import Kept
    from sim.engine.store import Run, key, named

    runs = [Run.of(one, results() / "runs") for one in (first, second)]
    with workers_of(default_workers(wanted.workers)) as pool:
        failures = [finish(run, wanted, pool) for run in runs]
    shared = sorted(set(runs[0].numbers()) & set(runs[1].numbers()))
    if not shared:
        raise Stopped("no pair of runs is whole; there is nothing to compare")
    names = [first.name, second.name + ("-2" if second.name == first.name else "")]
    kept = [
        Kept(name, run, tuple(shared), failed)
        for name, run, failed in zip(names, runs, failures, strict=True)
    ]
    content = named([key(first), key(second), first.replicates])
    return kept, wanted.out or results() / f"{first.name}-{second.name}-{content}"


def _figures(comparison: "Comparison", kept: "list[Kept]", folder: Path) -> list[Path]:
    """The pictures, drawn aside and then moved to their place; from yearly means, which are all
    that they show."""
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    import pandas as pd

    from sim.report.bands import FEWEST_YEARS
    from sim.report.pictures import board_of, comparison_of

    quarters = comparison.baseline.scenario.quarters
    years = [quarter.year for quarter in quarters]
    begins = [n for n, year in enumerate(years) if n == 0 or year != years[n - 1]]
    if len(begins) < FEWEST_YEARS:
        begins = list(range(len(quarters)))
    spans = [slice(*ends) for ends in zip(begins, [*begins[1:], None], strict=True)]
    base, other = (one.means(spans) for one in kept)
    shown = replace(comparison, baseline=base, scenario=other)
    written = []
    with TemporaryDirectory(prefix=".", dir=folder) as aside:
        votes = pd.read_parquet(folder / "votes.parquet")
        drawn = [*comparison_of(shown, Path(aside)), *board_of(shown, votes, Path(aside))]
        for path in drawn:
            written.append(path.replace(folder / path.name))
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
