"""What to cite for what a scenario uses: the engine, the works behind the mechanisms in play, and
the data behind the tables that it rests on."""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from sim import evidence
from sim.engine.store import model_digest
from sim.mechanisms import catalogue, parameters
from sim.scenario import Scenario
from sim.scenario.course import playing

ENGINE = "A scenario engine for the international human-rights regime"
HEADS = {
    "engine": "The engine",
    "work": "Works behind the mechanisms in play",
    "data": "Data behind the tables",
}


@dataclass(frozen=True)
class Reference:
    """A work or a data set, as a row of references.csv has it; what is not known is empty.

    authors: `Surname, Given` each. used_by: the mechanisms that cite it, or the tables that come
    from it.
    """

    key: str
    kind: str
    authors: tuple[str, ...]
    year: str
    title: str
    venue: str
    address: str
    licence: str
    used_by: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """It as a bibliography has it."""
        named = " and ".join(filter(None, ["; ".join(self.authors[:-1]), *self.authors[-1:]]))
        dated = f"{named} ({self.year})" if self.year else named
        title = self.title or "[title not recorded]"
        parts = filter(None, [dated, title, self.venue, self.address, self.licence])
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)

    @property
    def bibtex(self) -> str:
        """It as an entry of BibTeX."""
        fields = {
            "author": " and ".join(a if ", " in a else f"{{{a}}}" for a in self.authors),
            "title": f"{{{self.title}}}" if self.title else "",
            "year": self.year,
            "howpublished": self.venue,
            "url": self.address,
            "note": self.licence,
        }
        said = [f"  {name} = {{{_escaped(value)}}}" for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", ",\n".join(said), "}"])


def references() -> tuple[Reference, ...]:
    """Every work and data set that the engine rests on, works first, in order of key."""
    return tuple(_reference(row) for row in evidence.rows("references"))


def cited(text: str) -> tuple[str, ...]:
    """The keys of all works that a text cites in a form that references.csv knows."""
    flat = " ".join(text.split())
    known = [(form, row["key"]) for row in evidence.rows("references") for form in _forms(row)]
    found = []
    for form, key in sorted(known, key=lambda one: -len(one[0])):  # `A and B 2019` before `B 2019`
        if form in flat:
            found.append(key)
            flat = flat.replace(form, "")
    return tuple(dict.fromkeys(found))


def _forms(row: dict[str, str]) -> list[str]:
    return row["cited_as"].split("|") if row["cited_as"] else []


def sources(mechanism: str) -> str:
    """All that a mechanism says of where it and its numbers come from."""
    about = sys.modules[catalogue()[mechanism].__module__].__doc__ or ""
    section = re.search(r"^Sources?:(.*?)^Writes:", about, re.MULTILINE | re.DOTALL)
    given = [section[1] if section else "", *(p.source for p in parameters(mechanism).values())]
    return "; ".join(given)


def to_cite(scenario: Scenario) -> tuple[Reference, ...]:
    """What to cite for a scenario: the engine first, then the works that its mechanisms in play
    cite, then the data behind the tables."""
    return behind(playing(scenario.without, scenario.instead).values())


def behind(mechanisms: Iterable[str]) -> tuple[Reference, ...]:
    """What to cite for a run in which these mechanisms play."""
    users: dict[str, list[str]] = {}
    for mechanism in mechanisms:
        for key in cited(sources(mechanism)):
            users.setdefault(key, []).append(mechanism)
    found = [_engine()]
    for row in evidence.rows("references"):
        used = row["tables"].split() if row["kind"] == "data" else users.get(row["key"], [])
        if used:
            found.append(_reference(row, used))
    return tuple(found)


def bibliography(found: Iterable[Reference]) -> list[str]:
    """What to cite as lines of text, in parts."""
    lines: list[str] = []
    given = list(found)
    for kind, head in HEADS.items():
        ours = [one for one in given if one.kind == kind]
        lines += [*([""] if lines else []), f"{head} ({len(ours)})"]
        for one in ours:
            lines.append(f"  {one.line}")
            if one.used_by:
                lines.append(f"      {'used by' if kind == 'work' else 'for'} {_some(one.used_by)}")
    return lines


def _engine() -> Reference:
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("rights-regime")
    except PackageNotFoundError:
        number = ""
    said = f"version {number}, model {model_digest()}" if number else f"model {model_digest()}"
    return Reference("engine", "engine", ("The contributors",), "", ENGINE, said, "", "")


def _reference(row: dict[str, str], used_by: Iterable[str] = ()) -> Reference:
    authors = tuple(filter(None, row["authors"].split("; ")))
    rest = {name: row[name] for name in ("key", "kind", "year", "title", "venue", "address")}
    return Reference(**rest, authors=authors, licence=row["licence"], used_by=tuple(used_by))


def _some(names: tuple[str, ...], most: int = 8) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _escaped(text: str) -> str:
    return re.sub(r"([&%#_$])", r"\\\1", text) if "://" not in text else text
