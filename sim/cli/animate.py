"""`animate`: one run as a film: the world as tiles, the votes on the challenger, an outcome."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import SCENARIO, json_option, progress, results

if TYPE_CHECKING:
    from sim.report.film import Film
    from sim.scenario import Scenario

FORMATS = ("mp4", "gif")


@click.command(
    epilog="Example: python run.py animate scenarios/coordinated_dialogues.yaml "
    "--baseline scenarios/baseline.yaml"
)
@click.argument("file", type=SCENARIO)
@click.option("--baseline", type=SCENARIO, help="Show the difference from this scenario.")
@click.option(
    "--replicate", type=click.IntRange(0), default=0, help="Which run.  [default: 0, the first]"
)
@click.option("--variable", default="rights", help="What tiles show.  [default: rights]")
@click.option("--outcome", default="scrutiny", help="What the line shows.  [default: scrutiny]")
@click.option("--from", "first", type=int, metavar="YEAR", help="First year shown.")
@click.option("--to", "last", type=int, metavar="YEAR", help="Last year shown.")
@click.option("--every", default="year", metavar="year|quarter", help="A frame for each.")
@click.option("--format", "kind", metavar="mp4|gif", help="[default: mp4]")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option("--seed", type=click.IntRange(0), help="The luck of the run.")
@click.option("--quiet", is_flag=True, help="No progress and no notes.")
@json_option
def command(file: Path, baseline: Path | None, as_json: bool, **options: Any) -> None:
    """Show one run as a film: every state as a tile, the votes on the challenger, an outcome.

    A vote stays longer than a year without one. With --baseline the tiles show the difference
    from that scenario under the same luck.
    """
    import json
    from time import monotonic

    from sim.engine.store import atomically
    from sim.report import animation, reel

    began, quiet = monotonic(), options["quiet"]
    _one_of("--every", options["every"], ("year", "quarter"))
    kind = _format(options["kind"], options["out"])
    film, scenario = _film(file, baseline, options)
    dpi = animation.SMALLER if kind == "gif" else animation.SHARP
    stage = animation.stage(film, **_words(film, scenario, options), dpi=dpi)
    width, height = map(round, stage.figure.bbox.size)
    out = options["out"] or _place(scenario, baseline, options, kind)
    with atomically(out) as path, progress("Frames", len(film.shown), 0, quiet, "frames") as tell:

        def frames() -> Iterable[tuple[Any, float]]:
            for pixels, held in animation.frames(stage, film):
                yield pixels, reel.seconds(options["every"], held)
                tell(1)

        if kind == "gif":
            ends = [film.shown[0], film.shown[-1]]
            samples = [pixels for pixels, _ in animation.frames(stage, film, ends)]
            plays = reel.write_gif(frames(), samples, path)
        else:
            plays = reel.write_video(frames(), (width, height), path)
    told = {
        "file": str(out), "frames": len(film.shown), "plays_seconds": plays,
        "size": (width, height),
        "bytes": out.stat().st_size, "seconds": round(monotonic() - began, 1),
    }  # fmt: skip
    click.echo(json.dumps(told, indent=2) if as_json else out)
    if not quiet:
        weight = f"{out.stat().st_size / 1e6:.1f} MB"
        click.echo(
            f"{len(film.shown)} frames that play for {plays:.0f} s, {weight}, made in"
            f" {told['seconds']} s\nan illustration of theories, not a forecast",
            err=True,
        )
        click.echo(f"next: python run.py {_next(file, baseline)}", err=True)


def _film(file: Path, baseline: Path | None, options: Mapping[str, Any]) -> "tuple[Film, Scenario]":
    """Both runs played, and what they are called."""
    from sim.analysis.by_state import TITLES, UNITS
    from sim.analysis.playback import chosen, play
    from sim.calendar import Quarter
    from sim.engine.chronicle import STATE_VARIABLES
    from sim.outcomes import OUTCOMES
    from sim.report.film import Film
    from sim.scenario import Scenario

    _one_of("--variable", options["variable"], STATE_VARIABLES)
    _one_of("--outcome", options["outcome"], OUTCOMES)
    scenario = Scenario.load(file)
    if options["seed"] is not None:
        scenario = scenario.change(seed=options["seed"])
    other = Scenario.load(baseline).change(seed=scenario.seed) if baseline else None
    span = (scenario.start, scenario.end)
    if other and (other.start, other.end) != span:
        raise click.UsageError(
            f"the two cannot be shown side by side: {file} runs from {span[0]} to {span[1]},"
            f" {baseline} from {other.start} to {other.end}; give both the same `run`"
        )
    _years(span, options)
    last = Quarter(options["last"] or span[1].year, 4)
    variable, outcome = STATE_VARIABLES[options["variable"]], OUTCOMES[options["outcome"]]
    both = [
        list(play(one, options["replicate"], variable, outcome.name, last))
        for one in (scenario, other)
        if one
    ]
    first = options["first"] or span[0].year
    picked = sorted({n for course in both for n in chosen(course, options["every"])})
    setting = scenario.setting()
    film = Film(
        moments=both[0],
        baseline=both[1] if other else None,
        shown=tuple(n for n in picked if both[0][n].quarter.year >= first),
        names=tuple(one.title for one in (scenario, other) if one),
        variable=(TITLES[options["variable"]], UNITS[options["variable"]]),
        outcome=(outcome.title, outcome.unit),
        challenger=setting.texts.titles[setting.challenge],
    )
    return film, scenario


def _years(span: Any, options: Mapping[str, Any]) -> None:
    """Raises UsageError for years that the scenario does not run through."""
    start, end = (quarter.year for quarter in span)
    for option, year in (("--from", options["first"]), ("--to", options["last"])):
        if year is not None and not start <= year <= end:
            raise click.UsageError(
                f"`{option} {year}`: the scenario runs from {start} to {end}; name a year of these"
            )
    first, last = options["first"] or start, options["last"] or end
    if first > last:
        raise click.UsageError(f"`--from {first}` is after `--to {last}`; turn them around")


def _words(film: "Film", scenario: "Scenario", options: Mapping[str, Any]) -> dict[str, str]:
    """Title, subtitle and footer, from what was run."""
    from sim.engine.record import model_version
    from sim.report import style

    first, last = (film.moments[n].quarter.year for n in (film.shown[0], film.shown[-1]))
    years = f"{first} to {last}" if first < last else f"{first}"
    title = f"{film.variable[0]}, {years}: {film.names[0]}"
    subtitle = "One tile per state in one run of the model"
    if film.baseline:
        title = f"{film.variable[0]}: “{film.names[0]}” beside “{film.names[1]}”, {years}"
        subtitle += "; the difference under the same luck"
    footer = style.provenance(
        scenario.name, scenario.digest, scenario.seed, scenario.replicates, model_version()
    )
    foot = footer.replace(
        f" · {style.counted(scenario.replicates, 'replicate')}",
        f" · replicate {options['replicate']}",
    )
    return {"title": title, "subtitle": subtitle, "footer": foot}


def _format(kind: str | None, out: Path | None) -> str:
    """The format that is asked for, by name or by the ending of the file's name."""
    ending = out.suffix.removeprefix(".").lower() if out else ""
    if kind:
        _one_of("--format", kind, FORMATS)
        if ending and ending != kind:
            raise click.UsageError(f"`--out {out}` does not end in .{kind}, as `--format` asks")
    elif ending:
        _one_of("--out", ending, FORMATS, "the ending of ")
    return kind or ending or FORMATS[0]


def _one_of(option: str, value: str, allowed: Iterable[str], what: str = "") -> None:
    """Raises UsageError, naming the nearest right value, unless the value is allowed."""
    from sim.problems import did_you_mean

    if value not in allowed:
        near = did_you_mean(value, allowed)
        known = ", ".join(allowed)
        raise click.UsageError(f"{what}`{option}` cannot be `{value}`{near}; there are {known}")


def _place(
    scenario: "Scenario", baseline: Path | None, options: Mapping[str, Any], kind: str
) -> Path:
    """Where the film goes unless it is said."""
    beside = f"-less-{baseline.stem}" if baseline else ""
    name = f"{scenario.name}{beside}-{options['variable']}-{options['replicate']}.{kind}"
    return results() / "animations" / name


def _next(file: Path, baseline: Path | None) -> str:
    if baseline:
        return f"compare {baseline} {file}"
    return f"animate {file} --baseline OTHER.yaml"
