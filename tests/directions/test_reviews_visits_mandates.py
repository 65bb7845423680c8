"""Reviews, visits and mandates move what the documents say, and nothing where the link is cut."""

import numpy as np
import pytest

from sim.analysis.paired import (
    baseline,
    beside,
    measured,
    of_challenger,
    outcome,
    paired,
    sponsors,
)
from sim.calendar import Quarter
from sim.engine.simulate import Play
from sim.mechanisms.bodies.reviews import Reviews

REVIEWS = ("2007-Q1", "2013-Q4")


def after(year, measure):
    """The measure from that year on."""
    return lambda world, now: measure(world, now) if now.date.year >= year else None


def waiting(of_targets):
    """Requests by mandates that wait in situations that come before the body, or elsewhere."""

    def measure(world, now):
        target = np.zeros(now.setting.states, dtype=bool)
        target[now.setting.texts.target[now.setting.texts.target >= 0]] = True
        return world.pending[:, target if of_targets else ~target].mean(axis=1)

    return measure


def thematic(world, now):
    return world.mandates[:, 0]


def on_countries(world, now):
    return world.country_mandates.sum(axis=1)


def interval(values):
    mean, error = values.mean(), values.std(ddof=1) / np.sqrt(values.size)
    return mean - 1.96 * error, mean + 1.96 * error


def path(years, *measures, values=None, runs=24):
    """The measures (measure, year, R) at the end of these years, in one run."""
    scenario = baseline().change(end=Quarter(years[-1], 4), values=values or {})
    return np.array(
        [
            [measure(world, now) for measure in measures]
            for now, world in Play.of(scenario).run(0, runs)
            if now.date.quarter == 4 and now.date.year in years
        ]
    ).swapaxes(0, 1)


# --- mandates ----------------------------------------------------------------------------------


@pytest.mark.entries("N33")
def test_a_shock_leaves_more_mandates_that_ask_questions_everywhere_long_after_the_outrage():
    shock = {
        "fire": [("1991-Q2", "crackdown", ("challenger",), 20.0)],
        "span": ("1990-Q1", "2000-Q4"),
        "runs": 32,
    }
    late = after(2000, waiting(of_targets=False))
    same_welcome = {"country_visits.liberal_welcome": 0.0}  # a crackdown moves positions a little
    assert paired({}, late, base=same_welcome, **shock).rises
    unmoved = {**same_welcome, "mandates.shock": 0.0}
    assert paired({}, late, base=unmoved, without=beside(), **shock).nothing


@pytest.mark.entries("N48")
def test_the_push_against_country_mandates_spares_their_themes():
    push, calm = {"mandates.curtailment": 1.5}, {"mandates.curtailment": 0.0}
    span = ("1992-Q1", "1999-Q4")
    assert paired(push, waiting(of_targets=True), base=calm, span=span, runs=32).falls
    assert paired(push, waiting(of_targets=False), base=calm, span=span, runs=32).nothing
    assert paired(push, outcome("effectiveness"), base=calm, span=span, runs=32).falls


@pytest.mark.entries("N48")
def test_country_mandates_stagnate_under_the_push_and_grow_without_it():
    for push, grows in ((1.5, False), (0.0, True)):
        (early, late), (few, many) = path(
            (1996, 2012), on_countries, thematic, values={"mandates.curtailment": push}
        )
        assert (interval(late - early)[0] > 0) == grows
        assert (many > 1.5 * few).all()


@pytest.mark.entries("N66c")
def test_a_code_of_conduct_weakens_mandates_without_making_them_fewer():
    code, blind = {"mandates.code_of_conduct": 1.0}, {"country_visits.witness": 0.0}
    none = {**blind, "mandates.code_of_conduct": 0.0}
    since = {"base": none, "span": ("2006-Q1", "2012-Q4"), "runs": 32}
    before = {"base": none, "span": ("2003-Q1", "2007-Q1"), "runs": 32}
    for measure in (outcome("effectiveness"), waiting(of_targets=False)):
        assert paired(code, measure, **since).falls
        assert paired(code, measure, **before).nothing
    assert paired(code, thematic, **since).nothing


