"""Worlds for tests: invented ones that exercise every rule, and a council of three to work out
by hand."""

from dataclasses import replace

import numpy as np

from sim.calendar import Quarter
from sim.engine.draw import Draw
from sim.procedures import body
from sim.setting import Now, Setting, Texts
from sim.world import SHAPES, World, members_of


def invented(setting: Setting, now: Now, replicates: int, seed: int = 0) -> World:
    """A world with every field filled at random, plausible in kind and range."""
    rng = np.random.default_rng(seed)
    world = World.start(setting, replicates)
    fields = {}
    for name, (_, kind) in SHAPES.items():
        shape = getattr(world, name).shape
        if kind is bool:
            fields[name] = rng.random(shape) < 0.5
        elif kind is float:
            fields[name] = rng.random(shape)
        else:
            fields[name] = rng.integers(0, 2, shape).astype(kind)
    seated = np.zeros(world.seated.shape, dtype=bool)
    quotas = body("commission").seats(now.date) if now.body is None else now.body.seats(now.date)
    for r in range(replicates):
        for g, quota in enumerate(quotas):
            able = np.flatnonzero((setting.group == g) & now.exists)
            seated[r, rng.choice(able, quota, replace=False)] = True
    fields |= {"seated": seated, **members_of(seated, setting.seats)}
    fields["mandates"] = rng.integers(5, 40, (replicates, 1)).astype(float)
    fields["term_ends"] = np.where(seated, now.date.index + rng.integers(0, 12, seated.shape), 0)
    fields["cuts"] = np.sort(rng.normal(size=world.cuts.shape), axis=-1)
    fields["leaning"] = rng.normal(0, 2, world.leaning.shape)
    fields["blocked"] = fields["blocked"] & fields["tabled"]
    return world.with_(**fields)


def luck(setting: Setting, now: Now, replicates: int, first: int = 0, event: str = "") -> Draw:
    return Draw(5, now.step, first, replicates, setting.numbers, event)


def three(*, seats: int = 3) -> tuple[Setting, World]:
    """One Commission session in 1995 with a draft on China and `seats` members: Cuba, Mexico and
    the United States first, in the order of their columns."""
    setting = Setting.build((Quarter(1995, 1),), "CHN", ("USA",), ("USA",))
    alone = setting.texts.only(setting.challenge)
    calm = replace(alone, difficulty=np.zeros(1), great_power=np.zeros(1))
    setting = replace(setting, texts=calm)
    members = ["CUB", "MEX", "USA"][:seats]
    seated = np.isin(setting.iso3, members)[None, :]
    world = World.start(setting, 1).with_(seated=seated, **members_of(seated, setting.seats))
    nothing = {name: np.zeros_like(getattr(world, name)) for name in ("memory", "abstained")}
    return setting, world.with_(tabled=np.array([[True]]), **nothing)


__all__ = ["Texts", "invented", "luck", "three"]
