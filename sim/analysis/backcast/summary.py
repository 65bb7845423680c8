"""What the backcasts show, as plain data and in sentences made from the numbers."""

from typing import Any

import numpy as np

from sim.analysis import scores
from sim.analysis.backcast.china import TARGET, Replay
from sim.analysis.backcast.rivals import RIVALS

CELLS = ("pro", "anti", "abstain")


def report(replays: list[Replay]) -> dict[str, Any]:
    """Of the replays on China: motions, mae, accuracy, brier, votes, baselines, and what ideal
    points alone leave unexplained."""
    errors = [np.abs(one.predicted - np.array(one.motion.actual)) for one in replays]
    ours = scores.score(scores.engine(replays))
    rivals = {name: scores.score(scores.rival(name, replays)) for name in scores.RIVALS}
    return {
        "motions": [_line(one) for one in replays],
        "mae": round(float(np.mean(errors)), 4),
        "accuracy": round(ours.accuracy, 4),
        "brier": round(ours.brier, 4),
        "votes": ours.votes,
        "baselines": {
            name: {"accuracy": round(rival.accuracy, 4), "brier": round(rival.brier, 4)}
            for name, rival in rivals.items()
        },
        "beyond_ideology": beyond_ideology(replays),
    }


def beyond_ideology(replays: list[Replay]) -> list[dict[str, Any]]:
    """For each motion with a list of who voted how: the votes with the target beyond those that
    ideal points alone let expect, and beyond those that the engine expects; the target's own vote
    left out."""
    lines = []
    for one in replays:
        cast = scores.recorded(one.motion)
        if not cast:
            continue
        by = {
            "ideal_point": dict(scores.rival("ideal_point", [one])[0][1]),
            "engine": dict(zip(one.members, one.chances, strict=True)),
        }
        actual = sum(stance == 1 for stance in cast.values())
        line: dict[str, Any] = {"year": one.motion.year, "actual": actual}
        for name, chances in by.items():
            expected = sum(float(chances[iso3][0]) for iso3 in cast if iso3 != TARGET)
            line |= {f"{name}_expected": round(expected, 2)}
            line |= {f"{name}_residual": round(actual - expected, 2)}
        lines.append(line)
    return lines


def _line(one: Replay) -> dict[str, Any]:
    return {
        "year": one.motion.year,
        "body": one.motion.body,
        "procedure": one.motion.procedure,
        "predicted": dict(zip(CELLS, one.predicted.round(2).tolist(), strict=True)),
        "interval": dict(zip(CELLS, one.interval.tolist(), strict=True)),
        "actual": dict(zip(CELLS, one.motion.actual, strict=True)),
        "chance_target_prevails": round(one.chance_target_prevails, 3),
        "outcome_right": bool(one.outcome_right),
        "fitted_on": f"1984-{one.fitted_to}",
        "source": one.motion.source,
    }


def reliability(lines: list[dict[str, Any]], kind: str) -> list[dict[str, float]]:
    """The engine's calibration over all windows: by tenth of chance from, to, count, predicted (the
    mean chance given) and came_true (the share)."""
    tenths = []
    ours = [one for one in lines if (one["model"], one["kind"]) == ("engine", kind)]
    for low in sorted({one["from"] for one in ours}):
        some = [one for one in ours if one["from"] == low]
        count = sum(one["count"] for one in some)
        tenth = {"from": low, "to": some[0]["to"], "count": count}
        for name in ("predicted", "came_true"):
            tenth[name] = sum(one[name] * one["count"] for one in some) / count
        tenths.append(tenth)
    return tenths


def against_rivals(lines: list[dict[str, Any]]) -> list[str]:
    """A sentence per window and kind: whether the engine is better than its best rival."""
    said = []
    for window, kind in dict.fromkeys((line["window"], line["kind"]) for line in lines):
        if window == "all":
            continue
        some = [line for line in lines if (line["window"], line["kind"]) == (window, kind)]
        for score, name in (("brier", "Brier score"), ("log", "log score")):
            best = min((one for one in some if one["model"] in RIVALS), key=lambda one: one[score])
            less, low, high = (best[f"{score}_less{end}"] for end in ("", "_low", "_high"))
            verdict = (
                "better than" if high < 0
                else "worse than" if low > 0
                else "not distinguishable from"
            )  # fmt: skip
            said.append(
                f"{_texts(kind)} {window}, {name}: {verdict} the best rival, {best['model']} "
                f"({less:+.3f}, 95 % interval {low:+.3f} to {high:+.3f})"
            )
    return said


def idle_terms(lines: list[dict[str, Any]]) -> list[str]:
    """Sentences on terms that do not help to predict: over all windows, neither score is worse
    without them by more than its interval."""
    said = []
    for kind in ("country", "theme"):
        idle = []
        for line in lines:
            if line["window"] != "all" or line["kind"] != kind or "without" not in line["model"]:
                continue
            if line["brier_less_high"] >= 0 and line["log_less_high"] >= 0:
                idle.append(line["model"].rpartition("without ")[2])
        if idle:
            said.append(f"On {_texts(kind).lower()} no gain can be shown from: {', '.join(idle)}")
    return said


def _texts(kind: str) -> str:
    return "Country texts" if kind == "country" else "Themes"
