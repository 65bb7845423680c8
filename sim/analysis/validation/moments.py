"""Moments of the record beside those of the baseline: how members vote on states and on themes.

Persistence, shares by regional group, cohesion and agreement with the two poles, counted in the
model as in the roll calls of the Commission and the Council of 1990-2018: on drafts that were
adopted, since the roll calls list hardly any that failed. Votes on the challenger's own text are
left out. Published targets rest on other selections of texts (all texts, amendments among them, or
other targets), so each moment also stands beside its value on the texts of the model's own agenda
(evidence/vote_moments.csv). Where a moment does not hold, that is said, and its tolerance stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sim.engine.simulate import Play
from sim.evidence import GROUPS, rows
from sim.evidence.derive.vote_moments import PERIODS
from sim.mechanisms.voting.counting import Stances
from sim.scenario import Scenario
from sim.setting import Ints, Now
from sim.world import World

RUNS = 64
AGAINST, WITH, ABSTAIN = -1, 1, 0  # a Yes on a critical text is against the target
NEVER = 9  # no earlier vote

Shares = dict[str, tuple[tuple[float, ...], ...]]  # by group: periods of Yes, No, Abstain

# Shares Yes, No, abstaining on adopted critical country texts, by group and period.
SHARES: Shares = {
    "AFRICA": ((0.29, 0.12, 0.59), (0.21, 0.33, 0.46), (0.54, 0.10, 0.37), (0.34, 0.09, 0.57)),
    "ASIA_PACIFIC": (
        (0.28, 0.28, 0.44), (0.28, 0.37, 0.35), (0.47, 0.22, 0.31), (0.38, 0.19, 0.42),
    ),
    "EASTERN_EUROPE": (
        (0.82, 0.04, 0.14), (0.71, 0.23, 0.07), (0.76, 0.17, 0.07), (0.89, 0.08, 0.03),
    ),
    "GRULAC": ((0.75, 0.07, 0.18), (0.65, 0.11, 0.24), (0.69, 0.17, 0.14), (0.62, 0.28, 0.10)),
    "WEOG": ((0.98, 0.00, 0.01), (0.96, 0.03, 0.01), (0.94, 0.00, 0.06), (1.00, 0.00, 0.00)),
}  # fmt: skip
# Chance of the next vote of a state on a target, given the vote of the year before.
PERSISTENCE = {
    ("Yes", "Yes"): 0.948, ("Abstain", "Abstain"): 0.850, ("No", "No"): 0.867,
    ("Yes", "No"): 0.003, ("No", "Yes"): 0.012,
}  # fmt: skip
# Lowest and highest mean agreement index (Hix, Noury and Roland) over the periods.
COHESION = {
    "country": {
        "WEOG": (0.97, 1.0), "AFRICA": (0.46, 0.54), "ASIA_PACIFIC": (0.31, 0.49),
        "GRULAC": (0.43, 0.67), "EASTERN_EUROPE": (0.62, 0.84),
    },
    "theme": {"AFRICA": (0.8, 1.0), "ASIA_PACIFIC": (0.8, 1.0), "GRULAC": (0.8, 1.0)},
}  # fmt: skip
# Share of identical votes of a group's members with a pole, on all texts.
AGREEMENT = {
    ("AFRICA", "CHN"): (0.73, 0.82, 0.79), ("AFRICA", "USA"): (0.15, 0.15, 0.15),
    ("GRULAC", "CHN"): (0.63,), ("WEOG", "CHN"): (0.17,), ("WEOG", "USA"): (0.57,),
    ("EASTERN_EUROPE", "USA"): (0.43,),
}  # fmt: skip

STANCE = {"Yes": AGAINST, "No": WITH, "Abstain": ABSTAIN}
COLUMNS = ["id", "moment", "target", "tolerance", "same_texts", "result", "held", "held_same"]
LEEWAY = 5e-4  # results are shown to three places


@dataclass
class Count:
    """What is counted while a run goes by; axes: period, group, stance (-1, 0, +1)."""

    shares: Ints = field(default_factory=lambda: np.zeros((4, 5, 3), np.int64))
    moves: Ints = field(default_factory=lambda: np.zeros((3, 3), np.int64))
    indices: dict[tuple[str, str, int], list[float]] = field(default_factory=dict)
    agreed: dict[tuple[str, str, int], list[float]] = field(default_factory=dict)
    texts: float = 0.0

    def texts_of(self, world: World, now: Now, before: Stances, voted_in: Ints) -> None:
        """Counts the adopted texts of this quarter; `before` (R, K, N) holds the last votes."""
        period = next((n for n, (_, last) in enumerate(PERIODS) if now.date.year <= last), 3)
        group = now.setting.group[world.members]
        for k in now.due[now.due != now.setting.challenge]:
            rows = np.flatnonzero(world.adopted[:, k])
            if not rows.size:
                continue
            votes, there = world.stances[rows, k], world.present[rows]
            country = now.setting.texts.target[k] >= 0
            self._agreement(votes, there, world.members[rows], group[rows], now, period)
            self._cohesion("country" if country else "theme", votes, there, group[rows], period)
            if not country:
                continue
            self.texts += rows.size / world.replicates
            for g in range(5):
                cast = votes[there & (group[rows] == g)]
                self.shares[period, g] += np.bincount(cast + 1, minlength=3)
            by_state = np.full((rows.size, now.setting.states), NEVER, dtype=np.int8)
            at, seat = np.nonzero(there)
            by_state[at, world.members[rows][at, seat]] = votes[at, seat]
            last = np.where(voted_in[rows, k] == now.date.year - 1, before[rows, k].T, NEVER).T
            again = (last != NEVER) & (by_state != NEVER)
            np.add.at(self.moves, (last[again] + 1, by_state[again] + 1), 1)
            before[rows, k] = by_state
            voted_in[rows, k] = now.date.year

    def _cohesion(self, kind, votes, there, group, period) -> None:
        for g, name in enumerate(GROUPS):
            ours = there & (group == g)
            counts = np.stack([(ours & (votes == s)).sum(axis=1) for s in (-1, 0, 1)], axis=1)
            largest, all_ = counts.max(axis=1), counts.sum(axis=1)
            index = (largest - 0.5 * (all_ - largest)) / np.maximum(all_, 1)
            self.indices.setdefault((kind, name, period), []).extend(index[all_ > 1])

    def _agreement(self, votes, there, members, group, now, period) -> None:
        for name, pole in AGREEMENT:
            column = now.setting.iso3.index(pole)
            sits = there & (members == column)
            rows = sits.any(axis=1)
            of_pole = (votes * sits).sum(axis=1, keepdims=True)
            ours = there & (group == GROUPS.index(name)) & ~sits
            same = (ours & (votes == of_pole))[rows].sum(axis=1)
            self.agreed.setdefault((name, pole, period), []).extend(
                same / np.maximum(ours[rows].sum(axis=1), 1)
            )


def counted(scenario: Scenario, runs: int = RUNS, first: int = 0) -> Count:
    """One pass over these runs of a scenario."""
    play = Play.of(scenario)
    shape = (runs, len(play.setting.texts), play.setting.states)
    before, voted_in = np.full(shape, NEVER, np.int8), np.zeros(shape[:2], np.int64)
    count = Count()
    for now, world in play.run(first, runs):
        count.texts_of(world, now, before, voted_in)
    return count


def together(counts: Sequence[Count]) -> Count:
    """What several passes over as many runs each counted, as if it were one pass."""
    whole = Count(texts=_mean([count.texts for count in counts]))
    for count in counts:
        whole.shares += count.shares
        whole.moves += count.moves
        for ours, theirs in ((whole.indices, count.indices), (whole.agreed, count.agreed)):
            for key, values in theirs.items():
                ours.setdefault(key, []).extend(values)
    return whole


def moments(scenario: Scenario, runs: int = RUNS) -> pd.DataFrame:
    """Every moment of a scenario: id, moment, target, tolerance, result, and whether it held."""
    return table_of(counted(scenario, runs))


def table_of(count: Count) -> pd.DataFrame:
    """The moments of what was counted."""
    values = known()
    odds = count.moves / np.maximum(count.moves.sum(axis=1, keepdims=True), 1)
    found = []
    for (first, then), target in PERSISTENCE.items():
        what = f"{first}, then {then} on the same target"
        same, result = (
            values[f"persistence.{first}.{then}"],
            odds[STANCE[first] + 1, STANCE[then] + 1],
        )
        found.append(("V6", what, target, 0.03, same, result, abs(result - same)))
    for name in (None, *GROUPS):
        what = f"distance of shares on country texts, {_plain(name) if name else 'all groups'}"
        published, same = (_distance(count, shares, name) for shares in (SHARES, _recorded(values)))
        found.append(("V7", what, 0.0, 0.08, 0.0, published, same))
    for kind, groups in COHESION.items():
        periods = range(4) if kind == "country" else (1, 2)
        for name, (low, high) in groups.items():
            result = _mean([_mean(count.indices[kind, name, n]) for n in periods])
            same = _mean([values[f"cohesion.{kind}.{name}.{_years(n)}"] for n in periods])
            what = cohesion_of(kind, name)
            target = min(max(result, low), high)
            found.append(("V8", what, target, 0.07, same, result, abs(result - same)))
    for (name, pole), targets in AGREEMENT.items():
        for n, target in enumerate(targets):
            what = f"agreement of {_plain(name)} with {pole}, {_years(n)}"
            result = _mean(count.agreed[name, pole, n])
            same = values[f"agreement.{name}.{pole}.{_years(n)}"]
            found.append(("poles", what, target, 0.10, same, result, abs(result - same)))
    told = [
        (*row[:6], abs(row[5] - row[2]) <= row[3] + LEEWAY, row[6] <= row[3] + LEEWAY)
        for row in found
    ]
    return pd.DataFrame(told, columns=COLUMNS)


def known() -> dict[str, float]:
    return {line["moment"]: float(line["value"]) for line in rows("vote_moments")}


def _recorded(values: dict[str, float]) -> Shares:
    """The shares on the texts of the model's own agenda, as SHARES has them."""
    return {
        name: tuple(
            tuple(values[f"share.{name}.{_years(n)}.{vote}"] for vote in STANCE) for n in range(4)
        )
        for name in GROUPS
    }


def _distance(count: Count, shares: Shares, name: str | None) -> float:
    """The root mean square distance of shares, over periods, stances and one group or all."""
    chances = count.shares / np.maximum(count.shares.sum(axis=2, keepdims=True), 1)
    ours = chances[..., [stance + 1 for stance in STANCE.values()]]
    apart = ours - np.array([shares[group] for group in GROUPS]).transpose(1, 0, 2)
    if name is not None:
        apart = apart[:, GROUPS.index(name)]
    return float(np.sqrt((apart**2).mean()))


def cohesion_of(kind: str, group: str) -> str:
    """What the moment of cohesion of a group on this kind of texts is called."""
    low, high = COHESION[kind][group]
    return f"cohesion of {_plain(group)} on {kind} texts ({low:.2f} to {high:.2f})"


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def _plain(group: str) -> str:
    return {"WEOG": "WEOG", "GRULAC": "GRULAC"}.get(group, group.replace("_", " ").title())


def _years(period: int) -> str:
    first, last = PERIODS[period]
    return f"{first}-{last}"
