"""Worlds other than the record's: years that it does not reach, and what a scenario changes.

A ballot reads departures from the record. Beyond the last year on record positions wander on by
the rule of `drift`: without a recorded path to return to, and as far in a year as the record's own
ideal points moved in a year; and the level of texts wanders too. A scenario adds what it changes
beside the file it extends, under the same luck, in all that the stance rules read: positions,
goodwill, attraction, what is remembered.
"""

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from sim import evidence
from sim.analysis.chamber import READ
from sim.calendar import Quarter
from sim.engine.draw import Draw
from sim.engine.simulate import Play
from sim.mechanisms.states.drift import Drift
from sim.scenario import Problem, Scenario, ScenarioError, documents
from sim.setting import Floats, Setting
from sim.world import World

# How far the level of texts wanders in a year without evidence, in logits (s.d.). From 294 texts
# to 2018 predicted up to seven years ahead, from records cut off in 1997, 2004, 2012 and 2015: the
# squared shift of each beyond what was expected of it grows by 0.14 (s.e. 0.10) a year.
LEVEL_WANDER = 0.37
STEADY_SINCE = 1998  # the upheavals of 1989-97 no longer move ideal points; judgement
ROWS = 64  # replicates of a scenario; a ballot takes them in turn; judgement
SESSION = "country_stance"  # the event that opens a session: a scenario is run up to it
STANCES = ("country_stance", "theme_stance", "no_action")


@dataclass(frozen=True)
class Elsewhere:
    """What departs from the record: `world` (R rows) as `vote_on` takes it, what states recall of
    the subject (R, N), parameters by rule, s.d. in logits that adds to what moves all members, the
    challenger, and what should be said of it."""

    world: World | None = None
    recalls: Floats | None = None
    rules: dict[str, dict[str, float]] = field(default_factory=dict)
    unsure: float = 0.0
    challenger: str = "CHN"
    scenario: str = ""
    digest: str = ""
    notes: tuple[str, ...] = ()


def elsewhere(
    at: Quarter, subject: str, seed: int, replicates: int, scenario: Path | None = None
) -> Elsewhere:
    """What holds in that quarter where the record does not reach, and in a scenario. Raises
    ScenarioError if it cannot be read or begins later."""
    found = Elsewhere()
    if scenario is not None:
        found = _of_scenario(scenario, at, subject, seed, replicates)
    last = int(evidence.by_year("ideal_points").years[-1])
    years = at.year - 1 - last  # ideal points are those known at the end of the year before
    if years > 0:
        found = _run_on(found, at, years, seed, replicates)
    if at.year > last:
        found = replace(found, notes=(_beyond(last, years), *found.notes))
    return found


def yearly_change() -> float:
    """S.d. of what a state's ideal point moves in a year, on record since STEADY_SINCE."""
    table = evidence.by_year("ideal_points")
    steady = table.values[:, table.years >= STEADY_SINCE]
    return float(np.diff(steady, axis=1).std())


def _run_on(found: Elsewhere, at: Quarter, years: int, seed: int, replicates: int) -> Elsewhere:
    setting = _setting(at, found.challenger)
    world = found.world or World.start(setting, replicates)
    # Steps of a walk that returns nowhere add up to one step of their common spread.
    walk = Drift(return_rate=0.0, attraction=0.0, wander=yearly_change() * years**0.5)
    luck = Draw(seed, at.index, 0, replicates, setting.numbers).for_event("drift")
    moved = world.with_(**walk(world, setting.now(0), luck))
    return replace(found, world=moved, unsure=LEVEL_WANDER * years**0.5)


def _beyond(last: int, years: int) -> str:
    told = f"the record ends in {last}: states remember what they voted to then"
    if years <= 0:
        return f"{told}, and stand where they stood then"
    spread, level = yearly_change() * years**0.5, LEVEL_WANDER * years**0.5
    return (
        f"{told}; for {years} year{'s' if years > 1 else ''} more their positions run on by the "
        f"model's own drift (s.d. {spread:.2f}) and the level of texts wanders (s.d. {level:.2f} "
        "logits), so chances are less sure and intervals wider"
    )


def _setting(at: Quarter, challenger: str) -> Setting:
    setting = Setting.build((at,), challenger, (), ())
    return replace(setting, texts=setting.texts.only(setting.challenge))


def _of_scenario(file: Path, at: Quarter, subject: str, seed: int, replicates: int) -> Elsewhere:
    chain = documents(file)
    scenario = Scenario.load(file)
    if at < scenario.start:
        message = f"begins in {scenario.start}, after the vote in {at}"
        raise ScenarioError([Problem(file, 0, 0, message)])
    base = Scenario.load(chain[0].file)
    other, usual = (_eve_of_session(one.change(end=at), seed) for one in (scenario, base))
    rows = np.arange(replicates) % ROWS
    changes: dict[str, Any] = {
        name: (getattr(other.world, name) - getattr(usual.world, name))[rows] for name in READ
    }
    world = World.start(_setting(at, scenario.challenger), replicates)
    changes = {name: getattr(world, name) + change for name, change in changes.items()}
    recalls = (other.recalled(subject) - usual.recalled(subject))[rows]
    notes = [
        f"the world of “{scenario.title}” ({scenario.name}, {scenario.digest}) in {at}: what it "
        f"changes beside {base.name} under the same luck, in {ROWS} runs, is added to the record"
    ]
    if scenario.digest == base.digest:
        notes.append(f"{scenario.name} changes nothing, so this is the record's own world")
    return Elsewhere(
        world=world.with_(**changes),
        recalls=recalls,
        rules=_rules(other.play, usual.play),
        challenger=scenario.challenger,
        scenario=scenario.name,
        digest=scenario.digest,
        notes=tuple(notes),
    )


@dataclass(frozen=True)
class Run:
    """A scenario's world on the day a session opens."""

    play: Play
    world: World

    def recalled(self, subject: str) -> Floats:
        """What states (R, N) remember of a subject; 0 if the scenario has no texts on it."""
        setting = self.play.setting
        names = setting.texts.names
        if subject not in names:
            return np.zeros((self.world.replicates, setting.states))
        return self.world.memory[:, names.index(subject)]


def _eve_of_session(scenario: Scenario, seed: int) -> Run:
    play = Play.of(scenario, seed)
    events = [event for event, _ in play.rules[-1]]
    opening = events.index(SESSION) if SESSION in events else len(events)
    until = replace(play, rules=(*play.rules[:-1], play.rules[-1][:opening]))
    *_, (_, world) = until.run(0, ROWS)
    return Run(play, world)


def _rules(other: Play, usual: Play) -> dict[str, dict[str, float]]:
    """The parameters of the stance rules, by rule, that the scenario sets otherwise."""
    ours, theirs = dict(other.rules[-1]), dict(usual.rules[-1])
    found: dict[str, dict[str, float]] = {}
    for name in STANCES:
        one, two = ours.get(name), theirs.get(name)
        if one is not None and type(one) is type(two):
            found[name] = {
                f.name: float(getattr(one, f.name))
                for f in fields(one)  # type: ignore[arg-type]
                if isinstance(getattr(one, f.name), int | float)
                and getattr(one, f.name) != getattr(two, f.name)
            }
    return found
