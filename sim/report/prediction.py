"""The picture of a prediction: the board with chances, its words made from the numbers."""

from pathlib import Path

import pandas as pd

from sim.analysis.prediction import Prediction, told
from sim.engine.record import model_version
from sim.report import style
from sim.report.chance_board import VOTES, chance_board
from sim.report.numbers import counted


def board_of(prediction: Prediction, folder: Path) -> tuple[Path, Path]:
    """Draw the board into `folder` as board.png and .svg."""
    members = pd.DataFrame(told.member_rows(prediction))
    found = told.tally(prediction.answer)
    title = f"{prediction.text.title}. {told.headline(prediction, votes=False)}"
    figure = chance_board(
        members,
        {vote: (found[vote]["low"], found[vote]["high"]) for vote in VOTES},
        title=title,
        subtitle=_subtitle(prediction),
        footer=_footer(prediction),
    )
    return style.save(figure, folder / "board", alt=_alt(members, prediction))


def _subtitle(prediction: Prediction) -> str:
    return (
        f"{told.place(prediction)}. Each member's likeliest vote and its chance: the paler, the "
        "closer. Below, votes expected and 90 % intervals. A simple majority of those voting yes "
        "or no decides; a tie fails."
    )


def _footer(prediction: Prediction) -> str:
    world = prediction.where
    where = f"world of {world.scenario} ({world.digest})" if world.scenario else "recorded world"
    return (
        f"{where[0].upper()}{where[1:]} · votes to {prediction.answer.ballot.fitted_to} "
        f"· seed {prediction.seed} · {counted(prediction.replicates, 'replicate')} · model version "
        f"{model_version()}"
    )


def _alt(members: pd.DataFrame, prediction: Prediction) -> str:
    """The board in sentences."""
    parts = [f"{prediction.text.title}, {told.place(prediction)}. {told.headline(prediction)}."]
    likeliest = told.likeliest(prediction.answer)
    for vote in VOTES:
        there = [
            f"{iso3} {told.percent(likeliest[iso3][1])}"
            for iso3 in sorted(members["iso3"])
            if likeliest[iso3][0] == vote
        ]
        if there:
            parts.append(f"Likeliest {vote} ({len(there)}): {', '.join(there)}.")
    return " ".join([*parts, "An illustration, not a forecast."])
