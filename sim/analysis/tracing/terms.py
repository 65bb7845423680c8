"""The terms of one actor's choice: what spoke for it and against it, in one course alone.

Of a choice made by chance, the luck of its event is drawn again many times in the same world, with
one input after the other as it usually is: its chance with and without each. Of a leaning, one
weight after the other is set to nothing: what each adds, in logits, and what is left is luck.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from sim.analysis.tracing.place import Place
from sim.analysis.tracing.watch import Moment, read
from sim.engine.parameter import Parameter, declared
from sim.world import FIELDS, World

REDRAWN = 400  # times that luck is drawn again: a chance of a half is known to 2.5 points
ELSEWHERE = 2**20  # the first replicate of that luck, which no run uses
SEEN = 0.03  # change of a chance that is told; less may be luck; judgement
SMALL = 0.05  # logits; smaller terms are told together; judgement


@dataclass(frozen=True)
class Term:
    """What one input does to a choice. kind: `field`, `parameter` or `luck`; meaning and unit are
    those of its declaration. value, usual: the input as it is, and as it was taken instead.
    effect: logits that it adds to a leaning, or what it adds to the chance of a choice."""

    kind: str
    name: str
    meaning: str
    unit: str
    effect: float
    value: float = 0.0
    usual: float = 0.0


@dataclass(frozen=True)
class Choice:
    """What was to be expected of a choice over its own luck, a chance or a number, and what each
    input added to that."""

    expected: float
    terms: tuple[Term, ...]


def choice(moment: Moment, place: Place, value: float | None = None) -> Choice:
    """The chance that the place gets this value, or without one the number that is expected
    there, and the inputs that move it, largest first: the fields that the rule reads, each taken
    as its declaration starts it. The chance of what the timeline fires is 1."""
    if moment.rule is None:
        return Choice(1.0, ())
    whole = _expected(moment, place, value, moment.before)
    terms = []
    for name in read(moment):
        at, known = Place.of(name, **place.axes), FIELDS[name]
        stands = at.value(moment.before)
        if name == place.field or name in ("members", "present") or (stands == known.start).all():
            continue
        usual = np.full_like(getattr(moment.before, name), known.start)
        without = _expected(moment, place, value, moment.before.with_(**{name: usual}))
        effect = whole - without
        if abs(effect) >= (SEEN if value is not None else SEEN * abs(whole)):
            mean = float(stands.mean())
            terms.append(Term("field", name, known.meaning, known.unit, effect, mean, known.start))
    return Choice(whole, tuple(sorted(terms, key=lambda term: -abs(term.effect))))


def _expected(moment: Moment, place: Place, value: float | None, world: World) -> float:
    """Over luck drawn again: the share in which the place gets this value, or its mean."""

    def spread(field: Any) -> Any:
        return np.broadcast_to(field, (REDRAWN, *field.shape[1:]))

    many = world.with_(**{name: spread(getattr(world, name)) for name in FIELDS})
    luck = replace(moment.luck, first=ELSEWHERE, replicates=REDRAWN)
    assert moment.rule is not None
    found = moment.rule(many, moment.now, luck).get(place.field, getattr(many, place.field))
    there = spread(found) if len(found) == 1 else found
    there = there[(slice(None), *place.index)]
    return float((there == value).mean() if value is not None else there.mean())


def addends(moment: Moment, place: Place) -> tuple[Term, ...]:
    """What adds up to a number of one actor, largest first: each weight of the rule that has the
    unit of a logit, then each field that still matters, set to nothing one after the other. What
    is left in the end is the term `luck`, after what belongs to the text."""
    rule: Any = moment.rule
    known = declared(type(rule))
    world, terms = moment.before, []
    stands = _at(rule, moment, place, world)
    for f in fields(rule):
        if not known[f.name].unit.startswith("logits") or not np.any(getattr(rule, f.name)):
            continue
        zero = replace(rule, **{f.name: getattr(rule, f.name) * 0.0})
        less = _at(zero, moment, place, world)
        terms.append(_weight(f"{_name(rule)}.{f.name}", known[f.name], stands - less, rule))
        rule, stands = zero, less
    for name in read(replace(moment, rule=rule)):
        kind = getattr(world, name).dtype
        if kind != np.float64 or name == place.field:
            continue
        usual = world.with_(**{name: np.zeros_like(getattr(world, name))})
        less = _at(rule, moment, place, usual)
        if less != stands:
            meant = Place.of(name, **place.axes)
            size = float(meant.value(world).mean())
            told = FIELDS[name]
            terms.append(Term("field", name, told.meaning, told.unit, stands - less, size))
            world, stands = usual, less
    if "K" in place.axes:
        text = float(moment.now.setting.texts.difficulty[place.axes["K"]])
        terms.append(Term("text", "difficulty", "how hard the text is to win", "logits", text))
        stands -= text
    terms.append(Term("luck", "luck", "its own luck", "logits", stands))
    large = [term for term in terms if abs(term.effect) >= SMALL]
    return tuple(sorted(large, key=lambda term: -abs(term.effect)))


def _weight(name: str, known: Parameter, effect: float, rule: Any) -> Term:
    value = float(np.mean(getattr(rule, known.name)))
    return Term("parameter", name, known.meaning, known.unit, effect, value)


def _at(rule: Any, moment: Moment, place: Place, world: World) -> float:
    changed = world.with_(**rule(world, moment.now, moment.luck))
    return float(place.value(changed).mean())


def _name(rule: Any) -> str:
    return type(rule).__module__.rpartition(".")[2]
