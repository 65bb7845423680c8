"""The rules of behaviour, one per file, foldered by theme.

A mechanism is a frozen dataclass. Its fields are its parameters, each declared once
(`sim.engine.parameter`); its call takes the world, the facts of the quarter and the luck of the
step, and returns the fields of the world that it changes, all named in `writes`:

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes

It is known by the name of its file. Putting a file into a folder is all it takes to add one;
`sim.engine.schedule` says when it acts.
"""

from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Protocol

from numpy.typing import NDArray

from sim.engine.draw import Draw
from sim.engine.parameter import Parameter, declared
from sim.setting import Ints, Now
from sim.world import World

Changes = dict[str, NDArray[Any]]


def put(world: World, texts: Ints, **values: NDArray[Any]) -> Changes:
    """Changes that set these fields (R, K, ...) to the values (R, D, ...) at the texts (D,)."""
    changes = {name: getattr(world, name).copy() for name in values}
    for name, value in values.items():
        changes[name][:, texts] = value
    return changes


class Mechanism(Protocol):
    """What the engine asks of a rule."""

    writes: ClassVar[tuple[str, ...]]

    def __call__(self, world: World, now: Now, draw: Draw) -> Changes: ...


@cache
def catalogue() -> dict[str, Callable[..., Mechanism]]:
    """Every mechanism class by the name of its file, in alphabetical order."""
    found: dict[str, Any] = {}
    for file in sorted(Path(__file__).parent.glob("*/*.py"), key=lambda path: path.stem):
        module = import_module(f"{__name__}.{file.parent.name}.{file.stem}")
        for value in vars(module).values():
            local = getattr(value, "__module__", "") == module.__name__
            if (
                isinstance(value, type)
                and local
                and is_dataclass(value)
                and hasattr(value, "writes")
            ):
                found[file.stem] = value
    return found


def parameters(mechanism: str) -> dict[str, Parameter]:
    """The declared parameters of a mechanism, by name; none if there is no such mechanism."""
    rule = catalogue().get(mechanism)
    return declared(rule) if rule else {}  # type: ignore[arg-type]


def every_parameter() -> dict[str, Parameter]:
    """Every declared parameter, as "mechanism.parameter"."""
    return {
        f"{mechanism}.{name}": parameter
        for mechanism in catalogue()
        for name, parameter in parameters(mechanism).items()
    }
