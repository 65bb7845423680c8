"""The voting core twice: as the engine runs it, and as an idiomatic Mesa model, on the same luck.

Eleven Commission sessions, 1995 to 2005, with the 53 members of 1995 throughout: every text that
is due is tabled, leanings form, the motion and the draft are voted on, and members remember.
Both are fed the same addressed draws and cast the same votes, which `digest` proves.
"""

from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from math import log
from typing import ClassVar

import mesa
import numpy as np

from sim.calendar import Quarter
from sim.engine.draw import Draw, normal
from sim.engine.simulate import Play
from sim.evidence import GROUPS
from sim.mechanisms.agenda.no_action import NoAction
from sim.mechanisms.voting.country_stance import CountryStance
from sim.mechanisms.voting.remembrance import Remembrance
from sim.mechanisms.voting.theme_stance import ThemeStance
from sim.mechanisms.voting.vote import Vote
from sim.scenario import Scenario

SEED = 2006


@dataclass(frozen=True)
class EverythingIsTabled:
    """Every text that is due lies before the body."""

    writes: ClassVar = ("tabled",)

    def __call__(self, world, now, draw):
        tabled = np.zeros_like(world.tabled)
        tabled[:, now.due] = True
        return {"tabled": tabled}


@cache
def core() -> Play:
    """The play of the voting core."""
    scenario = Scenario(
        "core", "Voting core", Quarter(1995, 1), Quarter(2005, 4), 64, SEED,
        "CHN", ("USA",), ("USA",),
    )  # fmt: skip
    play = Play.of(scenario)
    events = (
        ("tabling", EverythingIsTabled()),
        ("country_stance", CountryStance()),
        ("theme_stance", ThemeStance()),
        ("no_action", NoAction()),
        ("vote", Vote()),
        ("remembrance", Remembrance()),
    )
    return replace(play, rules=(events,) * len(scenario.quarters))


def engine_votes(first: int, replicates: int) -> list[np.ndarray]:
    """Stances (R, K, M) of each session, by the engine."""
    return [w.stances for now, w in core().run(first, replicates) if now.due.size]


def engine_tallies(first: int, replicates: int) -> np.ndarray:
    """Adopted texts (R, sessions): what a worker of an ensemble sends back."""
    done = [w.adopted.sum(axis=1) for now, w in core().run(first, replicates) if now.due.size]
    return np.stack(done, axis=1)


class Member(mesa.Agent):
    """A member of the body that leans, votes and remembers."""

    def __init__(self, model, column: int):
        super().__init__(model)
        self.column = column
        self.memory = model.world.memory[0, :, column].tolist()
        self.abstained = model.world.abstained[0, :, column].tolist()
        group = GROUPS[int(model.setting.group[column])].lower()
        self.solidarity = {
            rule: getattr(rule, f"solidarity_{group}") for rule in (model.country, model.theme)
        }
        self.protection = getattr(model.country, f"protection_{group}")
        self.leaning, self.stance = 0.0, 0

    def lean(self) -> None:
        """Form a leaning on the text before the body."""
        model, text = self.model, self.model.text
        rule, position = model.rule, model.position[self.column]
        luck = model.luck[text][self.column]
        self.leaning = (
            (-rule.position_weight * position + rule.like_minded_pull * model.caucus[self.column])
            + self.solidarity[rule]
            + rule.memory_weight * self.memory[text]
            + model.difficulty[text]
            + model.shock[text]
            + log(luck / (1.0 - luck))
        )
        if rule is model.country and model.great_power[text]:
            self.leaning += (
                rule.great_power + self.protection - rule.power_position * position
            ) + rule.power_memory * self.memory[text]
        if model.target[text] == self.column:
            self.leaning = 1e6

    def vote(self, shelter: float = 0.0) -> None:
        """Vote with the target, against it, or abstain."""
        rule, leaning = self.model.rule, self.leaning + shelter
        wider = rule.steadiness * self.abstained[self.model.text]
        self.stance = (leaning > rule.upper_cut + wider) - (leaning < rule.lower_cut - wider)

    def remember(self) -> None:
        """Let the newest stance weigh most."""
        text, rate = self.model.text, self.model.rate
        self.memory[text] += rate * (self.stance - self.memory[text])
        self.abstained[text] += rate * ((self.stance == 0) - self.abstained[text])


