"""The World: everything that changes, the replicate axis first.

Axes, always in this order: R replicates, K texts, N states, M seats of the sitting body. Each
field is declared once: its axes, its kind, its unit, what it means, and where it starts.
"""

from copy import copy
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.calendar import Quarter
from sim.eve import first_members, first_memory
from sim.fields import Field, counts, flags, floats
from sim.setting import Bools, Floats, Ints, Setting

CRACKDOWN = Quarter(1989, 2)


@dataclass(frozen=True)
class World:
    """Everything that changes. Replicate axis first; a run of one is R = 1."""

    # fmt: off
    # States and their seats
    departure: Floats = floats("RN", "s.d. of ideal points", "position, departure from the record")
    rights_departure: Floats = floats(
        "RN", "points", "respect for rights, departure from the record",
    )
    repression: Floats = floats("RN", "points", "rights lost to repression beyond the record")
    unrest: Floats = floats("RN", "share", "challenge to authority at home, 0-1")
    control: Floats = floats("RN", "share", "hold of those in power on society, 0-1", 1.0)
    private_liberties: Floats = floats("RN", "points", "gain of private freedom beyond the record")
    seated: Bools = flags("RN", "member of the sitting body")
    term_ends: Ints = counts("RN", "quarter index", "when the seat falls vacant, 0 if none")
    terms: Ints = counts("RN", "terms", "served in a row")
    members: Ints = counts("RM", "column", "who sits; unused seats name states that do not")
    present: Bools = flags("RM", "the seat is filled")
    memory: Floats = floats("RKN", "stance", "how a state remembers having voted, -1 to +1")

    # Soft power
    goodwill: Floats = floats("RN", "logits", "worth of recent visits in a vote, fading")
    ties: Floats = floats("RN", "share", "ties of leaders and elites to the challenger, 0-1")
    security_ties: Floats = floats("RN", "share", "ties of officers schooled there, 0-1")
    rival_ties: Floats = floats("RN", "share", "ties of leaders and elites to the critics, 0-1")
    partnership: Bools = flags("RN", "has declared a partnership with the challenger")
    institutes: Floats = floats("RN", "share", "institutes hosted, of the most a host takes")
    dependence: Floats = floats(
        "RN", "share", "on the challenger's loans, trade and investment, 0-1",
    )
    reputation: Floats = floats(
        "R1", "logits", "what the challenger's model of development is thought of",
    )
    rival_reputation: Floats = floats("R1", "logits", "what the critics' model is thought of")
    prestige: Floats = floats("R1", "logits", "glory of great events, fading")
    endorsement: Floats = floats("R1", "share", "honours by foreign institutions, fading")
    attraction: Floats = floats("RN", "logits", "attraction toward the challenger")
    rival_attraction: Floats = floats("RN", "logits", "attraction toward the critics' pole")
    salience: Floats = floats(
        "RN", "share", "of the challenger's violations that is seen there", 1.0,
    )
    threat: Floats = floats("R1", "logits", "what a threat critics see in the challenger")
    spent: Floats = floats("R2", "visits", "spent this quarter by the challenger, by the critics")

    # Rights and values
    frame: Floats = floats("R1", "share", "of the debate that speaks of values, not rights, 0-1")
    frame_quality: Floats = floats("R1", "share", "how well the case for values is argued, 0-1")
    frame_support: Floats = floats("RN", "share", "how far a state makes that case itself, 0-1")
    declaration: Floats = floats(
        "R1", "share", "last agreed declaration: 0 particular to 1 universal",
    )
    treaties: Floats = floats("RN", "share", "of the core treaties ratified beyond the record")
    commitments: Floats = floats("R1", "number", "its recent signatures, clauses and plans, fading")
    engagement: Floats = floats(
        "R1", "number", "channels of the regime in which the challenger takes part",
    )

    # Bodies
    mandates: Floats = floats("R1", "mandates", "thematic mandates in force", 7.0)
    mandate_strength: Floats = floats(
        "R1", "share", "independence that codes of conduct leave them, 0-1", 1.0,
    )
    country_mandates: Bools = flags("RK", "a mandate on the situation is in force")
    pending: Floats = floats("RN", "requests", "by mandates to visit, not yet answered")
    visits_civil: Floats = floats("RN", "visits", "so far, on civil and political rights")
    visits_social: Floats = floats("RN", "visits", "so far, on social and other rights")
    recommendations: Floats = floats("RN", "number", "made at the last review")
    harshness: Floats = floats(
        "RN", "level", "mean action that they asked for, 1 minimal to 5 specific",
    )
    accepted: Floats = floats("RN", "share", "of them that were accepted")
    carried_out: Floats = floats("RN", "share", "of them that were acted upon")
    cooperation: Floats = floats("RN", "share", "technical cooperation with the Office, 0-1")
    expert_independence: Floats = floats(
        "R1", "share", "of treaty-body experts who are independent", 0.8,
    )
    accredited: Floats = floats("R1", "NGOs", "human-rights NGOs with consultative status", 100.0)
    deferred: Floats = floats("R1", "NGOs", "whose applications are held up by questions")
    overrides: Floats = floats("R1", "number", "of applications granted over the committee so far")
    court_members: Bools = flags("RN", "party to the statute of the International Criminal Court")
    legitimacy: Floats = floats("R1", "share", "how far the body is taken seriously, 0-1", 1.0)
    chair: Floats = floats("R1", "column", "state in the chair, -1 if none", -1.0)
    crisis: Floats = floats("RK", "share", "severity of an outbreak not yet dealt with, 0-1")
    awaiting: Floats = floats("RK", "quarters", "since the outbreak began")
    special_sessions: Floats = floats("R1", "number", "called this quarter")

    # The bilateral channel
    dialogue: Ints = counts("RN", "", "with the challenger: 0 none, 1 open, 2 suspended")
    substance: Floats = floats(
        "R1", "share", "what dialogues are about: 0 technical to 1 current violations", 1.0,
    )
    quieted: Floats = floats("RN", "logits", "by which dialogue lowers a critic's sponsorship")
    ngo_access: Floats = floats(
        "R1", "share", "of dialogues and their forums open to NGOs, 0-1", 0.5,
    )
    private_talk: Floats = floats(
        "RN", "share", "how far a critic prefers private talk to public words, 0-1",
    )
    punished: Floats = floats("RN", "share", "of exports to the challenger lost to its displeasure")
    prisoners: Floats = floats(
        "R1", "prisoners", "held for political reasons in the challenger", 3000.0,
    )
    named: Floats = floats("R1", "prisoners", "of them on the lists of visitors")
    contacts: Floats = floats("R1", "meetings", "of envoys with dissidents this quarter")
    arrests: Floats = floats("R1", "prisoners", "arrested this quarter")
    movement: Floats = floats("R1", "share", "of the movement's leaders free and at home, 0-1", 1.0)
    opening: Floats = floats("R1", "share", "uncensored moment granted to a visitor, fading")
    credit: Floats = floats("R1", "prisoners", "recent releases that earn credit, fading")
    exposure: Floats = floats("RN", "share", "weight of business with the challenger, 0-1")
    leverage: Floats = floats("R1", "share", "what critics can withhold, 0-1")
    reports: Floats = floats("R1", "number", "of bodies that can only report, so far")
    restraint: Floats = floats("RN", "logits", "all that keeps a critic from sponsoring")
    pressure: Floats = floats("R1", "share", "attention to its violations, 1 after the crackdown")

    # The balance of the regime
    counter_capacity: Floats = floats(
        "R1", "share", "learned by the challenger about countering, 0-1",
    )
    advocacy: Floats = floats("R1", "share", "what defenders of the regime put against, 0-1")
    preparation: Floats = floats("R2", "share", "of the challenger's friends, of the critics, 0-1")
    strength: Floats = floats("RK", "share", "left of the text by amendments at its last turn", 1.0)
    last_sponsors: Floats = floats("R1", "states", "who sponsored at the challenger's last turn")
    level: Ints = counts("RK", "", "last turn: 0 nothing, 1 tabled, 2 decided, 3 adopted")
    language: Floats = floats(
        "RK", "share", "of members for universal language at its last vote", 0.5,
    )

    # Of this quarter alone: votes and what leads to them
    releases: Floats = floats("R1", "prisoners", "released as concessions")
    cancellations: Floats = floats("R1", "dialogues", "suspended")
    sponsored: Bools = flags("RN", "sponsors a draft on the challenger; kept one quarter more")
    tabled: Bools = flags("RK", "a draft lies before the body")
    leaning: Floats = floats("RKM", "logits", "toward the target or the South's line")
    cuts: Floats = floats("RK2", "logits", "against below the first, with above the second")
    moved: Bools = flags("RK", "a motion to take no action was put")
    motion: Ints = counts("RK3", "votes", "on it: with the target, against, abstaining")
    blocked: Bools = flags("RK", "the motion carried")
    stances: Ints = counts("RKM", "", "last vote on the text: +1 with, 0, -1 against", np.int8)
    tally: Ints = counts("RK3", "votes", "on the draft: with target or South, against, abstaining")
    adopted: Bools = flags("RK", "the draft carried")
    # fmt: on

    @property
    def replicates(self) -> int:
        return self.departure.shape[0]

    @classmethod
    def start(cls, setting: Setting, replicates: int) -> "World":
        """The world on the eve of the first quarter: those who sat, what is remembered, and what
        every field starts with."""
        size = {"R": replicates, "N": setting.states, "K": len(setting.texts), "M": setting.seats}
        blank: dict[str, NDArray[Any]] = {
            name: np.broadcast_to(
                np.array(f.start, f.kind), [size[a] if a in size else int(a) for a in f.axes]
            )
            for name, f in FIELDS.items()
        }
        first = setting.quarters[0]
        seated, term_ends = first_members(setting, first)
        years_since = max(first.index - CRACKDOWN.index, 0) / 4
        blank |= {
            "seated": np.tile(seated, (replicates, 1)),
            "term_ends": np.tile(term_ends, (replicates, 1)),
            "terms": np.tile(seated.astype(np.int64), (replicates, 1)),
            "memory": np.tile(first_memory(setting, first.year), (replicates, 1, 1)),
            "pressure": np.full((replicates, 1), 0.5 ** (years_since / 3.0)),
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


FIELDS: dict[str, Field] = {f.name: f.metadata["field"] for f in fields(World)}
SHAPES = {name: (field.axes, field.kind) for name, field in FIELDS.items()}

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
