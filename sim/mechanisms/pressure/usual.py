"""What is usual: what NGOs do by habit, and whom they press by habit. Not a mechanism."""

import numpy as np

from sim.evidence import GROUPS
from sim.mechanisms.ngos.habit import year_beyond_habit
from sim.ngos import ACTIONS, Ngos
from sim.setting import Floats, Now
from sim.world import World

SEASON = 4  # the autumn, when the year is reckoned and the next session prepared
USUAL_FOCUS = 0.25  # of the loudest pressure a state can feel, on the challenger; judgement
WIDTH = 0.1  # the same on another state without any protection of rights; judgement
CONDEMNED = 0.3  # the same that a resolution adopted at the last turn adds; judgement
ADOPTED = 3  # level of a text that was adopted
SOUTH = tuple(GROUPS.index(name) for name in ("AFRICA", "ASIA_PACIFIC", "GRULAC"))
OUTSIDE, SOUTHERN, INSIDE = (
    ACTIONS.index(name) for name in ("campaign", "south_south", "insider_programme")
)


def condemned(world: World, now: Now) -> Floats:
    """Pressure on each state (R, N) from resolutions adopted at its text's last turn."""
    pressed = np.zeros((world.replicates, now.setting.states))
    texts = now.setting.texts
    for k in np.flatnonzero((texts.target >= 0) & now.open):
        pressed[:, texts.target[k]] += CONDEMNED * (world.level[:, k] == ADOPTED)
    return pressed


def campaigned(world: World, now: Now) -> Floats:
    """Pressure on each state (R, N) from campaigns alone, without resolutions."""
    return world.shamed - condemned(world, now)


def usual_shaming(now: Now) -> Floats:
    """Pressure on each state (N,) when NGOs campaign as they do by habit."""
    usual = WIDTH * now.denied * now.exists
    usual[now.setting.challenger] = USUAL_FOCUS
    return usual


def said(world: World, now: Now) -> Floats:
    """All that is said in public (R, 1), by campaigns and by Southern partners beyond habit, in
    shares of what campaigns say by habit."""
    ngos = now.setting.ngos
    size = ngos.habit("south_south") / ngos.habit("campaign")
    by_partners = size * year_beyond_habit(world, now, "south_south")
    return np.maximum(1.0 + year_beyond_habit(world, now, "campaign") + by_partners, 0.0)


def southern(now: Now) -> Floats:
    """States of the South (N,) outside both camps, 1.0 or 0.0."""
    setting = now.setting
    south = np.isin(setting.group, SOUTH) & ~setting.critics
    south[setting.challenger] = False
    return south.astype(float)


def northern_share(world: World, now: Now) -> Floats:
    """The share of public campaigns (R, 1) that NGOs at home in the North run."""
    ngos = now.setting.ngos
    means = ngos.resources * world.ngo_funds * world.ngo_legitimacy * ~world.ngo_closed
    run = means * world.ngo_effort[..., OUTSIDE]
    total = run.sum(axis=1, keepdims=True)
    north = (run * ngos.northern).sum(axis=1, keepdims=True)
    return north / np.maximum(total, 1e-9)


def usual_northern_share(ngos: Ngos) -> float:
    """The same by habit."""
    run = ngos.resources * ngos.usual[:, OUTSIDE]
    return float((run * ngos.northern).sum() / run.sum())
