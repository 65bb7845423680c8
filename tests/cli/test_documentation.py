"""docs/commands.md names every command, and every example in it is understood."""

import re
import shlex
from importlib import import_module

import click
import pytest

from sim.cli import COMMANDS
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^    python run\.py (.+)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section_and_an_example(name):
    _, _, section = TEXT.partition(f"\n### {name}\n")
    assert f"\n    python run.py {name}" in section.partition("\n### ")[0]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_understood(example):
    name, *arguments = shlex.split(example)
    if name.endswith(".yaml"):
        name, arguments = "run", [name]
    command = import_module(f"sim.cli.{name}").command
    parser = command.make_parser(click.Context(command))
    given, left_over, _ = parser.parse_args(arguments)
    assert not left_over
    assert all(given.get(one.name) for one in command.params if one.required)


def test_every_section_is_of_a_command():
    assert set(re.findall(r"^### (\w+)$", TEXT, re.MULTILINE)) == set(COMMANDS)
