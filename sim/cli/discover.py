"""`discover`: under which conditions a scenario's advantage holds or reverses, over its sweep."""

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
    import numpy as np

    from sim.analysis.discovery import Discovery
    from sim.scenario import Scenario

REPLICATES = 16
USUAL, ENOUGH = 128, 32  # points drawn, and of a sweep's own that are enough


class Threshold(click.ParamType):
    """A number, or `zero`."""

    name = "VALUE|zero"

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        if value == "zero":
            return 0.0
        try:
            return float(value)
        except ValueError:
            self.fail(f"`{value}` is neither a number nor `zero`", param, ctx)


@click.command(
    epilog="Example: python run.py discover scenarios/sweeps/when_coordination_pays.yaml "
    "--baseline scenarios/baseline.yaml --outcome scrutiny"
)
@click.argument("file", type=SCENARIO)
@click.option(
    "--baseline", type=SCENARIO,
    help="Compare with it, at the same point  [default: FILE without its sweep]",
)  # fmt: skip
@click.option("--outcome", "outcomes", multiple=True, help="Again for more  [default: FILE's]")
@click.option("--threshold", type=Threshold(), default="zero", show_default=True,
              help="Of the change, in the outcome's unit.")  # fmt: skip
@click.option("--points", type=click.IntRange(ENOUGH), help="Draw so many from the sweep's ranges.")
@click.option("--replicates", type=click.IntRange(1), default=REPLICATES, show_default=True,
              help="At every point.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), help="The luck that is shared.")
@click.option("--workers", type=click.IntRange(1), help="Processes  [default: one per core, to 4]")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@json_option
@click.option("--quiet", is_flag=True, help="No progress and no notes.")
@plain_option
def command(file: Path, **options: Any) -> int:
    """Find conditions under which the change that FILE brings lies above or below a threshold.

    FILE has a `sweep` with ranges. Only what holds on points that the search did not see is told;
    that there is no such condition is an answer. Points that were tried before are not tried again.
    """
    from sim.analysis.discovery import discover
    from sim.engine.store import key, named

    scenario, base = _both(file, options)
    names, points = _points(scenario, file, options)
    effects = _effects(scenario, base, names, points, options)
    found = discover(names, points, effects, scenario.outcomes, options["threshold"], scenario.seed)
    content = [key(scenario), key(base) if base else "", names, points.tolist()]
    content += [options["replicates"], options["threshold"], list(scenario.outcomes)]
    where = options["out"] or results() / f"{scenario.name}-discovery-{named(content)}"
    line = f"python run.py discover {file}" + (f" --baseline {options['baseline']}" if base else "")
    line += "".join(f" --outcome {name}" for name in scenario.outcomes)
    line += f" --threshold {options['threshold']:g} --points {len(points)}"
    line += f" --replicates {options['replicates']} --seed {scenario.seed}"
    written = _write(found, scenario, base, where, line, options["replicates"])
    if options["as_json"]:
        click.echo((where / "discovery.json").read_text(encoding="utf-8"), nl=False)
    else:
        _show(found, scenario.title, options["plain"])
        for path in written:
            click.echo(path)
    if not options["quiet"]:
        click.echo("an illustration of theories, not a forecast", err=True)
        pictures = [path for path in written if path.suffix == ".png"]
        told = f"look at {pictures[0]}" if pictures else f"more points: --points {4 * len(points)}"
        click.echo(f"next: {told}", err=True)
    return 0


def _both(file: Path, options: dict[str, Any]) -> "tuple[Scenario, Scenario | None]":
    """The scenario and the baseline, if one is named, with the outcomes that are asked for."""
    from sim.outcomes import OUTCOMES
    from sim.scenario import Scenario

    scenario = Scenario.load(file)
    if scenario.sweep is None:
        raise click.UsageError(f"{file} has no `sweep`; it says what to vary and how")
    for name in options["outcomes"]:
        known(name, OUTCOMES, "outcome")
    outcomes = tuple(dict.fromkeys(options["outcomes"])) or scenario.outcomes
    seed = scenario.seed if options["seed"] is None else options["seed"]
    scenario = scenario.change(outcomes=outcomes, seed=seed)
    if options["baseline"] is None:
        return scenario, None
    base = Scenario.load(options["baseline"])
    if base.quarters != scenario.quarters:
        raise click.UsageError(
            f"{options['baseline']} runs {base.start} to {base.end} but {file} {scenario.start} to "
            f"{scenario.end}; give them the same `run.start` and `run.end`"
        )
    return scenario, base.change(outcomes=outcomes, seed=seed)


def _points(
    scenario: "Scenario", file: Path, options: dict[str, Any]
) -> "tuple[tuple[str, ...], np.ndarray]":
    """The parameters and the points (P, D): the sweep's own if they are many enough, or drawn
    from its ranges."""
    from dataclasses import replace

    import numpy as np

    sweep = scenario.sweep
    assert sweep is not None
    narrow = [name for name, given in sweep.over.items() if min(given) == max(given)]
    if not sweep.over or len(narrow) == len(sweep.over):
        raise click.UsageError(f"the sweep of {file} has no range; give `over` a low and a high")
    own = replace(sweep, named=())
    asked = options["points"]
    if asked is None and len(own.points(scenario.seed)) < ENOUGH:
        asked = USUAL
        if not options["quiet"]:
            click.echo(
                f"the sweep has {len(own.points(scenario.seed))} points, too few to find "
                f"conditions in; {asked} are drawn from its ranges instead",
                err=True,
            )
    if asked is not None:
        wide = {name: given for name, given in sweep.over.items() if name not in narrow}
        over: dict[str, tuple[float, ...]] = {n: (min(g), max(g)) for n, g in wide.items()}
        own = replace(own, method="latin_hypercube", size=asked, over=over)
    names = tuple(own.over)
    rows = [[point.values[name] for name in names] for point in own.points(scenario.seed)]
    return names, np.array(rows)


def _effects(
    scenario: "Scenario",
    base: "Scenario | None",
    names: tuple[str, ...],
    points: "np.ndarray",
    options: dict[str, Any],
) -> "np.ndarray":
    """The mean paired change (P, O) at every point. Raises Stopped, saying how to go on."""
    from concurrent.futures import BrokenExecutor

    from sim.analysis.trials import TrialError, trials, wider
    from sim.engine.ensemble import workers_of

    folder, replicates = results() / "trials", options["replicates"]
    kept = f"what was tried is kept in {folder}, and the same command goes on from there"
    here, own = wider(scenario.change(sweep=None))
    runs = replicates * (len(points) + (len(points) if base else 1))
    try:
        with (
            workers_of(default_workers(options["workers"])) as pool,
            progress(scenario.title, runs, quiet=options["quiet"]) as tell,
        ):
            given = (replicates, None, 1, folder, tell, pool)
            there = trials(here, names, points, *given)
            if base is not None:
                before = trials(wider(base)[0], names, points, *given)
            else:
                before = trials(here, (), points[:1, :0], *given)
    except KeyboardInterrupt:
        raise Stopped(f"interrupted; {kept}", 130) from None
    except BrokenExecutor:
        raise Stopped(f"a worker process was ended from outside; {kept}") from None
    except TrialError as error:
        raise Stopped(f"{error}\n{kept}") from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return (there - before).mean(axis=1)[:, own]


def _write(
    found: "Discovery",
    scenario: "Scenario",
    base: "Scenario | None",
    folder: Path,
    line: str,
    replicates: int,
) -> list[Path]:
    """The boxes, the points, what they say, and the picture if there is a box to draw."""
    from tempfile import TemporaryDirectory

    from sim.engine.record import write_json, write_table
    from sim.report.conditions import content, points_table
    from sim.report.discovery import picture

    written = [
        write_table(found.table, folder / "discovery.csv"),
        write_table(points_table(found), folder / "points.csv"),
        write_json(content(found, scenario, base, line, replicates), folder / "discovery.json"),
    ]
    with TemporaryDirectory(prefix=".", dir=folder) as aside:
        drawn = picture(found, scenario, base, replicates, Path(aside))
        return [*written, *(path.replace(folder / path.name) for path in drawn)]


def _show(found: "Discovery", title: str, plain: bool) -> None:
    from sim.analysis.discovery import SIDES
    from sim.report.conditions import conditions_in_words, sentence, title_of

    rows = []
    for box in (box for outcome in found.outcomes for box in found.boxes if box.outcome == outcome):
        rows.append([
            title_of(box.outcome), SIDES[box.side], box.method,
            conditions_in_words(box.conditions) or "none found",
            *(f"{100 * share:.0f} %" for share in (box.density, box.coverage, box.mass)),
            f"{100 * box.held_density:.0f} %" if box.held_inside else "none",
            f"{box.p:.2g}", "yes" if box.told else "no",
        ])  # fmt: skip
    columns = ["outcome", "change", "by", "where", "density", "coverage", "mass", "held out", "p"]
    if rows:
        show_table(
            [*columns, "told"], rows, plain, f"{title}: conditions, {len(found.points)} points"
        )
    for outcome in found.outcomes:
        for words in sentence(found, outcome):
            click.echo(words)
