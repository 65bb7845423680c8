"""The story of an actor told: what it did and met, year by year and why, as lines of Markdown."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sim.analysis.tracing.story import Act
from sim.analysis.tracing.terms import Choice, Term
from sim.analysis.tracing.watch import Course
from sim.report.happenings import Names, coded, event, listed, number, sentence, signed
from sim.world import FIELDS

MARK = "An illustration of theories, not a forecast."
MARGINS = {  # a motion fails on a tie, and a text too
    "no_action": (", and fails", ", and carries"), "adopted": ("", ""), "rejected": ("", "")
}  # fmt: skip
MOST = 5  # terms of a choice that are named
OF_YEAR = ("position", "rights", "effort", "standing")


def of_story(course: Course, agent: str, acts: Iterable[Act]) -> list[str]:
    """A story as lines of Markdown, a section for each year in which anything happened."""
    names = Names(course.play.setting)
    lines = [
        f"# {names(agent)[:1].upper()}{names(agent)[1:]} in {course.scenario.title}, replicate "
        f"{course.replicate}",
        "",
        f"What it did and met, and why. Chances are those before luck fell, given all that had "
        f"happened; what an input added to a chance is beside it as it usually starts. {MARK}",
    ]
    told = list(acts)
    if not told:
        return [*lines, "", "Nothing in these years."]
    explained: set[str] = set()
    for year, of_year in groupby(told, lambda act: act.quarter[:4]):
        lines += ["", f"## {year}", ""]
        for quarter, of_quarter in groupby(of_year, lambda act: act.quarter):
            found = list(of_quarter)
            for line in _quarter(found, agent, names, explained):
                lines.append(f"- **{quarter}** {line}")
    return lines


def _quarter(acts: list[Act], agent: str, names: Names, explained: set[str]) -> Iterator[str]:
    """The lines of one quarter: events, visits together, votes together, then the year's end."""
    visits = [act.other for act in acts if act.kind == "visit" and act.other != agent]
    courted = [names(other) for other in dict.fromkeys(visits)]
    if len(courted) > 1:
        yield sentence(f"it wins goodwill by visits in {listed(courted, 8)}")
    for act in acts:
        if act.kind == "visit" and len(courted) > 1:
            continue
        if act.kind in OF_YEAR or act.kind == "vote":
            continue
        yield _event(act, agent, names, explained)
    votes = [act for act in acts if act.kind == "vote"]
    if votes:
        yield from _votes(votes, agent, names, explained)
    yield from _year([act for act in acts if act.kind in OF_YEAR], names, explained)


def _event(act: Act, agent: str, names: Names, explained: set[str]) -> str:
    """One event and the terms of its choice."""
    draft = "the draft" if act.word == "tabled" else "a draft"
    nobody = "" if act.word == "tabled" else ", and nobody tables one"
    if act.kind == "sponsors":
        words = f"it sponsors {draft} on {names(act.other)}{nobody}"
    elif act.kind == "does_not_sponsor":
        words = f"it does not sponsor {draft} on {names(act.other)}{nobody}"
    elif act.kind == "ngo_reopened":
        words = "it can work again, or another has taken its place"
    else:
        words = event(act.kind, act.actor, act.target, names)
        if act.kind in ("releases", "reviewed") and act.value != 1:
            what = "prisoners" if act.kind == "releases" else "recommendations"
            words += f" ({number(act.value)} {what})"
        if act.kind in MARGINS:
            result = MARGINS[act.kind][act.value > 0]
            words += f"{result} by a margin of {number(act.value)}"
    return sentence(words) + _chance(act, explained) + _adds(act, explained)


def _chance(act: Act, explained: set[str]) -> str:
    """`The chance was 12 %: restraint −23 points, attention +9 points.`"""
    found = act.choice
    if found is None:
        return ""
    if act.kind in ("releases", "effort"):
        head = f" Expected was {number(found.expected)}"
        parts = [f"{_said(term, explained)} {signed(term.effect)}" for term in found.terms[:MOST]]
    else:
        of = " of sponsoring" if act.kind in ("sponsors", "does_not_sponsor") else ""
        head = f" The chance{of} was {_percent(found)}"
        parts = [
            f"{_said(term, explained)} {signed(100 * term.effect, 0)} points"
            for term in found.terms[:MOST]
        ]
    return f"{head}{'; it was moved by ' if parts else ''}{listed(parts)}."


