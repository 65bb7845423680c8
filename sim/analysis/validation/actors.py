"""Stylised facts of criticism and of NGOs, each by paired runs under the same luck."""

from typing import Any

import numpy as np

from sim.analysis.paired import (
    Measure,
    Moved,
    Values,
    all_but,
    baseline,
    leaning_of,
    less,
    moved,
    of_challenger,
    outcome,
    sponsors,
)
from sim.analysis.validation.rows import Part, Trial, about_none, falls, ratio_of, rises, within
from sim.calendar import Quarter
from sim.mechanisms.pressure.usual import southern
from sim.outcomes import OUTCOMES
from sim.setting import Now
from sim.world import World

SPAN = ("1990-Q1", "1994-Q1")
TEN_YEARS = ("1990-Q1", "1999-Q4")
LOUD = {"tactics.campaigning": 3.0}  # three times the usual
BY_PEERS = {"tactics.southern": 2.0 / 3.0}  # all but the usual campaigns come from the South
QUIET = {"campaigns.publicity": 0.0, "access.association": 0.0}
UNMOVED = {"peer_pressure.persuasion": 0.0, "peer_pressure.weakening": 0.0}
NO_YIELDING = {"reaction.yields": 0.0, "reaction.together": 0.0, "reaction.talking": 0.0}
CALM = {"reaction.provokes": 0.0, "opinion.chill": 0.0, "opinion.resentment": 0.0}
NGOS_ALONE = all_but(  # NGOs, and what leads from them to a draft
    "succession", "elections", "terrain", "attacks", "standing", "spread", "strategy",
    "allocation", "reach", "tactics", "access", "repression", "trade_link", "dialogue", "lobbying",
    "restraint", "hearing", "sponsorship", "country_stance", "no_action", "vote", "remembrance",
    "consequences", "drift",
)  # fmt: skip
PRESSURE_ALONE = all_but(  # what carries pressure, and nothing else
    "succession", "elections", "allocation", "reach", "tactics", "access", "campaigns", "opinion",
    "narratives", "publics", "reaction", "trade_link", "dialogue", "lobbying", "peer_pressure",
    "restraint", "hearing", "sponsorship", "country_stance", "no_action", "vote", "remembrance",
    "framing", "consequences", "drift",
)  # fmt: skip

rights = of_challenger("rights_departure")
complaint = of_challenger("consciousness")
practice = outcome("safe_practice")
core_rights = outcome("challenger_rights")


def criticism(trial: Trial) -> list[Part]:
    """Told of criticism by a rival state, citizens were less willing to complain; of criticism by
    a neutral source, not; and where it names leaders instead of the nation the effect can turn
    (Gruffydd-Jones 2019). Readiness to claim rights, as a share; one in a thousand is nothing."""

    def effect(change: Values, base: Values) -> Moved:
        return trial.paired(change, complaint, base=base, span=SPAN, without=PRESSURE_ALONE)

    alone = {**NO_YIELDING, **UNMOVED, **QUIET, "opinion.informing": 0.0}
    return [
        falls("rival", "readiness to complain, after a rival's campaign", effect(LOUD, alone)),
        about_none("neutral", "the same after a neutral one", effect(
            {**LOUD, **BY_PEERS}, alone), 1e-3),
        rises("elite", "the same if it names officials, beside naming the nation", effect(
            {"opinion.aim_at_officials": 1.0}, {**LOUD, **alone})),
    ]  # fmt: skip


def shaming(trial: Trial) -> list[Part]:
    """In more than four hundred organisations' records shaming alone did nothing, but it worked
    where domestic groups were present or third parties pressed too (Murdie and Davis 2012).
    Respect for rights in points; a tenth of a point is nothing."""

    def elsewhere(world: World, now: Now) -> Any:
        others = now.exists & (np.arange(now.setting.states) != now.setting.challenger)
        return world.rights_departure[:, others].mean(axis=1)

    def effect(measure: Measure, base: Values, fire=()) -> Moved:
        base = {**QUIET, **CALM, **base}
        loud, still = (
            trial.paired(change, measure, base=base, span=SPAN, without=PRESSURE_ALONE, fire=fire)
            for change in (LOUD, {})
        )
        return less(loud, still) if fire else loud

    south = ("AFRICA", "ASIA_PACIFIC", "GRULAC")
    alone = effect(elsewhere, UNMOVED)
    with_groups = effect(elsewhere, {**UNMOVED, "reaction.coalition": 0.5})
    turned = (("1990-Q1", "realignment", south, 2.0),)
    unaided = effect(rights, {"consequences.remedy": 0.0})
    third = effect(rights, {"consequences.remedy": 0.0}, turned)
    return [
        about_none("alone", "rights elsewhere, after campaigns alone, points", alone, 0.1),
        rises("groups", "the same with local groups, beside alone", less(with_groups, alone)),
        rises("third", "rights in the target with third states behind it, beside without", less(
            third, unaided)),
    ]  # fmt: skip


