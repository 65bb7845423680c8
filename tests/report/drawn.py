"""Every kind of figure drawn once, from invented tables; and the golden pictures made of them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim.report import flow, history, network, reliability, timeline, world
from sim.report.board import board_rule, board_title, voting_board
from sim.report.comparison import comparison_figure, finding
from sim.report.style import house, provenance
from tests.report.invented import COMMISSION, LABELS, UNITS, effects, series, votes

GOLDEN = Path(__file__).with_name("golden")
DPI = 40
SUBTITLE = "Invented numbers, to look at"
FOOTER = provenance("coordinated_dialogues", "3f2a9c1d", 2006, 64, "0.1.0")
WORDS = {"subtitle": SUBTITLE, "footer": FOOTER}
CELLS = {"pro": "With the target", "anti": "Against", "abstain": "Abstaining"}


def comparison(scenarios: int = 1, outcomes: int = 6) -> Figure:
    table = series(scenarios, outcomes, replicates=9)
    found = effects(table)
    said = {"title": finding(found, LABELS, UNITS), "labels": LABELS, "units": UNITS}
    return comparison_figure(table, found, period="2014 to 2018", **said, **WORDS)


def board() -> Figure:
    table = votes()
    yes, no, abstain = (int((table["vote"] == vote).sum()) for vote in ("yes", "no", "abstain"))
    rule = board_rule("Commission on Human Rights", len(table), yes, no)
    title = board_title("no_action", yes, no, abstain)
    return voting_board(table, title=title, subtitle=rule, footer=FOOTER)


def states(difference: bool = False, seed: int = 3) -> pd.DataFrame:
    """A number for every tile; for a difference about zero, with an interval."""
    rng, codes = np.random.default_rng(seed), list(world.tiles())
    value = rng.normal(0, 4, len(codes)) if difference else rng.uniform(0, 100, len(codes))
    table = pd.DataFrame({"iso3": codes, "value": value})
    return table.assign(low=value - 2, high=value + 2) if difference else table


def in_words() -> pd.DataFrame:
    table = states()
    return table.assign(
        value=pd.cut(table["value"], [-1, 60, 85, 101], labels=["none", "open", "suspended"])
        .astype(object)
    )  # fmt: skip


def roll_calls(calls: int = 12) -> pd.DataFrame:
    """The same members at many votes: columns quarter, text, procedure, iso3, group, vote."""
    parts = [
        votes(COMMISSION, absent=False, seed=n).assign(
            quarter=f"{1990 + n}-Q1", text="CHN", procedure="no_action"
        )
        for n in range(calls)
    ]
    return pd.concat(parts, ignore_index=True)


def flowing() -> Figure:
    table = flow.flows(roll_calls(5).iloc[7:])  # the first vote is without seven of the members
    names = {"yes": "with it", "no": "against"}
    return flow.flow_figure(table, names, title=flow.flow_title(table, "China"), **WORDS)


def blocs(layout: bool = False) -> Figure:
    """The network; on a circle unless its `layout` is wanted, which rests on the last bits of
    floating-point numbers."""
    table, spring = roll_calls(), nx.spring_layout
    within = network.cohesion(
        network.agreement(table), dict(zip(table["iso3"], table["group"], strict=True))
    )
    title = network.network_title(within)
    try:
        if not layout:
            nx.spring_layout = lambda graph, **_: nx.circular_layout(graph)
        return network.network_figure(table, title=title, **WORDS)
    finally:
        nx.spring_layout = spring


def happened() -> pd.DataFrame:
    """Invented events around one challenger, CHN."""
    lines = [
        ("1990-Q1", "no_action", "commission", "CHN", -2.0),
        ("1990-Q1", "adopted", "commission", "CHN", 4.0),
        ("1992-Q1", "no_action", "commission", "CHN", 9.0),
        ("1994-Q1", "no_action", "commission", "CHN", 6.0),
        ("1994-Q1", "rejected", "commission", "CUB", -6.0),
        ("1995-Q1", "no_action", "commission", "CHN", 0.0),
        ("1995-Q1", "rejected", "commission", "CHN", -1.0),
        ("1996-Q2", "dialogue_opened", "CHN", "FRA", 1.0),
        ("1996-Q2", "dialogue_opened", "CHN", "DEU", 1.0),
        ("1998-Q3", "dialogue_suspended", "CHN", "FRA", 1.0),
        ("1999-Q1", "dialogue_resumed", "CHN", "FRA", 1.0),
        ("1997-Q4", "releases", "CHN", "", 12.0),
        ("1998-Q4", "releases", "CHN", "", 3.0),
        ("1999-Q2", "visit", "CHN", "FRA", 1.0),
        ("2000-Q1", "change_of_government", "", "FRA", 1.0),
    ]
    return pd.DataFrame(lines, columns=["quarter", "kind", "actor", "target", "value"])


def time_line(outcome: str = "Scrutiny of the challenger") -> Figure:
    table = series(1, 5, replicates=3)
    table = table[(table["outcome"] == "scrutiny") & (table["quarter"] < "2003")]
    one = table[(table["scenario"] == "Baseline") & (table["replicate"] == 0)]
    found = timeline.lanes(happened(), "CHN")
    title = timeline.timeline_title(one, found, outcome, "points")
    middle = table.groupby("quarter", as_index=False)["value"].median()
    return timeline.timeline_figure(
        one, found, title=title, outcome=outcome, unit="points, 0-100", median=middle, **WORDS
    )


def tallies(years: int = 9) -> pd.DataFrame:
    """Invented predictions of tallies and what happened."""
    rng, rows = np.random.default_rng(8), []
    for year in range(1990, 1990 + years):
        for cell, usual in (("pro", 24.0), ("anti", 18.0), ("abstain", 11.0)):
            predicted = usual + rng.normal(0, 2)
            actual = round(predicted + rng.normal(0, 3))
            rows.append((str(year), cell, predicted, predicted - 4, predicted + 4, actual))
    return pd.DataFrame(rows, columns=["vote", "cell", "predicted", "low", "high", "actual"])


def backcast() -> Figure:
    table = tallies()
    return history.history_figure(table, CELLS, title=history.history_title(table), **WORDS)


def curves() -> dict[str, pd.DataFrame]:
    """Invented chances that were given, how many, and what share came true."""
    given = np.linspace(0.05, 0.95, 10)
    count = [900, 300, 120, 80, 60, 60, 70, 110, 280, 800]
    table = pd.DataFrame({"predicted": given, "came_true": given**1.1, "count": count})
    return {"country": table, "theme": table.assign(came_true=given**0.9)}


def came_true() -> Figure:
    found = curves()
    return reliability.reliability_figure(
        found, title=reliability.reliability_title(found), **WORDS
    )


def tiles(table: pd.DataFrame, title: str, **changed: object) -> Figure:
    return world.world_figure(table, title=title, **(WORDS | changed))


FIGURES: dict[str, Callable[[], Figure]] = {
    "comparison-grid": comparison,
    "comparison-matrix": lambda: comparison(3, 4),
    "board": board,
    "world": lambda: tiles(states(), "Respect for human rights", unit="points, 0-100"),
    "world-difference": lambda: tiles(
        states(difference=True), "Change of rights", unit="points", difference=True
    ),
    "world-words": lambda: tiles(in_words(), "Dialogues"),
    "flow": flowing,
    "network": blocs,
    "timeline": time_line,
    "history": backcast,
    "reliability": came_true,
}


@cache
def once(name: str) -> Figure:
    """A figure that tests look at without changing it, drawn once."""
    return FIGURES[name]()


def write(figure: Figure, path: Path) -> Path:
    """The figure as a small PNG."""
    with house():
        small = {"optimize": True}
        figure.savefig(path, format="png", dpi=DPI, metadata={"Software": None}, pil_kwargs=small)
    return path


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, draw in FIGURES.items():
        print(write(draw(), GOLDEN / f"{name}.png"))
