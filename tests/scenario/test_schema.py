"""The schema that editors read: it is current, and says of a file what loading it says."""

import json

import pytest
from jsonschema import Draft7Validator

from sim.scenario import schema
from sim.scenario.document import read
from tests.conftest import ROOT

FOLDER = ROOT / "scenarios"
FILES = sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("parts/*.yaml")])


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    made = schema.schema()
    Draft7Validator.check_schema(made)
    return Draft7Validator(made)


def complaints(validator: Draft7Validator, tmp_path, text: str) -> list[str]:
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    return [error.message for error in validator.iter_errors(read(file).data)]


def test_the_committed_schema_is_current():
    again = "run `python -m sim.scenario.schema`"
    assert schema.FILE.read_text(encoding="utf-8") == schema.written(), again


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_file_fits_the_schema_and_names_it(validator, file):
    assert not list(validator.iter_errors(read(file).data))
    first = file.read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert named != first and (file.parent / named).resolve() == schema.FILE


@pytest.mark.parametrize("text", [
    "titel: A\n",
    "levers: {dialogue: {cordination: 0.9}}\n",
    "levers: {dialog: {coordination: 0.9}}\n",
    "levers: {dialogue: {coordination: 1.1}}\n",
    "levers: {dialogue: {coordination: yes please}}\n",
    "levers: {dialogue: {withdrawal: 1}}\n",
    "levers: {dialogue: {coordination: {low: 0, high: 1}}}\n",
    "uncertainties: {dialogue: {coordination: 0.1}}\n",
    "uncertainties: {dialogue: {opening: {normal: [0.1]}}}\n",
    "uncertainties: {dialogue: {opening: {low: 0.1}}}\n",
    "run: {start: 1990-Q5}\n",
    "run: {replicates: 0}\n",
    "roles: {challenger: Atlantis}\n",
    "roles: {critics: [USA, Norwey]}\n",
    "without: [voting]\n",
    "instead: {lobbying: vote}\n",
    "outcomes: [scop]\n",
    "timeline: {x: {set: {}}}\n",
    "timeline: {x: {at: spring}}\n",
    "timeline: {x: {at: 1994-Q2, set: {trade_link.linkage: 2}}}\n",
    "timeline: {x: {at: 1994-Q2, set: {trade.linkage: 0}}}\n",
    "timeline: {x: {at: 1994-Q2, fire: crackdwon}}\n",
    "timeline: {x: {at: 1994-Q2, fire: crackdown, on: Atlantis}}\n",
    "sweep: {over: {dialogue.cordination: [0.1]}}\n",
    "sweep: {over: {dialogue.coordination: [0.1, 1.1]}}\n",
    "sweep: {named: {low: {dialogue.coordination: 1.1}}}\n",
])  # fmt: skip
def test_a_mistake_is_marked(validator, tmp_path, text):
    assert complaints(validator, tmp_path, text)


@pytest.mark.parametrize("text", [
    "extends: baseline.yaml\n",
    "extends: [baseline.yaml, parts/early_business.yaml]\n",
    "uncertainties: {dialogue: {opening: 0.1, resumption: {low: 0.1, high: 0.3}}}\n",
    "uncertainties: {dialogue: {opening: {triangular: [0.1, 0.2, 0.3]}}}\n",
    "roles: {challenger: Cuba, critics: [NOR, USA]}\n",
    "timeline: {delinking: null}\n",
    "timeline: {x: {at: 1994-Q2, ramp: {trade_link.linkage: 0}, until: 1999-Q1}}\n",
    "timeline: {x: {at: 1994-Q2, fire: summit, on: [AFRICA, Cuba], size: 1}}\n",
    "timeline: {x: {at: 1994-Q2, fire: summit, on: all}}\n",
    "instead: {lobbying: rewarding}\n",
    "sweep: {over: {dialogue.coordination: [0.1, 0.5]}}\n",
    "sweep: {method: sobol, points: 8, over: {dialogue.coordination: {low: 0, high: 1}}}\n",
])  # fmt: skip
def test_what_may_be_written_is_not_marked(validator, tmp_path, text):
    assert complaints(validator, tmp_path, text) == []


def test_every_key_and_parameter_says_what_it_means():
    made = schema.schema()
    silent = [name for name, key in schema.keys(made) if not key["description"]]
    assert not silent, "give these a description in the form"
    coordination = made["$defs"]["dialogue.coordination"]
    assert coordination["default"] == 0.1 and coordination["maximum"] == 1.0
    assert "compare notes" in coordination["description"]
    assert "Judgement: Berne process" in coordination["description"]


def test_the_schema_is_plain_json():
    assert json.loads(schema.written()) == schema.schema()
