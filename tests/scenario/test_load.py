"""Scenario files: what they mean, and how mistakes in them are answered."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.calendar import Quarter
from sim.problems import ScenarioError
from sim.scenario import Scenario
from tests.conftest import ROOT

WHOLE = "title: Mine\nrun: {start: 1990-Q1, end: 1995-Q4}\n"


def load(tmp_path: Path, text: str | bytes, name: str = "mine.yaml") -> Scenario:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Scenario.load(file)


def test_the_baseline_sets_nothing(baseline):
    assert baseline.values == {}
    assert (baseline.start, baseline.end) == (Quarter(1990, 1), Quarter(2018, 4))
    assert baseline.challenger == "CHN" and "USA" in baseline.critics
    assert [event.name for event in baseline.timeline] == ["delinking", "permanent_trade_status"]


def test_a_child_changes_only_what_it_says(baseline, coordinated):
    assert coordinated.values == {"dialogue.coordination": 0.9}
    kept = ("start", "end", "seed", "critics", "timeline", "outcomes")
    assert all(getattr(coordinated, name) == getattr(baseline, name) for name in kept)


def test_an_event_set_to_null_does_not_happen():
    kept = Scenario.load(ROOT / "scenarios" / "trade_link_kept.yaml")
    assert kept.timeline == ()


def test_events_set_values_from_their_quarter_on(baseline):
    rules = baseline.rules()
    linkage = [dict(step)["trade_link"].linkage for step in rules]
    quarters = [str(quarter) for quarter in baseline.quarters]
    assert linkage[quarters.index("1994-Q1")] == 1.0
    assert linkage[quarters.index("1994-Q2")] == linkage[quarters.index("2001-Q3")] == 0.3
    assert linkage[quarters.index("2001-Q4")] == linkage[-1] == 0.0


def test_states_go_by_code_or_name(tmp_path):
    named = load(tmp_path, WHOLE + "roles: {challenger: Cuba, critics: [Norway, usa]}\n")
    assert named.challenger == "CUB" and named.critics == ("NOR", "USA")


def test_the_digest_names_what_matters_and_nothing_else(baseline):
    assert baseline.change(title="Other", notes="x", replicates=9).digest == baseline.digest
    for change in ({"seed": 1}, {"values": {"drift.wander": 0.1}}, {"without": ("drift",)}):
        assert baseline.change(**change).digest != baseline.digest


# What is written, where the problem is (line:column), and what is said about it.
MISTAKES = [
    ("title: A\nlevers: {dialogue: {cordination: 0.9}}\n", "2:21",
     "there is no `levers.dialogue.cordination`; did you mean `levers.dialogue.coordination`?"),
    ("title: A\nlevers:\n  dialog:\n    coordination: 0.9\n", "3:3", "did you mean `dialogue`?"),
    ("title: A\nlevers:\n  dialogue: {coordination: 9}\n", "3:28",
     "must be between 0 and 1 (share), not `9`"),
    ("title: A\nlevers:\n  dialogue: {coordination: high}\n", "3:28", "must be a number"),
    ("title: A\nlevers:\n  dialogue: {withdrawal: 1}\n", "3:14",
     "belongs under `uncertainties`, because nobody chooses it"),
    ("title: A\nuncertainties:\n  dialogue: {coordination: 1}\n", "3:14", "belongs under `levers`"),
    ("title: A\nrun:\n  replicates: many\n", "3:15",
     "`run.replicates` must be a whole number, not `many`"),
    ("title: A\nrun: {replicates: 0}\n", "2:19", "must be at least 1, not `0`"),
    ("title: A\nrun: {sed: 1}\n", "2:7", "there is no `run.sed`; did you mean `seed`?"),
    ("title: A\nrun: {start: 1990}\n", "2:14", "`run.start` must be text"),
    ("title: A\nrun: {start: spring}\n", "2:14",
     "`spring` is not a quarter; write it like 1994-Q2"),
    ("title: A\nrun: {start: 1980-Q1}\n", "2:14", "begins in 1990-Q1"),
    ("title: A\nrun: {start: 2000-Q1, end: 1999-Q4}\n", "2:28", "before it starts in 2000-Q1"),
    ("title: A\ntitel: B\n", "2:1", "there is no `titel`; did you mean `title`?"),
    ("titel: B\n", "1:1", "there is no `titel`"),
    ("question: why\n", "1:1", "`title` is missing"),
    ("title: A\nroles: {challenger: Atlantis}\n", "2:21", "there is no state `Atlantis`"),
    ("title: A\nroles: {critics: [USA, Norwey]}\n", "2:24", "did you mean `Norway`?"),
    ("title: A\nwithout: [voting]\n", "2:11", "there is no mechanism `voting`"),
    ("title: A\noutcomes: [scop]\n", "2:12", "did you mean `scope`?"),
    ("title: A\ntimeline:\n  x: {at: 1994-Q5, set: {}}\n", "3:11", "is not a quarter"),
    ("title: A\ntimeline:\n  x: {at: 1994-Q2, set: {trade.linkage: 0}}\n", "3:26",
     "did you mean `trade_link.linkage`?"),
    ("title: A\ntimeline:\n  x: {at: 2030-Q2, fire: summit}\n", "3:11",
     "2030-Q2 is outside the run"),
    ("title: A\ntimeline:\n  x: {when: 1994-Q2}\n", "3:7", "there is no `timeline.x.when`"),
    ("title: A\ntitle: B\n", "2:1", "this key stands twice"),
    ("title: [A\n", "2:1", "this is not YAML"),
    ("title: A\n\tnotes: B\n", "2:1", "this is not YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "message"), MISTAKES)
def test_a_mistake_is_answered_with_its_place_and_the_way_out(tmp_path, text, place, message):
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path, text)
    told = str(caught.value)
    assert f"mine.yaml:{place}: " in told
    assert message in told
    assert told.endswith("nothing was run")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"- a\n- b\n", "a scenario is a mapping"),
        (b"just words\n", "a scenario is a mapping"),
        (b"title: \xff\xfe\n", "not UTF-8"),
        (b"title: a\0b\n", "binary"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"a: " + b"[" * 40 + b"]" * 40, "nested more than 20 deep"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\n" + b"".join(
            b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(98, 117)
        ), "20,000 values"),
    ],
)  # fmt: skip
def test_files_that_are_no_scenarios(tmp_path, content, message):
    with pytest.raises(ScenarioError, match=message):
        load(tmp_path, content)


# What fuzzing found, kept: each once brought a traceback.
FOUND = [
    b"title: null\nrun: null\noutcomes:\n- []\n",
    b'title: A\nextends: "\\0"\n',
    b"title: A\nroles: {critics: [[]]}\n",
    b"title: A\ntimeline: {x: {at: 1994-Q2, on: [{}], fire: []}}\n",
    b"title: A\nsweep: {over: {x: null}, named: {y: 1}}\n",
]


@pytest.mark.parametrize("content", FOUND)
def test_what_fuzzing_found_is_answered(tmp_path, content):
    with pytest.raises(ScenarioError, match="nothing was run"):
        load(tmp_path, content)


def test_all_mistakes_are_told_at_once(tmp_path):
    text = "title: A\nrun: {replicates: 0}\nlevers: {dialogue: {cordination: 1}}\nwithuot: []\n"
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path, text)
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]
    assert "3 problems; nothing was run" in str(caught.value)


def test_a_missing_file_and_a_missing_parent_name_the_nearest(tmp_path):
    load(tmp_path, WHOLE)
    with pytest.raises(ScenarioError, match=r"did you mean `.*mine\.yaml`"):
        Scenario.load(tmp_path / "mien.yaml")
    with pytest.raises(ScenarioError, match=r"did you mean `mine\.yaml`"):
        load(tmp_path, "extends: mien.yaml\ntitle: B\n", "child.yaml")


def test_extending_in_a_circle_is_refused(tmp_path):
    (tmp_path / "a.yaml").write_text("extends: b.yaml\ntitle: A\n")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\ntitle: B\n")
    with pytest.raises(ScenarioError, match="circle"):
        Scenario.load(tmp_path / "a.yaml")


def test_windows_line_ends_and_byte_order_marks_do_no_harm(tmp_path):
    text = b"\xef\xbb\xbftitle: A\r\nlevers:\r\n  dialogue: {coordination: 0.5}\r\n"
    assert load(tmp_path, text).values == {"dialogue.coordination": 0.5}


def test_numbers_in_scientific_notation_are_numbers(tmp_path):
    assert load(tmp_path, "title: A\nuncertainties: {drift: {wander: 1e-3}}\n").values == {
        "drift.wander": 0.001
    }


keys = st.sampled_from(
    ["title", "run", "levers", "timeline", "roles", "extends", "without", "outcomes", "x"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["1994-Q2", "dialogue", "coordination", "CHN", "set", "at"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.text(max_size=5) | st.sampled_from(["dialogue", "coordination", "at", "set", "start"]),
        inner, max_size=3,
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_bytes_bring_a_traceback(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("fuzz") / "fuzz.yaml"
    file.write_bytes(content)
    try:
        Scenario.load(file)
    except ScenarioError as error:
        assert str(error)


@given(st.dictionaries(keys, values, max_size=5))
@settings(max_examples=300, deadline=None)
def test_no_structure_brings_a_traceback(tmp_path_factory, content):
    from ruamel.yaml import YAML

    file = tmp_path_factory.mktemp("fuzz") / "fuzz.yaml"
    with file.open("w", encoding="utf-8", errors="surrogateescape") as stream:
        YAML(typ="safe").dump(content, stream)
    try:
        Scenario.load(file)
    except ScenarioError as error:
        assert str(error)


def test_ngos_take_part_by_name_or_role(tmp_path):
    file = tmp_path / "few.yaml"
    file.write_text("title: Few\nrun: {end: 1990-Q4}\nroles: {ngos: [exile_group, watchdog]}\n")
    scenario = Scenario.load(file)
    assert scenario.ngos == ("exile_group", "watchdog")
    ngos = scenario.setting().ngos
    assert {ngos.roles[role] for role in ngos.role[ngos.takes_part]} == {"exile_group", "watchdog"}
    file.write_text("title: Few\nroles: {ngos: [exile_grup]}\n")
    with pytest.raises(ScenarioError, match="no NGO or role of NGOs `exile_grup`; did you mean"):
        Scenario.load(file)
