"""How `compare` tells what it found: on the screen, to machines, and in pictures and words."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import Wanted, show_table
from sim.outcomes import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis.compare import Comparison
    from sim.engine.record import Kept


def minus(text: str) -> str:
    """A number with a true minus sign, and none before zero."""
    return text.replace("-0.00", "0.00").replace("+0.00", "0.00").replace("-", "−")


def show(comparison: "Comparison", matrix: str | None, plain: bool) -> None:
    """A table for each scenario, what it found in words, and the matrix if one is asked for."""
    titles, count = comparison.titles, comparison.replicates
    base = titles[comparison.names[0]]
    pairs = "1 pair of runs" if count == 1 else f"{count:,} pairs of runs"
    columns = [
        "outcome",
        "baseline",
        "scenario",
        "effect",
        "95 % interval",
        "by",
        "higher",
        "lower",
    ]
    for name in comparison.names[1:]:
        rows = comparison.rows(name)
        title = f"{titles[name]} beside {base}: change, same luck, mean of all quarters, {pairs}"
        show_table(columns, [_cells(row) for row in rows], plain, title)
        for row in rows:
            click.echo(row["finding"])
        click.echo()
    if matrix is not None:
        _show_matrix(comparison, matrix, plain)


def _cells(row: dict[str, Any]) -> list[str]:
    alone = row["replicates"] == 1
    return [
        OUTCOMES[row["outcome"]].title,
        f"{row['baseline']:,.2f}",
        f"{row['scenario']:,.2f}",
        minus(f"{row['effect']:+,.2f}"),
        "none" if alone else minus(f"{row['low']:,.2f} to {row['high']:,.2f}"),
        row["interval"],
        f"{row['higher']:,}",
        f"{row['lower']:,}",
    ]


def _show_matrix(comparison: "Comparison", outcome: str, plain: bool) -> None:
    """Row minus column; in brackets what cannot be told from no difference."""
    titles = comparison.titles
    found = comparison.pairs[comparison.pairs["outcome"] == outcome]
    cells = {(row["row"], row["column"]): row for row in found.to_dict("records")}

    def cell(row: str, column: str) -> str:
        if row == column:
            return "·"
        one = cells[row, column]
        number = minus(f"{one['effect']:+,.2f}")
        return number if one["p_corrected"] <= 0.05 else f"({number})"

    rows = [
        [titles[row], *(cell(row, column) for column in comparison.names)]
        for row in comparison.names
    ]
    title = (
        f"{OUTCOMES[outcome].title}, row less column; in brackets: no distinguishable difference"
    )
    show_table(["", *(titles[name] for name in comparison.names)], rows, plain, title)


def show_plan(
    comparison: "Comparison", table: "pd.DataFrame", asked: tuple[str, float], wanted: Wanted
) -> None:
    """How many pairs of runs it takes to see an effect."""
    import json

    if wanted.as_json:
        rows = json.loads(table.to_json(orient="records", double_precision=15))
        found = {"pilot": comparison.replicates, "power": asked[1], "table": rows}
        click.echo(json.dumps(found, indent=2))
        return
    columns = ["outcome", "effect", "spread of pairs", "pairs, alone", f"of {len(table)} together"]
    for name, rows in table.groupby("name", sort=False):
        cells = [
            [
                OUTCOMES[row["outcome"]].title,
                f"{row['effect']:,.2f}",
                f"{row['spread']:,.2f}",
                f"{row['alone']:,.0f}",
                f"{row['together']:,.0f}",
            ]
            for row in rows.to_dict("records")
        ]
        title = (
            f"{comparison.titles[str(name)]}: pairs of runs that show an effect of {asked[0]}\n"
            f"in {asked[1]:.0%} of tries, by a pilot of {comparison.replicates:,}"
        )
        show_table(columns, cells, wanted.plain, title)


def print_json(
    comparison: "Comparison",
    kept: "Sequence[Kept]",
    folder: Path,
    written: list[Path],
    widths: "pd.DataFrame | None",
) -> None:
    """One object: what `run --json` prints, with the comparison as its table."""
    import json

    from sim.engine import record

    def rows(table: "pd.DataFrame") -> list[dict[str, Any]]:
        return json.loads(table.to_json(orient="records", double_precision=15))

    table = [row | {"in_words": row["finding"]} for row in rows(comparison.table)]
    found = record.summary(list(kept), folder, written, table)
    if widths is not None:
        found["precision"] = rows(widths)
    click.echo(json.dumps(found, indent=2))


def notes(
    comparison: "Comparison",
    kept: "Sequence[Kept]",
    widths: "pd.DataFrame | None",
    wanted: Wanted,
) -> None:
    """What a reader has to know beside the result: pairs that failed, changes without effect, and
    a precision that was not reached."""
    count, asked = comparison.replicates, kept[0].run.wanted
    if any(one.failures for one in kept):
        pairs = f"{count:,} of {asked:,} pairs of runs"
        click.echo(f"the comparison rests on {pairs}; the others failed", err=True)
    base, *others = kept
    for one in others:
        if one.run.scenario.digest == base.run.scenario.digest:
            wanted.note(f"note: {one.name} changes nothing that {base.name} does not have")
        elif base.same_data(one):
            wanted.note(f"note: what {one.name} changes made no difference at all to any run")
    if widths is not None:
        wanted.note(*_precision(widths, count))


def _precision(widths: "pd.DataFrame", count: int) -> list[str]:
    """Whether every interval is as narrow as was asked, and if not how many pairs it takes."""
    wide = widths[widths["half_width"] > widths["wanted"]]
    if wide.empty:
        return [f"every interval is as narrow as asked, at {count:,} pairs of runs"]
    return [
        f"{OUTCOMES[row['outcome']].title} in {row['name']}: ±{row['half_width']:.2g} at {count:,} "
        f"pairs, not the ±{row['wanted']:.2g} asked for; would need about {row['needed']:,.0f}: "
        f"--most {row['needed']:.0f}"
        for row in wide.to_dict("records")
    ]


def pictures(comparison: "Comparison", kept: "Sequence[Kept]", folder: Path) -> list[Path]:
    """The pictures, drawn aside and then moved to their place; from yearly means, which are all
    that they show."""
    import pandas as pd

    from sim.report.bands import FEWEST_YEARS
    from sim.report.pictures import board_of, comparison_of

    quarters = comparison.baseline.quarters
    years = [quarter.year for quarter in quarters]
    begins = [n for n, year in enumerate(years) if n == 0 or year != years[n - 1]]
    if len(begins) < FEWEST_YEARS:
        begins = list(range(len(quarters)))
    spans = [slice(*ends) for ends in zip(begins, [*begins[1:], None], strict=True)]
    shown = replace(comparison, runs=tuple(one.means(spans) for one in kept))
    with TemporaryDirectory(prefix=".", dir=folder) as aside:
        votes = pd.read_parquet(folder / "votes.parquet")
        drawn = [*comparison_of(shown, Path(aside)), *board_of(shown, votes, Path(aside))]
        return [path.replace(folder / path.name) for path in drawn]


def page(
    comparison: "Comparison", pictures: Sequence[Path], manifest: dict[str, Any], folder: Path
) -> Path:
    """Write findings.md."""
    from sim.engine.store import atomically
    from sim.report.findings import findings_page

    file = folder / "findings.md"
    with atomically(file) as path:
        path.write_text(findings_page(comparison, pictures, manifest), encoding="utf-8")
    return file
