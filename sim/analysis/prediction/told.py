"""A prediction as plain data: tallies, rows of tables, and the one object that `--json` prints."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

from sim import evidence
from sim.analysis.ballot import ANSWERS
from sim.analysis.prediction import Answer, Prediction
from sim.analysis.prediction.members import name_of
from sim.engine.store import atomically
from sim.scenario.names import codes

SHARE = 0.9  # of tallies between low and high
DECIMALS = 4  # of a chance
MOVED = 0.05  # a chance that changes by less is not told; judgement
RULE = (
    "a simple majority of members voting yes or no decides; abstentions do not count, and a tie "
    "fails"
)
# What stands for a term of the stance rules in a sentence.
WORDS = {
    "memory": "memory of earlier votes",
    "the target": "how hard texts on this target are to win",
    "the theme": "how hard texts on this theme are to win",
    "owed to the target": "what the target did for it",
    "moved": "one more campaign",
    "own region": "target of its own region",
}


# The words for a chance of at least so much; those of the IPCC's guidance note on uncertainty.
LIKELY = ((0.99, "virtually certain"), (0.9, "very likely"), (0.66, "likely"),
          (0.33, "about as likely as not"), (0.1, "unlikely"), (0.01, "very unlikely"),
          (0.0, "exceptionally unlikely"))  # fmt: skip
WHAT = {"no_action": "motion to take no action", "resolution": "resolution",
        "decision": "decision", "amendment": "amendment"}  # fmt: skip


def headline(prediction: Prediction, answer: Answer | None = None, votes: bool = True) -> str:
    """What the model expects, in a sentence made from the numbers."""
    found = tally(answer or prediction.answer)
    said = likelihood(found["p_carried"])
    what = WHAT[prediction.draft.procedure]
    first = f"{said[0].upper()}{said[1:]} to be carried"
    if prediction.draft.procedure in ("no_action", "amendment"):  # not the draft is voted on
        first = f"The {what} is {said} to be carried"
    if not votes:
        means = {vote: f"{found[vote]['mean']:.0f}" for vote in ANSWERS}
        return f"{first}: about {means['yes']} to {means['no']}, {means['abstain']} abstaining"
    told = ", ".join(
        f"{found[vote]['mean']:.0f} {word} ({found[vote]['low']:.0f}–{found[vote]['high']:.0f})"
        for vote, word in (("yes", "yes"), ("no", "no"), ("abstain", "abstaining"))
    )
    return f"{first}: {told}"


def likelihood(chance: float) -> str:
    """A chance in words and percent."""
    words = next(words for least, words in LIKELY if chance >= least)
    return f"{words} ({percent(chance)})"


def percent(chance: float) -> str:
    """A chance as a whole percentage; more precise near 0 and 1, which it never is."""
    near = min(chance, 1.0 - chance)
    return f"{100 * chance:.{0 if near >= 0.01 else 1}f} %"


def place(prediction: Prediction) -> str:
    """What is put to the vote, where and when."""
    draft = prediction.draft
    members = len(prediction.members.iso3)
    what = WHAT[draft.procedure]
    return f"{name_of(draft.body)}, {draft.quarter}: {what}, {members} members voting"


def rounded(chances: Any) -> list[float]:
    """Chances (3,) rounded so that they add up to 1."""
    yes, abstain = (round(float(one), DECIMALS) for one in chances[:2])
    return [yes, abstain, round(1.0 - yes - abstain, DECIMALS)]


def tally(answer: Answer) -> dict[str, Any]:
    """Votes yes, abstain and no, each with mean, low and high, and the chance of being carried. The
    mean is the sum of members' chances; SHARE of such votes should lie between low and high."""
    means = np.array([rounded(row) for row in answer.chances]).sum(axis=0)
    found: dict[str, Any] = {}
    for word, mean, (low, high) in zip(ANSWERS, means, answer.interval(SHARE), strict=True):
        found[word] = {
            "mean": round(float(mean), 2), "low": min(float(low), round(float(mean), 2)),
            "high": max(float(high), round(float(mean), 2)),
        }  # fmt: skip
    return found | {"p_carried": round(answer.p_carried, DECIMALS)}


def likeliest(answer: Answer) -> dict[str, tuple[str, float]]:
    """The likeliest vote of each member, and its chance."""
    found = {}
    for iso3, chances in zip(answer.ballot.members, answer.chances, strict=True):
        best = int(np.argmax(chances))
        found[iso3] = ANSWERS[best], float(chances[best])
    return found


def member_rows(prediction: Prediction) -> list[dict[str, Any]]:
    """A row for each member: iso3, name, group, chances, whether it is one of the closest."""
    group = {line["iso3"]: line["group"] for line in evidence.rows("states")}
    closest = prediction.closest()
    rows = []
    for iso3, chances in zip(prediction.members.iso3, prediction.answer.chances, strict=True):
        p_yes, p_abstain, p_no = rounded(chances)
        rows.append({
            "iso3": iso3, "name": codes()[iso3], "group": group[iso3],
            "p_yes": p_yes, "p_abstain": p_abstain, "p_no": p_no, "close": iso3 in closest,
        })  # fmt: skip
    return rows


def why(prediction: Prediction, iso3: str) -> dict[str, float]:
    """The terms that make a member's leaning toward a Yes, in logits, the largest first."""
    ballot = prediction.answer.ballot
    n = ballot.members.index(iso3)
    terms = {name: float(by[n]) for name, by in ballot.terms.items() if name != "leaning"}
    kept = {name: round(value, 3) for name, value in terms.items() if abs(value) > 5e-4}
    return dict(sorted(kept.items(), key=lambda item: -abs(item[1])))


