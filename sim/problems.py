"""Problems with a scenario file, told as a good colleague would: where, what, what is allowed,
and the nearest right name."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

WIDEST = 96  # characters of a line that are shown


@dataclass(frozen=True)
class Problem:
    """One thing wrong at a place (line and column from 1; 0 for the file as a whole)."""

    file: Path
    line: int
    column: int
    message: str
    excerpt: str = ""

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}: {self.message}"
        place = f"{self.file}:{self.line}:{self.column}: {self.message}"
        if not self.excerpt.strip():
            return place
        text = self.excerpt.rstrip("\n").expandtabs(1)
        shift = len(text) - len(text.lstrip())
        under = max(self.column - 1 - shift, 0)
        caret = " " * (4 + under) + "^" if under < WIDEST else ""
        return f"{place}\n    {text.strip()[:WIDEST]}\n{caret}".rstrip()


class ScenarioError(Exception):
    """A scenario that cannot be run, with every problem that was found."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        count = len(self.problems)
        last = f"{count} problem{'s' if count > 1 else ''}; nothing was run"
        file = self.problems[0].file if self.problems else ""
        return "\n".join([*map(str, self.problems), f"{file}: {last}"])


def did_you_mean(wrong: object, right: Iterable[str]) -> str:
    """`; did you mean `x`?` for the nearest right name, or nothing."""
    near = get_close_matches(str(wrong), list(right), n=1, cutoff=0.55)
    return f"; did you mean `{near[0]}`?" if near else ""
