"""What a reader has to be told before believing a result, or several side by side."""

from collections.abc import Sequence

from sim.analysis.results import Result, ResultError, comparable
from sim.engine.store import model_digest
from sim.report.numbers import counted
from sim.report.page.parameters import unknown

FEW = 30  # pairs of runs under which an interval is rough; a judgement


def doubts(result: Result) -> list[str]:
    """Sentences on one result; none if there is nothing to warn of."""
    found = []
    titles = result.titles
    for name, numbers in result.failed.items():
        which = ", ".join(map(str, numbers[:12])) + (", …" if len(numbers) > 12 else "")
        found.append(
            f"{counted(len(numbers), 'replicate')} of “{titles[name]}” failed and"
            f" {'is' if len(numbers) == 1 else 'are'} left out: {which}. The reasons are in"
            " failures.csv."
        )
    if result.manifest["model_digest"] != model_digest():
        found.append(
            f"The result was made by model {result.manifest['model_digest']}; meanings, sources"
            f" and grades of parameters are those of model {model_digest()}, which writes this"
            " page."
        )
    for one in result.scenarios:
        found += [f"{one['title']}: {words}" for words in one["resolved"].get("warnings", ())]
        gone = unknown(one["resolved"])
        if gone:
            found.append(f"{one['title']} sets what the model no longer has: {', '.join(gone)}.")
    if result.replicates < FEW:
        found.append(
            f"Only {counted(result.replicates, 'replicate')} were run: intervals are rough or"
            " missing, and bands say little."
        )
    if len({one["scenario_digest"] for one in result.scenarios}) < len(result.scenarios):
        found.append("Two of the scenarios are the same in all that matters to a run.")
    if result.manifest.get("clean_tree") is False:
        found.append("The model was run with changes that are not in its commit.")
    return found


def apart(results: Sequence[Result]) -> list[str]:
    """Why results must not be set side by side, a sentence for each that differs from the first."""
    found = []
    for other in results[1:]:
        try:
            comparable([results[0], other])
        except ResultError as error:
            found.append(f"{str(error)[:1].upper()}{str(error)[1:]}.")
    return found
