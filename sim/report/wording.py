"""Titles and alternative texts made from the numbers, so that a new seed cannot falsify them."""

from collections.abc import Mapping

import pandas as pd

from sim.report.numbers import counted, told

NONE: Mapping[str, str] = {}
NO_INTERVAL = "one replicate gives no interval"


def inside(label: str) -> str:
    """A label for the middle of a sentence: `Scope` → `scope`, `NGO access` as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def unit_word(unit: str) -> str:
    """The unit without its range: `points, 0-100` → `points`."""
    return unit.split(",")[0].strip()


def told_apart(effects: pd.DataFrame) -> pd.DataFrame:
    """The rows whose interval leaves out no change, also beside all others that were looked at
    (`p_corrected`, where the table has it)."""
    clear = (effects["low"] > 0) | (effects["high"] < 0)
    if "p_corrected" in effects:
        clear &= effects["p_corrected"] <= 0.05
    return effects[clear]


def _largest(effects: pd.DataFrame, units: Mapping[str, str]) -> pd.Series:
    """The row with the largest effect among those in the commonest unit (sizes in different
    units cannot be ranked; on a tie the unit named first counts)."""
    unit = effects["outcome"].map(lambda o: units.get(o, ""))
    rows = effects[unit == unit.value_counts(sort=False).idxmax()]
    return rows.iloc[int(rows["effect"].abs().to_numpy().argmax())]


def finding(
    effects: pd.DataFrame,
    labels: Mapping[str, str],
    units: Mapping[str, str] = NONE,
) -> str:
    """A title from the effects (see `comparison_figure`): the largest distinguishable one.

    Says so if no interval leaves out no change, or if one replicate gives no interval. `labels`
    may name scenarios too. Speaks of the model only.
    """
    if effects.empty:
        raise ValueError("no effect to speak of: the table of effects is empty")
    effects = effects.dropna(subset=["low", "high"])
    if effects.empty:
        return f"What the model shows cannot be told from luck: {NO_INTERVAL}"
    clear = told_apart(effects).reset_index(drop=True)
    if clear.empty:
        return _nothing(effects, labels)
    row = _largest(clear, units)
    outcome, scenario = str(row["outcome"]), str(row["scenario"])
    unit = unit_word(units.get(outcome, ""))
    number, _ = told(row["effect"], row["low"], row["high"])
    amount = f"{number.lstrip('+−')} {unit}".strip()
    name = labels.get(outcome, outcome)
    way = "higher" if row["effect"] > 0 else "lower"
    return f"{name}: {amount} {way} with “{labels.get(scenario, scenario)}” in the model"


def _nothing(effects: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """The title when every interval includes no change."""
    names = effects["scenario"].unique()
    outcomes = effects["outcome"].unique()
    where = (
        f"in {inside(labels.get(outcomes[0], outcomes[0]))}"
        if len(outcomes) == 1
        else f"in any of {len(outcomes)} outcomes"
    )
    who = f"“{labels.get(names[0], names[0])}”" if len(names) == 1 else f"{len(names)} scenarios"
    return f"In the model, no distinguishable difference between {who} and the baseline {where}"


def alt_text(
    effects: pd.DataFrame,
    labels: Mapping[str, str],
    units: Mapping[str, str] = NONE,
    period: str = "last years",
) -> str:
    """The comparison in sentences, from the same numbers as the picture."""
    pairs = int(effects["replicates"].min())
    parts = [
        f"{finding(effects, labels, units)}.",
        f"Mean change against the baseline, {period},"
        f" {counted(pairs, 'pair')} of runs under the same luck:",
    ]
    for scenario, rows in effects.groupby("scenario", sort=False):
        words = "; ".join(_effect_in_words(row, labels, units) for _, row in rows.iterrows())
        parts.append(f"{labels.get(str(scenario), str(scenario))}: {words}.")
    parts.append("An illustration, not a forecast.")
    return " ".join(parts)


def _effect_in_words(row: pd.Series, labels: Mapping[str, str], units: Mapping[str, str]) -> str:
    """One effect with its interval, and whether that includes no change."""
    outcome = str(row["outcome"])
    unit = unit_word(units.get(outcome, ""))
    number, ends = told(row["effect"], row["low"], row["high"])
    text = f"{inside(labels.get(outcome, outcome))} {number} {unit}".strip()
    if not ends:
        return f"{text} ({NO_INTERVAL})"
    clear = row["low"] > 0 or row["high"] < 0
    return f"{text} (95 % interval {ends}{'' if clear else ', includes no change'})"


MOTIONS = {
    "no_action": ("Motion to take no action", "carries", "fails"),
    "resolution": ("Draft resolution", "adopted", "rejected"),
    "amendment": ("Amendment", "adopted", "rejected"),
}


def board_title(kind: str, yes: int, no: int, abstain: int) -> str:
    """What a vote decided, by the rule: more yes than no; a tie fails; abstentions do not count.

    `kind` is no_action, resolution or amendment. Raises ValueError on any other.
    """
    if kind not in MOTIONS:
        raise ValueError(f"unknown kind of vote {kind!r}; known are {', '.join(MOTIONS)}")
    what, passes, falls = MOTIONS[kind]
    how = passes if yes > no else f"{falls} on a tie" if yes == no else falls
    return f"{what} {how}: {yes} yes, {no} no, {abstain} abstaining"


def board_rule(body: str, members: int, yes: int, no: int) -> str:
    """The subtitle: the body, its size, the rule, and what the rule asked for in this vote."""
    needed = (yes + no) // 2 + 1
    return (
        f"{body}, {members} members. A simple majority of members voting yes or no decides"
        f" ({needed} of {yes + no} here); a tie fails; abstentions do not count."
    )


def board_alt_text(votes: pd.DataFrame, title: str) -> str:
    """A roll call in sentences: the title, then who voted how, from the same rows."""
    parts = [f"{title}."]
    for vote in ("yes", "no", "abstain", "absent"):
        members = sorted(votes.loc[votes["vote"] == vote, "iso3"])
        if members:
            parts.append(f"{vote.capitalize()} ({len(members)}): {', '.join(members)}.")
    return " ".join([*parts, "An illustration, not a forecast."])
