"""What is told of states: where they stand, which changes are more than luck, what came true."""

import numpy as np
import pandas as pd

from sim.analysis import by_state, effects
from sim.report import network, world
from sim.report.reliability import gap, reliability_title
from tests.report.drawn import curves


def test_a_reliability_curve_is_missed_by_nothing_if_all_comes_true_as_expected():
    even = {kind: curve.assign(came_true=curve["predicted"]) for kind, curve in curves().items()}
    assert gap(even["country"]) == 0 and "by 0.0 points" in reliability_title(even)
    off = {"country": even["country"].assign(came_true=lambda t: t["predicted"] + 0.04)}
    assert (
        reliability_title(off) == "Chances miss what came true by 4.0 points (texts on countries)"
    )


def test_former_states_stand_at_the_place_of_their_heirs():
    table = pd.DataFrame({"iso3": ["SUN", "YUG", "NOR", "DDR", "DEU"], "value": [1, 2, 3, 4, 5.0]})
    found = world.placed(table).set_index("code")["iso3"].to_dict()
    assert found == {"SUN": "RUS", "YUG": "SRB", "NOR": "NOR", "DEU": "DEU"}
    assert "Highest: DEU 5.0, NOR 3.0, YUG 2.0" in world.world_alt_text(world.placed(table), "A")


def test_states_of_the_network_do_not_stand_on_one_another():
    middle = np.random.default_rng(1).normal(0.5, 0.02, (40, 2))
    crowd = dict(enumerate([*middle, np.zeros(2), np.ones(2)]))
    spots = np.array(list(network._apart(crowd, (9.0, 7.0)).values()))
    far = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) + 9 * np.eye(len(spots))
    assert far.min() > 0.25 and (spots >= 0).all() and (spots <= (9.0, 7.0)).all()


def test_changes_of_states_hold_together_and_are_wider_than_one_alone(monkeypatch):
    luck = np.random.default_rng(1).normal(0.0, 1.0, (40, 193))
    found = {"a": np.zeros((40, 193)), "b": luck}
    names = [f"S{n}" for n in range(193)]
    monkeypatch.setattr(by_state, "values", lambda one, *_: (names, found[one]))
    table = by_state.change("a", "b", "rights", 2000, 40)
    alone = [effects.paired_effect(column) for column in luck.T]
    assert sum(low > 0 or high < 0 for _, low, high in alone) > 2  # by luck, one by one
    assert ((table["low"] < 0) & (table["high"] > 0)).all()
