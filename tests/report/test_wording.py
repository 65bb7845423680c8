"""Titles and alternative texts from the numbers, and what the pictures are told."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from invented import LABELS, UNITS

from sim.report import pictures
from sim.report.comparison import alt_text, finding


def rows(*found: tuple[str, float, float, float], replicates: int = 64) -> pd.DataFrame:
    names = ["outcome", "effect", "low", "high"]
    return pd.DataFrame(found, columns=names).assign(
        scenario="Dialogues", baseline=50.0, scenario_value=50.0, replicates=replicates
    )


def test_finding_names_the_largest_distinguishable_effect() -> None:
    table = rows(("scope", 9.0, -1.0, 19.0), ("scrutiny", -4.5, -5.0, -4.0), ("rights", 1, 0.5, 2))
    title = finding(table, LABELS, UNITS)
    assert title == ("Scrutiny of the challenger: 4.5 points lower with “Dialogues” in the model")


def test_finding_does_not_rank_different_units() -> None:
    table = rows(("prisoners", -90.0, -99, -80), ("scope", 2.0, 1, 3), ("rights", 3, 2, 4))
    assert finding(table, LABELS, UNITS).startswith("Rights on the ground: 3.0 points higher")


def test_finding_says_when_nothing_can_be_told_apart() -> None:
    table = rows(("scope", 0.0, 0.0, 0.0), ("rights", 1.0, -1.0, 3.0))
    assert "no distinguishable difference" in finding(table, LABELS)
    assert "any of 2 outcomes" in finding(table, LABELS)
    assert "in scope" in finding(table.head(1), LABELS)


def test_finding_and_alt_text_of_one_replicate() -> None:
    table = rows(("scope", 3.0, np.nan, np.nan), replicates=1)
    assert "one replicate gives no interval" in finding(table, LABELS, UNITS)
    assert "1 pair of runs" in alt_text(table, LABELS, UNITS)


def test_alt_text_has_the_same_numbers_as_the_picture() -> None:
    table = rows(("scope", 3.21, 2.0, 4.4), ("rights", -0.5, -1.9, 0.9))
    words = alt_text(table, LABELS, UNITS, "2014 to 2018")
    assert "scope +3.2 points (95 % interval 2.0 to 4.4)" in words
    assert "rights on the ground −0.5 points" in words
    assert "−1.9 to 0.9, includes no change" in words


def test_alt_text_and_title_do_not_spell_out_nothing() -> None:
    table = rows(("scope", 0.065, 0.042, 0.087), ("rights", 0.00003, -4.6e-7, 0.00006))
    words = alt_text(table, LABELS, UNITS)
    assert "rights on the ground 0.0 points (95 % interval within ±0.005, includes no" in words
    assert finding(table, LABELS, UNITS).startswith("Scope: 0.07 points higher")
    assert "scope +0.07 points (95 % interval 0.04 to 0.09)" in words


def test_the_period_is_said_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    heard: dict[str, object] = {}
    year = SimpleNamespace(start=SimpleNamespace(year=1990), end=SimpleNamespace(year=2018))
    about = {"name": "a", "title": "A", "question": "", "digest": "0", **vars(year)}
    one = SimpleNamespace(scenario=SimpleNamespace(**about), seed=1)
    table = rows(("scope", 3.0, 2.0, 4.0)).drop(columns=["scenario"])
    table = table.rename(columns={"scenario_value": "scenario"}).assign(name="a")
    comparison = SimpleNamespace(
        baseline=one, runs=(one, one), names=("base", "a"), titles={"base": "Base", "a": "A"},
        outcomes=("scope",), replicates=64, table=table, series=lambda: table,
    )  # fmt: skip
    monkeypatch.setattr(pictures, "comparison_figure", lambda *_, **given: heard.update(given))
    monkeypatch.setattr(pictures.style, "save", lambda *_, alt: heard.update(alt=alt) or ())
    pictures.comparison_of(comparison, tmp_path)  # type: ignore[arg-type]
    assert heard["period"] == "1990 to 2018"
    assert "Mean change against the baseline, 1990 to 2018, 64 pairs" in str(heard["alt"])


def test_what_does_not_stand_beside_the_other_outcomes_is_no_title() -> None:
    table = rows(("scope", 3.0, 1.0, 5.0), ("rights", 1.0, 0.5, 1.5))
    assert finding(table.assign(p_corrected=[0.06, 0.01]), LABELS, UNITS).startswith("Rights")
    assert finding(table.assign(p_corrected=0.06), LABELS, UNITS).startswith("In the model, no")
