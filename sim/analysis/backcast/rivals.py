"""Naive rivals of the engine, predicting the same votes from the same past.

Each takes all votes of one kind, those of the window, and the window, and gives chances (V, 3) of
each vote: against, abstain, with. What is estimated rests on votes to the end of `fitted_to`; what
is looked up (a state's last vote, a group's shares), on every year before the vote's own. A state
without a past has its group's shares; shares count half a vote more in every cell.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from sim.analysis.backcast.windows import STANCES, Predict, Window
from sim.setting import Floats

if TYPE_CHECKING:
    import pandas as pd

NODES = 25  # of the quadrature over what is specific to a text


def regional_group(votes: "pd.DataFrame", asked: "pd.DataFrame", window: Window) -> Floats:
    """How the member's regional group voted on all earlier texts of this kind."""
    chances = {}
    for year, group in set(zip(asked.year, asked.group, strict=True)):
        earlier = votes[(votes.year < year) & (votes.group == group)].stance
        counts = np.array([(earlier == stance).sum() for stance in STANCES]) + 0.5
        chances[year, group] = counts / counts.sum()
    return np.array([chances[at] for at in zip(asked.year, asked.group, strict=True)])


def last_vote(votes: "pd.DataFrame", asked: "pd.DataFrame", window: Window) -> Floats:
    """The member's last vote on this target or theme in an earlier year, with the chances that such
    a vote was followed by each other on the same subject."""
    moves = np.full((3, 3), 0.5)
    histories = {}
    for key, some in votes.groupby(["iso3", "about"]):
        years, stances = some.year.to_numpy(), some.stance.to_numpy()
        histories[key] = years, stances
        for before, after in pairwise(stances[years <= window.fitted_to]):
            moves[before + 1, after + 1] += 1.0
    moves /= moves.sum(axis=1, keepdims=True)
    chances = regional_group(votes, asked, window)
    for n, (iso3, about, year) in enumerate(zip(asked.iso3, asked.about, asked.year, strict=True)):
        years, stances = histories[iso3, about]
        earlier = int(np.searchsorted(years, year))
        if earlier:
            chances[n] = moves[stances[earlier - 1] + 1]
    return chances


def ideal_point(votes: "pd.DataFrame", asked: "pd.DataFrame", window: Window) -> Floats:
    """An ordered logit on the ideal point of the year before, the same for every text."""
    return _item_response(votes, asked, window, varied=False)


def item_response(votes: "pd.DataFrame", asked: "pd.DataFrame", window: Window) -> Floats:
    """The ideal-point item-response model: members are their ideal points, and every text has an
    intercept and a slope of its own, normal over texts. Means, spreads and cuts are estimated on
    the earlier texts by empirical Bayes (Laplace); a new text is integrated over them."""
    return _item_response(votes, asked, window, varied=True)


RIVALS: dict[str, Predict] = {
    "regional group": regional_group,
    "last vote": last_vote,
    "ideal point": ideal_point,
    "item response": item_response,
}


def _item_response(
    votes: "pd.DataFrame", asked: "pd.DataFrame", window: Window, varied: bool
) -> Floats:
    earlier = votes[votes.year <= window.fitted_to]
    text = earlier.record_id.factorize()[0]
    stance = earlier.stance.to_numpy() + 1
    (intercept, slope, lower, log_width), spreads = _fit(
        -earlier.position.to_numpy(), text, stance, varied
    )
    position = -asked.position.to_numpy()
    spread = np.hypot(spreads[0], spreads[1] * position)
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    leaning = (intercept + slope * position)[:, None] + spread[:, None] * nodes
    weights = weights / weights.sum()
    against = (expit(lower - leaning) * weights).sum(axis=1)
    below = (expit(lower + np.exp(log_width) - leaning) * weights).sum(axis=1)
    return np.stack([against, below - against, 1.0 - below], axis=-1)


def _fit(position: Floats, text, stance, varied: bool) -> tuple[Floats, Floats]:
    """Intercept, slope, lower cut and log of the band's width; s.d. of intercept and slope."""
    from scipy.optimize import minimize

    texts = int(text.max()) + 1
    effects = np.repeat([0, 1], texts)  # which of the two spreads is that of each effect
    spreads = np.full(2, 1.0 if varied else 1e-3)
    point = np.concatenate([np.zeros(2 * texts), [0.0, 1.0, -1.0, np.log(2.0)]])

    def loss(point: Floats) -> tuple[float, Floats]:
        own, (intercept, slope, lower, log_width) = point[:-4], point[-4:]
        width = np.exp(log_width)
        own_slope = slope + own[texts:][text]
        leaning = intercept + own[:texts][text] + own_slope * position
        below, below_upper = expit(lower - leaning), expit(lower + width - leaning)
        chance = np.choose(stance, (below, below_upper - below, 1.0 - below_upper))
        chance = np.maximum(chance, 1e-12)
        at_lower = below * (1.0 - below) * np.choose(stance, (1, -1, 0)) / chance
        at_upper = below_upper * (1.0 - below_upper) * np.choose(stance, (0, 1, -1)) / chance
        push = at_lower + at_upper
        gradient = np.concatenate([
            np.bincount(text, push, texts) + own[:texts] / spreads[0] ** 2,
            np.bincount(text, push * position, texts) + own[texts:] / spreads[1] ** 2,
            [push.sum() + intercept / 9.0, (push * position).sum() + (slope - 1.0) / 9.0],
            [-push.sum(), -at_upper.sum() * width],
        ])  # fmt: skip
        prior = ((own / spreads[effects]) ** 2).sum() + (intercept**2 + (slope - 1.0) ** 2) / 9.0
        return -np.log(chance).sum() + 0.5 * prior, gradient

    for _ in range(4 if varied else 1):
        point = minimize(loss, point, jac=True, method="L-BFGS-B", options={"maxiter": 2000}).x
        if varied:
            variance = np.diag(np.linalg.inv(_curvature(loss, point)))[:-4]
            squares = point[:-4] ** 2 + variance
            spreads = np.sqrt([squares[:texts].mean(), squares[texts:].mean()])
    return point[-4:], spreads


def _curvature(loss, point: Floats, step: float = 1e-4) -> Floats:
    moves = np.eye(point.size) * step
    rows = [(loss(point + move)[1] - loss(point - move)[1]) / (2.0 * step) for move in moves]
    curvature = np.array(rows)
    return (curvature + curvature.T) / 2.0
