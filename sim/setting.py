"""The Setting: the facts of a run, shape (N,) by state, (K,) by text, (Y, N) by year and state,
and its page for one quarter, `Now`. It knows nothing of replicates."""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim import evidence, facts
from sim.calendar import Quarter
from sim.ngos import Ngos
from sim.procedures import Body, sitting

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_NONE: Ints = np.array([], dtype=np.int64)

COMMON_CAUCUSES = ("european_union", "like_minded_group")
LARGEST_BODY = 53  # the Commission from 1992
GREAT_POWERS = ("CHN", "FRA", "GBR", "RUS", "SUN", "USA")  # permanent members, Security Council
FITTED_TO = 2018  # the estimates that a run of scenarios rests on


@dataclass(frozen=True)
class Texts:
    """The recurring texts (K): situations of states, and themes.

    target: column of the state concerned, -1 for a theme · leans: +1 if a Yes follows the South's
    line, -1 the West's · great_power: 1.0 if the target is a permanent member · difficulty: how
    much harder than usual the text is to win against its target, in logits.
    """

    names: tuple[str, ...]
    titles: tuple[str, ...]
    target: Ints
    leans: Ints
    first: Ints
    last: Ints
    council_quarter: Ints
    readiness: Floats
    difficulty: Floats
    great_power: Floats

    def __len__(self) -> int:
        return len(self.names)

    def only(self, text: int) -> "Texts":
        """This one text, alone on the agenda."""
        kept = {f.name: getattr(self, f.name)[text : text + 1] for f in fields(self)}
        return Texts(**kept)


@dataclass(frozen=True)
class Setting:
    """The facts of a run: shapes (N,) by state, (K,) by text, and (Y, N) by year and state.

    trade: share of world trade in percent · small: 1.0 the smallest trader, 0.0 the largest ·
    institutes: the challenger's cultural institutes hosted · financed: share of its development
    finance, with mean 1 over those that got any · allied: has a defence pact with the challenger.
    """

    quarters: tuple[Quarter, ...]
    iso3: tuple[str, ...]
    numbers: Ints
    group: Ints
    enters: Ints
    leaves: Ints
    successor: Ints
    challenger: int
    critics: Bools
    leaders: Bools
    texts: Texts
    position: Floats
    rights: Floats
    ratified: Floats
    civic_space: Floats
    media: Floats
    caucuses: dict[str, Bools]
    candidacy: dict[str, Floats]
    trade: Floats
    small: Floats
    institutes: Floats
    financed: Floats
    allied: Bools
    ngos: Ngos
    seats: int = LARGEST_BODY  # of the largest body of the run; unused seats stay empty
    reform: bool = True  # whether the Council replaces the Commission in 2006

    @classmethod
    def build(
        cls,
        quarters: tuple[Quarter, ...],
        challenger: str,
        critics: tuple[str, ...],
        leaders: tuple[str, ...],
        also: tuple[dict[str, str], ...] = (),
        reform: bool = True,
        ngos: tuple[str, ...] = (),
    ) -> "Setting":
        """The facts of these quarters with these roles.

        `also` adds states that no table knows: rows like those of states.csv. A state without a
        seat, a vote or an estimate takes the middle of everything. `ngos` names those that take
        part, by name or role; all if none is named.
        """
        lines = evidence.rows("states") + also
        iso3 = tuple(line["iso3"] for line in lines)
        years = np.arange(quarters[0].year, quarters[-1].year + 1)
        column = {code: n for n, code in enumerate(iso3)}
        institutes, financed = facts.ties(challenger, iso3)
        return cls(
            quarters=quarters,
            iso3=iso3,
            numbers=np.array([int(line["number"]) for line in lines]),
            group=np.array([evidence.GROUPS.index(line["group"]) for line in lines]),
            enters=np.array([int(line["enters"]) for line in lines]),
            leaves=np.array([int(line["leaves"] or evidence.STILL) for line in lines]),
            successor=np.array([column.get(line["successor"], -1) for line in lines]),
            challenger=column[challenger],
            critics=np.isin(iso3, critics),
            leaders=np.isin(iso3, leaders),
            texts=_texts(challenger, column),
            position=facts.by_year("ideal_points", iso3, years - 1, middle=0.0),
            rights=facts.by_year("rights", iso3, years, middle=50.0),
            ratified=facts.by_year("ratifications", iso3, years, middle=0.0) / 9.0,
            civic_space=facts.by_year("civic_space", iso3, years),
            media=facts.by_year("media", iso3, years),
            caucuses={name: facts.caucus(name, iso3, years) for name in COMMON_CAUCUSES},
            candidacy={body: facts.candidacy(body, iso3) for body in ("commission", "council")},
            trade=facts.by_year("economies", iso3, years),
            small=facts.small(iso3),
            institutes=institutes,
            financed=financed,
            allied=facts.allied(challenger, iso3, years),
            ngos=Ngos.build(iso3, challenger, ngos),
            reform=reform,
        )

    @property
    def states(self) -> int:
        return len(self.iso3)

    @cached_property
    def challenge(self) -> int:
        """The text (k) on the challenger's own situation."""
        return int(np.flatnonzero(self.texts.target == self.challenger)[0])

    @cached_property
    def old_friends(self) -> Floats:
        """Friends (N,) of the challenger's years of isolation, 1.0 or 0.0."""
        return facts.old_friends(self.iso3[self.challenger], self.iso3).astype(float)

    def now(self, step: int) -> "Now":
        """The facts as they stand in the quarter of this step."""
        return Now(self, step)


