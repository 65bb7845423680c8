"""`verify`: a sample of a result, run again and compared with what is stored."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import Stopped, json_option

if TYPE_CHECKING:
    from sim.engine.ensemble import Values
    from sim.scenario import Scenario


@click.command(epilog="Example: python run.py verify results/baseline-0123456789ab-64")
@click.argument("result", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--replicates", type=click.IntRange(1), default=3, show_default=True, help="Runs to repeat."
)
@json_option
def command(result: Path, replicates: int, as_json: bool) -> int:
    """Run a sample of RESULT, a folder that `run` or `compare` wrote, again, and compare every
    number with what is stored.

    Leaves with 1 if a number differs, if the tables are not those of the manifest, or if the
    model has changed since.
    """
    import json

    from sim.engine.store import model_digest

    for name in ("manifest.json", "series.parquet"):
        if not (result / name).is_file():
            raise click.UsageError(
                f"{result} has no {name}; name a folder that `run` or `compare` wrote"
            )
    manifest = json.loads((result / "manifest.json").read_text(encoding="utf-8"))
    checked = [_check(one, result / "series.parquet", replicates) for one in manifest["scenarios"]]
    changed = manifest["model_digest"] != model_digest()
    good = not changed and all(one["as_written"] and not one["differ"] for one in checked)
    if as_json:
        found = {"result": str(result), "good": good, "model_changed": changed}
        click.echo(json.dumps(found | {"scenarios": checked}, indent=2))
        return 0 if good else 1
    for one in checked:
        click.echo(_told(one))
    if changed:
        click.echo(
            f"the model has changed since this was written: it was {manifest['model_digest']} "
            f"(version {manifest['model_version']}) and is {model_digest()}"
        )
    click.echo(f"{result} is {'verified' if good else 'not verified'}")
    return 0 if good else 1


def _told(one: dict[str, Any]) -> str:
    """What was found for one scenario, in words."""
    name, many = one["scenario"], len(one["replicates"])
    runs = "run" if many == 1 else "runs"
    if not one["as_written"]:
        return f"{name}: series.parquet is not what the manifest describes"
    if one["differ"]:
        differ = ", ".join(map(str, one["differ"]))
        return f"{name}: {len(one['differ'])} of {many} {runs} differ: replicate {differ}"
    return f"{name}: {many} {runs} repeated, every number the same"


def _check(about: dict[str, Any], file: Path, count: int) -> dict[str, Any]:
    """A scenario of the manifest: the replicates that were run again, and those that differ."""
    import numpy as np

    from sim.engine.ensemble import data_digest
    from sim.engine.simulate import Play, series
    from sim.engine.store import from_plain

    try:
        scenario = from_plain(about["resolved"])
    except ValueError:
        raise Stopped("scenarios are written differently now; nothing can be compared") from None
    rows = _stored(scenario, about["name"], file)
    numbers = tuple(rows)
    found = data_digest(scenario.outcomes, scenario.quarters, numbers, rows.values())
    sample = [numbers[n] for n in np.linspace(0, len(numbers) - 1, count).astype(int)]
    sample = sorted(set(sample))
    play = Play.of(scenario, about["seed"])
    differ = [
        number
        for number in sample
        if not np.array_equal(series(play, scenario.outcomes, number, 1)[0], rows[number])
    ]
    return {
        "scenario": about["name"],
        "replicates": sample,
        "differ": differ,
        "as_written": found == about["data_digest"],
    }


def _stored(scenario: "Scenario", name: str, file: Path) -> "dict[int, Values]":
    """The stored values (T, O) of a scenario, by replicate."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    shape = (len(scenario.quarters), len(scenario.outcomes))
    rows: dict[int, Values] = {}
    try:
        table = pq.ParquetFile(file)
        for group in range(table.num_row_groups):
            block = table.read_row_group(group, columns=["scenario", "replicate", "value"])
            if block["scenario"][0].as_py() != name:
                continue
            numbers = block["replicate"].to_numpy()[:: shape[0] * shape[1]]
            values = block["value"].to_numpy().reshape(-1, *shape)
            rows |= dict(zip(numbers.tolist(), values, strict=True))
    except (pa.ArrowInvalid, OSError, KeyError, ValueError) as error:
        raise Stopped(f"{file} cannot be read: {error}") from None
    return rows
