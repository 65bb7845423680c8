"""`predict`: what the model expects of a draft: every member's chances, the tally, and why."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import json_option, plain_option, show_table

if TYPE_CHECKING:
    from sim.analysis.prediction import Prediction
    from sim.analysis.prediction.text import Text
    from sim.analysis.prediction.what_if import WhatIf

FILE = click.Path(dir_okay=False, path_type=Path)
GROUPS = {
    "AFRICA": "Africa",
    "ASIA_PACIFIC": "Asia-Pacific",
    "EASTERN_EUROPE": "Eastern Europe",
    "GRULAC": "Latin America and Caribbean",
    "WEOG": "Western Europe and others",
}


@click.command(
    epilog="Example: python run.py predict --year 2017 --body council "
    "--text scenarios/drafts/iran.yaml --if lobbying=0.6"
)
@click.option("--year", type=int, required=True, help="The year of the vote, from 1990.")
@click.option(
    "--body", type=click.Choice(["commission", "council", "assembly"]), required=True,
    help="The body that votes.",
)  # fmt: skip
@click.option("--text", type=FILE, required=True, help="The draft: a YAML file.")
@click.option("--members", type=FILE, help="Who votes: one ISO3 code on each line.")
@click.option("--world", type=FILE, help="The scenario in whose world it is voted on.")
@click.option("--if", "questions", multiple=True, metavar="LEVER", help="A pivotal question.")
@click.option("--quarter", type=click.IntRange(1, 4), help="The quarter of the vote, 1 to 4.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@click.option("--replicates", type=click.IntRange(100, 100_000), default=10_000, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=2006, show_default=True)
@json_option
@click.option("--quiet", is_flag=True, help="No notes.")
@plain_option
def command(
    year: int,
    body: str,
    text: Path,
    members: Path | None,
    world: Path | None,
    questions: tuple[str, ...],
    quarter: int | None,
    out: Path | None,
    replicates: int,
    seed: int,
    as_json: bool,
    quiet: bool,
    plain: bool,
) -> None:
    """Say what the model expects of a draft: the chances of every member, the tally, whether it
    carries, and which terms moved the closest members.

    --if asks a pivotal question, and may be repeated: no_action, lobbying=LOGITS,
    defects=STATE,STATE or RULE.PARAMETER=VALUE; `+` joins levers into one question.
    """
    from sim.analysis.prediction import predict
    from sim.analysis.prediction.members import check_date, from_file, on_record
    from sim.analysis.prediction.text import read_text

    draft = read_text(text)
    try:
        at = check_date(body, year, quarter, draft.usual_quarter if body == "council" else None)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    voting = from_file(members, year) if members else on_record(body, at)
    asked = (*draft.questions, *_asked(questions, draft))
    found = predict(draft, voting, body, at, asked, world, replicates, seed)
    written = _write(found, out) if out else []
    if as_json:
        from sim.analysis.prediction import told

        click.echo(json.dumps(told.whole(found) | {"files": [str(f) for f in written]}, indent=2))
    else:
        _show(found, plain)
        for file in written:
            click.echo(file)
    if not quiet:
        _say(found, out, _again(year, body, text))


def _asked(questions: tuple[str, ...], draft: "Text") -> "tuple[WhatIf, ...]":
    """The pivotal questions of the command line."""
    from sim.analysis.prediction.what_if import parse

    try:
        return tuple(parse(written, draft.kind, draft.procedure) for written in questions)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--if") from error


def _write(found: "Prediction", out: Path) -> list[Path]:
    from sim.analysis.prediction import told
    from sim.engine.store import write_json
    from sim.report.prediction import board_of

    content = told.tally(found.answer) | told.about(found)
    if found.others:
        content |= {"what_if": told.beside(found)}
    return [
        *told.write_tables(found, out),
        write_json(content, out / "tally.json"),
        *board_of(found, out),
    ]


def _show(found: "Prediction", plain: bool) -> None:
    from sim.analysis.prediction import told

    click.echo(f"{found.text.title}\n{told.place(found)}\n")
    click.echo(f"{told.headline(found)}\n")
    votes = told.tally(found.answer)
    rows = [
        [vote, f"{votes[vote]['mean']:.1f}", f"{votes[vote]['low']:.0f}-{votes[vote]['high']:.0f}"]
        for vote in ("yes", "abstain", "no")
    ]
    show_table(["vote", "expected", "90 % interval"], rows, plain)
    click.echo(f"{told.RULE[0].upper()}{told.RULE[1:]}.\n")
    if found.others:
        _show_questions(found, plain)
    _show_members(found, plain)
    rows = [
        [f"{row['iso3']} {row['name']}", _three(row), told.in_words(found, row["iso3"])]
        for iso3 in found.closest()
        for row in told.member_rows(found)
        if row["iso3"] == iso3
    ]
    heads = ["member", "yes, abstain, no", "why"]
    show_table(heads, rows, plain, "The closest members, and what moves them toward a Yes")
    click.echo("in logits; luck, of the text and of each member, comes on top")


def _show_members(found: "Prediction", plain: bool) -> None:
    """Every member, by regional group, the likeliest to vote yes first; `*` marks the closest."""
    from sim.analysis.prediction import told

    rows = []
    lines = told.member_rows(found)
    for group, name in GROUPS.items():
        there = [line for line in lines if line["group"] == group]
        if there:
            sums = [sum(line[f"p_{vote}"] for line in there) for vote in ("yes", "abstain", "no")]
            rows.append([f"{name} ({len(there)})", *(f"{one:.1f} votes" for one in sums)])
        for line in sorted(there, key=lambda line: (-line["p_yes"], line["p_no"])):
            mark = "*" if line["close"] else " "
            chances = [told.percent(line[f"p_{vote}"]) for vote in ("yes", "abstain", "no")]
            rows.append([f"{mark} {line['iso3']} {line['name']}", *chances])
    title = "Chances of every member; * marks the closest"
    show_table(["member", "yes", "abstain", "no"], rows, plain, title)


def _three(row: dict[str, Any]) -> str:
    return ", ".join(f"{100 * row[f'p_{vote}']:.0f}" for vote in ("yes", "abstain", "no")) + " %"


def _show_questions(found: "Prediction", plain: bool) -> None:
    """The draft as put beside each pivotal question."""
    from sim.analysis.prediction import told

    put = {"if": "as put", **told.tally(found.answer), "changes": []}
    rows = []
    for line in [put, *told.beside(found)]:
        cells = [
            f"{line[v]['mean']:.1f} ({line[v]['low']:.0f}-{line[v]['high']:.0f})"
            for v in ("yes", "abstain", "no")
        ]
        who = told.swayed(line["changes"])
        if "motion" in line:
            first = (
                f"the motion carries with a chance of {told.percent(line['motion']['p_carried'])}"
            )
            who = f"{first}; {who}" if who else first
        rows.append([line["if"], *cells, told.percent(line["p_carried"]), who or "–"])
    heads = ["if", "yes", "abstain", "no", "carried", "who is moved"]
    title = (
        "Under the same luck, with 90 % interval. Who is moved: whose likeliest vote changes; then "
        "whose chances do, by 5 points or more"
    )
    show_table(heads, rows, plain, title)


def _say(found: "Prediction", out: Path | None, again: str) -> None:
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    fitted = found.answer.ballot.fitted_to
    click.echo(f"note: the rule is fitted on votes to {fitted}, nothing later was used", err=True)
    click.echo("an illustration of theories, not a forecast", err=True)
    if out:
        click.echo(f"next: look at {out / 'board.png'}", err=True)
    elif not found.others:
        click.echo(f"next: {again} --if lobbying=0.6", err=True)
    else:
        click.echo(f"next: {again} --out FOLDER, for tables and the voting board", err=True)


def _again(year: int, body: str, text: Path) -> str:
    return f"python run.py predict --year {year} --body {body} --text {text}"
