"""`backcast`: recorded votes replayed, beside what happened and beside naive rivals."""

import json
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import plain_option, show_table

if TYPE_CHECKING:
    from sim.analysis.backcast import Replay

CELLS = ("pro", "anti", "abstain")


@click.command(epilog="Example: python run.py backcast --json")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--replicates", type=click.IntRange(100), default=10_000, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=2006, show_default=True)
@plain_option
def command(as_json: bool, replicates: int, seed: int, plain: bool) -> None:
    """Replay the eleven no-action motions on China in the Commission, 1990-2004, and the
    resolution of 1995, with the members who sat.

    Parameters used for a year are fitted only on votes of earlier years.
    """
    from sim.analysis import scores
    from sim.analysis.backcast import motions, replay

    replays = [replay(motion, replicates, seed) for motion in motions()]
    found = report(replays)
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    rows = []
    for one, said in zip(replays, found["motions"], strict=True):
        cells = [
            f"{said['predicted'][cell]:.1f} ({said['interval'][cell][0]:.0f}-"
            f"{said['interval'][cell][1]:.0f})  {said['actual'][cell]}"
            for cell in CELLS
        ]
        what = "motion" if said["procedure"] == "no_action" else "resolution"
        right = "yes" if one.outcome_right else "no"
        rows.append([f"{said['year']} {what}", *cells, right, said["fitted_on"]])
    heads = [f"{cell}: predicted (90 %)  actual" for cell in CELLS]
    show_table(["vote", *heads, "right", "fitted on"], rows, plain, "China in the Commission")
    well = sum(one.outcome_right for one in replays)
    click.echo(f"mean absolute error per cell  {found['mae']:.2f} votes")
    click.echo(f"outcomes right                {well} of {len(replays)}\n")
    lines = [("engine", found["accuracy"], found["brier"])]
    for name, rival in found["baselines"].items():
        lines.append((scores.RIVALS[name], rival["accuracy"], rival["brier"]))
    table = [[name, f"{accuracy:.3f}", f"{brier:.3f}"] for name, accuracy, brier in lines]
    title = f"The same {found['votes']} recorded votes, member by member"
    show_table(["predicted by", "accuracy", "Brier score"], table, plain, title)
    click.echo(
        "Each vote was predicted from ideal points of the year before, memories of earlier\n"
        "motions and parameters fitted on votes of the years named; nothing later was used.\n"
        "Member lists are on record for seven motions; the others have tallies alone.",
        err=True,
    )


def report(replays: "list[Replay]") -> dict[str, Any]:
    """What the replays show, as plain data: motions, mae, accuracy, brier, baselines."""
    import numpy as np

    from sim.analysis import scores

    errors = [np.abs(one.predicted - np.array(one.motion.actual)) for one in replays]
    ours = scores.score(scores.engine(replays))
    rivals = {name: scores.score(scores.rival(name, replays)) for name in scores.RIVALS}
    return {
        "motions": [_line(one) for one in replays],
        "mae": round(float(np.mean(errors)), 4),
        "accuracy": round(ours.accuracy, 4),
        "brier": round(ours.brier, 4),
        "votes": ours.votes,
        "baselines": {
            name: {"accuracy": round(rival.accuracy, 4), "brier": round(rival.brier, 4)}
            for name, rival in rivals.items()
        },
    }


def _line(one: "Replay") -> dict[str, Any]:
    return {
        "year": one.motion.year,
        "body": one.motion.body,
        "procedure": one.motion.procedure,
        "predicted": dict(zip(CELLS, one.predicted.round(2).tolist(), strict=True)),
        "interval": dict(zip(CELLS, one.interval.tolist(), strict=True)),
        "actual": dict(zip(CELLS, one.motion.actual, strict=True)),
        "chance_target_prevails": round(one.chance_target_prevails, 3),
        "outcome_right": bool(one.outcome_right),
        "fitted_on": f"1984-{one.fitted_to}",
        "source": one.motion.source,
    }
