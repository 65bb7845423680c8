"""What the tables say of given states and years, in the shapes of the Setting: (N,) and (Y, N)."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from sim import evidence

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

HOME_OF_TIES = "CHN"  # the state whose institutes and finance are on record
# Friends of the years of isolation: who brought in the draft (A/L.630) by which the Assembly gave
# China its seat in 1971; both Yemens are one column. None are known of another challenger.
OLD_FRIENDS = {
    "CHN": (
        "ALB", "COG", "CUB", "DZA", "GIN", "GNQ", "IRQ", "LKA", "MLI", "MMR", "MRT", "NPL", "PAK",
        "ROU", "SDN", "SLE", "SOM", "SYR", "TZA", "YEM", "YUG", "ZMB",
    ),
}  # fmt: skip
ALLIANCE = "defense"  # the kind that counts: most other pacts only renounce force


def by_year(name: str, iso3: tuple[str, ...], years: Ints, middle: float | None = None) -> Floats:
    """The figures (Y, N) of a table; a state that it does not know has `middle`, or the median."""
    known = evidence.by_year(name)
    found = np.isin(iso3, known.iso3)
    values = known.at(tuple(s for s in iso3 if s in known.iso3), years)
    table = np.empty((len(years), len(iso3)))
    table[:] = np.median(values, axis=1)[:, None] if middle is None else middle
    table[:, found] = values
    return table


def small(iso3: tuple[str, ...]) -> Floats:
    """How small each state (N,) is by its mean trade on record: the smallest 1, the largest 0."""
    known = evidence.by_year("economies")
    mean = known.values.mean(axis=1)
    share = 1 - np.searchsorted(np.sort(mean), mean) / (len(mean) - 1)
    return _of_states(dict(zip(known.iso3, share, strict=True)), iso3)


def ties(challenger: str, iso3: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Institutes of the challenger hosted (N,), and the share (N,) of the finance it has given,
    scaled to a mean of 1 over those that got any.

    Only China's are on record: another challenger has the same ties with every other state, the
    mean of China's.
    """
    lines = evidence.rows("ties")
    known = tuple(line["iso3"] for line in lines)
    abroad = np.array([code != HOME_OF_TIES for code in known])
    institutes = np.array([float(line["institutes"]) for line in lines]) * abroad
    finance = np.array([float(line["finance"]) for line in lines]) * abroad
    financed = finance / finance[finance > 0].mean()
    if challenger == HOME_OF_TIES:
        hosts = dict(zip(known, institutes, strict=True))
        return _of_states(hosts, iso3), _of_states(dict(zip(known, financed, strict=True)), iso3)
    other = (np.array(iso3) != challenger).astype(float)
    return other * institutes[abroad].mean(), other * financed[abroad].mean()


def old_friends(challenger: str, iso3: tuple[str, ...]) -> Bools:
    """Whether each state (N,) was a friend of the challenger in its years of isolation."""
    return np.isin(iso3, OLD_FRIENDS.get(challenger, ()))


def allied(challenger: str, iso3: tuple[str, ...], years: Ints) -> Bools:
    """Whether each state (Y, N) has a defence pact with the challenger, or with the state whose
    seat it took or that took its seat; never with one that is no permanent member."""
    column = {code: n for n, code in enumerate(iso3)}
    same = {
        challenger,
        *(line["successor"] for line in evidence.rows("states") if line["iso3"] == challenger),
        *(line["iso3"] for line in evidence.rows("states") if line["successor"] == challenger),
    }
    table = np.zeros((len(years), len(iso3)), dtype=bool)
    for line in evidence.rows("alliances"):
        if line["ally"] in same and line["kind"] == ALLIANCE:
            holds = (int(line["first"]) <= years) & (years <= int(line["last"]))
            table[holds, column[line["iso3"]]] = True
    return table


def candidacy(body: str, iso3: tuple[str, ...]) -> Floats:
    """How strong a candidate each state (N,) is: the log-odds of sitting in a recorded year to
    2018, smoothed by half a year so that nobody is excluded for ever."""
    seats = {(row["iso3"], row["year"]) for row in evidence.rows("seats") if row["body"] == body}
    sat = Counter(state for state, _ in seats)
    years = np.array(sorted({int(year) for _, year in seats}))
    life = {
        line["iso3"]: (int(line["enters"]), int(line["leaves"] or evidence.STILL))
        for line in evidence.rows("states")
    }
    odds = np.zeros(len(iso3))
    for n, state in enumerate(iso3):
        first, last = life.get(state, (0, evidence.STILL))
        chances = int(((first <= years) & (years <= last)).sum())
        odds[n] = np.log((sat[state] + 0.5) / (max(chances - sat[state], 0) + 0.5))
    return odds


def caucus(name: str, iso3: tuple[str, ...], years: Ints) -> Bools:
    """Whether each state (Y, N) belonged to a caucus."""
    table = np.zeros((len(years), len(iso3)), dtype=bool)
    spells = evidence.caucus_years(name)
    for n, state in enumerate(iso3):
        for first, last in spells.get(state, ()):
            table[(first <= years) & (years <= last), n] = True
    return table


def _of_states(known: dict[str, float], iso3: tuple[str, ...]) -> Floats:
    """A figure (N,) for each state; one that is not known has the median."""
    middle = float(np.median(list(known.values())))
    return np.array([known.get(code, middle) for code in iso3])
