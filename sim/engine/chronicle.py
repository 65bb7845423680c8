"""What happened in a run, told from one quarter's world to the next: events and states.

Nothing is recorded while an ensemble runs; the replicates that are asked for are played again,
which gives the same run bit for bit.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.simulate import Play
from sim.scenario import Scenario
from sim.setting import Now
from sim.world import World

if TYPE_CHECKING:
    import pandas as pd

A_VISIT = 0.25  # logits, under half of what a visit is worth; less is what peers say; judgement

Line = tuple[str, str, str, float]  # kind, actor, target, value

EVENTS = ("scenario", "replicate", "quarter", "kind", "actor", "target", "value")
DIALOGUES = np.array(["none", "open", "suspended"])
# What is told of states (R, N), by name.
STATE_VARIABLES: dict[str, Callable[[Now, World], NDArray[Any]]] = {
    "position": lambda now, world: now.position + world.departure,
    "rights": lambda now, world: world.respect(now.rights),
    "member": lambda now, world: world.seated,
    "goodwill": lambda now, world: world.goodwill,
    "dialogue": lambda now, world: DIALOGUES[world.dialogue],
}
STATES = ("scenario", "replicate", "year", "iso3", *STATE_VARIABLES)


def events(scenario: Scenario, seed: int, replicates: Iterable[int]) -> "pd.DataFrame":
    """Every event of these replicates, in order of time: columns scenario, replicate, quarter,
    kind, actor, target, value.

    Kinds: tabled (value: sponsors, for the challenger's text), no_action (value: margin), adopted
    and rejected (value: margin), sponsors, elected, left, dialogue_opened, dialogue_suspended,
    dialogue_resumed, releases (value: prisoners), visit (value: logits), partnership, reviewed
    (value: recommendations), mandate_set_up, mandate_ended, special_session (value: how many),
    joins_court, ngo_attacked, ngo_closed, and what the timeline fires (value: size). The actor or
    target is an ISO3 code, a body, the name of a text, or an NGO.
    """
    import pandas as pd

    lines: list[tuple[Any, ...]] = []
    play = Play.of(scenario, seed)
    for replicate in replicates:
        before = play.start(1)
        for now, world in play.run(replicate, 1):
            at = (scenario.name, replicate, str(now.date))
            lines += [(*at, *line) for line in happened(play, now, before, world)]
            before = world
    return pd.DataFrame(lines, columns=list(EVENTS))


def states(scenario: Scenario, seed: int, replicates: Iterable[int]) -> "pd.DataFrame":
    """Every state at the end of every year of these replicates: columns scenario, replicate, year,
    iso3, position (s.d. of ideal points), rights (0-100), member (of the sitting body), goodwill
    (logits), dialogue (none, open, suspended)."""
    import pandas as pd

    tables = []
    for replicate in replicates:
        for now, world in Play.of(scenario, seed).run(replicate, 1):
            if now.date.quarter != 4:
                continue
            columns: dict[str, Any] = {
                "scenario": scenario.name,
                "replicate": replicate,
                "year": now.date.year,
                "iso3": np.array(now.setting.iso3)[now.exists],
            }
            for name, variable in STATE_VARIABLES.items():
                columns[name] = variable(now, world)[0, now.exists]
            tables.append(pd.DataFrame(columns))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(STATES))


def happened(play: Play, now: Now, before: World, world: World) -> Iterator[Line]:
    """What an observer saw in a quarter, from the world at its end and the one before it: kind,
    actor, target, value. Both worlds are of one replicate (R = 1)."""
    iso3, challenger = now.setting.iso3, now.setting.iso3[now.setting.challenger]
    body = now.body.key if now.body else ""
    for event in play.timeline:
        if event.at == now.date:
            yield event.fire, "", " ".join(event.on), event.size
    yield from _seats(iso3, body, before, world)
    yield from _dialogues(iso3, challenger, before, world)
    if world.releases[0, 0] > 0:
        yield "releases", challenger, "", float(world.releases[0, 0])
    faded = np.maximum(before.goodwill[0], 0.0)  # what critics won over fades upward by itself
    for n in np.flatnonzero(world.goodwill[0] > faded + A_VISIT):
        yield "visit", challenger, iso3[n], float(world.goodwill[0, n] - before.goodwill[0, n])
    for n in np.flatnonzero(world.sponsored[0]):
        yield "sponsors", iso3[n], challenger, 1.0
    for n in np.flatnonzero(world.partnership[0] & ~before.partnership[0]):
        yield "partnership", challenger, iso3[n], 1.0
    yield from _texts(now, body, world)
    yield from _bodies(now, body, before, world)
    yield from _ngos(now, before, world)


def _seats(iso3: tuple[str, ...], body: str, before: World, world: World) -> Iterator[Line]:
    for n in np.flatnonzero(world.seated[0] & ~before.seated[0]):
        yield "elected", iso3[n], body, 1.0
    for n in np.flatnonzero(before.seated[0] & ~world.seated[0]):
        yield "left", iso3[n], body, 1.0


def _dialogues(
    iso3: tuple[str, ...], challenger: str, before: World, world: World
) -> Iterator[Line]:
    kinds = {(0, 1): "opened", (1, 2): "suspended", (2, 1): "resumed"}
    for n in np.flatnonzero(world.dialogue[0] != before.dialogue[0]):
        change = (int(before.dialogue[0, n]), int(world.dialogue[0, n]))
        if change in kinds:
            yield f"dialogue_{kinds[change]}", challenger, iso3[n], 1.0


def _texts(now: Now, body: str, world: World) -> Iterator[Line]:
    texts = now.setting.texts
    for k in now.due[world.tabled[0, now.due]]:
        name = texts.names[k]
        ours = k == now.setting.challenge
        yield "tabled", body, name, float(world.last_sponsors[0, 0]) if ours else 0.0
        if world.moved[0, k]:
            pro, anti, _ = world.motion[0, k]
            yield "no_action", body, name, float(pro - anti)
        if not world.blocked[0, k]:
            margin = int(texts.leans[k]) * (world.tally[0, k, 0] - world.tally[0, k, 1])
            yield "adopted" if world.adopted[0, k] else "rejected", body, name, float(margin)


def _bodies(now: Now, body: str, before: World, world: World) -> Iterator[Line]:
    """Mandates, reviews, special sessions, and who joins the court."""
    iso3, texts = now.setting.iso3, now.setting.texts
    for k in np.flatnonzero(world.country_mandates[0] != before.country_mandates[0]):
        kind = "mandate_set_up" if world.country_mandates[0, k] else "mandate_ended"
        yield kind, body, texts.names[k], 1.0
    for n in np.flatnonzero(world.recommendations[0] != before.recommendations[0]):
        if world.recommendations[0, n] > 0:
            yield "reviewed", body, iso3[n], float(world.recommendations[0, n])
    if world.special_sessions[0, 0] > 0:
        yield "special_session", body, "", float(world.special_sessions[0, 0])
    for n in np.flatnonzero(world.court_members[0] & ~before.court_members[0]):
        yield "joins_court", iso3[n], "", 1.0


def _ngos(now: Now, before: World, world: World) -> Iterator[Line]:
    """NGOs that are attacked, and that are closed down."""
    names = now.setting.ngos.names
    for g in np.flatnonzero(world.attacked[0] & ~before.attacked[0]):
        yield "ngo_attacked", "", names[g], 1.0
    for g in np.flatnonzero(world.ngo_closed[0] & ~before.ngo_closed[0]):
        yield "ngo_closed", "", names[g], 1.0
