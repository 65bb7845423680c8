"""What many tests share: the shipped scenarios, and quick paired runs."""

import os
from pathlib import Path

# Tests run side by side, so each keeps to one thread; this must stand before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import settings

from sim.scenario import Scenario

# An example may take as long as a busy machine makes it; what is slow is measured elsewhere.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))


@pytest.fixture(scope="session")
def baseline() -> Scenario:
    return Scenario.load(ROOT / "scenarios" / "baseline.yaml")


@pytest.fixture(scope="session")
def coordinated() -> Scenario:
    return Scenario.load(ROOT / "scenarios" / "coordinated_dialogues.yaml")
