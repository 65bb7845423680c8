"""The eve of a run: who sat when it begins, and what states remember."""

import numpy as np

from sim import evidence
from sim.calendar import Quarter
from sim.procedures import sitting
from sim.setting import Bools, Floats, Ints, Setting

MEMORY_RATE = 0.7  # weight of the newest stance in what a state remembers


def first_members(setting: Setting, first: Quarter) -> tuple[Bools, Ints]:
    """Who sat when the run begins (N,), and the quarter index at which each term ends (N,)."""
    body = sitting(first, setting.reform)
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


def first_memory(setting: Setting, year: int) -> tuple[Floats, Floats]:
    """What states (K, N) remember of the motions on the challenger before the run begins, their
    stance and how far they abstained; a successor remembers what its predecessor did."""
    memory = np.zeros((2, len(setting.texts), setting.states))
    if setting.iso3[setting.challenger] != "CHN":
        return memory[0], memory[1]
    ours, abstained = memory[:, setting.challenge]
    for line in evidence.rows("motion_votes"):
        if int(line["year"]) < year:
            n = setting.iso3.index(line["iso3"])
            n = setting.successor[n] if setting.leaves[n] < year else n
            stance = float(line["stance"])
            ours[n] += MEMORY_RATE * (stance - ours[n])
            abstained[n] += MEMORY_RATE * (float(stance == 0) - abstained[n])
    return memory[0], memory[1]
