"""The World: everything that changes, the replicate axis first.

Axes, always in this order: R replicates, K texts, N states, M seats of the sitting body.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import evidence
from sim.calendar import Quarter
from sim.procedures import sitting
from sim.setting import Bools, Floats, Ints, Setting

CRACKDOWN = Quarter(1989, 2)
MEMORY_RATE = 0.7  # weight of the newest stance in what a state remembers
MANDATES_1990 = 7.0  # thematic mandates in force in 1990; judgement, the count of 2009 being 31


@dataclass(frozen=True)
class World:
    """Everything that changes. Replicate axis first; a run of one is R = 1.

    Lasting: what one quarter leaves to the next.
    """

    departure: Floats  # (R, N) ideal point, departure from the recorded one
    rights_departure: Floats  # (R, N) respect for rights, departure from the record, points
    seated: Bools  # (R, N) member of the sitting body
    term_ends: Ints  # (R, N) quarter index at which the seat falls vacant, 0 if none
    terms: Ints  # (R, N) terms served in a row
    members: Ints  # (R, M) the members' columns; unused seats name states that do not sit
    present: Bools  # (R, M) the seat is filled
    memory: Floats  # (R, K, N) remembered stance on each text, -1 against to +1 with
    goodwill: Floats  # (R, N) toward the challenger, in logits of a vote
    dialogue: Ints  # (R, N) with the challenger: 0 none, 1 open, 2 suspended
    substance: Floats  # (R, 1) what dialogues are about, 0 technical to 1 current violations
    quieted: Floats  # (R, N) log-odds by which dialogue lowers a critic's sponsorship
    credit: Floats  # (R, 1) recent releases, fading: what critics give the challenger credit for
    exposure: Floats  # (R, N) weight of business with the challenger, 0-1
    leverage: Floats  # (R, 1) what critics can withhold, 0-1
    pressure: Floats  # (R, 1) attention to the challenger's violations, 1 = after the crackdown
    mandates: Floats  # (R, 1) thematic mandates in force
    country_mandates: Bools  # (R, K) a mandate on the situation is in force
    last_sponsors: Floats  # (R, 1) critics who sponsored at the challenger's last turn
    level: Ints  # (R, K) at its last turn: 0 nothing, 1 tabled, 2 decided, 3 adopted
    language: Floats  # (R, K) share of members for universal language at a theme's last vote
    # Of this quarter alone:
    releases: Floats  # (R, 1) prisoners released as concessions
    cancellations: Floats  # (R, 1) dialogues suspended
    sponsored: Bools  # (R, N) critics who sponsor a draft on the challenger; kept one quarter more
    tabled: Bools  # (R, K) a draft lies before the body
    leaning: Floats  # (R, K, M) toward the target (or the South's line), noise included, logits
    cuts: Floats  # (R, K, 2) below the first a member votes against, above the second with
    moved: Bools  # (R, K) a motion to take no action was put
    motion: Ints  # (R, K, 3) votes on it: with the target, against, abstaining
    blocked: Bools  # (R, K) the motion carried
    stances: Ints  # (R, K, M) at the last vote taken on the text: +1 with, 0, -1 against
    tally: Ints  # (R, K, 3) votes on the draft: with the target (or South), against, abstaining
    adopted: Bools  # (R, K) the draft carried

    @property
    def replicates(self) -> int:
        return self.departure.shape[0]

    @classmethod
    def start(cls, setting: Setting, replicates: int) -> "World":
        """The world on the eve of the first quarter: those who sat, and nothing else."""
        shape = {"R": replicates, "N": setting.states, "K": len(setting.texts)}
        shape["M"] = setting.seats
        first = setting.quarters[0]
        blank = {name: _blank(axes, kind, shape) for name, (axes, kind) in SHAPES.items()}
        seated, term_ends = _first_members(setting, first)
        years_since = max(first.index - CRACKDOWN.index, 0) / 4
        blank |= {
            "seated": np.tile(seated, (replicates, 1)),
            "term_ends": np.tile(term_ends, (replicates, 1)),
            "terms": np.tile(seated.astype(np.int64), (replicates, 1)),
            "memory": np.tile(_first_memory(setting, first.year), (replicates, 1, 1)),
            "language": np.full((replicates, shape["K"]), 0.5),
            "substance": np.ones((replicates, 1)),
            "pressure": np.full((replicates, 1), 0.5 ** (years_since / 3.0)),
            "mandates": np.full((replicates, 1), MANDATES_1990),
        }
        return cls(**blank | members_of(blank["seated"], setting.seats))

    def with_(self, **changes: Any) -> "World":
        """The same world with these fields changed."""
        changed = copy(self)
        vars(changed).update(changes)
        return changed

    def at_seats(self, by_state: NDArray[Any]) -> NDArray[Any]:
        """Values by state (R, N) as seen from the seats (R, M)."""
        rows = np.arange(self.replicates)[:, None] * by_state.shape[1]
        return np.take(by_state, rows + self.members)

    def memory_at(self, texts: Ints) -> Ints:
        """Where in the flat `memory` the seats' memories of these texts stand, (R, D, M)."""
        _, k, n = self.memory.shape
        rows = np.arange(self.replicates)[:, None, None] * k + texts[:, None]
        return rows * n + self.members[:, None, :]

    def empty_table(self) -> dict[str, NDArray[Any]]:
        """The momentary fields as they are when nothing is tabled or voted on."""
        return {name: np.zeros_like(getattr(self, name)) for name in MOMENTARY}


