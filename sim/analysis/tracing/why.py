"""Why two courses under the same luck differ at a place: which input turned it.

An event is played again in the one world with a single thing taken from the other, and in the
other with that thing taken from the one: a field that its rule reads, a parameter, the roles. What
carries the place toward its other value is a reason. Its `share` is the mean of both ways, which
for two reasons is their Shapley value; shares need not add up to 1 where reasons work together.
Nothing is known of any mechanism beyond its declarations.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from sim.analysis.tracing.place import Place, distance, same, whose
from sim.analysis.tracing.watch import TIMELINE, Course, Moment, read
from sim.setting import Now
from sim.world import World

LEAST = 0.02  # of the difference; what carries less is not told; judgement
DEEPEST = 6  # links of a chain of reasons; a reader follows no more; judgement

RECENT = 8  # quarters that are searched before the one in which a difference began; judgement

Pair = tuple[str, Moment | None, Moment | None]  # an event in the one course and in the other


@dataclass(frozen=True)
class Reason:
    """What part of a difference came of. kind: `field`, `parameter`, `roles`, `reform` (of 2006),
    `seats` (bodies of another size), `rule` (another mechanism plays the event), `left out` (in
    one course nobody does) or `timeline`.

    name: the field, or `mechanism.parameter`. one, other: its values where they differ most, which
    is `place` if it is a field, and whose they are. share: of the difference that it explains, 1
    being all of it.
    """

    kind: str
    name: str
    share: float
    one: float = 0.0
    other: float = 0.0
    place: Place | None = None
    whose: str = ""


@dataclass(frozen=True)
class Because:
    """Why a place differs after an event: its values there, and the reasons, largest first."""

    now: Now
    event: str
    place: Place
    one: float
    other: float
    reasons: tuple[Reason, ...]
    whose: str = ""


def pairs(one: Course, other: Course, step: int) -> list[Pair]:
    """The events of a quarter in both courses side by side, in order; None where one lacks it."""
    here = {moment.event: moment for moment in one.moments(step)}
    there = {moment.event: moment for moment in other.moments(step)}
    order = (TIMELINE, *(event for event, _ in one.play.rules[step]))
    extra = [event for event, _ in other.play.rules[step] if event not in order]
    named = dict.fromkeys((*order, *extra))
    return [(n, here.get(n), there.get(n)) for n in named if n in here or n in there]


def writes(pair: Pair, place: Place) -> bool:
    """Whether an event wrote the field of this place in either course."""
    return any(moment is not None and place.field in moment.changes for moment in pair[1:])


def chain(one: Course, other: Course, step: int, place: Place) -> tuple[Because, ...]:
    """From a difference at the end of a quarter back to its origin. Each link is the event that
    made the place differ; its largest reason is the next link, until that is something the
    scenarios set. What an event only carries on is followed to where it began."""
    links: list[Because] = []
    until = len(pairs(one, other, step))
    while len(links) < DEEPEST:
        found = _made(one, other, step, until, place)
        if found is None:
            break
        step, until, link = found
        links.append(link)
        if not link.reasons or link.reasons[0].place is None:
            break
        place = link.reasons[0].place
    return tuple(links)


def _made(
    one: Course, other: Course, step: int, until: int, place: Place
) -> tuple[int, int, Because] | None:
    """The event, before the position `until` of a quarter or in the quarter in which it began,
    that made the courses differ at a place and did not only carry it on; None if none did."""
    began = _began(one, other, step, place)
    recent = max(step - RECENT, began)
    for quarter in dict.fromkeys((*range(step, recent - 1, -1), began)):
        sides = pairs(one, other, quarter)
        for position in reversed(range(min(until, len(sides)) if quarter == step else len(sides))):
            pair = sides[position]
            if writes(pair, place) and not _carries(pair, place):
                link = because(one, other, pair, place)
                if link.reasons and link.reasons[0].name != place.field:
                    return quarter, position, link
    return None


def _carries(pair: Pair, place: Place) -> bool:
    """Whether an event only carries on a difference: half of it or more comes of the same field
    as it was before."""
    _, here, there = pair
    if here is None or there is None or here.rule is None or there.rule is None:
        return False
    mine, theirs = getattr(here.before, place.field), getattr(there.before, place.field)
    if mine.shape != theirs.shape or same(place, here.before, there.before):
        return False
    ends = [place.value(one.before.with_(**one.changes)) for one in (here, there)]
    total = distance(*ends)
    if not 0 < total < np.inf:
        return total == 0
    alone = here.again(here.before.with_(**{place.field: theirs}))
    return distance(place.value(alone), ends[1]) <= total / 2


def _began(one: Course, other: Course, step: int, place: Place) -> int:
    """The quarter since whose events the courses have differed at a place without a break until
    the beginning of this one; this one if they agree there."""
    while step and not same(place, one.worlds[step], other.worlds[step]):
        step -= 1
    return step


def because(one: Course, other: Course, pair: Pair, place: Place) -> Because:
    """Why an event left a place different in two courses."""
    event, here, there = pair
    known = here or there
    assert known is not None
    mine, theirs = _shown(place, here, one), _shown(place, there, other)
    if here is None or there is None:
        reasons = [Reason("timeline" if event == TIMELINE else "left out", event, 1.0)]
    elif here.rule is None or there.rule is None:
        reasons = [Reason("timeline", event, 1.0)]
    elif type(here.rule) is not type(there.rule):
        reasons = [Reason("rule", event, 1.0)]
    else:
        reasons = _reasons(here, there, place)
    owner = whose(place, known.now, known.before)
    return Because(known.now, event, place, mine, theirs, tuple(reasons), owner)


def _shown(place: Place, moment: Moment | None, course: Course) -> float:
    world = moment.before.with_(**moment.changes) if moment else course.worlds[0]
    return float(place.value(world).mean())


def _reasons(here: Moment, there: Moment, place: Place) -> list[Reason]:
    """Every input that carries part of the difference, the largest first, and last the place's own
    field, which only carries it on."""
    ends = place.value(here.again()), place.value(there.again())
    total = distance(*ends)
    if not 0 < total < np.inf:
        return []

    def share(into_one: dict[str, Any], into_other: dict[str, Any]) -> float:
        there_alone = distance(place.value(here.again(**into_one)), ends[1])
        here_alone = distance(place.value(there.again(**into_other)), ends[0])
        return 1.0 - (there_alone + here_alone) / 2.0 / total

    found = []
    for name in dict.fromkeys((*read(here), *read(there))):
        mine, theirs = getattr(here.before, name), getattr(there.before, name)
        if mine.shape != theirs.shape or (mine == theirs).all():
            continue
        put, back = here.before.with_(**{name: theirs}), there.before.with_(**{name: mine})
        at = _where(name, place, here.before, there.before)
        values = [float(at.value(moment.before).mean()) for moment in (here, there)]
        part = share({"world": put}, {"world": back})
        owner = whose(at, here.now, here.before)
        found.append(Reason("field", name, part, values[0], values[1], at, owner))
    mechanism = type(here.rule).__module__.rpartition(".")[2]
    for f in fields(here.rule):  # type: ignore[arg-type]
        mine, theirs = getattr(here.rule, f.name), getattr(there.rule, f.name)
        if np.any(mine != theirs):
            part = share({f.name: theirs}, {f.name: mine})
            values = [float(np.mean(value)) for value in (mine, theirs)]
            found.append(Reason("parameter", f"{mechanism}.{f.name}", part, values[0], values[1]))
    if roles(here.now) != roles(there.now):
        kind = "roles" if here.now.setting.reform == there.now.setting.reform else "reform"
        found.append(Reason(kind, kind, share({"now": there.now}, {"now": here.now})))
    if not found and here.before.members.shape != there.before.members.shape:
        return [Reason("seats", "seats", 1.0)]
    told = [one for one in found if one.share >= LEAST]
    return sorted(told, key=lambda one: (one.name == place.field, -one.share))


def _where(field: str, place: Place, one: World, other: World) -> Place:
    """Where in a field that an event reads to look: at the same state, text or NGO if the worlds
    differ there, and otherwise where they differ most."""
    axes = place.axes
    if "M" in axes and one.members[0, axes["M"]] == other.members[0, axes["M"]]:
        axes = axes | {"N": int(one.members[0, axes["M"]])}
    here = Place.of(field, **axes)
    return (Place.of(field) if same(here, one, other) else here).narrowed(one, other)


def roles(now: Now) -> tuple[Any, ...]:
    """Who plays the parts that a scenario gives out, as something to compare."""
    setting = now.setting
    shared = (setting.critics.tobytes(), setting.leaders.tobytes(), setting.reform)
    return (setting.challenger, *shared, setting.ngos.takes_part.tobytes())
