"""The comparison figure: builds for every size, keeps its text apart, and repeats."""

import numpy as np
import pandas as pd
import pytest
from invented import LABELS, NAMES, UNITS, effects, series
from matplotlib.figure import Figure
from rendered import outside, overlaps, texts

from sim.report.comparison import alt_text, comparison_figure, finding
from sim.report.style import provenance, save

FOOTER = provenance("coordinated_dialogues", "3f2a9c1d", 2006, 64, "0.1.0")


def draw(table: pd.DataFrame, **changed: object) -> Figure:
    found = effects(table)
    given = {
        "title": finding(found, LABELS, UNITS),
        "subtitle": "Invented numbers; the same luck in every scenario.",
        "footer": FOOTER,
        "labels": LABELS,
        "units": UNITS,
        "period": "2014 to 2018",
    }
    return comparison_figure(table, found, **(given | changed))


SIZES = [(1, n) for n in range(1, 11)] + [(s, n) for s in (2, 3, 4) for n in (1, 3, 6, 10)]


@pytest.mark.parametrize(("scenarios", "outcomes"), SIZES)
def test_text_stays_apart_and_on_the_canvas(scenarios: int, outcomes: int) -> None:
    figure = draw(series(scenarios, outcomes, replicates=9))
    assert overlaps(figure) == []
    assert outside(figure) == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("scenarios", [1, 3])
def test_other_luck_and_long_words_do_not_make_text_overlap(scenarios: int, seed: int) -> None:
    long = LABELS | {"Coordinated dialogues": "Dialogues co-ordinated by all partners", "x": ""}
    figure = draw(
        series(scenarios, 6, replicates=12, seed=seed, strength=3.0),
        labels=long,
        title="A title that is far too long for a line " * 2,
        subtitle="A subtitle that explains what was varied and for how long in many words " * 2,
    )
    assert overlaps(figure) == []
    assert outside(figure) == []


def test_bands_are_explained_once_in_words_and_the_mark_is_there() -> None:
    words = [text for text, _ in texts(draw(series(1, 6)))]
    assert words.count("half of the runs") == words.count("9 in 10 runs") == 1
    assert {NAMES[0], NAMES[1], "change, same luck"} <= set(words)
    assert any("an illustration, not a forecast" in text for text in words)


def test_no_text_uses_a_hyphen_as_a_minus() -> None:
    words = [text for text, _ in texts(draw(series(1, 6)))]
    assert any(text.startswith("−") for text in words)
    assert not any(text.startswith("-") for text in words)


def hollow(figure: Figure) -> list[bool]:
    marks = [line for line in figure.findobj() if line.get_gid() in ("hollow", "filled")]
    assert all((m.get_gid() == "hollow") == (m.get_markerfacecolor() == "#FFFFFF") for m in marks)
    return [mark.get_gid() == "hollow" for mark in marks]


@pytest.mark.parametrize("scenarios", [1, 2])
def test_marks_are_hollow_if_the_interval_includes_no_change(scenarios: int) -> None:
    table = series(scenarios, 6)
    found = effects(table)
    includes = ~((found["low"] > 0) | (found["high"] < 0))
    drawn = hollow(draw(table))
    assert sum(drawn) == includes.sum()
    assert len(drawn) == len(found)


def test_one_replicate_has_hollow_marks_no_interval_and_says_so() -> None:
    figure = draw(series(1, 6, replicates=1))
    assert hollow(figure) == [True] * 6
    words = " ".join(text for text, _ in texts(figure)).lower().replace("\n", " ")
    assert "one replicate gives no interval" in words
    assert overlaps(figure) == []


def test_levels_share_an_axis_from_zero_and_changes_are_centred() -> None:
    axes = [a for a in draw(series(1, 6)).axes if len(a.collections) > 0]
    ranges = {tuple(np.round(a.get_ylim(), 6)) for a in axes}
    assert len(ranges) == 2
    centred = [r for r in ranges if r[0] < 0]
    assert centred[0][0] == -centred[0][1]
    assert next(r for r in ranges if r[0] >= 0)[0] == 0


def test_an_equal_scenario_and_a_short_run_can_be_drawn() -> None:
    table = series(1, 3, replicates=4, strength=0.0)
    assert overlaps(draw(table)) == []
    year = [f"1994-Q{q}" for q in (1, 2, 3, 4)]
    assert overlaps(draw(series(1, 2, replicates=4, quarters=year))) == []
    assert overlaps(draw(series(2, 2, replicates=4, quarters=year[:1]))) == []


def test_a_failed_replicate_does_not_lose_the_others() -> None:
    table = series(1, 2, replicates=6)
    lost = (table["scenario"] == NAMES[1]) & (table["replicate"] == 2)
    assert draw(table[~lost]).axes


def test_too_many_scenarios_are_refused() -> None:
    table = series(4, 1, replicates=2)
    fifth = table[table["scenario"] == NAMES[4]].assign(scenario="Fifth")
    with pytest.raises(ValueError, match="split it"):
        draw(pd.concat([table, fifth]))


def test_the_same_tables_give_the_same_bytes(tmp_path) -> None:
    table = series(1, 6, replicates=8)
    first = save(draw(table), tmp_path / "one.v1", alt="words")
    again = save(draw(table.copy()), tmp_path / "two.png", alt="words")
    assert [path.name for path in first] == ["one.v1.png", "one.v1.svg"]
    for one, two in zip(first, again, strict=True):
        assert one.read_bytes() == two.read_bytes()
    assert b"dc:date" not in first[1].read_bytes()


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
