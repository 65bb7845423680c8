"""The calendar of the Universal Periodic Review: who is reviewed when, and how many may speak."""

from dataclasses import dataclass
from functools import cache

from ruamel.yaml import YAML

from sim import evidence
from sim.calendar import Quarter, span
from sim.procedures import FOLDER


@dataclass(frozen=True)
class Cycle:
    """One round of the review. `number` counts from 1; `speakers` is how many the time allows."""

    number: int
    first: Quarter
    last: Quarter
    states_a_session: int
    speakers: int
    quarters: tuple[int, ...]

    def sessions_before(self, at: Quarter) -> int:
        """Sessions that this cycle has held before that quarter."""
        earlier = span(self.first, at.plus(-1)) if at > self.first else ()
        return sum(quarter.quarter in self.quarters for quarter in earlier)


@cache
def cycle(at: Quarter) -> Cycle | None:
    """The cycle in which a session falls in that quarter, if any."""
    return next(
        (c for c in _cycles() if c.first <= at <= c.last and at.quarter in c.quarters), None
    )


@cache
def under_review(at: Quarter) -> tuple[str, ...]:
    """The states (ISO3) whose turn it is in that quarter: in the first cycle as it was held,
    later in the same order, so many a session."""
    now = cycle(at)
    if now is None:
        return ()
    order = evidence.rows("reviews")
    if now.number == 1:
        return tuple(line["iso3"] for line in order if line["quarter"] == str(at))
    start = now.sessions_before(at) * now.states_a_session
    return tuple(line["iso3"] for line in order[start : start + now.states_a_session])


@cache
def _cycles() -> tuple[Cycle, ...]:
    rules = YAML(typ="safe").load(FOLDER / "review.yaml")
    return tuple(
        Cycle(
            number=number,
            first=Quarter.parse(line["from"]),
            last=Quarter.parse(line["to"]),
            states_a_session=line["states_a_session"],
            speakers=line["speakers"],
            quarters=tuple(rules["sessions"]["quarters"]),
        )
        for number, line in enumerate(rules["cycles"], start=1)
    )
