"""Shell completion, as the installed script gives it."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

CALL = "import sys; sys.argv = ['rights-regime']; from sim.cli import main; main()"


def completed(**environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", CALL], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env=os.environ | environment,
    )  # fmt: skip


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_line_of_the_documentation_gives_a_script(shell):
    said = completed(_RIGHTS_REGIME_COMPLETE=f"{shell}_source")
    assert said.returncode == 0 and "_rights_regime_completion" in said.stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [("rights-regime c", {"compare", "calibrate", "check", "coverage"}),
     ("rights-regime show --d", {"--diff"}), ("rights-regime bogus --x", set())],
)  # fmt: skip
def test_commands_and_options_are_completed(words, offered):
    said = completed(
        _RIGHTS_REGIME_COMPLETE="bash_complete",
        COMP_WORDS=words.replace(" ", "\n"),
        COMP_CWORD=str(len(words.split(" ")) - 1),
    )
    assert {line.removeprefix("plain,") for line in said.stdout.split()} == offered
    assert said.stderr == ""
