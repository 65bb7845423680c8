"""The recorded votes to be predicted: every country text and recurring theme of three windows."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.ballot import Draft
from sim.calendar import Quarter

if TYPE_CHECKING:
    import pandas as pd

STANCES = (-1, 0, 1)  # against the target or the South's line, abstaining, with: order of columns
CELLS = ("against", "abstain", "with")


@dataclass(frozen=True)
class Window:
    """Parameters rest on votes up to the end of `fitted_to`; votes from `first` to `last` are
    predicted, each from memories of the years before its own."""

    fitted_to: int
    first: int
    last: int

    @property
    def name(self) -> str:
        return f"{self.first}-{self.last}"


WINDOWS = (Window(1997, 1999, 2004), Window(2004, 2006, 2012), Window(2012, 2013, 2018))
KINDS = ("country", "theme")


@dataclass(frozen=True)
class Roll:
    """One recorded text: the draft, who voted, and their stances (M,), target left out."""

    text: str
    window: Window
    draft: Draft
    members: tuple[str, ...]
    stances: tuple[int, ...]


def recorded(data: Path) -> "pd.DataFrame":
    """Every recorded vote 1984-2018 with what the terms need, and the body and lean of its text;
    `data` is the folder of public files. Raises FileNotFoundError if they are not there."""
    from sim.evidence.derive.vote_parameters import with_regressors
    from sim.evidence.derive.votes import stances, texts

    of_texts = texts(data)[["record_id", "body", "leans"]]
    of_texts = of_texts.assign(record_id=of_texts.record_id.astype(str))
    votes = with_regressors(stances(data))
    return votes.merge(of_texts, on="record_id", how="left")


def rolls(votes: "pd.DataFrame", window: Window) -> list[Roll]:
    """The recorded texts of a window, in order of time."""
    inside = votes[votes.year.between(window.first, window.last)]
    by_text = inside.groupby("record_id", sort=False)
    return [_roll(str(text), some, window) for text, some in by_text]


def _roll(text: str, votes: "pd.DataFrame", window: Window) -> Roll:
    first = votes.iloc[0]
    motion, country = text.startswith("motion-"), first.kind == "country"
    month = int(str(first.date)[5:7])
    draft = Draft(
        kind=first.kind,
        target=first.about if country else "",
        topic="" if country else first.about,
        leans="" if motion else first.leans,
        procedure="no_action" if motion else "resolution",
        body="commission" if motion else first.body,
        quarter=Quarter(int(first.year), (month - 1) // 3 + 1),
    )
    stances = tuple(int(s) for s in votes.stance)
    return Roll(text, window, draft, tuple(votes.iso3), stances)


def as_stances(draft: Draft, answers: Any) -> Any:
    """What is in the order yes, abstain, no of a draft (..., 3), in the order of CELLS."""
    return answers if draft.yes_is == STANCES[0] else np.flip(answers, axis=-1)


Predict = Callable[["pd.DataFrame", "pd.DataFrame", Window], Any]
