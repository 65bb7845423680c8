"""Options and output that several commands share. Light: imported by every command's help."""

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sim.engine.ensemble import Failure
    from sim.engine.store import Run
    from sim.scenario import Scenario

SCENARIO = click.Path(dir_okay=False, path_type=Path)
# Columns of words: to the left, and broken where they are long.
WORDS = (
    "in words", "outcome right", "right", "unit", "why", "parameter", "grade", "change", "where",
    "if", "who is moved",
)  # fmt: skip
MOST_TOLD = 5  # failures that are told on the screen; the others are in failures.csv


class Stopped(click.ClickException):
    """A command that could not do all it was asked, through no fault of the user's."""

    def __init__(self, message: str, code: int = 1):
        super().__init__(message)
        self.code = code

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file, err=file is None)


@dataclass(frozen=True)
class Wanted:
    """What the options of `run` and `compare` ask for."""

    replicates: int | None
    seed: int | None
    workers: int | None
    out: Path | None
    table_format: str
    on_error: str
    as_json: bool
    quiet: bool
    plain: bool

    @property
    def endings(self) -> tuple[str, ...]:
        """Of the names of tables."""
        return (".parquet", ".csv") if self.table_format == "csv" else (".parquet",)

    def of(self, scenario: "Scenario") -> "Scenario":
        """The scenario with the replicates and the seed that are asked for."""
        replicates = scenario.replicates if self.replicates is None else self.replicates
        seed = scenario.seed if self.seed is None else self.seed
        return scenario.change(replicates=replicates, seed=seed)

    def note(self, *notes: str) -> None:
        """Say something that is not a result, unless silence is asked for."""
        for note in () if self.quiet else notes:
            click.echo(note, err=True)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that make a Wanted."""
    for option in reversed((
        click.option("--replicates", type=click.IntRange(1), help="Runs per scenario."),
        click.option("--seed", type=click.IntRange(0), help="The luck that is shared."),
        click.option(
            "--workers", type=click.IntRange(1), help="Processes  [default: one per core, to 4]"
        ),
        click.option(
            "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to."
        ),
        click.option(
            "--format", "table_format", type=click.Choice(["parquet", "csv"]), default="parquet",
            help="csv: the tables as CSV too.",
        ),
        click.option(
            "--on-error", type=click.Choice(["stop", "continue"]), default="stop",
            help="When a run fails: stop, or go on without it.  [default: stop]",
        ),
        json_option,
        click.option("--quiet", is_flag=True, help="No progress and no notes."),
        plain_option,
    )):  # fmt: skip
        command = option(command)
    return command


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
plain_option = click.option(
    "--plain", is_flag=True, help="No colour and no box drawing, for screen readers."
)


def known(name: str, names: Collection[str], what: str) -> str:
    """The name, if it is one of these. Raises UsageError with the nearest one, or all there are."""
    from sim.problems import did_you_mean

    if name not in names:
        hint = did_you_mean(name, names) or f"; there are {', '.join(names)}"
        raise click.UsageError(f"there is no {what} `{name}`{hint}")
    return name


def results() -> Path:
    """Where results go: `results`, or what RIGHTS_RESULTS names."""
    return Path(os.environ.get("RIGHTS_RESULTS") or "results")


def default_workers(asked: int | None) -> int:
    """Workers asked for, or one per usable core up to four."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return asked or min(usable or 1, 4)


def finish(run: "Run", wanted: Wanted, pool: "Executor | None") -> "tuple[Failure, ...]":
    """Do what is missing of a run and keep it. Raises Stopped, saying what happened and how to go
    on, if it was interrupted, a worker or the disk gave out, or a replicate failed."""
    from concurrent.futures import BrokenExecutor

    from sim.engine.store import disk_is_full

    title = run.scenario.title
    there = run.wanted - sum(size for _, size in run.missing())
    if there:
        wanted.note(f"{title}: {there:,} of {run.wanted:,} runs were already there")
    stop = wanted.on_error == "stop"
    try:
        with progress(title, run.wanted, there, wanted.quiet) as tell:
            failures = run.finish(default_workers(wanted.workers), pool, stop, tell)
    except KeyboardInterrupt:
        raise Stopped(f"interrupted; {_kept(run)}", 130) from None
    except BrokenExecutor:
        reason = "a worker process was ended from outside (often for want of memory: try fewer"
        raise Stopped(f"{reason} --workers); {_kept(run)}") from None
    except OSError as error:
        if not disk_is_full(error):
            raise
        raise Stopped(f"the disk is full: {run.folder}; {_kept(run)}") from None
    for failure in failures[:MOST_TOLD]:
        click.echo(f"{title}: {failure}", err=True)
    if len(failures) > MOST_TOLD:
        click.echo(f"{title}: and {len(failures) - MOST_TOLD} more failed", err=True)
    if failures and stop:
        raise Stopped(
            f"stopped; {_kept(run)}\nfailed runs are listed in {run.folder / 'failures.csv'}; "
            "`--on-error continue` goes on without them"
        )
    return failures


def _kept(run: "Run") -> str:
    kept = f"{len(run.numbers()):,} of {run.wanted:,} runs of {run.scenario.title} are kept"
    return f"{kept}, and the same command goes on from there"


@contextmanager
def progress(
    label: str, runs: int, done: int = 0, quiet: bool = False, unit: str = "runs"
) -> Iterator[Callable[[int], None]]:
    """Tell how many of `runs` (or of another unit) are done: a bar on a terminal, elsewhere a line
    every 10 %."""
    began, already = monotonic(), done

    def words(_: object = None) -> str:
        fresh = done - already
        left = (monotonic() - began) / fresh * (runs - done) if fresh else 0.0
        rest = f", {left:.0f} s left" if fresh and done < runs else ""
        return f"{done:,}/{runs:,} {unit}{rest}"

    if quiet or done == runs:
        yield lambda more: None
        return
    if sys.stderr.isatty():
        with click.progressbar(
            length=runs, label=label, file=sys.stderr, fill_char="#", empty_char=".",
            bar_template="%(label)s [%(bar)s] %(info)s", show_eta=False, show_percent=False,
            item_show_func=words, width=24,
        ) as bar:  # fmt: skip

            def on_terminal(more: int) -> None:
                nonlocal done
                done += more
                bar.update(more, current_item=more)

            bar.update(done, current_item=done)
            yield on_terminal
        return

    def in_lines(more: int) -> None:
        nonlocal done
        before, done = 10 * done // runs, done + more
        if 10 * done // runs > before:
            click.echo(f"{label}: {words()}", err=True)

    yield in_lines


def show_table(columns: list[str], rows: list[list[str]], plain: bool, title: str = "") -> None:
    """A table on standard output: the first column to the left, numbers to the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    to_terminal = sys.stdout.isatty()
    console = Console(no_color=plain or None, width=None if to_terminal else 140, highlight=False)
    table = Table(title=title or None, title_justify="left", box=None if plain else box.SIMPLE)
    for n, column in enumerate(columns):
        words = n == 0 or column in WORDS
        table.add_column(
            column, justify="left" if words else "right", no_wrap=not words, overflow="fold"
        )
    for row in rows:
        table.add_row(*row)
    console.print(table)
