"""`estimate` knows files by their columns and says what it lacks."""

import pytest
from click.testing import CliRunner

from sim.cli.estimate import command
from sim.evidence.derive.sources import COLUMNS, laid_out, missing
from sim.problems import ScenarioError

CALLS = "un_votes/rollcall_votes_1947_2018.csv"


def made(folder, name, columns):
    path = folder / name
    path.write_text(",".join(columns) + "\n", encoding="utf-8")
    return path


def test_files_are_known_by_their_columns_whatever_they_are_called(tmp_path):
    files = [made(tmp_path, f"{n}.csv", columns) for n, columns in enumerate(COLUMNS.values())]
    with laid_out(files) as folder:
        assert missing(list(COLUMNS), folder) == []
        for n, name in enumerate(COLUMNS):
            assert (folder / name).read_bytes() == files[n].read_bytes()


def test_another_file_is_refused_with_the_nearest_that_is_known(tmp_path):
    path = made(tmp_path, "mine.csv", ["record_id", "iso3", "ballot"])
    with pytest.raises(ScenarioError) as refused, laid_out([path, tmp_path / "none.csv"]):
        pass
    text = str(refused.value)
    assert f"{CALLS}, also has `vote`" in text and "none.csv: there is no such file" in text
    assert "2 problems" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--only", "ideal_pionts"], "did you mean `ideal_points`?"),
        (["--only", "vote_moments"], "vote_moments needs un_votes/resolutions_1946_2018.csv"),
        ([], "ideal_points needs"),
    ],
)
def test_what_is_missing_is_named(tmp_path, arguments, words):
    path = made(tmp_path, "votes.csv", COLUMNS[CALLS])
    said = CliRunner().invoke(command, ["--votes", str(path), *arguments])
    assert said.exit_code == 2 and words in " ".join(said.output.split())
