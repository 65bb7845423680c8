"""What a run did to the regime: a function per outcome, World -> (R,), each from counted things.

Texts count at their last turn on the agenda: 0 not tabled, 1 tabled, 2 decided on the merits,
3 adopted.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.setting import Floats, Now
from sim.world import World

FULL_SET = 60.0  # thematic mandates that count as a full set of special procedures; judgement


@dataclass(frozen=True)
class Outcome:
    """A named result: how it is shown, in what unit, and how it is counted."""

    name: str
    title: str
    unit: str
    low: float
    high: float | None
    count: Callable[[World, Now], Floats]

    @property
    def meaning(self) -> str:
        return " ".join((self.count.__doc__ or "").split())


def scope(world: World, now: Now) -> Floats:
    """How much the regime covers: the mean of three shares: core treaties ratified, thematic
    mandates of a full set of 60, and open situations that were on the agenda at all."""
    open_ = _situations(now)
    joined = (now.ratified + world.treaties) * now.exists
    ratified = joined.sum(axis=1) / now.exists.sum()
    mandates = np.minimum(world.mandates[:, 0] / FULL_SET, 1.0)
    return 100.0 * (ratified + mandates + _share(world.level >= 1, open_)) / 3.0


def effectiveness(world: World, now: Now) -> Floats:
    """How much scrutiny happens: over open situations, a third each for a text tabled, decided on
    the merits, and adopted."""
    return 100.0 * _share(world.level / 3.0, _situations(now))


def independence(world: World, now: Now) -> Floats:
    """Who decides: the mean of the members' respect for rights, the share of drafts that were not
    stopped on procedure, and the share of seats outside the like-minded group."""
    rights = np.clip(now.rights + world.rights_departure, 0.0, 100.0)
    members = world.seated.sum(axis=1)
    quality = (rights * world.seated).sum(axis=1) / members / 100.0
    tabled = (world.level >= 1) & _situations(now)
    free = (tabled & (world.level >= 2)).sum(axis=1) / np.maximum(tabled.sum(axis=1), 1)
    free = np.where(tabled.any(axis=1), free, 1.0)
    outside = (world.seated * (1.0 - now.caucus("like_minded_group"))).sum(axis=1) / members
    return 100.0 * (quality + free + outside) / 3.0


def universality(world: World, now: Now) -> Floats:
    """Whose language wins: the mean of the members' share for universal language at the last vote
    on each open theme, and the share of texts at their last turn that were on situations."""
    themes = (now.setting.texts.target < 0) & now.open
    situations = _situations(now)
    on_themes = ((world.level >= 1) & themes).sum(axis=1)
    on_situations = ((world.level >= 1) & situations).sum(axis=1)
    agenda = on_situations / np.maximum(on_situations + on_themes, 1)
    return 100.0 * (_share(world.language, themes) + agenda) / 2.0


def scrutiny(world: World, now: Now) -> Floats:
    """Scrutiny of the challenger at its last turn: a quarter each for a text tabled, decided on
    the merits, and adopted, and a quarter for the share of critics who sponsored."""
    level = world.level[:, now.setting.challenge]
    critics = max(int((now.setting.critics & now.exists).sum()), 1)
    return 25.0 * (level + world.last_sponsors[:, 0] / critics)


def rights(world: World, now: Now) -> Floats:
    """Respect for human rights on the ground: the mean over states, every state counting once."""
    values = np.clip(now.rights + world.rights_departure - world.repression, 0.0, 100.0)
    return (values * now.exists).sum(axis=1) / now.exists.sum()


def challenger_rights(world: World, now: Now) -> Floats:
    """Respect for human rights in the challenger."""
    here = now.setting.challenger
    moved = world.rights_departure[:, here] - world.repression[:, here]
    return np.clip(now.rights[here] + moved, 0.0, 100.0)


def sponsors(world: World, now: Now) -> Floats:
    """Critics who sponsored a text on the challenger at its last turn."""
    return world.last_sponsors[:, 0]


def dialogues(world: World, now: Now) -> Floats:
    """Human-rights dialogues open between the challenger and its critics."""
    return (world.dialogue == 1).sum(axis=1).astype(float)


def releases(world: World, now: Now) -> Floats:
    """Prisoners released as concessions in the quarter."""
    return world.releases[:, 0]


def cancellations(world: World, now: Now) -> Floats:
    """Dialogues that the challenger suspended in the quarter."""
    return world.cancellations[:, 0]


def civic_space(world: World, now: Now) -> Floats:
    """Room for associations: the mean over states of what is recorded and what departs from it."""
    room = np.clip(now.civic_space + world.civic_space, 0.0, 1.0)
    return 100.0 * (room * now.exists).sum(axis=1) / now.exists.sum()


def _situations(now: Now):
    return (now.setting.texts.target >= 0) & now.open


def _share(values, texts) -> Floats:
    """Mean of values (R, K) over the chosen texts (K,)."""
    return (values * texts).sum(axis=1) / max(int(texts.sum()), 1)


_POINTS = "points, 0-100"
OUTCOMES: dict[str, Outcome] = {
    outcome.name: outcome
    for outcome in (
        Outcome("scope", "Scope", _POINTS, 0, 100, scope),
        Outcome("effectiveness", "Effectiveness", _POINTS, 0, 100, effectiveness),
        Outcome("independence", "Independence", _POINTS, 0, 100, independence),
        Outcome("universality", "Universality", _POINTS, 0, 100, universality),
        Outcome("scrutiny", "Scrutiny of the challenger", _POINTS, 0, 100, scrutiny),
        Outcome("rights", "Rights on the ground", _POINTS, 0, 100, rights),
        Outcome(
            "challenger_rights", "Rights in the challenger", _POINTS, 0, 100, challenger_rights
        ),
        Outcome("sponsors", "Sponsors", "states", 0, None, sponsors),
        Outcome("dialogues", "Open dialogues", "dialogues", 0, None, dialogues),
        Outcome("releases", "Releases", "prisoners per quarter", 0, None, releases),
        Outcome(
            "cancellations", "Dialogues suspended", "dialogues per quarter", 0, None, cancellations
        ),
        Outcome("civic_space", "Civic space", _POINTS, 0, 100, civic_space),
    )
}
MAIN = ("scope", "effectiveness", "independence", "universality", "scrutiny", "rights")
