"""The bodies' rules as dated, cited data, and the one small reader.

A rule is looked up by date, so that 2005 and 2007 differ as history did. The decision rule is
applied here and nowhere else.
"""

from dataclasses import dataclass
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML

from sim.calendar import Quarter
from sim.evidence import GROUPS

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Body:
    """A UN body with its dated rules, as its file states them (`rules`)."""

    key: str
    name: str
    rules: dict[str, Any]

    def exists(self, at: Quarter) -> bool:
        """Whether the body existed in that quarter."""
        life = self.rules["exists"]
        return Quarter.parse(life["from"]) <= at and (
            life["to"] is None or at <= Quarter.parse(life["to"])
        )

    def in_session(self, at: Quarter) -> bool:
        """Whether a regular session falls in that quarter."""
        return self.exists(at) and at.quarter in self._holds("sessions", at)["quarters"]

    def seats(self, at: Quarter) -> NDArray[np.int64]:
        """Seats (5,) by regional group, in the order of `sim.evidence.GROUPS`."""
        held = self._holds("seats", at)
        return np.array([held[group] for group in GROUPS])

    def seats_taken(self, at: Quarter) -> bool:
        """Whether newly elected members take their seats in that quarter."""
        return self.exists(at) and at.quarter == self._election("seats_taken", at)["quarter"]

    @property
    def term_years(self) -> int:
        return int(self.rules["election"]["term_years"])

    @property
    def consecutive_terms(self) -> int | None:
        """How many terms in a row a state may serve; None if there is no limit."""
        return self.rules["election"]["consecutive_terms"]

    def chairs(self, at: Quarter) -> int:
        """The regional group whose turn it is to chair, as its place in `sim.evidence.GROUPS`."""
        turns = self._holds("chair", at)
        years = at.year - Quarter.parse(turns["from"]).year
        return GROUPS.index(turns["order"][years % len(turns["order"])])

    def special_session_needs(self, at: Quarter) -> int | None:
        """How many members must ask before the body meets between its sessions; None before the
        rule was made."""
        if at < _quarter(self.rules["special_session"][0]["from"]):
            return None
        rule = self._holds("special_session", at)
        share = rule["share"] * int(self.seats(at).sum())
        return floor(share) + 1 if rule["more_than"] else ceil(share - 1e-6)

    def _election(self, rule: str, at: Quarter) -> Any:
        return _in_force(self.rules["election"][rule], at)

    def _holds(self, rule: str, at: Quarter) -> Any:
        return _in_force(self.rules[rule], at)


@cache
def _quarter(text: str) -> Quarter:
    return Quarter.parse(text)


def _in_force(dated: list[Any], at: Quarter) -> Any:
    entries = [entry for entry in dated if _quarter(entry["from"]) <= at]
    if not entries:
        raise ValueError(f"no rule was in force in {at}")
    return entries[-1]


@cache
def body(key: str) -> Body:
    """The body whose file is `key`.yaml: `commission` or `council`."""
    rules = written(key)
    return Body(key, rules["name"], rules)


@cache
def sitting(at: Quarter, reform: bool = True) -> Body | None:
    """The human-rights body that existed in that quarter, if any. Without the reform of 2006 the
    Commission goes on."""
    if not reform:
        rules = body("commission").rules
        goes_on = {**rules, "exists": {**rules["exists"], "to": None}}
        unreformed = Body("commission", rules["name"], goes_on)
        return unreformed if unreformed.exists(at) else None
    return next((b for b in map(body, ("commission", "council")) if b.exists(at)), None)


@cache
def written(key: str) -> dict[str, Any]:
    """What the file `key`.yaml says."""
    return YAML(typ="safe").load(FOLDER / f"{key}.yaml")


def dated(key: str, rule: str, at: Quarter) -> Any:
    """What a dated rule of the file `key`.yaml said in that quarter."""
    return _in_force(written(key)[rule], at)


def carried(yes: Any, no: Any) -> Any:
    """The decision rule of both bodies: a simple majority of members present and voting.
    Abstentions do not count and a tie is a rejection. Works on counts of any shape."""
    return yes > no


@cache
def conference_meets(at: Quarter) -> bool:
    """Whether a world conference on human rights meets in that quarter."""
    held = YAML(typ="safe").load(FOLDER / "conferences.yaml")["conferences"]
    return any(Quarter.parse(one["quarter"]) == at for one in held)
