"""Many points share a chunk and their luck, and nothing else."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from sim.analysis import trials as module
from sim.analysis.trials import TrialError, trials
from sim.calendar import Quarter
from sim.engine.ensemble import simulate
from sim.engine.simulate import Play, series
from sim.outcomes import OUTCOMES

NAMES = ("sponsorship.threshold", "dialogue.opening", "lobbying.effect")
POINTS = np.array([[0.9, 0.025, 0.6], [-1.0, 0.5, 0.6], [0.2, 0.1, 1.5], [2.0, 0.0, 0.0]])
REPLICATES = 3


@pytest.fixture(scope="module")
def short(baseline):
    return baseline.change(end=Quarter(1992, 4), outcomes=("scrutiny", "effectiveness"))


@pytest.fixture(scope="module")
def tried(short):
    return trials(short, NAMES, POINTS, REPLICATES)


def test_a_row_of_a_chunk_is_the_run_with_these_values_bit_for_bit(short):
    columns = {name: POINTS[:, [d]].repeat(REPLICATES, axis=0) for d, name in enumerate(NAMES)}
    play = Play.of(short).varied(columns, len(POINTS))
    together = series(play, short.outcomes, 0, REPLICATES)
    for n, point in enumerate(POINTS):
        values = dict(zip(NAMES, map(float, point), strict=True))
        alone = simulate(short.change(values=values), REPLICATES)
        rows = together[n * REPLICATES : (n + 1) * REPLICATES]
        assert rows.tobytes() == alone.values.tobytes()
    assert len({together[n * REPLICATES :][:REPLICATES].tobytes() for n in range(4)}) > 1


def test_a_trial_is_the_mean_of_all_quarters(short, tried):
    alone = simulate(short.change(values={NAMES[1]: 0.5, NAMES[0]: -1.0}), REPLICATES)
    assert tried.shape == (4, REPLICATES, 2)
    assert tried[1] == pytest.approx(alone.values.mean(axis=1), rel=1e-12)


def test_points_do_not_know_of_one_another(short, tried):
    alone = trials(short, NAMES, POINTS[[2]], REPLICATES)
    assert alone[0].tobytes() == tried[2].tobytes()


def test_an_interrupted_search_goes_on_to_the_same_bytes(short, tried, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ROWS", REPLICATES)  # a block for every point
    told: list[int] = []

    def stop(more):
        told.append(more)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        trials(short, NAMES, POINTS, REPLICATES, folder=tmp_path, progress=stop)
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == 2
    before = [file.stat().st_mtime_ns for file in kept]
    with ThreadPoolExecutor(2) as pool:
        values = trials(short, NAMES, POINTS, REPLICATES, folder=tmp_path, pool=pool)
    assert values.tobytes() == tried.tobytes()
    assert [file.stat().st_mtime_ns for file in kept] == before
    assert len(list(tmp_path.iterdir())) == 4


def test_what_is_cut_off_on_disk_is_run_again(short, tried, tmp_path):
    trials(short, NAMES, POINTS, REPLICATES, folder=tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-20])
    assert trials(short, NAMES, POINTS, REPLICATES, folder=tmp_path).tobytes() == tried.tobytes()


def test_a_point_that_cannot_be_run_is_named(short, monkeypatch):
    count = OUTCOMES["scrutiny"].count

    def broken(world, now):
        values = count(world, now)
        return np.where(values > 1e9, values, np.nan)

    broken_one = type(OUTCOMES["scrutiny"])("scrutiny", "Scrutiny", "points", 0, 100, broken)
    monkeypatch.setitem(OUTCOMES, "scrutiny", broken_one)
    with pytest.raises(TrialError, match=r"sponsorship.threshold 0.9.*not a finite number"):
        trials(short.change(end=Quarter(1990, 2)), NAMES, POINTS, 1)


@pytest.mark.parametrize(
    ("names", "points", "why"),
    [
        (("trade_link.linkage",), [[0.5]], "set by the timeline"),
        (("elections.universal_membership",), [[1.0]], "shapes the world"),
        (NAMES, [[1.0]], "a column for every name"),
    ],
)
def test_what_cannot_vary_by_row_is_refused(baseline, names, points, why):
    with pytest.raises(ValueError, match=why):
        trials(baseline, names, np.array(points), 1)
