"""The Mesa window: a row of the ensemble, stepped, selected, collected."""

import numpy as np
import pytest

from sim.agents import NGO, State
from sim.engine.ensemble import simulate
from sim.model import RightsRegime
from sim.scenario import Scenario
from tests.conftest import ROOT

REPLICATE = 77


@pytest.fixture(scope="module")
def played(baseline) -> RightsRegime:
    model = RightsRegime(baseline, rng=2006, replicate=REPLICATE)
    while model.running:
        model.step()
    return model


def test_equals_its_row_of_the_ensemble_bit_for_bit(baseline, played):
    row = simulate(baseline, REPLICATE + 1).values[REPLICATE]
    collected = played.datacollector.get_model_vars_dataframe()
    assert list(collected.columns) == list(baseline.outcomes)
    assert collected.to_numpy().tobytes() == row.tobytes()


def test_an_uncertain_scenario_equals_its_row_too():
    """Distributions, events of the timeline and a rival mechanism, opened as a Mesa model."""
    scenario = Scenario.load(ROOT / "scenarios" / "rewarding_friends.yaml")
    model = RightsRegime(scenario, replicate=3)
    while model.running:
        model.step()
    collected = model.datacollector.get_model_vars_dataframe().to_numpy()
    assert collected.tobytes() == simulate(scenario, 4).values[3].tobytes()


def test_ends_with_its_scenario(played):
    assert not played.running and played.now.date == played.plan.end
    with pytest.raises(StopIteration, match="2018-Q4"):
        played.step()


def test_agents_can_be_selected_grouped_and_aggregated(played):
    members = played.states.select(lambda state: state.is_member)
    seats = {"AFRICA": 13, "ASIA_PACIFIC": 13, "EASTERN_EUROPE": 6, "GRULAC": 8, "WEOG": 7}
    assert members.groupby("group").count() == seats
    assert len(played.states) == 193
    assert 0 < played.states.agg("rights", np.mean) < 100
    assert set(played.body.members) == set(members.get("iso3"))
    assert len(played.agents_by_type[State]) == played.setting.states


def test_votes_can_be_watched(baseline):
    model = RightsRegime(baseline, rng=2006, replicate=0)
    model.step()  # 1990-Q1, the Commission in session
    voters = [state for state in model.states if state.stance("CHN") is not None]
    assert {state.iso3 for state in voters} <= set(model.body.members)
    assert model.body.tabled and set(model.body.adopted) <= set(model.body.tabled)
    china = next(state for state in model.states if state.is_challenger)
    assert china.iso3 == "CHN" and china.stance("CHN") in (1, None)
    with pytest.raises(ValueError, match="Atlantis"):
        china.stance("Atlantis")


def test_states_that_decide_for_themselves_change_the_run(baseline, played):
    class Zealous(State):
        """Mexico turns to the liberal pole at once."""

        def decide(self):
            return {"departure": 3.0} if self.iso3 == "MEX" else {}

    model = RightsRegime(baseline, rng=2006, replicate=REPLICATE, state_class=Zealous)
    model.step()
    mexico = next(state for state in model.states if state.iso3 == "MEX")
    assert mexico.position > 2.0
    assert mexico.stance("CHN") in (-1, None)


def test_starting_seed_is_the_scenarios_own(baseline):
    ours, theirs = RightsRegime(baseline), RightsRegime(baseline, rng=baseline.seed)
    for model in (ours, theirs):
        model.step()
    assert ours.outcome("scope") == theirs.outcome("scope")


def test_ngos_are_agents_too(played):
    assert len(played.ngos) <= len(played.setting.ngos)
    assert len(played.agents_by_type[NGO]) == len(played.setting.ngos)
    lund = next(ngo for ngo in played.agents_by_type[NGO] if ngo.name == "capacity_builder_lund")
    assert (lund.role, lund.home, lund.is_inside) == ("capacity_builder", "SWE", False)
    assert 0 < lund.access < 1 and lund.effort["insider_programme"] > 0.5
    assert 0 < lund.funds < 1.5 and 0 < lund.legitimacy < 1.5 and 0 < lund.skill < 1


def test_ngos_that_decide_for_themselves_change_the_run(baseline):
    class Banned(NGO):
        """Every NGO abroad is closed before each quarter."""

        def decide(self):
            return {"ngo_closed": not self.is_inside}

    model = RightsRegime(baseline, rng=2006, replicate=REPLICATE, ngo_class=Banned)
    usual = RightsRegime(baseline, rng=2006, replicate=REPLICATE)
    for one in (model, usual):
        one.step()
    assert {ngo.home for ngo in model.ngos} == {"CHN"}
    assert model.world.actions.sum() < 0.3 * usual.world.actions.sum()
