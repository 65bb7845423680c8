"""The story of one actor in one replicate: what it did and met, and the terms of its choices."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.analysis.tracing.place import Place, same
from sim.analysis.tracing.terms import Choice, Term, addends, choice
from sim.analysis.tracing.watch import Course, Moment
from sim.engine.chronicle import happened
from sim.ngos import ACTIONS
from sim.setting import Now
from sim.world import World

VOTES = {1: "with", 0: "abstains", -1: "against"}
TOLD = {"position": 0.1, "rights": 1.0}  # moves beyond the record that a year tells; judgement


@dataclass(frozen=True)
class Act:
    """Something that an actor did or met in a quarter.

    kind: as in the chronicle, or `does_not_sponsor`, `vote`, `position`, `rights`, `effort`,
    `standing`. actor, target: who does it to whom: states, bodies, texts, NGOs, actions, fields.
    value: the number told with it; word: more of it. choice: how likely it was, or how much was
    expected, and why; terms: what adds up to it, in logits.
    """

    step: int
    quarter: str
    kind: str
    actor: str = ""
    target: str = ""
    value: float = 0.0
    word: str = ""
    choice: Choice | None = None
    terms: tuple[Term, ...] = ()

    @property
    def other(self) -> str:
        """The one that it concerns besides the actor of the story, where that is the actor."""
        return self.target


def story_of_state(course: Course, iso3: str) -> Iterator[Act]:
    """Every act of a state, in order of time. Raises ValueError if there is no such state."""
    n = course.play.setting.iso3.index(iso3)
    for step in range(len(course.play.setting.quarters)):
        now = course.now(step)
        if not now.exists[n]:
            continue
        yield from _seen(course, now, n)
        yield from _sponsorship(course, now, n)
        yield from _votes(course, now, n)
        if now.date.quarter == 4:
            yield from _year_of_state(course, now, n)


def story_of_ngo(course: Course, name: str) -> Iterator[Act]:
    """Every act of an NGO, in order of time. Raises ValueError if there is no such NGO."""
    g = course.play.setting.ngos.names.index(name)
    for step in range(len(course.play.setting.quarters)):
        now, before, world = course.now(step), course.worlds[step], course.worlds[step + 1]
        for kind, field in (("ngo_attacked", "attacked"), ("ngo_closed", "ngo_closed")):
            place = Place.of(field, G=g)
            if place.value(world)[0] > place.value(before)[0]:
                yield _act(now, kind, "", name, choice=_choice(course, step, place))
            elif field == "ngo_closed" and place.value(world)[0] < place.value(before)[0]:
                yield _act(now, "ngo_reopened", "", name)
        if now.date.quarter == 4:
            yield from _year_of_ngo(course, now, g)


def decided(course: Course, step: int, place: Place) -> Moment | None:
    """The last event of a quarter that changed a place; None if none did."""
    found = None
    for moment in course.moments(step):
        if place.field in moment.changes:
            after = moment.before.with_(**moment.changes)
            found = found if same(place, moment.before, after) else moment
    return found


def _choice(course: Course, step: int, place: Place, number: bool = False) -> Choice | None:
    """The choice that gave a place what it has at the end of a quarter."""
    moment = decided(course, step, place)
    if moment is None:
        return None
    value = float(place.value(course.worlds[step + 1])[0])
    return choice(moment, place, None if number else value)


def _act(now: Now, kind: str, actor: str, target: str = "", **more: object) -> Act:
    return Act(now.step, str(now.date), kind, actor, target, **more)  # type: ignore[arg-type]


def _seen(course: Course, now: Now, n: int) -> Iterator[Act]:
    """What an observer saw it do and meet, besides sponsoring."""
    iso3, step = now.setting.iso3, now.step
    before, world = course.worlds[step : step + 2]
    for kind, actor, target, value in happened(course.play, now, before, world):
        if iso3[n] not in (actor, *target.split()) or kind == "sponsors":
            continue
        found = None
        if kind in ("elected",):
            found = _choice(course, step, Place.of("seated", N=n))
        elif kind.startswith("dialogue"):
            partner = n if target == iso3[n] else iso3.index(target)
            found = _choice(course, step, Place.of("dialogue", N=partner))
        elif kind == "releases":
            found = _choice(course, step, Place.of("releases"), number=True)
        elif kind == "joins_court":
            found = _choice(course, step, Place.of("court_members", N=n))
        yield _act(now, kind, actor, target, value=value, choice=found)


def _sponsorship(course: Course, now: Now, n: int) -> Iterator[Act]:
    """Whether a critic sponsored the draft on the challenger, why, and what held it back."""
    setting, k = now.setting, now.setting.challenge
    if not setting.critics[n] or k not in now.due:
        return
    moment = course.moment(now.step, "sponsorship")
    if moment is None:
        return
    world = course.worlds[now.step + 1]
    kind = "sponsors" if world.sponsored[0, n] else "does_not_sponsor"
    held = course.moment(now.step, "restraint")
    terms = addends(held, Place.of("restraint", N=n)) if held else ()
    found = choice(moment, Place.of("sponsored", N=n), 1.0)
    word = "tabled" if world.tabled[0, k] else "no draft"
    who, whom = setting.iso3[n], setting.iso3[setting.challenger]
    yield _act(now, kind, who, whom, word=word, choice=found, terms=terms)


def _votes(course: Course, now: Now, n: int) -> Iterator[Act]:
    """How it voted on every text; the terms of its vote on the challenger and of its closest."""
    setting, world = now.setting, course.worlds[now.step + 1]
    texts = setting.texts
    seats = np.flatnonzero((world.members[0] == n) & world.present[0])
    if not seats.size:
        return
    m, due = int(seats[0]), now.due[world.tabled[0, now.due]]
    room = {int(k): float(np.abs(world.leaning[0, k, m] - world.cuts[0, k, m]).min()) for k in due}
    explained = {now.setting.challenge, min(room, key=room.__getitem__, default=-1)}
    for k in map(int, due):
        terms: tuple[Term, ...] = ()
        if k in explained and texts.target[k] != n:
            event = "country_stance" if texts.target[k] >= 0 else "theme_stance"
            moment = course.moment(now.step, event)
            terms = addends(moment, Place.of("leaning", K=k, M=m)) if moment else ()
        stance = int(world.stances[0, k, m])
        motion = "motion" if world.moved[0, k] and world.blocked[0, k] else "text"
        word = f"{VOTES[stance]} {motion}"
        yield _act(
            now, "vote", setting.iso3[n], texts.names[k],
            value=float(stance), word=word, terms=terms,
        )  # fmt: skip


def _year_of_state(course: Course, now: Now, n: int) -> Iterator[Act]:
    """How far it stands from the record at the end of a year, if that moved in the year."""
    began = course.worlds[max(now.step - 3, 0)]
    world = course.worlds[now.step + 1]
    for kind, at in (("position", _position), ("rights", _rights)):
        if abs(at(world, n) - at(began, n)) >= TOLD[kind]:
            yield _act(now, kind, now.setting.iso3[n], value=at(world, n))


def _position(world: World, n: int) -> float:
    return float(world.departure[0, n])


def _rights(world: World, n: int) -> float:
    return float(world.rights_departure[0, n] - world.repression[0, n])


def _year_of_ngo(course: Course, now: Now, g: int) -> Iterator[Act]:
    """What an NGO spends its effort on, what moved most and why, and how it stands."""
    world, began = course.worlds[now.step + 1], course.worlds[max(now.step - 3, 0)]
    if world.ngo_closed[0, g]:
        return
    name = now.setting.ngos.names[g]
    effort = world.ngo_effort[0, g]
    moved = int(np.abs(effort - began.ngo_effort[0, g]).argmax())
    for a in np.flatnonzero(effort >= 0.01)[np.argsort(-effort[effort >= 0.01], kind="stable")]:
        found = None
        if a == moved and abs(effort[a] - began.ngo_effort[0, g, a]) >= 0.01:
            found = _choice(course, now.step, Place.of("ngo_effort", G=g, A=int(a)), number=True)
        grew = float(effort[a] - began.ngo_effort[0, g, a])
        word = f"{grew:+.2f}"
        yield _act(now, "effort", name, ACTIONS[a], value=float(effort[a]), word=word, choice=found)
    for field in ("ngo_access", "ngo_funds", "ngo_legitimacy", "ngo_skill", "joined"):
        yield _act(now, "standing", name, field, value=float(getattr(world, field)[0, g]))
