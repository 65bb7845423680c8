"""A file and all that it extends, and how one is laid over the other."""

from pathlib import Path
from typing import Any

from sim.problems import ScenarioError, did_you_mean
from sim.scenario.document import Document, read

DEEPEST = 20  # files that may extend one another in a row


def documents(file: str | Path) -> list[Document]:
    """The documents of a file and of all that it extends, the furthest ancestor first; what
    comes later wins. A file that is reached twice counts where it is reached first."""
    found: list[Document] = []
    _collect(Path(file), (), found)
    return found


def _collect(file: Path, above: tuple[Path, ...], found: list[Document]) -> None:
    document = read(file)
    above = (*above, file.resolve())
    for n, name in enumerate(_parents(document)):
        parent = document.file.parent / name
        problem = _cannot_extend(parent, above) if _nameable(name) else "that is no file's name"
        if problem:
            path = ("extends", n) if isinstance(document.data["extends"], list) else ("extends",)
            raise ScenarioError([document.problem(path, problem)])
        if all(parent.resolve() != other.file.resolve() for other in found):
            _collect(parent, above, found)
    found.append(document)


def _parents(document: Document) -> list[str]:
    given = document.data.get("extends")
    listed = given if isinstance(given, list) else [given]
    return [name for name in listed if isinstance(name, str)]


def _nameable(name: str) -> bool:
    return name.isprintable() and 0 < len(name) < 256


def _cannot_extend(parent: Path, above: tuple[Path, ...]) -> str:
    if parent.resolve() in above:
        return f"`extends: {parent.name}` goes round in a circle"
    if len(above) >= DEEPEST:
        return f"more than {DEEPEST} files extend one another"
    if not parent.is_file():
        near = [path.name for path in parent.parent.glob("*.yaml")]
        return f"there is no file `{parent}`{did_you_mean(parent.name, near)}"
    return ""


def merged(chain: list[Document]) -> dict[str, Any]:
    """The content of all documents, each laid over those before it."""
    content: dict[str, Any] = {}
    for document in chain:
        content = lay_over(content, document.data)
    return content


def lay_over(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """The parent with the child's values laid over it, mapping by mapping; a distribution and a
    list are replaced whole, and an event set to null is removed."""
    content = dict(parent)
    for key, value in child.items():
        below = content.get(key)
        whole = not (isinstance(value, dict) and isinstance(below, dict)) or _distribution(value)
        content[key] = value if whole else lay_over(below, value)  # type: ignore[arg-type]
    return content


def _distribution(value: dict[str, Any]) -> bool:
    return set(value) in ({"low", "high"}, {"normal"}, {"triangular"})
