"""Result folders as `compare` and `run` write them, from invented tables: nothing is simulated."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
from invented import effects, series, votes

from sim.analysis.results import read_result
from sim.engine.store import model_digest, plain
from sim.report.page import page_of
from sim.report.page.page import html
from sim.scenario import Scenario
from tests.conftest import ROOT

BASELINE = ROOT / "scenarios" / "baseline.yaml"
NASTY = "Talks & <script>alert('no')</script> | `of` *all* kinds"
YEARS = [f"{year}-Q1" for year in range(1990, 1998)]
OUTCOMES = ("scope", "effectiveness", "independence", "universality")


def write_result(
    folder: Path,
    scenarios: int = 1,
    title: str = "Coordinated dialogues",
    replicates: int = 30,
    change: dict | None = None,
    failed: tuple[int, ...] = (),
    **manifest: object,
) -> Path:
    """A folder with a baseline and so many scenarios; without any it is like that of `run`.

    change: fields of the last scenario; failed: its replicates that failed; manifest: what the
    manifest says otherwise.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = ["baseline", "talks", "blocs", "sessions"][: scenarios + 1]
    table = series(max(scenarios, 1), len(OUTCOMES), replicates, YEARS)
    known = dict(zip(table["scenario"].unique(), names, strict=False))
    table = table.assign(scenario=table["scenario"].map(known)).dropna()
    table.to_parquet(folder / "series.parquet")
    if scenarios:
        shown = effects(table).rename(columns={"scenario": "name", "scenario_value": "scenario"})
        shown.to_csv(folder / "comparison.csv", index=False)
    _votes(names).to_parquet(folder / "votes.parquet")
    _events(names).to_parquet(folder / "events.parquet")
    titles = ["Baseline", *(title if n == 0 else f"{title} {n}" for n in range(scenarios))]
    said: dict[str, Any] = {
        "command": "python run.py compare scenarios/baseline.yaml scenarios/talks.yaml --seed 1",
        "model_version": "0.1.0",
        "model_digest": model_digest(),
        "commit": "0123abcd",
        "clean_tree": True,
        "digest": "feed",
        "python": "3.11",
        "libraries": {"numpy": "2.0"},
        "scenarios": [
            _scenario(name, title, n, replicates, (change or {}) if n == scenarios else {})
            for n, (name, title) in enumerate(zip(names, titles, strict=True))
        ],
    }
    said["scenarios"][-1]["failed"] = list(failed)
    (folder / "manifest.json").write_text(json.dumps(said | manifest), encoding="utf-8")
    return folder


def _scenario(name: str, title: str, number: int, replicates: int, change: dict) -> dict:
    scenario = Scenario.load(BASELINE)
    values = scenario.values | ({"dialogue.coordination": 0.3 * number} if number else {})
    made = {"name": name, "title": title, "values": values, "outcomes": OUTCOMES}
    scenario = scenario.change(
        **(made | {"replicates": replicates, "question": f"What if {title}?"} | change)
    )
    return {
        "name": name,
        "title": title,
        "seed": scenario.seed,
        "replicates": replicates,
        "failed": [],
        "scenario_digest": scenario.digest,
        "data_digest": "beef",
        "resolved": plain(scenario),
    }


def _votes(names: list[str]) -> pd.DataFrame:
    """Two roll calls on China for each scenario; the second is another in each."""
    parts = []
    for n, name in enumerate(names):
        for quarter, procedure, seed in (("1992-Q1", "no_action", 4), ("1994-Q1", "resolution", n)):
            parts.append(
                votes(absent=False, seed=seed).assign(
                    scenario=name, replicate=0, quarter=quarter, body="commission", text="CHN",
                    title="China", procedure=procedure,
                )
            )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _events(names: list[str]) -> pd.DataFrame:
    rows = [
        (name, 0, quarter, kind, actor, target, value)
        for name in names
        for quarter, kind, actor, target, value in (
            ("1992-Q1", "tabled", "commission", "CHN", 1.0),
            ("1992-Q1", "no_action", "commission", "CHN", -1.0),
            ("1993-Q2", "releases", "CHN", "", 3.0),
            ("1993-Q3", "dialogue_opened", "CHN", "CAN", 1.0),
            ("1993-Q3", "visit", "CHN", "FRA", 0.5),
            ("1993-Q4", "elected", "PER", "commission", 1.0),
        )
    ]
    columns = ["scenario", "replicate", "quarter", "kind", "actor", "target", "value"]
    return pd.DataFrame(rows, columns=columns)


def text_of(*folders: Path, title: str = "") -> str:
    """The page on result folders."""
    return html(page_of([read_result(folder) for folder in folders], title))
