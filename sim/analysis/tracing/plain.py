"""Traces and stories as plain data, for JSON."""

from dataclasses import asdict
from typing import Any

from sim.analysis.tracing.partings import Frequency, Parting
from sim.analysis.tracing.place import Place
from sim.analysis.tracing.story import Act
from sim.analysis.tracing.terms import Term
from sim.analysis.tracing.trace import Trace
from sim.analysis.tracing.why import Because, Reason
from sim.world import FIELDS


def of_trace(trace: Trace) -> dict[str, Any]:
    """A trace: which scenarios, replicate and seed, the first quantity that differs, the links and
    the outcomes."""
    return {
        "baseline": trace.one.scenario.name,
        "scenario": trace.other.scenario.name,
        "replicate": trace.one.replicate,
        "seed": trace.one.scenario.seed,
        "first_quantity": trace.first and _because(trace.first),
        "partings": trace.total,
        "links": [
            {
                "events": [_parting(one) for one in link.partings],
                "turned": [
                    {"iso3": iso3, "baseline": one, "scenario": other}
                    for iso3, one, other in link.turned
                ],
                "because": [_because(one) for one in link.reasons],
            }
            for link in trace.links
        ],
        "outcomes": [
            {
                "outcome": one.outcome,
                "baseline": one.one,
                "scenario": one.other,
                "apart_since": one.since,
            }
            for one in trace.outcomes
        ],
    }


def of_frequency(found: Frequency) -> dict[str, Any]:
    """How often a kind of event parts first."""
    first, middle, last = found.quarters
    return {
        "kind": found.kind,
        "where": _where(found.side),
        "replicates": found.count,
        "first": first,
        "middle": middle,
        "last": last,
        "who": dict(found.actors),
    }


def of_act(act: Act) -> dict[str, Any]:
    """One act of a story."""
    made = asdict(act)
    made.pop("step")
    expected = made.pop("choice")
    made["expected"] = expected and expected["expected"]
    made["inputs"] = [_term(term) for term in act.choice.terms] if act.choice else []
    made["terms"] = [_term(term) for term in act.terms]
    return made


def _term(term: Term) -> dict[str, Any]:
    return asdict(term)


def _where(side: str) -> str:
    return {"one": "baseline", "other": "scenario"}.get(side, side)


def _parting(parting: Parting) -> dict[str, Any]:
    return {
        "quarter": parting.quarter,
        "kind": parting.kind,
        "actor": parting.actor,
        "target": parting.target,
        "where": _where(parting.side),
        "baseline": parting.one,
        "scenario": parting.other,
    }


def _because(because: Because) -> dict[str, Any]:
    return {
        "quarter": str(because.now.date),
        "event": because.event,
        **_field(because.place),
        "whose": because.whose,
        "baseline": because.one,
        "scenario": because.other,
        "reasons": [_reason(one) for one in because.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "name": reason.name,
        "whose": reason.whose,
        "share": reason.share,
        "baseline": reason.one,
        "scenario": reason.other,
    }


def _field(place: Place) -> dict[str, Any]:
    known = FIELDS[place.field]
    return {"field": place.field, "unit": known.unit, "meaning": known.meaning}
