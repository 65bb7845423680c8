"""What is usual: how far people were online, as the record has it.
Not a mechanism."""

import numpy as np

from sim.setting import Floats, Now

# The growth of the internet 1990-2018, judgement after the yearly figures of the International
# Telecommunication Union: half of a large open state is online by 2001, of a small one eight
# years later, of a wholly closed one nine years later; nine in ten in the end, a third fewer
# where telecoms are wholly closed. Myanmar comes to 1 % in the first years of the century.
HALF_ONLINE = 2001.0
LATER_IF_SMALL = 8.0
LATER_IF_CLOSED = 9.0
SPREAD = 3.0  # years
MOST = 0.9
HELD_DOWN = 0.35

USUAL_YOUTH = 0.1  # share of the young who are active by habit; judgement


def usual_connectivity(now: Now, behind: float = 0.0) -> Floats:
    """The share (N,) of people online by the usual course, so many years before."""
    return _online(now, now.denied, behind)


def reachable(now: Now) -> Floats:
    """The share (N,) that would be online were telecoms nowhere closed."""
    return _online(now, np.zeros(now.setting.states), 0.0)


def year_before(now: Now) -> Now:
    """The same quarter of the year before."""
    return now.setting.now(now.step - 4)


def _online(now: Now, shut: Floats, behind: float) -> Floats:
    midpoint = HALF_ONLINE + LATER_IF_SMALL * now.setting.small + LATER_IF_CLOSED * shut
    late = (now.date.year - behind - midpoint) / SPREAD
    return MOST * (1.0 - HELD_DOWN * shut) / (1.0 + np.exp(-late))
