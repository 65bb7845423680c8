"""The window for Mesa users: one replicate as a Mesa model, row for row what the ensemble computes.

    from sim.model import RightsRegime
    model = RightsRegime(scenario, rng=2006, replicate=77)
    model.step()
    model.states.select(lambda s: s.is_member).groupby("group").count()

It steps the same schedule with one replicate; rules never use `model.random`.
"""

import mesa
import numpy as np

from sim.agents import NGO, Body, State
from sim.engine.simulate import Play
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario
from sim.setting import Now
from sim.world import World


class RightsRegime(mesa.Model):
    """One replicate of a scenario; a step is a quarter.

    rng: the seed, the scenario's own unless given · replicate: the row of the ensemble to play ·
    state_class, ngo_class: subclasses of State and NGO with their own `decide`. `running` turns
    False after the last quarter; a further step raises StopIteration. `datacollector` holds the
    scenario's outcomes.
    """

    def __init__(
        self,
        scenario: Scenario,
        rng: int | None = None,
        replicate: int = 0,
        state_class: type[State] = State,
        ngo_class: type[NGO] = NGO,
    ):
        seed = scenario.seed if rng is None else int(rng)
        super().__init__(rng=seed)
        self.plan = scenario  # Mesa 3.5 keeps the name `scenario` for its own
        self.replicate = replicate
        self._play = Play.of(scenario, seed).drawn(replicate, 1)
        self.setting = self._play.setting
        self.world: World = self._play.start(1)
        self.now: Now = self.setting.now(0)
        self.played = 0
        for column in range(self.setting.states):
            state_class(self, column)
        for column in range(len(self.setting.ngos)):
            ngo_class(self, column)
        self.body = Body(self)
        self.datacollector = mesa.DataCollector(
            model_reporters={name: _reporter(name) for name in scenario.outcomes}
        )

    @property
    def states(self):
        """The states that are members of the United Nations, an AgentSet."""
        return self.agents.select(lambda agent: isinstance(agent, State) and agent.exists)

    @property
    def ngos(self):
        """The NGOs that take part and are not closed, an AgentSet."""
        return self.agents.select(lambda agent: isinstance(agent, NGO) and not agent.closed)

    def step(self) -> None:
        """Play one quarter and collect the outcomes."""
        if self.played >= len(self.setting.quarters):
            raise StopIteration(f"the scenario ends in {self.setting.quarters[-1]}")
        self._let_agents_decide()
        self.now = self.setting.now(self.played)
        self.world = self._play.step(self.world, self.now, self.replicate)
        self.played += 1
        self.running = self.played < len(self.setting.quarters)
        self.datacollector.collect(self)

    def outcome(self, name: str) -> float:
        """An outcome as it stands now, by its name in `sim.outcomes.OUTCOMES`."""
        return float(OUTCOMES[name].count(self.world, self.now)[0])

    def _let_agents_decide(self) -> None:
        decided = [(a.column, a.decide()) for a in self.agents if isinstance(a, State | NGO)]
        changed: dict[str, np.ndarray] = {}
        for column, fields in decided:
            for name, value in fields.items():
                values = changed.setdefault(name, getattr(self.world, name).copy())
                values[0, column] = value
        if changed:
            self.world = self.world.with_(**changed)


def _reporter(name: str):
    return lambda model: model.outcome(name)
