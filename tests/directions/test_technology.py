"""What networks, lies and the young do, by paired runs. Most effects are measured on protection
by institutions, which only outrage online moves here, or on what comes before the body."""

import numpy as np
import pytest

from sim.analysis.compare import paired_effect
from sim.analysis.paired import (
    Moved,
    baseline,
    country_texts,
    field,
    measured,
    outcome,
    paired,
)
from sim.calendar import Quarter
from sim.engine.schedule import ORDER

SPAN = ("2004-Q1", "2013-Q4")
NETWORKS = (
    "allocation", "connectivity", "disinformation", "online_resources", "youth_movements",
    "outrage", "consequences",
)  # fmt: skip
PROTECTED = field("institutions")
UNHEARD = ("outrage", "youth_movements")  # the ways from reading to conduct
RUNS = 32


def online(change, measure=PROTECTED, *, lacking=(), base=None, span=SPAN, runs=RUNS) -> Moved:
    """A pair in which only networks and their users act."""
    silent = tuple(name for name in ORDER if name not in NETWORKS) + tuple(lacking)
    return paired(change, measure, base=base, without=silent, span=span, runs=runs)


def more(first: Moved, second: Moved, times: float = 1.0) -> Moved:
    """By how much the first effect is above the second, so many times, run by run."""
    differences = first.differences - times * second.differences
    return Moved(*paired_effect(differences), differences)


def among_closed(name):
    """The mean of a field over states that the record has below 40 of 100."""

    def measure(world, now):
        shut = now.exists & (now.rights < 40.0)
        return (getattr(world, name) * shut).sum(axis=1) / shut.sum()

    return measure


LEAP = {"connectivity.leap": 1.0}


@pytest.mark.entries("A43")
def test_a_digital_leap_brings_mobilisation_first_and_false_information_soon_after():
    early, late = ("2006-Q1", "2007-Q4"), ("2006-Q1", "2013-Q4")
    active, misled = among_closed("youth"), among_closed("disinformation")
    assert online(LEAP, active, span=late).rises and online(LEAP, misled, span=late).rises
    first = [online(LEAP, what, span=early).effect for what in (active, misled)]
    whole = [online(LEAP, what, span=late).effect for what in (active, misled)]
    assert first[0] / whole[0] > first[1] / whole[1]
    assert online(LEAP, active, lacking=("connectivity",)).nothing


@pytest.mark.entries("A58")
def test_scarce_and_dear_telecoms_keep_mobilisation_and_knowledge_low():
    scarce, library = {"connectivity.scarcity": 1.0}, {"online_resources.library": 1.0}
    assert online(scarce, among_closed("youth")).falls
    assert online(scarce, field("reach"), base=library).falls
    assert online(scarce).falls
    assert online(scarce, lacking=("connectivity",)).nothing


@pytest.mark.entries("A44")
def test_online_outrage_makes_officials_go_where_institutions_heed_publicity():
    loud = {"youth_movements.accelerator": 1.0}
    heard = online(loud, base={"outrage.deafness": 0.0})
    ignored = online(loud, base={"outrage.deafness": 1.0})
    assert ignored.rises and more(heard, ignored).rises
    assert online(LEAP, base={"disinformation.disinforms": 0.0}).rises
    assert online(loud, base={"outrage.outrage": 0.0}).nothing


@pytest.mark.entries("A45")
def test_weaponised_platforms_bring_violations_that_come_before_the_body():
    attack = {"disinformation.attack": 6.0}
    more_texts = paired(attack, country_texts, span=("2008-Q1", "2017-Q4"), runs=64)
    assert more_texts.rises
    harmless = {"disinformation.violence": 0.0, "disinformation.doubt": 0.0}
    assert online(attack, outcome("rights"), base=harmless).nothing


