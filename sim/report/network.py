"""The network of blocs: states that vote alike stand close together and are linked."""

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from sim.report import style
from sim.report.board import GROUPS
from sim.report.style import (
    BODY,
    HEADING,
    INK,
    MARGIN,
    MARKERS,
    MUTED,
    RULE,
    SCENARIOS,
    axes_at,
    canvas,
    footer_height,
    header,
    header_height,
    house,
    write,
)

COLOURS = dict(zip(GROUPS, (SCENARIOS[1], SCENARIOS[3], SCENARIOS[2], SCENARIOS[4], SCENARIOS[0]),
                   strict=True))  # fmt: skip
SHAPES = dict(zip(GROUPS, MARKERS, strict=True))
FEWEST = 8  # votes that two states must share for their agreement to count
NEAREST = 4  # links drawn for each state, to those it agrees with most
LEAST = 0.6  # agreement below which no link is drawn
LUCK = 2006  # of the layout, which is the same for the same votes
WIDTH, HEIGHT, KEY = 12.4, 7.6, 2.9
NEAR, UPRIGHT, ROUNDS = 0.34, 0.85, 200  # inches between states; code stands below its mark


def agreement(votes: pd.DataFrame) -> pd.DataFrame:
    """Share of identical votes for each pair of states: a table iso3 by iso3, NaN below FEWEST
    common votes. `votes`: columns quarter, text, procedure, iso3, vote; one replicate."""
    cast = votes[votes["vote"].isin(["yes", "no", "abstain"])]
    calls = cast["quarter"].astype(str) + cast["text"].astype(str)
    table = cast.assign(call=calls).pivot_table(
        index="iso3", columns="call", values="vote", aggfunc="last"
    )
    same = np.zeros((len(table), len(table)))
    for word in ("yes", "no", "abstain"):
        chose = (table == word).to_numpy(float)
        same += chose @ chose.T
    there = table.notna().to_numpy(float)
    both = there @ there.T
    share = np.where(both >= FEWEST, same / np.maximum(both, 1), np.nan)
    return pd.DataFrame(share, index=table.index, columns=table.index)


def cohesion(shares: pd.DataFrame, groups: dict[str, str]) -> dict[str, float]:
    """Mean agreement of the pairs within each regional group that has any."""
    found = {}
    for group in GROUPS:
        ours = [iso3 for iso3 in shares.index if groups[iso3] == group]
        pairs = shares.loc[ours, ours].to_numpy(float)[np.triu_indices(len(ours), 1)]
        if not np.isnan(pairs).all():
            found[group] = float(np.nanmean(pairs))
    return found


def network_title(within: dict[str, float]) -> str:
    """Which group votes most, and which least, as one."""
    if not within:
        return "Too few common votes to tell who votes with whom in the model"
    most, least = (pick(within, key=lambda g: within[g]) for pick in (max, min))
    names = [GROUPS[group].replace("\n", " ") for group in (most, least)]
    if most == least:
        return f"{names[0]}: two members agree on {100 * within[most]:.0f} % of votes in the model"
    return (
        f"{names[0]} votes most as one, {names[1]} least: two members agree on"
        f" {100 * within[most]:.0f} and {100 * within[least]:.0f} % of votes in the model"
    )


def network_figure(votes: pd.DataFrame, *, title: str, subtitle: str, footer: str) -> Figure:
    """Draw who votes with whom.

    `votes`: as for `agreement`, and a column group. Links go to the states that a state agrees
    with most; near means alike, left and right mean nothing. Raises ValueError if no two states
    have FEWEST common votes.
    """
    shares = agreement(votes)
    groups = dict(zip(votes["iso3"], votes["group"], strict=True))
    graph = _graph(shares)
    if not graph.number_of_edges():
        raise ValueError(f"no two states have {FEWEST} common votes")
    graph.remove_nodes_from([node for node, links in list(graph.degree()) if not links])
    spring = nx.spring_layout(
        _joined(graph, shares), k=3.0 / np.sqrt(len(graph)), iterations=300, seed=LUCK
    )
    place = _apart(spring, (WIDTH - 2 * MARGIN - KEY, HEIGHT))
    with house():
        ends = header_height(title, subtitle, WIDTH)
        ends += footer_height(footer, WIDTH, style.ILLUSTRATION)
        figure = canvas(WIDTH, ends + HEIGHT + 0.3)
        top = header(figure, title, subtitle) - 0.1
        bottom = style.footer(figure, footer, style.ILLUSTRATION) + 0.1
        axes = axes_at(figure, MARGIN, bottom, WIDTH - 2 * MARGIN - KEY, top - bottom)
        for a, b, strength in graph.edges(data="weight"):
            (x, y), (u, v) = place[a], place[b]
            alike = groups[a] == groups[b]
            axes.plot(
                [x, u], [y, v], color=COLOURS[groups[a]] if alike else RULE, zorder=1,
                linewidth=0.4 + 1.8 * max(strength - LEAST, 0.0) / (1 - LEAST),
                alpha=0.45 if alike else 0.7,
            )  # fmt: skip
        for node in graph:
            x, y = place[node]
            axes.plot(
                x, y, SHAPES[groups[node]], color=COLOURS[groups[node]], markersize=10.5,
                markeredgecolor="white", markeredgewidth=1.2, zorder=2,
            )  # fmt: skip
            axes.annotate(
                node, (x, y), (0, -10), textcoords="offset points", ha="center", va="center",
                fontsize=6.6, fontweight="bold", color=INK, zorder=3,
                path_effects=[withStroke(linewidth=2.0, foreground="white")],
            )  # fmt: skip
        axes.margins(0.03)
        _key(figure, cohesion(shares, groups), WIDTH - MARGIN - KEY + 0.35, top)
    return figure


