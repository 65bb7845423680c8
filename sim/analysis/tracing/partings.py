"""Where two scenarios part under the same luck: what happens in only one of them, in order."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from sim.analysis.tracing.place import Place, same
from sim.analysis.tracing.watch import Course
from sim.engine.chronicle import Line, happened
from sim.engine.schedule import ORDER
from sim.engine.simulate import Play
from sim.scenario import Scenario
from sim.setting import Now
from sim.world import FIELDS, World

# For each kind of event of the chronicle: whose value it is (the axis, and whether the actor or
# the target names it), and the fields that hold it, the one that is settled first before others.
HELD: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "elected": ("N", "actor", ("seated",)),
    "left": ("N", "actor", ("seated",)),
    "dialogue_opened": ("N", "target", ("dialogue",)),
    "dialogue_suspended": ("N", "target", ("dialogue",)),
    "dialogue_resumed": ("N", "target", ("dialogue",)),
    "releases": ("1", "", ("releases",)),
    "visit": ("N", "target", ("goodwill",)),
    "sponsors": ("N", "actor", ("sponsored",)),
    "partnership": ("N", "target", ("partnership",)),
    "tabled": ("K", "target", ("tabled",)),
    "no_action": ("K", "target", ("tabled", "moved", "blocked", "motion")),
    "margin_of_motion": ("K", "target", ("motion",)),
    "decided": ("K", "target", ("tabled", "blocked", "adopted", "tally")),
    "margin": ("K", "target", ("tally",)),
    "mandate_set_up": ("K", "target", ("country_mandates",)),
    "mandate_ended": ("K", "target", ("country_mandates",)),
    "reviewed": ("N", "target", ("recommendations",)),
    "special_session": ("1", "", ("special_sessions",)),
    "joins_court": ("N", "actor", ("court_members",)),
    "ngo_attacked": ("G", "target", ("attacked",)),
    "ngo_closed": ("G", "target", ("ngo_closed",)),
}
WRITER = {  # the event that settles each of these fields, for the order within a quarter
    "seated": "elections", "dialogue": "dialogue", "releases": "concessions",
    "goodwill": "lobbying", "sponsored": "sponsorship", "partnership": "courtship",
    "tabled": "tabling", "moved": "no_action", "blocked": "no_action", "motion": "no_action",
    "adopted": "vote", "tally": "vote", "country_mandates": "mandates",
    "recommendations": "reviews", "special_sessions": "special_sessions",
    "court_members": "criminal_court", "attacked": "attacks", "ngo_closed": "attacks",
}  # fmt: skip
COUNTED = ("releases", "no_action", "decided")  # an observer sees the number too
MARGIN = {"no_action": "margin_of_motion", "decided": "margin"}  # if only the number differs


@dataclass(frozen=True)
class Parting:
    """Something that happens in only one of two courses, or in both with different numbers.

    one, other: the number in each; none where it does not happen. kind: as in the chronicle, but
    `decided` for a text that is adopted (by a margin above 0) or rejected, and `margin` or
    `margin_of_motion` where only that differs and not what it decides.
    """

    step: int
    quarter: str
    kind: str
    actor: str
    target: str
    one: float | None
    other: float | None

    @property
    def side(self) -> str:
        """`one`, `other`, or `both` if it happens in both with different numbers."""
        return "other" if self.one is None else "one" if self.other is None else "both"

    def origin(self, one: Course, other: Course) -> tuple[int, Place] | None:
        """The place in the World to look for it, and the quarter by whose end it differs there:
        this one or, if they agree again, the one before. None for what the timeline fires."""
        axis, by, held = HELD.get(self.kind, ("", "", ()))
        setting, name = one.play.setting, self.actor if by == "actor" else self.target
        named = {"N": setting.iso3, "K": setting.texts.names, "G": setting.ngos.names, "1": ("",)}
        if axis not in named or (by and name not in named[axis]):
            return None
        axes = {axis: named[axis].index(name)} if axis != "1" else {}
        for step in (self.step, self.step - 1):
            here, there = one.worlds[step + 1], other.worlds[step + 1]
            apart = (
                place
                for place in (Place.of(field, **axes) for field in held)
                if not same(place, here, there)
            )
            place = next(apart, None)
            if place is not None:
                return step, _of_a_member(place, here, there)
        return None


def _of_a_member(place: Place, here: World, there: World) -> Place:
    """For a decision that is counted from votes: the vote of the member that was moved most among
    those who vote differently; the place itself for anything else."""
    if place.field not in ("blocked", "motion", "adopted", "tally"):
        return place
    k = place.axes["K"]
    if here.stances.shape != there.stances.shape:
        return place
    turned = (here.stances[0, k] != there.stances[0, k]) & (here.members[0] == there.members[0])
    if not turned.any():
        return place
    moved = np.abs(here.leaning[0, k] - there.leaning[0, k]) * turned
    return Place.of("stances", K=k, M=int(moved.argmax()))


def partings(one: Course, other: Course) -> Iterator[Parting]:
    """Every parting of two courses, in order of time and, within a quarter, of events."""
    for step in range(len(one.play.setting.quarters)):
        lines = [
            happened(course.play, course.now(step), *course.worlds[step : step + 2])
            for course in (one, other)
        ]
        yield from _differing(one.now(step), *lines)


def grouped(found: Iterable[Parting]) -> list[list[Parting]]:
    """Partings of one kind, on one side, in one quarter, side by side."""
    return [list(group) for _, group in groupby(found, lambda p: (p.step, p.kind, p.side))]


def firsts(one: Scenario, other: Scenario, first: int, replicates: int) -> list[list[Parting]]:
    """For each of these replicates all partings of the first quarter that has any; none for one
    that never parts. Both scenarios are run side by side until all have parted."""
    plays = [Play.of(scenario, one.seed).drawn(first, replicates) for scenario in (one, other)]
    worlds = [play.start(replicates) for play in plays]
    parted: list[list[Parting]] = [[] for _ in range(replicates)]
    for step in range(len(plays[0].setting.quarters)):
        nows = [play.setting.now(step) for play in plays]
        after = [
            play.step(world, now, first)
            for play, world, now in zip(plays, worlds, nows, strict=True)
        ]
        for row in (row for row, found in enumerate(parted) if not found):
            lines = [
                happened(play, now, _row(before, row), _row(world, row))
                for play, now, before, world in zip(plays, nows, worlds, after, strict=True)
            ]
            parted[row] = list(_differing(nows[0], *lines))
        worlds = after
        if all(parted):
            break
    return parted


@dataclass(frozen=True)
class Frequency:
    """How often a kind of event is the first that parts, when (first, middle and last quarter),
    and for whom, most often first."""

    kind: str
    side: str
    count: int
    quarters: tuple[str, str, str]
    actors: tuple[tuple[str, int], ...]


def frequencies(parted: Iterable[list[Parting]]) -> list[Frequency]:
    """The first partings of many replicates counted, the most frequent first. Of each replicate
    the first counts, with all of its kind and side in that quarter."""
    counted: dict[tuple[str, str], list[list[Parting]]] = {}
    for found in parted:
        if found:
            group = grouped(found)[0]
            counted.setdefault((group[0].kind, group[0].side), []).append(group)
    told = []
    for (kind, side), groups in counted.items():
        quarters = sorted(group[0].quarter for group in groups)
        ends = quarters[0], quarters[len(quarters) // 2], quarters[-1]
        actors = Counter(name for group in groups for name in {whose(p) for p in group})
        told.append(Frequency(kind, side, len(groups), ends, tuple(actors.most_common())))
    return sorted(told, key=lambda one: (-one.count, one.kind, one.side))


def whose(parting: Parting) -> str:
    """The state, text or NGO that an event is about."""
    _, by, _ = HELD.get(parting.kind, ("", "target", ()))
    return parting.actor if by == "actor" else parting.target


def _row(world: World, row: int) -> World:
    """One replicate of a world, alone."""
    return world.with_(**{name: getattr(world, name)[row : row + 1] for name in FIELDS})


def _differing(now: Now, one: Iterable[Line], other: Iterable[Line]) -> Iterator[Parting]:
    here, there = (dict(map(_seen, lines)) for lines in (one, other))
    found = []
    for kind, actor, target in dict.fromkeys((*here, *there)):
        mine, theirs = (side.get((kind, actor, target)) for side in (here, there))
        if mine is not None and theirs is not None:
            if kind not in COUNTED or round(mine) == round(theirs):
                continue
            if (mine > 0) == (theirs > 0):
                kind = MARGIN.get(kind, kind)
        found.append(Parting(now.step, str(now.date), kind, actor, target, mine, theirs))
    yield from sorted(found, key=_position)


def _seen(line: Line) -> tuple[tuple[str, str, str], float]:
    kind, actor, target, value = line
    return ("decided" if kind in ("adopted", "rejected") else kind, actor, target), value


def _position(parting: Parting) -> tuple[int, str, str]:
    """Where in the order of a quarter's events it is settled; what the timeline fires first."""
    _, _, held = HELD.get(parting.kind, ("", "", ()))
    last = 1 + ORDER.index(WRITER[held[-1]]) if held else 0
    return last, parting.kind, parting.side
