"""Calibration finds what moments identify, says what they do not, and goes on where it stopped."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis import calibrate
from sim.analysis.calibrate import (
    CALIBRATED,
    Calibration,
    distance,
    fits,
    moments,
    searched,
    verdicts,
)
from sim.mechanisms import every_parameter

KNOWN = "sponsorship.threshold"


@pytest.fixture
def bowl(monkeypatch):
    """An invented model whose moments depend on one parameter alone, best in the middle."""

    def trial(scenario, replicates, point):
        known = every_parameter()[KNOWN]
        off = 20.0 * ((point[KNOWN] - known.low) / (known.high - known.low) - 0.5)
        found = {moment.name: moment.record + off * moment.scale for moment in moments()}
        return {"distance": distance(found)} | found

    monkeypatch.setattr(calibrate, "trial", trial)


def search(baseline, folder, trials):
    return Calibration(baseline, trials, 1, 7, folder / "trials.parquet")


def test_the_distance_counts_fitted_moments_in_their_scales():
    right = {moment.name: moment.record for moment in moments()}
    assert distance(right) == 0.0
    held = next(moment for moment in moments() if not moment.fitted)
    assert distance(right | {held.name: held.record + 99.0}) == 0.0
    fitted = [moment for moment in moments() if moment.fitted]
    off = {fitted[0].name: fitted[0].record + 2.0 * fitted[0].scale}
    assert distance(right | off) == pytest.approx(2.0 / np.sqrt(len(fitted)))


def test_records_of_motions_are_those_on_file_and_later_ones_are_held_out():
    table = {moment.name: moment for moment in moments()}
    assert table["drafts 1990-1997"].record == 7 and table["drafts 1990-1997"].fitted
    assert table["pro on motions 1998-2004"].record == pytest.approx((22 + 22 + 23 + 28) / 4)
    assert not table["pro on motions 1998-2004"].fitted


def stopped_after(batches):
    """Tells of progress until so many batches are done, then interrupts."""
    done: list[int] = []

    def tell(more: int) -> None:
        done.append(more)
        if len(done) == batches:
            raise KeyboardInterrupt

    return tell


def test_what_the_moments_depend_on_is_identified_and_nothing_else(bowl, baseline, tmp_path):
    half = search(baseline, tmp_path, 256)
    with pytest.raises(KeyboardInterrupt):
        half.run(None, stopped_after(half.spread // calibrate.BATCH))
    table = half.done()
    found = verdicts(table).set_index("parameter")
    assert found.verdict[KNOWN] == "identified"
    assert (found.verdict.drop(KNOWN) == "not identified").sum() >= len(CALIBRATED) - 3
    assert found.good_low[KNOWN] < 1.0 < found.good_high[KNOWN]  # the middle of -3 to 5
    for name, (low, high) in searched().items():
        known = every_parameter()[name]
        assert known.low <= low <= known.value <= high <= known.high
        assert table[name].between(low, high).all()
    told = fits(table, {moment.name: moment.record for moment in moments()})
    assert (told.good_low <= told.good_high).all() and 0 < told.fitted.sum() < len(told)


def test_a_search_that_stopped_goes_on_to_the_same_table(bowl, baseline, tmp_path):
    (tmp_path / "stopped").mkdir()
    (tmp_path / "whole").mkdir()
    whole = search(baseline, tmp_path / "whole", 48).run(None, lambda more: None)
    spread, late = whole[whole.stage == "spread"], whole[whole.stage == "search"]
    assert late.distance.median() < spread.distance.median()  # the search goes where it fits
    with pytest.raises(KeyboardInterrupt):
        search(baseline, tmp_path / "stopped", 48).run(None, stopped_after(4))
    again = search(baseline, tmp_path / "stopped", 48)
    assert len(again.done()) == 32
    pd.testing.assert_frame_equal(again.run(None, lambda more: None), whole)


def test_a_real_trial_has_every_moment(baseline):
    point = {name: every_parameter()[name].value for name in CALIBRATED}
    found = calibrate.trial(baseline, 4, point)
    assert set(found) == {"distance"} | {moment.name for moment in moments()}
    assert all(np.isfinite(list(found.values())))
    shipped = calibrate.counted(baseline, 4)
    assert found == {"distance": distance(shipped)} | shipped
