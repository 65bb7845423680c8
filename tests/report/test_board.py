"""The voting board: a tile for every member, titles by the rule, colours for every eye."""

from colorsys import rgb_to_hls

import numpy as np
import pytest
from invented import COMMISSION, COUNCIL, votes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from rendered import outside, overlaps, texts

from sim.report.board import (
    NO,
    YES,
    board_alt_text,
    board_rule,
    board_title,
    totals,
    voting_board,
)
from sim.report.style import save

BODIES = {"commission": COMMISSION, "council": COUNCIL, "before 1992": (11, 9, 5, 8, 10)}


def draw(table) -> Figure:
    count = table["vote"].value_counts()
    yes, no, abstain = (int(count.get(vote, 0)) for vote in ("yes", "no", "abstain"))
    return voting_board(
        table,
        title=board_title("no_action", yes, no, abstain),
        subtitle=board_rule("Commission on Human Rights", len(table), yes, no),
        footer="Scenario baseline (3f2a9c1d) · seed 2006",
    )


def tiles(figure: Figure) -> list[FancyBboxPatch]:
    patches = figure.findobj(FancyBboxPatch)
    return [patch for patch in patches if str(patch.get_gid()).startswith("tile-")]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("absent", [True, False])
def test_every_member_has_a_tile_and_text_stays_apart(body: str, absent: bool) -> None:
    table = votes(BODIES[body], absent=absent)
    figure = draw(table)
    assert len(tiles(figure)) == len(table) == sum(BODIES[body])
    assert overlaps(figure) == []
    assert outside(figure) == []


def test_words_and_totals_say_every_vote() -> None:
    table = votes()
    words = [text for text, _ in texts(draw(table))]
    for vote, number in table["vote"].value_counts().items():
        # the tiles, and one word at the head of the totals (abstentions are shortened there)
        assert words.count(str(vote)) == number + (vote != "abstain")
        assert f"{number} {vote}" in words
    assert set(table["iso3"]) <= set(words)


def test_the_title_keeps_to_a_line_and_the_bar_keeps_off_the_footer() -> None:
    table = votes()
    title = "China, 1995-Q1 in the model. Motion to take no action carries: 18 yes, 17 no, 9 absent"
    rule = board_rule("Commission on Human Rights", len(table), 18, 17)
    figure = voting_board(table, title=title, subtitle=rule, footer="Scenario baseline")
    found = dict(texts(figure))
    assert {title, rule} <= set(found)
    assert found[title].x1 > 0.85 * figure.bbox.width
    assert outside(figure) == []
    bar = min(p.get_window_extent().y0 for p in figure.findobj(FancyBboxPatch))
    below = max(box.y1 for text, box in found.items() if "illustration" in text or "Scen" in text)
    assert (bar - below) / figure.dpi > 0.3


def test_tiles_run_yes_abstain_no_absent() -> None:
    table = votes().set_index("iso3")["vote"]
    for group in ("EGY", "POL"):
        row = votes().loc[lambda t, g=group: t["group"] == t.set_index("iso3")["group"][g], "iso3"]
        placed = {str(p.get_gid())[5:]: p.get_x() for p in tiles(draw(votes()))}
        drawn = [table[name] for name in sorted(row, key=placed.__getitem__)]
        assert drawn == sorted(drawn, key=["yes", "abstain", "no", "absent"].index)


def test_a_small_part_of_the_bar_is_labelled_below() -> None:
    table = votes(absent=False).assign(vote="yes")
    table.loc[[0, 1], "vote"] = "abstain"
    table.loc[2, "vote"] = "absent"
    table.loc[3, "vote"] = "no"
    figure = draw(table)
    assert overlaps(figure) == [] and outside(figure) == []
    assert "1 absent" in [text for text, _ in texts(figure)]


def machado_deuteranopia(colour: str) -> np.ndarray:
    """The colour as a deuteranope sees it (Machado and others 2009, severity 1), linear RGB."""
    matrix = [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]
    return np.array(matrix) @ np.array(to_rgb(colour)) ** 2.2


def test_colours_are_not_red_against_green_and_are_told_apart() -> None:
    for colour in (YES, NO):
        hue = rgb_to_hls(*to_rgb(colour))[0] * 360
        assert not 70 < hue < 170
    assert np.abs(machado_deuteranopia(YES) - machado_deuteranopia(NO)).max() > 0.2


def test_shape_and_fill_repeat_the_colour() -> None:
    looks = {}
    table = votes().set_index("iso3")["vote"]
    for patch in tiles(draw(votes())):
        shape = type(patch.get_boxstyle()).__name__
        filled = patch.get_facecolor()[:3] != (1.0, 1.0, 1.0)
        solid = patch.get_linestyle() == "solid" or patch.get_linestyle() == "-"
        looks.setdefault(table[str(patch.get_gid())[5:]], set()).add((shape, filled, solid))
    assert all(len(found) == 1 for found in looks.values())
    assert len({next(iter(found)) for found in looks.values()}) == 4


@pytest.mark.parametrize(
    ("kind", "counts", "title"),
    [
        ("no_action", (22, 22, 9), "Motion to take no action fails on a tie: 22 yes, 22 no, 9"),
        ("no_action", (27, 20, 6), "Motion to take no action carries: 27 yes, 20 no, 6"),
        ("no_action", (20, 27, 6), "Motion to take no action fails: 20 yes, 27 no, 6"),
        ("resolution", (20, 21, 12), "Draft resolution rejected: 20 yes, 21 no, 12"),
        ("resolution", (1, 0, 52), "Draft resolution adopted: 1 yes, 0 no, 52"),
        ("resolution", (0, 0, 53), "Draft resolution rejected on a tie: 0 yes, 0 no, 53"),
    ],
)
def test_titles_follow_the_rule(kind: str, counts: tuple[int, int, int], title: str) -> None:
    assert board_title(kind, *counts) == f"{title} abstaining"


def test_the_rule_says_how_many_were_needed() -> None:
    assert "(23 of 44 here)" in board_rule("Commission", 53, 22, 22)
    assert "(21 of 41 here)" in board_rule("Commission", 53, 20, 21)


def test_alt_text_lists_members() -> None:
    words = board_alt_text(votes(), "Title")
    assert words.startswith("Title. Yes (") and "Absent (1): ROU." in words


def test_totals_add_up_and_bad_rows_are_refused() -> None:
    table = votes()
    assert totals(table).to_numpy().sum() == len(table) == 53
    with pytest.raises(ValueError, match="unknown vote 'maybe'"):
        totals(table.assign(vote="maybe"))
    with pytest.raises(ValueError, match="unknown group"):
        totals(table.assign(group="NORTH"))
    with pytest.raises(ValueError, match="named twice"):
        totals(table.assign(iso3="FRA"))
    with pytest.raises(ValueError, match="unknown kind"):
        board_title("consensus", 1, 0, 0)


def test_the_same_votes_give_the_same_bytes(tmp_path) -> None:
    first, again = (save(draw(votes()), tmp_path / name) for name in ("one", "two"))
    for one, two in zip(first, again, strict=True):
        assert one.read_bytes() == two.read_bytes()
