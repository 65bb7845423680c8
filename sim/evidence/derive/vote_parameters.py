"""The vote rule's parameters, estimated on the roll calls before a given year.

One ordered logit for country texts and one for themes, both by penalised maximum likelihood with
the same terms and names as the rule that uses them (`sim.mechanisms.voting.stance`):

    U = - position_weight * h + memory_weight * m + like_minded_pull * L + solidarity[group]
        + P * (great_power + protection[group] - power_position * h + power_memory * m)
        + own_region * S + shielding * s
        + difficulty[target] + shock[text]

where U is the leaning toward the target of a country text (or toward the South's line on a
theme), h the ideal point of the year before, m the state's remembered stance on the same
subject, L membership of the like-minded group, and P marks a permanent member of the Security
Council. S marks a target of the state's own regional group, and s is what the target did when the
state itself was one: the stance that it is remembered to have taken. With q the memory of having
abstained on the same subject, 0 to 1, a state goes
    with      if U > upper_cut + steadiness * q
    against   if U < lower_cut - steadiness * q
and abstains between. On a motion to take no action U counts SHELTER more than on the merits.

The penalties are normal priors: effects of groups have s.d. 0.7, `steadiness` has mean 1.0 and
s.d. 0.7, effects of targets and of great powers have s.d. 1.0, of texts `shock` (re-estimated twice
from the texts before that year); a great power's own effect has mean 1.0, because a text on a
permanent member had hardly been tried before 1990. These are judgements. So is 0.35 for the last
two terms, chosen between none and 1.0 with `backcast` in sight: over that range its error per cell
went from 2.2 to 2.4 votes and its Brier score from 0.292 to 0.280, before abstentions were
remembered.

Steadiness was chosen on votes of 1984 to 1997: fitted to 1992, Brier 0.260 for 0.310 without it on
countries in 1993-97, the same on themes.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from sim.evidence import GROUPS, belongs, by_year, rows
from sim.evidence.derive.votes import stances

GREAT_POWERS = ("CHN", "RUS")  # permanent members of the Security Council that were targets
CUT_OFFS = (
    1989, 1991, 1992, 1993, 1994, 1995, 1996, 1997, 1998, 1999, 2000, 2003, 2004, 2012, 2015, 2016,
    2017, 2018,
)  # fmt: skip
THEME_CUT_OFFS = (1997, 2004, 2012, 2015, 2016, 2017, 2018)
MEMORY_RATE = 0.7  # weight of the newest stance in the memory of a state; judgement
SHELTER = 0.3  # what a no-action motion adds over a vote on the merits, logits; judgement
FIRST_SHOCK = 0.5  # s.d. of the common shock of a text, before it is estimated
INHERITS = {"SUN": "RUS"}
COLUMNS = ["fitted_to", "kind", "parameter", "value", "standard_error"]


@dataclass(frozen=True)
class Design:
    """The regressors (V, F) of V votes, and which vote belongs to which target and text."""

    terms: tuple[str, ...]
    matrix: np.ndarray
    band: np.ndarray  # (V,): what the last term adds to either side of the band of abstention
    offset: np.ndarray  # what is known beforehand and not estimated
    target: np.ndarray
    text: np.ndarray
    stance: np.ndarray  # 0 against, 1 abstain, 2 with
    targets: tuple[str, ...]


def derive(data: Path) -> pd.DataFrame:
    """Estimates by cut-off year: columns fitted_to, kind, parameter, value, standard_error.

    A row of `fitted_to` y rests on votes from 1984 to the end of y and on nothing later.
    """
    votes = with_regressors(stances(data))
    rows = []
    for kind in ("country", "theme"):
        of_kind = votes[votes.kind == kind]
        for cut_off in CUT_OFFS if kind == "country" else THEME_CUT_OFFS:
            estimates = fit(design(of_kind[of_kind.year <= cut_off], kind))
            rows.append(estimates.assign(fitted_to=cut_off, kind=kind))
    rows += [_ideal_point_only(votes, cut_off) for cut_off in CUT_OFFS[:-1]]
    return pd.concat(rows)[COLUMNS].round(3).reset_index(drop=True)


def with_regressors(votes: pd.DataFrame) -> pd.DataFrame:
    """The votes of states that the tables know, with everything that the terms need."""
    positions = by_year("ideal_points")
    group = {line["iso3"]: line["group"] for line in rows("states")}
    known = votes[votes.iso3.isin(group)].copy()
    year = (known.year - 1).clip(positions.years[0], positions.years[-1])
    row = pd.Index(positions.iso3).get_indexer(pd.Index(known.iso3))
    known["position"] = positions.values[row, year - positions.years[0]]
    known["group"] = known.iso3.map(group)
    own = _subjects(known.iso3, known.about)
    known["memory"] = _recalled(known, own, known.stance)
    known["abstained"] = _recalled(known, own, known.stance == 0)
    # what the target is remembered to have done when the state itself was one
    known["owed"] = _recalled(known, _subjects(known.about, known.iso3), known.stance)
    known["own_region"] = (known.group == known.about.map(group)).astype(float)
    known["like_minded"] = [
        float(belongs("like_minded_group", iso3, y))
        for iso3, y in zip(known.iso3, known.year, strict=True)
    ]
    return known


def _subjects(state: pd.Series, about: pd.Series) -> list[tuple[str, str]]:
    """Under which keys (V,) memories of votes of these states on these subjects stand."""
    return list(zip(state.replace(INHERITS), about.replace(INHERITS), strict=True))


def _recalled(votes: pd.DataFrame, wanted: list[tuple[str, str]], cast: pd.Series) -> np.ndarray:
    """What (V,) stood in memory just before each vote under the wanted key, 0 if nothing did.

    Votes must be in order of time; a text's own votes do not inform each other.
    """
    memory: dict[tuple[str, str], float] = {}
    before = np.zeros(len(votes))
    keys, stance = _subjects(votes.iso3, votes.about), cast.to_numpy(float)
    of_texts = votes.reset_index(drop=True).groupby("record_id", sort=False).indices
    for together in of_texts.values():
        for row in together:
            before[row] = memory.get(wanted[row], 0.0)
        for row in together:
            old = memory.get(keys[row], 0.0)
            memory[keys[row]] = old + MEMORY_RATE * (stance[row] - old)
    return before


def design(votes: pd.DataFrame, kind: str) -> Design:
    """The regressors of the votes of one kind. The last, `steadiness`, adds nothing to leanings:
    it widens the band of abstention by the memory of having abstained."""
    group = (votes.group.to_numpy()[:, None] == np.array(GROUPS)).astype(float)
    power = votes.about.isin(GREAT_POWERS).to_numpy(float)
    columns = {
        "position_weight": -votes.position.to_numpy(float),
        "memory_weight": votes.memory.to_numpy(),
        "like_minded_pull": votes.like_minded.to_numpy(),
    }
    columns |= {f"solidarity.{name}": group[:, g] for g, name in enumerate(GROUPS)}
    if kind == "country":
        columns["great_power"] = power
        columns["power_position"] = power * columns["position_weight"]
        columns["power_memory"] = power * columns["memory_weight"]
        columns |= {f"protection.{name}": power * group[:, g] for g, name in enumerate(GROUPS)}
        columns["own_region"] = votes.own_region.to_numpy()
        columns["shielding"] = votes.owed.to_numpy()
    columns["steadiness"] = np.zeros(len(votes))
    targets = sorted(set(votes.about) | ({"CHN"} if kind == "country" else set()))
    return Design(
        tuple(columns),
        np.column_stack(list(columns.values())),
        votes.abstained.to_numpy(),
        SHELTER * votes.record_id.str.startswith("motion-").to_numpy(float),
        pd.Categorical(votes.about, targets).codes.astype(int),
        pd.factorize(votes.record_id)[0],
        votes.stance.to_numpy(int) + 1,
        tuple(targets),
    )


@dataclass(frozen=True)
class Solution:
    """Where the penalised likelihood is highest: weights of the terms, effects of targets and of
    texts, the two cuts (lower, log of the width), their covariance, and the s.d. of the shock."""

    point: np.ndarray
    covariance: np.ndarray
    shock: float
    of_texts: slice

    @property
    def text_effects(self) -> np.ndarray:
        """The effect of each text, in the order in which the texts first appear."""
        return self.point[self.of_texts]


def solve(given: Design) -> Solution:
    """Penalised maximum likelihood. The s.d. of the shock is the empirical Bayes estimate over the
    texts."""
    features, targets, texts = len(given.terms), len(given.targets), given.text.max() + 1
    mean = np.zeros(features + targets + texts + 2)
    spread = np.full(mean.size, 0.7)
    for n, term in enumerate(given.terms):
        if term in ("position_weight", "memory_weight"):
            mean[n], spread[n] = 1.0, 2.0
        if term == "steadiness":
            mean[n] = 1.0
        if term == "great_power":
            mean[n], spread[n] = 1.0, 1.0
        if term in ("power_position", "power_memory"):
            spread[n] = 0.35
    spread[features : features + targets] = 1.0
    spread[-2:] = 3.0
    start = mean.copy()
    start[-2:] = -1.0, np.log(2.0)
    shock = FIRST_SHOCK
    effects = slice(features + targets, -2)
    for _ in range(3):
        spread[effects] = shock
        point = minimize(
            _loss, start, (given, mean, spread), jac=True, method="L-BFGS-B",
            options={"maxiter": 1000, "ftol": 1e-11},
        ).x  # fmt: skip
        covariance = np.linalg.inv(_hessian(point, given, mean, spread))
        shock = float(np.sqrt(np.mean(point[effects] ** 2 + np.diag(covariance)[effects])))
        start = point
    return Solution(point, covariance, shock, effects)


def fit(given: Design) -> pd.DataFrame:
    """Estimates and standard errors: parameter, value, standard_error."""
    found = solve(given)
    point, error, texts = found.point, np.sqrt(np.diag(found.covariance)), given.text.max() + 1
    names = [*given.terms, *(f"difficulty.{target}" for target in given.targets)]
    rows = [(name, point[n], error[n]) for n, name in enumerate(names)]
    if {"great_power", "difficulty.CHN"} <= set(names):
        both = [names.index("great_power"), names.index("difficulty.CHN")]
        error_of_both = np.sqrt(found.covariance[np.ix_(both, both)].sum())
        rows.append(("level.CHN", point[both].sum(), error_of_both))
    width = np.exp(point[-1])
    rows += [
        ("lower_cut", point[-2], error[-2]),
        ("upper_cut", point[-2] + width, np.hypot(error[-2], width * error[-1])),
        ("shock", found.shock, found.shock / np.sqrt(2 * texts)),
    ]
    return pd.DataFrame(rows, columns=["parameter", "value", "standard_error"])


def _ideal_point_only(votes: pd.DataFrame, cut_off: int) -> pd.DataFrame:
    """The naive rival of the rule: an ordered logit on the ideal point alone, on the motions on
    China up to the cut-off, or on all country texts while there is none."""
    earlier = votes[(votes.kind == "country") & (votes.year <= cut_off)]
    motions = earlier[earlier.about == "CHN"]
    sample = motions if len(motions) else earlier
    alone = Design(
        ("position_weight",),
        -sample[["position"]].to_numpy(float),
        np.zeros(len(sample)),
        np.zeros(len(sample)),
        np.zeros(len(sample), int),
        np.zeros(len(sample), int),
        sample.stance.to_numpy(int) + 1,
        ("all",),
    )
    mean, spread = np.zeros(5), np.array([10.0, 1e-3, 1e-3, 10.0, 10.0])
    start = np.array([1.0, 0.0, 0.0, -1.0, np.log(2.0)])
    point = minimize(_loss, start, (alone, mean, spread), jac=True, method="L-BFGS-B").x
    error = np.sqrt(np.diag(np.linalg.inv(_hessian(point, alone, mean, spread))))
    width = np.exp(point[-1])
    return pd.DataFrame({
        "parameter": ["position_weight", "lower_cut", "upper_cut"],
        "value": [point[0], point[-2], point[-2] + width],
        "standard_error": [error[0], error[-2], np.hypot(error[-2], width * error[-1])],
        "fitted_to": cut_off,
        "kind": "ideal_point_only",
    })  # fmt: skip


def _loss(point, given: Design, mean, spread) -> tuple[float, np.ndarray]:
    """Negative penalised log-likelihood and its gradient; the last two are the cut-points."""
    features, targets = len(given.terms), len(given.targets)
    weights, by_target = point[:features], point[features : features + targets]
    by_text, lower, width = point[features + targets : -2], point[-2], np.exp(point[-1])
    leaning = given.offset + given.matrix @ weights + by_target[given.target] + by_text[given.text]
    wider = given.band * weights[-1]
    below = 1 / (1 + np.exp(leaning - lower + wider))
    below_upper = 1 / (1 + np.exp(leaning - lower - width - wider))
    chance = np.choose(given.stance, (below, below_upper - below, 1 - below_upper))
    chance = np.maximum(chance, 1e-12)
    slope_lower = below * (1 - below) * np.choose(given.stance, (1, -1, 0)) / chance
    slope_upper = below_upper * (1 - below_upper) * np.choose(given.stance, (0, 1, -1)) / chance
    slope = slope_lower + slope_upper
    gradient = np.concatenate([
        given.matrix.T @ slope,
        np.bincount(given.target, slope, targets),
        np.bincount(given.text, slope, by_text.size),
        [-slope.sum(), -slope_upper.sum() * width],
    ])  # fmt: skip
    gradient[features - 1] += given.band @ (slope_lower - slope_upper)
    off = (point - mean) / spread
    return -np.log(chance).sum() + 0.5 * (off**2).sum(), gradient + off / spread


def _hessian(point, given: Design, mean, spread) -> np.ndarray:
    step = 1e-4
    columns = []
    for n in range(point.size):
        move = np.zeros(point.size)
        move[n] = step
        up = _loss(point + move, given, mean, spread)[1]
        down = _loss(point - move, given, mean, spread)[1]
        columns.append((up - down) / (2 * step))
    hessian = np.array(columns)
    return (hessian + hessian.T) / 2