def _percent(found: Choice) -> str:
    chance = found.expected
    return "below 1 %" if chance < 0.01 else f"{100 * chance:.0f} %"


def _adds(act: Act, explained: set[str]) -> str:
    """What held a critic back, as it adds up."""
    parts = [f"{_said(term, explained)} {signed(term.effect)}" for term in act.terms[:MOST]]
    return f" Its restraint adds up from {listed(parts)} logits." if parts else ""


def _votes(votes: list[Act], agent: str, names: Names, explained: set[str]) -> Iterator[str]:
    """All votes of a session in one line, and a line for each whose terms are known."""
    by: dict[str, list[str]] = {}
    for act in votes:
        by.setdefault(act.word.partition(" ")[0], []).append(names.short(act.other))
    said = {"with": "with the target or the South on", "against": "against on"}
    parts = [f"{said.get(word, 'abstains on')} {listed(on, 40)}" for word, on in by.items()]
    yield sentence(f"it votes on {len(votes)} text{'s' * (len(votes) > 1)}: {'; '.join(parts)}")
    for act in votes:
        if act.terms:
            yield _vote(act, names, explained)


def _vote(act: Act, names: Names, explained: set[str]) -> str:
    motion = "the motion to take no action on " if act.word.endswith("motion") else ""
    word = {"with": "with", "against": "against", "abstains": "abstaining"}[act.word.split()[0]]
    parts = [f"{_said(term, explained)} {signed(term.effect)}" for term in act.terms[: MOST + 2]]
    on = f"{motion}{names.text(act.other)}"
    return sentence(f"why {word} on {on}, in logits: {listed(parts, MOST + 2)}")


def _year(acts: list[Act], names: Names, explained: set[str]) -> Iterator[str]:
    """Where it stands at the end of a year."""
    for act in acts:
        if act.kind == "position":
            yield f"Its position is {signed(act.value)} s.d. of ideal points from the record."
        if act.kind == "rights":
            yield f"Its respect for rights is {signed(act.value, 1)} points from the record."
    effort = [act for act in acts if act.kind == "effort"]
    if effort:
        yield from _effort(effort, names, explained)
    standing = [act for act in acts if act.kind == "standing"]
    if standing:
        parts = [f"{_field(act.other, explained)} {number(act.value)}" for act in standing]
        yield sentence(f"it stands at: {listed(parts, 8)}")


def _effort(acts: list[Act], names: Names, explained: set[str]) -> Iterator[str]:
    parts = [f"{names(act.other)} {100 * act.value:.0f} %" for act in acts]
    moved = [act for act in acts if act.choice]
    yield sentence(f"its effort goes to {listed(parts, 13)}")
    for act in moved:
        grew = f"{float(act.word) * 100:+.0f}".replace("-", "−")
        yield f"Most moved: {names(act.other)}, {grew} points.{_chance(act, explained)}"


def _said(term: Term, explained: set[str]) -> str:
    """An input by name, and the first time what it means."""
    name = term.name.rpartition(".")[2].replace("_", " ")
    if term.name in explained:
        return f"*{name}*"
    explained.add(term.name)
    if term.kind == "field":
        words = coded(term.name).get(term.value)
        return f"{_field(term.name, explained, again=True)}{f' {words}' if words else ''}"
    return f"*{name}* [{term.meaning}]"


def _field(field: str, explained: set[str], again: bool = False) -> str:
    name, known = f"*{field.replace('_', ' ')}*", FIELDS[field]
    if field in explained and not again:
        return name
    explained.add(field)
    of = f"{known.unit}: " if known.unit and known.unit != "yes or no" else ""
    return f"{name} [{of}{known.meaning}]"
