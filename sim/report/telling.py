"""A trace told: where two scenarios part, what follows and why, as lines of Markdown."""

import re
from collections.abc import Iterable, Iterator

from sim.analysis.tracing.partings import Frequency, Parting, whose
from sim.analysis.tracing.trace import Link, Trace
from sim.analysis.tracing.why import Because, Reason
from sim.events import EVENTS
from sim.mechanisms import catalogue, parameters
from sim.outcomes import OUTCOMES
from sim.report.happenings import Names, event, listed, number, sentence, signed, told_apart
from sim.scenario.schema import headline
from sim.world import FIELDS

MARK = "An illustration of theories, not a forecast."
VOTES = {1: "with", 0: "abstaining", -1: "against"}
DECIDED = {"decided": ("adopted", "rejected"), "no_action": ("carried", "lost")}
WHOLE = 0.98  # of a difference; more counts as all of it
TOLD = 0.1  # of a difference; a second reason that carries less is left to the JSON
MOST = 6  # actors that are named


def of_trace(trace: Trace, changes: Iterable[str]) -> list[str]:
    """A trace as lines of Markdown. `changes`: what the second scenario changes, in words."""
    one, other = trace.one.scenario.title, trace.other.scenario.title
    names = Names(trace.one.play.setting)
    lines = [f"# {other} beside {one}: where replicate {trace.one.replicate} parts", ""]
    lines += [
        f"The same luck in both. Where two numbers stand side by side, the first is that of "
        f"{other}. {MARK}",
        "",
        f"## What differs between the files of {other} and {one}",
        "",
        *([f"- {change}" for change in changes] or ["- nothing"]),
        "",
        "## The first quantity that differs",
        "",
    ]
    if trace.first is None:
        return [*lines, "None: both courses are the same bit for bit."]
    explained: set[str] = set()
    lines += [_first(trace.first, names, explained), ""]
    if not trace.links:
        return [*lines, "Nothing that an observer would see happens differently."]
    lines += ["## The first thing that happens differently", ""]
    told: set[object] = set()
    for n, link in enumerate(trace.links):
        if n == 1:
            lines += ["", "## What follows", "", _follows(trace), ""]
        lines += [f"{n + 1}. {_link(link, one, other, names)}"]
        lines += [f"    {line}" for line in _reasons(link, names, told, explained)]
    return lines


def _follows(trace: Trace) -> str:
    return (
        f"Each kind of event the first time that it differs; in all {trace.total:,} events happen "
        "in one course only or with other numbers. A line explains the one above it."
    )


def _link(link: Link, one: str, other: str, names: Names) -> str:
    """What happens differently, where and when."""
    first = link.partings[0]
    subjects = list(dict.fromkeys(whose(parting) for parting in link.partings))
    words = event(first.kind, first.actor, first.target, names, subjects)
    words += f" ({len(subjects)} of them)" if len(subjects) > MOST else ""
    if first.side == "both":
        return f"**{first.quarter}** {sentence(words)} {_counted(first, one, other)}"
    return f"**{first.quarter}** {sentence(words)} This happens only in {_side(first, one, other)}."


def _side(parting: Parting, one: str, other: str) -> str:
    return one if parting.side == "one" else other


def _counted(parting: Parting, one: str, other: str) -> str:
    mine, theirs = parting.one or 0.0, parting.other or 0.0
    here, there = number(mine), number(theirs)
    if parting.kind in ("decided", "no_action"):
        won, lost = DECIDED[parting.kind]
        results = [won if value > 0 else lost for value in (theirs, mine)]
        return f"It is {results[0]} in {other} (margin {there}), {results[1]} in {one} ({here})."
    what = "margin" if parting.kind in ("margin", "margin_of_motion") else "number"
    return f"The {what} is {there} in {other} and {here} in {one}."


def _reasons(link: Link, names: Names, told: set[object], explained: set[str]) -> Iterator[str]:
    """Why: a line for each link of the chain, which explains the first reason of the line before;
    what was told before is only named."""
    if link.turned:
        turned = [f"{names(n)} ({VOTES[b]}, not {VOTES[a]})" for n, a, b in link.turned]
        verb = "votes" if len(turned) == 1 else "vote"
        yield f"- Of those who sit in both, {listed(turned)} {verb} differently."
    for because in link.reasons:
        at = f"{because.now.date} `{because.event}`"
        about = _about(because.event, explained)
        if (at, because.place) in told:
            yield f"- {at}: as told above"
            return
        told.add((at, because.place))
        found = _why(because, names, explained)
        yield f"- {at}{about}: {found or 'several things together'}"
    if not link.reasons:
        fired = link.partings[0].kind in EVENTS
        yield f"- {'the timeline says so' if fired else 'several things together'}"


