"""The ODD document of the model (Grimm et al. 2020), made from declarations and docstrings.

`python -m sim.report.odd` writes it to docs/odd.md again.
"""

import ast
import inspect
import re
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from textwrap import dedent
from types import ModuleType

from sim.engine import schedule
from sim.engine.parameter import GRADES
from sim.engine.schedule import ORDER, plays
from sim.events import EVENTS
from sim.evidence import FOLDER
from sim.mechanisms import catalogue, every_parameter, parameters
from sim.outcomes import MAIN, OUTCOMES
from sim.procedures import FOLDER as PROCEDURES
from sim.report.odd_text import AXES, CONCEPTS, PATTERNS, PURPOSE, RANDOM, SCALES, START
from sim.scenario.reference import table
from sim.scenario.schema import headline
from sim.world import FIELDS, World

FILE = Path(__file__).parents[2] / "docs" / "odd.md"
EVIDENCE = "../sim/evidence/README.md"

HEAD = """# The model described: ODD

After the ODD protocol (Overview, Design concepts, Details) in its second update: Grimm et al. 2020,
The ODD Protocol for Describing Agent-Based and Other Simulation Models: A Second Update to Improve
Clarity, Replication, and Structural Realism, Journal of Artificial Societies and Social Simulation
23 (2) 7. Made from the declarations and docstrings by `python -m sim.report.odd`; what stands here
is what runs. Parameters are in [reference.md](reference.md), the tables of facts in
[evidence]({evidence}), what to cite in `python run.py show FILE --cite`.
"""


def written() -> str:
    """The text of the file."""
    parts = [
        HEAD.format(evidence=EVIDENCE),
        _section("1. Purpose and patterns", PURPOSE, PATTERNS),
        _section("2. Entities, state variables and scales", _entities(), SCALES, *_variables()),
        _section("3. Process overview and scheduling", *_schedule()),
        _section("4. Design concepts", *_concepts()),
        _section("5. Initialization", START),
        _section("6. Input data", *_data()),
        _section("7. Submodels", *_submodels()),
    ]
    return "\n".join(parts)


def _section(title: str, *parts: str) -> str:
    return "\n\n".join([f"## {title}", *(part.strip("\n") for part in parts)]) + "\n"


def _entities() -> str:
    axes = [f"- **{axis}**: {meaning}" for axis, meaning in AXES.items()]
    return "\n".join([
        "Entities are axes of arrays, and a state variable has an entry for each combination of "
        "its axes:",
        "",
        *axes,
        "",
        f"Bodies and procedures of the United Nations ({', '.join(_procedures())}) are dated "
        "rules under `sim/procedures/`: who sits, when, and how it decides. Roles (challenger, "
        "critics, leaders) are given to states by a scenario.",
    ])  # fmt: skip


def _procedures() -> list[str]:
    return sorted(file.stem.replace("_", " ") for file in PROCEDURES.glob("*.yaml"))


def _variables() -> list[str]:
    """A table of state variables for each theme, in the order of the World's declaration."""
    parts = [
        f"There are {len(FIELDS)} state variables. `1` in the axes is a number for the whole "
        "world; a number is so many entries. *Written by* names the mechanisms that change it; "
        "*read by* counts those whose files name it."
    ]
    for theme in World.__bases__:
        about = " ".join((theme.__doc__ or "").split()).rstrip(".")
        rows = [
            [
                f"`{name}`", f.axes, f.unit or "code", f.meaning,
                _start(f.start, f.kind), ", ".join(f"`{one}`" for one in _users(name)[0]),
                str(len(_users(name)[1])),
            ]
            for name, f in FIELDS.items()
            if name in vars(theme).get("__annotations__", {})
        ]  # fmt: skip
        columns = ["name", "axes", "unit", "meaning", "starts", "written by", "read by"]
        parts.append("\n".join([f"### {about}", "", *table(columns, rows)]))
    return parts


def _start(value: float, kind: type) -> str:
    return "no" if kind is bool else f"{value:g}"


