"""Everything a comparison draws, read from the tables once: values, names, shared axes."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sim.report.bands import Change, Fan, changes, grids, levels, order
from sim.report.panels import Look, change_limits, largest, level_limits, looks
from sim.report.style import MOST_SCENARIOS


@dataclass(frozen=True)
class Sheet:
    """One comparison. Spreads are keyed by (scenario, outcome); `first` names the baseline."""

    first: str
    scenarios: dict[str, Look]
    outcomes: list[str]
    level: dict[tuple[str, str], Fan]
    change: dict[tuple[str, str], Change]
    effects: pd.DataFrame
    labels: Mapping[str, str]
    units: Mapping[str, str]
    period: str

    def label(self, name: str) -> str:
        """The display title of an outcome or scenario."""
        return self.labels.get(name, name)

    def unit(self, outcome: str) -> str:
        """The unit text of an outcome, such as `points, 0-100`; empty if none was given."""
        return self.units.get(outcome, "")

    def peers(self, outcome: str) -> list[str]:
        """The outcomes that share this outcome's unit, and so its axes."""
        return [other for other in self.outcomes if self.unit(other) == self.unit(outcome)]

    def level_axis(self, outcome: str, wanted: int) -> tuple[float, float, list[float]]:
        """Lower and upper limit and ticks of the levels, the same for all peers."""
        peers = self.peers(outcome)
        return level_limits([f for (_, o), f in self.level.items() if o in peers], wanted)

    def change_axis(self, outcome: str) -> tuple[float, list[float]]:
        """Limit and ticks of the paired change, the same for all peers, 0 in the middle."""
        peers = self.peers(outcome)
        return change_limits(largest([c for (_, o), c in self.change.items() if o in peers]))

    def effect_axis(self, outcome: str) -> tuple[float, list[float]]:
        """Limit and ticks of the mean effects, the same for all peers, 0 in the middle."""
        rows = self.effects[self.effects["outcome"].isin(self.peers(outcome))]
        return change_limits(float(rows[["effect", "low", "high"]].abs().max().max()))

    def rows(self, outcome: str) -> list[pd.Series]:
        """The rows of effects for an outcome, in the order of the scenarios."""
        rows = self.effects[self.effects["outcome"] == outcome].iterrows()
        found = {str(row["scenario"]): row for _, row in rows}
        return [found[name] for name in self.scenarios if name in found]

    def replicates(self) -> int:
        """The smallest number of pairs of runs behind any effect."""
        return int(self.effects["replicates"].min())


def read(
    series: pd.DataFrame,
    effects: pd.DataFrame,
    labels: Mapping[str, str],
    units: Mapping[str, str],
    period: str,
) -> Sheet:
    """Gather a comparison. Raises ValueError if nothing, or too much, is compared."""
    names = order(series, "scenario")
    if not 1 <= len(names) - 1 <= MOST_SCENARIOS:
        raise ValueError(
            f"a comparison shows 1 to {MOST_SCENARIOS} scenarios beside the baseline,"
            f" not {len(names) - 1}: split it"
        )
    outcomes = order(series, "outcome")
    known = effects[effects["outcome"].isin(outcomes) & effects["scenario"].isin(names[1:])]
    if known.empty:
        raise ValueError("the table of effects names none of the scenarios and outcomes shown")
    tables = grids(series)
    return Sheet(
        first=names[0],
        scenarios=looks(names[1:], labels),
        outcomes=outcomes,
        level=levels(tables),
        change=changes(tables, names[0]),
        effects=known,
        labels=labels,
        units=units,
        period=period,
    )
