"""`report`: result folders as one page that opens anywhere, or as Markdown for slides."""

from pathlib import Path

import click

from sim.cli.options import results


@click.command(epilog="Example: python run.py report results/baseline-trade_link_kept-0123456789ab")
@click.argument("folders", metavar="RESULT...", type=click.Path(path_type=Path), nargs=-1)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path),
    help="File to write.  [default: report.html in the folder of the result]",
)  # fmt: skip
@click.option("--markdown", is_flag=True, help="Markdown and figures, for slides and handouts.")
@click.option("--title", default="", help="Heading, instead of the finding.")
@click.option("--quiet", is_flag=True, help="No notes.")
def command(
    folders: tuple[Path, ...], out: Path | None, markdown: bool, title: str, quiet: bool
) -> None:
    """Write one page on RESULT, the folders that `compare` or `run` wrote.

    The page needs nothing but itself: it opens from a USB stick, is complete when printed and
    without JavaScript, and asks nothing of any network.
    """
    if not folders:
        raise click.UsageError(
            f"no RESULT is named; name a folder in {results()} that `compare` or `run` wrote"
        )
    from sim.analysis.results import ResultError, read_result
    from sim.report.page import page_of, write_markdown, write_page

    try:
        found = [read_result(folder) for folder in dict.fromkeys(folders)]
        sweeps = [result.folder for result in found if result.kind == "sweep"]
        if sweeps:
            raise ResultError(f"{sweeps[0]} is of a sweep; name what `compare` or `run` wrote")
        page = page_of(found, title)
    except ResultError as error:
        raise click.UsageError(str(error)) from None
    file = out or _place([result.folder for result in found], ".md" if markdown else ".html")
    written = write_markdown(page, found, file) if markdown else [write_page(page, file)]
    for path in written:
        click.echo(path)
    if quiet:
        return
    doubts = (words for one in page.contents for words in one.warnings)
    for words in dict.fromkeys((*page.apart, *doubts)):
        click.echo(f"note: {words}", err=True)
    click.echo("an illustration of theories, not a forecast", err=True)
    if markdown:
        click.echo(f"next: show {file} with any program that turns Markdown into slides", err=True)
    else:
        click.echo(f"next: open {file} in a browser ({file.stat().st_size:,} bytes)", err=True)


def _place(folders: list[Path], ending: str) -> Path:
    """Where the page goes: into the folder of a single result, else beside them all."""
    from sim.engine.store import named

    if len(folders) == 1:
        return folders[0] / f"report{ending}"
    return results() / f"report-{named([folder.name for folder in folders])}{ending}"
