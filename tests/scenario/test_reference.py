"""The reference of scenario files: current, complete and readable as Markdown."""

from sim.engine.parameter import declared
from sim.events import EVENTS
from sim.mechanisms import catalogue
from sim.outcomes import OUTCOMES
from sim.scenario import reference
from sim.scenario.schema import keys, schema


def test_the_committed_reference_is_current():
    again = "run `python -m sim.scenario.reference`"
    assert reference.FILE.read_text(encoding="utf-8") == reference.written(), again


def test_every_mechanism_has_its_section_with_all_its_parameters():
    sections = {
        section.partition("\n")[0]: section
        for section in reference.written().partition("## Events")[0].split("\n### ")[1:]
    }
    assert set(sections) == set(catalogue())
    for name, mechanism in catalogue().items():
        for parameter in declared(mechanism).values():
            row = next(
                line
                for line in sections[name].splitlines()
                if line.startswith(f"| `{parameter.name}` |")
            )
            for cell in (parameter.unit, parameter.grade, parameter.meaning, parameter.source):
                assert cell.replace("|", "\\|") in row


def test_every_key_event_and_outcome_has_its_row():
    text = reference.written()
    names = [*(name for name, _ in keys(schema())), *EVENTS, *OUTCOMES]
    assert [name for name in names if f"\n| `{name}` |" not in text] == []


def test_all_rows_of_a_table_have_as_many_cells():
    width = 0
    for line in reference.written().splitlines():
        cells = line.replace("\\|", "").count("|")
        assert cells == 0 or width in (0, cells), line
        width = cells


def test_a_rival_says_how_it_is_put_in():
    assert "`instead: {lobbying: rewarding}`" in reference.written()
