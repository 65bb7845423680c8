"""What other commands left beside a result: validation, sensitivity, more pictures."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.analysis.validation.page import short
from sim.outcomes import OUTCOMES

OWN_PICTURES = ("comparison", "board")  # drawn by the page itself
MOST_BYTES = 1_500_000  # of pictures in one page, so that it stays well under 3 MB
MOST_SHARES = 12
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
class Sensitivity:
    """How much of what is uncertain about a conclusion guesses carry: in words, and which
    parameters carry most. `older`: another model was asked."""

    finding: str
    sentences: tuple[str, ...]
    command: str
    older: bool
    table: Table


@dataclass(frozen=True)
class Picture:
    """A picture file: its name, alternative text, and its content as a data address."""

    name: str
    alt: str
    address: str


def beside(folder: Path, *names: str) -> Path | None:
    """The first file with one of these names in the folder of a result, or in the folder that
    holds all results."""
    places = [one / name for one in (folder, folder.parent) for name in names]
    return next((place for place in places if place.is_file()), None)


def validation(folders: Sequence[Path]) -> Validation | None:
    """What `validate` wrote beside one of the results, if it did."""
    names = "validation.json", "validation/validation.json"
    rows = _read(next(filter(None, (beside(folder, *names) for folder in folders)), None))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or not rows:
        return None
    heads = ("id", "kind", "what is tested", "target", "result", "interval", "verdict", "fitted")
    whole = [row for row in rows if row.get("row", row.get("id")) == row.get("id")]
    tested = [row for row in whole if row.get("passed") is not None]
    passed, fitted = (
        sum(bool(row.get(key)) for row in tested) for key in ("passed", "used_in_fitting")
    )
    free = [row for row in tested if not row.get("used_in_fitting")]
    sentence = f"{passed} of {len(tested)} rows that could be tested pass"
    sentence += (
        f"; {fitted} of the {len(tested)} were in sight when the model was fitted, and of the other"
        f" {len(free)}, which alone are a test, {sum(bool(row['passed']) for row in free)} pass."
        if fitted
        else "."
    )
    return Validation(Table(heads, tuple(map(_validated, rows))), sentence)


def _read(file: Path | None) -> Any:
    """What a file of JSON says; None if there is none, or nothing that can be read."""
    try:
        return json.loads(file.read_text(encoding="utf-8")) if file else None
    except ValueError:
        return None


def _validated(row: dict[str, Any]) -> tuple[str, ...]:
    low, high, parts = row.get("low"), row.get("high"), row.get("parts") or 0
    interval = f"{_cell(low)} to {_cell(high)}" if low is not None and high is not None else ""
    must, result = _cell(row.get("must") or row.get("target")), _cell(row.get("result"))
    if parts > 1:  # the numbers of such a row are those of one of its parts, which stand below
        must, result, interval = f"all {parts} parts", f"{row.get('held')} hold", ""
    passed = row.get("passed")
    why = f": {row['reason']}" if row.get("reason") else ""
    verdict = f"not tested{why}" if passed is None else "passed" if passed else "failed"
    return (
        _cell(row.get("id")),
        KINDS.get(str(row.get("kind")), _cell(row.get("kind"))),
        _cell(row.get("test")),
        must.replace("-", "\N{MINUS SIGN}"),
        result,
        interval,
        verdict,
        "in sight" if row.get("used_in_fitting") else "",
    )


def sensitivity(folder: Path, scenario_digest: str, model: str) -> Sensitivity | None:
    """What `sensitivity` wrote on a scenario into or beside the folder of a result, if it did;
    the last by name, if it did so more than once, and rather with this model."""
    files = [folder / "sensitivity.json", *sorted(folder.parent.glob("*/sensitivity.json"))[::-1]]
    made = [_read(file) for file in files if file.is_file()]
    for told in sorted(made, key=lambda told: _model(told) != model):
        if isinstance(told, dict) and told.get("scenario_digest") == scenario_digest:
            shares = [row for row in told["shares"] if row["quantity"] == told["concluded"]]
            shares = [row for row in shares if row["by"] == "parameter" and row["first"]]
            shares = sorted(shares, key=lambda row: -row["first"])[:MOST_SHARES]
            return Sensitivity(
                told["finding"],
                tuple(one["in_words"] for one in told["conclusions"]),
                told["command"],
                told["model_digest"] != model,
                Table(
                    ("outcome", "parameter", "grade", "share", "95 % interval"),
                    tuple(map(_share, shares)),
                ),
            )
    return None


def _model(told: Any) -> str:
    return str(told.get("model_digest")) if isinstance(told, dict) else ""


def _share(row: dict[str, Any]) -> tuple[str, ...]:
    share, low, high = (
        "" if row[key] is None else f"{100 * min(max(row[key], 0), 1):.0f} %"
        for key in ("first", "first_low", "first_high")
    )
    outcome = OUTCOMES[row["outcome"]].title if row["outcome"] in OUTCOMES else row["outcome"]
    name = "all others" if row["name"].startswith("others, ") else row["name"]
    return outcome, name, row["grade"], share, f"{low} to {high}" if low and high else ""


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
        return "" if value != value else short(value)
    return "" if value is None else str(value)
