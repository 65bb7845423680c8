"""`backcast`: recorded votes predicted from earlier years, beside naive rivals."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import Stopped, default_workers, json_option, plain_option, show_table

if TYPE_CHECKING:
    from sim.analysis.backcast import Replay
    from sim.analysis.backcast.whole import Backcast

CELLS = {"pro": "with China", "anti": "against", "abstain": "abstaining"}
SCORES = {"brier": "Brier score", "log": "log score"}
TABLES = ("votes", "tallies", "scores", "calibration", "ablation")


@click.command(epilog="Example: python run.py backcast --json")
@click.option(
    "--votes", "data", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the public roll calls: predict all of them again.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path),
    help="With --votes: folder for votes, tallies, scores, calibration and ablation as CSV.",
)  # fmt: skip
@click.option(
    "--replicates", type=click.IntRange(100), default=10_000, show_default=True,
    help="Of each vote on China; other texts are voted on 1,000 times.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=2006, show_default=True)
@click.option("--workers", type=click.IntRange(1), help="Processes  [default: one per core, to 4]")
@json_option
@click.option("--quiet", is_flag=True, help="No progress and no notes.")
@plain_option
def command(
    data: Path | None,
    out: Path | None,
    replicates: int,
    seed: int,
    workers: int | None,
    as_json: bool,
    quiet: bool,
    plain: bool,
) -> None:
    """Predict recorded votes from what was known before them, beside naive rivals.

    First the eleven no-action motions on China in the Commission, 1990-2004, and the resolution of
    1995; then every recorded country text and recurring theme of 1999-2004, 2006-2012 and
    2013-2018. Parameters rest on votes of earlier years only, and so does what members remember.
    The scores of all texts are shipped; --votes makes them again from the public files.
    """
    if out is not None and data is None:
        raise click.UsageError("--out needs --votes: the votes themselves are not shipped")
    from sim.analysis.backcast import motions, replay, shipped
    from sim.analysis.backcast.summary import against_rivals, idle_terms, report

    replays = [replay(motion, replicates, seed) for motion in motions()]
    found = report(replays)
    if data is None:
        scores, curve, origin = shipped.scores(), shipped.calibration(), shipped.origin()
    else:
        made = _again(data, seed, default_workers(workers), quiet)
        scores, curve = shipped.plain(made.scores), shipped.plain(made.calibration)
        origin = {"command": f"python run.py backcast --votes {data}"}
        if out is not None:
            _write(made, out)
    found |= {"scores": scores, "calibration": curve, "origin": origin}
    found |= {"findings": against_rivals(scores) + idle_terms(scores)}
    if as_json:
        click.echo(json.dumps(found, indent=2))
    else:
        _show_china(replays, found, plain)
        _show_everything(found, plain)
    if not quiet:
        _notes(found, out, data is None)


def _again(data: Path, seed: int, workers: int, quiet: bool) -> "Backcast":
    from sim.analysis.backcast.whole import backcast
    from sim.engine.ensemble import workers_of

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # workers share the cores already
    try:
        with workers_of(workers) as pool:
            return backcast(data, seed=seed, pool=pool, tell=_quiet if quiet else _tell)
    except FileNotFoundError as error:
        raise Stopped(f"--votes {data}: there is no {error.filename}", 2) from None
    except KeyboardInterrupt:
        raise Stopped("interrupted; nothing was written", 130) from None


def _tell(done: int, of: int) -> None:
    if 10 * done // of > 10 * (done - 1) // of:
        click.echo(f"backcast: {done:,} of {of:,} parts done", err=True)


def _quiet(done: int, of: int) -> None:
    pass


def _write(made: "Backcast", out: Path) -> None:
    from sim.engine.record import write_table

    for name in TABLES:
        write_table(getattr(made, name), out / f"{name}.csv")


def _show_china(replays: "list[Replay]", found: dict[str, Any], plain: bool) -> None:
    from sim.analysis.scores import RIVALS

    rows = []
    for one, said in zip(replays, found["motions"], strict=True):
        cells = [
            f"{said['predicted'][cell]:.1f} ({said['interval'][cell][0]:.0f}-"
            f"{said['interval'][cell][1]:.0f})  {said['actual'][cell]}"
            for cell in CELLS
        ]
        what = "motion" if said["procedure"] == "no_action" else "resolution"
        right = "yes" if one.outcome_right else "no"
        rows.append([f"{said['year']} {what}", *cells, right, said["fitted_on"]])
    heads = [f"{words} (90 %)  actual" for words in CELLS.values()]
    show_table(
        ["vote", *heads, "right", "fitted on"],
        rows,
        plain,
        "China in the Commission: votes predicted and actual",
    )
    well = sum(one.outcome_right for one in replays)
    click.echo(f"mean absolute error per cell  {found['mae']:.2f} votes")
    click.echo(f"outcomes right                {well} of {len(replays)}\n")
    lines = [("engine", found["accuracy"], found["brier"])]
    for name, rival in found["baselines"].items():
        lines.append((RIVALS[name], rival["accuracy"], rival["brier"]))
    table = [[name, f"{accuracy:.3f}", f"{brier:.3f}"] for name, accuracy, brier in lines]
    title = f"The same {found['votes']} recorded votes, member by member"
    show_table(["predicted by", "accuracy", "Brier score"], table, plain, title)
    residuals = [
        [
            str(line["year"]),
            str(line["actual"]),
            *(f"{line[f'{by}_residual']:+.1f}" for by in ("ideal_point", "engine")),
        ]
        for line in found["beyond_ideology"]
    ]
    heads = ["motion", "votes with China", "beyond ideal points alone", "beyond the engine"]
    show_table(heads, residuals, plain, "What ideology leaves unexplained, in votes")


def _show_everything(found: dict[str, Any], plain: bool) -> None:
    from sim.analysis.backcast.rivals import RIVALS

    lines = {(one["window"], one["kind"], one["model"]): one for one in found["scores"]}
    groups = list(dict.fromkeys(key[:2] for key in lines))
    models = ["engine", *RIVALS]
    for score, name in {"accuracy": "Accuracy", **SCORES}.items():
        rows = []
        for window, kind in groups:
            of = lines[window, kind, "engine"]
            cells = [f"{lines[window, kind, model][score]:.3f}" for model in models]
            rows.append([f"{kind} {window}", f"{of['texts']:,}", f"{of['votes']:,}", *cells])
        title = f"Every recorded text: {name.lower() if score != 'brier' else name}"
        show_table(["texts of", "texts", "votes", *models], rows, plain, title)
    rows = []
    for window, kind in groups:
        of = lines[window, kind, "engine"]
        cells = [f"{of['tally_error']:.1f}", f"{of['coverage']:.2f}", f"{of['outcomes_right']:.2f}"]
        rows.append([f"{kind} {window}", *cells])
    heads = ["texts of", "error per cell, votes", "inside 90 % interval", "share of outcomes right"]
    show_table(heads, rows, plain, "The engine's tallies")
    _show_calibration(found["calibration"], plain)
    rows = []
    for term in dict.fromkeys(key[2] for key in lines if "without" in key[2]):
        cells = []
        for kind in ("country", "theme"):
            line = lines.get(("all", kind, term))
            for score in SCORES:
                cells.append(_worth(line, score) if line else "")
        rows.append([term.removeprefix("engine without "), *cells])
    heads = [f"{kind}, {name}" for kind in ("country", "theme") for name in SCORES.values()]
    title = "What each term is worth out of sample: how much worse without it (95 % interval)"
    show_table(["term", *heads], rows, plain, title)
    for sentence in found["findings"]:
        click.echo(f"{sentence}.")


def _show_calibration(lines: list[dict[str, Any]], plain: bool) -> None:
    from sim.analysis.backcast.summary import reliability

    both = {kind: reliability(lines, kind) for kind in ("country", "theme")}
    rows = []
    for tenths in zip(*both.values(), strict=True):
        row = [f"{tenths[0]['from']:.1f} to {tenths[0]['to']:.1f}"]
        for one in tenths:
            row += [f"{one['count']:,}", f"{one['predicted']:.3f}", f"{one['came_true']:.3f}"]
        rows.append(row)
    heads = [f"{kind}: {what}" for kind in both for what in ("chances", "mean", "came true")]
    show_table(["chance given", *heads], rows, plain, "Does it happen as often as the engine says?")


def _worth(line: dict[str, Any], score: str) -> str:
    """By how much the score is worse without the term: the mirror image of `less`."""
    ends = (line[f"{score}_less{end}"] for end in ("", "_high", "_low"))
    mean, low, high = (f"{0.0 - round(value, 3):+.3f}" for value in ends)
    return f"{mean} ({low} to {high})"


def _notes(found: dict[str, Any], out: Path | None, from_shipped: bool) -> None:
    click.echo(
        "Each vote was predicted from ideal points of the year before, memories of earlier\n"
        "years and parameters fitted on votes of the years named; nothing later was used.\n"
        "Low Brier and log scores are good. On China, member lists are on record for seven\n"
        "motions; the others have tallies alone.",
        err=True,
    )
    if out is not None:
        click.echo(f"tables: {', '.join(str(out / f'{name}.csv') for name in TABLES)}", err=True)
    if from_shipped:
        click.echo(
            f"Scores of all texts as shipped, made by `{found['origin']['command']}`; "
            "next: `python run.py backcast --votes PATH` makes them again.",
            err=True,
        )
    else:
        click.echo("next: `python run.py predict --help` for a draft of your own", err=True)
