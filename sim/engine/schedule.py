"""The order of events in a quarter. Read it as a sentence:

    States pass to their successors and new members take their seats; NGOs divide their efforts;
    people come online, some are misled there and some learn, the young organise, and outrage
    makes officials go; the challenger builds abroad, and societies there narrow; trade gives
    critics leverage; dialogues open, empty and break, and concessions buy credit; envoys lobby
    before the session; critics weigh what holds them back, firms perhaps less than before, and
    decide whether to sponsor a draft, and other texts are tabled; members form their leanings on
    countries and on themes, friends of the target ask for no action, and what survives is put to
    the vote; members remember how they voted, whose language won is noted, mandates come and go,
    targets feel the consequences, and positions drift.

A scenario may leave an event out, or have it played by another mechanism: one whose
`instead_of` names the event.
"""

ORDER: tuple[str, ...] = (
    "succession",
    "elections",
    "allocation",
    "connectivity",
    "disinformation",
    "online_resources",
    "youth_movements",
    "outrage",
    "projects",
    "authoritarian_loop",
    "trade_link",
    "dialogue",
    "concessions",
    "lobbying",
    "restraint",
    "firms",
    "sponsorship",
    "tabling",
    "country_stance",
    "theme_stance",
    "no_action",
    "vote",
    "remembrance",
    "language",
    "mandates",
    "consequences",
    "drift",
)


def plays(name: str, mechanism: object) -> str:
    """The event that a mechanism plays: its own, or the one it stands in for."""
    return getattr(mechanism, "instead_of", name)
