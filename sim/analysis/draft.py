"""What is put to the vote: a text, an amendment to it, or a motion to take no action on it."""

from dataclasses import dataclass

from sim.calendar import Quarter

TOWARD_SOUTH, TOWARD_WEST = 1, -1
LEANS = {"south": TOWARD_SOUTH, "west": TOWARD_WEST}
PROCEDURES = ("resolution", "no_action", "decision", "amendment")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is put to the vote.

    kind: `country` or `theme` · target: iso3, "" for a theme · topic: a theme of
    evidence/situations.csv, or free words for one without estimate · leans: whose line a Yes
    follows, `south` or `west`; unless this says otherwise a resolution on a country is critical
    (the West's) and an amendment to one hostile (the South's); of a no-action motion it is said of
    the draft that the motion would stop · sponsors: iso3 of those who put the draft, or the
    amendment, never the motion · body: commission, council or assembly.
    """

    kind: str
    target: str = ""
    topic: str = ""
    leans: str = ""
    procedure: str = "resolution"
    sponsors: tuple[str, ...] = ()
    body: str = "council"
    quarter: Quarter

    def __post_init__(self) -> None:
        if self.kind not in ("country", "theme") or self.procedure not in PROCEDURES:
            raise ValueError(f"no such kind or procedure: {self.kind}, {self.procedure}")
        if (self.kind == "country") != bool(self.target):
            raise ValueError("a country text has a target, and a theme has none")
        if self.kind == "theme" and self.leans not in LEANS:
            raise ValueError("a theme leans `south` or `west`")

    @property
    def subject(self) -> str:
        """Under which its votes are remembered: the target, or the theme."""
        return self.target or self.topic

    @property
    def shields(self) -> bool:
        """Whether it is a motion to take no action on a critical country text."""
        critical = self.kind == "country" and self.text_leans == TOWARD_WEST
        return self.procedure == "no_action" and critical

    @property
    def text_leans(self) -> int:
        """Toward whom the text (or the amendment) leans: +1 the South's line or the target."""
        hostile = self.procedure == "amendment"
        return LEANS.get(self.leans, TOWARD_SOUTH if hostile else TOWARD_WEST)

    @property
    def yes_is(self) -> int:
        """What a Yes is on the question as put: +1 with the target or the South's line."""
        return -self.text_leans if self.procedure == "no_action" else self.text_leans