@dataclass(frozen=True)
class Now:
    """One quarter's page of the Setting: what holds today, shapes (N,) and (K,)."""

    setting: Setting
    step: int

    @cached_property
    def date(self) -> Quarter:
        return self.setting.quarters[self.step]

    @cached_property
    def body(self) -> Body | None:
        return sitting(self.date, self.setting.reform)

    @cached_property
    def in_session(self) -> bool:
        return self.body is not None and self.body.in_session(self.date)

    @cached_property
    def exists(self) -> Bools:
        """States (N,) that are members of the United Nations this year."""
        year = self.date.year
        return (self.setting.enters <= year) & (year <= self.setting.leaves)

    @cached_property
    def due(self) -> Ints:
        """The texts (indices) whose time on the agenda falls in this quarter."""
        return np.flatnonzero(self.open & self._session_of_text) if self.in_session else _NONE

    @cached_property
    def open(self) -> Bools:
        """Texts (K,) on the agenda this year; the challenger's own is always open."""
        texts, year = self.setting.texts, self.date.year
        return (texts.first <= year) & (year <= texts.last)

    @cached_property
    def _session_of_text(self) -> Bools:
        quarter = self.setting.texts.council_quarter
        once_a_year = self.body is not None and self.body.key == "commission"
        return np.full(quarter.shape, True) if once_a_year else quarter == self.date.quarter

    @cached_property
    def position(self) -> Floats:
        """Recorded ideal points (N,), as known at the end of the year before."""
        return self.setting.position[self._year]

    @cached_property
    def rights(self) -> Floats:
        """Recorded respect for human rights (N,), 0-100."""
        return self.setting.rights[self._year]

    @cached_property
    def denied(self) -> Floats:
        """What the record of rights leaves undone (N,), 0-1."""
        return 1.0 - self.rights / 100.0

    @cached_property
    def ratified(self) -> Floats:
        """Share (N,) of the nine core treaties ratified."""
        return self.setting.ratified[self._year]

    @cached_property
    def civic_space(self) -> Floats:
        """Recorded room for associations (N,), 0-1."""
        return self.setting.civic_space[self._year]

    @cached_property
    def media(self) -> Floats:
        """Recorded freedom of expression and of media (N,), 0-1."""
        return self.setting.media[self._year]

    @cached_property
    def trade(self) -> Floats:
        """Share (N,) of world trade, in percent."""
        return self.setting.trade[self._year]

    @cached_property
    def allied(self) -> Floats:
        """Whether a state (N,) has a defence pact with the challenger this year, 1.0 or 0.0."""
        return self.setting.allied[self._year].astype(float)

    def caucus(self, name: str) -> Floats:
        """Membership (N,) of a caucus this year, 1.0 or 0.0."""
        return self.setting.caucuses[name][self._year].astype(float)

    @property
    def _year(self) -> int:
        return self.date.year - self.setting.quarters[0].year


def _texts(challenger: str, column: dict[str, int]) -> Texts:
    lines = list(evidence.rows("situations"))
    if challenger not in {line["target"] for line in lines}:
        lines.append({**lines[0], "name": challenger, "title": challenger, "target": challenger})
    difficulty = {
        line["parameter"].removeprefix("difficulty."): float(line["value"])
        for line in evidence.rows("vote_parameters")
        if line["fitted_to"] == str(FITTED_TO) and line["parameter"].startswith("difficulty.")
    }
    ours = np.array([line["target"] == challenger for line in lines])
    targets = [line["target"] for line in lines]
    return Texts(
        names=tuple(line["name"] for line in lines),
        titles=tuple(line["title"] for line in lines),
        target=np.array([column[target] if target else -1 for target in targets]),
        leans=np.array([1 if line["leans"] == "south" else -1 for line in lines]),
        first=np.where(ours, 0, [int(line["first"]) for line in lines]),
        last=np.where(ours, evidence.STILL, [int(line["last"]) for line in lines]),
        council_quarter=np.array([int(line["council_quarter"]) for line in lines]),
        readiness=np.array([float(line["readiness"]) for line in lines]),
        difficulty=np.array([difficulty.get(line["name"], 0.0) for line in lines]),
        great_power=np.isin(targets, GREAT_POWERS).astype(float),
    )
