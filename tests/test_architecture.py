"""Imports run one way, Mesa stays behind its window, and files stay short."""

import ast
import subprocess
import sys

import pytest

from tests.conftest import ROOT

# From what everything rests on to what rests on everything; a file imports only what stands
# before it. `sim.model` and `sim.agents` are the window beside this flow.
LAYERS = [
    "sim.calendar", "sim.problems",
    "sim.engine.draw", "sim.engine.parameter", "sim.engine.uncertainty", "sim.engine.schedule",
    "sim.evidence", "sim.procedures", "sim.facts",
    "sim.ngos", "sim.setting", "sim.world.declare", "sim.world.eve", "sim.world",
    "sim.mechanisms", "sim.events", "sim.outcomes", "sim.scenario", "sim.entries",
    "sim.engine.simulate", "sim.engine.ensemble",
    "sim.engine.chronicle", "sim.engine.store", "sim.engine.record",
    "sim.analysis", "sim.report", "sim.agents", "sim.model", "sim.cli",
]  # fmt: skip
FILES = [path for path in sorted((ROOT / "sim").rglob("*.py"))]


def module_of(path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer(module: str) -> int:
    found = [n for n, name in enumerate(LAYERS) if (module + ".").startswith(name + ".")]
    return found[0] if found else -1


def imported(path) -> set[str]:
    """Every module of ours that a file imports, wherever in the file, except for types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_run_one_way(path):
    ours = layer(module_of(path))
    if ours < 0:
        assert module_of(path) in ("sim", "sim.engine")
        return
    for name in imported(path):
        if name.startswith("sim.") and layer(name) >= 0:
            assert layer(name) <= ours, f"{module_of(path)} imports {name}"


def test_only_the_window_imports_mesa():
    users = {module_of(path) for path in FILES if "mesa" in imported(path)}
    assert users == {"sim.model", "sim.agents"}


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_files_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


def loaded_by(code: str) -> set[str]:
    said = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name.partition(".")[0] for name in said.stdout.splitlines()[-1].split()}


HELP = "from sim.cli import cli\ntry: cli.main({}, standalone_mode=False)\nexcept SystemExit: pass"


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["compare", "--help"]])
def test_help_loads_nothing_heavy(arguments):
    heavy = {"numpy", "pandas", "matplotlib", "mesa", "scipy", "pydantic", "ruamel"}
    assert not loaded_by(HELP.format(arguments)) & heavy


def test_loading_a_scenario_needs_neither_pandas_nor_matplotlib_nor_mesa():
    code = "from sim import Scenario\nScenario.load('scenarios/baseline.yaml')"
    assert not loaded_by(code) & {"pandas", "matplotlib", "mesa"}


def test_workers_import_neither_mesa_nor_pandas():
    assert not loaded_by("import sim.engine.ensemble") & {"pandas", "matplotlib", "mesa"}


def test_no_rule_draws_from_anywhere_else():
    """Rules take their luck from addresses: no generator of their own, no BLAS, no clock."""
    for path in (ROOT / "sim" / "mechanisms").rglob("*.py"):
        text = path.read_text(encoding="utf-8").split('"""', 2)[2]
        for forbidden in ("random.", "default_rng", " @ ", "np.dot", "matmul", "time.", ".choice("):
            assert forbidden not in text, f"{forbidden} in {path.name}"


def test_no_field_of_the_world_is_declared_twice():
    from sim.world import World

    declared = [name for base in World.__mro__ for name in vars(base).get("__annotations__", {})]
    assert len(declared) == len(set(declared)), sorted(
        name for name in set(declared) if declared.count(name) > 1
    )
