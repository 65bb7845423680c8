"""Options and output that several commands share. Light: imported by every command's help."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import click

SCENARIO = click.Path(dir_okay=False, path_type=Path)
RESULTS = Path("results")


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--replicates, --seed, --workers, --out, --plain."""
    for option in reversed((
        click.option("--replicates", type=click.IntRange(1), help="Runs per scenario."),
        click.option("--seed", type=click.IntRange(0), help="The luck that is shared."),
        click.option(
            "--workers", type=click.IntRange(1), help="Processes  [default: one per core, to 4]"
        ),
        click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder."),
        plain_option,
    )):  # fmt: skip
        command = option(command)
    return command


plain_option = click.option(
    "--plain", is_flag=True, help="No colour and no box drawing, for screen readers."
)


def default_workers(asked: int | None) -> int:
    """Workers asked for, or one per usable core up to four."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return asked or min(usable or 1, 4)


@contextmanager
def progress(label: str, runs: int) -> Iterator[Callable[[int], None]]:
    """Tell how many of `runs` are done: a bar on a terminal, elsewhere a line every 10 %."""
    began, done = monotonic(), 0

    def words(_: object = None) -> str:
        left = (monotonic() - began) / done * (runs - done) if done else 0.0
        rest = f", {left:.0f} s left" if done and done < runs else ""
        return f"{done:,}/{runs:,} runs{rest}"

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

            bar.update(0, current_item=0)
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
        words = n == 0 or column in ("in words", "outcome right", "right")
        table.add_column(column, justify="left" if words else "right", no_wrap=not words)
    for row in rows:
        table.add_row(*row)
    console.print(table)