@pytest.mark.entries("A45")
def test_the_honeymoon_of_connectivity_is_undone_by_disinformation():
    """Beside a world in which lies do no harm, the leap brings gains first and losses later."""

    def in_years(first, last):
        closed = among_closed("rights_departure")
        return lambda world, now: closed(world, now) if first <= now.date.year <= last else None

    span = ("2006-Q1", "2015-Q4")
    assert online(LEAP, in_years(2006, 2006), span=span).rises
    assert online(LEAP, in_years(2012, 2015), span=span).falls
    empowering = {"disinformation.disinforms": 0.0}
    assert online(LEAP, in_years(2012, 2015), span=span, base=empowering).rises


@pytest.mark.entries("A46")
def test_after_a_flood_of_lies_honest_campaigns_convince_fewer():
    campaigns = {"youth_movements.accelerator": 1.0}
    flood, doubtless = {"disinformation.attack": 8.0}, {"disinformation.doubt": 0.0}
    trusted, doubted = online(campaigns), online(campaigns, base=flood)
    assert more(trusted, doubted).rises
    unshaken = online(campaigns, base=doubtless)
    assert more(unshaken, online(campaigns, base=flood | doubtless)).nothing


@pytest.mark.entries("A47")
def test_the_ratio_of_investments_decides_and_not_their_level():
    attack, defence = {"disinformation.attack": 4.0}, {"disinformation.defence": 4.0}
    assert online(attack).falls and online(defence).rises
    assert online(attack | defence).nothing
    assert online(attack | defence, outcome("rights")).nothing


@pytest.mark.entries("A49")
def test_literacy_shrinks_the_harm_of_lies_in_proportion_to_those_trained():
    learned = field("consciousness")  # from campaigns of the young, as far as they are trusted

    def harm(trained: float, measure=PROTECTED) -> Moved:
        at_once = {"disinformation.spread": 1.0, "disinformation.healing": 1.0}
        base = at_once | {"disinformation.training": trained}
        return online({"disinformation.attack": 6.0}, measure, base=base)

    none, half = harm(0.0, learned).effect, harm(0.5, learned).effect
    assert none < 0.0 and half == pytest.approx(none / 2.0, rel=0.1)
    assert harm(0.0).falls and harm(1.0).nothing and harm(1.0, learned).nothing


@pytest.mark.entries("A48")
def test_an_accelerator_brings_more_campaigns_and_a_higher_share_that_succeeds():
    programme = {"youth_movements.accelerator": 1.0}
    numbers_alone = online(programme, base={"youth_movements.mentoring": 0.0})
    both = online(programme)
    assert numbers_alone.rises and more(both, numbers_alone).rises
    neither = {"youth_movements.mentoring": 0.0, "youth_movements.recruits": 0.0}
    assert online(programme, base=neither | {"youth_movements.persistence": 0.0}).nothing


@pytest.mark.entries("A32")
def test_a_youth_programme_makes_more_young_active_where_the_online_space_is_open():
    programme = {"youth_movements.accelerator": 1.0}
    open_, shut = {}, {"connectivity.scarcity": 1.0}
    found = online(programme, base=open_)
    assert found.rises and more(found, online(programme, base=shut)).rises
    assert online(programme, lacking=("youth_movements",)).nothing


@pytest.mark.entries("A50")
def test_those_who_ran_a_campaign_stay_active_longer_than_those_who_took_a_course():
    programme = {"youth_movements.accelerator": 1.0, "youth_movements.by_doing": 0.0}
    doing = {"youth_movements.by_doing": 1.0}
    assert online(doing, base=programme).rises
    assert online(doing, base=programme | {"youth_movements.persistence": 0.0}).nothing


@pytest.mark.entries("A52")
def test_above_a_threshold_movements_grow_faster_than_the_support_given():
    plain = {"youth_movements.mentoring": 0.0, "youth_movements.persistence": 0.0}
    small, large = ({"youth_movements.accelerator": size} for size in (0.4, 2.0))

    def beyond_proportion(contagion: float) -> Moved:
        base = plain | {"youth_movements.contagion": contagion}
        found = [online(size, base=base, span=("2004-Q1", "2017-Q4")) for size in (large, small)]
        return more(*found, times=5.0)

    assert beyond_proportion(0.4).rises
    assert not beyond_proportion(0.0).rises


