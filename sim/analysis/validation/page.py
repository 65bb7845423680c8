"""The validation page of the docs: the suite with what was used in fitting, and the moments."""

from pathlib import Path

import pandas as pd

from sim.analysis.validation.moments import known
from sim.analysis.validation.rows import KINDS, Part
from sim.analysis.validation.suite import Result, total
from sim.scenario.reference import table

FILE = Path(__file__).parents[3] / "docs" / "validation.md"
HOLDS = {True: "yes", False: "NO", None: "not tested"}
COLUMNS = ["id", "kind", "what it tests", "must be", "result", "interval", "holds", "fitted"]

HEAD = """# Validation

What the engine should reproduce, and whether it does. Made by `python -m sim.analysis.validation`
({runs} runs, seed {seed}); the same table is `python run.py validate`. An illustration of theories,
not a forecast.

**{total}.**

Kinds: {kinds}.
A row holds if all its parts do. Tolerances of votes, moments and levels stood before the results,
and none was widened: a row fails openly. `fitted` says whether what the row tests was in sight when
parameters were set; notes below say which. Most F rows are built like the tests of directions,
bounds that are judgement included (a tenth of a point is nothing, at most half is left), and the
model was built to pass those: a row that holds says that the model does what a theory says where
the rules of that theory play, and is no evidence for the theory. Votes are predicted with the
members who sat, and with memories, ideal points and parameters of earlier years alone. Intervals:
90 % of runs for votes, 95 % for means, shares, ratios and paired effects. V3, V4 and V11 rest on
votes after 2018, which are kept back as an unseen test.

"""

NOTES = """
## What the rows rest on

{says}

## Used in fitting

{notes}

In all other rows nothing was set with what they test in sight: they rest on rules that the
documents state and on numbers from other sources or from judgement. The form of the vote rule and
the rate at which states remember were chosen once, on roll calls of all years, for all texts.

## Moments

The recorded votes beside the baseline, counted on adopted texts, as the roll calls are, without
the challenger's own: {texts:.0f} country texts a run, more than the {recorded:.0f} in the record,
since the model votes on every text and the bodies adopted many without. `record` is the published
value, `same texts` what the roll calls give on the texts of the model's own agenda. {held} of {all}
moments hold against the first and {same} against the second. The others are listed as they are; no
tolerance was widened for them.

What does not hold is mostly about those in the middle: in the model they leave abstention more
often than real instructions do, and Africa, where most of the middle is, divides more on states
and is less often with China than it was. What moved whole groups at once, as in 1999-2005, is not
in the rule.

"""


def cells(result: Result, every_part: bool = True) -> list[list[str]]:
    """A row and, if it has several, its parts (or those that do not hold), as text: the columns of
    COLUMNS. A row of several parts says how many of them hold."""
    row, whole, tested = result.row, result.whole, [p for p in result.parts if p.passed is not None]
    fitted = "yes" if row.used_in_fitting else "no"
    if len(result.parts) < 2:
        title = f"{row.title}: {_tested(result.parts[0])}" if result.parts else row.title
        return [[row.id, row.kind, title, *_numbers(whole), fitted]]
    held = f"{sum(bool(part.passed) for part in tested)} hold"
    head = [row.id, row.kind, row.title, f"all {len(tested)} parts", held, "", HOLDS[whole.passed]]
    shown = [p for p in result.parts if every_part or not p.passed]
    return [[*head, fitted], *([f"  {p.name}", "", _tested(p), *_numbers(p), ""] for p in shown)]


def _tested(part: Part) -> str:
    return f"{part.test} ({part.reason})" if part.passed is None else part.test


def _numbers(part: Part) -> list[str]:
    interval = "" if part.low is None else f"{short(part.low)} to {short(part.high)}"
    return [part.must.replace("-", "−"), short(part.result), interval, HOLDS[part.passed]]


def short(value: float | None) -> str:
    """A number in three figures, with a true minus sign."""
    if value is None:
        return ""
    said = f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    said = "0" if abs(value) < 5e-5 else said
    return said.replace("-", "−")


def page(
    results: list[Result], moments: pd.DataFrame, texts: float, replicates: int, seed: int
) -> str:
    """docs/validation.md."""
    kinds = "; ".join(f"{letter}, {what}" for letter, what in KINDS.items())
    head = HEAD.format(runs=replicates, seed=seed, total=total(results), kinds=kinds)
    lines = [_marked(line, one.row.id) for one in results for line in cells(one)]
    used: dict[str, list[str]] = {}
    for one in results:
        if one.row.used_in_fitting:
            used.setdefault(one.row.fitting, []).append(one.row.id)
    notes = "\n".join(f"- {', '.join(ids)}: {why}." for why, ids in used.items())
    says = "\n".join(f"- {one.row.id}: {one.row.says}" for one in results)
    after = NOTES.format(
        says=says, notes=notes, texts=texts, recorded=known()["texts.country"], all=len(moments),
        held=moments.held.sum(), same=moments.held_same.sum(),
    )  # fmt: skip
    columns = ["id", "moment", "record", "same texts", "model", "tolerance", "holds", "same holds"]
    return "\n".join([
        head + "\n".join(table(COLUMNS, lines)), after + "\n".join(table(columns, _told(moments))),
        "",
    ])  # fmt: skip


def _marked(line: list[str], row: str) -> list[str]:
    """Rows in bold, parts in plain with their whole id."""
    if line[0].startswith(" "):
        return [f"{row}.{line[0].strip()}", *line[1:]]
    return [f"**{cell}**" if n in (0, 2) else cell for n, cell in enumerate(line)]


def _told(moments: pd.DataFrame) -> list[list[str]]:
    said = ("no", "yes")
    return [
        [row["id"], row["moment"], f"{row['target']:.3f}", f"{row['same_texts']:.3f}",
         f"{row['result']:.3f}", f"{row['tolerance']:.2f}", said[row["held"]],
         said[row["held_same"]]]
        for row in moments.to_dict("records")
    ]  # fmt: skip
