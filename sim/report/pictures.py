"""The pictures of a comparison, from its tables: titles and footers made from the numbers."""

from pathlib import Path

import pandas as pd

from sim.analysis.compare import Comparison
from sim.engine.record import model_version
from sim.outcomes import OUTCOMES
from sim.procedures import body
from sim.report import style
from sim.report.board import voting_board
from sim.report.comparison import alt_text, comparison_figure, finding
from sim.report.wording import board_alt_text, board_rule, board_title


def comparison_of(comparison: Comparison, folder: Path) -> tuple[Path, Path]:
    """Draw the comparison into `folder` as comparison.png and .svg."""
    base, other = comparison.baseline.scenario, comparison.scenario.scenario
    effects = comparison.table.rename(columns={"scenario": "scenario_value"})
    effects = effects.assign(scenario=other.name)
    labels = {name: outcome.title for name, outcome in OUTCOMES.items()}
    labels |= {base.name: base.title, other.name: other.title}
    units = {name: outcome.unit for name, outcome in OUTCOMES.items()}
    period = f"{base.start.year} to {base.end.year}"
    figure = comparison_figure(
        comparison.series(),
        effects,
        title=finding(effects, labels, units),
        subtitle=other.question or other.title,
        footer=_provenance(comparison),
        labels=labels,
        units=units,
        period=period,
    )
    return style.save(figure, folder / "comparison", alt=alt_text(effects, labels, units, period))


def board_of(comparison: Comparison, votes: pd.DataFrame, folder: Path) -> tuple[Path, ...]:
    """Draw the scenario's closest vote on the challenger, of those in the table `votes`, if there
    was one."""
    other = comparison.scenario.scenario
    table = votes[(votes["scenario"] == other.name) & (votes["text"] == other.challenger)]
    if table.empty:
        return ()
    count = pd.crosstab(table["quarter"], table["vote"]).reindex(
        columns=["yes", "no", "abstain"], fill_value=0
    )
    quarter = str((count["yes"] - count["no"]).abs().idxmin())
    yes, no, abstain = (int(count[vote][quarter]) for vote in ("yes", "no", "abstain"))
    one = table[table["quarter"] == quarter]
    about, procedure = one.iloc[0]["title"], one.iloc[0]["procedure"]
    name = body(one.iloc[0]["body"]).name
    outcome = board_title(procedure, yes, no, abstain)
    title = f"{about}, {quarter} in the model. {outcome}"
    which = f"replicate {one.iloc[0]['replicate']}, the closest vote on {about}"
    figure = voting_board(
        one[["iso3", "group", "vote"]],
        title=title,
        subtitle=board_rule(name, len(one), yes, no),
        footer=f"{_provenance(comparison)} · {which}",
    )
    return style.save(figure, folder / "board", alt=board_alt_text(one, title))


def _provenance(comparison: Comparison) -> str:
    one = comparison.scenario
    return style.provenance(
        one.scenario.name, one.scenario.digest, one.seed, one.replicates, model_version()
    )
