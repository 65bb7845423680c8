"""Rules in worlds that a reader can work out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.engine.parameter import declared
from sim.mechanisms.agenda.no_action import NoAction
from sim.mechanisms.agenda.sponsorship import Sponsorship
from sim.mechanisms.quiet_diplomacy.concessions import Concessions
from sim.mechanisms.quiet_diplomacy.dialogue import Dialogue
from sim.mechanisms.quiet_diplomacy.trade_link import TradeLink
from sim.mechanisms.states.consequences import Consequences
from sim.mechanisms.voting.country_stance import CERTAIN, CountryStance
from sim.mechanisms.voting.lobbying import Lobbying
from sim.mechanisms.voting.remembrance import Remembrance
from sim.mechanisms.voting.vote import Vote
from tests.mechanisms.worlds import luck, three

CUBA, MEXICO, UNITED_STATES = range(3)  # seats, in the order of the members' columns


def apply(world, setting, *rules):
    now = setting.now(0)
    for rule in rules:
        world = world.with_(**rule(world, now, luck(setting, now, 1, event=type(rule).__name__)))
    return world


def leaning(world, *values):
    """The world with these leanings at its seats, and cuts at -1 and +1."""
    filled = np.zeros_like(world.leaning)
    filled[0, 0, : len(values)] = values
    return world.with_(leaning=filled, cuts=np.full((*filled.shape, 2), (-1.0, 1.0)))


@pytest.mark.parametrize(
    ("leanings", "tally", "adopted"),
    [
        ((2.0, 0.0, -2.0), (1, 1, 1), False),  # one against one: a tie fails
        ((0.5, -2.0, -2.0), (0, 2, 1), True),  # nobody with the target, one abstains
        ((0.0, 0.0, -2.0), (0, 1, 2), True),  # one vote is enough if the others abstain
        ((0.0, 0.0, 0.0), (0, 0, 3), False),  # nobody decides anything
        ((2.0, 2.0, -2.0), (2, 1, 0), False),
    ],
)
def test_a_vote_of_three(leanings, tally, adopted):
    setting, world = three()
    after = apply(leaning(world, *leanings), setting, Vote())
    assert tuple(after.tally[0, 0]) == tally
    assert after.adopted[0, 0] == adopted


def test_a_draft_that_was_not_tabled_is_not_voted_on():
    setting, world = three()
    after = apply(
        leaning(world, -2.0, -2.0, -2.0).with_(tabled=np.array([[False]])), setting, Vote()
    )
    assert not after.adopted.any() and not after.tally.any() and not after.stances.any()


def test_the_motion_shelters_whom_the_merits_would_condemn():
    """0.8 is an abstention on the merits, but with shelter 0.3 a vote for no action."""
    setting, world = three()
    world = leaning(world, 0.8, 0.0, -2.0)
    always = NoAction(on_challenger=1.0, shelter=0.3)
    after = apply(world, setting, always)
    assert tuple(after.motion[0, 0]) == (1, 1, 1)
    assert not after.blocked[0, 0]  # a tie fails, as in 1995
    stopped = apply(leaning(world, 0.8, 0.8, -2.0), setting, always, Vote())
    assert stopped.blocked[0, 0] and not stopped.tally.any() and not stopped.adopted.any()


def test_nobody_moves_no_action_if_nobody_wants_to():
    setting, world = three()
    after = apply(leaning(world, 2.0, 2.0, 2.0), setting, NoAction(on_challenger=0.0))
    assert not after.moved.any() and not after.blocked.any()


def bare(**terms) -> CountryStance:
    """A stance without region, caucus, power and shock: only what is given."""
    nothing = {name: 0.0 for name in declared(CountryStance)}
    return CountryStance(**{**nothing, "lower_cut": -1.0, "upper_cut": 1.0, **terms})


def noise(setting, world):
    quiet = world.with_(memory=np.zeros_like(world.memory))
    return apply(quiet, setting, bare()).leaning[0, 0, :3]


def test_a_leaning_is_the_sum_of_its_terms():
    setting, world = three()
    columns = world.members[0, :3]
    memory = np.zeros_like(world.memory)
    memory[0, 0, columns] = (1.0, 0.0, -1.0)
    world = world.with_(memory=memory)
    said = apply(world, setting, bare(position_weight=2.0, memory_weight=3.0)).leaning[0, 0, :3]
    by_hand = -2.0 * setting.position[0, columns] + 3.0 * np.array([1.0, 0.0, -1.0])
    assert said == pytest.approx(by_hand + noise(setting, world))


def test_goodwill_counts_on_the_challengers_own_text():
    setting, world = three()
    goodwill = np.zeros_like(world.goodwill)
    goodwill[0, world.members[0, MEXICO]] = 0.6
    difference = apply(world.with_(goodwill=goodwill), setting, bare()).leaning[0, 0, :3]
    assert difference - noise(setting, world) == pytest.approx([0.0, 0.6, 0.0])


def test_power_turns_abstention_into_protection():
    setting, world = three()
    mighty = replace(setting, texts=replace(setting.texts, great_power=np.ones(1)))
    rule = bare(great_power=1.0, protection_grulac=0.5)
    raised = (
        apply(world, mighty, rule).leaning[0, 0, :3] - apply(world, setting, rule).leaning[0, 0, :3]
    )
    assert raised == pytest.approx([1.5, 1.5, 1.0])  # Cuba and Mexico are in GRULAC


def test_a_state_never_votes_against_itself():
    setting, world = three()
    itself = replace(
        setting, texts=replace(setting.texts, target=world.members[0, [UNITED_STATES]])
    )
    itself = replace(itself, challenger=int(world.members[0, UNITED_STATES]))
    assert apply(world, itself, bare()).leaning[0, 0, UNITED_STATES] == CERTAIN


def test_memory_moves_most_of_the_way_to_the_newest_stance():
    setting, world = three()
    columns = world.members[0, :3]
    stances = np.zeros_like(world.stances)
    stances[0, 0, :3] = (1, 0, -1)
    once = apply(world.with_(stances=stances), setting, Remembrance(rate=0.7))
    assert once.memory[0, 0, columns] == pytest.approx([0.7, 0.0, -0.7])
    twice = apply(once.with_(stances=-stances), setting, Remembrance(rate=0.7))
    assert twice.memory[0, 0, columns] == pytest.approx([0.7 - 0.7 * 1.7, 0.0, 0.7 * 1.7 - 0.7])
    outside = np.setdiff1d(np.arange(setting.states), columns)
    assert not twice.memory[0, 0, outside].any() and not twice.abstained[0, 0, outside].any()


def test_who_abstains_remembers_it_and_forgets_at_the_same_rate():
    """Mexico abstains, then votes: 0.7 of an abstention is remembered, then 0.3 of that."""
    setting, world = three()
    columns = world.members[0, :3]
    stances = np.zeros_like(world.stances)
    stances[0, 0, :3] = (1, 0, -1)
    once = apply(world.with_(stances=stances), setting, Remembrance(rate=0.7))
    assert once.abstained[0, 0, columns] == pytest.approx([0.0, 0.7, 0.0])
    turned = once.with_(stances=np.where(stances == 0, 1, stances).astype(stances.dtype))
    assert apply(turned, setting, Remembrance(rate=0.7)).abstained[0, 0, columns] == pytest.approx(
        [0.0, 0.21, 0.0]
    )


def test_the_band_of_abstention_is_wider_for_who_has_abstained():
    """Half remembered and a steadiness of 2: Mexico's cuts -1 and 1 stand at -2 and 2, so that it
    still abstains at 1.5 and votes with the target at 2.5."""
    setting, world = three()
    abstained = np.zeros_like(world.abstained)
    abstained[0, 0, world.members[0, MEXICO]] = 0.5
    world = world.with_(abstained=abstained)
    steady = bare(lower_cut=-1.0, upper_cut=1.0, steadiness=2.0)
    said = apply(world, setting, steady)
    assert said.cuts[0, 0, :3] == pytest.approx(np.array([[-1, 1], [-2, 2], [-1, 1]]))
    assert (said.leaning == apply(world, setting, bare()).leaning).all(), "leanings stay"
    for moved, votes in ((1.5, (2, 0, 1)), (2.5, (3, 0, 0))):
        leanings = leaning(said, moved, moved, moved).leaning
        assert tuple(apply(said.with_(leaning=leanings), setting, Vote()).tally[0, 0]) == votes


def test_without_a_willing_leader_there_is_no_draft():
    setting, world = three()
    eager = Sponsorship(threshold=-3.0, attention=5.0, follower_leads=0.0)
    assert apply(world, setting, eager).tabled[0, 0]
    no_leader = replace(setting, leaders=np.zeros_like(setting.leaders))
    assert not apply(world, no_leader, eager).tabled[0, 0]
    outside, seats_without = three(seats=2)  # the United States lost its seat
    assert not apply(seats_without, outside, eager).tabled[0, 0]


def test_dialogue_is_offered_after_a_draft_and_mutes_the_partner():
    setting, world = three()
    us = world.members[0, UNITED_STATES]
    offered = Dialogue(opening=1.0, withdrawal=1.6, coordination=0.25)
    assert not apply(world, setting, offered).dialogue.any()  # nothing threatened it yet
    threatened = world.with_(level=np.array([[1]]))
    after = apply(threatened, setting, offered)
    assert np.flatnonzero(after.dialogue[0]).tolist() == [us]
    assert after.quieted[0, us] == pytest.approx(1.6 * 0.75)


def test_a_partner_that_sponsors_is_cut_off_and_coordination_protects_it():
    setting, world = three()
    us = world.members[0, UNITED_STATES]
    dialogue, sponsored = np.zeros_like(world.dialogue), np.zeros_like(world.sponsored)
    dialogue[0, us], sponsored[0, us] = 1, True
    world = world.with_(dialogue=dialogue, sponsored=sponsored)
    after = apply(world, setting, Dialogue(cancellation=1.0, coordination=0.0))
    assert after.dialogue[0, us] == 2 and after.cancellations[0, 0] == 1
    assert after.quieted[0, us] == 0.0  # a suspended partner speaks freely
    assert apply(world, setting, Dialogue(cancellation=0.0)).dialogue[0, us] == 1


def test_nobody_is_freed_without_a_name_and_credit_fades_by_half():
    setting, world = three()
    world = world.with_(credit=np.array([[4.0]]))
    sure = Concessions(hit_rate=1.0, timing=1.0, summits=0.0)
    listed = apply(world.with_(named=np.array([[20.0]])), setting, sure)
    unlisted = apply(world.with_(named=np.array([[0.0]])), setting, sure)
    assert (listed.releases[0, 0], listed.credit[0, 0]) == (2.0, 4.0)  # a tenth of the list
    assert (unlisted.releases[0, 0], unlisted.credit[0, 0]) == (0.0, 2.0)


def test_the_trade_link_gives_leverage_and_business_wears_it_down():
    setting, world = three()
    us = world.members[0, UNITED_STATES]
    early = apply(world, setting, TradeLink(half_share=15.0))
    late = apply(world, setting, TradeLink(half_share=1.0))
    cut = apply(world, setting, TradeLink(linkage=0.0))
    assert early.leverage[0, 0] > late.leverage[0, 0] > cut.leverage[0, 0] == 0.0
    assert late.exposure[0, us] > early.exposure[0, us]
    assert late.exposure[0, world.members[0, CUBA]] == 0.0  # only critics have much to lose


def test_envoys_go_to_the_seats_next_to_the_pivot():
    setting, world = three()
    autumn = replace(setting, quarters=(setting.quarters[0].plus(3),))
    rule = Lobbying(
        envoys=1.0, purse=0.0, effect=0.5, pivot=-0.3, reach=0.05, envoys_per_sponsor=0.0
    )
    threatened = world.with_(level=np.array([[1]]))
    visited = apply(threatened, autumn, rule).goodwill[0]
    assert np.flatnonzero(visited).tolist() == [world.members[0, MEXICO]]
    assert visited.sum() == 0.5
    faded = apply(threatened.with_(goodwill=visited[None]), setting, Lobbying(half_life=1.0))
    assert faded.goodwill.sum() == 0.25


def test_consequences_count_what_was_reached():
    setting, world = three()
    target = setting.challenger
    rule = Consequences(remedy=0.8)
    nothing = apply(world.with_(tabled=np.array([[False]])), setting, rule)
    blocked = apply(world.with_(blocked=np.array([[True]])), setting, rule)
    debated = apply(world, setting, rule)
    adopted = apply(world.with_(adopted=np.array([[True]])), setting, rule)
    assert [int(w.level[0, 0]) for w in (nothing, blocked, debated, adopted)] == [0, 1, 2, 3]
    gains = [w.rights_departure[0, target] for w in (nothing, blocked, debated, adopted)]
    assert gains == pytest.approx([0.0, 0.0, 0.2, 0.8])
    assert adopted.country_mandates[0, 0] and not debated.country_mandates[0, 0]
    assert debated.pressure[0, 0] > nothing.pressure[0, 0]
