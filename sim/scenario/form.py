"""The form of a scenario file: every key, its type and its bounds. Unknown keys are refused."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Text = Annotated[str, Field(max_length=4000)]
Value = Annotated[float, Field(allow_inf_nan=False, strict=False)]


def listed(value: Any) -> Any:
    """One name as a list of one."""
    return [value] if isinstance(value, str) else value


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Run(Part):
    """How long, how often and under which luck."""

    start: Annotated[str, Field(description="first quarter, like 1990-Q1")] = "1990-Q1"
    end: Annotated[str, Field(description="last quarter, like 2018-Q4")] = "2018-Q4"
    replicates: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] = 64
    seed: Annotated[int, Field(ge=0, le=2**63 - 1, strict=True)] = 2006


class Roles(Part):
    """Who is who. States are named by ISO3 code or by name, NGOs by name or by role."""

    challenger: str = "CHN"
    critics: list[str] = Field(default_factory=list)
    leaders: list[str] = Field(default_factory=list)
    ngos: list[str] = Field(default_factory=list)


class Bodies(Part):
    """Which bodies sit."""

    reform: Annotated[
        bool,
        Field(strict=True, description="whether the Council replaces the Commission in 2006"),
    ] = True


class Event(Part):
    """Something that happens in the quarter `at`."""

    at: Annotated[str, Field(description="the quarter, like 1994-Q2")]
    set: Annotated[
        dict[str, Any], Field(description="mechanism.parameter: its value from then on")
    ] = Field(default_factory=dict)
    ramp: Annotated[
        dict[str, Any], Field(description="mechanism.parameter: its value at `until`")
    ] = Field(default_factory=dict)
    until: Annotated[str | None, Field(description="the quarter in which a ramp ends")] = None
    fire: Annotated[str | None, Field(description="the kind of event that happens")] = None
    on: Annotated[
        list[str],
        BeforeValidator(listed),
        Field(description="states, groups, caucuses, challenger, critics or all"),
    ] = Field(default_factory=list)
    size: Annotated[float | None, Field(description="how large the event is")] = None
    body: Annotated[
        Literal["commission", "council"] | None,
        Field(description="the body it concerns, which must exist by then"),
    ] = None
    note: Text = ""


class Sweep(Part):
    """Many points of one scenario, all under the same luck."""

    method: Literal["grid", "latin_hypercube", "sobol"] = "grid"
    points: Annotated[int, Field(ge=0, strict=True, description="how many points a sample has")] = 0
    over: Annotated[
        dict[str, Any],
        Field(description="mechanism.parameter: values of a grid, or low and high of a range"),
    ] = Field(default_factory=dict)
    named: Annotated[
        dict[str, dict[str, Any]], Field(description="points with names of their own")
    ] = Field(default_factory=dict)


class Form(Part):
    """A scenario file."""

    title: Annotated[str, Field(min_length=1, max_length=120)] = ""
    question: Text = ""
    notes: Text = ""
    tags: list[str] = Field(default_factory=list)
    shows: Annotated[
        list[str],
        Field(description="catalogue entries that this scenario varies; not taken from `extends`"),
    ] = Field(default_factory=list)
    extends: Annotated[
        list[str],
        BeforeValidator(listed),
        Field(description="files whose content this one changes; the later wins"),
    ] = Field(default_factory=list)
    run: Run = Run()
    roles: Roles = Roles()
    bodies: Bodies = Bodies()
    levers: dict[str, dict[str, Any]] = Field(default_factory=dict)
    uncertainties: dict[str, dict[str, Any]] = Field(default_factory=dict)
    timeline: dict[str, Event | None] = Field(default_factory=dict)
    sweep: Sweep | None = None
    without: Annotated[list[str], Field(description="events left out of the order")] = Field(
        default_factory=list
    )
    instead: Annotated[
        dict[str, str], Field(description="event: the mechanism that plays it instead")
    ] = Field(default_factory=dict)
    outcomes: list[str] = Field(default_factory=list)
