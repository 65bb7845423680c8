"""Where a state stood on human rights, from its votes in the General Assembly so far.

One dimension, positive at the liberal, Western pole. State i in year t votes No, Abstain or Yes
on roll call j by an ordered logit:

    P(vote <= No) = F(lower_j - slope_j * position_it)
    P(vote <= Abstain) = F(upper_j - slope_j * position_it),  upper_j > lower_j

with F the logistic function. Positions walk at random from year to year. The window expands: the
position of year y is estimated from votes up to the end of year y only, so that nobody's vote is
predicted with what came after it. Bailey, Strezhnev and Voeten sample the same dynamics from
one window that sees the whole period, with a probit link; here a vote of 1997 never moves a
position of 1990, and the mode with its curvature stands for the sample.

Sources: unga/votes_wide_humanrights_1985_2018.csv, unga/roll_calls_1985_2018.csv
(github.com/cran/unvotes @73ca68e9, MIT; Voeten, Strezhnev and Bailey, Harvard Dataverse,
doi:10.7910/DVN/LEJUQZ). The model follows Bailey, Strezhnev and Voeten (2017); the penalties,
normal priors with the standard deviations below, are judgements.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from sim.evidence.derive import states

Vector = NDArray[np.float64]

POSITION_SD = 1.0  # of a state's position in its first year
STEP_SD = 0.25  # of a year's walk
SLOPE_SD = 2.0
LOWER_SD = 5.0
GAP_SD = 2.0  # of log(upper - lower)
FEWEST_VOTES = 10  # below this a state takes the median of its regional group
MOST_ITERATIONS = 5000

# Texts on Palestine and Israel divide states along another line.
OTHER_DIVIDE = (
    r"palest|israel|golan|occupied (?:arab )?territ|jerusalem"
    r"|refugees, return|near east"
)
# Columns of the source read as one state's history (RUS covers the USSR in the source itself).
SAME_STATE = {"YUG": "SRB", "YAR": "YEM", "CSK": "CZE"}
LEVEL = {"N": 0, "A": 1, "Y": 2}


@dataclass(frozen=True)
class Votes:
    """Votes as parallel arrays of shape (V,): state, year and roll call by index, level 0-2."""

    state: NDArray[np.intp]
    year: NDArray[np.intp]
    call: NDArray[np.intp]
    level: NDArray[np.intp]
    states: int
    years: int
    calls: int


def derive(data: Path) -> pd.DataFrame:
    """All 197 states: iso3, then a column per year 1989-2018, three decimals.

    Each year has mean 0 and s.d. 1 over the members of that year with at least FEWEST_VOTES votes
    since 1985; states that were not members, or voted less, take the median of their regional
    group among those, and predecessors follow `states.with_predecessors`.
    """
    members = states.derive(data).set_index("iso3")
    table = states.with_predecessors(windows(data)[0])
    for year in table.columns:
        median = table[year].groupby(members.group).median()
        table[year] = table[year].fillna(members.group.map(median))
    return _written(table)


def errors(data: Path) -> pd.DataFrame:
    """The standard errors of the same positions, in the same shape and unit; a state without an
    estimate of its own has the s.d. of its regional group about its median."""
    members = states.derive(data).set_index("iso3")
    positions, found = windows(data)
    table = states.with_predecessors(found)
    for year in table.columns:
        spread = positions[year].groupby(members.group).std(ddof=0)
        table[year] = table[year].fillna(members.group.map(spread))
    return _written(table)


def _written(table: pd.DataFrame) -> pd.DataFrame:
    return table.round(3).rename_axis("iso3").rename(columns=str).reset_index()


@cache
def windows(data: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Standardised positions of members that voted enough, and their standard errors: iso3 by
    year 1989-2018, else NaN. The errors are those of a state's walk given the roll calls' own
    parameters (Laplace); that these are estimated too adds little, since 180 states share them."""
    members = states.derive(data).set_index("iso3")
    cast = roll_calls(data)
    names = sorted(cast.iso3.unique())
    positions, errors_ = {}, {}
    start: Vector | None = None
    for year in states.YEARS:
        votes = _coded(cast[cast.year <= year], names)
        start = _fit(votes, _start(votes, names.index("USA"), start))
        both = pd.DataFrame(
            {"last": _unpack(start, votes)[0][:, -1], "error": last_errors(start, votes)}, names
        )
        both = both[np.bincount(votes.state, minlength=votes.states) >= FEWEST_VOTES]
        both = both.reindex(members.index)
        for predecessor in ("SUN", "YUG", "CSK"):  # read as one with their successors
            both.loc[predecessor] = both.loc[members.successor[predecessor]]
        sits = (members.enters <= year) & (members.leaves.fillna(year) >= year)
        last = both["last"].where(sits) * np.sign(both["last"]["USA"])
        positions[year] = (last - last.mean()) / last.std(ddof=0)
        errors_[year] = both["error"].where(sits) / last.std(ddof=0)
    return pd.DataFrame(positions), pd.DataFrame(errors_)


