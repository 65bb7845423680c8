"""The order of events in a quarter. Read it as a sentence:

    States pass to their successors and new members take their seats; the terrain of NGOs shifts,
    some are attacked, their standing moves, and skills and strategies spread among them; they
    divide their efforts, these reach the world, and access answers to them; trade gives critics
    leverage; dialogues open, empty and break, and concessions buy credit; envoys lobby before the
    session; critics weigh what holds them back, hear NGOs and decide whether to sponsor a draft,
    and other texts are tabled; members form their leanings on countries and on themes, friends of
    the target ask for no action, and what survives is put to the vote; members remember how they
    voted, whose language won is noted, mandates come and go, targets feel the consequences, and
    positions drift.

A scenario may leave an event out, or have it played by another mechanism: one whose
`instead_of` names the event.
"""

ORDER: tuple[str, ...] = (
    "succession",
    "elections",
    "terrain",
    "attacks",
    "standing",
    "spread",
    "strategy",
    "allocation",
    "reach",
    "access",
    "trade_link",
    "dialogue",
    "concessions",
    "lobbying",
    "restraint",
    "hearing",
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
