"""Whether a value fits a parameter, and which parameter a wrong name may mean."""

from typing import Any

from sim.engine.parameter import Parameter
from sim.mechanisms import every_parameter, parameters
from sim.problems import Problem, did_you_mean
from sim.scenario.document import Document, Path_


def nearest_parameter(path: Path_, name: str, known: dict[str, Parameter]) -> str:
    """The hint for a parameter that its mechanism does not have."""
    hint = did_you_mean(name, known)
    if not hint:
        return f"; there are {', '.join(known) or 'none'}"
    near = hint.split("`")[1]
    return f"; did you mean `{'.'.join(map(str, path)).removesuffix(name)}{near}`?"


def out_of_bounds(
    document: Document, path: Path_, parameter: Parameter, value: Any
) -> list[Problem]:
    """The problem with a value that is no number within the parameter's bounds, if any."""
    shown = ".".join(map(str, path))
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return [document.problem(path, f"`{shown}` must be a number, not `{value}`"[:120])]
    if not parameter.low <= value <= parameter.high:
        bounds = f"between {parameter.low:g} and {parameter.high:g} ({parameter.unit})"
        return [document.problem(path, f"`{shown}` must be {bounds}, not `{value}`")]
    return []


def named_value(document: Document, path: Path_, name: str, value: Any) -> list[Problem]:
    """The problem with a value for "mechanism.parameter": no such name, or out of bounds."""
    mechanism, _, parameter = name.partition(".")
    known = parameters(mechanism)
    if parameter in known:
        return out_of_bounds(document, path, known[parameter], value)
    near = nearest_parameter((name,), parameter, known) if known else ""
    hint = near or did_you_mean(name, every_parameter())
    return [document.problem(path, f"there is no `{name}`{hint}", at_key=True)]
