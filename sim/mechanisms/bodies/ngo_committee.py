"""The committee that admits NGOs: one member's question is enough to make an NGO wait.

Theory: the 19 seats of the committee fall by regional group to states of every kind; in each group
    the share s_g of states that do not want to be watched (like-minded, or of poor record) holds
    `eagerness` times its share of seats. If each of them questions an application on rights
    with chance `questions`,
        asked = 1 - product over groups of (1 - questions * s_g) ^ seats_g
        admitted at first = (1 - asked) * unasked_pass + asked * asked_pass
    the rest wait. A session at which nobody asks anew lets `dropped` of them through, so one waits
    1 / (2 * dropped * (1 - asked)) years. The parent body can admit over the committee's head.
    NGOs inside testify. What usual numbers do is in the record; each year pressure departs from it
    by witness * (accredited / (accredited + deferred) - usual).
Sources: procedures/ngo_committee.yaml; Nathan and Scobell 2009; records of the committee (one NGO
    was asked a hundred questions in a decade; granted over the committee in July 2016).
Writes: accredited, deferred, overrides, pressure.
Catalogue: N66e.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.evidence import GROUPS
from sim.mechanisms import Changes
from sim.procedures import dated
from sim.setting import Now
from sim.world import World

FILE = "ngo_committee"
GROUP = np.arange(len(GROUPS))[:, None]


@dataclass(frozen=True)
class NgoCommittee:
    """Acts at the committee's two sessions, and when the parent body meets in July."""

    writes: ClassVar = ("accredited", "deferred", "overrides", "pressure")

    questions: float = parameter(
        0.2, low=0.0, high=1.0, kind="lever", unit="chance",
        meaning="chance that a member who does not want to be watched questions an application",
        source="a third of human-rights NGOs pass at first", grade="judgement",
    )  # fmt: skip
    overrides: float = parameter(
        0.02, low=0.0, high=1.0, kind="lever", unit="share a year",
        meaning="share of those waiting for whom friends of NGOs ask a vote of the parent body",
        source="a handful by 2018, one of them in July 2016 by 40 to 5", grade="judgement",
    )  # fmt: skip
    eagerness: float = parameter(
        1.5, low=0.0, high=4.0, unit="ratio",
        meaning="how much more often states that do not want to be watched win seats there",
        source="ten of nineteen voted against a press-freedom NGO in May 2016", grade="judgement",
    )  # fmt: skip
    poor: float = parameter(
        25.0, low=0.0, high=100.0, unit="points", meaning="below which a record is called poor",
        source="lowest quarter of states about 2000 (rights scores)", grade="judgement",
    )  # fmt: skip
    applications: float = parameter(
        20.0, low=0.0, high=500.0, unit="NGOs a year",
        meaning="human-rights NGOs that apply for the first time",
        source="a tenth of about two hundred new applications a year", grade="judgement",
    )  # fmt: skip
    unasked_pass: float = parameter(
        0.75, low=0.0, high=1.0, unit="share", meaning="admitted at first where nobody asks",
        source="124 of 164 new applications in 2017", grade="measured",
    )  # fmt: skip
    asked_pass: float = parameter(
        0.3, low=0.0, high=1.0, unit="share", meaning="admitted at first where somebody asks",
        source="human-rights NGOs pass less than half as often", grade="judgement",
    )  # fmt: skip
    dropped: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a session",
        meaning="of those waiting, let through when nobody asks anew",
        source="waits of five to ten years for those who are asked again and again",
        grade="judgement",
    )  # fmt: skip
    lapse: float = parameter(
        0.02, low=0.0, high=1.0, unit="share a year",
        meaning="status lost by NGOs that close or do not report",
        source="withdrawals for missing reports every year", grade="judgement",
    )  # fmt: skip
    usual: float = parameter(
        0.8, low=0.0, high=1.0, unit="share",
        meaning="human-rights NGOs inside, of all who asked, as in the record",
        source="the committee decides on most and defers the rest from year to year",
        grade="judgement",
    )  # fmt: skip
    witness: float = parameter(
        0.1, low=0.0, high=1.0, unit="share of the attention after the crackdown, a year",
        meaning="attention to the challenger that NGOs would renew if all were admitted",
        source="testimony of NGOs in sessions (Nathan and Scobell 2009)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        quarter = now.date.quarter
        if quarter == dated(FILE, "appeal", now.date)["quarter"]:
            liberal = (now.position[now.exists] >= 0).mean()
            won = draw.world("appeal") < liberal
            granted = self.overrides * world.deferred * won
            return {
                "accredited": world.accredited + granted,
                "deferred": world.deferred - granted,
                "overrides": world.overrides + granted,
            }
        sessions = dated(FILE, "sessions", now.date)["quarters"]
        if quarter not in sessions:
            return {}
        asked = self.asked(now)
        applied = self.applications / len(sessions)
        at_first = applied * ((1.0 - asked) * self.unasked_pass + asked * self.asked_pass)
        through = self.dropped * (1.0 - asked) * world.deferred
        lapsed = self.lapse / len(sessions) * world.accredited
        accredited = world.accredited - lapsed + at_first + through
        deferred = world.deferred + applied - at_first - through
        inside = accredited / np.maximum(accredited + deferred, 1.0)
        heard = self.witness / len(sessions) * (inside - self.usual)
        pressure = np.maximum(world.pressure + heard, 0.0)
        return {"accredited": accredited, "deferred": deferred, "pressure": pressure}

    def asked(self, now: Now) -> Any:
        """The chance, a number or (R, 1), that somebody questions an application on rights."""
        wary = (now.caucus("like_minded_group") > 0) | (now.rights < self.poor)
        there = now.exists[None, :] & (now.setting.group == GROUP)
        share = (wary[..., None, :] & there).sum(axis=-1) / np.maximum(there.sum(axis=-1), 1)
        held = np.minimum(self.eagerness * share, 1.0)
        seats = dated(FILE, "seats", now.date)
        unasked = (1.0 - self.questions * held) ** np.array([seats[group] for group in GROUPS])
        return 1.0 - unasked.prod(axis=-1, keepdims=True)
