"""What a comparison found, in plain words with their doubt."""

from collections.abc import Iterable, Mapping
from math import floor, isnan, log10
from typing import Any

from sim.analysis.effects import TOO_SMALL
from sim.analysis.planning import LEVEL
from sim.outcomes import OUTCOMES

# What a row says, from the clearest to the least.
VERDICTS = ("clear", "uncertain", "indistinguishable", "negligible", "unchanged", "single")
MOST_DIGITS = 4
MOST_NEEDED = 100_000  # pairs of runs; beyond, nobody makes them


def verdict(row: Mapping[str, Any]) -> str:
    """clear: the interval leaves out zero, and so does the test corrected for all outcomes;
    uncertain: the interval alone; indistinguishable: neither; negligible: too small to matter;
    unchanged: no run differs; single: one pair gives no interval."""
    low, high = row["low"], row["high"]
    if row["higher"] == row["lower"] == 0:
        return "unchanged"
    if isnan(low):
        return "single"
    if max(abs(low), abs(high)) < TOO_SMALL:
        return "negligible"
    if low <= 0 <= high:
        return "indistinguishable"
    return "clear" if row["p_corrected"] <= LEVEL else "uncertain"


def sentence(row: Mapping[str, Any], together: int = 1) -> str:
    """What one row of the table says, of so many that are looked at together."""
    outcome = OUTCOMES[row["outcome"]]
    unit = outcome.unit.split(",")[0]
    pairs, way = f"{row['replicates']:,} pairs of runs", _way(row["effect"])
    size, low, high = _measured(row)
    said = {
        "clear": f"{size} {unit} {way} ({low} to {high}){_share(row, way)}{_course(row, way)}",
        "uncertain": (
            f"perhaps {size} {unit} {way} ({low} to {high}) in {pairs}, but not clear when "
            f"{together} effects are looked at together; {_needed(row)}"
        ),
        "indistinguishable": (
            f"no distinguishable effect at {row['replicates']:,} replicates "
            f"({_between(row)} {unit}); {_needed(row)}"
        ),
        "negligible": f"changes by less than {TOO_SMALL} {unit}",
        "unchanged": "nothing changes",
        "single": f"{size} {unit} {way} in the one run made; one run gives no interval",
    }[row["verdict"]]
    return f"{outcome.title}: {said}."


def ranked(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """The rows by verdict, the clearest first, each with the largest effect, by the spread of the
    baseline, first."""
    found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in VERDICTS}
    for row in sorted(rows, key=lambda row: -_size(row)):
        found[row["verdict"]].append(row)
    return {name: rows for name, rows in found.items() if rows}


def _size(row: Mapping[str, Any]) -> float:
    size = abs(row["effect_size"])
    return 0.0 if isnan(size) else size


def _way(effect: float) -> str:
    return "higher" if effect > 0 else "lower"


def _measured(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """An effect and the ends of its interval without their sign, with as many digits as the
    interval is good for, and no end that looks like zero."""
    effect, near, far = abs(row["effect"]), *sorted((abs(row["low"]), abs(row["high"])))
    digits = _digits(effect if isnan(near) else row["high"] - row["low"])
    while digits < MOST_DIGITS and round(min(effect, near), digits) == 0 < near:
        digits += 1
    size, low, high = (f"{value:,.{digits}f}" for value in (effect, near, far))
    return size, low, high


def _between(row: Mapping[str, Any]) -> str:
    digits = _digits(row["high"] - row["low"])
    low, high = (f"{value:+,.{digits}f}".replace("-", "−") for value in (row["low"], row["high"]))
    return f"between {low} and {high}"


def _digits(width: float) -> int:
    """Decimals that show two digits of a number of this size."""
    return min(max(1 - floor(log10(width)), 0), MOST_DIGITS) if width > 0 else 2


def _share(row: Mapping[str, Any], way: str) -> str:
    """In how many pairs it went this way: counted, or of a hundred if there are more; and where
    most of the others are on the other side, or the same in both."""
    pairs, other = row["replicates"], _other(way)
    every = max(pairs / 100.0, 1.0)
    same, against = _whole(row["equal"], every), _whole(row[other], every)
    words = f"; {way} in {_whole(row[way], every)} of {pairs:,} pairs of runs"
    if pairs > 100:
        words = f" in {pairs:,} pairs of runs; {way} in {_whole(row[way], every)} of 100 pairs"
    words += f", {other} in {against}" if row[other] > row[way] else ""
    return words + (f", equal in {same}" if same else "")


def _other(way: str) -> str:
    return "lower" if way == "higher" else "higher"


def _whole(count: int, every: float) -> int:
    return round(count / every)


def _course(row: Mapping[str, Any], way: str) -> str:
    """When it arises and how it goes on."""
    since, until, which = row["since"], row["until"], row["direction"]
    but = "" if which == way else f"though {which} "
    return {
        "never": "; no single year shows it clearly",
        "lasts": f"; {but}from {since} to the end",
        "fades": f"; {but}from {since} to {until}, then it fades",
        "reverses": f"; {which} from {since} to {until}, later {_other(which)}",
    }[row["course"]]


def _needed(row: Mapping[str, Any]) -> str:
    """How many pairs an effect of the size seen would need."""
    needed = row["needed"]
    if isnan(needed):
        return "the mean of the pairs is exactly zero"
    if needed > MOST_NEEDED:
        return f"an effect of the size seen would need more than {MOST_NEEDED:,} pairs"
    digits = max(floor(log10(needed)) - 1, 0)
    return f"an effect of the size seen would need about {round(needed, -digits):,.0f} pairs"
