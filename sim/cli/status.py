"""`status`: which runs are there, which would be made, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import SCENARIO, json_option, plain_option, results, show_table

if TYPE_CHECKING:
    from sim.scenario import Scenario


@click.command(epilog="Example: python run.py status scenarios/baseline.yaml --replicates 200")
@click.argument("files", type=SCENARIO, nargs=-1, metavar="[SCENARIO]...")
@click.option("--replicates", type=click.IntRange(1), help="As it would be for `run`.")
@click.option("--seed", type=click.IntRange(0), help="As it would be for `run`.")
@json_option
@plain_option
def command(
    files: tuple[Path, ...], replicates: int | None, seed: int | None, as_json: bool, plain: bool
) -> None:
    """Say which runs are there, which `run` would make, and why. Runs nothing.

    Without SCENARIO, of every file in scenarios/.
    """
    import json

    from sim.scenario import Scenario

    files = files or tuple(sorted(Path("scenarios").glob("*.yaml")))
    if not files:
        raise click.UsageError("there are no files in scenarios/; name the scenarios you mean")
    found = []
    for file in files:
        scenario = Scenario.load(file)
        wanted = replicates or scenario.replicates
        scenario = scenario.change(replicates=wanted, seed=scenario.seed if seed is None else seed)
        found.append({"file": str(file)} | _state(scenario))
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    rows = [
        [one["file"], f"{one['there']:,}", f"{one['to_run']:,}", one["why"] or "all is there"]
        for one in found
    ]
    show_table(["scenario", "runs there", "to run", "why"], rows, plain)
    click.echo(f"runs are kept in {results() / 'runs'}", err=True)


def _state(scenario: "Scenario") -> dict[str, Any]:
    from sim.engine.store import Run

    run = Run.of(scenario, results() / "runs")
    to_run = sum(size for _, size in run.missing())
    there = scenario.replicates - to_run
    return {
        "name": scenario.name,
        "seed": scenario.seed,
        "folder": str(run.folder),
        "wanted": scenario.replicates,
        "there": there,
        "to_run": to_run,
        "why": _why(scenario, run.folder, there) if to_run else "",
    }


def _why(scenario: "Scenario", folder: Path, there: int) -> str:
    """Why not every wanted run is there."""
    from sim.engine.store import model_digest

    if (folder / "failures.csv").exists():
        return f"some failed: see {folder / 'failures.csv'}"
    if there:
        return "more runs are asked for than were made"
    earlier = _nearest(scenario)
    if earlier is None:
        return "it was never run"
    reasons = []
    if earlier["scenario_digest"] != scenario.digest:
        reasons.append(f"the scenario changed: {_listed(_changed(earlier, scenario))}")
    if earlier["model_digest"] != model_digest():
        reasons.append(f"the model changed: {_listed(_changed_files(earlier))}")
    return "; ".join(reasons) or "it was begun, and no run was kept"


def _nearest(scenario: "Scenario") -> dict[str, Any] | None:
    """The earlier run of this name or content that differs least from what is asked for."""
    import json

    from sim.engine.store import model_digest

    ranked = []
    for file in (results() / "runs").glob("*/run.json"):
        about = json.loads(file.read_text(encoding="utf-8"))
        same = about["scenario_digest"] == scenario.digest
        if same or about["name"] == scenario.name:
            age = file.stat().st_mtime
            ranked.append(((same, about["model_digest"] == model_digest(), age), about))
    return max(ranked, key=lambda one: one[0])[1] if ranked else None


def _changed(earlier: dict[str, Any], scenario: "Scenario") -> list[str]:
    """The parts of the scenario that differ, of those that a run depends on."""
    from sim.engine.store import from_plain, plain

    old, new = earlier["scenario"], plain(scenario)
    try:
        before = from_plain(old)
    except ValueError:
        return ["the form of scenarios"]
    return [
        part
        for part in new
        if old.get(part) != new[part]
        and scenario.change(**{part: getattr(before, part)}).digest != scenario.digest
    ]


def _changed_files(earlier: dict[str, Any]) -> list[str]:
    from sim.engine.store import model_files

    old, new = earlier["model"], model_files()
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _listed(names: list[str]) -> str:
    """Up to three names, and how many more."""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
