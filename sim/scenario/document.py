"""A YAML 1.2 file as plain data that remembers where each value stands."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from sim.problems import Problem, ScenarioError, did_you_mean

LARGEST = 1_000_000  # bytes; a scenario is a page or two

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """The content of a file (`data`, plain dicts and lists) and the place of every part."""

    file: Path
    data: dict[str, Any]
    places: dict[Path_, tuple[int, int]]  # of a value, from 1
    keys: dict[Path_, tuple[int, int]]  # of a key, from 1
    lines: tuple[str, ...]

    def problem(self, path: Path_, message: str, at_key: bool = False) -> Problem:
        """A problem with the part at this path, or with the nearest part around it."""
        places = self.keys if at_key else self.places
        while path and path not in places:
            path = path[:-1]
        line, column = places.get(path, (0, 0))
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.file, line, column, message, excerpt)


def read(file: Path) -> Document:
    """Read a scenario file. Raises ScenarioError for anything that is not a YAML mapping."""
    return _parsed(file, _text(file))


@lru_cache(maxsize=64)
def _parsed(file: Path, text: str) -> Document:
    """The document of a text; the file that all others extend is read once."""
    try:
        parsed = YAML(typ="rt").load(text)
    except DuplicateKeyError as error:
        raise _at(file, text, error, "this key stands twice; keep one") from error
    except MarkedYAMLError as error:
        said = error.problem or str(error)
        said = "a tab stands here; YAML wants spaces" if "'\\t'" in said else said
        raise _at(file, text, error, f"this is not YAML: {said}") from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise ScenarioError([Problem(file, 0, 0, f"this is not YAML: {error}")]) from error
    if not isinstance(parsed, CommentedMap):
        held = "list" if isinstance(parsed, CommentedSeq) else "single value"
        found = "is empty" if parsed is None else f"holds a {held}"
        message = f"a scenario is a mapping of keys to values, but this file {found}"
        raise ScenarioError([Problem(file, 0, 0, message)])
    places: dict[Path_, tuple[int, int]] = {(): (1, 1)}
    keys: dict[Path_, tuple[int, int]] = {}
    try:
        data = _plain(parsed, (), places, keys, depth=0)
    except RecursionError as error:
        raise ScenarioError([Problem(file, 0, 0, str(error))]) from error
    return Document(file, data, places, keys, tuple(text.splitlines()))


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes() if file.stat().st_size <= LARGEST else b"\0" * (LARGEST + 1)
    except FileNotFoundError as error:
        near = [str(path) for path in file.parent.glob("*.yaml")]
        message = f"there is no such file{did_you_mean(file, near)}"
        raise ScenarioError([Problem(file, 0, 0, message)]) from error
    except OSError as error:
        raise ScenarioError([Problem(file, 0, 0, f"cannot be read: {error.strerror}")]) from error
    if len(raw) > LARGEST:
        message = f"is larger than {LARGEST // 1_000_000} MB; a scenario is a page or two"
        raise ScenarioError([Problem(file, 0, 0, message)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ScenarioError([Problem(file, line, 1, "this is not UTF-8 text")]) from error
    if "\0" in text:
        raise ScenarioError([Problem(file, 0, 0, "is a binary file, not a scenario")])
    return text.replace("\r\n", "\n")


def _at(file: Path, text: str, error: MarkedYAMLError, message: str) -> ScenarioError:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return ScenarioError([Problem(file, 0, 0, message)])
    lines = text.splitlines()
    excerpt = lines[mark.line] if mark.line < len(lines) else ""
    return ScenarioError([Problem(file, mark.line + 1, mark.column + 1, message, excerpt)])


def _plain(node: Any, path: Path_, places: Any, keys: Any, depth: int) -> Any:
    if depth > 20:
        raise RecursionError("is nested more than 20 deep; a scenario is not")
    if len(places) > 20_000:
        raise RecursionError("holds more than 20,000 values; a scenario does not")
    if isinstance(node, CommentedMap):
        plain = {}
        for key, value in node.items():
            here = (*path, str(key))
            keys[here] = _from_one(node.lc.key(key)) if key in node.lc.data else places[path]
            places[here] = _from_one(node.lc.value(key)) if key in node.lc.data else keys[here]
            plain[str(key)] = _plain(value, here, places, keys, depth + 1)
        return plain
    if isinstance(node, CommentedSeq):
        for n in range(len(node)):
            places[(*path, n)] = _from_one(node.lc.item(n))
        return [_plain(v, (*path, n), places, keys, depth + 1) for n, v in enumerate(node)]
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def _from_one(place: tuple[int, int]) -> tuple[int, int]:
    return place[0] + 1, place[1] + 1
