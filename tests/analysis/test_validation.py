"""The validation suite: its arithmetic by hand, rows that fail when they must, and its page."""

import json
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from sim.analysis.backcast import motions, replay
from sim.analysis.paired import moved
from sim.analysis.validation import SUITE, Result, Row, Trial, attempt, chosen, lines, suite, total
from sim.analysis.validation.history import Draft, members, motions_told
from sim.analysis.validation.page import FILE, cells
from sim.analysis.validation.rows import (
    about_none,
    at_least,
    at_most,
    falls,
    near,
    of_share,
    ratio_of,
    rises,
    summed,
    untested,
)
from sim.calendar import Quarter
from sim.cli.validate import command

FIRST = ["id", "kind", "target", "result", "low", "high", "passed", "used_in_fitting"]
WITHHELD = {"V3", "V4", "V11"}
UP = moved(np.array([1.0, 2.0, 3.0, 2.0]))
DOWN, NONE = moved(-UP.differences), moved(np.array([0.1, -0.1, 0.1, -0.1]))


def row(*parts, kind="F", used=False) -> Row:
    return Row("V99", kind, "a row made up", lambda trial: list(parts), used)


def tried(*parts, **more) -> Result:
    return attempt(row(*parts, **more), Trial(2))


# --- arithmetic --------------------------------------------------------------------------------


def test_bounds_count_as_inside():
    assert near("a", "", 0.5, 0.25, 0.25).passed and near("a", "", 0.5, 0.25, 0.75).passed
    assert not near("a", "", 0.5, 0.25, 0.76).passed
    assert at_least("a", "", 9, 9).passed and not at_least("a", "", 9, 8).passed
    assert at_most("a", "", 2.5, 2.5).passed and not at_most("a", "", 2.5, 2.6).passed


def test_a_sign_holds_only_if_the_whole_interval_has_it():
    assert rises("a", "", UP).passed and not rises("a", "", NONE).passed
    assert falls("a", "", DOWN).passed and not falls("a", "", UP).passed
    assert UP.effect == 2.0 and rises("a", "", UP).low == pytest.approx(2 - 3.182 * 0.408, abs=0.01)


def test_no_effect_is_an_interval_that_is_narrow_enough():
    assert about_none("a", "", NONE, 0.3).passed
    assert not about_none("a", "", NONE, 0.1).passed  # not shown, even with a mean of nothing


def test_a_row_holds_if_all_its_parts_do_and_shows_the_worst():
    good, better = near("good", "", 10, 2, 11), near("better", "", 10, 2, 10)
    bad, worse = near("bad", "two off", 10, 1, 12), near("worse", "three off", 10, 1, 13)
    whole = summed(row(good, better), [good, better])
    assert whole.passed and whole.result == 11
    whole = summed(row(good, bad, worse), [good, bad, worse])
    assert whole.passed is False and whole.result == 13 and whole.reason == "three off"


def test_what_is_not_tested_neither_holds_nor_fails():
    missing = untested("b", "", 59, "near 59", "the model has no such thing")
    assert tried(near("a", "", 1, 1, 1), missing).whole.passed is True
    alone = tried(missing)
    assert alone.whole.passed is None
    assert total([alone, tried(near("a", "", 1, 1, 1))]) == (
        "1 of 1 rows hold (F 1 of 1); of those not used in fitting 1 of 1; rows not tested: 1"
    )


def test_shares_and_ratios_have_intervals_around_them():
    low, high, _ = of_share(np.array([True] * 8 + [False] * 2))
    assert low == pytest.approx(0.490, abs=0.001) and high == pytest.approx(0.943, abs=0.001)
    ratio, (low, high, _) = ratio_of(np.array([1.0, 2, 3]), np.array([2.0, 4, 6]), 1)
    assert ratio == low == high == 0.5
    assert ratio_of(np.ones(3), np.zeros(3), 1)[0] == 0.0


# --- what is promised --------------------------------------------------------------------------


def test_a_line_per_row_and_per_part_with_the_promised_keys_first():
    told = lines([tried(near("a", "", 1, 1, 1), near("b.c", "", 1, 1, 3), kind="C", used=True)])
    assert [line["id"] for line in told] == ["V99", "V99.a", "V99.b.c"]
    assert [line["passed"] for line in told] == [False, True, False]
    assert all(list(line)[:8] == FIRST for line in told)
    assert told[0]["parts"] == 2 and told[0]["held"] == 1 and told[0]["used_in_fitting"] is True
    assert len(lines([tried(near("a", "", 1, 1, 1))])) == 1


