"""The replay of history: honest about time, and better than naive."""

import numpy as np
import pytest

from sim import evidence
from sim.analysis import scores
from sim.analysis.backcast import cut_off, motions, replay
from sim.analysis.backcast.summary import report
from sim.mechanisms.voting.country_stance import CountryStance
from sim.mechanisms.voting.estimates import estimates


@pytest.fixture(scope="module")
def replays():
    return [replay(motion, replicates=2000) for motion in motions()]


def test_parameters_rest_on_earlier_years_only(replays):
    assert [one.fitted_to for one in replays] == [cut_off(one.motion.year) for one in replays]
    assert all(one.fitted_to < one.motion.year for one in replays)
    with pytest.raises(ValueError):
        cut_off(1989)


def test_the_first_motion_knows_nothing_of_great_powers():
    """Before 1990 there was no vote on a permanent member: the estimate is the prior."""
    known = estimates("country", 1989)
    assert known["great_power"] == (1.0, 1.0)
    assert known["protection.AFRICA"][0] == 0.0


def test_members_are_those_who_sat(replays):
    for one in replays:
        voted = set(scores.recorded(one.motion))
        assert voted <= set(one.members), one.motion.year
        assert len(one.members) == (43 if one.motion.year < 1992 else 53)


def test_recorded_votes_add_up_to_the_tallies():
    for motion in motions():
        votes = scores.recorded(motion)
        if votes:
            cast = [sum(v == s for v in votes.values()) for s in (1, -1, 0)]
            cast[0] += 1  # China itself
            assert tuple(cast) == motion.actual, motion.year


def test_tallies_and_outcomes(replays):
    """The targets: at most 2.5 votes of error per cell, nine outcomes of eleven."""
    only_motions = [one for one in replays if one.motion.procedure == "no_action"]
    errors = [np.abs(one.predicted - np.array(one.motion.actual)) for one in only_motions]
    assert len(only_motions) == 11
    assert np.mean(errors) <= 2.5
    assert sum(one.outcome_right for one in only_motions) >= 9


def test_better_than_every_naive_rival(replays):
    ours = scores.score(scores.engine(replays))
    for name in scores.RIVALS:
        rival = scores.score(scores.rival(name, replays))
        assert rival.votes == ours.votes
        assert ours.accuracy > rival.accuracy and ours.brier < rival.brier, name


def test_ninety_per_cent_intervals_hold_most_cells(replays):
    inside = [
        low <= actual <= high
        for one in replays
        for (low, high), actual in zip(one.interval, one.motion.actual, strict=True)
    ]
    assert np.mean(inside) >= 0.75


def test_rivals_use_the_past_alone(replays):
    """The group's rival of 1992 knows the votes of 1990 and no others."""
    groups = {line["iso3"]: line["group"] for line in evidence.rows("states")}
    of_1990 = scores.recorded(motions()[0])
    grulac = [stance for iso3, stance in of_1990.items() if groups[iso3] == "GRULAC"]
    shares = [np.mean(np.array(grulac) == stance) for stance in (1, -1, 0)]
    second = scores.rival("regional_group", replays[1:2])[0][1]
    assert second["MEX"] == pytest.approx(shares)


def test_report_has_the_promised_shape(replays):
    found = report(replays)
    assert set(found) >= {"motions", "mae", "accuracy", "brier", "baselines"}
    for motion in found["motions"]:
        assert set(motion["predicted"]) == set(motion["actual"]) == {"pro", "anti", "abstain"}
        assert sum(motion["predicted"].values()) == pytest.approx(
            43 if motion["year"] < 1992 else 53, abs=0.02
        )
    assert all(set(b) == {"accuracy", "brier"} for b in found["baselines"].values())


def test_the_shipped_rule_holds_the_latest_estimates():
    known = estimates("country")
    rule = CountryStance()
    assert rule.position_weight == known["position_weight"][0]
    assert rule.protection_africa == known["protection.AFRICA"][0]
