"""The kinds of figures that can be drawn of a scenario, each from a fresh look at its runs: what it
takes to draw one, and the name of its file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from sim import evidence
from sim.analysis import by_state
from sim.engine.chronicle import events
from sim.engine.ensemble import simulate
from sim.engine.record import model_version, votes
from sim.outcomes import OUTCOMES
from sim.report import style
from sim.report.flow import MOST, flow_alt_text, flow_figure, flow_title, flows, sides
from sim.report.history import history_alt_text, history_figure, history_title
from sim.report.network import (
    agreement,
    cohesion,
    network_alt_text,
    network_figure,
    network_title,
)
from sim.report.numbers import plain, signed
from sim.report.pictures import closest_board
from sim.report.reliability import (
    reliability_alt_text,
    reliability_figure,
    reliability_title,
)
from sim.report.timeline import lanes, timeline_alt_text, timeline_figure, timeline_title
from sim.report.world import placed, shown_changes, world_alt_text, world_figure
from sim.scenario import Scenario

SPAN = 6  # years of votes in a network
CELLS = {"pro": "With China", "anti": "Against", "abstain": "Abstaining"}


@dataclass(frozen=True)
class Wanted:
    """What is to be drawn: a scenario, the baseline beside which changes are shown (None: levels),
    a state variable and a year, a text, an outcome, one replicate, and how many for means."""

    scenario: Scenario
    beside: Scenario | None = None
    variable: str = "rights"
    year: int = 2008
    text: str = ""
    outcome: str = "scrutiny"
    replicate: int = 0
    replicates: int = 64

    @property
    def about(self) -> str:
        """The text whose votes are drawn: the challenger's unless told otherwise."""
        return self.text or self.scenario.challenger

    def footer(self, replicates: int) -> str:
        one = self.scenario
        return style.provenance(one.name, one.digest, one.seed, replicates, model_version())

    @cached_property
    def votes(self) -> pd.DataFrame:
        """Every vote of the replicate, played again once for all figures."""
        return votes(self.scenario, self.scenario.seed, self.replicate)

    @property
    def one_run(self) -> str:
        return f"{self.footer(1)} · replicate {self.replicate}"


@dataclass(frozen=True)
class Drawn:
    """A figure, what its file is called, its title and the same in words."""

    figure: Figure
    name: str
    title: str
    alt: str

    def save(self, folder: Path, formats: tuple[str, ...] = ("png", "svg")) -> list[Path]:
        return style.save_as(self.figure, folder / self.name, formats, self.alt)


def world(wanted: Wanted) -> Drawn:
    """A state variable on the tile map, or its change."""
    one, count = wanted.scenario, wanted.replicates
    named = f"{by_state.TITLES[by_state.known(wanted.variable)]}, {wanted.year}"
    unit = by_state.UNITS[wanted.variable]
    if wanted.beside:
        table = by_state.change(wanted.beside, one, wanted.variable, wanted.year, count)
        clear = shown_changes(table)
        title = f"{named}: no distinguishable change in any state in the model"
        if len(clear):
            most = clear.iloc[int(clear["value"].abs().to_numpy().argmax())]
            title = (
                f"{named}: {len(clear)} of {len(table)} states change distinguishably in the model,"
                f" {_name(str(most['iso3']))} most ({signed(float(most['value']))})"
            )
        subtitle = f"“{one.title}” beside “{wanted.beside.title}”, change, same luck, {count} pairs"
        unit = f"{unit.split(',')[0]}, change"
        name = f"world-{wanted.variable}-{wanted.year}-change"
    else:
        table = by_state.level(one, wanted.variable, wanted.year, count)
        title = f"{named} in the model"
        if table["value"].dtype.kind == "f":
            low, high = float(table["value"].min()), float(table["value"].max())
            title += f": from {plain(low)} to {plain(high)}"
        else:
            counts = table["value"].value_counts()
            title += ": " + ", ".join(f"{word} {n}" for word, n in counts.items())
        subtitle = f"“{one.title}”, mean of {count} runs; a tile for each member state"
        name = f"world-{wanted.variable}-{wanted.year}"
    shown = placed(table)
    figure = world_figure(
        shown, title=title, subtitle=subtitle, footer=wanted.footer(count), unit=unit,
        difference=wanted.beside is not None,
    )  # fmt: skip
    return Drawn(figure, name, title, world_alt_text(shown, title))


def board(wanted: Wanted) -> Drawn:
    """The closest vote on a text in one run."""
    figure, title, alt = closest_board(_votes(wanted), wanted.one_run)
    return Drawn(figure, f"board-{wanted.about.lower()}", title, alt)