def test_the_suite_has_every_row_that_is_not_kept_back_in_order():
    ids = [one.id for one in SUITE]
    assert ids == [f"V{n}" for n in range(1, 34) if f"V{n}" not in WITHHELD]
    assert all(one.kind in "TFC" and one.says.endswith(".") for one in SUITE)
    assert all(bool(one.fitting) == one.used_in_fitting for one in SUITE)


def test_rows_are_chosen_by_id_or_kind():
    assert [one.id for one in chosen(["v9", "C"])] == ["V5", "V6", "V7", "V8", "V9", "V16"]
    with pytest.raises(KeyError, match="V4"):
        chosen(["V4"])


def test_rows_do_not_depend_on_the_workers_nor_on_each_other():
    ids = ["V9", "V17"]
    together = lines(suite(ids, replicates=4, workers=2))
    assert together == lines([one for i in ids for one in suite([i], replicates=4)])
    assert together == lines(suite(ids, replicates=4))
    assert together != lines(suite(ids, replicates=4, seed=7))


def test_a_row_that_breaks_says_so_and_is_not_counted_as_failed():
    def broken(trial):
        raise ZeroDivisionError("nothing to divide by")

    found = attempt(Row("V98", "F", "broken", broken), Trial(2))
    assert found.whole.passed is None and "nothing to divide by" in found.broke


# --- rows that must fail -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def replays():
    return [replay(one, 256) for one in motions() if one.procedure == "no_action"]


def test_tallies_turned_round_fail(replays):
    turned = [replace(one, tallies=one.tallies[:, [1, 0, 2]]) for one in replays]
    assert not any(part.passed for part in motions_told(turned, 2006))
    exact = [replace(one, tallies=np.tile(np.array(one.motion.actual), (8, 1))) for one in replays]
    error, outcomes = motions_told(exact, 2006)
    assert error.result == 0.0 and outcomes.result == 11


BREAKS = {
    "V20": {"dialogue.opening": 0.0},  # nobody is in a dialogue
    "V29": {"peer_pressure.persuasion": 0.0},  # nobody listens to peers
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_row_fails_in_a_world_without_what_it_rests_on(name):
    one = chosen([name])[0]
    assert attempt(one, Trial(8)).whole.passed is True
    assert attempt(one, Trial(8, values=BREAKS[name])).whole.passed is False


# --- who votes ---------------------------------------------------------------------------------


def test_those_vote_who_sat_on_the_day():
    march = members(Draft(kind="theme", topic="any", leans="south", quarter=Quarter(2018, 1)))
    assert len(march) == 47 and "USA" in march and "ISL" not in march
    assert (
        len(members(Draft(kind="country", target="IRN", body="assembly", quarter=Quarter(2007, 4))))
        == 192
    )
    commission = Draft(kind="country", target="RUS", body="commission", quarter=Quarter(2002, 2))
    assert len(members(commission)) == 53


# --- the page and the command ------------------------------------------------------------------


def test_the_page_has_every_row_with_what_it_rests_on():
    said = FILE.read_text(encoding="utf-8")
    for one in SUITE:
        assert f"| **{one.id}** | {one.kind} | **{one.title}" in said, one.id
        assert f"- {one.id}: {one.says}\n" in said
        assert one.fitting in said


def test_the_page_has_the_targets_of_the_code():
    said = FILE.read_text(encoding="utf-8").splitlines()
    for result in suite(["V9", "V10", "V13", "V17"], replicates=2):
        for name, _, test, must, *_ in cells(result)[1:]:
            line = f"| {result.row.id}.{name.strip()} |  | {test} | {must} |"
            assert any(one.startswith(line) for one in said), line


def test_the_command_prints_json_and_fails_only_if_asked_to():
    say = CliRunner().invoke
    found = say(command, ["--only", "V9", "--replicates", "4", "--json", "--quiet"])
    told = json.loads(found.stdout)
    assert found.exit_code == 0 and told[0]["id"] == "V9" and list(told[0])[:8] == FIRST
    strict = say(command, ["--only", "V9", "--replicates", "4", "--strict", "--quiet"])
    assert strict.exit_code == (0 if told[0]["passed"] else 1)


def test_an_unknown_row_is_answered_with_the_nearest_and_with_what_is_kept_back():
    found = CliRunner().invoke(command, ["--only", "V4"])
    assert found.exit_code == 2 and "kept back" in found.output
    assert "did you mean" in CliRunner().invoke(command, ["--only", "V199"]).output
