"""The comparison figure: builds for every size, keeps its text apart, and repeats."""

import numpy as np
import pandas as pd
import pytest
from invented import LABELS, NAMES, UNITS, effects, series
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from rendered import outside, overlaps, texts
from scipy import stats

from sim.report.bands import grids
from sim.report.comparison import comparison_figure, finding
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


SIZES = [(1, n) for n in (1, 2, 3, 4, 5, 6, 7, 10)] + [(2, 3), (3, 6), (4, 1), (4, 10)]


@pytest.mark.parametrize(("scenarios", "outcomes"), SIZES)
def test_text_stays_apart_and_on_the_canvas(scenarios: int, outcomes: int) -> None:
    figure = draw(series(scenarios, outcomes, replicates=9))
    assert overlaps(figure) == []
    assert outside(figure) == []


@pytest.mark.parametrize(("scenarios", "seed"), [(1, 0), (1, 1), (1, 2), (3, 0)])
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
    assert words.count("95 % interval of the mean") == 1
    assert words.count(NAMES[0]) == words.count(NAMES[1]) == 1
    assert "mean change, same luck" in words
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
    assert "mean change, same luck" not in words and "bands show" not in words
    assert not any(said in words for said in ("interval of the mean", "runs"))
    assert NAMES[1].lower() in words and "baseline" in words
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


def discrete(replicates: int = 24) -> pd.DataFrame:
    """Two quiet outcomes, and one that jumps to and fro between 0 and 100 and fills its panel."""
    table = series(1, 3, replicates=replicates)
    table["value"] = 50.0 + table["replicate"] * 0.02
    rng = np.random.default_rng(3)
    wild = table["outcome"] == "independence"
    table.loc[wild, "value"] = 100.0 * rng.integers(0, 2, wild.sum())
    late = wild & (table["scenario"] == NAMES[1]) & (table["quarter"] > "2004")
    table.loc[late, "value"] = 80.0
    return table


def panel_of(figure: Figure, words: str) -> Axes:
    return next(a for a in figure.axes if any(t.get_text() == words for t in a.texts))


def test_names_stand_where_medians_part_most_and_no_axis_grows() -> None:
    table = discrete()
    figure = draw(table)
    words = [text for text, _ in texts(figure)]
    for said in (NAMES[0], NAMES[1], "half of the runs", "9 in 10 runs"):
        assert words.count(said) == 1
    panels = [axes for axes in figure.axes if axes.get_ylim() == (0, 100)]
    assert len(panels) == 3
    assert panel_of(figure, NAMES[0]) is panel_of(figure, NAMES[1]) is panels[2]
    assert overlaps(figure) == [] and outside(figure) == []


@pytest.mark.parametrize("widest", ["scope", "effectiveness", "independence"])
def test_names_stand_where_the_gap_is_widest_even_if_others_come_close(widest: str) -> None:
    table = series(1, 3, replicates=4)
    table["value"] = 50.0 + 0.5 * table["replicate"]
    other = table["scenario"] == NAMES[1]
    table.loc[other, "value"] += np.where(table.loc[other, "outcome"] == widest, 25.0, 15.0)
    figure = draw(table)
    panels = [axes for axes in figure.axes if axes.get_ylim()[0] == 0 and len(axes.collections)]
    number = list(LABELS).index(widest)
    assert panel_of(figure, NAMES[0]) is panel_of(figure, NAMES[1]) is panels[number]


def test_names_are_written_even_if_nothing_parts_or_nothing_is_free() -> None:
    equal = series(1, 3, replicates=4, strength=0.0)
    full = discrete()
    full = full[full["outcome"] == "independence"]
    for table in (equal, full):
        words = [text for text, _ in texts(draw(table))]
        assert words.count(NAMES[0]) == words.count(NAMES[1]) == 1


def test_change_axes_reach_just_beyond_the_widest_interval() -> None:
    table = discrete()
    figure = draw(table)
    found = [a for a in figure.axes if a.get_ylim()[0] < 0]
    assert len({a.get_ylim() for a in found}) == 1
    wide = grids(table)
    gap = wide[NAMES[1], "independence"] - wide[NAMES[0], "independence"]
    reach = stats.t.ppf(0.975, len(gap) - 1) * gap.std(ddof=1) / np.sqrt(len(gap))
    widest = max((gap.mean() + reach).abs().max(), (gap.mean() - reach).abs().max())
    assert widest < found[0].get_ylim()[1] < 1.2 * widest


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
    table = series(1, 4, replicates=8)
    first = save(draw(table), tmp_path / "one.v1", alt="words")
    again = save(draw(table.copy()), tmp_path / "two.png", alt="words")
    assert [path.name for path in first] == ["one.v1.png", "one.v1.svg"]
    for one, two in zip(first, again, strict=True):
        assert one.read_bytes() == two.read_bytes()
    assert b"dc:date" not in first[1].read_bytes()
