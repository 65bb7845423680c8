"""Conditions under which a change holds, in words made from the numbers."""

from collections.abc import Sequence
from math import floor, isfinite, log10
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.discovery import FEWEST, SIDES, Box, Condition, Discovery
from sim.engine.record import model_version
from sim.engine.store import model_digest
from sim.outcomes import OUTCOMES
from sim.report.numbers import counted, tick
from sim.report.wording import inside, unit_word

if TYPE_CHECKING:
    from sim.scenario import Scenario

MOST = 3  # boxes that are drawn


def title_of(outcome: str) -> str:
    return OUTCOMES[outcome].title


def words_of(name: str) -> str:
    """A parameter in words: `dialogue.opening` → `opening (dialogue)`."""
    mechanism, _, parameter = name.partition(".")
    return f"{parameter} ({mechanism})".replace("_", " ")


def rounded(value: float, other: float = 0.0) -> str:
    """A limit as a reader wants it: two digits that matter, true minus."""
    size = max(abs(value), abs(other), 1e-12)
    return tick(round(value, max(0, 1 - floor(log10(size)))) + 0.0)


def condition_in_words(one: Condition) -> str:
    name = words_of(one.name)
    if isfinite(one.low) and isfinite(one.high):
        return f"{name} is between {rounded(one.low, one.high)} and {rounded(one.high)}"
    if isfinite(one.low):
        return f"{name} is above {rounded(one.low)}"
    return f"{name} is below {rounded(one.high)}"


def conditions_in_words(conditions: Sequence[Condition]) -> str:
    return " and ".join(condition_in_words(one) for one in conditions)


def sentence(found: Discovery, outcome: str) -> list[str]:
    """What is known of an outcome: how often the change is on either side, and where."""
    above, below = (found.cases(outcome, side) for side in SIDES)
    many, title, line = len(found.points), title_of(outcome), threshold_in_words(found, outcome)
    for side, cases, rest in (("above", above, below), ("below", below, above)):
        if cases.all() or (rest.sum() < FEWEST and cases.sum() > many / 2):
            much = "all" if cases.all() else f"{cases.sum()} of"
            return [
                f"{title}: the change {SIDES[side]} {line} at {much} {many} points, so there are no"
                " conditions to seek."
            ]
    if not above.any() and not below.any():
        return [f"{title}: the change is {line} at all {many} points."]
    said = [f"{title}: the change lies above {line} at {above.sum()} of {many} points."]
    for side, cases in (("above", above), ("below", below)):
        box = found.told(outcome, side)
        if box is not None:
            said.append(f"{title}: {in_words(box, line)}")
        elif min(cases.sum(), (~cases).sum()) >= FEWEST:
            said.append(
                f"{title}: no condition found under which it {SIDES[side]} {line} clearly more"
                f" often than at {cases.mean():.0%} of points, as it does overall.".replace(
                    "%", " %"
                )
            )
    return said


def in_words(box: Box, line: str) -> str:
    """A box as a sentence with its coverage, its size, and how it did on points held out."""
    text = (
        f"the change {SIDES[box.side]} {line} in {box.density:.0%} of cases where"
        f" {conditions_in_words(box.conditions)}, against {box.base:.0%} of all (covers"
        f" {box.coverage:.0%} of all cases where it does; {box.inside} of {box.points} points;"
        f" {box.held_density:.0%} on points held out)."
    )
    return text.replace("%", " %")


def threshold_in_words(found: Discovery, outcome: str) -> str:
    unit = unit_word(OUTCOMES[outcome].unit)
    if abs(found.threshold) == 1:
        unit = unit.removesuffix("s")
    return f"{tick(found.threshold)} {unit}" if found.threshold else "zero"


def points_table(found: Discovery) -> pd.DataFrame:
    """A row per point: the parameters, and `effect.OUTCOME` for every outcome."""
    columns = dict(zip(found.names, found.points.T, strict=True))
    columns |= {f"effect.{o}": found.effects[:, n] for n, o in enumerate(found.outcomes)}
    return pd.DataFrame(columns)


def best(found: Discovery) -> list[Box]:
    """The told boxes that are drawn: one of every outcome, the surest first."""
    boxes = []
    for outcome in found.outcomes:
        both = [box for side in SIDES if (box := found.told(outcome, side)) is not None]
        boxes += sorted(both, key=lambda box: box.p)[:1]
    return sorted(boxes, key=lambda box: box.p)[:MOST]


def content(
    found: Discovery, scenario: "Scenario", base: "Scenario | None", command: str, replicates: int
) -> dict[str, Any]:
    """What the result says to a machine and to the report."""
    import json

    return {
        "command": command,
        "model_version": model_version(),
        "model_digest": model_digest(),
        "scenario": scenario.name,
        "scenario_title": scenario.title,
        "baseline": base.name if base else None,
        "seed": scenario.seed,
        "replicates": replicates,
        "points": len(found.points),
        "threshold": found.threshold,
        "finding": finding(found),
        "in_words": [words for outcome in found.outcomes for words in sentence(found, outcome)],
        "boxes": json.loads(found.table.to_json(orient="records", double_precision=10)),
    }


def finding(found: Discovery) -> str:
    """The title, made from the surest box."""
    boxes = best(found)
    if not boxes:
        return "In the model, no condition was found on which the change depends"
    box = boxes[0]
    what = f"the change in {inside(title_of(box.outcome))}"
    side = f"{SIDES[box.side]} {threshold_in_words(found, box.outcome)}"
    share, where = f"{100 * box.density:.0f} % of cases", conditions_in_words(box.conditions[:2])
    more = len(box.conditions) - 2
    where += f" (and {counted(more, 'more condition')})" if more > 0 else ""
    return f"In the model, {what} {side} in {share} where {where}"
