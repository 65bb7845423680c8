"""The order of events in a quarter. Read it as a sentence:

    States pass to their successors and new members take their seats; NGOs divide their efforts;
    reform widens private freedom while those in power answer unrest, by force or by decree; groups
    gain and lose room, citizens learn of their rights and claim them, institutions and courts grow,
    and what is blocked at home is carried abroad and moves states from stage to stage; a world
    conference may agree on a text; models of growth win and lose their reputation, leaders court
    other states, institutes and loans follow, and out of all that comes attraction, which meddling
    that comes to light undoes; trade gives critics leverage; dialogues open, empty and break;
    treaties are ratified, gestures are made and promises quoted, and concessions buy credit; envoys
    lobby before the session; critics weigh what holds them back and decide whether to sponsor a
    draft, and other texts are tabled; members form their leanings on countries and on themes,
    friends of the target ask for no action, and what survives is put to the vote; members remember
    how they voted, whose language won is noted, the debate turns to rights or to values, mandates
    come and go, the challenger takes part in more of the regime, targets feel the consequences, the
    poles pull positions apart, and positions drift.

A scenario may leave an event out, or have it played by another mechanism: one whose
`instead_of` names the event.
"""

ORDER: tuple[str, ...] = (
    "succession",
    "elections",
    "allocation",
    "reform",
    "repression",
    "modes",
    "civic_space",
    "consciousness",
    "institutions",
    "justice",
    "boomerang",
    "spiral",
    "conference",
    "reputation",
    "courtship",
    "institutes",
    "finance",
    "attraction",
    "interference",
    "trade_link",
    "dialogue",
    "treaties",
    "gestures",
    "promises",
    "concessions",
    "lobbying",
    "restraint",
    "sponsorship",
    "tabling",
    "country_stance",
    "theme_stance",
    "no_action",
    "vote",
    "remembrance",
    "language",
    "framing",
    "mandates",
    "engagement",
    "consequences",
    "polarisation",
    "drift",
)


def plays(name: str, mechanism: object) -> str:
    """The event that a mechanism plays: its own, or the one it stands in for."""
    return getattr(mechanism, "instead_of", name)
