"""The order of events in a quarter. Read it as a story:

    Bodies fill their seats: States pass to their successors, new members take their seats, one of
        them the chair, and settle who may speak; experts are elected to the treaty bodies, and NGOs
        ask to be admitted and find how much room they are left.
    NGOs act: The terrain shifts, some are attacked, their standing moves, skills and strategies
        spread among them; they divide their efforts, which reach the world, with what a programme
        funds, as tactics direct; access and consent answer to how they go about it.
    Publics and partners answer: Campaigns press on states, what is blocked at home is carried
        abroad, opinion takes offence or takes heart, stories and publics carry it on, and targets
        yield or close ranks; local groups take the lead, grow, choose where to be seen and speak
        through their channels.
    Societies change: People come online, some are misled there and some learn, the young organise,
        and outrage makes officials go; reform widens private freedom while those in power answer
        unrest, by force or by decree; groups gain and lose room, citizens learn of their rights and
        claim them, institutions and courts grow, and states move from stage to stage.
    The world looks on: Outsiders see a part of it and guess the rest, standing bodies take up what
        NGOs bring, and a world conference may agree on a text.
    Soft power: Models of growth win and lose their reputation, leaders court other states,
        institutes and loans follow, projects are built, with partners or without, and societies
        around them narrow; out of all that comes attraction, which meddling that comes to light
        undoes.
    The bilateral channel: Trade gives critics leverage, and a leader who prefers private talk is
        followed; dialogues open, empty and break, some under watch, and ground rules say who may
        come; treaties are ratified, gestures made and promises quoted; concessions buy credit,
        lists of names are handed over while arrests refill the prisons, and affronts are punished.
    Before the session: News and rumours are spread abroad, envoys lobby and peers speak up; critics
        weigh what holds them back, respectable programmes among it, hear NGOs, firms and the
        diaspora, and decide whether to sponsor a draft, and other texts are tabled.
    The session: Members form their leanings on countries and on themes; friends of the target ask
        for no action, what survives is amended and worded as a duty or as a cause, and what is left
        of it is put to the vote; members remember how they voted, whose language won is noted, and
        the debate turns to rights or to values.
    What follows: Mandates come and go and ask to visit, states take their turn under review by
        their peers, and the challenger takes part in more of the regime; targets feel the
        consequences, and violence that no session answered waits for a special one; the Office
        offers its help, states join the criminal court, and courses are given, tried out and taken
        into practice; both sides learn and prepare for the next session, the poles pull positions
        apart, and positions drift.

A scenario may leave an event out, or have it played by another mechanism: one whose
`instead_of` names the event.
"""

ORDER: tuple[str, ...] = (
    # Bodies fill their seats
    "succession",
    "elections",
    "legitimacy",
    "treaty_bodies",
    "ngo_committee",
    "working_rules",
    "shrinking_room",
    # NGOs act
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
    # Publics and partners answer
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
    # Societies change
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
    # The world looks on
    "observation",
    "scrutiny_without_votes",
    "conference",
    # Soft power
    "reputation",
    "courtship",
    "institutes",
    "finance",
    "projects",
    "host_partners",
    "authoritarian_loop",
    "attraction",
    "interference",
    # The bilateral channel
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
    # Before the session
    "media",
    "rumour",
    "lobbying",
    "peer_pressure",
    "restraint",
    "respectability",
    "hearing",
    "firms",
    "diaspora",
    "sponsorship",
    "tabling",
    # The session
    "country_stance",
    "theme_stance",
    "no_action",
    "amendments",
    "common_cause",
    "vote",
    "remembrance",
    "language",
    "framing",
    # What follows
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
