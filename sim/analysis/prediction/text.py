"""The file that describes a draft: read with positions, checked whole, matched to what is known.

A draft is on a state (`kind: country`) or on a theme (`kind: thematic`). A theme that the roll
calls know is recognised by its words; any other is voted on without an estimate of its own.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sim import evidence
from sim.analysis.prediction.what_if import WhatIf, no_state, parse
from sim.problems import Problem, ScenarioError, did_you_mean
from sim.scenario.check import WORDS
from sim.scenario.document import Document, Path_, read
from sim.scenario.form import listed
from sim.scenario.names import codes, state
from sim.setting import COMMON_CAUCUSES

PROCEDURES = ("resolution", "no_action", "decision", "amendment")
LEANS = ("south", "west")
GROUPS_OF_STATES = (*evidence.GROUPS, *COMMON_CAUCUSES)
# Words of a title that say nothing of its theme.
EMPTY = frozenset((
    "a", "and", "as", "at", "by", "draft", "effects", "enjoyment", "for", "from", "human", "in",
    "international", "its", "no", "of", "on", "question", "resolution", "right", "rights", "text",
    "the", "their", "to", "use", "with",
))  # fmt: skip
SCENARIO_KEYS = {"extends", "levers", "roles", "run", "timeline", "uncertainties"}
SCENARIO = (
    "this is a scenario, not a draft, which begins with `kind: country` or `kind: thematic`; "
    "examples are in scenarios/drafts, and --world names a scenario"
)
SHARED = 0.5  # of a theme's words that a topic must share to be taken for it; judgement


def whole(value: Any) -> Any:
    """A number or a yes written without quotes as the words that the writer meant."""
    return str(value) if isinstance(value, int | float) else value


class Form(BaseModel):
    """A text file: every key and its type. Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["country", "thematic"]
    target: str = ""
    sponsors: Annotated[list[str], BeforeValidator(listed)] = Field(default_factory=list)
    procedure: Literal["resolution", "no_action", "decision", "amendment"] = "resolution"
    topic: Annotated[str, BeforeValidator(whole), Field(max_length=400)] = ""
    leans: Literal["south", "west"] | None = None
    title: Annotated[str, BeforeValidator(whole), Field(max_length=160)] = ""
    question: Annotated[str, Field(max_length=2000)] = ""
    what_if: Annotated[list[str], BeforeValidator(listed), Field(alias="if")] = Field(
        default_factory=list
    )


