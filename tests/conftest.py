"""What many tests share: the shipped scenarios, and quick paired runs."""

from pathlib import Path

import pytest

from sim.scenario import Scenario

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))


@pytest.fixture(scope="session")
def baseline() -> Scenario:
    return Scenario.load(ROOT / "scenarios" / "baseline.yaml")


@pytest.fixture(scope="session")
def coordinated() -> Scenario:
    return Scenario.load(ROOT / "scenarios" / "coordinated_dialogues.yaml")