@pytest.mark.entries("N72")
def test_growth_is_an_s_curve():
    still = {f"mandates.{name}": 0.0 for name in ("shock", "trimming", "erosion")}
    curve = {**still, "mandates.growth": 3.5, "mandates.ceiling": 60.0}
    (stock,) = path((1990, 1996, 2002, 2008, 2014), thematic, values=curve)
    early, middle, late, last = np.diff(stock, axis=0)
    assert interval(middle - early)[0] > 0  # mandates breed mandates
    assert interval(late - middle)[1] < 0 and interval(last - late)[1] < 0  # and crowd each other


@pytest.mark.entries("N72")
def test_growth_turns_back_where_erosion_is_stronger():
    ((before, after_),) = path((1996, 2004), thematic, values={"mandates.erosion": 0.2})
    assert interval(after_ - before)[1] < 0
    erosion, span = {"mandates.erosion": 0.2}, ("1990-Q1", "1997-Q4")
    late = after(1994, waiting(of_targets=False))
    assert paired(erosion, late, span=span, runs=32).falls
    mute = {"country_visits.requests": 0.0}
    assert paired(erosion, late, base=mute, span=span, runs=32).nothing


# --- visits ------------------------------------------------------------------------------------


@pytest.mark.entries("N47")
def test_few_are_let_in_the_queue_grows_and_guests_become_harmless():
    years = (1994, 2004, 2009, 2018)
    visits, queue, civil = path(
        years, outcome("visits"), outcome("pending_visits"), of_challenger("visits_civil"), runs=48
    )
    assert 1 / 3.5 < (visits[3] - visits[0]).mean() / 24 < 1 / 2  # ten visits 1994-2018
    assert interval(queue[2] - queue[1])[0] > 0 and interval(queue[3] - queue[2])[0] > 0
    assert 6 < queue[2].mean() < 12  # nine in 2009
    early, late = civil[1].mean() / visits[1].mean(), (civil[3] - civil[2]).mean()
    assert early > late / (visits[3] - visits[2]).mean() + 0.2


@pytest.mark.entries("N47")
def test_those_who_are_let_in_bear_witness():
    let_in, span = {"country_visits.openness": 4.0}, ("1990-Q1", "2000-Q4")
    assert paired(let_in, sponsors, span=span).rises
    blind = {"country_visits.witness": 0.0}
    assert paired(let_in, sponsors, base=blind, span=span).nothing


@pytest.mark.entries("N47")
def test_those_who_choose_their_guests_hear_less_of_it():
    choosy, span = {"country_visits.selection": 10.0}, ("1990-Q1", "2002-Q4")
    base = {"country_visits.openness": 1.0, "country_visits.selection": 0.0}
    heard = {**base, "country_visits.requests": 0.2, "country_visits.witness": 0.2}
    assert paired(choosy, sponsors, base=heard, span=span, runs=48).falls
    blind = {**heard, "country_visits.witness": 0.0}
    assert paired(choosy, sponsors, base=blind, span=span, runs=48).nothing


# --- the periodic review -----------------------------------------------------------------------


def addressed(world, now):
    """Share of the member states that a text or a review has addressed at all."""
    target = now.setting.texts.target
    count = (world.recommendations > 0).astype(float)
    for k in np.flatnonzero(target >= 0):
        count[:, target[k]] = np.maximum(count[:, target[k]], world.level[:, k] > 0)
    return count[:, now.exists].mean(axis=1)


def review_year(measure):
    """The measure (R,) at the end of 2013, when China has been reviewed twice."""
    late = after(2013, lambda w, n: measure(w, n) if n.date.quarter == 4 else None)
    from_2007 = baseline().change(start=Quarter(2007, 1), end=Quarter(2013, 4), timeline=())
    return measured(from_2007, late, runs=32)


def unevenness(values):
    return values.std(axis=1) / values.mean(axis=1)