@pytest.mark.entries("A54")
def test_a_younger_public_changes_attitudes_slowly_by_replacement():
    younger = {"youth_movements.young": 0.5}
    span = ("2000-Q1", "2014-Q4")

    def in_years(first, last):
        return lambda world, now: PROTECTED(world, now) if first <= now.date.year <= last else None

    early = online(younger, in_years(2000, 2004), span=span)
    late = online(younger, in_years(2010, 2014), span=span)
    assert late.rises and late.effect > 5.0 * early.effect
    assert online(younger, base={"youth_movements.expectations": 0.0}).nothing


@pytest.mark.entries("A55")
def test_tools_alone_achieve_nearly_nothing_and_pay_with_people():
    tools = {"online_resources.tools": 1.0}
    people = {"online_resources.skill": 1.0, "online_resources.watching": 0.0}
    alone, together = online(tools), online(tools, base=people)
    assert together.rises and abs(alone.effect) < 0.1 * together.effect
    assert more(together, alone).rises
    nobody_acts = people | {"outrage.demand": 0.0}
    assert online(tools, base=nobody_acts).nothing


@pytest.mark.entries("I15")
def test_skill_widens_reach_and_exposes_to_surveillance_unless_security_is_taught():
    skilled = {"online_resources.skill": 1.0}
    unseen = {"online_resources.watching": 0.0, "online_resources.tools": 1.0}
    assert online(skilled, base=unseen).rises
    untaught, taught = {"online_resources.tools": 1.0}, {"online_resources.security": 1.0}
    watched, protected = online(skilled, base=untaught), online(skilled, base=untaught | taught)
    assert protected.rises and more(protected, watched).rises
    blind = unseen | taught
    assert more(online(skilled, base=blind), online(skilled, base=unseen)).nothing
    assert online(skilled, lacking=("online_resources",)).nothing


@pytest.mark.entries("SC6")
def test_an_online_library_raises_awareness_and_what_is_blocked_with_it():
    library = {"online_resources.library": 1.0}
    assert online(library).rises
    programme = {"youth_movements.accelerator": 1.0}  # in a space that is blocked as well
    assert online(library, field("youth"), base=programme).falls
    unblocked = programme | {"online_resources.catch_up": 0.0}
    assert online(library, field("youth"), base=unblocked).nothing
    assert online(library, base={"outrage.demand": 0.0}).nothing


@pytest.mark.entries("SO4")
def test_information_reaches_citizens_until_control_catches_up():
    library, readers = {"online_resources.library": 1.0}, {"online_resources.learning": 0.0}
    readers |= {"outrage.demand": 2.0, "outrage.deafness": 0.0, "youth_movements.spark": 0.0}
    readers |= LEAP | {"disinformation.disinforms": 0.0}  # so that networks hardly grow later

    def reached(first, last, free=False, heard=True) -> Moved:
        """What reading alone does to rights in closed states in these years."""
        closed = among_closed("rights_departure")
        base = readers | ({"online_resources.catch_up": 0.0} if free else {})
        return online(
            library, base=base, lacking=() if heard else UNHEARD, span=("2004-Q1", "2018-Q4"),
            measure=lambda w, now: closed(w, now) if first <= now.date.year <= last else None,
        )  # fmt: skip

    early, peak, late = reached(2005, 2007), reached(2010, 2012), reached(2016, 2018)
    gained, then = more(peak, early), more(late, peak)
    assert early.rises and gained.rises and more(gained, then).rises  # it stalls
    free = more(reached(2016, 2018, free=True), reached(2010, 2012, free=True))
    assert free.rises and more(free, then).rises
    assert reached(2005, 2018, heard=False).nothing


@pytest.mark.parametrize("name", ["consciousness", "institutions", "trust", "reach", "partners"])
def test_without_a_lever_nothing_departs_far_from_what_is_usual(name):
    usual = measured(baseline().change(end=Quarter(2004, 4)), field(name), 4)
    assert np.allclose(usual, 0.0, atol=0.003)
