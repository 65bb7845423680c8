"""Seats, reviews and prisoners: what is on record of them, and the same counted in the model."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sim import evidence
from sim.analysis.paired import baseline
from sim.analysis.validation.rows import (
    Part,
    Trial,
    at_least,
    at_most,
    near,
    of_mean,
    of_share,
    ratio_of,
    untested,
    within,
)
from sim.calendar import Quarter
from sim.engine.simulate import Play
from sim.mechanisms.quiet_diplomacy.concessions import LAPSE, before_a_vote
from sim.outcomes import OUTCOMES
from sim.setting import Now
from sim.world import World

COUNCIL = Quarter(2006, 3)
SECRET = "the model fills seats by the order of candidates in a group and counts no ballots"


def elections(trial: Trial) -> list[Part]:
    """Elections to the Council, in which China won 146 to 180 votes whenever it stood, 2006-16,
    and Russia lost narrowly in 2016. Ballots are secret and the model counts none, so the
    direction alone is tried: how much of the Council's time China sat, as in the record."""
    china, russia, quarters = np.zeros(trial.replicates), np.zeros(trial.replicates), 0
    for now, world in _run(trial, Quarter(2005, 1), Quarter(2018, 4)):
        if now.date.index >= COUNCIL.index:
            china += world.seated[:, now.setting.iso3.index("CHN")]
            quarters += 1
        if now.date == Quarter(2017, 2):
            russia += world.seated[:, now.setting.iso3.index("RUS")]
    share, record = china / quarters, _sat("CHN")
    return [
        within("china", "share of the Council's quarters in which China sits", record,
               share.mean(), record - 0.15, 1.0, of_mean(share)),
        at_most("russia", "chance that Russia sits in 2017", 0.5, russia.mean(), of_share(russia)),
        untested("votes", "votes for China, 2006 to 2016", 163.0, "131 to 195", SECRET),
    ]  # fmt: skip


def refusals(trial: Trial) -> list[Part]:
    """At its review in October 2013 China refused 48 of 252 recommendations (HRIC 2013)."""
    refused = np.zeros(trial.replicates)
    for now, world in _run(trial, Quarter(2007, 1), Quarter(2013, 4)):
        refused = OUTCOMES["rejected"].count(world, now) / 100.0
    return [
        near("share", "share of all", 0.19, 0.06,
             refused.mean(), of_mean(refused)),
    ]  # fmt: skip


def prisoners(trial: Trial) -> list[Part]:
    """294 of 2,210 names on lists met with clemency, an upper bound for what lists do (Dui Hua
    1999-2024); and releases came in the days before summits and votes (Nathan and Scobell 2009).
    The model's step is a quarter: three times as many in such quarters as in the others."""
    deals = {"trade_link.releases_per_renewal": 0.0}  # lists alone
    named, raised, freed = (np.zeros(trial.replicates) for _ in range(3))
    before, quarters = np.zeros((2, trial.replicates)), np.zeros((2, trial.replicates))
    play = _run(trial, Quarter(1990, 1), Quarter(2018, 4), deals, without=("promises",))
    for now, world in play:
        raised += world.named[:, 0] - (1.0 - LAPSE) * named
        named, released = world.named[:, 0], world.releases[:, 0]
        freed += released
        timed = (world.opening[:, 0] >= 1.0) | before_a_vote(now)
        for kind, chosen in enumerate((timed, ~timed)):
            before[kind] += released * chosen
            quarters[kind] += chosen
    timely, other = before / np.maximum(quarters, 1.0)
    hit = freed / raised
    return [
        at_most("hits", "share of names on lists that are freed", 0.13, hit.mean(), of_mean(hit)),
        at_least("timing", "releases in quarters before a vote or summit, over others", 3.0,
                 *ratio_of(timely, other, trial.seed)),
    ]  # fmt: skip


def _run(
    trial: Trial,
    first: Quarter,
    last: Quarter,
    values: dict[str, float] | None = None,
    without: tuple[str, ...] = (),
) -> Iterator[tuple[Now, World]]:
    """Every quarter of the baseline between these."""
    years = baseline().change(
        start=first, end=last, values={**(values or {}), **trial.values}, seed=trial.seed,
        timeline=tuple(replace(e, at=max(e.at, first)) for e in baseline().timeline
                       if e.at <= last),
        without=without,
    )  # fmt: skip
    return Play.of(years).run(0, trial.replicates)


def _sat(iso3: str) -> float:
    """Share of the Council's years to 2018 in which a state sat, on record."""
    years = {line["year"]: False for line in evidence.rows("seats") if line["body"] == "council"}
    for line in evidence.rows("seats"):
        if line["body"] == "council" and line["iso3"] == iso3:
            years[line["year"]] = True
    return float(np.mean(list(years.values())))
