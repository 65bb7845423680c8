"""The same in Markdown, a section per idea, with the figures as files beside it: for slides and
handouts."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.analysis.results import Result
from sim.engine.store import atomically
from sim.report.page.extras import OWN_PICTURES, description
from sim.report.page.page import TEMPLATES, Page

MEANS = re.compile(r"([\\`*_{}\[\]<>|#])")  # what means something to Markdown


def markdown(page: Page, pictures: dict[str, list[tuple[str, str]]]) -> str:
    """The page as Markdown; pictures: file and alternative text, by the anchor of the result."""
    house = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        finalize=escaped,
    )
    house.globals["dict"] = dict
    return house.get_template("report.md").render(page=page, pictures=pictures)


def escaped(value: Any) -> Any:
    """Text in which nothing means anything to Markdown or HTML; Markup stays as it is."""
    if isinstance(value, Markup):
        return value
    return MEANS.sub(r"\\\1", " ".join(str(value).split())).replace("&", "&amp;")


def write_markdown(page: Page, results: Sequence[Result], file: Path) -> list[Path]:
    """Write the page to `file` and its figures beside it; return all paths, the page first."""
    shown: dict[str, list[tuple[str, str]]] = {}
    written = []
    for one, result in zip(page.contents, results, strict=True):
        before = f"{result.folder.name}-" if len(results) > 1 else ""
        figures = _figures(result)
        for figure in figures:
            written.append(_copied(figure, file.parent / f"{before}{figure.name}"))
        shown[one.anchor] = [
            (Markup(f"{before}{figure.name}".replace(" ", "%20")), description(figure))
            for figure in figures
        ]
    with atomically(file) as path:
        path.write_text(markdown(page, shown), encoding="utf-8")
    return [file, *written]


def _figures(result: Result) -> list[Path]:
    """Its pictures: the comparison first, then the board, then the others by name."""
    found = sorted(result.folder.glob("*.png"))
    rank = {name: n for n, name in enumerate(OWN_PICTURES)}
    return sorted(
        found, key=lambda figure: (rank.get(figure.stem.partition("-")[0], len(rank)), figure.name)
    )


def _copied(figure: Path, to: Path) -> Path:
    if figure.resolve() != to.resolve():
        with atomically(to) as path:
            shutil.copyfile(figure, path)
    return to
