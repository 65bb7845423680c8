"""Who votes: the members on record in that body and quarter, or those that a file names."""

from dataclasses import dataclass
from pathlib import Path

from sim import evidence
from sim.calendar import Quarter
from sim.problems import Problem, ScenarioError, did_you_mean
from sim.procedures import body as body_of
from sim.scenario.names import codes, state

BODIES = ("commission", "council", "assembly")
FIRST_YEAR = 1990  # ideal points are on record from the year before
LATEST_YEAR = 2100  # beyond it nothing that the evidence says can hold; judgement
USUAL_QUARTER = {"commission": 1, "council": 1, "assembly": 4}
MID_YEAR = 3  # in a year of turnover the new members sit from this quarter
ASSEMBLY = "General Assembly"


@dataclass(frozen=True)
class Members:
    """Who votes: ISO3 codes, where the list comes from, and what should be said of it."""

    iso3: tuple[str, ...]
    source: str
    notes: tuple[str, ...] = ()


def name_of(body: str) -> str:
    """A body's full name."""
    return ASSEMBLY if body == "assembly" else body_of(body).name


def check_date(body: str, year: int, quarter: int | None, usual: int | None = None) -> Quarter:
    """The quarter of the vote: the one asked for, or the usual one of this text or this body.
    Raises ValueError if the body did not exist then or the evidence does not reach so far."""
    if not FIRST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(
            f"the year {year} cannot be predicted: evidence begins for votes in {FIRST_YEAR}, and "
            f"years from {FIRST_YEAR} to {LATEST_YEAR} are allowed"
        )
    if body == "assembly":
        return Quarter(year, quarter or USUAL_QUARTER[body])
    there = [q for q in range(1, 5) if body_of(body).exists(Quarter(year, q))]
    if not there or (quarter is not None and quarter not in there):
        when = f"{year}" if not there else f"{year}-Q{quarter}"
        life = body_of(body).rules["exists"]
        span = f"from {life['from']} to {life['to'] or 'today'}"
        other = "council" if body == "commission" else "commission"
        hint = f"; did you mean `--body {other}`?" if _existed(other, year, quarter) else ""
        raise ValueError(f"the {name_of(body)} did not exist in {when}, it sat {span}{hint}")
    wished = quarter or usual or USUAL_QUARTER[body]
    return Quarter(year, wished if wished in there else there[0])


def _existed(body: str, year: int, quarter: int | None) -> bool:
    quarters = [quarter] if quarter else range(1, 5)
    return any(body_of(body).exists(Quarter(year, q)) for q in quarters)


def on_record(body: str, at: Quarter) -> Members:
    """Who sat: in the Assembly every member of that year; in a year without a list of seats the
    members of the nearest year that has one, which a note says."""
    if body == "assembly":
        return Members(_everyone(at.year), f"all members of the United Nations in {at.year}")
    sat: dict[int, list[dict[str, str]]] = {}
    for line in evidence.rows("seats"):
        if line["body"] == body:
            sat.setdefault(int(line["year"]), []).append(line)
    year = min(max(at.year, min(sat)), max(sat))
    date = at if year == at.year else Quarter(year, 4 if at.year > year else 1)
    there = _cohort(sat[year], int(body_of(body).seats(date).sum()), date)
    name = name_of(body)
    if year == at.year:
        return Members(there, f"who sat in the {name} in {date}")
    note = (
        f"who sat in {at.year} is not on record: these are the members of {year}, the last on "
        "record; --members names others"
    )
    return Members(there, f"who sat in the {name} in {date}", (note,))


def _cohort(lines: list[dict[str, str]], seats: int, at: Quarter) -> tuple[str, ...]:
    """Those who sat in that quarter: in a year of turnover, who was there at the first roll call
    or at the last."""
    opening = min(line["first"] for line in lines)
    closing = max(line["last"] for line in lines)
    if len(lines) <= seats:
        there = lines
    elif at.quarter < MID_YEAR:
        there = [line for line in lines if line["first"] == opening]
    else:
        there = [line for line in lines if line["last"] == closing]
    return tuple(sorted(line["iso3"] for line in there))


def _everyone(year: int) -> tuple[str, ...]:
    return tuple(
        sorted(
            line["iso3"]
            for line in evidence.rows("states")
            if int(line["enters"]) <= year <= int(line["leaves"] or evidence.STILL)
        )
    )


def from_file(file: Path, year: int) -> Members:
    """The members that a file names, one on a line by ISO3 code or name; `#` begins a comment.
    Raises ScenarioError with every problem: unknown names, and names that stand twice."""
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(_lines(file), 1):
        written = line.partition("#")[0].strip().rstrip(",").strip().strip("\"'")
        if not written or (number == 1 and written.lower() == "iso3"):
            continue
        column = line.index(written[0]) + 1
        iso3, message = state(written), ""
        if iso3 is None:
            hint = did_you_mean(written, _known(written)) or "; write an ISO3 code or a name"
            message = f"there is no state `{written}`{hint}"
        elif iso3 in seen:
            message = f"`{written}` stands twice, first in line {seen[iso3]}"
        elif iso3 not in _everyone(year):
            message = f"`{written}` was not a member of the United Nations in {year}"
        if message:
            problems.append(Problem(file, number, column, message, line))
        seen.setdefault(iso3 or "", number)
    if not problems and not seen:
        problems.append(Problem(file, 0, 0, "names no member; write one ISO3 code on each line"))
    if problems:
        raise ScenarioError(problems)
    return Members(tuple(seen), f"the {len(seen)} members named in {file}")


def _known(written: str) -> list[str]:
    """What a name is compared with: codes if it is as short as one, names otherwise."""
    return list(codes()) if len(written) <= 3 else list(codes().values())


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        near = [str(path) for path in file.parent.glob("*.txt")]
        message = f"there is no such file{did_you_mean(file, near)}"
        raise ScenarioError([Problem(file, 0, 0, message)]) from error
    except UnicodeDecodeError as error:
        raise ScenarioError([Problem(file, 0, 0, "this is not UTF-8 text")]) from error
    except OSError as error:
        raise ScenarioError([Problem(file, 0, 0, f"cannot be read: {error.strerror}")]) from error
