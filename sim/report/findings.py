"""The findings of a comparison as a page in Markdown: what it asks, what it found, how sure, what
was run and how to run it again."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.analysis.compare import Comparison
from sim.analysis.effects import COCHRAN, FEWEST
from sim.analysis.findings import ranked
from sim.report.numbers import counted

HEADS = {
    "clear": "Clear",
    "uncertain": "Perhaps",
    "single": "Of one pair of runs",
    "indistinguishable": "Could not be told from no effect",
    "negligible": "Too small to matter",
    "unchanged": "Unchanged",
}
MARK = "*An illustration of theories, not a forecast: the intervals show how runs of the model"
MARK += " differ, not how uncertain the world is.*"


def findings_page(
    comparison: Comparison, pictures: Sequence[Path], manifest: Mapping[str, Any]
) -> str:
    """The page as text. `pictures`: files that stand beside it; `manifest`: what was run."""
    parts = [f"# {_title(comparison)}", MARK, *_questions(comparison)]
    for name in comparison.names[1:]:
        parts += _findings(comparison, name)
    shown = [path.name for path in pictures if path.suffix == ".png" and "comparison" in path.name]
    parts += [f"![{_title(comparison)}]({name})" for name in shown]
    parts += ["## How to read this", *_reading(comparison)]
    parts += ["## What was run", _runs(manifest), *_made(comparison, manifest)]
    parts += ["## How to run it again", f"    {manifest['command']}"]
    return "\n\n".join(parts) + "\n"


def _title(comparison: Comparison) -> str:
    base, *others = comparison.titles.values()
    what = others[0] if len(others) == 1 else f"{len(others)} scenarios"
    return f"{what} beside {base}"


def _questions(comparison: Comparison) -> list[str]:
    asked = {run.scenario.title: run.scenario.question for run in comparison.scenarios}
    if len(asked) == 1:
        return [question for question in asked.values() if question]
    return ["\n".join(f"- {title}: {question}" for title, question in asked.items() if question)]


def _findings(comparison: Comparison, name: str) -> list[str]:
    """One scenario's findings, the clear ones first."""
    title = comparison.titles[name] if len(comparison.names) > 2 else "What the runs show"
    rows = comparison.rows(name)
    parts = [f"## {title}"]
    for verdict, found in ranked(rows).items():
        parts += [f"### {HEADS[verdict]}", "\n".join(f"- {row['finding']}" for row in found)]
    return parts


def _reading(comparison: Comparison) -> list[str]:
    """How the numbers are made, as far as they occur."""
    if comparison.replicates == 1:
        return ["One pair of runs gives no interval: make more with `--replicates`."]
    many = len(comparison.table)
    skewed = comparison.table[comparison.table["interval"] == "bootstrap"]
    said = [
        "Effects are means over all quarters of scenario less baseline, replicate by replicate, so "
        "that both have the same luck; in brackets the 95 % interval of that mean, by paired t. "
        f"A finding is clear if it stands with all {many} looked at together (Holm's correction).",
        "A difference begins in the first quarter in which the interval of that quarter leaves "
        "zero for a year on end. It lasts if it is still there in the whole of the last year, "
        "and reverses if it later lies a whole year on the other side.",
    ]
    if not skewed.empty:
        which = ", ".join(dict.fromkeys(skewed["outcome"]))
        said.append(
            f"Where at least {FEWEST} differences are so skewed that t does not hold (fewer pairs "
            f"than {COCHRAN:.0f} times the squared skewness), the interval is that of the "
            f"bootstrap (BCa) instead: {which}."
        )
    if comparison.table["verdict"].isin(["uncertain", "indistinguishable"]).any():
        said.append(
            "What an effect would need is the number of pairs that show an effect of the size "
            "seen, if that is its size, in four of five tries; not more than a rough guide."
        )
    return said


def _runs(manifest: Mapping[str, Any]) -> str:
    lines = ["| scenario | name | pairs of runs | failed | digest |", "|---|---|---|---|---|"]
    lines += [
        f"| {one['title']} | `{one['name']}` | {one['replicates']:,} | {len(one['failed'])} "
        f"| `{one['scenario_digest']}` |"
        for one in manifest["scenarios"]
    ]
    return "\n".join(lines)


def _made(comparison: Comparison, manifest: Mapping[str, Any]) -> list[str]:
    quarters = comparison.baseline.scenario.quarters
    seed = manifest["scenarios"][0]["seed"]
    return [
        f"{quarters[0]} to {quarters[-1]}, seed {seed}, model {manifest['model_version']} "
        f"(`{manifest['model_digest']}`), {counted(len(comparison.outcomes), 'outcome')}. Every "
        "number is in `comparison.csv`, every run in `series.parquet`."
    ]
