"""`predict` as a machine and a reader call it: files, columns, exit codes, words."""

import csv
import json

import pytest

from sim.cli import main
from tests.conftest import ROOT

DRAFT = str(ROOT / "scenarios" / "drafts" / "iran.yaml")
USUAL = ("--year", "2017", "--body", "council", "--text", DRAFT, "--replicates", "200")


@pytest.fixture
def call(capsys):
    """Run `predict`; its exit code, standard output and standard error."""

    def called(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["predict", *arguments])
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return called


def test_files_have_the_columns_that_others_read(call, tmp_path):
    code, out, err = call(*USUAL, "--out", str(tmp_path))
    assert code == 0 and "forecast" in err and "next:" in err.splitlines()[-1]
    with (tmp_path / "members.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["iso3", "p_yes", "p_abstain", "p_no"] and len(rows) == 47
    for row in rows:
        chances = [float(row[f"p_{vote}"]) for vote in ("yes", "abstain", "no")]
        assert sum(chances) == pytest.approx(1.0, abs=1e-9) and min(chances) > 0
    tally = json.loads((tmp_path / "tally.json").read_text())
    assert list(tally)[:4] == ["yes", "abstain", "no", "p_carried"]
    for vote in ("yes", "abstain", "no"):
        assert list(tally[vote]) == ["mean", "low", "high"]
        assert tally[vote]["low"] <= tally[vote]["mean"] <= tally[vote]["high"]
        total = sum(float(row[f"p_{vote}"]) for row in rows)
        assert tally[vote]["mean"] == pytest.approx(total, abs=0.01)
    assert tally["fitted_to"] < 2017
    assert (tmp_path / "why.csv").read_text().startswith("iso3,term,logits\n")
    assert (tmp_path / "what_if.csv").read_text().startswith("if,iso3,p_yes,p_abstain,p_no\n")
    assert (tmp_path / "board.png").stat().st_size > 10_000
    assert str(tmp_path / "board.svg") in out


def test_json_is_one_object_and_the_same_every_time(call):
    code, out, _ = call(*USUAL, "--json", "--if", "no_action")
    found = json.loads(out)
    assert code == 0 and found["draft"]["target"] == "IRN" and len(found["members"]) == 47
    assert [one["if"] for one in found["what_if"]][-1] == "no_action"
    assert 0 < found["what_if"][-1]["motion"]["p_carried"] < 1
    assert call(*USUAL, "--json", "--if", "no_action")[1] == out


def test_the_screen_says_what_why_and_for_whom(call):
    code, out, err = call(*USUAL, "--plain")
    assert code == 0
    assert "to be carried: " in out and "defects=BRA,KOR" in out and "BRA Brazil" in out
    assert "memory of earlier votes" in out and "─" not in out
    assert "sponsors without a vote here" in err


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("--body", "commission"), "did you mean `--body council`?"),
        (("--year", "1980"), "from 1990 to"),
        (("--if", "lobying=1"), "did you mean `lobbying`?"),
        (("--text", "nowhere.yaml"), "there is no such file"),
        (("--members", "nowhere.txt"), "there is no such file"),
        (("--world", "nowhere.yaml"), "there is no such file"),
    ],
)
def test_bad_input_is_answered_without_a_traceback(call, changed, said):
    code, out, err = call(*USUAL, *changed)
    assert code == 2 and out == "" and said in err and "Traceback" not in err