class VotingCore(mesa.Model):
    """The same core as agents with methods, stepped by Mesa."""

    def __init__(self, replicate: int = 0, rng=None, seed=None):
        super().__init__(seed=seed) if rng is None else super().__init__(rng=rng)
        play = core()
        self.setting, self.replicate, self.quarter = play.setting, replicate, 0
        self.country, self.theme = CountryStance(), ThemeStance()
        self.procedure, self.rate = NoAction(), Remembrance().rate
        self.world = play.start(1)
        texts = self.setting.texts
        self.target, self.leans = texts.target.tolist(), texts.leans.tolist()
        self.difficulty, self.great_power = texts.difficulty.tolist(), texts.great_power.tolist()
        for column in self.world.members[0][self.world.present[0]].tolist():
            Member(self, column)
        self.adopted, self.due = 0, []
        self.record: dict[int, list[int]] | None = None
        self.datacollector = mesa.DataCollector(
            model_reporters={"adopted": "adopted"}, agent_reporters={"stance": "stance"}
        )

    def step(self) -> None:
        """One quarter; most have no session."""
        now = self.setting.now(self.quarter)
        self.due, self.adopted = now.due.tolist(), 0
        if self.due:
            self._draw(now)
            for text in self.due:
                self._decide(text)
        self.datacollector.collect(self)
        self.quarter += 1
        self.running = self.quarter < len(self.setting.quarters)

    def _decide(self, text: int) -> None:
        self.text = text
        self.rule = self.country if self.target[text] >= 0 else self.theme
        self.agents.do("lean")
        stopped = False
        if self._moved(text):
            self.agents.do("vote", self.procedure.shelter)
            stopped = self.agents.agg("stance", sum) > 0
        if not stopped:
            self.agents.do("vote")
            self.adopted += self.agents.agg("stance", sum) * self.leans[text] > 0
        self.agents.do("remember")
        if self.record is not None:
            self.record[text] = self.agents.get("stance")

    def _draw(self, now) -> None:
        luck = Draw(SEED, self.quarter, self.replicate, 1, self.setting.numbers)
        texts = len(self.setting.texts)
        self.position = now.position.tolist()
        self.caucus = now.caucus("like_minded_group").tolist()
        by_rule = {True: luck.for_event("country_stance"), False: luck.for_event("theme_stance")}
        shocks = {
            kind: normal(draw.items("shock", texts))[0].tolist() for kind, draw in by_rule.items()
        }
        spread = {True: self.country.shock, False: self.theme.shock}
        kinds = {text: self.target[text] >= 0 for text in self.due}
        self.luck = {
            text: by_rule[kinds[text]].states("vote", text)[0].tolist() for text in self.due
        }
        self.shock = {text: spread[kinds[text]] * shocks[kinds[text]][text] for text in self.due}
        self.moving = luck.for_event("no_action").items("move", texts)[0].tolist()

    def _moved(self, text: int) -> bool:
        rule = self.procedure
        ours = text == self.setting.challenge
        chance = rule.on_challenger if ours else rule.on_others
        return self.target[text] >= 0 and self.moving[text] < chance


def mesa_votes(replicate: int) -> list[np.ndarray]:
    """Stances (K, M) of each session, by the Mesa model, seats in the engine's order."""
    model, sessions = VotingCore(replicate), []
    while model.running:
        model.record = {}
        model.step()
        if model.due:
            cast = np.zeros(model.world.stances.shape[1:], dtype=np.int64)
            for text, stances in model.record.items():
                cast[text, : len(stances)] = stances
            sessions.append(cast)
    return sessions


def digest(sessions: list[np.ndarray]) -> str:
    """One name for all votes cast."""
    together = b"".join(np.ascontiguousarray(s, dtype=np.int8).tobytes() for s in sessions)
    return blake2b(together, digest_size=8).hexdigest()
