"""Parameters of the vote rule as they stand in evidence/vote_parameters.csv. Not a mechanism."""

from functools import cache
from typing import Any

from sim import evidence
from sim.engine.parameter import parameter

LAST = max(int(line["fitted_to"]) for line in evidence.rows("vote_parameters"))
POSITIVE = ("shock", "position_weight", "steadiness")  # no scenario sets these below 0


@cache
def estimates(kind: str, fitted_to: int = LAST) -> dict[str, tuple[float, float]]:
    """Estimate and standard error of each parameter of this kind of text, from votes up to the
    end of `fitted_to` and no later. Raises KeyError if no estimate was made for that year."""
    found = {
        line["parameter"]: (float(line["value"]), float(line["standard_error"]))
        for line in evidence.rows("vote_parameters")
        if line["kind"] == kind and int(line["fitted_to"]) == fitted_to
    }
    if not found:
        raise KeyError(f"no estimates for {kind} texts fitted to {fitted_to}")
    return found


def estimated(kind: str, name: str, of_what: str) -> Any:
    """A field declared with its estimate; bounds are six standard errors, at least one logit."""
    value, error = estimates(kind)[name]
    whole = of_what.startswith(("s.d.", "above", "below"))
    meaning = of_what if whole else f"weight {of_what}"
    reach = max(6.0 * error, 1.0)
    low = max(value - reach, 0.0) if name in POSITIVE else value - reach
    return parameter(
        value, low=round(low, 3), high=round(value + reach, 3), unit="logits", meaning=meaning,
        source=f"evidence/vote_parameters.csv, {kind} texts to {LAST}", grade="estimated",
        standard_error=error,
    )  # fmt: skip
