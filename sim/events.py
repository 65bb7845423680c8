"""What a timeline can fire: things that happen to states at a date, whoever wants them.

An event is a function of the world, the quarter, the states it happens to (N,) and its size, and
returns the fields that it changes. It draws no luck. Its effects fade as the mechanisms let
them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.evidence import GROUPS
from sim.mechanisms import Changes
from sim.mechanisms.quiet_diplomacy.punishment import at_once, power
from sim.setting import Bools, Now
from sim.world import World

VISIT = 0.25  # part of the way to full ties that one visit goes, as in courtship


@dataclass(frozen=True)
class Kind:
    """A kind of event: what happens, its usual size with bounds and unit, and to whom."""

    happen: Callable[[World, Now, Bools, float], Changes]
    size: float
    low: float
    high: float
    unit: str
    usually: str

    @property
    def meaning(self) -> str:
        return " ".join((self.happen.__doc__ or "").split())


def crackdown(world: World, now: Now, on: Bools, size: float) -> Changes:
    """Respect for rights falls by `size` points; if the challenger is among those who crack down,
    attention to it rises by a tenth of that, 1 being the attention after 1989 (N20, N32)."""
    noticed = size / 10.0 * on[now.setting.challenger]
    return {
        "rights_departure": world.rights_departure - size * on,
        "pressure": world.pressure + noticed,
    }


def outbreak(world: World, now: Now, on: Bools, size: float) -> Changes:
    """Mass violence of severity `size` breaks out in these states and, where their situation is on
    the agenda, waits for a session to answer it (N38)."""
    target = now.setting.texts.target
    there = now.open & (target >= 0) & on[target]
    return {
        "crisis": np.where(there, size, world.crisis),
        "awaiting": np.where(there, 0.0, world.awaiting),
    }


def summit(world: World, now: Now, on: Bools, size: float) -> Changes:
    """The challenger receives the leaders of these states together and pledges aid: their ties
    to it rise as by `size` visits, and their dependence by a tenth of that (N12, N13)."""
    part = 1.0 - (1.0 - VISIT) ** size
    return {
        "ties": world.ties + part * on * (1.0 - world.ties),
        "dependence": world.dependence + 0.1 * part * on * (1.0 - world.dependence),
    }


def mega_event(world: World, now: Now, on: Bools, size: float) -> Changes:
    """Games, fairs and parades: the challenger's prestige rises by `size` logits, and attention
    to its violations by a tenth (N05)."""
    return {"prestige": world.prestige + size, "pressure": world.pressure + 0.1}


def financial_crisis(world: World, now: Now, on: Bools, size: float) -> Changes:
    """A crash or an unpopular war: the critics' model loses `size` logits of its reputation
    (N02)."""
    return {"rival_reputation": world.rival_reputation - size}


def slump(world: World, now: Now, on: Bools, size: float) -> Changes:
    """The challenger's growth breaks: its model loses `size` logits of its reputation (N04)."""
    return {"reputation": world.reputation - size}


def realignment(world: World, now: Now, on: Bools, size: float) -> Changes:
    """A change of course: these states move `size` s.d. of ideal points, toward the liberal pole
    if positive (I01)."""
    return {"departure": world.departure + size * on}


def change_of_government(world: World, now: Now, on: Bools, size: float) -> Changes:
    """New leaders in these states: they move `size` s.d. of ideal points, toward the liberal pole
    if positive; ties of the old leaders and their partnership end, those of officers last (N15,
    I01)."""
    return {
        "departure": world.departure + size * on,
        "ties": world.ties * ~on,
        "rival_ties": world.rival_ties * ~on,
        "partnership": world.partnership & ~on,
    }


def release(world: World, now: Now, on: Bools, size: float) -> Changes:
    """The challenger frees `size` prisoners ahead of a visit or a vote (N51)."""
    return {"credit": world.credit + size}


def walk_out(world: World, now: Now, on: Bools, size: float) -> Changes:
    """The challenger suspends its dialogues with these states over another matter (N60)."""
    return {"dialogue": np.where(on & (world.dialogue == 1), 2, world.dialogue)}