def _first(because: Because, names: Names, explained: set[str]) -> str:
    """The first quantity that differs: the event, what it left different, and why."""
    here, there = told_apart(because.one, because.other, because.place.field)
    owner = f" for {_owner(because.whose, names)}" if because.whose else ""
    what = _said(because.place.field, explained)
    found = _why(because, names, explained)
    about = _about(because.event, explained)
    at = f"{because.now.date} `{because.event}`{about}"
    return f"{at}: {what}{owner} is {there}, not {here}: {found}."


def _about(event_: str, explained: set[str]) -> str:
    """The first line of a mechanism's description, the first time that its event is named."""
    if f"{event_}()" in explained or event_ not in catalogue():
        return ""
    explained.add(f"{event_}()")
    line = headline(event_).rstrip(".")
    return f" ({line.partition(': ')[2] or line})"


def _why(because: Because, names: Names, explained: set[str]) -> str:
    """The reasons of a link, largest first, without what is only carried on."""
    found = because.reasons[:1] + tuple(
        one for one in because.reasons[1:3] if one.share >= TOLD and one.name != because.place.field
    )
    return listed([_reason(one, because, names, explained) for one in found])


def _reason(reason: Reason, because: Because, names: Names, explained: set[str]) -> str:
    share = "" if reason.share >= WHOLE else f" ({reason.share:.0%} of it)"
    if reason.kind == "parameter":
        mechanism, _, name = reason.name.partition(".")
        known = parameters(mechanism)[name]
        here, there = told_apart(reason.one, reason.other)
        meaning = "" if reason.name in explained else f" [{known.unit}: {known.meaning}]"
        explained.add(reason.name)
        return f"**`{reason.name}` is {there}, not {here}**{meaning}{share}"
    if reason.kind == "field":
        here, there = told_apart(reason.one, reason.other, reason.name)
        owner = f" for {_owner(reason.whose, names)}" if reason.whose else ""
        return f"{_said(reason.name, explained)}{owner} is {there}, not {here}{share}"
    return {
        "rule": f"**another mechanism plays `{reason.name}`**",
        "left out": f"**`{reason.name}` is left out of one of them**",
        "timeline": "**the timeline of one of them fires an event**",
        "seats": "**the body has another number of seats**",
        "reform": f"**the reform of 2006 happens in one of them only**{share}",
    }.get(reason.kind, f"**the roles are given to others**{share}")


def _said(field: str, explained: set[str]) -> str:
    """A field by its name, and the first time what it means."""
    name, known = f"*{field.replace('_', ' ')}*", FIELDS[field]
    if field in explained:
        return name
    explained.add(field)
    meaning = re.sub(r": [+-]?\d [a-z].*", "", known.meaning)  # codes are told in words
    of = f"{known.unit}: " if known.unit and known.unit != "yes or no" else ""
    return f"{name} [{of}{meaning}]"


def _owner(owner: str, names: Names) -> str:
    """`Iceland`; `Ethiopia on the draft on China`."""
    first, *others = owner.split(", ")
    of_text = names.text(first) if names.is_text(first) else names(first)
    return " on ".join([of_text, *map(names.text, others)]) if others else of_text


def of_outcomes(trace: Trace) -> tuple[list[str], list[list[str]]]:
    """The outcomes of both courses as a table: columns and rows."""
    rows = [
        [
            OUTCOMES[one.outcome].title,
            number(one.one),
            number(one.other),
            signed(one.other - one.one),
            one.since or "never",
        ]
        for one in trace.outcomes
    ]
    return ["outcome", "baseline", "scenario", "change, same luck", "apart since"], rows


def of_frequencies(
    found: Iterable[Frequency], replicates: int, one: str, other: str, names: Names
) -> list[str]:
    """First partings counted, most frequent first, as lines of Markdown."""
    where = {"one": f"only in {one}", "other": f"only in {other}", "both": "with other numbers"}
    lines, parted = [], 0
    for line in found:
        first, middle, last = line.quarters
        when = first if first == last else f"{first} to {last}, half of them by {middle}"
        actors = listed([f"{names(key)} {count}" for key, count in line.actors if key], most=6)
        who = f": {actors}" if actors else ""
        what = line.kind.replace("_", " ")
        lines.append(f"- {line.count} of {replicates}: `{what}` {where[line.side]}, {when}{who}")
        parted += line.count
    if parted < replicates:
        lines.append(f"- {replicates - parted} of {replicates}: never part for an observer")
    return lines
