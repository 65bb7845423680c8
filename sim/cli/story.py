"""`story`: what one state or NGO did in one run, and the terms of its choices."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import SCENARIO, json_option, plain_option

if TYPE_CHECKING:
    from sim.analysis.tracing.story import Act
    from sim.analysis.tracing.watch import Course
    from sim.scenario import Scenario

YEARS = click.IntRange(1945, 2100)


@click.command(
    epilog="Example: python run.py story scenarios/baseline.yaml --agent DNK --from 1995 --to 1999"
)
@click.argument("scenario", type=SCENARIO)
@click.option("--agent", required=True, help="A state, by ISO3 code or name, or an NGO, by name.")
@click.option(
    "--replicate", type=click.IntRange(0, 2**20 - 1), default=0, show_default=True,
    help="Which run is told.",
)  # fmt: skip
@click.option("--from", "since", type=YEARS, help="The first year.")
@click.option("--to", "until", type=YEARS, help="The last year.")
@click.option("--seed", type=click.IntRange(0), help="The luck of the run.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to as well."
)
@json_option
@click.option("--quiet", is_flag=True, help="No notes.")
@plain_option
def command(
    scenario: Path, agent: str, replicate: int, since: int | None, until: int | None,
    seed: int | None, out: Path | None, as_json: bool, quiet: bool, plain: bool,
) -> None:  # fmt: skip
    """Tell what AGENT did and met in one run of SCENARIO, and why, year by year.

    Text has no boxes and no colours, with or without --plain.
    """
    import json

    from sim.analysis.tracing.plain import of_act
    from sim.analysis.tracing.watch import Course
    from sim.report.life import of_story
    from sim.scenario import Scenario

    read = Scenario.load(scenario)
    read = read.change(seed=read.seed if seed is None else seed)
    first, last = since or read.start.year, until or read.end.year
    if since and until and since > until:
        raise click.UsageError(f"--from {first} is later than --to {last}")
    if first > last or last < read.start.year or first > read.end.year:
        raise click.UsageError(
            f"there is nothing from {first} to {last}: {scenario} runs {read.start} to {read.end}"
        )
    name = _named(agent, read)
    course = Course.of(read, replicate)
    acts = [act for act in _acts(course, name) if first <= int(act.quarter[:4]) <= last]
    made = {
        "scenario": read.name, "agent": name, "replicate": replicate, "seed": read.seed,
        "acts": [of_act(act) for act in acts],
    }  # fmt: skip
    text = "\n".join(of_story(course, name, acts))
    click.echo(json.dumps(made, indent=2, ensure_ascii=False) if as_json else text)
    if out:
        _write(out / f"story-{name}", text, made)
    if not quiet:
        click.echo(
            f"next: python run.py trace scenarios/baseline.yaml {scenario} --replicate {replicate}"
            if read.name != "baseline"
            else f"next: python run.py story {scenario} --agent {name} --replicate {replicate + 1}",
            err=True,
        )


def _named(agent: str, read: "Scenario") -> str:
    """The ISO3 code or the NGO's name that is meant. Raises UsageError with the nearest name."""
    from sim import evidence
    from sim.problems import did_you_mean
    from sim.scenario.names import state

    ngos = [line["ngo"] for line in evidence.rows("ngos")]
    found = state(agent) or state(agent.upper())
    if found:
        return found
    if agent.lower() in ngos:
        return agent.lower()
    states = [line[key] for line in evidence.rows("states") for key in ("iso3", "name")]
    hint = did_you_mean(agent, [*ngos, *states])
    raise click.UsageError(
        f"there is no state or NGO `{agent}`{hint or '.'} Write states by ISO3 code or name, NGOs "
        "as in sim/evidence/ngos.csv"
    )


def _acts(course: "Course", name: str) -> "list[Act]":
    from sim.analysis.tracing.story import story_of_ngo, story_of_state

    known = name in course.play.setting.iso3
    return list((story_of_state if known else story_of_ngo)(course, name))


def _write(file: Path, text: str, made: dict[str, object]) -> None:
    from sim.engine.store import atomically, write_json

    markdown = file.with_suffix(".md")
    with atomically(markdown) as path:
        path.write_text(text + "\n", encoding="utf-8")
    for written in (markdown, write_json(made, file.with_suffix(".json"))):
        click.echo(written, err=True)
