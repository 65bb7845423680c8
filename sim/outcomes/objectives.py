"""How far the seven objectives of the study group of 2001 are met in the challenger, or by those
who deal with it: a function per objective, World -> (R,), each from counted things. Societies are
measured beyond what is usual, so that 0 is the course of the record."""

import numpy as np

from sim.mechanisms.programme.programme import INSIDE, Programme
from sim.setting import Floats, Now
from sim.world import World

WITHIN = ("insider_programme", "legal_defence")  # what NGOs do in the country, or for those in it
WITHOUT = ("campaign", "lobbying", "shadow_report", "diaspora", "online")  # what they do elsewhere


def following(world: World, now: Now) -> Floats:
    """Following of rights among ordinary people of the challenger: sympathy with the movement
    abroad, less backlash against foreign criticism, beyond what is usual."""
    backlash = world.national_feeling[:, now.setting.challenger]
    return _points(world.sympathy[:, 0] - backlash)


def consciousness(world: World, now: Now) -> Floats:
    """Consciousness of rights in the challenger, beyond what is usual."""
    return _points(world.consciousness[:, now.setting.challenger])


def protection(world: World, now: Now) -> Floats:
    """Protection of rights by institutions of the challenger, beyond the record."""
    return _points(world.institutions[:, now.setting.challenger])


def information(world: World, now: Now) -> Floats:
    """Information on rights that NGOs bring to the challenger's public past its controls, of all
    there could be, beyond what is usual."""
    return _points(world.reach[:, now.setting.challenger])


def promise_gap(world: World, now: Now) -> Floats:
    """Gap between promise and practice of the challenger: the share of core treaties ratified,
    less respect for rights; 0 if it does as much as it has promised."""
    here = now.setting.challenger
    promised = now.ratified[here] + world.treaties[:, here]
    return np.clip(100.0 * promised - world.respect(now.rights)[:, here], 0.0, 100.0)


def both_places(world: World, now: Now) -> Floats:
    """Work inside and outside the challenger: twice the smaller part of both together, the
    strategies of the study group included; 100 if they are equal, 0 if one is missing."""
    money = Programme.size * world.funded
    inside = sum(world.doing(action)[:, 0] for action in WITHIN) + (money * INSIDE).sum(axis=1)
    outside = sum(world.doing(action)[:, 0] for action in WITHOUT) + (money * ~INSIDE).sum(axis=1)
    return 200.0 * np.minimum(inside, outside) / np.maximum(inside + outside, 1e-9)


def both_ways(world: World, now: Now) -> Floats:
    """Pressure together with engagement: the geometric mean of attention to the challenger's
    violations and the share of critics in dialogue with it, as far as dialogues are about such
    violations; 0 if either is missing."""
    critics = now.setting.critics & now.exists
    talking = ((world.dialogue == 1) & critics).sum(axis=1) / max(int(critics.sum()), 1)
    engaged = talking * np.clip(world.substance[:, 0], 0.0, 1.0)
    return 100.0 * np.sqrt(np.clip(world.pressure[:, 0], 0.0, 1.0) * engaged)


def _points(share: Floats) -> Floats:
    return 100.0 * np.clip(share, -1.0, 1.0)
