"""`compare` with several scenarios, with a precision, with a plan, and with what cannot be."""

import json
import shutil

import pandas as pd
import pytest

from sim.cli import main, telling
from sim.report import pictures
from tests.conftest import ROOT

BASELINE, CHANGED = "scenarios/baseline.yaml", "scenarios/charm_offensive.yaml"


@pytest.fixture(scope="module", autouse=True)
def results(tmp_path_factory):
    """Results of this file's calls, away from those of the checkout."""
    folder = tmp_path_factory.mktemp("results")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RIGHTS_RESULTS", str(folder))
        patch.chdir(ROOT)
        yield folder


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A quick baseline of four years and six scenarios beside it."""
    folder = tmp_path_factory.mktemp("scenarios")
    base = folder / "short.yaml"
    base.write_text(
        "title: Short\nrun: {end: 1993-Q4}\nroles: {critics: [USA, FRA], leaders: [USA]}\n"
    )
    found = [base]
    for n in range(1, 7):
        file = folder / f"s{n}.yaml"
        file.write_text(
            f"extends: short.yaml\ntitle: Number {n}\nquestion: What if {n}?\n"
            f"uncertainties: {{dialogue: {{opening: {1 - 0.1 * n}}}}}\n"
        )
        found.append(file)
    return found


@pytest.fixture
def call(capsys):
    """Calls the command line in this process: exit code, standard output, standard error."""

    def called(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["compare", *map(str, arguments), "--workers", "1"])
        said = capsys.readouterr()
        return left.value.code, said.out, said.err

    return called


def test_five_scenarios_beside_one_baseline(call, files, tmp_path, results, monkeypatch):
    parts = []

    def drawn(_, series, names, file):
        parts.append((names, series["scenario"].nunique()))
        file.with_suffix(".png").touch()
        return (file.with_suffix(".png"),)

    monkeypatch.setattr(pictures, "_comparison", drawn)
    monkeypatch.setattr(pictures, "board_of", lambda *_: [])
    asked = ("--outcome", "scrutiny", "--matrix", "scrutiny", "--replicates", 4)
    code, out, err = call(*files[:6], *asked, "--out", tmp_path)
    assert code == 0, err
    table = pd.read_csv(tmp_path / "comparison.csv")
    assert table["name"].unique().tolist() == ["s1", "s2", "s3", "s4", "s5"]
    assert len(table) == 5
    matrix = pd.read_csv(tmp_path / "matrix.csv")
    assert len(matrix) == 6 * 5
    assert parts == [(("s1", "s2", "s3"), 6), (("s4", "s5"), 6)]  # at most four to a picture
    assert "Scrutiny of the challenger, row less column" in out
    assert len(list((results / "runs").glob("short-*"))) == 1  # the baseline was run once
    page = (tmp_path / "findings.md").read_text(encoding="utf-8")
    assert page.startswith("# 5 scenarios beside Short\n\n*An illustration of theories, not a")
    for n in range(1, 6):
        assert f"## Number {n}" in page and f"What if {n}?" in page
    assert all(finding in page for finding in table["finding"])
    assert json.loads((tmp_path / "manifest.json").read_text())["command"] in page
    assert "![5 scenarios beside Short](comparison-2.png)" in page


@pytest.fixture
def undrawn(monkeypatch):
    """Without pictures, which take most of the time."""
    monkeypatch.setattr(telling, "pictures", lambda _, __, folder: [folder / "comparison.png"])


def test_precision_adds_runs_to_those_that_are_there(call, files, undrawn):
    amount = ("--precision", "5%", "--outcome", "scrutiny", "--json")
    code, out, err = call(*files[:2], *amount, "--replicates", 16, "--most", 40)
    assert code == 0, err
    found = json.loads(out)
    assert "16 of 40 runs were already there" in err
    assert found["replicates"] == 40 == found["table"][0]["replicates"]
    assert found["precision"][0]["half_width"] > found["precision"][0]["wanted"]
    assert "Scrutiny of the challenger in s1: ±" in err and "would need about" in err
    assert "--most" in err
    wide, _, told = call(*files[:2], "--precision", "90", "--outcome", "scrutiny")
    assert wide == 0 and "every interval is as narrow as asked, at 64 pairs" in told


def test_a_plan_runs_the_pilot_alone(call, files, results):
    before = set(results.iterdir())
    code, out, err = call(files[0], files[6], "--power", "80%", "--effect", "1.0", "--json")
    assert code == 0, err
    found = json.loads(out)
    assert (found["pilot"], found["power"]) == (32, 0.8)
    assert all(row["together"] >= row["alone"] >= 10 for row in found["table"])
    assert set(results.iterdir()) == before  # nothing but runs was written
    code, out, _ = call(files[0], files[6], "--power", "0.9", "--effect", "10%", "--plain")
    assert "an effect of 10 % of the baseline" in out and "Scrutiny of the challenger" in out


def test_results_stand_for_their_scenarios(call, files, tmp_path, undrawn):
    asked = ("--replicates", 3, "--quiet")
    assert call(*files[:2], *asked, "--out", tmp_path / "one")[0] == 0
    assert call(files[0], files[2], *asked, "--out", tmp_path / "two")[0] == 0
    code, out, err = call(tmp_path / "one", tmp_path / "two", "--replicates", 3, "--json")
    assert code == 0, err
    assert err.count("3 of 3 runs were already there") == 3
    names = [run["scenario"] for run in json.loads(out)["runs"]]
    assert names == ["short", "s1", "s2"]
    manifest = json.loads((tmp_path / "two" / "manifest.json").read_text())
    for changed, message in (
        ({"model_digest": "other"}, "different versions of the model"),
        ({"scenarios": [one | {"seed": 5} for one in manifest["scenarios"]]}, "different seeds"),
    ):
        (tmp_path / "two" / "manifest.json").write_text(json.dumps(manifest | changed))
        code, _, err = call(tmp_path / "one", tmp_path / "two")
        assert code == 2 and message in err
    shutil.rmtree(tmp_path / "one")
    old = json.dumps(manifest | {"model_digest": "old"})
    (tmp_path / "two" / "manifest.json").write_text(old)
    code, _, err = call(files[0], tmp_path / "two")
    assert code == 2 and "another version of the model" in err and "scenario files instead" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], f"such as: python run.py compare {BASELINE}"),
        ([CHANGED], f"did you mean: python run.py compare {BASELINE} {CHANGED}"),
        ([BASELINE, CHANGED, "--outcome", "scop"], "no outcome `scop`; did you mean `scope`?"),
        ([BASELINE, CHANGED, "--matrix", "releases"], "`releases` is not compared; add it: --outc"),
        ([BASELINE, CHANGED, "--precision", "0%"], "write it like 5% or 0.3"),
        ([BASELINE, CHANGED, "--power", "8"], "write it like 80% or 0.8"),
        ([BASELINE, CHANGED, "--power", "80%"], "--power and --effect go together"),
        ([BASELINE, CHANGED, "--most", "90"], "for a fixed number use --replicates"),
        (
            [BASELINE, CHANGED, "--power", "80%", "--effect", "1", "--precision", "1"],
            "use one",
        ),
        ([BASELINE, "docs"], "docs has no manifest.json"),
        ([BASELINE, "scenarios/charm_offensiv.yaml"], "did you mean `scenarios/charm_offensive"),
    ],
)
def test_what_cannot_be_compared_is_told_with_the_way_out(call, arguments, message):
    code, out, err = call(*arguments)
    assert code == 2 and out == ""
    assert message in " ".join(err.split()) and "Traceback" not in err
