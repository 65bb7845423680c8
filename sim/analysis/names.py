"""Names of runs in tables: all different."""

from collections.abc import Sequence


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with -2, -3 ... for those that were there before."""
    found: list[str] = []
    for name in names:
        tries = (name, *(f"{name}-{n}" for n in range(2, len(names) + 2)))
        found.append(next(one for one in tries if one not in found))
    return tuple(found)