def _apart(place: dict, size: tuple[float, float]) -> dict:
    """The same places in inches, pushed apart until no two states stand on one another."""
    spots = np.array(list(place.values()))
    spots = (spots - spots.min(axis=0)) / np.maximum(np.ptp(spots, axis=0), 1e-9) * size
    turn = np.arange(len(spots))
    spots += 0.01 * np.column_stack([np.cos(turn), np.sin(turn)])  # none exactly on another
    for _ in range(ROUNDS):
        way = spots[:, None] - spots[None]
        far = np.hypot(way[..., 0], way[..., 1] * UPRIGHT) + np.eye(len(spots)) * 9.0
        push = np.clip(NEAR - far, 0.0, None) / np.maximum(far, 1e-6)
        if not push.any():
            break
        step = 0.5 * (way * push[..., None]).sum(axis=1)
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
        spots = np.clip(spots + step * np.minimum(1.0, NEAR / 2 / length)[:, None], 0.0, size)
    return dict(zip(place, spots, strict=True))


def _graph(shares: pd.DataFrame) -> nx.Graph:
    """Each state linked to those it agrees with most."""
    graph = nx.Graph()
    graph.add_nodes_from(shares.index)
    for iso3 in shares.index:
        others = shares.loc[iso3].drop(iso3).dropna()
        for other, share in others.nlargest(NEAREST).items():
            if share >= LEAST:
                graph.add_edge(iso3, other, weight=float(share))
    return graph


def _joined(graph: nx.Graph, shares: pd.DataFrame) -> nx.Graph:
    """The graph with every part of it linked to the state outside it that one of its own agrees
    with most, so that no part flies away."""
    joined, known_shares = graph.copy(), shares.to_dict()
    main, *parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    for part in parts:
        pairs = [(float(known_shares[b][a]), a, b) for a in part for b in main]
        known = [pair for pair in pairs if not np.isnan(pair[0])]
        if known:
            share, a, b = max(known)
            joined.add_edge(a, b, weight=share)
    return joined


def _key(figure: Figure, within: dict[str, float], left: float, top: float) -> None:
    """The groups with marker, name and cohesion."""
    write(figure, left, top - 0.25, "Agreement within groups", fontsize=HEADING, fontweight="bold")
    write(figure, left, top - 0.46, "mean share of identical votes", fontsize=BODY, color=MUTED)
    across, up = style.size(figure)
    for n, (group, share) in enumerate(within.items()):
        y = top - 0.9 - 0.46 * n
        figure.add_artist(
            style.Line2D(
                [(left + 0.12) / across], [(y + 0.05) / up], marker=SHAPES[group],
                color=COLOURS[group], markersize=12, linestyle="none",
                transform=figure.transFigure,
            )
        )  # fmt: skip
        write(figure, left + 0.38, y, GROUPS[group].replace("\n", " "), fontsize=BODY)
        write(figure, left + 0.38, y - 0.17, f"{100 * share:.0f} %", fontsize=BODY, color=MUTED)
    said = (
        f"Each state is linked to the\n{NEAREST} it agrees with most.\n"
        "Near means alike; left and\nright mean nothing."
    )
    write(figure, left, top - 1.0 - 0.46 * len(within), said, fontsize=BODY, color=MUTED, va="top",
          linespacing=1.4)  # fmt: skip


def network_alt_text(within: dict[str, float], title: str) -> str:
    """The network in sentences: agreement within each group."""
    said = [f"{GROUPS[g].replace(chr(10), ' ')} {100 * s:.0f} %" for g, s in within.items()]
    parts = [f"{title}.", f"Mean share of identical votes within groups: {', '.join(said)}."]
    return " ".join([*parts, "An illustration, not a forecast."])
