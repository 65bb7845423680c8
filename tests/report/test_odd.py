"""The ODD document: current, complete, and true where it is written by hand."""

import re

from sim.events import EVENTS
from sim.mechanisms import catalogue
from sim.outcomes import OUTCOMES
from sim.report import odd, odd_text
from sim.world import FIELDS
from tests.conftest import ROOT

TEXT = odd.written()


def test_the_committed_document_is_current():
    again = "run `python -m sim.report.odd`"
    assert odd.FILE.read_text(encoding="utf-8") == TEXT, again


def test_it_has_the_seven_elements_in_their_order():
    heads = re.findall(r"^## (\d)\. ", TEXT, re.MULTILINE)
    assert heads == list("1234567")


def test_every_state_variable_mechanism_event_and_outcome_is_described():
    assert [name for name in FIELDS if f"\n| `{name}` |" not in TEXT] == []
    sections = re.findall(r"^### (\w+)\n", TEXT.partition("## 7. ")[2], re.MULTILINE)
    assert sorted(sections) == sorted(catalogue())
    assert [name for name in (*EVENTS, *OUTCOMES) if f"`{name}`" not in TEXT] == []


def test_every_submodel_has_its_theory_and_what_it_writes():
    for section in TEXT.partition("## 7. ")[2].split("\n### ")[1:]:
        assert "**Theory.** " in section and "**Writes.** " in section, section[:40]
        assert "**Sources.** " in section and "**Parameters.** " in section, section[:40]


def test_the_story_of_a_quarter_is_told_in_ten_steps():
    steps = TEXT.partition("## 3. ")[2].partition("## 4. ")[0]
    assert re.findall(r"^(\d+)\. \*\*", steps, re.MULTILINE) == [str(n) for n in range(1, 11)]


def test_names_in_what_is_written_by_hand_exist():
    known = {*catalogue(), *FIELDS, *OUTCOMES, *EVENTS}
    texts = [*odd_text.CONCEPTS.values(), odd_text.RANDOM, odd_text.START]
    for name in odd.names_in(texts):
        assert name in known or name.startswith("python run.py "), name


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)", TEXT):
        assert (ROOT / "docs" / target).exists(), target
    anchors = {
        re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")
        for file in ("docs/reference.md", "sim/evidence/README.md")
        for head in re.findall(r"^#+ (.+)$", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    }
    assert [a for a in re.findall(r"\.md#([^)]+)\)", TEXT) if a not in anchors] == []


def test_all_rows_of_a_table_have_as_many_cells():
    width = 0
    for line in TEXT.splitlines():
        cells = line.replace("\\|", "").count("|") if line.startswith("|") else 0
        assert cells == 0 or width in (0, cells), line
        width = cells


def test_the_shape_of_the_axes_is_all_explained():
    letters = {axis for field in FIELDS.values() for axis in field.axes if axis.isalpha()}
    assert letters == set(odd_text.AXES)
