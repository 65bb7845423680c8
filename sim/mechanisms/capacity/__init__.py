"""Training and advice by consent: what insiders may do, what it adds up to, what it moves."""

from functools import lru_cache

import numpy as np

from sim.setting import Floats, Ints, Setting

# Where institutes of this kind had offices beside the challenger; judgement
OTHER_HOSTS = ("IDN", "JOR", "KEN", "KHM", "TUR")


def hosts(setting: Setting) -> Ints:
    """The states (columns) where insiders work: the challenger first."""
    return _hosts(setting.iso3, setting.challenger)


@lru_cache
def _hosts(iso3: tuple[str, ...], challenger: int) -> Ints:
    others = [iso3.index(host) for host in OTHER_HOSTS if host in iso3]
    return np.array([challenger, *(n for n in others if n != challenger)])


def placed(field: Floats, where: Ints, values: Floats) -> Floats:
    """The field (R, N) with these values (R, H) at the hosts."""
    changed = field.copy()
    changed[:, where] = values
    return changed
