"""Projects: the challenger builds abroad, fulfils rights and abuses them in the same place.

Theory: projects follow its weight in the world economy and its finance, and go where nobody asks:
        projects_i = volume * usual_i * (1 - welcome * civic_space_i)
    They bring work and roads. Those affected are harmed unless they are consulted, and the more
    the less agencies co-ordinate: quality X_i has a fat tail, P(X > x) = (1 + x)^-2, to WORST:
        harm_i = projects_i * (1 - consultation) * (abuse + flaw * (1 - coordination) * X_i)
        grievance_i <- grievance_i * (1 - redress) + harm_i - usual harm
        host_support_i <- host_support_i * (1 - fading)
                          + jobs * (projects_i - usual_i) - resentment * grievance_i
    Support draws a position to the challenger, and rights on the ground gain by work and lose by
    harm. Severe failures, X_i above SEVERE, set off protests. The record holds what is usual.
Sources: Hutchings 2019 (infrastructure and employment, no consultation; campaign-style projects,
    after Yuen Yuen Ang); Flyvbjerg and Gardner 2023 (fat tails of failing projects).
Writes: projects, grievance, host_support, departure, rights_departure, unrest.
Catalogue: A01, A06, A07.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sim.engine.draw import Draw
from sim.engine.parameter import parameter
from sim.mechanisms import Changes
from sim.mechanisms.soft_power.finance import WHOLE
from sim.setting import Floats, Now
from sim.world import World

SEASON = 2
USUAL_CONSULTATION = USUAL_COORDINATION = 0.2  # "time and again" not consulted; judgement
WORST = 19.0  # times the usual flaw: a project that fails wholly; judgement
SEVERE = 4.0  # times the usual flaw: one project in 25; judgement
MEAN = 1.0 - 1.0 / (1.0 + WORST)  # of X
MEAN_SEVERE = 1.0 / (1.0 + SEVERE) - 1.0 / (1.0 + WORST)  # of what of X lies above SEVERE


@dataclass(frozen=True)
class Projects:
    """Acts once a year on every host."""

    writes: ClassVar = (
        "projects", "grievance", "host_support", "departure", "rights_departure", "unrest",
    )  # fmt: skip

    volume: float = parameter(
        1.0, low=0.0, high=6.0, kind="lever", unit="times",
        meaning="projects of the challenger abroad, as a multiple of the record",
        source="1 is the record of its development finance", grade="measured",
    )  # fmt: skip
    consultation: float = parameter(
        USUAL_CONSULTATION, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="of those affected who are consulted and find redress",
        source="fails time and again to consult (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    coordination: float = parameter(
        USUAL_COORDINATION, low=0.0, high=1.0, kind="lever", unit="share",
        meaning="how far its agencies and firms co-ordinate",
        source="little co-ordination (Hutchings 2019, after Yuen Yuen Ang)", grade="judgement",
    )  # fmt: skip
    welcome: float = parameter(
        1.0, low=0.0, high=4.0, unit="share per share",
        meaning="by how much more projects go where associations lose their room",
        source="feeds on rising authoritarianism (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    jobs: float = parameter(
        0.2, low=0.0, high=1.0, unit="share a year",
        meaning="support that full projects win by work and roads",
        source="much-needed infrastructure and employment (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    abuse: float = parameter(
        0.15, low=0.0, high=1.0, unit="share a year",
        meaning="harm that full projects do to those who are not consulted",
        source="set so that support turns where about half are consulted", grade="judgement",
    )  # fmt: skip
    flaw: float = parameter(
        0.1, low=0.0, high=1.0, unit="share a year",
        meaning="harm that flawed projects add where nobody co-ordinates",
        source="low-quality and mismatched projects (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    redress: float = parameter(
        0.3, low=0.0, high=1.0, unit="share per year",
        meaning="how fast harm is made up or forgotten", source="a few years", grade="judgement",
    )  # fmt: skip
    resentment: float = parameter(
        0.5, low=0.0, high=3.0, unit="share per share",
        meaning="support that unredressed harm costs a year",
        source="set so that support turns where about half are consulted", grade="judgement",
    )  # fmt: skip
    fading: float = parameter(
        0.3, low=0.0, high=1.0, unit="share per year", meaning="how fast support is lost again",
        source="a few years", grade="judgement",
    )  # fmt: skip
    warmth: float = parameter(
        0.04, low=0.0, high=0.5, unit="s.d. of ideal points a year",
        meaning="how far full support draws a position to the challenger",
        source="small, as of trade (Flores-Macias and Kreps 2013)", grade="judgement",
    )  # fmt: skip
    livelihood: float = parameter(
        0.5, low=0.0, high=5.0, unit="points a year",
        meaning="respect for rights gained by full projects",
        source="work and roads help to fulfil rights (Hutchings 2019)", grade="judgement",
    )  # fmt: skip
    injury: float = parameter(
        3.0, low=0.0, high=20.0, unit="points per share",
        meaning="respect for rights lost by harm", source="no remedy (Hutchings 2019)",
        grade="judgement",
    )  # fmt: skip
    protest: float = parameter(
        0.05, low=0.0, high=0.5, unit="share",
        meaning="unrest that a severe failure of full projects sets off, per usual flaw",
        source="local protests at failed projects (Hutchings 2019)", grade="judgement",
    )  # fmt: skip

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes:
        if now.date.quarter != SEASON:
            return {}
        usual = usual_projects(now)
        asked = np.maximum(1.0 - self.welcome * world.civic_space, 0.0)
        projects = self.volume * usual * asked
        flaws = np.minimum(1.0 / np.sqrt(draw.states("quality")) - 1.0, WORST)
        more, harm = projects - usual, self._harm(projects, flaws) - self._usual_harm(usual)
        grievance = world.grievance * (1.0 - self.redress) + harm
        won = self.jobs * more - self.resentment * grievance
        support = world.host_support * (1.0 - self.fading) + won
        rights = self.livelihood * more - self.injury * harm
        return {
            "projects": projects,
            "grievance": grievance,
            "host_support": support,
            "departure": world.departure - self.warmth * support,
            "rights_departure": world.rights_departure + rights,
            "unrest": np.clip(world.unrest + self._protests(projects, usual, flaws), 0.0, 1.0),
        }

    def _harm(self, projects: Floats, flaws: Floats | float) -> Floats:
        """Harm (R, N) by projects of this quality."""
        per_project = self.abuse + self.flaw * (1.0 - self.coordination) * flaws
        return (1.0 - self.consultation) * per_project * projects

    def _usual_harm(self, usual: Floats) -> Floats:
        """Harm (N,), or (R, N), that the record holds."""
        flawed = self.flaw * (1.0 - USUAL_COORDINATION) * MEAN
        return (1.0 - USUAL_CONSULTATION) * (self.abuse + flawed) * usual

    def _protests(self, projects: Floats, usual: Floats, flaws: Floats) -> Floats:
        """Unrest (R, N) that severe failures add to what is usual."""
        unheard = (1.0 - self.consultation) * (1.0 - self.coordination)
        expected = (1.0 - USUAL_CONSULTATION) * (1.0 - USUAL_COORDINATION) * MEAN_SEVERE
        failed = unheard * projects * np.maximum(flaws - SEVERE, 0.0)
        return self.protest * (failed - expected * usual)


def usual_projects(now: Now) -> Floats:
    """Projects of the challenger (N,) by the record, of the most that one host can take."""
    share = now.setting.financed / (1.0 + now.setting.financed)
    return np.minimum(now.trade[now.setting.challenger] / WHOLE, 1.0) * share