@pytest.mark.entries("N44")
def test_the_review_reaches_everybody_evenly_while_country_texts_single_out_a_few():
    assert paired({}, addressed, less=("reviews",), span=REVIEWS, runs=32).falls
    earlier = ("1995-Q1", "2003-Q4")
    assert paired({}, addressed, less=("reviews",), span=earlier, runs=32).nothing

    def difference(world, now):
        texts = np.zeros(world.pending.shape)
        target = now.setting.texts.target
        for k in np.flatnonzero(target >= 0):
            texts[:, target[k]] += world.level[:, k] == 3
        even, uneven = world.recommendations[:, now.exists], texts[:, now.exists]
        return unevenness(even) - unevenness(uneven)

    assert interval(review_year(difference))[1] < 0


@pytest.mark.entries("N44")
def test_the_challenger_hears_milder_words_than_its_critics_have_for_it_and_praise_drowns_them():
    def milder(world, now):
        """What it heard, less what critics alone would have asked of it."""
        rule, here = Reviews(), now.setting.challenger
        position = (now.position + world.departure)[:, now.setting.critics]
        apart = np.abs(position - (now.position[here] + world.departure[:, [here]]))
        asked = rule.firmness + rule.liberal_firmness * position + rule.estrangement * apart
        return world.harshness[:, here] - asked.mean(axis=1)

    assert interval(review_year(milder))[1] < 0
    praise, none = {"reviews.flooding": 1.0}, {"reviews.flooding": 0.0}
    late = after(2010, outcome("rejected"))
    assert paired(praise, late, base=none, span=REVIEWS, runs=32).falls

    def others(world, now):
        return np.delete(world.accepted, now.setting.challenger, axis=1).mean(axis=1)

    assert paired(praise, others, base=none, span=REVIEWS, runs=32).nothing


@pytest.mark.entries("N45")
def test_precise_advice_is_refused_and_friendship_opens_ears():
    refused, span = after(2013, outcome("rejected")), ("2011-Q1", "2013-Q4")
    share = review_year(outcome("rejected")).mean() / 100
    assert 0.13 < share < 0.25  # 48 of 252 in October 2013
    indifferent = {"reviews.aversion": 0.0}
    assert paired(indifferent, refused, span=span).falls
    friends = [("2012-Q1", "realignment", ("challenger",), 2.0)]
    assert paired({}, refused, fire=friends, span=span).falls
    deaf = {
        f"reviews.{name}": 0.0
        for name in ("distrust", "openness", "estrangement", "liberal_firmness")
    }
    assert paired({}, refused, fire=friends, base=deaf, span=span).nothing


@pytest.mark.entries("N46")
def test_a_plan_of_ones_own_raises_compliance_on_paper_alone():
    plan, span = {"reviews.self_set": 1.0}, ("2012-Q1", "2016-Q2")
    none = {"reviews.self_set": 0.0}
    for name, measure in (("refused", outcome("rejected")), ("done", outcome("effectiveness"))):
        moved = paired(plan, measure, base=none, span=span, runs=32)
        assert moved.falls if name == "refused" else moved.rises
        control = {**none, "reviews.easing": 0.0}
        assert paired(plan, measure, base=control, span=span, runs=32).nothing
    for measure in (outcome("challenger_rights"), outcome("rights")):
        assert paired(plan, measure, base=none, span=span, runs=32).nothing
    believed = {**none, "reviews.practice": 10.0}
    assert paired(plan, outcome("challenger_rights"), base=believed, span=span, runs=32).rises


@pytest.mark.entries("N73")
def test_shadow_reports_make_recommendations_precise_and_refusals_frequent():
    reports, late = {"reviews.shadow_reports": 1.0}, after(2009, outcome("rejected"))
    assert paired(reports, late, span=REVIEWS, runs=32).rises
    assert paired(reports, after(2011, outcome("effectiveness")), span=REVIEWS, runs=32).falls
    silent = {"reviews.detail": 0.0}
    assert paired(reports, late, base=silent, span=REVIEWS, runs=32).nothing
