"""Results read again, and whether they can stand beside one another."""

import json

import pandas as pd
import pytest

from sim.analysis.results import ResultError, comparable, read_result
from sim.engine.store import plain

OLD = "outcome,baseline,scenario,effect,low,high,replicates\nscope,50,51,1,0.5,1.5,8\n"


@pytest.fixture
def written(baseline, tmp_path):
    """Writes a small result under a name, with changes to its manifest."""

    def write(name: str, run: dict | None = None, **changed):
        folder = tmp_path / name
        folder.mkdir()
        scenarios = [
            {
                "name": one, "title": one.capitalize(), "seed": 2006, "replicates": 8,
                "failed": [3] if one == "other" else [],
                "resolved": plain(baseline.change(**(run or {}))),
            }
            for one in ("baseline", "other")
        ]  # fmt: skip
        manifest = {"command": "python run.py compare A B", "model_digest": "abc"}
        manifest |= {"scenarios": scenarios} | changed
        for one in scenarios:
            one["seed"] = changed.get("seed", 2006)
        (folder / "manifest.json").write_text(json.dumps(manifest))
        return folder

    return write


def test_a_result_tells_what_was_run(written):
    result = read_result(written("one") / "manifest.json")
    assert result.names == ("baseline", "other") and result.titles["other"] == "Other"
    assert result.horizon == ("1990-Q1", "2018-Q4")
    assert (result.seed, result.replicates, result.failed) == (2006, 8, {"other": [3]})
    assert result.outcomes[0] == "scope"
    assert result.kind == "run" and result.comparison is None


def test_a_comparison_without_names_is_of_the_last_scenario(written):
    folder = written("one")
    (folder / "comparison.csv").write_text(OLD)
    result = read_result(folder)
    assert result.kind == "compare"
    assert result.comparison["name"].tolist() == ["other"]


def test_parts_of_the_series_are_read_alone(written):
    folder = written("one")
    rows = [(s, o, 1.0) for s in ("baseline", "other") for o in ("scope", "rights")]
    table = pd.DataFrame(rows, columns=["scenario", "outcome", "value"])
    table.astype({"scenario": "category"}).to_parquet(folder / "series.parquet")
    result = read_result(folder)
    assert len(result.series()) == 4
    assert len(result.series(["scope"])) == 2
    assert len(result.series(["scope"], ["other"])) == 1


def test_a_table_that_is_not_there_says_what_writes_it(written):
    result = read_result(written("one"))
    with pytest.raises(ResultError, match=r"no votes.parquet; .*`python run.py compare A B`"):
        result.votes()
    with pytest.raises(ResultError, match="run SCENARIO --states` writes it"):
        result.states()


def test_what_is_no_result_is_refused_with_the_way_out(written, tmp_path):
    folder = written("coordinated-one")
    for path, message in (
        (tmp_path / "coordinated", "did you mean `coordinated-one`?"),
        (tmp_path / "cordinated-one", "did you mean `coordinated-one`?"),
        (tmp_path, "it holds results; name one, as coordinated-one"),
        (tmp_path / "zzz", "`run` and `compare` write one"),
    ):
        with pytest.raises(ResultError, match="no ") as told:
            read_result(path)
        assert message in str(told.value)
    (folder / "manifest.json").write_text("{")
    with pytest.raises(ResultError, match="cannot be read"):
        read_result(folder)
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(ResultError, match="has no `command`"):
        read_result(folder)
    with pytest.raises(ResultError, match="is a file"):
        read_result(__file__)
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "run.json").write_text("{}")
    with pytest.raises(ResultError, match="keeps single runs"):
        read_result(tmp_path / "kept")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"model_digest": "other"}, "different versions of the model .* make the older anew"),
        ({"seed": 7}, "different seeds.* run the second with --seed 2006"),
    ],
)
def test_results_of_another_model_or_seed_do_not_stand_beside_one_another(
    written, changed, message
):
    one, other = read_result(written("one")), read_result(written("other", **changed))
    comparable([one, one])
    with pytest.raises(ResultError, match=message):
        comparable([one, other])


def test_results_of_other_quarters_do_not_stand_beside_one_another(written, baseline):
    one = read_result(written("one"))
    other = read_result(written("other", run={"end": baseline.start.plus(7)}))
    with pytest.raises(ResultError, match=r"1990-Q1 to 1991-Q4\); give their scenarios the same"):
        comparable([one, other])
