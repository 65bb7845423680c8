"""What other commands left beside a result: validation, sensitivity, more pictures."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.report.numbers import plain

OWN_PICTURES = ("comparison", "board")  # drawn by the page itself
MOST_BYTES = 1_500_000  # of pictures in one page, so that it stays well under 3 MB
KINDS = {"T": "history", "F": "stylised fact", "C": "calibration"}


@dataclass(frozen=True)
class Table:
    """A table as it is shown: heads, and rows of texts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Validation:
    """The rows of `validate`, and how many passed."""

    table: Table
    sentence: str


@dataclass(frozen=True)
class Picture:
    """A picture file: its name, alternative text, and its content as a data address."""

    name: str
    alt: str
    address: str


def beside(folder: Path, name: str) -> Path | None:
    """The file `name` in the folder of a result, or in the folder that holds all results."""
    return next((one / name for one in (folder, folder.parent) if (one / name).is_file()), None)


def validation(folders: Sequence[Path]) -> Validation | None:
    """What `validate --json` wrote to validation.json beside one of the results, if it did."""
    file = next(filter(None, (beside(folder, "validation.json") for folder in folders)), None)
    try:
        rows = json.loads(file.read_text(encoding="utf-8")) if file else None
    except ValueError:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or not rows:
        return None
    heads = ("id", "kind", "what is tested", "target", "result", "95 % interval", "verdict", "used")
    tested = [row for row in rows if row.get("passed") is not None]
    passed, fitted = (
        sum(bool(row.get(key)) for row in tested) for key in ("passed", "used_in_fitting")
    )
    sentence = f"{passed} of {len(tested)} rows that could be tested pass"
    sentence += f"; {fitted} of them were in sight when the model was fitted." if fitted else "."
    return Validation(Table(heads, tuple(map(_validated, rows))), sentence)


def _validated(row: dict[str, Any]) -> tuple[str, ...]:
    low, high = row.get("low"), row.get("high")
    interval = f"{_cell(low)} to {_cell(high)}" if low is not None and high is not None else ""
    passed = row.get("passed")
    verdict = "not tested" if passed is None else "passed" if passed else "failed"
    return (
        _cell(row.get("id")),
        KINDS.get(str(row.get("kind")), _cell(row.get("kind"))),
        _cell(row.get("test", "")),
        _cell(row.get("target")),
        _cell(row.get("result")),
        interval,
        verdict,
        "in fitting" if row.get("used_in_fitting") else "",
    )


def sensitivity(folder: Path) -> Table | None:
    """What `sensitivity` wrote to sensitivity.csv beside a result, if it did."""
    file = beside(folder, "sensitivity.csv")
    if file is None:
        return None
    table = pd.read_csv(file)
    rows = tuple(tuple(map(_cell, row)) for row in table.itertuples(index=False))
    return Table(tuple(str(name).replace("_", " ") for name in table), rows)


def pictures(folder: Path) -> list[Picture]:
    """The pictures beside a result that the page does not draw itself, as far as there is room:
    as SVG, or as PNG where there is none or it is larger."""
    found, room = [], MOST_BYTES
    stems = {file.stem for file in folder.glob("*.png")}
    for stem in sorted(one for one in stems if one.partition("-")[0] not in OWN_PICTURES):
        files = [folder / f"{stem}{ending}" for ending in (".png", ".svg")]
        file = min((one for one in files if one.is_file()), key=lambda one: one.stat().st_size)
        kind = {"png": "png", "svg": "svg+xml"}[file.suffix[1:]]
        content = b64encode(file.read_bytes()).decode()
        if len(content) <= room:
            room -= len(content)
            alt = description(folder / f"{stem}.png")
            found.append(Picture(file.name, alt, f"data:image/{kind};base64,{content}"))
    return found


def description(png: Path) -> str:
    """The alternative text that is kept in a PNG, or its name."""
    from PIL import Image

    with Image.open(png) as image:
        return str(image.info.get("Description") or png.stem.replace("-", " "))


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if value != value else plain(value)
    return "" if value is None else str(value)
