"""What a run did to the regime: a function per outcome, World -> (R,), each from counted things.

Texts count at their last turn on the agenda: 0 not tabled, 1 tabled, 2 decided on the merits,
3 adopted.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.outcomes import objectives
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
    """How much the regime covers: the mean of four shares: core treaties ratified, thematic
    mandates of a full set of 60, open situations that were on the agenda at all, and states that
    have been under periodic review."""
    ratified = _of_states(now.ratified + world.treaties, now)
    mandates = np.minimum(world.mandates[:, 0] / FULL_SET, 1.0)
    agenda = _share(world.level >= 1, _situations(now))
    reviewed = _of_states(world.recommendations > 0, now)
    return 100.0 * (ratified + mandates + agenda + reviewed) / 4.0


def effectiveness(world: World, now: Now) -> Floats:
    """How much scrutiny happens in open situations: the mean of three shares: what became of
    texts; procedures, as free as codes of conduct leave them: half for a country mandate in force
    and half for visits granted of those asked for, as far as the set of 60 mandates is full; and
    recommendations of the last review acted upon."""
    open_, target = _situations(now), now.setting.texts.target
    made = world.visits_civil[:, target] + world.visits_social[:, target]
    asked = made + world.pending[:, target]
    full = np.minimum(world.mandates / FULL_SET, 1.0)
    granted = made / np.where(asked > 0, asked, 1.0) * full
    procedures = world.mandate_strength * (world.country_mandates + granted) / 2.0
    counted = _share(procedures + world.carried_out[:, target], open_)
    return (texts(world, now) + 100.0 * counted) / 3.0


def texts(world: World, now: Now) -> Floats:
    """What became of texts on open situations: a third each for tabled, decided on the merits, and
    adopted, the last as strong as amendments left it."""
    reached = (np.minimum(world.level, 2) + (world.level >= 3) * world.strength) / 3.0
    return 100.0 * _share(reached, _situations(now))


def independence(world: World, now: Now) -> Floats:
    """Who decides and who reports: the mean of five shares: the members' respect for rights,
    drafts that were not stopped on procedure, seats outside the like-minded group, the
    independence that codes of conduct leave to mandates, and treaty-body experts who are
    independent."""
    rights = world.respect(now.rights)
    members = world.seated.sum(axis=1)
    quality = (rights * world.seated).sum(axis=1) / members / 100.0
    tabled = (world.level >= 1) & _situations(now)
    free = (tabled & (world.level >= 2)).sum(axis=1) / np.maximum(tabled.sum(axis=1), 1)
    free = np.where(tabled.any(axis=1), free, 1.0)
    outside = (world.seated * (1.0 - now.caucus("like_minded_group"))).sum(axis=1) / members
    mandates, experts = world.mandate_strength[:, 0], world.expert_independence[:, 0]
    return 100.0 * (quality + free + outside + mandates + experts) / 5.0


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
    return _of_states(world.respect(now.rights), now)


def challenger_rights(world: World, now: Now) -> Floats:
    """Respect for human rights in the challenger."""
    return world.respect(now.rights)[:, now.setting.challenger]


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
    return 100.0 * _of_states(room, now)


def visits(world: World, now: Now) -> Floats:
    """Visits by mandates that the challenger has admitted so far."""
    here = now.setting.challenger
    return world.visits_civil[:, here] + world.visits_social[:, here]


def pending_visits(world: World, now: Now) -> Floats:
    """Requests by mandates to visit the challenger that are not yet answered."""
    return world.pending[:, now.setting.challenger]


def rejected(world: World, now: Now) -> Floats:
    """Share of the recommendations of its last review that the challenger did not accept; 0
    before the first."""
    here = now.setting.challenger
    return 100.0 * (world.recommendations[:, here] > 0) * (1.0 - world.accepted[:, here])


def prisoners(world: World, now: Now) -> Floats:
    """Prisoners held for political reasons in the challenger."""
    return world.prisoners[:, 0]


def safe_practice(world: World, now: Now) -> Floats:
    """Practice in the challenger on issues that threaten nobody, beyond the record; respect for
    core rights is another matter."""
    return world.safe_practice[:, now.setting.challenger]


def challenger_cost(world: World, now: Now) -> Floats:
    """Effort that the challenger spent abroad in the quarter."""
    return world.spent[:, 0]


def critics_cost(world: World, now: Now) -> Floats:
    """Effort that the critics spent abroad in the quarter."""
    return world.spent[:, 1]


def _of_states(values, now: Now) -> Floats:
    """Mean of values (R, N) over the members of the United Nations."""
    return (values * now.exists).sum(axis=1) / now.exists.sum()


def _situations(now: Now):
    return (now.setting.texts.target >= 0) & now.open


def _share(values, texts) -> Floats:
    """Mean of values (R, K) over the chosen texts (K,)."""
    return (values * texts).sum(axis=1) / max(int(texts.sum()), 1)


_POINTS = "points, 0-100"
_BEYOND = "points beyond the usual"
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
        Outcome("texts", "Texts on situations", _POINTS, 0, 100, texts),
        Outcome("sponsors", "Sponsors", "states", 0, None, sponsors),
        Outcome("dialogues", "Open dialogues", "dialogues", 0, None, dialogues),
        Outcome("releases", "Releases", "prisoners per quarter", 0, None, releases),
        Outcome(
            "cancellations", "Dialogues suspended", "dialogues per quarter", 0, None, cancellations
        ),
        Outcome("civic_space", "Civic space", _POINTS, 0, 100, civic_space),
        Outcome("visits", "Visits admitted", "visits so far", 0, None, visits),
        Outcome("pending_visits", "Visits not answered", "requests", 0, None, pending_visits),
        Outcome("rejected", "Recommendations refused", "percent", 0, 100, rejected),
        Outcome("prisoners", "Prisoners", "prisoners", 0, None, prisoners),
        Outcome("safe_practice", "Practice on safe issues", _BEYOND, -100, 100, safe_practice),
        Outcome(
            "challenger_cost",
            "Effort of the challenger",
            "visits per quarter",
            0,
            None,
            challenger_cost,
        ),
        Outcome(
            "critics_cost", "Effort of the critics", "visits per quarter", 0, None, critics_cost
        ),
        Outcome("following", "Following at home", _BEYOND, -100, 100, objectives.following),
        Outcome(
            "consciousness",
            "Consciousness of rights",
            _BEYOND,
            -100,
            100,
            objectives.consciousness,
        ),
        Outcome(
            "protection", "Protection by institutions", _BEYOND, -100, 100, objectives.protection
        ),
        Outcome(
            "information", "Information that arrives", _BEYOND, -100, 100, objectives.information
        ),
        Outcome("promise_gap", "Promise less practice", _POINTS, 0, 100, objectives.promise_gap),
        Outcome("both_places", "Work in both places", _POINTS, 0, 100, objectives.both_places),
        Outcome("both_ways", "Pressure with engagement", _POINTS, 0, 100, objectives.both_ways),
    )
}
MAIN = ("scope", "effectiveness", "independence", "universality", "scrutiny", "rights")
