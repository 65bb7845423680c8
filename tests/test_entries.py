"""The catalogue: who names its entries, that they exist, and that the entries are done."""

import pytest

from sim import entries as catalogue_of_entries
from sim.entries import (
    Entry,
    by_part,
    entries,
    listed_in,
    named_by_rules,
    named_by_scenarios,
    named_by_tests,
    total,
)
from sim.problems import ScenarioError
from sim.scenario import Scenario
from sim.scenario.names import entries as known
from sim.scenario.schema import schema
from tests.conftest import ROOT

TESTS, SCENARIOS = ROOT / "tests", ROOT / "scenarios"

MARKED = """
import pytest
import a_module_that_does_not_exist


@pytest.mark.entries("N49", "N51")
@pytest.mark.parametrize("size", [1, 2])
def test_both(size): ...


@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.entries("N12"))])
def test_one_case(x): ...


@pytest.mark.data
def test_of_nothing(): ...


@pytest.mark.entries("N60")
def helper(): ...


class TestTogether:
    @pytest.mark.entries("N60")
    def test_within(self): ...
"""


@pytest.fixture(scope="module")
def every() -> dict[str, Entry]:
    return {one.id: one for one in entries(TESTS, SCENARIOS)}


def test_marks_are_found_without_importing(tmp_path):
    folder = tmp_path / "tests" / "directions"
    folder.mkdir(parents=True)
    (folder / "test_x.py").write_text(MARKED)
    (folder / "not_collected.py").write_text(MARKED)
    assert named_by_tests(tmp_path / "tests") == {
        "tests/directions/test_x.py::test_both": ("N49", "N51"),
        "tests/directions/test_x.py::test_one_case": ("N12",),
        "tests/directions/test_x.py::TestTogether::test_within": ("N60",),
    }


def test_scenarios_say_what_they_show_and_parts_do_not_count(tmp_path):
    for name, text in {
        "one.yaml": "title: One\nshows: [N49, N51]\n",
        "silent.yaml": "title: Silent\n",
        "broken.yaml": "title: [A\n",
        "parts/part.yaml": "shows: [N49]\n",
        "sweeps/many.yaml": "shows: [N12]\n",
    }.items():
        (tmp_path / "scenarios" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "scenarios" / name).write_text(text)
    assert named_by_scenarios(tmp_path / "scenarios") == {
        "scenarios/one.yaml": ("N49", "N51"),
        "scenarios/sweeps/many.yaml": ("N12",),
    }


def test_a_folder_that_is_not_there_covers_nothing(tmp_path):
    found = entries(tmp_path / "tests", tmp_path / "scenarios")
    assert [one.id for one in found] == list(known())
    assert not any(one.tests or one.scenarios or one.state == "done" for one in found)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("A.\n\nWrites: x.\nCatalogue: N49.\n", ("N49",)),
        ("A.\n\nCatalogue: N49, N66c,\n    A25, SB3.\nMore: N1.\n", ("N49", "N66c", "A25", "SB3")),
        ("A.\n\nCatalogue: N49, N51.", ("N49", "N51")),
        ("A rule without one. The Catalogue: is not at the head of a line.\n", ()),
    ],
)
def test_the_catalogue_line_may_wrap_and_ends_with_a_period(text, ids):
    assert listed_in(text) == ids


def test_mechanisms_and_events_are_found(every):
    assert "concessions" in every["N49"].mechanisms
    assert "event summit" in every["N12"].mechanisms


def test_an_entry_is_done_when_it_is_played_proved_and_shown():
    def state(**known_of_it: tuple[str, ...]) -> str:
        return Entry("N1", "part", "title", "what", "direction", "source", **known_of_it).state

    all_three = {"mechanisms": ("vote",), "tests": ("tests/x",), "scenarios": ("scenarios/x",)}
    assert state(**all_three) == "done"
    for missing in all_three:
        assert state(**all_three | {missing: ()}) == "open"


def test_ids_are_unique_and_every_entry_says_what_should_be_seen():
    assert len(set(known())) == len(known())
    found = entries(TESTS, SCENARIOS)
    silent = [
        one.id for one in found if not (one.part and one.title and one.what and one.direction)
    ]
    assert silent == []
    assert sum(len(group) for _, group in by_part(found)) == len(found)
    assert total(found).endswith(f" of {len(known())} entries done")


@pytest.mark.parametrize(
    "named",
    [
        pytest.param(named_by_rules(), id="mechanisms and events"),
        pytest.param(named_by_tests(TESTS), id="tests"),
        pytest.param(named_by_scenarios(SCENARIOS), id="scenarios"),
    ],
)
def test_every_named_id_is_in_the_catalogue(named):
    wrong = {name: sorted(set(ids) - set(known())) for name, ids in named.items()}
    assert {name: ids for name, ids in wrong.items() if ids} == {}


def test_a_scenario_shows_what_its_own_file_says(tmp_path):
    (tmp_path / "parent.yaml").write_text("title: Parent\nshows: [N49, N51]\n")
    (tmp_path / "child.yaml").write_text("extends: parent.yaml\ntitle: Child\n")
    (tmp_path / "other.yaml").write_text("extends: parent.yaml\nshows: [N12]\n")
    parent, child, other = (
        Scenario.load(tmp_path / f"{name}.yaml") for name in ("parent", "child", "other")
    )
    assert (parent.shows, child.shows, other.shows) == (("N49", "N51"), (), ("N12",))
    assert parent.digest == child.digest == other.digest


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[N49, N51x]", "2:14: there is no catalogue entry `N51x`; did you mean `N51`?"),
        ("N49", "2:8: `shows` must be a list"),
        ("[1]", "2:9: `shows.0` must be text"),
    ],
)
def test_a_wrong_id_is_answered_with_its_place_and_the_nearest(tmp_path, written, message):
    (tmp_path / "mine.yaml").write_text(f"title: Mine\nshows: {written}\n")
    with pytest.raises(ScenarioError) as caught:
        Scenario.load(tmp_path / "mine.yaml")
    assert message in str(caught.value)


def test_editors_complete_the_ids():
    assert schema()["properties"]["shows"]["items"]["enum"] == list(known())


def test_the_committed_catalogue_is_current():
    again = "run `python -m sim.entries`"
    committed = catalogue_of_entries.FILE.read_text(encoding="utf-8")
    assert committed == catalogue_of_entries.written(TESTS, SCENARIOS), again


@pytest.mark.parametrize("name", known())
def test_every_entry_is_done(name, every):
    one = every[name]
    missing = [what for what in ("mechanisms", "tests", "scenarios") if not getattr(one, what)]
    assert one.state == "done", f"{name}, {one.title}, has no {', no '.join(missing)}"
