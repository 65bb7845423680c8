"""The pictures of a comparison, from its tables: titles and footers made from the numbers."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from sim.analysis.compare import Comparison
from sim.engine.record import model_version
from sim.outcomes import OUTCOMES
from sim.procedures import body
from sim.report import style
from sim.report.board import voting_board
from sim.report.comparison import alt_text, comparison_figure, finding
from sim.report.style import MOST_SCENARIOS
from sim.report.wording import board_alt_text, board_rule, board_title


def comparison_of(comparison: Comparison, folder: Path) -> list[Path]:
    """Draw the comparison into `folder` as comparison.png and .svg; more scenarios than one
    picture holds go into comparison-1.png, comparison-2.png and so on."""
    names = comparison.names[1:]
    size = -(-len(names) // -(-len(names) // MOST_SCENARIOS))  # parts of about the same size
    parts = [names[n : n + size] for n in range(0, len(names), size)]
    series = comparison.series()
    series = series[series["outcome"].isin(comparison.outcomes)]
    paths: list[Path] = []
    for number, part in enumerate(parts, start=1):
        file = "comparison" if len(parts) == 1 else f"comparison-{number}"
        paths += _comparison(comparison, series, part, folder / file)
    return paths


def _comparison(
    comparison: Comparison, series: pd.DataFrame, names: Sequence[str], file: Path
) -> tuple[Path, Path]:
    """Draw these scenarios beside the baseline."""
    effects = comparison.table.rename(columns={"scenario": "scenario_value", "name": "scenario"})
    effects = effects[effects["scenario"].isin(names)]
    series = series[series["scenario"].isin([comparison.names[0], *names])]
    base = comparison.baseline.scenario
    labels = {name: outcome.title for name, outcome in OUTCOMES.items()} | comparison.titles
    units = {name: outcome.unit for name, outcome in OUTCOMES.items()}
    period = f"{base.start.year} to {base.end.year}"
    one = comparison.runs[comparison.names.index(names[0])].scenario
    figure = comparison_figure(
        series,
        effects,
        title=finding(effects, labels, units),
        subtitle=(one.question or one.title) if len(names) == 1 else _beside(names, labels),
        footer=_provenance(comparison, names),
        labels=labels,
        units=units,
        period=period,
    )
    return style.save(figure, file, alt=alt_text(effects, labels, units, period))


def _beside(names: Sequence[str], labels: Mapping[str, str]) -> str:
    """Several scenarios in a line: `A, B and C beside the baseline`."""
    *most, last = (labels[name] for name in names)
    return f"{', '.join(most)} and {last} beside the baseline"


def board_of(comparison: Comparison, votes: pd.DataFrame, folder: Path) -> list[Path]:
    """Draw each scenario's closest vote on the challenger, of those in the table `votes`, if
    there was one: as board.png and .svg, or board-NAME.png and .svg of several scenarios."""
    paths: list[Path] = []
    for name in comparison.names[1:]:
        file = "board" if len(comparison.names) == 2 else f"board-{name}"
        paths += _board(comparison, name, votes, folder / file)
    return paths


def _board(comparison: Comparison, name: str, votes: pd.DataFrame, file: Path) -> tuple[Path, ...]:
    challenger = comparison.runs[comparison.names.index(name)].scenario.challenger
    table = votes[(votes["scenario"] == name) & (votes["text"] == challenger)]
    if table.empty:
        return ()
    first = table.iloc[0]
    which = f"replicate {first['replicate']}, the closest vote on {first['title']}"
    figure, _, alt = closest_board(table, f"{_provenance(comparison, [name])} · {which}")
    return style.save(figure, file, alt=alt)


def closest_board(votes: pd.DataFrame, footer: str) -> tuple[Figure, str, str]:
    """The board of the closest of the votes on one text in one replicate, its title, and the same
    in words."""
    count = pd.crosstab(votes["quarter"], votes["vote"]).reindex(
        columns=["yes", "no", "abstain"], fill_value=0
    )
    quarter = str((count["yes"] - count["no"]).abs().idxmin())
    yes, no, abstain = (int(count[vote][quarter]) for vote in ("yes", "no", "abstain"))
    one = votes[votes["quarter"] == quarter]
    about, procedure, sitting = (str(one.iloc[0][name]) for name in ("title", "procedure", "body"))
    title = f"{about}, {quarter} in the model. {board_title(procedure, yes, no, abstain)}"
    rule = board_rule(body(sitting).name, len(one), yes, no)
    figure = voting_board(one[["iso3", "group", "vote"]], title=title, subtitle=rule, footer=footer)
    return figure, title, board_alt_text(one, title)


def _provenance(comparison: Comparison, names: Sequence[str]) -> str:
    """The footer: the scenario, or all of several, with its digest."""
    runs = [comparison.runs[comparison.names.index(name)] for name in names]
    digest = (
        runs[0].scenario.digest
        if len(runs) == 1
        else ", ".join(run.scenario.digest[:6] for run in runs)
    )
    return style.provenance(
        ", ".join(names), digest, runs[0].seed, comparison.replicates, model_version()
    )