def beside(prediction: Prediction) -> list[dict[str, Any]]:
    """Each pivotal question: its tally, and whose vote or chance of it changes."""
    found = []
    for other in prediction.others:
        asked = other.what_if
        first = {} if other.motion is None else {"motion": tally(Answer(other.motion))}
        found.append({
            "if": asked.written if asked else "", **tally(other), **first,
            "reached": list(other.lobbied), "changes": _changes(prediction.answer, other),
        })  # fmt: skip
    return found


def _changes(before: Answer, after: Answer) -> list[dict[str, Any]]:
    """The members whose chances change by at least MOVED, the most changed first."""
    shift = np.abs(after.chances - before.chances).max(axis=1)
    was, becomes = likeliest(before), likeliest(after)
    order = [n for n in np.argsort(-shift, kind="stable") if shift[n] >= MOVED]
    return [
        {
            "iso3": iso3, "was": was[iso3][0], "becomes": becomes[iso3][0],
            "before": dict(zip(ANSWERS, rounded(before.chances[n]), strict=True)),
            "after": dict(zip(ANSWERS, rounded(after.chances[n]), strict=True)),
        }
        for n in order
        for iso3 in [before.ballot.members[n]]
    ]  # fmt: skip


def swayed(changes: list[dict[str, Any]], most: int = 6) -> str:
    """Whom a pivotal question moves: those whose likeliest vote changes, by the change, then those
    whose chances alone do."""
    turns: dict[str, list[str]] = {}
    for one in changes[:most]:
        turned = one["was"] != one["becomes"]
        turn = f"{one['was']} → {one['becomes']}" if turned else ""
        turns.setdefault(turn, []).append(one["iso3"])
    parts = [f"{turn}: {', '.join(who)}" for turn, who in turns.items() if turn]
    parts += [f"chances of {', '.join(turns[''])}"] if "" in turns else []
    more = len(changes) - most
    return "; ".join(parts) + (f" and {more} more" if more > 0 else "")


def about(prediction: Prediction) -> dict[str, Any]:
    """The draft, and what was run."""
    draft, text, where = prediction.draft, prediction.text, prediction.where
    found = {
        "title": text.title, "kind": "country" if draft.kind == "country" else "thematic",
        "target": draft.target, "topic": text.topic, "leans": draft.leans,
        "procedure": draft.procedure, "sponsors": list(draft.sponsors), "body": draft.body,
        "quarter": str(draft.quarter), "question": text.question,
    }  # fmt: skip
    run = {"seed": prediction.seed, "replicates": prediction.replicates}
    if where.scenario:
        run |= {"world": {"scenario": where.scenario, "digest": where.digest}}  # type: ignore[dict-item]
    return {
        "rule": RULE, "interval": SHARE, "fitted_to": prediction.answer.ballot.fitted_to,
        "members_from": prediction.members.source, "draft": found, "notes": list(prediction.notes),
        **run,
    }  # fmt: skip


def whole(prediction: Prediction) -> dict[str, Any]:
    """Everything, as one JSON object."""
    rows = [
        {key: value for key, value in row.items() if key != "close"} | {"why": why_of}
        for row in member_rows(prediction)
        for why_of in [why(prediction, row["iso3"])]
    ]
    return {
        **tally(prediction.answer), **about(prediction),
        "closest": list(prediction.closest()), "members": rows, "what_if": beside(prediction),
    }  # fmt: skip


def in_words(prediction: Prediction, iso3: str, most: int = 5) -> str:
    """The terms that moved a member, the largest first."""
    terms = {name: value for name, value in why(prediction, iso3).items() if abs(value) >= 0.05}
    parts = [f"{WORDS.get(name, name)} {logits(value)}" for name, value in terms.items()]
    rest = len(parts) - most
    told = ", ".join(parts[:most]) + (f" and {rest} smaller" if rest > 0 else "")
    ballot = prediction.answer.ballot
    n = ballot.members.index(iso3)
    no, yes = (logits(float(cut)) for cut in ballot.cuts[n])
    together = logits(float(ballot.terms["leaning"][n]))
    return f"{told}; together {together} (yes above {yes}, no below {no})"


def logits(value: float) -> str:
    """A number of logits with its sign; a certainty as such."""
    if abs(value) > 1e3:
        return "beyond doubt"
    return f"{round(value, 1) + 0.0:+.1f}".replace("-", "−")


def write_csv(rows: list[tuple[Any, ...]], heads: tuple[str, ...], file: Path) -> Path:
    """Rows under their heads, as CSV."""
    with atomically(file) as path, path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([heads, *rows])
    return file


def write_tables(prediction: Prediction, folder: Path) -> list[Path]:
    """members.csv, why.csv and, with pivotal questions, what_if.csv."""
    heads = ("iso3", "p_yes", "p_abstain", "p_no")
    rows = [tuple(row[head] for head in heads) for row in member_rows(prediction)]
    reasons = [
        (iso3, term, value)
        for iso3 in prediction.members.iso3
        for term, value in why(prediction, iso3).items()
    ]
    written = [
        write_csv(rows, heads, folder / "members.csv"),
        write_csv(reasons, ("iso3", "term", "logits"), folder / "why.csv"),
    ]
    if prediction.others:
        lines = [
            (other.what_if.written if other.what_if else "", iso3, *rounded(chances))
            for other in prediction.others
            for iso3, chances in zip(other.ballot.members, other.chances, strict=True)
        ]
        written.append(write_csv(lines, ("if", *heads), folder / "what_if.csv"))
    return written
