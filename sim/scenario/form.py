"""The form of a scenario file: every key, its type and its bounds. Unknown keys are refused."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=4000)]
Value = Annotated[float, Field(allow_inf_nan=False, strict=False)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Run(Part):
    """How long, how often and under which luck."""

    start: Annotated[str, Field(description="first quarter, like 1990-Q1")] = "1990-Q1"
    end: Annotated[str, Field(description="last quarter, like 2018-Q4")] = "2018-Q4"
    replicates: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] = 64
    seed: Annotated[int, Field(ge=0, le=2**63 - 1, strict=True)] = 2006


class Roles(Part):
    """Who is who. States are named by ISO3 code or by name."""

    challenger: str = "CHN"
    critics: list[str] = Field(default_factory=list)
    leaders: list[str] = Field(default_factory=list)


class Event(Part):
    """From the quarter `at` on, these parameters have these values."""

    at: str
    set: dict[str, Any]
    note: Text = ""


class Form(Part):
    """A scenario file."""

    title: Annotated[str, Field(min_length=1, max_length=120)] = ""
    question: Text = ""
    notes: Text = ""
    tags: list[str] = Field(default_factory=list)
    extends: str | None = None
    run: Run = Run()
    roles: Roles = Roles()
    levers: dict[str, dict[str, Any]] = Field(default_factory=dict)
    uncertainties: dict[str, dict[str, Any]] = Field(default_factory=dict)
    timeline: dict[str, Event | None] = Field(default_factory=dict)
    without: list[str] = Field(default_factory=list)
    outcomes: list[str] = Field(default_factory=list)
