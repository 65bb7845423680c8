"""What each term of the vote rule is worth: fitted again without it, scored on the same votes."""

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.backcast.windows import Roll, Window, as_stances
from sim.analysis.chamber import Chamber
from sim.analysis.reasons import chances
from sim.setting import Floats

if TYPE_CHECKING:
    import pandas as pd

# What is left out together, by the beginning of the parameters' names.
LEFT_OUT = {
    "ideal point": ("position_weight", "power_position"),
    "memory": ("memory_weight", "power_memory"),
    "remembered abstention": ("steadiness",),
    "like-minded group": ("like_minded_pull",),
    "regional group": ("solidarity.", "protection."),
    "great power": ("great_power", "power_", "protection."),
    "own region": ("own_region",),
    "owed to the target": ("shielding",),
    "difficulty of the subject": ("difficulty.", "level."),
}
OF_THEMES = (
    "ideal point", "memory", "remembered abstention", "like-minded group", "regional group",
    "difficulty of the subject",
)  # fmt: skip


def terms_of(kind: str) -> tuple[str, ...]:
    """The terms that can be left out of the rule of this kind."""
    return tuple(LEFT_OUT) if kind == "country" else OF_THEMES


def without(term: str, votes: "pd.DataFrame", window: Window) -> dict[str, tuple[float, float]]:
    """Estimates (value, standard error) on the votes of one kind up to the window, made without the
    term, whose own parameters are 0."""
    from sim.evidence.derive.vote_parameters import Design, design, fit

    kind = votes.kind.iloc[0]
    given = design(votes[votes.year <= window.fitted_to], kind)
    gone = np.array([name.startswith(LEFT_OUT[term]) for name in given.terms])
    target, targets, band = given.target, given.targets, given.band
    if term == "difficulty of the subject":
        target, targets = np.zeros_like(target), ("all",)
    terms, matrix = np.array(given.terms)[~gone], given.matrix[:, ~gone]
    if term == "remembered abstention":
        band = np.zeros_like(band)
    less = Design(
        tuple(terms), matrix, band, given.offset, target, given.text, given.stance, targets
    )
    lines = fit(less)
    columns = lines.parameter, lines.value, lines.standard_error
    known = {str(name): (value, error) for name, value, error in zip(*columns, strict=True)}
    known.pop("difficulty.all", None)
    if term == "difficulty of the subject":
        known |= {f"difficulty.{subject}": (0.0, 0.0) for subject in votes.about.unique()}
    return known | {name: (0.0, 0.0) for name in np.array(given.terms)[gone]}


def engine(rolls: list[Roll], known: dict[str, tuple[float, float]] | None = None) -> Floats:
    """The engine's chances (V, 3) of every vote of these texts, one after the other: against,
    abstain, with; by the estimates of the window or by what is `known` in their place."""
    chambers = [
        Chamber.convene(roll.draft, roll.members, roll.window.fitted_to, known=known)
        for roll in rolls
    ]
    return np.concatenate([as_stances(c.draft, chances(c)) for c in chambers])