def last_errors(solution: Vector, votes: Votes) -> Vector:
    """Standard errors (states,) of the positions of the last year, given the roll calls: from the
    Fisher information of the votes and the precision of the walk."""
    position, slope, lower, gap = _unpack(solution, votes)
    where = votes.state * votes.years + votes.year
    leaning = slope[votes.call] * position.ravel()[where]
    below = expit(lower[votes.call] - leaning)
    under = expit((lower + np.exp(gap))[votes.call] - leaning)
    chance = np.maximum(np.array([below, under - below, 1.0 - under]), 1e-12)
    steep, steeper = below * (1.0 - below), under * (1.0 - under)
    known = (np.array([-steep, steep - steeper, steeper]) ** 2 / chance).sum(axis=0)
    told = np.bincount(where, known * slope[votes.call] ** 2, position.size)
    walk = 2.0 * np.eye(votes.years) - np.eye(votes.years, k=1) - np.eye(votes.years, k=-1)
    walk[0, 0] = walk[-1, -1] = 1.0
    precision = np.repeat(walk[None] / STEP_SD**2, votes.states, axis=0)
    precision[:, 0, 0] += 1.0 / POSITION_SD**2
    year = np.arange(votes.years)
    precision[:, year, year] += told.reshape(position.shape)
    return np.sqrt(np.linalg.inv(precision)[:, -1, -1])


def roll_calls(data: Path) -> pd.DataFrame:
    """Votes on human rights 1985-2018, in order of time: year, rcid, iso3, level (0, 1, 2)."""
    wide = pd.read_csv(data / "unga" / "votes_wide_humanrights_1985_2018.csv")
    texts = pd.read_csv(data / "unga" / "roll_calls_1985_2018.csv").set_index("rcid")
    about = (texts.short.fillna("") + " " + texts.descr.fillna("")).str.lower()
    other = about[about.str.contains(OTHER_DIVIDE)].index
    long = wide[~wide.rcid.isin(other)].melt("rcid", var_name="iso3", value_name="vote").dropna()
    long = long.assign(
        year=long.rcid.map(texts.year),
        iso3=long.iso3.replace(SAME_STATE),
        level=long.vote.map(LEVEL),
    )
    return long.sort_values(["year", "rcid", "iso3"])[["year", "rcid", "iso3", "level"]]


def _coded(cast: pd.DataFrame, names: list[str]) -> Votes:
    """Votes by index; `cast` is in order of time, so a longer window only adds roll calls."""
    calls = pd.Index(cast.rcid.unique())
    year = (cast.year - cast.year.min()).to_numpy(dtype=np.intp)
    return Votes(
        state=pd.Index(names).get_indexer(pd.Index(cast.iso3)),
        year=year,
        call=calls.get_indexer(pd.Index(cast.rcid)),
        level=cast.level.to_numpy(dtype=np.intp),
        states=len(names),
        years=int(year.max()) + 1,
        calls=len(calls),
    )


