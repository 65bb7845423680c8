"""The page: everything in one HTML file, without a request to anywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.analysis.results import Result
from sim.engine.record import model_version
from sim.engine.store import atomically
from sim.report import style
from sim.report.board import HOLLOW, TOTALS, YES
from sim.report.citing import HEADS, Reference, behind
from sim.report.page import extras
from sim.report.page.content import Content, content
from sim.report.page.doubts import apart
from sim.report.page.parameters import Row, players, rows

TEMPLATES = Path(__file__).parent / "templates"
MARK = "An illustration of theories, not a forecast."


@dataclass(frozen=True)
class Page:
    """What a page says: its head, a Content per result, and what all results share."""

    title: str
    eyebrow: str
    question: str
    contents: tuple[Content, ...]
    apart: tuple[str, ...]
    parameters: tuple[Row, ...]
    parameters_of: str
    validation: extras.Validation | None
    citation: str
    cited: tuple[tuple[str, tuple[Reference, ...]], ...]
    footer: str
    mark: str
    colours: Mapping[str, str]


def page_of(results: Sequence[Result], title: str = "") -> Page:
    """What there is to say of results, in their order; `title` stands for the one made from the
    numbers. Raises ResultError if a result lacks its series."""
    contents = tuple(content(result, f"r{n}") for n, result in enumerate(results, 1))
    alone = contents[0] if len(contents) == 1 else None
    every = _scenarios(results)
    return Page(
        title or (alone.title if alone else f"{len(contents)} results of the model"),
        alone.heading if alone else "; ".join(one.heading for one in contents),
        alone.question if alone else "",
        contents,
        tuple(apart(results)),
        tuple(rows(every)),
        every[0][0] if len(every) > 1 else "",
        extras.validation([result.folder for result in results]),
        f"A scenario engine for the international human-rights regime, version {model_version()},"
        f" model {results[0].manifest['model_digest']}, seed {results[0].seed}.",
        _cited(every),
        " · ".join([*map(_footer, results), style.MARK]),
        MARK,
        _colours(),
    )


def _scenarios(results: Sequence[Result]) -> list[tuple[str, dict]]:
    """Every scenario of the results once: title and what it resolves to."""
    found: dict[str, tuple[str, dict]] = {}
    for result in results:
        for one in result.scenarios:
            found.setdefault(one["scenario_digest"], (one["title"], one["resolved"]))
    return list(found.values())


def _cited(scenarios: Sequence[tuple[str, dict]]) -> tuple[tuple[str, tuple[Reference, ...]], ...]:
    """The works behind the mechanisms that play in any of the scenarios, and the data, by head."""
    playing = dict.fromkeys(name for _, resolved in scenarios for name in players(resolved))
    found = behind(playing)
    return tuple(
        (head, tuple(one for one in found if one.kind == kind))
        for kind, head in HEADS.items()
        if kind != "engine"
    )


def _footer(result: Result) -> str:
    one = result.scenarios[-1]
    version = str(result.manifest.get("model_version", ""))
    known = one["scenario_digest"], result.seed, result.replicates, version
    return style.provenance(one["name"], *known)


def _colours() -> dict[str, str]:
    """The house's colours by the names that style.css knows them by."""
    looks = {f"s{n}": colour for n, colour in enumerate((style.BASELINE, *style.SCENARIOS))}
    names = {"ink": style.INK, "muted": style.MUTED, "rule": style.RULE, "grid": style.GRID}
    votes = {"yes": YES, "no": TOTALS["no"], "hollow": HOLLOW}
    return looks | names | votes | {"paper": style.PAPER, "accent": style.SCENARIOS[0]}


@cache
def house() -> Environment:
    """The templates of the page; everything that goes into them is escaped."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals["dict"] = dict
    return made


def html(page: Page) -> str:
    """The page as HTML."""
    css, js = (
        Markup((TEMPLATES / name).read_text(encoding="utf-8"))
        for name in ("style.css", "report.js")
    )
    several = len(page.contents) > 1
    return house().get_template("page.html").render(page=page, css=css, js=js, several=several)


def write_page(page: Page, file: Path) -> Path:
    """Write the page to `file`, whole or not at all."""
    with atomically(file) as path:
        path.write_text(html(page), encoding="utf-8")
    return file
