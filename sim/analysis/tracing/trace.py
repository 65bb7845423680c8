"""The trace of two scenarios: where one replicate parts under the same luck, and what follows."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.analysis.tracing.partings import Parting, grouped, partings
from sim.analysis.tracing.place import Place
from sim.analysis.tracing.watch import Course
from sim.analysis.tracing.why import Because, because, chain, pairs
from sim.outcomes import OUTCOMES

VOTED = ("no_action", "margin_of_motion", "decided", "margin")  # partings that votes decide


@dataclass(frozen=True)
class Link:
    """Something that happens differently: all partings of its kind, side and quarter, and the
    chain of reasons of the first. turned: who votes differently where votes decide, with both
    stances, +1 with the target or the South's line, -1 against."""

    partings: tuple[Parting, ...]
    reasons: tuple[Because, ...]
    turned: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Moved:
    """An outcome in both courses: means over all quarters, and the first quarter in which the two
    differ by at least one unit, empty if in none."""

    outcome: str
    one: float
    other: float
    since: str


@dataclass(frozen=True)
class Trace:
    """Where a replicate parts: the first quantity that differs, each kind of event the first time
    that it differs, in order, how many partings there are in all, and the outcomes."""

    one: Course
    other: Course
    first: Because | None
    links: tuple[Link, ...]
    total: int
    outcomes: tuple[Moved, ...]


def trace(one: Course, other: Course, quarters: int | None = None) -> Trace:
    """The trace of two courses of the same replicate and span. `quarters` says for how many
    quarters from the first parting on events are followed; all unless given."""
    found = list(partings(one, other))
    last = found[0].step + quarters if found and quarters else len(one.worlds)
    followed = [parting for parting in found if parting.step < last]
    links = tuple(_links(one, other, followed))
    return Trace(one, other, _first(one, other), links, len(found), _outcomes(one, other))


def _links(one: Course, other: Course, found: list[Parting]) -> Iterator[Link]:
    """Each kind of event the first time that it differs, on either side."""
    seen = set()
    for group in grouped(found):
        first = group[0]
        if (first.kind, first.side) in seen:
            continue
        seen.add((first.kind, first.side))
        origin = first.origin(one, other)
        reasons = chain(one, other, *origin) if origin else ()
        yield Link(tuple(group), reasons, _turned(one, other, first))


def _turned(one: Course, other: Course, parting: Parting) -> tuple[tuple[str, int, int], ...]:
    """Who votes differently on the text of a parting, where it is put to the vote in both."""
    if parting.kind not in VOTED:
        return ()
    k = one.play.setting.texts.names.index(parting.target)
    here, there = one.worlds[parting.step + 1], other.worlds[parting.step + 1]
    if not (here.tabled[0, k] and there.tabled[0, k]):
        return ()
    iso3 = one.play.setting.iso3
    votes = [
        {iso3[w.members[0, m]]: int(w.stances[0, k, m]) for m in np.flatnonzero(w.present[0])}
        for w in (here, there)
    ]
    both = sorted(set(votes[0]) & set(votes[1]))
    return tuple((n, votes[0][n], votes[1][n]) for n in both if votes[0][n] != votes[1][n])


def _first(one: Course, other: Course) -> Because | None:
    """The first quantity that differs, and why; None if nothing ever does."""
    for step in range(len(one.play.setting.quarters)):
        for pair in pairs(one, other, step):
            _, here, there = pair
            for field in dict.fromkeys(
                field for moment in (here, there) if moment for field in moment.changes
            ):
                after = [
                    moment.before.with_(**moment.changes) if moment else None
                    for moment in (here, there)
                ]
                known = after[0] or after[1]
                before = (here or there).before  # type: ignore[union-attr]
                first, second = (world or before for world in after)
                mine, theirs = getattr(first, field), getattr(second, field)
                if known and mine.shape == theirs.shape and (mine != theirs).any():
                    place = Place.of(field).narrowed(first, second)
                    return because(one, other, pair, place)
    return None


def _outcomes(one: Course, other: Course) -> tuple[Moved, ...]:
    moved = []
    for name in dict.fromkeys((*one.scenario.outcomes, *other.scenario.outcomes)):
        count = OUTCOMES[name].count
        values = np.array([
            [float(count(end, course.now(step))[0]) for step, end in enumerate(course.worlds[1:])]
            for course in (one, other)
        ])  # fmt: skip
        apart = np.flatnonzero(np.abs(values[1] - values[0]) >= 1.0)
        since = str(one.now(int(apart[0])).date) if apart.size else ""
        moved.append(Moved(name, float(values[0].mean()), float(values[1].mean()), since))
    return tuple(moved)