def expulsion(world: World, now: Now, on: Bools, size: float) -> Changes:
    """The challenger expels NGOs that are at home in these other states: they lose this share of
    their access, and win it back slowly; if it expels all, then also those whose home is no
    member (A22, R02, R15)."""
    ngos, everybody = now.setting.ngos, bool(on[now.exists].all())
    expelled = (on | everybody)[ngos.home] & ~ngos.inside
    return {"ngo_access": world.ngo_access * (1.0 - size * expelled)}


def closure(world: World, now: Now, on: Bools, size: float) -> Changes:
    """These states close down the NGOs that are at home there; others form slowly in their place
    (A10, A41)."""
    ngos = now.setting.ngos
    closed = on[ngos.home] & ~ngos.of("government_organised")
    return {"ngo_closed": world.ngo_closed | closed}


def protest(world: World, now: Now, on: Bools, size: float) -> Changes:
    """Citizens of these states take to the streets: unrest rises by `size`, and those in power
    will see a challenge to their authority (N20)."""
    return {"unrest": np.minimum(world.unrest + size * on, 1.0)}


def liberalisation(world: World, now: Now, on: Bools, size: float) -> Changes:
    """Reformers come to power in these states and mean to open `size` of what is closed to
    associations; size 0 ends their rule (A36, A53)."""
    return {"reforming": np.where(on, size, world.reforming)}


def clause(world: World, now: Now, on: Bools, size: float) -> Changes:
    """The challenger writes a sentence on human rights into its constitution, which counts like
    `size` signatures among its recent commitments (N37)."""
    return {"commitments": world.commitments + size}


def reception(world: World, now: Now, on: Bools, size: float) -> Changes:
    """Heads of government receive a religious leader in exile: a challenger with the market for it
    takes `size` of a year's exports from these states, divided by how many act together (N50,
    N58)."""
    each = at_once(size / max(int(on.sum()), 1)) * power(now)
    return {"punished": world.punished + each * on}


def who(now: Now, names: tuple[str, ...]) -> Bools:
    """The states (N,) that these names mean in this quarter: ISO3 codes, regional groups,
    caucuses, `challenger`, `critics` or `all`."""
    setting = now.setting
    chosen = np.zeros(setting.states, dtype=bool)
    for name in names:
        if name == "all":
            chosen |= True
        elif name == "challenger":
            chosen[setting.challenger] = True
        elif name == "critics":
            chosen |= setting.critics
        elif name in GROUPS:
            chosen |= setting.group == GROUPS.index(name)
        elif name in setting.caucuses:
            chosen |= now.caucus(name) > 0
        else:
            chosen |= np.array(setting.iso3) == name
    return chosen & now.exists


EVENTS = {
    "crackdown": Kind(crackdown, 10.0, 0.0, 60.0, "points", "challenger"),
    "outbreak": Kind(outbreak, 0.8, 0.0, 1.0, "severity, 0-1", "challenger"),
    "summit": Kind(summit, 2.0, 0.0, 3.0, "visits", "all"),
    "mega_event": Kind(mega_event, 0.3, 0.0, 3.0, "logits", "challenger"),
    "financial_crisis": Kind(financial_crisis, 0.5, 0.0, 2.0, "logits", "critics"),
    "slump": Kind(slump, 0.3, 0.0, 2.0, "logits", "challenger"),
    "realignment": Kind(realignment, 0.5, -4.0, 4.0, "s.d. of ideal points", "challenger"),
    "change_of_government": Kind(
        change_of_government, 0.5, -4.0, 4.0, "s.d. of ideal points", "challenger"
    ),
    "release": Kind(release, 5.0, 0.0, 500.0, "prisoners", "challenger"),
    "expulsion": Kind(expulsion, 1.0, 0.0, 1.0, "share", "all"),
    "closure": Kind(closure, 1.0, 1.0, 1.0, "once", "challenger"),
    "protest": Kind(protest, 0.4, 0.0, 1.0, "share", "challenger"),
    "liberalisation": Kind(liberalisation, 0.5, 0.0, 1.0, "share", "challenger"),
    "clause": Kind(clause, 1.0, 0.0, 10.0, "signatures", "challenger"),
    "reception": Kind(reception, 0.12, 0.0, 1.0, "share of exports", "critics"),
    "walk_out": Kind(walk_out, 1.0, 1.0, 1.0, "once", "critics"),
}
