"""What the tables give to a run: trade, ties and alliances in the shapes of the Setting."""

import numpy as np
import pytest

from sim.calendar import Quarter
from sim.setting import Setting

QUARTERS = tuple(Quarter(year, 1) for year in range(1989, 2020))
EXTRA = {
    "number": "900", "iso3": "XXA", "name": "Atlantis", "group": "AFRICA",
    "enters": "1990", "leaves": "", "successor": "",
}  # fmt: skip


def build(challenger: str) -> tuple[Setting, dict[str, int]]:
    setting = Setting.build(QUARTERS, challenger, ("USA",), ("USA",), (EXTRA,))
    return setting, {code: n for n, code in enumerate(setting.iso3)}


def test_trade_and_smallness() -> None:
    setting, at = build("CHN")
    years, states = len(QUARTERS), len(setting.iso3)
    assert setting.trade.shape == (years, states) and setting.small.shape == (states,)
    assert setting.small[at["USA"]] == setting.small.min() == 0.0
    assert setting.small[at["TUV"]] > 0.9 and setting.small.max() == 1.0
    assert setting.small[at["XXA"]] == pytest.approx(0.5)
    assert (setting.trade[25] == setting.trade[-1]).all()  # the table ends in 2014
    now = setting.now(5)
    assert (now.trade == setting.trade[5]).all()
    assert now.trade[at["XXA"]] == np.median(now.trade[: at["XXA"]])


def test_ties_of_china_are_those_on_record() -> None:
    setting, at = build("CHN")
    assert setting.institutes[at["USA"]] > 100 and setting.financed[at["USA"]] == 0
    assert setting.financed[at["PAK"]] > 5
    assert setting.institutes[at["CHN"]] == setting.financed[at["CHN"]] == 0
    known = setting.financed[: at["XXA"]]
    assert known[known > 0].mean() == pytest.approx(1.0)


@pytest.mark.parametrize("challenger", ["USA", "RUS", "CUB"])
def test_ties_of_others_make_no_difference(challenger: str) -> None:
    setting, at = build(challenger)
    for ties in (setting.institutes, setting.financed):
        others = np.delete(ties, at[challenger])
        assert ties[at[challenger]] == 0 and others.min() == others.max() > 0


def test_allied_with_the_challenger() -> None:
    setting, at = build("CHN")
    assert np.flatnonzero(setting.allied.any(axis=0)).tolist() == [at["PRK"]]
    assert setting.allied.dtype == bool and setting.now(5).allied.sum() == 1.0
    setting, at = build("RUS")
    assert setting.allied[0, at["POL"]] and not setting.allied[4, at["POL"]]  # with the USSR
    assert setting.allied[20, at["ARM"]]
    assert not build("CUB")[0].allied.any()
