"""What holds in a scenario, and which line says so."""

import pytest

from sim.scenario.explain import differences, explain, glance, written

GRANDPARENT = """\
title: First
run: {start: 1990-Q1, end: 1999-Q4}
levers:
  dialogue:
    coordination: 0.5
    cancellation: 0.5
uncertainties:
  dialogue: {opening: {low: 0.1, high: 0.2}}
timeline:
  early: {at: 1991-Q1, set: {trade_link.linkage: 0.2}}
  late: {at: 1995-Q1, fire: crackdown, size: 20, note: hard times}
"""
PARENT = """\
extends: first.yaml
levers:
  dialogue: {coordination: 0.7}
timeline: {early: null}
"""
CHILD = """\
extends: second.yaml
title: Third
levers:
  dialogue:
    cancellation: 0.35
without: [drift]
"""


@pytest.fixture
def family(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("first", GRANDPARENT), ("second", PARENT), ("third", CHILD)):
        (tmp_path / f"{name}.yaml").write_text(text)
    return explain("third.yaml")


@pytest.mark.parametrize(
    ("name", "value", "origin"),
    [
        ("dialogue.coordination", 0.7, "second.yaml:3"),
        ("dialogue.cancellation", 0.35, "third.yaml:5"),
        ("dialogue.opening", {"low": 0.1, "high": 0.2}, "first.yaml:8"),
        ("dialogue.resumption", 0.2, "declared"),
        ("timeline.early", None, "second.yaml:4"),
        ("run.end", "1999-Q4", "first.yaml:2"),
        ("run.seed", 2006, "declared"),
        ("roles.challenger", "CHN", "declared"),
        ("without", ["drift"], "third.yaml:6"),
    ],
)
def test_the_last_line_that_says_something_is_its_origin(family, name, value, origin):
    fact = family.facts[name]
    assert (fact.value, fact.origin) == (value, origin)


def test_an_event_is_told_with_all_that_was_left_to_be_filled_in(family):
    event = family.facts["timeline.late"].value
    assert event == {
        "at": "1995-Q1", "fire": "crackdown", "on": ["challenger"], "size": 20.0,
        "note": "hard times",
    }  # fmt: skip


def test_a_value_set_to_the_declared_one_is_not_changed(family):
    assert [fact.name for fact in family.changed] == ["dialogue.coordination", "dialogue.opening"]


def test_a_mechanism_left_out_has_no_values_in_force(family):
    assert not any(name.startswith("drift.") for name in family.facts)


def test_a_rival_in_force_shows_its_own_values(tmp_path):
    file = tmp_path / "rival.yaml"
    file.write_text("title: A\ninstead: {lobbying: rewarding}\n")
    names = [fact.name for fact in explain(file).values]
    assert "rewarding.envoys" in names and "lobbying.envoys" not in names


def test_differences_are_what_differs_and_nothing_else(family):
    pairs = differences(family, explain("second.yaml"))
    both = {here.name for here, there in pairs if here and there}
    only_there = [there.name for here, there in pairs if here is None]
    assert both == {"dialogue.cancellation", "without"}
    assert only_there and all(name.startswith("drift.") for name in only_there)
    assert differences(family, family) == []


def test_a_part_needs_no_title(tmp_path):
    (tmp_path / "parts").mkdir()
    for file in (tmp_path / "parts" / "some.yaml", tmp_path / "some.yaml"):
        file.write_text("levers: {dialogue: {coordination: 0.9}}\n")
    part, alone = glance(tmp_path / "parts" / "some.yaml"), glance(tmp_path / "some.yaml")
    assert part.part and part.values == 1 and not part.problems
    assert "`title` is missing" in str(alone.problems[0])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"), (0.35, "0.35"), (2001.5, "2001.5"), (64, "64"), (["A", "B"], "[A, B]"),
        ({"low": 0.1, "high": 2.0}, "{low: 0.1, high: 2}"),
        ({"normal": [0.5, 0.1]}, "{normal: [0.5, 0.1]}"),
    ],
)  # fmt: skip
def test_values_are_written_as_in_a_file(value, text):
    assert written(value) == text
