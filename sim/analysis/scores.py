"""How well replayed votes were predicted, beside three naive rivals on the same votes.

Votes of the target itself are not scored: it never votes against itself.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim import evidence
from sim.analysis.backcast import STANCES, TARGET, Motion, Replay, cut_off
from sim.mechanisms.voting.estimates import estimates

Chances = dict[str, NDArray[np.float64]]  # of each member: pro, anti, abstain

RIVALS = {
    "regional_group": "most frequent vote of the regional group",
    "previous_vote": "the state's previous vote",
    "ideal_point": "ordered logit on the ideal point alone",
}


@dataclass(frozen=True)
class Score:
    """Accuracy: share of votes whose likeliest stance was cast. Brier: mean squared distance of
    the three chances from what was cast, 0 best, 2 worst. Over `votes` recorded votes."""

    accuracy: float
    brier: float
    votes: int


def recorded(motion: Motion) -> dict[str, int]:
    """The stance of each member, if a list of who voted how is known for that motion."""
    if motion.procedure != "no_action":
        return {}
    return {
        line["iso3"]: int(line["stance"])
        for line in evidence.rows("motion_votes")
        if int(line["year"]) == motion.year and line["iso3"] != TARGET
    }


def score(chances: list[tuple[Motion, Chances]]) -> Score:
    """The score of predicted chances over every vote that is on record."""
    hits, distances = [], []
    for motion, predicted in chances:
        for iso3, stance in recorded(motion).items():
            if iso3 in predicted:
                cast = np.array(STANCES) == stance
                hits.append(cast[np.argmax(predicted[iso3])])
                distances.append(((predicted[iso3] - cast) ** 2).sum())
    return Score(float(np.mean(hits)), float(np.mean(distances)), len(hits))


def engine(replays: list[Replay]) -> list[tuple[Motion, Chances]]:
    """The engine's own chances of each member."""
    return [(r.motion, dict(zip(r.members, r.chances, strict=True))) for r in replays]


def rival(name: str, replays: list[Replay]) -> list[tuple[Motion, Chances]]:
    """The chances that a naive rival gives the same members, from earlier votes only."""
    rule = {"regional_group": _group, "previous_vote": _previous, "ideal_point": _ideal_point}[name]
    return [(r.motion, {iso3: rule(iso3, r.motion.year) for iso3 in r.members}) for r in replays]


def _earlier(year: int) -> list[tuple[int, str, int]]:
    return [
        (int(line["year"]), line["iso3"], int(line["stance"]))
        for line in evidence.rows("motion_votes")
        if int(line["year"]) < year and line["iso3"] != TARGET
    ]


def _group(iso3: str, year: int) -> NDArray[np.float64]:
    """Shares of the group's votes on earlier motions; before the first, on country texts."""
    groups = {line["iso3"]: line["group"] for line in evidence.rows("states")}
    votes = [stance for _, state, stance in _earlier(year) if groups[state] == groups[iso3]]
    if votes:
        return np.array([np.mean(np.array(votes) == stance) for stance in STANCES])
    for line in evidence.rows("group_shares"):
        if int(line["fitted_to"]) == cut_off(year) and line["group"] == groups[iso3]:
            return np.array([float(line[key]) for key in ("with", "against", "abstain")])
    raise KeyError(f"no votes of the group of {iso3} before {year}")


def _previous(iso3: str, year: int) -> NDArray[np.float64]:
    """The last vote of the state with the chance that earlier votes were repeated, one vote and
    its repetition being assumed before there is a record; its group's shares if it has none."""
    history: dict[str, list[int]] = {}
    for _, state, stance in sorted(_earlier(year)):
        history.setdefault(state, []).append(stance)
    if iso3 not in history:
        return _group(iso3, year)
    pairs = [pair for votes in history.values() for pair in pairwise(votes)]
    same = (sum(a == b for a, b in pairs) + 1) / (len(pairs) + 2)
    return np.where(np.array(STANCES) == history[iso3][-1], same, (1.0 - same) / 2.0)


def _ideal_point(iso3: str, year: int) -> NDArray[np.float64]:
    """An ordered logit on the ideal point of the year before, fitted on earlier motions."""
    known = estimates("ideal_point_only", cut_off(year))
    position = float(evidence.by_year("ideal_points").at((iso3,), np.array([year - 1]))[0, 0])
    leaning = -known["position_weight"][0] * position
    below = 1.0 / (1.0 + np.exp(leaning - known["lower_cut"][0]))
    below_upper = 1.0 / (1.0 + np.exp(leaning - known["upper_cut"][0]))
    return np.array([1.0 - below_upper, below, below_upper - below])
