"""Invented tables that look like runs: nothing here was simulated."""

import numpy as np
import pandas as pd

LABELS = {
    "scope": "Scope",
    "effectiveness": "Effectiveness",
    "independence": "Independence",
    "universality": "Universality",
    "scrutiny": "Scrutiny of the challenger",
    "rights": "Rights on the ground",
    "civic_space": "Civic space",
    "prisoners": "Prisoners held",
    "ngos": "NGO access",
    "visits": "Special-procedure visits",
}
UNITS = {name: "points, 0-100" for name in LABELS} | {
    "prisoners": "people",
    "visits": "visits a year",
}
START = [38, 46, 52, 61, 34, 47, 50, 900, 42, 31]
END = [55, 41, 47, 57, 22, 50, 47, 1400, 48, 64]
EFFECT = [3.1, -4.2, -0.2, 2.2, -9.5, 0.3, 1.6, -180.0, 4.4, -7.0]
NAMES = ["Baseline", "Coordinated dialogues", "Bloc discipline", "Open sessions", "Quiet money"]
QUARTERS = [f"{year}-Q{q}" for year in range(1990, 2019) for q in (1, 2, 3, 4)]


def series(
    scenarios: int = 1,
    outcomes: int = 6,
    replicates: int = 64,
    quarters: list[str] = QUARTERS,
    strength: float = 1.0,
    seed: int = 11,
) -> pd.DataFrame:
    """A tidy table of runs, step-like within years, in which all scenarios share their luck."""
    rng = np.random.default_rng(seed)
    steps = len(quarters)
    share = np.linspace(0, 1, steps)
    season = 1 + 0.03 * np.array([(-1) ** int(q[-1]) for q in quarters])
    parts = []
    for number, outcome in enumerate(list(LABELS)[:outcomes]):
        size = 0.085 * START[number]
        walk = rng.normal(0, 0.18 * size, (replicates, steps)).cumsum(1)
        luck = walk + rng.normal(0, 0.5 * size, (replicates, 1))
        for s in range(scenarios + 1):
            pull = strength * EFFECT[number] * (0, 1, -0.6, 0.4, 0.15)[s]
            own = rng.normal(0, 0.13 * size, (replicates, steps)).cumsum(1) * (strength > 0)
            grow = 1 / (1 + np.exp(-(share - 0.42) * 11))
            level = (START[number] + (END[number] - START[number]) * share) * season
            value = level + luck + (pull * grow + own * share * 1.2 if s else 0)
            parts.append(_tidy(np.maximum(value, 0), NAMES[s], outcome, quarters))
    return pd.concat(parts, ignore_index=True)


def _tidy(value: np.ndarray, scenario: str, outcome: str, quarters: list[str]) -> pd.DataFrame:
    replicates, steps = value.shape
    return pd.DataFrame(
        {
            "scenario": scenario,
            "replicate": np.repeat(np.arange(replicates), steps),
            "quarter": np.tile(quarters, replicates),
            "outcome": outcome,
            "value": value.ravel(),
        }
    )


def effects(table: pd.DataFrame, last: int = 20) -> pd.DataFrame:
    """Mean paired effects over the last quarters, with a 95 % interval where there is one."""
    late = table[table["quarter"].isin(table["quarter"].unique()[-last:])]
    keys = ["scenario", "outcome", "replicate"]
    means = late.groupby(keys, sort=False)["value"].mean().unstack("replicate")
    baseline = table["scenario"].iloc[0]
    rows = []
    for scenario, outcome in means.index:
        if scenario == baseline:
            continue
        ours, theirs = means.loc[(scenario, outcome)], means.loc[(baseline, outcome)]
        gap = ours - theirs
        half = 1.96 * gap.std(ddof=1) / np.sqrt(len(gap))
        rows.append(
            (
                scenario,
                outcome,
                theirs.mean(),
                ours.mean(),
                gap.mean(),
                gap.mean() - half,
                gap.mean() + half,
                len(gap),
            )
        )
    names = [
        "scenario",
        "outcome",
        "baseline",
        "scenario_value",
        "effect",
        "low",
        "high",
        "replicates",
    ]
    return pd.DataFrame(rows, columns=names)


COMMISSION = (15, 12, 5, 11, 10)
COUNCIL = (13, 13, 6, 8, 7)
GROUPS = ("AFRICA", "ASIA_PACIFIC", "EASTERN_EUROPE", "GRULAC", "WEOG")
STATES = (
    "AGO BEN CMR CIV EGY ETH GAB GIN MWI MRT MUS NGA SDN TGO ZWE",
    "BGD BTN CHN IND IDN JPN MYS NPL PAK PHL KOR LKA MDV",
    "BGR HUN POL ROU RUS ALB",
    "BRA CHL COL CUB DOM ECU SLV MEX NIC PER VEN",
    "AUS AUT CAN FIN FRA DEU ITA NLD GBR USA",
)
YES_SHARE = (0.75, 0.75, 0.2, 0.3, 0.05)


def votes(seats: tuple[int, ...] = COMMISSION, absent: bool = True, seed: int = 4) -> pd.DataFrame:
    """An invented roll call: columns iso3, group, vote."""
    rng = np.random.default_rng(seed)
    rows = []
    for group, names, number, share in zip(GROUPS, STATES, seats, YES_SHARE, strict=True):
        for iso3 in names.split()[:number]:
            u = rng.random()
            vote = "yes" if u < share else "no" if u < share + 0.75 * (1 - share) else "abstain"
            rows.append((iso3, group, vote))
    table = pd.DataFrame(rows, columns=["iso3", "group", "vote"])
    if absent:
        table.loc[table["iso3"] == "ROU", "vote"] = "absent"
    return table