@cache
def _users(field: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The mechanisms that write a field, and those whose text looks at it."""
    rules = catalogue()
    writing = tuple(name for name in rules if field in getattr(rules[name], "writes", ()))
    return writing, tuple(name for name in rules if field in _looked_at(name))


@cache
def _looked_at(mechanism: str) -> frozenset[str]:
    """Every field of a world that the file of a mechanism names."""
    tree = ast.parse(inspect.getsource(_module(mechanism)))
    return frozenset(
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") not in ("self", "now")
    )


def _module(mechanism: str) -> ModuleType:
    return sys.modules[catalogue()[mechanism].__module__]


def _schedule() -> list[str]:
    """The story of a quarter as the schedule tells it, and the order of events."""
    about = inspect.getdoc(schedule) or ""
    story = about.partition("\n\n")[2].partition("\n\nA scenario")[0]
    steps = re.findall(r"^ *([A-Z][\w ]+): (.+?)(?=^ *[A-Z][\w ]+: |\Z)", story, re.M | re.S)
    told = [f"{n}. **{head}.** {' '.join(text.split())}" for n, (head, text) in enumerate(steps, 1)]
    return [
        "In each quarter, for all replicates at once, what the timeline fires happens first; then "
        f"{len(ORDER)} events follow in a fixed order, each played by one mechanism, which reads "
        "the world as the events before it left it and returns the fields that it changes "
        "(asynchronous between events, synchronous within one); then outcomes are counted. An "
        "event outside its season returns nothing.",
        "\n".join(told),
        f"The order: {', '.join(f'`{name}`' for name in ORDER)}.",
        "A scenario may leave an event out, or have it played by a rival mechanism. Its timeline "
        f"can fire: {', '.join(f'`{name}`' for name in EVENTS)}.",
    ]


def _concepts() -> list[str]:
    lucky = [name for name in ORDER if _draws(name)]
    parts = [f"**{name}.** {_flat(text)}" for name, text in CONCEPTS.items()]
    stochastic = (
        f"**Stochasticity.** {_flat(RANDOM)} {len(lucky)} of {len(ORDER)} events draw luck: "
        f"{', '.join(f'`{name}`' for name in lucky)}."
    )
    rows = [
        [f"`{o.name}`", o.title, o.unit, o.meaning, "yes" if o.name in MAIN else ""]
        for o in OUTCOMES.values()
    ]
    columns = ["outcome", "title", "unit", "how it is counted", "by default"]
    return [*parts[:-2], stochastic, *parts[-2:], "\n".join(table(columns, rows))]


def _draws(mechanism: str) -> bool:
    """Whether a mechanism uses luck."""
    text = inspect.getsource(_module(mechanism)).split('"""', 2)[2]
    return re.search(r"\bdraw\.\w+\(|, draw\b[,)]", text) is not None


def _flat(text: str) -> str:
    return " ".join(text.split())


def _data() -> list[str]:
    """Each table of facts by the headings and first lines of the evidence's own description."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = []
    for section in text.split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        origin = re.search(r"^- (?:Origin|Origin and faults): (.+)$", body, re.M)
        first = body.strip().partition("\n")[0]
        rows.append([_linked(heading), first, origin[1] if origin else ""])
    return [
        "The record is read once, at the start, and drives the model from outside: it is the path "
        "from which the model departs. Nothing after 2018 is in it; a run that goes on keeps the "
        "last year. Figures are derived from public files by `python -m sim.evidence.derive`; "
        f"faults and what was filled in are described in [evidence]({EVIDENCE}).",
        "\n".join(table(["table", "what it holds", "origin"], rows)),
        "Calendars, seats, quotas and rules of the bodies are dated, cited data under "
        "`sim/procedures/`.",
    ]


def _linked(heading: str) -> str:
    anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
    return f"[{heading}]({EVIDENCE}#{anchor})"


def _submodels() -> list[str]:
    """Every mechanism: theory, sources, what it writes and its parameters by grade."""
    rules = catalogue()
    every = Counter(one.grade for one in every_parameter().values())
    order = sorted(rules, key=lambda name: (ORDER.index(plays(name, rules[name])), name))
    total = sum(every.values())
    return [
        f"{len(rules)} mechanisms have {total} parameters: {_graded(every)}. Each is declared once "
        "with value, bounds, unit, meaning, source and grade, in [reference.md](reference.md).",
        *map(_submodel, order),
    ]


def _submodel(name: str) -> str:
    about = inspect.getdoc(_module(name)) or ""
    event = plays(name, catalogue()[name])
    rival = f" Plays `{event}` in place of it.\n" if event != name else ""
    grades = Counter(one.grade for one in parameters(name).values())
    count = sum(grades.values())
    graded = f"{_counted(count)}: {_graded(grades)}" if count else "none"
    lines = [f"### {name}", "", f"{headline(name)}{rival}"]
    for head, text in _parts(about):
        lines += ["", f"**{head}.** {_flat(text)}" if head != "Theory" else _theory(text)]
    return "\n".join([*lines, "", f"**Parameters.** [{graded}](reference.md#{name})."])


def _parts(about: str) -> list[tuple[str, str]]:
    """The parts of a mechanism's head: Theory, Sources, Writes, Catalogue."""
    return re.findall(
        r"^(Theory|Sources?|Writes|Catalogue): (.+?)(?=^(?:Theory|Sources?|Writes|Catalogue): |\Z)",
        about, re.M | re.S,
    )  # fmt: skip


def _theory(text: str) -> str:
    """The theory as it stands: sentences, and equations as they are set."""
    lines = inspect.cleandoc(text).splitlines()
    parts = []
    for is_equation, group in groupby(lines, lambda line: line.startswith("    ")):
        block = "\n".join(group)
        parts.append(f"```text\n{dedent(block)}\n```" if is_equation else _flat(block))
    return "\n\n".join([f"**Theory.** {parts[0][:1].upper()}{parts[0][1:]}", *parts[1:]])


def _graded(grades: Counter[str]) -> str:
    return ", ".join(f"{grades[grade]} {grade}" for grade in GRADES if grades[grade])


def _counted(count: int) -> str:
    return f"{count} parameter{'' if count == 1 else 's'}"


def names_in(texts: Iterable[str]) -> set[str]:
    """What stands in backquotes in these texts."""
    return {name for text in texts for name in re.findall(r"`([^`]+)`", text)}


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