def _unpack(solution: Vector, votes: Votes) -> tuple[Vector, Vector, Vector, Vector]:
    """Positions (states, years), then slope, lower and log gap, each (calls,)."""
    end = votes.states * votes.years
    slope, lower, gap = solution[end:].reshape(3, votes.calls)
    return solution[:end].reshape(votes.states, votes.years), slope, lower, gap


def _start(votes: Votes, pole: int, before: Vector | None) -> Vector:
    """The last window's solution with a year added, or at first, agreement with the pole."""
    items = np.array([np.zeros(votes.calls), -np.ones(votes.calls), np.zeros(votes.calls)])
    if before is None:
        level_of_pole = np.full(votes.calls, np.nan)
        level_of_pole[votes.call[votes.state == pole]] = votes.level[votes.state == pole]
        gap = np.nan_to_num(np.abs(votes.level - level_of_pole[votes.call]), nan=1.0)
        count = np.maximum(np.bincount(votes.state, minlength=votes.states), 1)
        distance = np.bincount(votes.state, gap, votes.states) / count
        position = (distance.mean() - distance) / distance.std()
        return np.concatenate([np.repeat(position, votes.years), items.ravel()])
    known = votes.calls - np.unique(votes.call[votes.year == votes.years - 1]).size
    end = votes.states * (votes.years - 1)
    positions = before[:end].reshape(votes.states, votes.years - 1)
    items[:, :known] = before[end:].reshape(3, known)
    longer = np.concatenate([positions, positions[:, -1:]], axis=1)
    return np.concatenate([longer.ravel(), items.ravel()])


def _fit(votes: Votes, start: Vector) -> Vector:
    """The penalised maximum-likelihood solution, packed as `_unpack` reads it."""
    found = minimize(
        _loss,
        start,
        args=(votes,),
        jac=True,
        method="L-BFGS-B",
        options={
            "maxiter": MOST_ITERATIONS,
            "maxfun": 2 * MOST_ITERATIONS,
            "ftol": 1e-11,
            "gtol": 1e-3,
        },
    )
    return np.asarray(found.x, dtype=np.float64)


def _loss(solution: Vector, votes: Votes) -> tuple[float, Vector]:
    """Minus the log posterior and its gradient."""
    position, slope, lower, gap = _unpack(solution, votes)
    width = np.exp(gap)
    where = votes.state * votes.years + votes.year
    at, steep = position.ravel()[where], slope[votes.call]
    below = expit(lower[votes.call] - steep * at)
    under = expit((lower + width)[votes.call] - steep * at)
    options = np.array([below, under - below, 1.0 - under])
    chance = np.maximum(np.take_along_axis(options, votes.level[None], axis=0)[0], 1e-12)
    by_lower = np.array([1.0, -1.0, 0.0])[votes.level] * below * (1 - below) / chance
    by_upper = np.array([0.0, 1.0, -1.0])[votes.level] * under * (1 - under) / chance
    by_leaning = by_lower + by_upper

    step = np.diff(position, axis=1)
    of_position: Vector = np.bincount(where, by_leaning * steep, position.size).astype(np.float64)
    of_position = of_position.reshape(position.shape)
    of_position[:, 0] += position[:, 0] / POSITION_SD**2
    of_position[:, 1:] += step / STEP_SD**2
    of_position[:, :-1] -= step / STEP_SD**2
    of_slope = np.bincount(votes.call, by_leaning * at, votes.calls) + slope / SLOPE_SD**2
    of_lower = lower / LOWER_SD**2 - np.bincount(votes.call, by_leaning, votes.calls)
    of_gap = gap / GAP_SD**2 - np.bincount(votes.call, by_upper, votes.calls) * width

    penalty = (position[:, 0] ** 2).sum() / POSITION_SD**2 + (step**2).sum() / STEP_SD**2
    penalty += (slope**2).sum() / SLOPE_SD**2 + (lower**2).sum() / LOWER_SD**2
    penalty += (gap**2).sum() / GAP_SD**2
    loss = float(-np.log(chance).sum() + penalty / 2)
    return loss, np.concatenate([of_position.ravel(), of_slope, of_lower, of_gap])