@dataclass(frozen=True)
class Text:
    """What a text file says, checked.

    kind: country or theme · target: iso3, or empty for a theme · topic: the name of a known theme,
    or the writer's words · leans: whose line a Yes supports, the South's or the West's · sponsors:
    ISO3 codes, or the names of groups and caucuses · questions: pivotal questions, each
    compared with the draft as put.
    """

    kind: str
    target: str
    topic: str
    leans: str
    procedure: str
    sponsors: tuple[str, ...]
    title: str
    question: str = ""
    questions: tuple[WhatIf, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def usual_quarter(self) -> int | None:
        """The quarter in which the Council takes up this subject; None if it is not known."""
        for line in evidence.rows("situations"):
            if line["name"] == (self.target or self.topic):
                return int(line["council_quarter"])
        return None

    def sponsors_in(self, year: int) -> tuple[str, ...]:
        """The sponsors as ISO3 codes, groups and caucuses named by their members of that year."""
        found: dict[str, None] = {}
        for name in self.sponsors:
            found |= dict.fromkeys(members_of(name, year) if name in GROUPS_OF_STATES else [name])
        return tuple(found)


def members_of(group: str, year: int) -> list[str]:
    """The states of a regional group or a caucus in that year."""
    lines = [
        line
        for line in evidence.rows("states")
        if int(line["enters"]) <= year <= int(line["leaves"] or evidence.STILL)
    ]
    if group in evidence.GROUPS:
        return [line["iso3"] for line in lines if line["group"] == group]
    return [line["iso3"] for line in lines if evidence.belongs(group, line["iso3"], year)]


def read_text(file: Path) -> Text:
    """Read a text file. Raises ScenarioError with every problem, in the order of its lines."""
    try:
        document = read(file)
    except ScenarioError as error:
        raise ScenarioError([_as_draft(problem) for problem in error.problems]) from error
    if "kind" not in document.data and document.data.keys() & SCENARIO_KEYS:
        raise ScenarioError([Problem(file, 0, 0, SCENARIO)])
    problems = [*_form(document), *_meaning(document)]
    if problems:
        raise ScenarioError(sorted(problems, key=lambda one: (one.line, one.column)))
    form = Form.model_validate(document.data)
    return _country(form) if form.kind == "country" else _theme(form)


def _as_draft(problem: Problem) -> Problem:
    message = problem.message.replace("a scenario", "a draft")
    return Problem(problem.file, problem.line, problem.column, message, problem.excerpt)


def _country(form: Form) -> Text:
    iso3 = state(form.target) or ""
    usual = "south" if form.procedure == "amendment" else "west"
    title = form.title or f"Draft on {codes()[iso3]}"
    leans, line = form.leans or usual, {"south": "with the target", "west": "critical of it"}
    what = "amendments" if form.procedure == "amendment" else "texts"
    unlike = f"{what} on a state usually lean {usual}; this is said to lean {leans}, {line[leans]}"
    return Text(
        "country", iso3, form.topic, leans, form.procedure, _sponsors(form), title,
        form.question.strip(), _questions(form), (unlike,) if leans != usual else (),
    )  # fmt: skip


def _theme(form: Form) -> Text:
    known = themes()
    name, notes = recognised(form.topic), []
    if name:
        title, own = known[name]
        if form.topic not in (name, title):
            notes.append(f"the topic is taken for the theme `{name}` ({title})")
        if form.leans and form.leans != own and form.procedure != "amendment":
            notes.append(f"texts on `{name}` usually lean {own}; this one is said to lean "
                         f"{form.leans}")  # fmt: skip
        hostile = "south" if own == "west" else "west"
        leans = form.leans or (hostile if form.procedure == "amendment" else own)
    else:
        leans = form.leans or ""
        notes.append(
            f"no roll call on “{form.topic or form.title}” is on record: how hard such a text is "
            f"to win is not known, so the intervals are wider; known themes are {', '.join(known)}"
        )
    title = form.title or (known[name][0] if name else form.topic)
    return Text(
        "theme", "", name or form.topic, leans, form.procedure, _sponsors(form), title,
        form.question.strip(), _questions(form), tuple(notes),
    )  # fmt: skip


def _sponsors(form: Form) -> tuple[str, ...]:
    return tuple(
        name if name in GROUPS_OF_STATES else (state(name) or "") for name in form.sponsors
    )


def _questions(form: Form) -> tuple[WhatIf, ...]:
    kind = "country" if form.kind == "country" else "theme"
    return tuple(parse(written, kind, form.procedure) for written in form.what_if)


def themes() -> dict[str, tuple[str, str]]:
    """The themes that the roll calls know: title, and whose line a Yes supports."""
    return {
        line["name"]: (line["title"], line["leans"])
        for line in evidence.rows("situations")
        if line["kind"] == "theme"
    }


def recognised(topic: str) -> str:
    """The known theme that a topic in free words is about, or nothing."""
    known = themes()
    for name, (title, _) in known.items():
        if topic.strip().lower() in (name, title.lower()):
            return name
    said = _stems(topic)
    shares = {
        name: len(said & _stems(f"{title} {name}")) / len(_stems(f"{title} {name}"))
        for name, (title, _) in known.items()
    }
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= SHARED else ""


def _stems(words: str) -> set[str]:
    """The first six letters of each word that says something."""
    found = re.findall(r"[a-z]+", words.lower().replace("_", " "))
    return {word[:6] for word in found if word not in EMPTY}


def _form(document: Document) -> list[Problem]:
    try:
        Form.model_validate(document.data)
    except ValidationError as error:
        return [_told(document, dict(detail)) for detail in error.errors()]
    return []


def _told(document: Document, detail: dict[str, Any]) -> Problem:
    path: Path_ = tuple(detail["loc"])
    name, found = ".".join(map(str, path)), detail.get("input")
    if detail["type"] == "extra_forbidden":
        known = [one.alias or key for key, one in Form.model_fields.items()]
        hint = did_you_mean(path[-1], known) or f"; there are {', '.join(known)}"
        return document.problem(path, f"there is no `{name}`{hint}", at_key=True)
    if detail["type"] == "literal_error":
        allowed = re.findall(r"'(\w+)'", detail["ctx"]["expected"])
        hint = did_you_mean(found, allowed)
        either = f"{', '.join(allowed[:-1])} or {allowed[-1]}"
        words = f"`{name}` must be {either}, not `{found}`{hint}"
        return document.problem(path, words)
    if detail["type"] == "missing":
        return document.problem(path, f"`{name}` is missing: country or thematic")
    if detail["type"] == "string_too_long":
        return document.problem(path, f"`{name}` is longer than {detail['ctx']['max_length']}")
    words = WORDS.get(detail["type"], detail["msg"].lower())
    return document.problem(path, f"`{name}` {words}, not `{found}`"[:160])


def _meaning(document: Document) -> list[Problem]:
    data = document.data
    kind, target, leans = data.get("kind"), data.get("target"), data.get("leans")
    problems = []
    if kind == "country" and not target:
        problems.append(document.problem(("target",), "`target` is missing: the state concerned"))
    if kind == "thematic" and target:
        message = "a thematic text has no `target`; leave it out, or say `kind: country`"
        problems.append(document.problem(("target",), message, at_key=True))
    if isinstance(target, str) and target and state(target) is None:
        problems.append(document.problem(("target",), no_state(target)))
    if kind == "thematic" and not target and leans is None:
        problems += _needs_leaning(document)
    sponsors = listed(data.get("sponsors"))
    for n, name in enumerate(sponsors if isinstance(sponsors, list) else []):
        if isinstance(name, str) and state(name) is None and name not in GROUPS_OF_STATES:
            problems.append(document.problem(("sponsors", n), no_state(name, GROUPS_OF_STATES)))
    return problems + _levers(document)


def _levers(document: Document) -> list[Problem]:
    kind = {"country": "country", "thematic": "theme"}.get(str(document.data.get("kind")), "")
    written = listed(document.data.get("if"))
    problems = []
    for n, lever in enumerate(written if kind and isinstance(written, list) else []):
        try:
            parse(str(lever), kind, str(document.data.get("procedure", "")))
        except ValueError as error:
            problems.append(document.problem(("if", n), str(error)))
    return problems


def _needs_leaning(document: Document) -> list[Problem]:
    topic = str(document.data.get("topic", ""))
    if recognised(topic):
        return []
    known = themes()
    hint = did_you_mean(topic, known) or f"; known themes are {', '.join(known)}"
    if not topic:
        return [document.problem(("topic",), f"`topic` is missing, and so is `leans`{hint}")]
    message = f"no votes on the topic `{topic}` are known, so say `leans: south` or `leans: west`"
    return [document.problem(("topic",), f"{message}{hint}")]
