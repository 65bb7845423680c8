"""What the figures of the world, of flows, blocs, time lines and the backcast say and show."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from sim import evidence
from sim.report import flow, history, network, timeline, world
from sim.report.style import save_as
from tests.report import drawn
from tests.report.drawn import CELLS, FIGURES, FOOTER, happened, once, roll_calls, states, tallies
from tests.report.rendered import outside, overlaps, texts

NEW = (
    "world",
    "world-difference",
    "world-words",
    "flow",
    "network",
    "timeline",
    "history",
    "reliability",
)


def test_every_member_state_of_today_has_its_own_tile():
    codes = {line["iso3"] for line in evidence.rows("states") if not line["leaves"]}
    assert set(world.tiles()) == codes and len(codes) == 193
    assert len(set(world.tiles().values())) == 193


def squares(of: Figure) -> dict[str, FancyBboxPatch]:
    found = [(str(patch.get_gid()), patch) for patch in of.findobj(FancyBboxPatch)]
    return {gid[5:]: patch for gid, patch in found if gid.startswith("tile-")}


@pytest.mark.parametrize("name", ["world", "world-difference", "world-words"])
def test_the_map_is_complete_and_tiles_stay_apart(name):
    tiles = squares(once(name))
    assert set(tiles) == set(world.tiles())
    places = np.array([(patch.get_x(), patch.get_y()) for patch in tiles.values()])
    gaps = np.abs(places[:, None] - places[None]).max(axis=2)
    assert gaps[~np.eye(len(places), dtype=bool)].min() >= 72 * world.TILE


def hexadecimal(patch: FancyBboxPatch) -> str:
    return "#{:02X}{:02X}{:02X}".format(*(round(255 * part) for part in patch.get_facecolor()[:3]))


def test_a_tile_has_the_colour_of_its_class_and_says_its_number():
    table = pd.DataFrame({"iso3": ["FRA", "CHN", "TUV"], "value": [0.0, 37.4, 80.0]})
    drawn_ = drawn.tiles(table, "Three states")
    tiles, words = squares(drawn_), [text for text, _ in texts(drawn_)]
    assert hexadecimal(tiles["FRA"]) == world.SEQUENTIAL[0]
    assert hexadecimal(tiles["CHN"]) == world.SEQUENTIAL[3]  # 30 to 40, the fourth of eight
    assert hexadecimal(tiles["TUV"]) == world.SEQUENTIAL[7]
    assert hexadecimal(tiles["USA"]) == world.UNKNOWN
    assert {"0", "37", "80"} <= set(words)


def test_differences_have_eight_classes_centred_on_zero():
    scale = world.scale_of(pd.Series([-1.0, 7.0]), difference=True)
    assert len(scale.colours) == 8 and len(scale.edges) == 9
    assert scale.edges[4] == 0.0 and scale.edges[0] == -scale.edges[8] <= -7.0
    assert scale.colour(-0.01) in world.DIVERGING[:4] and scale.colour(0.01) in world.DIVERGING[4:]
    assert scale.text(-3.0).startswith("−") and scale.text(3.0).startswith("+")


def test_a_tile_is_hollow_where_the_interval_includes_no_change():
    table = pd.DataFrame({
        "iso3": ["FRA", "CHN", "IND"], "value": [5.0, 5.0, -5.0],
        "low": [1.0, -1.0, -9.0], "high": [9.0, 11.0, -1.0],
    })  # fmt: skip
    tiles = squares(drawn.tiles(table, "Change", difference=True))
    assert hexadecimal(tiles["CHN"]) == "#FFFFFF"
    assert hexadecimal(tiles["FRA"]) in world.DIVERGING[4:]
    assert hexadecimal(tiles["IND"]) in world.DIVERGING[:4]


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_classes_and_words_are_told_apart_in_grey():
    for colours in (world.SEQUENTIAL, world.DIVERGING[::-1][:4], world.DIVERGING[:4]):
        grey = [luminance(colour) for colour in colours]
        assert abs(np.diff(grey)).min() > 0.04
        assert grey in (sorted(grey), sorted(grey, reverse=True))
    grey = [luminance(colour) for colour in world.WORDS[:4]]
    assert grey == sorted(grey, reverse=True) and -np.diff(grey).max() > 0.2


@pytest.mark.parametrize("colour", [*world.SEQUENTIAL, *world.DIVERGING, *world.WORDS])
def test_text_on_a_tile_is_readable(colour):
    linear = [((luminance(one) + 0.055) / 1.055) ** 2.4 for one in (colour, world.ink_on(colour))]
    assert (max(linear) + 0.05) / (min(linear) + 0.05) > 3.0  # WCAG 2.1, large or bold text


def test_states_that_are_not_on_the_map_or_named_twice_are_refused():
    with pytest.raises(ValueError, match="no tile for SUN"):
        drawn.tiles(pd.DataFrame({"iso3": ["SUN"], "value": [1.0]}), "Once")
    with pytest.raises(ValueError, match="named twice"):
        drawn.tiles(pd.DataFrame({"iso3": ["FRA", "FRA"], "value": [1.0, 2.0]}), "Twice")


LONG = {
    "English": "From one vote to the next the members that had abstained went over " * 2,
    "German": "Menschenrechtsratsmitgliedschaftswahlergebnisse der Staatengemeinschaften " * 2,
}


@pytest.mark.parametrize(
    ("kind", "language"),
    [
        ("world", "German"), ("flow", "English"), ("flow", "German"), ("timeline", "English"),
        ("history", "German"),
    ],
)  # fmt: skip
def test_long_titles_and_names_do_not_leave_the_canvas(kind, language):
    words = {"title": LONG[language], "subtitle": LONG[language], "footer": FOOTER * 2}
    if kind == "world":
        made = world.world_figure(states(), unit=LONG[language][:40], **words)
    elif kind == "flow":
        names = {"yes": LONG[language][:24], "no": LONG[language][:30]}
        made = flow.flow_figure(flow.flows(roll_calls(4)), names, **words)
    elif kind == "history":
        names = {cell: LONG[language][:45] for cell in CELLS}
        made = history.history_figure(tallies(), names, **words)
    else:
        series = pd.DataFrame({"quarter": ["1990-Q1", "1999-Q4"], "value": [3.0, 8.0]})
        found = timeline.lanes(happened(), "CHN")
        made = timeline.timeline_figure(
            series, found, outcome=LONG[language][:60], unit="points", **words
        )
    assert outside(made) == []
    if kind != "flow":  # a word is shrunk to its block there
        assert overlaps(made) == []


@pytest.mark.parametrize("name", NEW)
def test_text_stays_on_the_canvas_and_apart(name):
    assert outside(once(name)) == []
    if name != "network":  # codes of states that vote alike stand close together
        assert overlaps(once(name)) == []


def calls(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["quarter", "iso3", "vote", "procedure"])


MOTION, DRAFT = "no_action", "resolution"


def test_a_vote_on_the_draft_is_turned_around_beside_motions():
    table = flow.flows(calls(
        ("1990-Q1", "CUB", "yes", MOTION), ("1991-Q1", "CUB", "no", DRAFT),
        ("1990-Q1", "FRA", "no", MOTION), ("1991-Q1", "FRA", "yes", DRAFT),
        ("1990-Q1", "IND", "abstain", MOTION), ("1991-Q1", "IND", "abstain", DRAFT),
    ))  # fmt: skip
    assert (table["1990-Q1"] == table["1991-Q1"]).all()
    alone = flow.flows(calls(("1991-Q1", "FRA", "yes", DRAFT)))
    assert alone.loc["FRA", "1991-Q1"] == "yes"


def test_flows_conserve_members_and_those_away_are_counted():
    table = flow.flows(roll_calls(5).iloc[7:])
    assert (table.apply(pd.Series.value_counts).fillna(0).sum() == len(table)).all()
    assert (table["1990-Q1"] == "away").sum() == 7
    blocks = [int(text) for text, _ in texts(once("flow")) if text.isdigit()]
    assert sum(blocks) == 5 * len(table)


def test_the_title_of_a_flow_counts_who_changed():
    table = pd.DataFrame(
        {"1990-Q1": ["yes", "yes", "no", "no"], "1991-Q1": ["yes", "no", "abstain", "away"]},
        index=["CUB", "IND", "FRA", "USA"],
    )
    title = flow.flow_title(table, "China")
    assert (
        title == "China: from one vote to the next 67 % of members changed, 1 of 2 straight across"
    )
    same = flow.flow_title(table[["1990-Q1"]].assign(again=table["1990-Q1"]), "China")
    assert same == "China: from one vote to the next 0 % of members changed"
    said = flow.flow_alt_text(table, {"yes": "with it", "no": "against"}, title)
    assert "1990-Q1: 2 with it, 2 against." in said
    assert "1 member from with it to against: IND." in said and "USA" not in said


def test_agreement_of_three_states_by_hand():
    """In eight votes A and B differ once, C is always against A, and away from two."""
    rows = []
    for n in range(8):
        rows += [(n, "A", "yes"), (n, "B", "no" if n == 0 else "yes")]
        rows += [(n, "C", "no")] if n < 6 else []
    table = pd.DataFrame(rows, columns=["quarter", "iso3", "vote"]).assign(text="T")
    shares = network.agreement(table)
    assert shares.at["A", "B"] == shares.at["B", "A"] == 7 / 8
    assert np.isnan(shares.at["A", "C"])  # six common votes are too few to tell
    groups = {"A": "WEOG", "B": "WEOG", "C": "AFRICA"}
    assert network.cohesion(shares, groups) == {"WEOG": 7 / 8}
    title = network.network_title({"WEOG": 7 / 8, "AFRICA": 0.5})
    assert "Western Europe & others votes most as one, Africa least" in title
    assert "88 and 50 %" in title
    assert "88 %" in network.network_alt_text({"WEOG": 7 / 8}, title)


def test_no_part_of_the_network_flies_away():
    made = drawn.blocs(layout=True)
    nodes = [line for line in made.axes[0].lines if len(line.get_xdata()) == 1]
    places = np.array([(*line.get_xdata(), *line.get_ydata()) for line in nodes])
    middle = np.sort(places, axis=0)[[len(places) // 4, -len(places) // 4]]
    assert (np.ptp(places, axis=0) < 6 * np.ptp(middle, axis=0)).all()


def test_lanes_count_what_happened_to_the_challenger():
    found = timeline.lanes(happened(), "CHN")
    sizes = {
        timeline.LANES[lane][0]: float(some["size"].sum()) for lane, some in found.groupby("lane")
    }
    assert sizes == {
        "Draft stopped by a motion": 2,  # the motion that failed, and the tie, do not count
        "Draft adopted": 1,
        "Draft rejected": 1,  # not that on Cuba
        "Dialogue opened or resumed": 3,
        "Dialogue suspended": 1,
        "Prisoners released": 15,  # people, not occasions
        "From the timeline": 1,
    }
    words = [text for text, _ in texts(once("timeline"))]
    assert words.count("15") == 1 and "Prisoners released" in words


def test_the_title_of_a_time_line_follows_the_numbers():
    series = pd.DataFrame({"quarter": ["1990-Q1", "1999-Q4"], "value": [41.0, 8.24]})
    found = timeline.lanes(happened(), "CHN")
    said = timeline.timeline_title(series, found, "Scrutiny", "points")
    assert said.startswith(
        "Scrutiny: from 41.0 to 8.2 points in one run of the model; draft stopped"
    )
    assert said.endswith("by a motion 2 times")
    once = timeline.timeline_title(series, found[found["lane"] == 1], "Scrutiny", "points")
    assert once.endswith("draft adopted 1 time")
    alone = timeline.timeline_title(series, found[:0], "Scrutiny", "points")
    assert alone == "Scrutiny: from 41.0 to 8.2 points in one run of the model"
    assert "Dialogue opened or resumed, 2 quarters: 1996-Q2, 1999-Q1." in (
        timeline.timeline_alt_text(found, "Title")
    )


def test_the_backcast_says_how_far_off_it_was_and_how_often_within():
    table = tallies(2).assign(predicted=20.0, low=18.0, high=22.0)
    table["actual"] = [20, 22, 23, 19, 10, 20]
    title = history.history_title(table)
    assert title.startswith("The votes are missed by 2.7 on average; 4 of 6 counts")
    said = history.history_alt_text(table, CELLS, title)
    assert "1991: with the target 19, predicted 20.0 (18 to 22); against 10" in said
    made = history.history_figure(table, CELLS, title=title, **drawn.WORDS)
    marks = [
        line.get_markerfacecolor() == "white"
        for axes in made.axes for line in axes.lines if line.get_marker() == "D"
    ]  # fmt: skip
    assert marks == [False, False, False, True, True, False]  # a panel per cell, two votes each


def test_alt_text_of_the_map_names_the_numbers_on_its_tiles():
    said = world.world_alt_text(states(), "Rights")
    highest = states().sort_values("value").iloc[-1]
    assert f"Highest: {highest['iso3']} {highest['value']:.0f}" in said
    words = world.world_alt_text(drawn.in_words(), "Dialogues")
    assert "Suspended: " in words and "None: " in words


@pytest.mark.parametrize("name", ["flow", "timeline"])
def test_the_same_tables_give_the_same_bytes_in_every_format(name, tmp_path):
    formats = ("png", "svg", "pdf")
    first = save_as(FIGURES[name](), tmp_path / "one", formats, "Said in words")
    again = save_as(FIGURES[name](), tmp_path / "two", formats, "Said in words")
    assert [path.suffix[1:] for path in first] == list(formats)
    for one, two in zip(first, again, strict=True):
        assert one.read_bytes() == two.read_bytes()
        assert one.stat().st_size > 2000
