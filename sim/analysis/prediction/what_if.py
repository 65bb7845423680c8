"""Pivotal questions: what if a motion came first, someone lobbied once more, a sponsor deserted?

A question is written as one lever, or as several joined by `+`:

    no_action                    a motion to take no action on the draft is put first
    lobbying=0.6                 one more campaign for the target (or against a theme's text), worth
                                 so many logits in each capital it reaches; below 0 for the draft
    defects=DNK,FRA              these members abstain, and no longer sponsor
    country_stance.shielding=0   a parameter of the rules by which members vote
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from sim.mechanisms import parameters
from sim.problems import did_you_mean
from sim.scenario.names import codes, state

RULES = ("country_stance", "theme_stance", "no_action")
LEVERS = ("no_action", "lobbying", "defects")
MOST = 5.0  # logits that a campaign may be worth; beyond it nobody stays unmoved; judgement
USUAL = 0.6  # logits that a visit is worth in the host's vote, as in `lobbying`


@dataclass(frozen=True)
class WhatIf:
    """A pivotal question. `values` are parameters as "mechanism.parameter"."""

    written: str
    motion_first: bool = False
    lobbying: float = 0.0
    defects: tuple[str, ...] = ()
    values: dict[str, float] = field(default_factory=dict)

    def of(self, rule: str) -> dict[str, float]:
        """The parameters that it sets of one rule."""
        return {
            key.partition(".")[2]: value
            for key, value in self.values.items()
            if key.startswith(f"{rule}.")
        }


def parse(written: str, kind: str = "country", procedure: str = "resolution") -> WhatIf:
    """The question that is written. Raises ValueError, saying what is allowed, if it is none, or
    if it cannot be asked of a text of this kind and procedure."""
    asked = WhatIf(written.strip())
    for part in re.split(r"\s*\+\s*(?=[A-Za-z_])", asked.written):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if name == "no_action" and not equals:
            asked = _motion(asked, kind, procedure)
        elif name == "lobbying":
            asked = replace(asked, lobbying=_number(name, value or str(USUAL), -MOST, MOST))
        elif name == "defects":
            asked = replace(asked, defects=(*asked.defects, *_states(value)))
        elif "." in name:
            asked = replace(asked, values=asked.values | _parameter(name, value, kind))
        else:
            there = (
                "; there are no_action, lobbying=LOGITS, defects=STATE,STATE and "
                f"RULE.PARAMETER=VALUE, where RULE is {_rules(kind)}"
            )
            hint = did_you_mean(name, LEVERS) or there
            raise ValueError(f"there is no lever `{name}`{hint}")
    return asked


def _motion(asked: WhatIf, kind: str, procedure: str) -> WhatIf:
    if kind != "country":
        raise ValueError("`no_action` can be asked of a country text only")
    if procedure == "no_action":
        raise ValueError("`no_action` cannot be asked here: the text is such a motion itself")
    return replace(asked, motion_first=True)


def _number(name: str, value: str, low: float, high: float, unit: str = "logits") -> float:
    try:
        number = float(value)
    except ValueError:
        raise ValueError(f"`{name}` must be a number, not `{value}`") from None
    if not low <= number <= high:
        bounds = f"between {low:g} and {high:g} ({unit})"
        raise ValueError(f"`{name}` must be {bounds}, not {value}")
    return number


def _states(value: str) -> tuple[str, ...]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    if not names:
        raise ValueError("`defects` needs a state, like defects=DNK")
    for name in names:
        if state(name) is None:
            raise ValueError(f"`defects`: {no_state(name)}")
    return tuple(state(name) or "" for name in names)


def _rules(kind: str) -> str:
    return " or ".join(rule for rule in RULES if _reads(rule, kind))


def _reads(rule: str, kind: str) -> bool:
    return rule == f"{kind}_stance" or (kind == "country" and rule == "no_action")


def _parameter(name: str, value: str, kind: str) -> dict[str, float]:
    rule, _, key = name.partition(".")
    if rule not in RULES or not _reads(rule, kind):
        near = did_you_mean(rule, [one for one in RULES if _reads(one, kind)])
        text = "country text" if kind == "country" else "thematic text"
        raise ValueError(f"no vote on a {text} reads `{name}`; the rule is {_rules(kind)}{near}")
    known: dict[str, Any] = parameters(rule)
    if key not in known:
        hint = did_you_mean(key, known) or f"; there are {', '.join(known)}"
        raise ValueError(f"`{rule}` has no parameter `{key}`{hint}")
    declared = known[key]
    return {name: _number(name, value, declared.low, declared.high, declared.unit)}


def no_state(name: str, others: tuple[str, ...] = ()) -> str:
    """What is said of a name that no state has."""
    initials = {"".join(word[0] for word in one.split("_")): one for one in others}
    near = initials.get(name.lower())
    nearest = did_you_mean(name, [*codes(), *codes().values(), *others])
    hint = f"; did you mean `{near}`?" if near else nearest or "; write an ISO3 code or a name"
    what = "state, regional group or caucus" if others else "state"
    return f"there is no {what} `{name}`{hint}"