# Axes and kind of every field, read by the tests too.
SHAPES: dict[str, tuple[str, type]] = {
    "departure": ("RN", float),
    "rights_departure": ("RN", float),
    "seated": ("RN", bool),
    "term_ends": ("RN", int),
    "terms": ("RN", int),
    "members": ("RM", int),
    "present": ("RM", bool),
    "memory": ("RKN", float),
    "goodwill": ("RN", float),
    "dialogue": ("RN", int),
    "substance": ("R1", float),
    "quieted": ("RN", float),
    "credit": ("R1", float),
    "exposure": ("RN", float),
    "leverage": ("R1", float),
    "pressure": ("R1", float),
    "mandates": ("R1", float),
    "country_mandates": ("RK", bool),
    "last_sponsors": ("R1", float),
    "level": ("RK", int),
    "language": ("RK", float),
    "releases": ("R1", float),
    "cancellations": ("R1", float),
    "sponsored": ("RN", bool),
    "tabled": ("RK", bool),
    "leaning": ("RKM", float),
    "cuts": ("RK2", float),
    "moved": ("RK", bool),
    "motion": ("RK3", int),
    "blocked": ("RK", bool),
    "stances": ("RKM", np.int8),
    "tally": ("RK3", int),
    "adopted": ("RK", bool),
}


MOMENTARY = (
    "tabled",
    "leaning",
    "cuts",
    "moved",
    "motion",
    "blocked",
    "stances",
    "tally",
    "adopted",
)


def members_of(seated: Bools, seats: int) -> dict[str, NDArray[Any]]:
    """The fields `members` (R, M) and `present` (R, M) of a seating (R, N) in M seats."""
    order = np.argsort(~seated, axis=1, kind="stable")[:, :seats]
    present = np.take_along_axis(seated, order, axis=1)
    return {"members": order, "present": present}


def _blank(axes: str, kind: type, sizes: dict[str, int]) -> NDArray[Any]:
    return np.zeros([sizes[axis] if axis in sizes else int(axis) for axis in axes], dtype=kind)


def _first_members(setting: Setting, first: Quarter) -> tuple[Bools, Ints]:
    """Who sat when the run begins (N,), and the quarter index at which each term ends (N,)."""
    body = sitting(first)
    if body is None:
        return np.zeros(setting.states, bool), np.zeros(setting.states, np.int64)
    sat: dict[int, dict[str, str]] = {}
    for line in evidence.rows("seats"):
        if line["body"] == body.key:
            sat.setdefault(int(line["year"]), {})[line["iso3"]] = line["first"]
    year = min(max(first.year, min(sat)), max(sat))
    turnover = len(sat[year]) > int(body.seats(first).sum())  # then half came in mid-year
    opening = min(sat[year].values())
    there = [iso3 for iso3, day in sat[year].items() if day == opening or not turnover]
    seated = np.isin(setting.iso3, there)
    more = [seated & np.isin(setting.iso3, list(sat.get(year + n, ()))) for n in (1, 2)]
    years_left = 1 + more[0].astype(np.int64) + (more[0] & more[1])
    return seated, np.where(seated, (first.year + years_left) * 4, 0)


def _first_memory(setting: Setting, year: int) -> Floats:
    """What states (K, N) remember of the motions on the challenger before the run begins; a
    successor remembers what its predecessor did."""
    memory = np.zeros((len(setting.texts), setting.states))
    if setting.iso3[setting.challenger] != "CHN":
        return memory
    ours = memory[setting.challenge]
    for line in evidence.rows("motion_votes"):
        if int(line["year"]) < year:
            n = setting.iso3.index(line["iso3"])
            n = setting.successor[n] if setting.leaves[n] < year else n
            ours[n] += MEMORY_RATE * (float(line["stance"]) - ours[n])
    return memory
