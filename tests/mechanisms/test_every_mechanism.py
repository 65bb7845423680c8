"""What every rule owes: shapes kept, rows independent, nothing written in secret, all declared."""

import inspect
import re
from pathlib import Path

import numpy as np
import pytest

from sim.engine.parameter import GRADES, declared
from sim.engine.schedule import ORDER, plays
from sim.mechanisms import catalogue
from sim.world import SHAPES
from tests.mechanisms.worlds import invented, luck

RULES = catalogue()
QUARTERS = ["1990-Q1", "1992-Q1", "1994-Q2", "1998-Q4", "2003-Q1", "2006-Q2", "2010-Q3", "2013-Q1"]
ROWS = 5


def cases():
    return [(name, quarter) for name in sorted(RULES) for quarter in QUARTERS]


@pytest.fixture(scope="module")
def setting(baseline):
    return baseline.setting()


def moment(setting, quarter):
    return setting.now([str(q) for q in setting.quarters].index(quarter))


@pytest.mark.parametrize(("name", "quarter"), cases())
def test_keeps_shapes_and_kinds_and_writes_what_it_says(setting, name, quarter):
    now = moment(setting, quarter)
    world = invented(setting, now, ROWS)
    before = {field: getattr(world, field).copy() for field in SHAPES}
    rule = RULES[name]()
    changes = rule(world, now, luck(setting, now, ROWS, event=name))
    assert set(changes) <= set(rule.writes)
    for field, values in changes.items():
        old = getattr(world, field)
        assert values.shape == old.shape, field
        assert values.dtype.kind == old.dtype.kind, field
        assert np.isfinite(values).all(), field
    for field, values in before.items():
        assert np.array_equal(values, getattr(world, field)), f"{field} was changed in place"


@pytest.mark.parametrize(("name", "quarter"), cases())
def test_a_row_does_not_depend_on_its_neighbours(setting, name, quarter):
    now = moment(setting, quarter)
    world = invented(setting, now, ROWS)
    rule = RULES[name]()
    together = rule(world, now, luck(setting, now, ROWS, event=name))
    for row in (0, ROWS - 1):
        fields = {field: getattr(world, field)[row : row + 1] for field in SHAPES}
        alone = rule(world.with_(**fields), now, luck(setting, now, 1, row, name))
        for field, values in together.items():
            assert alone[field].tobytes() == values[row : row + 1].tobytes(), field


def test_every_rule_writes_all_it_says_at_some_time(setting):
    """A field named in `writes` that no quarter ever returns would be a lie."""
    written: dict[str, set[str]] = {name: set() for name in RULES}
    for now in (setting.now(step) for step in range(len(setting.quarters))):
        world = invented(setting, now, 1)
        for name, rule in RULES.items():
            if written[name] != set(rule.writes):
                written[name] |= set(rule()(world, now, luck(setting, now, 1, event=name)))
    assert written == {name: set(rule.writes) for name, rule in RULES.items()}


def test_the_order_of_events_names_every_rule_once():
    stand_ins = {name for name, rule in RULES.items() if plays(name, rule) != name}
    assert sorted(ORDER) == sorted(set(RULES) - stand_ins)
    assert {plays(name, RULES[name]) for name in stand_ins} <= set(ORDER)


@pytest.mark.parametrize("name", sorted(RULES))
def test_is_documented_and_short(name):
    module = inspect.getmodule(RULES[name])
    text = module.__doc__ or ""
    for heading in ("Theory:", "Sources:", "Writes:"):
        assert heading in text, heading
    said = re.search(r"Writes: ([\w, \n]+)\.", text)
    assert said is not None
    assert {word.strip() for word in said[1].split(",")} == set(RULES[name].writes)
    code = Path(inspect.getfile(module)).read_text().split('"""', 2)[2]
    rule = code[code.index("def __call__") :]
    assert rule.count("\n") < 80
    assert code.count("\n") < 150


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_parameter_is_declared_whole(name):
    for parameter in declared(RULES[name]).values():
        assert parameter.unit and parameter.meaning and len(parameter.source) > 8, parameter
        assert parameter.grade in GRADES
        assert parameter.low <= parameter.value <= parameter.high
        assert parameter.low < parameter.high


@pytest.mark.parametrize("name", sorted(RULES))
def test_an_uncertain_parameter_is_a_number_in_every_row(setting, name):
    """A column (R, 1) of values does in each row what the number does in a run of its own."""
    for parameter in declared(RULES[name]).values():
        values = np.linspace(parameter.low, parameter.high, ROWS)[:, None]
        uncertain = RULES[name](**{parameter.name: values})
        for quarter in ("1994-Q2", "1998-Q4", "2003-Q1", "2006-Q2", "2013-Q1"):
            now = moment(setting, quarter)
            world = invented(setting, now, ROWS)
            together = uncertain(world, now, luck(setting, now, ROWS, event=name))
            for row in range(ROWS):
                fields = {field: getattr(world, field)[row : row + 1] for field in SHAPES}
                single, draw = world.with_(**fields), luck(setting, now, 1, row, name)
                number = RULES[name](**{parameter.name: float(values[row, 0])})
                column = RULES[name](**{parameter.name: values[row : row + 1]})
                by_number, by_column = number(single, now, draw), column(single, now, draw)
                for field, changed in together.items():
                    told = (parameter.name, field)
                    assert changed.shape == getattr(world, field).shape, told
                    assert np.array_equal(by_column[field][0], changed[row]), told
                    assert np.allclose(by_number[field][0], changed[row], rtol=1e-12), told
