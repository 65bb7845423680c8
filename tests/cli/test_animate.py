"""`animate` as a new user meets it."""

import json

import pytest

from tests.cli.test_commands import call

BASELINE = "scenarios/baseline.yaml"


def test_a_film_is_written_and_told_of(tmp_path):
    out = tmp_path / "two_years.gif"
    said = call("animate", BASELINE, "--to", 1991, "--from", 1991, "--out", out, "--json")
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout)
    assert told["frames"] == 2 and told["plays_seconds"] == pytest.approx(2.6)
    assert told["bytes"] == out.stat().st_size < 5_000_000
    assert [path.name for path in tmp_path.iterdir()] == ["two_years.gif"]
    assert "an illustration of theories, not a forecast" in said.stderr
    assert said.stderr.splitlines()[-1].startswith("next: python run.py ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--variable", "positon"], "did you mean `position`"),
        (["--outcome", "skope"], "did you mean `scope`"),
        (["--format", "mpg4"], "did you mean `mp4`"),
        (["--out", "film.giff"], "did you mean `gif`"),
        (["--out", "film.gif", "--format", "mp4"], "does not end in .mp4"),
        (["--from", "1066"], "the scenario runs from 1990 to 2018"),
        (["--from", "2004", "--to", "1999"], "turn them around"),
        (["--every", "years"], "did you mean `year`"),
    ],
)
def test_what_cannot_be_shown_is_answered_with_what_can(arguments, words):
    from click.testing import CliRunner

    from sim.cli.animate import command

    said = CliRunner().invoke(command, [BASELINE, *arguments])
    assert said.exit_code == 2 and words in said.output