def flow(wanted: Wanted) -> Drawn:
    """How members moved between the votes on a text in one run."""
    some = _votes(wanted)
    about = str(some["title"].iloc[0])
    table, names = flows(some), sides(some)
    title = f"{flow_title(table, about)} in the model"
    subtitle = f"Votes on {about} in one run of “{wanted.scenario.title}”; bands are as wide as"
    subtitle += " members are many"
    if table.shape[1] > MOST:
        subtitle += f"; the last {MOST} of {table.shape[1]} votes are shown"
    figure = flow_figure(table, names, title=title, subtitle=subtitle, footer=wanted.one_run)
    alt = flow_alt_text(table, names, title)
    return Drawn(figure, f"flow-{wanted.about.lower()}", title, alt)


def network(wanted: Wanted) -> Drawn:
    """Who votes with whom in the years before the wanted one."""
    table = wanted.votes
    year = table["quarter"].str[:4].astype(int)
    first = wanted.year - SPAN + 1
    some = table[year.between(first, wanted.year)]
    within = cohesion(agreement(some), dict(zip(some["iso3"], some["group"], strict=True)))
    title = network_title(within)
    subtitle = f"All votes of {first} to {wanted.year} in one run of “{wanted.scenario.title}”"
    figure = network_figure(some, title=title, subtitle=subtitle, footer=wanted.one_run)
    return Drawn(figure, f"network-{wanted.year}", title, network_alt_text(within, title))


def timeline(wanted: Wanted) -> Drawn:
    """An outcome of one run over what happened in it."""
    one = wanted.scenario.change(outcomes=(wanted.outcome,))
    outcome = OUTCOMES[wanted.outcome]
    count = max(wanted.replicates, wanted.replicate + 1)
    table = simulate(one, count).series().astype({"quarter": str})
    run = table[table["replicate"] == wanted.replicate][["quarter", "value"]]
    median = table.groupby("quarter", sort=False)["value"].median().reset_index()
    found = lanes(events(one, one.seed, (wanted.replicate,)), one.challenger)
    unit = outcome.unit.split(",")[0]
    title = timeline_title(run, found, outcome.title, unit)
    figure = timeline_figure(
        run, found, title=title, outcome=outcome.title, unit=outcome.unit, median=median,
        subtitle=f"“{one.title}”, replicate {wanted.replicate} beside the median of {count} runs",
        footer=wanted.footer(count),
    )  # fmt: skip
    alt = timeline_alt_text(found, title)
    return Drawn(figure, f"timeline-{wanted.outcome}", title, alt)


def history(wanted: Wanted) -> Drawn:
    """The backcast of the motions on China against what happened; the same for every scenario."""
    from sim.analysis.backcast import motions, replay

    rows = []
    for one in (replay(motion) for motion in motions()):
        draft = "" if one.motion.procedure == "no_action" else " draft"
        for n, cell in enumerate(CELLS):
            found = (float(one.predicted[n]), *map(float, one.interval[n]), one.motion.actual[n])
            rows.append((f"{one.motion.year}{draft}", cell, *found))
    table = pd.DataFrame(rows, columns=["vote", "cell", "predicted", "low", "high", "actual"])
    title = history_title(table)
    figure = history_figure(
        table, CELLS, title=title,
        subtitle="Motions on China in the Commission, each predicted from earlier years only",
        footer=f"model version {model_version()} · run.py backcast has the numbers and the sources",
    )  # fmt: skip
    return Drawn(figure, "history-china", title, history_alt_text(table, CELLS, title))


def reliability(wanted: Wanted) -> Drawn:
    """How often what the backcast expected came true; the same for every scenario."""
    table = pd.DataFrame(evidence.rows("backcast_calibration"))
    table = table[table["model"] == "engine"]
    figures = table[["from", "count", "predicted", "came_true"]].astype(float)
    for share in ("predicted", "came_true"):  # of all windows together
        figures[share] *= figures["count"]
    sums = figures.groupby([table["kind"], "from"]).sum()
    for share in ("predicted", "came_true"):
        sums[share] /= sums["count"]
    curves = {str(kind): some for kind, some in sums.groupby("kind")}
    title = reliability_title(curves)
    figure = reliability_figure(
        curves, title=title,
        subtitle="Recorded votes of 1999-2018, each predicted from votes of earlier years only",
        footer=f"model version {model_version()} · run.py backcast has the numbers and the sources",
    )  # fmt: skip
    return Drawn(figure, "reliability", title, reliability_alt_text(curves, title))


KINDS: dict[str, Callable[[Wanted], Drawn]] = {
    "world": world,
    "board": board,
    "flow": flow,
    "network": network,
    "timeline": timeline,
    "history": history,
    "reliability": reliability,
}


def _votes(wanted: Wanted) -> pd.DataFrame:
    """The votes on the wanted text in one run. Raises ValueError if there were none."""
    table = wanted.votes
    found = table[table["text"] == wanted.about] if len(table) else table
    if found.empty:
        there = ", ".join(sorted(table["text"].unique())) if len(table) else "none"
        where = f"no vote on `{wanted.about}` in replicate {wanted.replicate}"
        raise ValueError(f"{where}; there are votes on {there}")
    return found


def _name(iso3: str) -> str:
    return next(line["name"] for line in evidence.rows("states") if line["iso3"] == iso3)
