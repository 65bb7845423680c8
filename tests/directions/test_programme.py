"""What a portfolio of strategies achieves, by paired runs, measured on what the rules that are
paid for change; the control lacks the rule through which the money works."""

from functools import cache

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import (
    baseline,
    field,
    leaning_with_challenger,
    measured,
    outcome,
    paired,
)
from sim.calendar import Quarter
from sim.engine.schedule import ORDER
from sim.mechanisms.programme.programme import INSIDE
from sim.ngos import STRATEGIES
from sim.scenario import Event, Scenario

RUNS = 32
LATE, EARLY = ("2001-Q4", "2005-Q1"), ("1993-Q4", "1998-Q1")  # early: drafts are still tabled
CERTAIN = {"programme.lapse": 0.0}
# Enough of the world for money to reach the public, prisons and firms of the challenger, and what
# Asian states think of it.
NEARBY = (
    "allocation", "reach", "programme", "connectivity", "online_resources", "consciousness",
    "justice", "repression", "firms", "peer_pressure",
)  # fmt: skip
AWAY = tuple(name for name in ORDER if name not in NEARBY)


def money(total: float, *strategies: str) -> dict[str, float]:
    return {f"programme.{name}": total / len(strategies) for name in strategies}


def less(measure):
    def turned(world, now):
        found = measure(world, now)
        return None if found is None else -found

    return turned


better_practice = less(outcome("promise_gap"))
# Each strategy, what it should move upward, when, and the rule through which it does.
EFFECTS = {
    "rural_residents": (outcome("following"), LATE, "consciousness"),
    "labour": (outcome("sponsors"), EARLY, "firms"),
    "administrative_detention": (better_practice, LATE, "justice"),
    "impunity": (better_practice, LATE, "justice"),
    "legal_defence": (less(outcome("prisoners")), LATE, "justice"),
    "online_resource": (outcome("consciousness"), LATE, "online_resources"),
    "monitoring": (field("pressure"), LATE, "observation"),
    "diaspora": (outcome("sponsors"), EARLY, "diaspora"),
    "engagement_monitoring": (outcome("both_ways"), LATE, "engagement_watch"),
    "standing_bodies": (outcome("sponsors"), EARLY, "scrutiny_without_votes"),
    "asian_solidarity": (less(leaning_with_challenger), EARLY, "peer_pressure"),
}


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_money_for_each_strategy_moves_what_it_is_meant_for(strategy):
    measure, span, through = EFFECTS[strategy]
    funded = money(1.0, strategy)
    assert paired(funded, measure, base=CERTAIN, span=span, runs=RUNS).rises
    assert paired(funded, measure, base=CERTAIN, span=span, runs=2, without=(through,)).nothing


def ends(world, now):
    """What the strategies are for, as far as this part of the world shows it (R, E)."""
    measures = (
        outcome("following"), outcome("information"), better_practice, less(outcome("prisoners")),
        less(field("goodwill")),
    )  # fmt: skip
    return np.stack([measure(world, now) for measure in measures], axis=1)


def nearby(returns: float = 0.5, closed: bool = False) -> Scenario:
    first, last = (Quarter.parse(quarter) for quarter in LATE)
    closure = Event(name="closure", at=first, fire="closure", on=("CHN",), size=1.0)
    return baseline().change(
        start=first, end=last, without=tuple(sorted(AWAY)),
        values=CERTAIN | {"programme.returns": returns}, timeline=(closure,) if closed else (),
    )  # fmt: skip


@cache
def gained(strategies: tuple[str, ...], returns: float = 0.5, closed: bool = False) -> np.ndarray:
    """What the full funding of one strategy, shared by these, gains (R, E) in this part."""
    base = nearby(returns, closed)
    paid = base.change(values=base.values | money(1.0, *strategies))
    return measured(paid, ends, 16) - unpaid(returns, closed)


@cache
def unpaid(returns: float, closed: bool) -> np.ndarray:
    return measured(nearby(returns, closed), ends, 16)


@pytest.mark.entries("S09")
@pytest.mark.parametrize(("returns", "beats"), [(0.5, True), (1.0, False)])
def test_the_whole_portfolio_beats_the_same_money_on_any_one_strategy(returns, beats):
    """By the mean, over what strategies are for, of the share of what the one best at it achieves.
    Where returns do not diminish, no part of the portfolio is worth less than the whole."""
    apart = [gained((name,), returns) for name in STRATEGIES]
    best = np.max([one.mean(axis=0) for one in apart], axis=0)
    assert (best > 0).all()
    whole = (gained(STRATEGIES, returns) / best).mean(axis=1)
    ahead = [paired_effect(whole - (one / best).mean(axis=1)) for one in apart]
    assert all(low > 0 for _, low, _ in ahead) == beats


DIVERSE = {"programme.diversity": 1.0}


@pytest.mark.entries("S09")
@pytest.mark.parametrize("measure", [outcome("following"), better_practice, field("pressure")])
def test_the_best_idea_found_is_better_in_a_diverse_group(measure):
    alike = CERTAIN | {"programme.diversity": 0.0}
    funded = alike | money(4.0, *STRATEGIES)
    assert paired(DIVERSE, measure, base=funded, span=LATE, runs=RUNS).rises
    assert paired(DIVERSE, measure, base=alike, span=LATE, runs=2).nothing


@pytest.mark.entries("S09")
def test_new_strategies_leave_old_methods_alone_unless_the_group_puts_them_in_their_place():
    """Work of lawyers for prisoners, and the attention that campaigns go on winning meanwhile."""
    lawyers = CERTAIN | {"programme.size": 0.1}
    attention = field("pressure")
    beside = lawyers | {"programme.displacing": 0.0}
    lawyers_alone = ("spiral", "boomerang", "repression", "concessions")
    funded = money(1.0, "legal_defence")
    assert paired(funded, attention, base=beside, span=LATE, without=lawyers_alone, runs=8).nothing
    instead = lawyers | {"programme.displacing": 1.0}
    assert paired(funded, attention, base=instead, span=LATE, without=lawyers_alone).falls


@pytest.mark.parametrize(
    "strategy", ["rural_residents", "legal_defence", "labour", "online_resource"]
)
def test_where_partners_are_closed_work_inside_ends_and_work_from_outside_goes_on(strategy):
    inside = INSIDE[STRATEGIES.index(strategy)]
    assert gained((strategy,)).any()
    assert gained((strategy,), closed=True).any() != inside


def test_money_comes_to_work_slowly_and_lapses_with_its_donor():
    funded = CERTAIN | money(4.0, *STRATEGIES)
    slower = {"programme.build_up": 0.1}
    assert paired(slower, better_practice, base=funded, span=LATE, runs=RUNS).falls
    lapses = {"programme.lapse": 0.5}
    assert paired(lapses, better_practice, base=funded, span=LATE, runs=RUNS).falls
    assert paired(lapses, better_practice, span=LATE, runs=2).nothing
