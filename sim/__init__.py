"""A scenario engine for the international human-rights regime.

from sim import Scenario, simulate, compare
baseline = simulate(Scenario.load("scenarios/baseline.yaml"))
changed = simulate(Scenario.load("scenarios/coordinated_dialogues.yaml"))
print(compare(baseline, changed).table)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.analysis.compare import compare
    from sim.engine.ensemble import simulate
    from sim.scenario import Scenario

__all__ = ["Scenario", "compare", "simulate"]
_HOME = {
    "Scenario": "sim.scenario",
    "simulate": "sim.engine.ensemble",
    "compare": "sim.analysis.compare",
}


def __getattr__(name: str) -> Any:
    """Import each name when it is first asked for, so that the command line starts at once."""
    if name not in _HOME:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