def messengers(trial: Trial) -> list[Part]:
    """Southern states listen to critics from the South more than to the same from the North
    (Hutchings 2019, Amnesty International's China strategy). Leaning with the challenger, logits,
    after as much campaigning by either."""
    votes = leaning_of(lambda now: southern(now) > 0)
    alone = {**QUIET, "reaction.helps": 0.0, "campaigns.partners_heard": 1.0}
    options = {"base": alone, "span": SPAN, "without": PRESSURE_ALONE}
    northern = trial.paired(LOUD, votes, **options)
    by_peers = trial.paired({**LOUD, **BY_PEERS}, votes, **options)
    ratio, interval = ratio_of(by_peers.differences, northern.differences, trial.seed)
    return [
        within("ratio", "effect of Southern over Northern campaigns on Southern votes", 1.0,
               ratio, np.nextafter(1.0, 2.0), np.inf, interval),
        falls("change", "leaning with the challenger, Southern beside Northern campaigns", less(
            by_peers, northern)),
    ]  # fmt: skip


def mix(trial: Trial) -> list[Part]:
    """Outsiders who press and insiders who talk achieve more together than either alone with the
    same means (Hutchings 2019, Amnesty International's China strategy). Rights in the challenger,
    and an index of scrutiny and access, their geometric mean, each beside the usual mix. The two
    theories meet in the index: outsiders cost insiders their access (the same source), and soon
    after a crackdown critics sponsor drafts with or without campaigns, so that silence may lose
    as little scrutiny as it wins access."""

    def joint(world: World, now: Now) -> Any:
        access = world.ngo_access.mean(axis=1)
        return np.sqrt(OUTCOMES["scrutiny"].count(world, now) / 100.0 * access)

    options = {"span": SPAN, "without": PRESSURE_ALONE}
    found = []
    for what, measure in (("rights", rights), ("index", joint)):
        for side, share in (("outsiders", 1.0), ("insiders", -1.0)):
            effect = trial.paired({"tactics.outside": share}, measure, **options)
            found.append(falls(f"{what}.{side}", f"{_MEANS[what]}, {side} alone", effect))
    return found


_MEANS = {"rights": "rights in the challenger", "index": "scrutiny and access together"}


def adaptation(trial: Trial) -> list[Part]:
    """Those who reallocate by what they learn lead those who hold to a plan, and the more the
    terrain changes the more they lead (Hutchings 2019). Sponsors, adaptive less fixed."""

    def sponsored(rule: str, volatility: float) -> np.ndarray:
        calm = {} if volatility else {"adaptive_allocation.error": 0.0}
        plan = baseline().change(
            end=Quarter(1995, 4), values={"terrain.volatility": volatility, **calm}, timeline=(),
            without=NGOS_ALONE, instead={"allocation": rule},
        )  # fmt: skip
        return trial.measured(plan, sponsors)

    def lead(volatility: float) -> Moved:
        adaptive = sponsored("adaptive_allocation", volatility)
        return moved(adaptive - sponsored("fixed_allocation", volatility))

    none, some, much = (lead(volatility) for volatility in (0.0, 0.3, 0.9))
    return [
        rises("lead", "sponsors, adaptive less fixed, under shocks", some),
        rises("gap", "the same lead under larger shocks, beside it", less(much, some)),
        about_none("calm", "the same lead where nothing changes", none, 0.01),
    ]


def insiders(trial: Trial) -> list[Part]:
    """Insiders who build capacity by consent improve practice on safe issues, leave core civil and
    political rights alone, and lose what they built when they are expelled (the record of a
    capacity-building office in China). Points; a tenth of a point is nothing."""
    early = {"consent.since": 1990.0, "training.degree_from": 1990.0}
    base = early | {"respectability.legitimation": 0.0}
    without = {"consent.since": 2100.0}
    expelled = (("1995-Q1", "expulsion", ("all",), 1.0),)

    def since(year: int, measure: Measure) -> Measure:
        return lambda world, now: measure(world, now) if now.date.year >= year else None

    def effect(change: Values, measure: Measure, **more: Any) -> Moved:
        return trial.paired(change, measure, base=base, span=TEN_YEARS, **more)

    return [
        falls("safe", "practice on safe issues, without the insiders", effect(without, practice)),
        about_none("core", "core rights, without them", effect(without, core_rights), 0.1),
        falls("loss", "practice on safe issues, once they are expelled", effect(
            {}, since(1996, practice), fire=expelled)),
        falls("reach", "what insiders reach, in the years after", effect(
            {}, since(1995, of_challenger("insider_reach")), fire=expelled)),
    ]  # fmt: skip
