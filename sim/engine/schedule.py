"""The order of events in a quarter. Read it as a sentence:

    States pass to their successors, new members take their seats and settle who may speak; NGOs
    divide their efforts; trade gives critics leverage; dialogues open, empty and break, and
    concessions buy credit; news is spread abroad, and envoys lobby before the session; critics
    weigh what holds them back and decide whether to sponsor a draft, and other texts are tabled;
    members form their leanings on countries and on themes, friends of the target ask for no
    action, what survives is amended, and what is left of it is put to the vote; members remember
    how they voted, whose language won is noted, mandates come and go, targets feel the
    consequences, both sides learn from the session and prepare for the next, and positions drift.

A scenario may leave an event out, or have it played by another mechanism: one whose
`instead_of` names the event.
"""

ORDER: tuple[str, ...] = (
    "succession",
    "elections",
    "working_rules",
    "allocation",
    "trade_link",
    "dialogue",
    "concessions",
    "media",
    "lobbying",
    "restraint",
    "sponsorship",
    "tabling",
    "country_stance",
    "theme_stance",
    "no_action",
    "amendments",
    "vote",
    "remembrance",
    "language",
    "mandates",
    "consequences",
    "learning",
    "preparation",
    "drift",
)


def plays(name: str, mechanism: object) -> str:
    """The event that a mechanism plays: its own, or the one it stands in for."""
    return getattr(mechanism, "instead_of", name)
