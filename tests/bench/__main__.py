"""`python -m tests.bench`: how fast, how large, how soon; ratios and medians, never a test.

Prints full runs per second at one and two workers, time by event, memory, start-up by command,
and the voting core beside an idiomatic Mesa model that casts the same votes.
"""

import multiprocessing
import os
import platform
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from sim.cli import COMMANDS
from sim.engine.draw import Draw
from sim.engine.ensemble import simulate, workers_of
from sim.engine.simulate import Play, series
from sim.scenario import Scenario

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, MESA_RUNS, CORE_RUNS, CHUNK = 3, 64, 2048, 64
STARTS = (["--help"], *([name, "--help"] for name in COMMANDS))


def main() -> None:
    """Measure everything and print it."""
    print(f"Python {platform.python_version()}, {platform.machine()}, NumPy {np.__version__}")
    scenario = Scenario.load(ROOT / "scenarios" / "baseline.yaml")
    full_runs(scenario)
    by_event(scenario)
    memory()
    start_up()
    beside_mesa()


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def full_runs(scenario: Scenario) -> None:
    """Whole runs per second, 116 quarters each, at one and at two warm workers."""
    rates: dict[int, list[float]] = defaultdict(list)
    with workers_of(2) as pool:
        simulate(scenario, 2 * CHUNK, workers=2, pool=pool)
        for _ in range(ROUNDS):
            for workers, one in ((1, None), (2, pool)):
                seconds = timed(
                    lambda w=workers, p=one: simulate(scenario, 4 * CHUNK, None, w, CHUNK, None, p)
                )
                rates[workers].append(4 * CHUNK / seconds)
    one, two = median(rates[1]), median(rates[2])
    print(f"\nfull runs per second: {one:.0f} at 1 worker, {two:.0f} at 2 (ratio {two / one:.2f})")
    for size in (1, 8, CHUNK):
        play = Play.of(scenario)
        seconds = median(
            timed(lambda p=play, n=size: series(p, scenario.outcomes, 0, n)) for _ in range(ROUNDS)
        )
        print(f"  in chunks of {size:2d}: {1000 * seconds / size:6.2f} ms per run")


def by_event(scenario: Scenario) -> None:
    """Share of time by event, for one chunk; the outcomes counted as an event of their own."""
    play = Play.of(scenario)
    series(play, scenario.outcomes, 0, CHUNK)  # files and libraries are read before the clock runs
    spent: dict[str, float] = defaultdict(float)
    world = play.start(CHUNK)
    for step, rules in enumerate(play.rules):
        now = play.setting.now(step)
        luck = Draw(play.seed, step, 0, CHUNK, play.setting.numbers)
        if world.tabled.any():
            world = world.with_(**world.empty_table())
        for event, rule in rules:
            began = perf_counter()
            world = world.with_(**rule(world, now, luck.for_event(event)))
            spent[event] += perf_counter() - began
        began = perf_counter()
        for name in scenario.outcomes:
            _count(name, world, now)
        spent["(outcomes)"] += perf_counter() - began
    total = sum(spent.values())
    print(f"\ntime by event, {1000 * total / CHUNK:.2f} ms per run:")
    for event, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {event:16s} {100 * seconds / total:5.1f} %")


def _count(name: str, world, now) -> None:
    from sim.outcomes import OUTCOMES

    OUTCOMES[name].count(world, now)


def memory() -> None:
    """Peak memory of a whole process, by number of replicates; bytes of a world by field."""
    world = Play.of(Scenario.load(ROOT / "scenarios" / "baseline.yaml")).start(1)
    sizes = sorted(((values.nbytes, name) for name, values in vars(world).items()), reverse=True)
    print(f"\na world takes {sum(size for size, _ in sizes) / 1024:.0f} KiB per replicate:")
    print("  " + ", ".join(f"{name} {size / 1024:.0f}" for size, name in sizes[:6]) + " KiB")
    print("\npeak memory of a command, its workers apart:")
    baseline, other = "scenarios/baseline.yaml", "scenarios/coordinated_dialogues.yaml"
    with TemporaryDirectory() as results:
        for command in (["run", baseline], ["compare", baseline, other]):
            peaks = [(many, peak_of(command, many, results)) for many in (64, 4096)]
            said = ", ".join(f"{peak:.0f} MiB for {many:,} replicates" for many, peak in peaks)
            print(f"  {command[0]:8s} {said}")


def peak_of(command: list[str], replicates: int, results: str) -> float:
    """Peak memory in MiB of a command that makes or reuses this many replicates."""
    code = (
        "import resource, sys\nfrom sim.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)"
    )
    options = ["--replicates", str(replicates), "--workers", "2", "--quiet"]
    said = subprocess.run(
        [sys.executable, "-c", code, *command, *options],
        cwd=ROOT, capture_output=True, text=True, env=os.environ | {"RIGHTS_RESULTS": results},
    )  # fmt: skip
    return float(said.stderr.splitlines()[-1])


def start_up() -> None:
    """Seconds until each command has shown its help, whole processes."""
    print("\nstart-up of the command line, median of five:")
    for arguments in (["-c", "pass"], *([str(ROOT / "run.py"), *start] for start in STARTS)):
        call = [sys.executable, *arguments]
        seconds = median(
            timed(lambda c=call: subprocess.run(c, cwd=ROOT, capture_output=True, check=True))
            for _ in range(5)
        )
        shown = "python alone" if arguments[0] == "-c" else "run.py " + " ".join(arguments[1:])
        print(f"  {shown:22s} {1000 * seconds:4.0f} ms")


def beside_mesa() -> None:
    """The voting core by the engine and by Mesa's batch_run, two processes each, alternating."""
    import mesa

    from tests.bench import core

    for replicate in range(3):
        ours = [session[replicate] for session in core.engine_votes(0, 3)]
        if core.digest(ours) != core.digest(core.mesa_votes(replicate)):
            raise SystemExit("the two models cast different votes; nothing to compare")
    print("\nvoting core, 11 sessions, two processes each; both cast the same votes:")
    spawn = multiprocessing.get_context("spawn")
    ratios, ours_all, theirs_all = [], [], []
    firsts = range(0, CORE_RUNS, CHUNK)
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        list(pool.map(core.engine_tallies, firsts, [CHUNK] * len(firsts)))
        for _ in range(ROUNDS):
            theirs = timed(
                lambda: mesa.batch_run(
                    core.VotingCore, {"replicate": range(MESA_RUNS)}, number_processes=2,
                    max_steps=100, display_progress=False,
                )
            ) / MESA_RUNS  # fmt: skip
            ours = timed(lambda: list(pool.map(core.engine_tallies, firsts, [CHUNK] * len(firsts))))
            ours_all.append(ours / CORE_RUNS)
            theirs_all.append(theirs)
            ratios.append(theirs * CORE_RUNS / ours)
    one = median(timed(lambda: core.mesa_votes(0)) for _ in range(ROUNDS))
    alone = median(timed(lambda: core.engine_tallies(0, CHUNK)) for _ in range(ROUNDS)) / CHUNK
    print(f"  engine    {1000 * median(ours_all):7.3f} ms per run (workers already started)")
    print(f"  batch_run {1000 * median(theirs_all):7.3f} ms per run (its pool included)")
    print(f"  ratio     {median(ratios):7.0f} (from {min(ratios):.0f} to {max(ratios):.0f})")
    print(f"  one process each, no pool: {1000 * alone:.3f} and {1000 * one:.3f} ms per run,")
    print(f"  ratio     {one / alone:7.0f}")


if __name__ == "__main__":
    main()
