"""The board of a vote still open: every member's likeliest vote, paler the closer it is."""

import pandas as pd
import pytest
from invented import COUNCIL, votes
from matplotlib.colors import to_rgb
from matplotlib.patches import FancyBboxPatch
from rendered import outside, overlaps, texts

from sim import evidence
from sim.report.board import YES
from sim.report.chance_board import chance_board

BOUNDS = {"yes": (10.0, 20.0), "abstain": (3.0, 9.0), "no": (8.0, 18.0)}
SURE = {"yes": (0.97, 0.02, 0.01), "abstain": (0.2, 0.6, 0.2), "no": (0.05, 0.4, 0.55)}


def members(sizes) -> pd.DataFrame:
    table = votes(sizes, absent=False)
    for n, vote in enumerate(("yes", "abstain", "no")):
        table[f"p_{vote}"] = [SURE[word][n] for word in table["vote"]]
    return table.drop(columns="vote")


def draw(table):
    return chance_board(table, BOUNDS, title="A draft", subtitle="Council", footer="seed 2006")


def assembly() -> pd.DataFrame:
    """Every state on record, none of them sure."""
    table = pd.DataFrame(evidence.rows("states"))[["iso3", "group"]]
    return table.assign(p_yes=0.35, p_abstain=0.4, p_no=0.25)


@pytest.mark.parametrize("body", ["council", "assembly"])
def test_every_member_has_a_tile_and_text_stays_apart(body):
    table = members(COUNCIL) if body == "council" else assembly()
    figure = draw(table)
    tiles = [p for p in figure.findobj(FancyBboxPatch) if str(p.get_gid()).startswith("tile-")]
    assert len(tiles) == len(table)
    assert overlaps(figure) == [] and outside(figure) == []


def test_tiles_say_vote_and_chance_and_totals_are_expected_votes():
    table = members(COUNCIL)
    words = [text for text, _ in texts(draw(table))]
    assert words.count("97 %") == (table["p_yes"] > 0.9).sum()
    assert {"votes expected", "10–20", "3–9", "8–18"} <= set(words)
    africa = table[table["group"] == "AFRICA"]
    assert f"{africa['p_yes'].sum():.1f}" in words


def test_a_close_call_is_paler_than_a_sure_one():
    table = members(COUNCIL)
    table.loc[0, ["p_yes", "p_abstain", "p_no"]] = (0.99, 0.005, 0.005)
    table.loc[1, ["p_yes", "p_abstain", "p_no"]] = (0.4, 0.35, 0.25)
    patches = {str(p.get_gid())[5:]: p for p in draw(table).findobj(FancyBboxPatch)}
    sure, close = (sum(patches[table["iso3"][n]].get_facecolor()[:3]) for n in (0, 1))
    assert sum(to_rgb(YES)) <= sure < close < 3.0


def test_bad_rows_are_refused():
    table = members(COUNCIL)
    with pytest.raises(ValueError, match="named twice"):
        draw(table.assign(iso3="FRA"))
    with pytest.raises(ValueError, match="unknown group"):
        draw(table.assign(group="NORTH"))
