"""The rows of the validation suite, in order, and running them.

V3, V4 and V11 rest on votes after 2018, which are kept back as an unseen test. Every row stands on
its own: a function of the luck alone, so that rows run side by side and give the same numbers for
any number of workers.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import as_completed
from dataclasses import dataclass

from sim.analysis.validation import (
    actors,
    bodies,
    calibration,
    diplomacy,
    elections,
    history,
)
from sim.analysis.validation.rows import RUNS, Part, Row, Trial, summed, untested
from sim.engine.ensemble import workers_of

POWERS = (
    "how tightly the terms that set great powers apart are held toward zero was chosen with the "
    "replay of these votes in sight"
)
ROLL_CALLS = "the terms of the vote rule are estimated on the same roll calls"
REPLAYED, COUNTED = "the replayed motions", "the counted baseline"  # work that rows share

SUITE: tuple[Row, ...] = (
    Row("V1", "T", "tallies of the eleven motions on China, 1990-2004", history.china_motions,
        True, POWERS, REPLAYED),
    Row("V2", "T", "1995 is the closest of them, and its draft fails by at most two",
        history.closest, True, POWERS, REPLAYED),
    Row("V5", "C", "single votes on China, better than ideology alone", calibration.single_votes,
        True, POWERS, REPLAYED),
    Row("V6", "C", "how often states repeat their vote on a target", calibration.persistence,
        True, "memory, and for how long a member's instructions stand, are fitted to it", COUNTED),
    Row("V7", "C", "shares of regional groups on country texts", calibration.shares, True,
        ROLL_CALLS, COUNTED),
    Row("V8", "C", "cohesion of regional groups", calibration.cohesion, True, ROLL_CALLS, COUNTED),
    Row("V9", "T", "the text on mutually beneficial cooperation, 2018", history.cooperation),
    Row("V10", "T", "texts on development, 2017, and on coercive measures, 2007-15",
        history.development),
    Row("V12", "T", "votes with Sri Lanka, 2009-14", history.sri_lanka),
    Row("V13", "T", "drafts on Chechnya: adopted twice, then rejected", history.chechnya),
    Row("V14", "T", "elections to the Council", elections.elections, True,
        "how well known a candidate is comes from how often it sat"),
    Row("V15", "T", "recommendations that China refused in 2013", elections.refusals, True,
        "how much a plan of one's own eases acceptance was set to this review"),
    Row("V16", "C", "prisoners freed from lists, and when", elections.prisoners, True,
        "hit rate and timing are set to the same record"),
    Row("V17", "T", "motions on Iran in the Assembly, 2006-11", history.assembly_on_iran),
    Row("V18", "F", "a device that carries in a small body fails where all sit", bodies.body_rule),
    Row("V19", "F", "dialogues resumed, sponsors withdrawn", diplomacy.withdrawal, True,
        "how much a dialogue holds a critic back was set to these withdrawals, and how fast "
        "dialogues open to the record"),
    Row("V20", "F", "coordinated beside bilateral dialogues", diplomacy.coordination),
    Row("V21", "F", "criticism by rivals, by neutrals, and of leaders", actors.criticism),
    Row("V22", "F", "shaming works with local groups or third states", actors.shaming),
    Row("V23", "F", "what a reception of the Dalai Lama costs", diplomacy.reception, True,
        "size and half-life of the loss, and from what market on, are taken from the same study"),
    Row("V24", "F", "trade brings votes nearer", diplomacy.convergence, True,
        "how much trade moves a position is taken from the same study"),
    Row("V25", "F", "a seat brings aid, and its end ends it", diplomacy.seats_and_aid, True,
        "that goodwill fades within a year is taken from the same study"),
    Row("V26", "F", "technical cooperation in the place of scrutiny", bodies.memorandum),
    Row("V27", "F", "questions keep human-rights NGOs waiting", bodies.accreditation, True,
        "how many are let through at a session is set to waits of five to ten years"),
    Row("V28", "F", "outsiders, insiders, and the mix", actors.mix),
    Row("V29", "F", "critics from the South, heard in the South", actors.messengers),
    Row("V30", "F", "learning leads the more, the more changes", actors.adaptation),
    Row("V31", "F", "a great event frees prisoners for a while", diplomacy.great_event, True,
        "how much more is released with glory at stake was judged from the same events"),
    Row("V32", "F", "insiders improve safe practice and are lost at once", actors.insiders),
    Row("V33", "F", "a great power changes course, and its votes with it", bodies.realignment,
        True, POWERS, REPLAYED),
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """A row that was tried: as a whole, and part by part. broke: why it could not be tried."""

    row: Row
    whole: Part
    parts: tuple[Part, ...]
    broke: str = ""


def chosen(only: Iterable[str]) -> tuple[Row, ...]:
    """The rows of these ids or kinds, all if none is given. Raises KeyError on a name that is
    neither, with that name."""
    wanted = {name.upper() for name in only}
    for name in wanted - {row.id for row in SUITE} - {row.kind for row in SUITE}:
        raise KeyError(name)
    return tuple(row for row in SUITE if not wanted or {row.id, row.kind} & wanted)


def suite(
    only: Iterable[str] = (),
    replicates: int = RUNS,
    seed: int = 2006,
    workers: int = 1,
    tell: Callable[[int], None] = lambda more: None,
) -> list[Result]:
    """Every row that is chosen, tried; in the order of the suite, whatever the workers."""
    rows, trial = chosen(only), Trial(replicates, seed)
    tasks: dict[str, list[str]] = {}
    for row in rows:
        tasks.setdefault(row.together or row.id, []).append(row.id)
    found: dict[str, Result] = {}
    with workers_of(min(workers, len(tasks))) as pool:
        if pool is None:
            done = (tried(ids, trial) for ids in tasks.values())
        else:
            asked = [pool.submit(tried, ids, trial) for ids in _longest_first(tasks)]
            done = (one.result() for one in as_completed(asked))
        for results in done:
            found |= {result.row.id: result for result in results}
            tell(len(results))
    return [found[row.id] for row in rows]


def tried(ids: list[str], trial: Trial) -> list[Result]:
    """These rows, one after the other."""
    return [attempt(row, trial) for row in SUITE if row.id in ids]


def attempt(row: Row, trial: Trial) -> Result:
    """One row under this luck. A row that breaks says so instead of stopping the others."""
    try:
        parts = row.parts(trial)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return Result(row, untested("", row.title, None, "", reason), (), reason)
    return Result(row, summed(row, parts), tuple(parts))


def _longest_first(tasks: dict[str, list[str]]) -> list[list[str]]:
    """The counted baseline takes by far the longest, so it starts first."""
    return [tasks[name] for name in sorted(tasks, key=lambda name: name != COUNTED)]


def lines(results: Iterable[Result]) -> list[dict[str, object]]:
    """A line per row and per part of rows that have several, ready for JSON."""
    told = []
    for result in results:
        held = sum(bool(part.passed) for part in result.parts)
        counts = {"parts": len(result.parts), "held": held, "says": result.row.says}
        told.append(_line(result.row, result.whole, result.row.id) | counts)
        if len(result.parts) > 1:
            told += [_line(result.row, p, f"{result.row.id}.{p.name}") for p in result.parts]
    return told


def _line(row: Row, part: Part, name: str) -> dict[str, object]:
    return {
        "id": name,
        "kind": row.kind,
        "target": _rounded(part.target),
        "result": _rounded(part.result),
        "low": _rounded(part.low),
        "high": _rounded(part.high),
        "passed": part.passed,
        "used_in_fitting": row.used_in_fitting,
        "test": part.test,
        "must": part.must,
        "interval": part.interval,
        "row": row.id,
        "reason": part.reason,
        "fitting": row.fitting if name == row.id else "",
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")


def total(results: list[Result]) -> str:
    """How many rows hold, by kind, in words."""
    tested = [one for one in results if one.whole.passed is not None]
    held = sum(bool(one.whole.passed) for one in tested)
    kinds = []
    for kind in "TFC":
        ours = [bool(one.whole.passed) for one in tested if one.row.kind == kind]
        if ours:
            kinds.append(f"{kind} {sum(ours)} of {len(ours)}")
    free = [bool(one.whole.passed) for one in tested if not one.row.used_in_fitting]
    more = f"; of those not used in fitting {sum(free)} of {len(free)}" if free else ""
    missing = len(results) - len(tested)
    left = f"; rows not tested: {missing}" if missing else ""
    parts = [part.passed for one in results for part in one.parts if part.passed is not None]
    each = f"; {sum(parts)} of their {len(parts)} parts" if len(parts) > len(tested) else ""
    return f"{held} of {len(tested)} rows hold ({', '.join(kinds)}){each}{more}{left}"
