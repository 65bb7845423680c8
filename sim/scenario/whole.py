"""What can only be judged of a scenario when everything it extends has been laid together."""

from sim.calendar import Quarter
from sim.engine.uncertainty import Distribution
from sim.mechanisms import parameters
from sim.problems import Problem
from sim.scenario.course import Value, playing
from sim.scenario.document import Document, Path_
from sim.scenario.form import Form

LONGEST = 400  # quarters in a run


def check_whole(chain: list[Document], form: Form) -> tuple[list[Problem], list[Problem]]:
    """Problems and warnings of the whole, each at the file and line that it comes from."""
    start, end = Quarter.parse(form.run.start), Quarter.parse(form.run.end)
    problems = []
    if not form.title:
        problems.append(_at(chain, (), "`title` is missing"))
    if end < start:
        message = f"the run ends in {end}, before it starts in {start}"
        problems.append(_at(chain, ("run", "end"), message))
    elif end.index - start.index >= LONGEST:
        message = f"the run lasts from {start} to {end}; {LONGEST // 4} years are the most"
        problems.append(_at(chain, ("run", "end"), message))
    uncertain = {
        name for name, value in written_values(form).items() if isinstance(value, Distribution)
    }
    for label, event in form.timeline.items():
        path: Path_ = ("timeline", label)
        if event is None:
            continue
        for key, written in (("at", event.at), ("until", event.until)):
            if written is not None and not start <= Quarter.parse(written) <= end:
                message = f"{written} is outside the run, {start} to {end}"
                problems.append(_at(chain, (*path, key), message))
        for name in sorted(uncertain & set(event.ramp)):
            message = f"`{name}` is uncertain and cannot be ramped"
            problems.append(_at(chain, (*path, "ramp", name), message))
    return problems, _warnings(chain, form)


def written_values(form: Form) -> dict[str, Value]:
    """What levers and uncertainties set, by "mechanism.parameter"."""
    found: dict[str, Value] = {}
    for part in (form.levers, form.uncertainties):
        for mechanism, given in part.items():
            for name, value in given.items():
                known = parameters(mechanism)[name]
                found[f"{mechanism}.{name}"] = (
                    Distribution.parse(value, known.low, known.high)
                    if isinstance(value, dict)
                    else float(value)
                )
    return found


def _warnings(chain: list[Document], form: Form) -> list[Problem]:
    """Values that no mechanism of this run reads."""
    players = set(playing(tuple(form.without), form.instead).values())
    idle = "is set, but no mechanism of this run reads it"
    found = []
    for kind, part in (("levers", form.levers), ("uncertainties", form.uncertainties)):
        for mechanism, given in part.items():
            if mechanism not in players:
                paths: list[Path_] = [(kind, mechanism, name) for name in given]
                found += [
                    _at(chain, path, f"`{'.'.join(map(str, path))}` {idle}") for path in paths
                ]
    for label, event in form.timeline.items():
        for name in [*event.set, *event.ramp] if event else ():
            if name.partition(".")[0] not in players:
                entry = "set" if event and name in event.set else "ramp"
                found.append(_at(chain, ("timeline", label, entry, name), f"`{name}` {idle}"))
    return found


def _at(chain: list[Document], path: Path_, message: str) -> Problem:
    """A problem at the last file that says something about this path."""
    for length in range(len(path), 0, -1):
        for document in reversed(chain):
            if path[:length] in document.places:
                return document.problem(path[:length], message)
    return chain[-1].problem((), message)
