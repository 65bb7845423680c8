"""The order of events in a quarter. Read it as a sentence:

    States pass to their successors, new members take their seats, one of them the chair, and settle
    who may speak and how little room NGOs are left; experts are elected to the treaty bodies and
    NGOs ask to be admitted; the terrain of NGOs shifts, some are attacked, their standing moves,
    and skills and strategies spread among them; they divide their efforts, these reach the world as
    tactics direct them, strategies of a study group are paid for beside them, and access answers;
    campaigns press on states and what is blocked at home is carried abroad, publics take offence or
    take heart and are followed a little, and targets yield or close ranks; groups at home are
    supported from outside and turn what they have into change; people come online, some are misled
    there and some learn, the young organise, and outrage makes officials go; reform widens private
    freedom while those in power answer unrest, by force or by decree; groups gain and lose room,
    citizens learn of their rights and claim them, institutions and courts grow, and states move
    from stage to stage; outsiders see a part of it and guess the rest, and standing bodies take up
    what NGOs bring; a world conference may agree on a text; models of growth win and lose their
    reputation, leaders court other states, institutes and loans follow, projects are built, a few
    are changed with local partners, and societies around them narrow, and out of all that comes
    attraction, which meddling that comes to light undoes; trade gives critics leverage, and a
    leader who prefers private talk is followed; dialogues open, empty and break, some under watch,
    and ground rules say who may come; treaties are ratified, gestures are made and promises quoted;
    concessions buy credit, lists of names are handed over while arrests refill the prisons, and
    affronts are punished; news and rumours are spread abroad, and envoys lobby and peers speak up
    before the session; critics weigh what holds them back, hear NGOs and exiles and the firms that
    answer them, firms perhaps less than before, and decide whether to sponsor a draft, and other
    texts are tabled; members form their leanings on countries and on themes, friends of the target
    ask for no action, what survives is amended and worded as a duty or as a cause, and what is left
    of it is put to the vote; members remember how they voted, whose language won is noted, the
    debate turns to rights or to values, mandates come and go and ask to visit, states take their
    turn under review by their peers, the challenger takes part in more of the regime, targets feel
    the consequences, and violence that no session answered waits for a special one; the Office
    offers its help, states join the criminal court, both sides learn from the session and prepare
    for the next, the poles pull positions apart, and positions drift.

A scenario may leave an event out, or have it played by another mechanism: one whose
`instead_of` names the event.
"""

ORDER: tuple[str, ...] = (
    "succession",
    "elections",
    "legitimacy",
    "treaty_bodies",
    "ngo_committee",
    "working_rules",
    "shrinking_room",
    "terrain",
    "attacks",
    "standing",
    "spread",
    "strategy",
    "allocation",
    "reach",
    "programme",
    "tactics",
    "access",
    "consent",
    "campaigns",
    "boomerang",
    "opinion",
    "narratives",
    "publics",
    "reaction",
    "local_lead",
    "local_groups",
    "location_mode",
    "advocacy_channels",
    "connectivity",
    "disinformation",
    "online_resources",
    "youth_movements",
    "outrage",
    "reform",
    "repression",
    "modes",
    "civic_space",
    "consciousness",
    "institutions",
    "justice",
    "spiral",
    "observation",
    "scrutiny_without_votes",
    "conference",
    "reputation",
    "courtship",
    "institutes",
    "finance",
    "projects",
    "host_partners",
    "authoritarian_loop",
    "attraction",
    "interference",
    "trade_link",
    "private_talk",
    "dialogue",
    "engagement_watch",
    "ground_rules",
    "treaties",
    "gestures",
    "promises",
    "concessions",
    "representations",
    "punishment",
    "media",
    "rumour",
    "lobbying",
    "peer_pressure",
    "restraint",
    "respectability",
    "hearing",
    "business_lobby",
    "firms",
    "diaspora",
    "sponsorship",
    "tabling",
    "country_stance",
    "theme_stance",
    "no_action",
    "amendments",
    "common_cause",
    "vote",
    "remembrance",
    "language",
    "framing",
    "mandates",
    "country_visits",
    "reviews",
    "engagement",
    "consequences",
    "special_sessions",
    "high_commissioner",
    "criminal_court",
    "training",
    "pilots",
    "practice",
    "learning",
    "preparation",
    "polarisation",
    "drift",
)


def plays(name: str, mechanism: object) -> str:
    """The event that a mechanism plays: its own, or the one it stands in for."""
    return getattr(mechanism, "instead_of", name)
