"""`sensitivity`: how much of what a scenario changes rests on which number, and on guesses."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import (
    SCENARIO,
    Stopped,
    default_workers,
    json_option,
    known,
    plain_option,
    progress,
    results,
    show_table,
)

if TYPE_CHECKING:
    from sim.analysis.sensitivity import Sensitivity, Size
    from sim.scenario import Scenario

BASELINE = Path("scenarios/baseline.yaml")
MOST_SHOWN = 3  # parameters of every outcome on the screen


@click.command(
    epilog="Example: python run.py sensitivity scenarios/coordinated_dialogues.yaml --quick"
)
@click.argument("scenario", type=SCENARIO)
@click.option("--baseline", type=SCENARIO, default=BASELINE, show_default=True)
@click.option("--outcomes", help="Which, with commas between  [default: those of SCENARIO]")
@click.option("--trajectories", type=click.IntRange(2), help="Of the screening  [default: 6]")
@click.option("--points", type=click.IntRange(8), help="Draws, a power of 2  [default: 64]")
@click.option("--replicates", type=click.IntRange(2), help="At every point  [default: 8]")
@click.option(
    "--survivors", type=click.IntRange(1), help="Parameters that pass the screening  [default: 12]"
)
@click.option("--quick", is_flag=True, help="A first look in a minute: 3, 32, 4 and 6 of these.")
@click.option(
    "--ranges", type=click.Choice(["usual", "declared"]), default="usual", show_default=True,
    help="How far parameters go: by their grade, or to their declared bounds.",
)  # fmt: skip
@click.option("--levers", is_flag=True, help="Vary what actors choose, too.")
@click.option("--seed", type=click.IntRange(0), help="The luck that is shared.")
@click.option("--workers", type=click.IntRange(1), help="Processes  [default: one per core, to 4]")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@json_option
@click.option("--quiet", is_flag=True, help="No progress and no notes.")
@plain_option
def command(scenario: Path, **options: Any) -> int:
    """Say how much of what SCENARIO changes rests on which parameter, and on guesses.

    Everything uncertain is drawn at once, in SCENARIO and in the baseline alike and under the same
    luck: screening by elementary effects, then shares of variance. Points that were tried before
    are not tried again.
    """
    from sim.analysis.ranges import ranges
    from sim.engine.store import model_digest, named

    base, other = _both(options["baseline"], scenario, options)
    size = _size(options)
    found = ranges(base, other, options["levers"], options["ranges"] == "declared")
    told = _run(base, other, found, size, options)
    runs = [told.baseline.digest, told.scenario.digest, model_digest()]
    content = [runs, asdict(size), [asdict(one) for one in found]]
    where = options["out"] or results() / f"{other.name}-sensitivity-{named(content)}"
    written = _write(told, where, _line(scenario, size, told, options))
    if options["as_json"]:
        click.echo((where / "sensitivity.json").read_text(encoding="utf-8"), nl=False)
    else:
        _show(told, options["plain"])
        for path in written:
            click.echo(path)
    if not options["quiet"]:
        click.echo("an illustration of theories, not a forecast", err=True)
        click.echo(f"next: look at {where / 'sensitivity.png'}", err=True)
    return 0


def _both(baseline: Path, scenario: Path, options: dict[str, Any]) -> "tuple[Scenario, Scenario]":
    """Both scenarios, with the outcomes and the seed that are asked for."""
    from sim.outcomes import OUTCOMES
    from sim.scenario import Scenario

    base, other = Scenario.load(baseline), Scenario.load(scenario)
    if base.quarters != other.quarters:
        raise click.UsageError(
            f"{baseline} runs {base.start} to {base.end} but {scenario} {other.start} to "
            f"{other.end}; give them the same `run.start` and `run.end`"
        )
    asked = [word.strip() for word in (options["outcomes"] or "").split(",") if word.strip()]
    for name in asked:
        known(name, OUTCOMES, "outcome")
    if asked:
        other = other.change(outcomes=tuple(dict.fromkeys(asked)))
    seed = base.seed if options["seed"] is None else options["seed"]
    return base.change(seed=seed), other.change(seed=seed)


def _size(options: dict[str, Any]) -> "Size":
    from dataclasses import replace

    from sim.analysis.sensitivity import QUICK, Size

    asked = ("trajectories", "points", "replicates", "survivors")
    given = {name: options[name] for name in asked if options[name] is not None}
    size = replace(QUICK if options["quick"] else Size(), **given)
    if size.points & (size.points - 1):
        near = 2 ** (size.points.bit_length() - 1)
        raise click.UsageError(
            f"--points must be a power of 2, of which the sequence is even: {near} or {2 * near}, "
            f"not {size.points}"
        )
    return size


def _run(
    base: "Scenario", other: "Scenario", found: tuple, size: "Size", options: dict[str, Any]
) -> "Sensitivity":
    """All trials, telling how long they take. Raises Stopped, saying how to go on."""
    from concurrent.futures import BrokenExecutor
    from functools import partial

    from sim.analysis.sensitivity import SECONDS_A_RUN, sensitivity
    from sim.analysis.trials import TrialError
    from sim.engine.ensemble import workers_of
    from sim.engine.store import disk_is_full

    workers = default_workers(options["workers"])
    if not options["quiet"]:
        runs = size.runs(found, 1 if base.digest == other.digest else 2)
        minutes = runs * SECONDS_A_RUN / workers / 60
        click.echo(
            f"{len(found)} parameters vary; about {runs:,} runs, {minutes:.0f} min or more with "
            f"{workers} workers; stop it with Ctrl-C at any time, the same command goes on",
            err=True,
        )
    folder = results() / "trials"
    kept = f"what was tried is kept in {folder}, and the same command goes on from there"
    bar = partial(progress, quiet=options["quiet"])
    try:
        with workers_of(workers) as pool:
            return sensitivity(base, other, found, size, folder, bar, pool)
    except KeyboardInterrupt:
        raise Stopped(f"interrupted; {kept}", 130) from None
    except BrokenExecutor:
        raise Stopped(f"a worker process was ended from outside; {kept}") from None
    except TrialError as error:
        raise Stopped(f"{error}\n{kept}") from None
    except OSError as error:
        if not disk_is_full(error):
            raise
        raise Stopped(f"the disk is full: {folder}; {kept}") from None


def _line(scenario: Path, size: "Size", told: "Sensitivity", options: dict[str, Any]) -> str:
    """The command that makes the same result again."""
    line = f"python run.py sensitivity {scenario} --baseline {options['baseline']}"
    line += f" --outcomes {','.join(told.scenario.outcomes)}"
    line += "".join(f" --{name} {value}" for name, value in asdict(size).items())
    line += f" --ranges {options['ranges']}" + (" --levers" if options["levers"] else "")
    return f"{line} --seed {told.scenario.seed}"


def _write(told: "Sensitivity", folder: Path, line: str) -> list[Path]:
    """The tables, what they say, and the picture."""
    from tempfile import TemporaryDirectory

    from sim.engine.record import write_json, write_table
    from sim.report.sensitivity import content, picture

    written = [
        write_table(told.shares.table, folder / "sensitivity.csv"),
        write_table(told.shares.spread, folder / "spread.csv"),
        write_table(told.screening.table, folder / "screening.csv"),
        write_json(content(told, line), folder / "sensitivity.json"),
    ]
    with TemporaryDirectory(prefix=".", dir=folder) as aside:
        drawn = picture(told, Path(aside))
        return [*written, *(path.replace(folder / path.name) for path in drawn)]


def _show(told: "Sensitivity", plain: bool) -> None:
    """The shares by grade, and the parameters that carry most, of every conclusion."""
    from sim.outcomes import OUTCOMES
    from sim.report.sensitivity import by_grade, leading

    table, what = told.shares.table, told.concluded
    word = "change" if what == "effect" else "level"
    rows, parts = [], []
    for outcome in told.scenario.outcomes:
        title = OUTCOMES[outcome].title
        rows.append([title, *by_grade(table, outcome, what).values()])
        most = leading(table, outcome, what).head(MOST_SHOWN).to_dict("records")
        most += leading(table, outcome, what, dropped=True).head(1).to_dict("records")
        for n, row in enumerate(most):
            name = "all others" if row["name"].startswith("others, ") else row["name"]
            parts.append(["" if n else title, name, row["grade"], *_numbers(row)])
    heads = ["outcome", *by_grade(table, told.scenario.outcomes[0], what)]
    name = told.scenario.title
    show_table(heads, rows, plain, f"{name}: what the variance of its {word} rests on, in percent")
    columns = ["outcome", "parameter", "grade", "share", "95 % interval", "with others"]
    show_table(columns, parts, plain, f"{name}: the parameters that carry most of it, in percent")
    for sentence in told.sentences:
        click.echo(sentence)


def _numbers(row: dict[Any, Any]) -> list[str]:
    low, high = (100 * min(max(row[end], 0.0), 1.0) for end in ("first_low", "first_high"))
    first, total = (100 * min(max(row[name], 0.0), 1.0) for name in ("first", "total"))
    return [f"{first:.0f}", f"{low:.0f} to {high:.0f}", f"{total:.0f}"]
