"""Justice: those held without a court, those who abuse them, and those who defend them.

Theory: in the challenger, reform ends the custody that police impose without a court, though a
    part `relabelled` of those held reappears in other custody; officials abuse less as far as they
    expect to be punished, which a threat alone does not bring about; prisoners with a defence are
    treated better and serve less time:
        detention moves toward 1 - abolition, accountability toward threatened * carried_out,
            defended toward reach * defence
        regained = share denied * (custody * (1 - detention) * (1 - relabelled)
            + deterred * accountability + cared * defended)
        detained <- detained + relabelled * (what left detention this year)
        prisoners <- prisoners * (1 - shortened * defended)
    Each activity is what the state and others do by themselves, and what is paid from abroad.
Sources: China Human Rights Strategy Study Group, report of 2001; Krain 2012 and DeMeritt 2012
    (perpetrators answer to costs); Hafner-Burton 2008 (one abuse in place of another).
Writes: detention, accountability, defended, regained, detained, prisoners.
Catalogue: SB3, SB4, SB5.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.setting import Floats, Now
from sim.world import World

SEASON = 4


@dataclass(frozen=True)
class Justice:
    """Acts once a year on the challenger."""

    writes: ClassVar = (
        "detention", "accountability", "defended", "regained", "detained", "prisoners",
    )  # fmt: skip

    abolition: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of custody without a court that the state abolishes, beyond the record",
        source="re-education through labour was kept to 2013 (report of 2001)", grade="judgement",
    )  # fmt: skip
    prosecution: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of abuses for which somebody is named and charged, beyond the record",
        source="impunity in the report of 2001", grade="judgement",
    )  # fmt: skip
    carried_out: float = parameter(
        0.3, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of charges that end in a sanction, at home or on travel and career",
        source="few were punished (report of 2001)", grade="judgement",
    )  # fmt: skip
    defence: float = parameter(
        0.0, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of a full programme of paid defence, beyond the usual",
        source="report of 2001 on legal defence", grade="judgement",
    )  # fmt: skip
    relabelled: float = parameter(
        0.5, low=0.0, high=1.0, unit="share",
        meaning="of those let out of custody without a court who are held in another form",
        source="one abuse gives way to another (Hafner-Burton 2008)", grade="judgement",
    )  # fmt: skip
    pace: float = parameter(
        0.3, low=0.0, high=1.0, unit="share a year",
        meaning="how fast custody, expectations and defence follow what is done",
        source="reforms of criminal procedure took about three years", grade="judgement",
    )  # fmt: skip
    reach: float = parameter(
        0.3, low=0.0, high=1.0, unit="share",
        meaning="of political prisoners whom a full programme can defend",
        source="most are tried in secret or not at all (report of 2001)", grade="judgement",
    )  # fmt: skip
    custody: float = parameter(
        4.0, low=0.0, high=30.0, unit="points",
        meaning="rights regained where nobody is held without a court",
        source="hundreds of thousands were so held (report of 2001)", grade="judgement",
    )  # fmt: skip
    deterred: float = parameter(
        10.0, low=0.0, high=50.0, unit="points",
        meaning="rights regained where every abuse is sure to be punished",
        source="killings fell where perpetrators were named (Krain 2012, DeMeritt 2012)",
        grade="judgement",
    )  # fmt: skip
    cared: float = parameter(
        2.0, low=0.0, high=20.0, unit="points",
        meaning="rights regained where every political prisoner has a defence",
        source="report of 2001 on treatment in custody", grade="judgement",
    )  # fmt: skip
    shortened: float = parameter(
        0.1, low=0.0, high=1.0, unit="share a year",
        meaning="how much sooner those leave prison who have a defence",
        source="sentences of four or five years instead of more", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        ours = now.setting.challenger
        denied = 1.0 - now.rights[ours] / 100.0
        abolished = self._with("administrative_detention", self.abolition, world)
        threatened = self._with("impunity", self.prosecution, world) * self.carried_out
        helped = self.reach * self._with("legal_defence", self.defence, world)
        detention = world.detention + self.pace * (1.0 - abolished - world.detention)
        accountability = world.accountability + self.pace * (threatened - world.accountability)
        defended = world.defended + self.pace * (helped - world.defended)
        regained = self.custody * (1.0 - detention) * (1.0 - self.relabelled)
        regained = regained + self.deterred * accountability + self.cared * defended
        detained = world.detained.copy()
        detained[:, [ours]] += self.relabelled * (world.detention - detention)
        return {
            "detention": detention,
            "accountability": accountability,
            "defended": defended,
            "regained": denied * regained,
            "detained": detained,
            "prisoners": world.prisoners * (1.0 - self.shortened * defended),
        }

    def _with(self, strategy: str, lever: Any, world: World) -> Floats:
        """What the lever and money from abroad do together (R, 1), 0-1."""
        return np.minimum(lever + world.money_for(strategy), 1.0)
