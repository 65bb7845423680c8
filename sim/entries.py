"""The catalogue of what the source documents describe, and how far the model covers it.

An entry is covered by mechanisms whose file names it in its `Catalogue:` line and by events whose
text names it in parentheses, by scenarios whose `shows` names it, and by tests marked
`@pytest.mark.entries("N49")`. `python -m sim.entries` writes docs/catalogue.md again.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sim import evidence
from sim.events import EVENTS
from sim.mechanisms import catalogue
from sim.problems import ScenarioError
from sim.scenario.document import read
from sim.scenario.reference import table

FILE = Path(__file__).parents[1] / "docs" / "catalogue.md"
TESTS, SCENARIOS = Path("tests"), Path("scenarios")
PARTS = "parts"  # the folder of files that scenarios are made of
IN_PARENTHESES = re.compile(r"\(([A-Z]+\d+[a-z]?(?:, [A-Z]+\d+[a-z]?)*)\)")

HEAD = """# Catalogue

What the source documents describe and how far the model covers it, made by `python -m sim.entries`.
An entry is done when a mechanism or an event plays it, a test proves its direction and a scenario
shows it. `python run.py explain ID` says more of each, `python run.py coverage` counts them.
"""


@dataclass(frozen=True)
class Entry:
    """One thing that the documents describe.

    part: the heading that it stands under. what: what it is. direction: what should be seen.
    mechanisms: their names, an event as "event summit". tests: like `tests/test_x.py::test_y`.
    scenarios: their files.
    """

    id: str
    part: str
    title: str
    what: str
    direction: str
    sources: str
    mechanisms: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """`done` if something plays it, a test proves it and a scenario shows it, else `open`."""
        return "done" if self.mechanisms and self.tests and self.scenarios else "open"


def entries(tests: Path = TESTS, scenarios: Path = SCENARIOS) -> tuple[Entry, ...]:
    """Every entry in the catalogue's order; a folder that is not there covers nothing."""
    played, proved, shown = named_by_rules(), named_by_tests(tests), named_by_scenarios(scenarios)
    return tuple(
        Entry(
            **line,
            mechanisms=_naming(line["id"], played),
            tests=_naming(line["id"], proved),
            scenarios=_naming(line["id"], shown),
        )
        for line in evidence.rows("entries")
    )


def about(mechanism: str) -> str:
    """The text at the head of a mechanism's file."""
    return sys.modules[catalogue()[mechanism].__module__].__doc__ or ""


def named_by_rules() -> dict[str, tuple[str, ...]]:
    """The ids that each mechanism and each event names; an event as "event summit"."""
    found = {name: listed_in(about(name)) for name in catalogue()}
    for name, kind in EVENTS.items():
        lists = IN_PARENTHESES.findall(kind.meaning)
        found[f"event {name}"] = tuple(one for ids in lists for one in ids.split(", "))
    return found


def listed_in(text: str) -> tuple[str, ...]:
    """The ids in the `Catalogue:` line of a text, which goes on to a line that ends in a period."""
    _, _, rest = text.partition("\nCatalogue:")
    listed, _, _ = f"{rest}\n".partition(".\n")
    return tuple(one for part in listed.split(",") if (one := " ".join(part.split())))


def named_by_tests(folder: Path) -> dict[str, tuple[str, ...]]:
    """The ids that each marked test of a folder names, read without importing it."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(folder.rglob("test_*.py")):
        place = file.relative_to(folder.parent).as_posix()
        text = file.read_text(encoding="utf-8")
        if "mark.entries" not in text:
            continue
        tree = ast.parse(text)
        for name, function in _functions(tree.body, ""):
            ids = [one for mark in function.decorator_list for one in _marked(mark)]
            if ids:
                found[f"{place}::{name}"] = tuple(ids)
    return found


def _functions(
    body: Iterable[ast.stmt], within: str
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{within}{node.name}::")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
            "test"
        ):
            yield within + node.name, node


def _marked(decorator: ast.expr) -> Iterator[str]:
    """The ids of marks in a decorator, also of those on single cases of a parametrised test."""
    for node in ast.walk(decorator):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.entries":
            for argument in node.args:
                yield str(ast.literal_eval(argument))


def named_by_scenarios(folder: Path) -> dict[str, tuple[str, ...]]:
    """The ids that each scenario file in a folder or one below says it shows; files that cannot be
    read show nothing, and parts are no scenarios."""
    found: dict[str, tuple[str, ...]] = {}
    for file in (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*/*.yaml"))):
        try:
            shows = read(file).data.get("shows") if file.parent.name != PARTS else None
        except ScenarioError:
            continue
        if isinstance(shows, list):
            found[file.relative_to(folder.parent).as_posix()] = tuple(map(str, shows))
    return found


def _naming(entry: str, named: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(name for name, ids in named.items() if entry in ids)


def by_part(every: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """The entries under their headings, both in the catalogue's order."""
    every = tuple(every)
    parts = dict.fromkeys(one.part for one in every)
    return [(part, [one for one in every if one.part == part]) for part in parts]


def total(every: Iterable[Entry]) -> str:
    """How many entries are done, in words."""
    states = [one.state for one in every]
    return f"{states.count('done')} of {len(states)} entries done"


def written(tests: Path = TESTS, scenarios: Path = SCENARIOS) -> str:
    """The text of docs/catalogue.md."""
    every = entries(tests, scenarios)
    lines = [HEAD, f"{total(every)}."]
    for part, group in by_part(every):
        rows = [
            [
                one.id,
                one.title,
                one.direction,
                _ticked(one.mechanisms),
                ", ".join(f"[{Path(file).stem}](../{file})" for file in one.scenarios),
                one.state,
            ]
            for one in group
        ]
        columns = ["id", "title", "what should be seen", "mechanisms", "scenarios", "state"]
        lines += ["", f"## {part}", "", *table(columns, rows)]
    return "\n".join([*lines, ""])


def _ticked(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
