"""What rests on what: on functions whose shares are known, through our own wiring."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.analysis.ranges import Range, ranges, usual
from sim.analysis.screening import screen
from sim.analysis.sensitivity import QUICK, Size, sensitivity
from sim.analysis.shares import judgement_share, luck_left, shares
from sim.calendar import Quarter
from sim.engine.parameter import Parameter
from sim.mechanisms import every_parameter

WEIGHTS = np.array([4.0, 2.0, 1.0, 0.5, 0.0, 0.0])
GRADES = ["judgement", "estimated", "judgement", "literature", "judgement", "judgement"]
FOUND = [Range(f"rule_{n // 2}.p{n}", 0.0, 0.5, 1.0, grade) for n, grade in enumerate(GRADES)]
SHARE = WEIGHTS**2 / (WEIGHTS**2).sum()
QUANTITIES = [("scope", "level"), ("scope", "effect")]


def additive(label, at):
    """The level is a sum without luck; to the effect luck adds as much variance as the second
    parameter does, in each of four replicates."""
    level = at @ WEIGHTS
    luck = np.random.default_rng(7).normal(0, 2 / np.sqrt(12), (len(at), 4))
    return np.stack([np.tile(level[:, None], 4), level[:, None] + luck], axis=2)


@pytest.fixture(scope="module")
def known():
    return shares(FOUND, (0, 1, 2), QUANTITIES, additive, 128, 1)


def one(table, name, by, quantity="level"):
    row = table[(table["name"] == name) & (table["by"] == by) & (table["quantity"] == quantity)]
    return row.iloc[0]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_sum_gives_back_its_shares(known, n):
    row = one(known.table, FOUND[n].name, "parameter")
    assert row["first_low"] <= SHARE[n] <= row["first_high"]
    assert row["total"] == pytest.approx(SHARE[n], abs=0.1)


def test_what_screening_dropped_is_lumped_by_grade(known):
    table = known.table
    assert one(table, "others, literature", "parameter")["first"] == pytest.approx(
        SHARE[3], abs=0.03
    )
    assert one(table, "others, judgement", "parameter")["total"] == pytest.approx(0.0, abs=1e-9)


def test_shares_by_mechanism_and_by_grade(known):
    table = known.table
    assert one(table, "rule_0", "mechanism")["total"] == pytest.approx(SHARE[:2].sum(), abs=0.15)
    assert one(table, "estimated", "grade")["first"] == pytest.approx(SHARE[1], abs=0.1)


def test_what_rests_on_guesses_is_a_number_with_an_interval(known):
    share, low, high = judgement_share(known.table, "scope", "level")
    assert low <= SHARE[0] + SHARE[2] <= high
    assert 0 <= low < share < high <= 1 and high - low < 0.2


def test_luck_is_told_apart_from_guesses(known):
    """Luck of variance 1/3 in one run, a quarter of it in a mean of four, beside 21.25/12."""
    variance = (WEIGHTS**2).sum() / 12
    expected = (1 / 12) / (variance + 1 / 12)
    share, low, high = luck_left(known.table, "scope")
    assert low <= expected <= high and share == pytest.approx(expected, rel=0.2)
    run = one(known.table, "of a single run", "luck", "effect")["first"]
    assert run == pytest.approx((1 / 3) / (variance + 1 / 3), rel=0.2)
    assert luck_left(known.table, "scope", "level")[0] == pytest.approx(0.0, abs=1e-9)


def test_where_the_draws_lie(known):
    row = known.spread.set_index("quantity").loc["level"]
    assert row["at_values"] == pytest.approx(WEIGHTS.sum() / 2)
    assert row["low"] < row["mean"] < row["high"] and row["draws"] == 256
    assert row["above_zero"] == 1 and row["above_low"] > 0.98


def test_what_nothing_moves_is_said_to_be_moved_by_nothing():
    still = shares(
        FOUND, (0,), [("scope", "effect")], lambda _, at: np.zeros((len(at), 2, 1)), 8, 1
    )
    assert np.isnan(judgement_share(still.table, "scope")).all()
    with pytest.raises(KeyError):
        judgement_share(still.table, "rights")


def test_screening_keeps_what_matters():
    found = screen(FOUND, QUANTITIES[:1], lambda _, at: additive(_, at)[:, :, :1], 4, 2, 1)
    assert found.kept == (0, 1)
    row = found.table.query("stage == 'parameter' and name == 'rule_0.p0'").iloc[0]
    assert row["mu_star"] == pytest.approx(4.0)  # of the whole range, by hand
    still = screen(FOUND, QUANTITIES[:1], lambda _, at: np.zeros((len(at), 1, 1)), 2, 2, 1)
    assert still.kept == ()


def declared(value, low, high, grade="judgement", unit="logits", error=0.0):
    return Parameter("p", value, low, high, unit, "m", "s", grade, "uncertainty", error)


@pytest.mark.parametrize(
    ("parameter", "ends"),
    [
        (declared(2.0, 0.0, 20.0), (1.0, 4.0)),  # half to double
        (declared(-2.0, -10.0, 5.0, "estimated"), (-3.0, -4 / 3)),  # by 1.5
        (declared(2.0, 0.0, 3.0), (1.0, 3.0)),  # cut at the bound
        (declared(0.5, 0.0, 1.0), (1 / 3, 2 / 3)),  # odds of 1 halved and doubled
        (declared(0.0, 0.0, 20.0), (0.0, 2.0)),  # a tenth of the width
        (declared(2008.0, 1980.0, 2040.0, unit="year"), (2002.0, 2014.0)),
        (declared(1.5, 0.5, 2.5, "estimated", error=0.2), (1.1, 1.9)),  # two standard errors
    ],
)
def test_the_usual_range_by_hand(parameter, ends):
    assert usual(parameter) == pytest.approx(ends)


def test_every_range_holds_its_value_and_keeps_its_bounds():
    for name, parameter in every_parameter().items():
        low, high = usual(parameter)
        assert parameter.low <= low <= parameter.value <= high <= parameter.high, name
        assert low < high, name


def test_half_of_the_draws_lie_below_the_value():
    one = Range("a.b", 1.0, 2.0, 6.0, "judgement")
    assert one.at(np.array([0.0, 0.25, 0.5, 0.75, 1.0])).tolist() == [1.0, 1.5, 2.0, 4.0, 6.0]


def test_what_a_scenario_sets_or_actors_choose_does_not_vary(baseline, coordinated):
    names = {one.name for one in ranges(baseline, coordinated)}
    assert "sponsorship.threshold" in names and "lobbying.envoys" not in names
    sets = coordinated.change(values={"sponsorship.threshold": 1.0})
    assert "sponsorship.threshold" not in {one.name for one in ranges(baseline, sets)}
    chosen = {one.name for one in ranges(baseline, coordinated, levers=True)}
    assert "lobbying.envoys" in chosen
    assert not chosen & {"dialogue.coordination", "trade_link.linkage"}  # by file, by timeline
    without = coordinated.change(without=("sponsorship",))
    still = {one.name for one in ranges(baseline, without)}
    assert "sponsorship.threshold" in still  # it plays in the baseline


def test_a_scenario_beside_its_baseline(baseline, coordinated, tmp_path):
    """Through the model itself, on three parameters and two years."""
    both = [
        one.change(end=Quarter(1991, 4), outcomes=("scrutiny",)) for one in (baseline, coordinated)
    ]
    wanted = ("sponsorship.threshold", "sponsorship.attention", "country_stance.shock")
    found = tuple(one for one in ranges(*both) if one.name in wanted)
    told = sensitivity(*both, found, Size(2, 8, 2, 2), tmp_path)
    assert told.quantities == (("scrutiny", "level"), ("scrutiny", "effect"))
    assert set(told.shares.table["quantity"]) == {"level", "effect"}
    assert "Scrutiny of the challenger: " in told.sentences[0]
    alone = sensitivity(both[0], both[0], found, Size(2, 8, 2, 2), tmp_path)
    assert alone.concluded == "level" and alone.quantities == (("scrutiny", "level"),)


def test_how_long_it_takes_grows_with_what_is_asked():
    assert QUICK.runs(FOUND) < Size().runs(FOUND) < Size(points=128).runs(FOUND)
    assert Size().runs(FOUND, 1) * 2 == Size().runs(FOUND, 2)


def test_sentences_are_made_from_the_numbers(known):
    from sim.analysis.sensitivity import Sensitivity

    scenario = SimpleNamespace(outcomes=("scope",), digest="a")
    base = SimpleNamespace(digest="b")
    told = Sensitivity(base, scenario, tuple(FOUND), Size(replicates=4), None, known)
    share, low, high = (
        f"{x:.0%}".replace("%", " %") for x in judgement_share(known.table, "scope")
    )
    assert f"guesses carry {share} ({low} to {high})" in told.sentences[0]
    assert (
        "it is higher with the scenario in 100 % (99 % to 100 %) of 256 draws" in told.sentences[0]
    )
