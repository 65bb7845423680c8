"""Directions that the documents state, by paired runs: the effect's interval leaves out zero, and
the control, which lacks what moves it, does not move."""

import numpy as np
import pytest

from sim.analysis.compare import compare, paired_effect
from sim.engine.ensemble import simulate
from sim.outcomes import OUTCOMES

RUNS = 128
EVERYTHING = tuple(OUTCOMES)


@pytest.fixture(scope="module")
def base(baseline):
    return simulate(baseline.change(outcomes=EVERYTHING), RUNS)


def effects(base, scenario) -> dict[str, tuple[float, float, float]]:
    """Effect, low and high of each outcome, scenario beside base."""
    table = compare(base, simulate(scenario.change(outcomes=EVERYTHING), RUNS)).table
    return {r.outcome: (r.effect, r.low, r.high) for r in table.itertuples()}


def rises(effect):
    return effect[1] > 0


def falls(effect):
    return effect[2] < 0


def test_compared_notes_bring_drafts_back_and_make_suspension_rarer(base, coordinated):
    """N57, N58: concessions up, cancellations down, more sponsors, more scrutiny."""
    found = effects(base, coordinated)
    assert rises(found["sponsors"]) and rises(found["scrutiny"]) and rises(found["releases"])
    assert falls(found["cancellations"])


def test_coordination_does_nothing_where_there_are_no_dialogues(baseline, coordinated):
    alone = baseline.change(values={"dialogue.opening": 0.0})
    both = alone.change(values={"dialogue.opening": 0.0, "dialogue.coordination": 0.9})
    difference = simulate(both, 8).values - simulate(alone, 8).values
    assert np.array_equal(difference, np.zeros_like(difference))


def test_dialogue_makes_sponsors_withdraw(base, baseline):
    """N55: without dialogues critics go on sponsoring."""
    found = effects(base, baseline.change(values={"dialogue.opening": 0.0}))
    assert rises(found["sponsors"]) and rises(found["scrutiny"])


def test_the_kept_trade_link_frees_more_prisoners(base, baseline):
    """N62: once de-linked, releases become tokens."""
    kept = baseline.change(timeline=())
    found = effects(base, kept)
    assert rises(found["releases"]) and rises(found["challenger_rights"])


def test_business_silences_critics(base, baseline):
    """N61: exposure up, sponsorship down."""
    found = effects(base, baseline.change(values={"trade_link.half_share": 2.4}))
    assert falls(found["sponsors"]) and falls(found["scrutiny"])


def test_criteria_for_members_change_who_decides(base, baseline):
    """A council chosen for its rights record is more independent and adopts more country texts."""
    found = effects(base, baseline.change(values={"elections.membership_criteria": 3.0}))
    assert rises(found["independence"]) and rises(found["effectiveness"])


def test_envoys_win_motions(baseline):
    """N67: visits before the session move the vote on the motion, measured on the tally."""
    from sim.engine.simulate import Play

    def margin(envoys: float) -> np.ndarray:
        values = {"lobbying.envoys": envoys, "lobbying.envoys_per_sponsor": 0.0}
        play = Play.of(baseline.change(values=values))
        lead = np.zeros(RUNS)
        for now, world in play.run(0, RUNS):
            if now.date.year <= 1996 and play.setting.challenge in now.due:
                motion = world.motion[:, play.setting.challenge]
                lead += motion[:, 0] - motion[:, 1]
        return lead

    assert rises(paired_effect(margin(20.0) - margin(0.0)))


def test_the_motion_keeps_drafts_from_a_vote(base, baseline):
    """N40: without it, drafts on the challenger are decided on their merits."""
    found = effects(base, baseline.change(values={"no_action.on_challenger": 0.0}))
    assert rises(found["scrutiny"]) and rises(found["effectiveness"])


def test_the_motion_carries_less_easily_where_everybody_sits(baseline):
    """The body-rule experiment: the same preferences in a body of 47 by quota and in one of all.
    Every draft meets the motion; measured on the margin by which motions carry or fail."""
    from sim.engine.simulate import Play
    from sim.scenario import Scenario
    from tests.conftest import ROOT

    def margins(scenario) -> np.ndarray:
        always = {"no_action.in_council": 1.0, "no_action.on_others": 1.0}
        found = []
        for now, world in Play.of(scenario.change(values=always)).run(0, 24):
            if now.date.year >= 2007 and now.due.size:
                votes = world.motion.sum(axis=1)
                found.append((votes[:, 0] - votes[:, 1]) / np.maximum(votes.sum(axis=1), 1))
        return np.mean(found, axis=0)

    everybody = Scenario.load(ROOT / "scenarios" / "universal_membership.yaml")
    assert falls(paired_effect(margins(everybody) - margins(baseline)))


def test_trimming_and_growth_pull_mandates_apart(base, baseline):
    """N48, N72: measured on scope."""
    assert falls(effects(base, baseline.change(values={"mandates.trimming": 3.0}))["scope"])
    assert rises(effects(base, baseline.change(values={"mandates.growth": 3.0}))["scope"])


def test_the_baseline_is_recognisable_as_history(baseline):
    """Eleven drafts in fifteen years and none later; ten of eleven stopped, which leaves a share
    between 0.59 and 0.998 (Clopper and Pearson)."""
    from sim.engine.simulate import Play

    play = Play.of(baseline)
    k, tabled, stopped, adopted = play.setting.challenge, {}, 0, 0
    for now, world in play.run(0, RUNS):
        if k in now.due:
            tabled[now.date.year] = world.tabled[:, k].mean()
            if now.date.year <= 2004:
                stopped += int(world.blocked[:, k].sum())
                adopted += int(world.adopted[:, k].sum())
    drafts = RUNS * sum(v for year, v in tabled.items() if year <= 2004)
    assert 9 * RUNS <= drafts <= 12.5 * RUNS
    assert sum(v for year, v in tabled.items() if year > 2004) <= 2.5
    assert 0.59 <= stopped / drafts <= 0.998
    assert adopted / drafts < 0.24  # none of eleven leaves room for 0.24 at 95 %
    assert all(0 < share <= 1 for year, share in tabled.items() if year <= 2004)
