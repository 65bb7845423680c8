"""What happens, in words: kinds of events of the chronicle, names of actors, numbers beside one
another."""

import re
from collections.abc import Sequence

from sim import evidence
from sim.setting import Setting
from sim.world import FIELDS

# How an event reads for one actor and for several; {who} does it or meets it, {what} is the other.
WORDS = {
    "elected": ("{who} takes a seat in the {what}", "{who} take seats in the {what}"),
    "left": ("{who} loses its seat in the {what}", "{who} lose their seats in the {what}"),
    "dialogue_opened": ("{what} opens a dialogue with {who}",) * 2,
    "dialogue_suspended": ("{what} suspends its dialogue with {who}",) * 2,
    "dialogue_resumed": ("{what} resumes its dialogue with {who}",) * 2,
    "releases": ("{what} releases prisoners named to it",) * 2,
    "visit": ("{what} wins goodwill in {who} by visits",) * 2,
    "sponsors": ("{who} sponsors the draft on {what}", "{who} sponsor the draft on {what}"),
    "partnership": ("{what} declares a partnership with {who}",) * 2,
    "tabled": ("{who} is tabled", "{who} are tabled"),
    "no_action": ("a motion to take no action on {who} is put",) * 2,
    "margin_of_motion": ("a motion to take no action on {who} is put",) * 2,
    "adopted": ("{who} is adopted", "{who} are adopted"),
    "rejected": ("{who} is rejected", "{who} are rejected"),
    "decided": ("{who} is put to the vote", "{who} are put to the vote"),
    "margin": ("{who} is put to the vote", "{who} are put to the vote"),
    "mandate_set_up": ("a mandate is set up: {who}", "mandates are set up: {who}"),
    "mandate_ended": ("a mandate ends: {who}", "mandates end: {who}"),
    "reviewed": ("{who} is reviewed in the {what}", "{who} are reviewed in the {what}"),
    "special_session": ("the {what} meets in special session",) * 2,
    "joins_court": ("{who} joins the criminal court", "{who} join the criminal court"),
    "ngo_attacked": ("{who} is attacked", "{who} are attacked"),
    "ngo_closed": ("{who} is closed down", "{who} are closed down"),
}
# States that English names with an article.
ARTICLE = re.compile(
    "United|Republic of|Union of|Democratic|German Democratic|Dominican Rep|Central African|Russian"
    "|Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|.* Islands$"
)
BY_ACTOR = ("elected", "left", "sponsors", "joins_court")  # {who} is the actor, else the target
TEXTS = (
    "tabled", "no_action", "margin_of_motion", "adopted", "rejected", "decided", "margin",
)  # fmt: skip


class Names:
    """The names of a setting: states by ISO3 code, texts by key, NGOs and all else as written."""

    def __init__(self, setting: Setting):
        self._states = {line["iso3"]: line["name"] for line in evidence.rows("states")}
        self._texts = dict(zip(setting.texts.names, setting.texts.titles, strict=True))
        self._about = {
            name: setting.iso3[target]
            for name, target in zip(setting.texts.names, setting.texts.target, strict=True)
            if target >= 0
        }

    def __call__(self, key: str) -> str:
        """The name of a state, the title of a text, or the key itself in words."""
        name = self._states.get(key)
        if name:
            return f"the {name}" if ARTICLE.match(name) else name
        return self._texts.get(key) or key.replace("_", " ")

    def short(self, key: str) -> str:
        """A text by its state, or by its title in quotation marks."""
        if key in self._about:
            return self(self._about[key])
        return f"\u201c{self._texts.get(key) or self(key)}\u201d"

    def is_text(self, key: str) -> bool:
        """Whether it is the key of a text and not of a state."""
        return key in self._texts and key not in self._states

    def text(self, key: str) -> str:
        """A text as one speaks of it: `the draft on Cuba`, `the text "Right to development"`."""
        if key in self._about:
            return f"the draft on {self(self._about[key])}"
        return f"the text \u201c{self._texts.get(key) or self(key)}\u201d"


def event(kind: str, actor: str, target: str, names: Names, subjects: Sequence[str] = ()) -> str:
    """An event in words; `subjects` are all whom it happens to, unless there is only one."""
    if kind not in WORDS:
        return f"{kind.replace('_', ' ')}: {listed([names(one) for one in target.split()])}"
    by_actor = kind in BY_ACTOR
    own, other = (actor, target) if by_actor else (target, actor)
    found = [names.text(one) if kind in TEXTS else names(one) for one in subjects or [own]]
    words = WORDS[kind][len(found) > 1]
    return words.format(who=listed(found), what=names(other) or "body")


def listed(found: Sequence[str], most: int = 6) -> str:
    """`A`, `A and B`, `A, B and C`; `A, B, C and 9 others` if there are more than `most`."""
    shown = list(found)
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} others"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else ""


def number(value: float, digits: int = 2) -> str:
    """A number with this many decimals and a true minus; whole numbers without."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.{digits}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) else text.lstrip("-")


def told_apart(one: float, other: float, field: str = "") -> tuple[str, str]:
    """Two values in words if the field has words for them, or as numbers with as many decimals as
    it takes to see that they differ."""
    words = coded(field) if field else {}
    if words and one in words and other in words:
        return words[one], words[other]
    for digits in range(2, 10):
        first, second = number(one, digits), number(other, digits)
        if first != second:
            return first, second
    return number(one), number(other)


def coded(field: str) -> dict[float, str]:
    """The words for the whole numbers of a field, as its meaning explains them; `no` and `yes`."""
    known = FIELDS[field]
    if known.kind is bool:
        return {0.0: "no", 1.0: "yes"}
    found = {float(code): word for code, word in re.findall(r"([+-]?\b\d) ([a-z]+)", known.meaning)}
    if known.kind is float or len(found) < 2:
        return {}
    return found | ({0.0: "abstaining"} if -1.0 in found else {})


def signed(value: float, digits: int = 2) -> str:
    """A number with its sign, a true minus; nothing has none."""
    text = f"{value:+.{digits}f}".replace("-", "−")
    return text if float(text.replace("−", "-")) else text[1:]


def sentence(text: str) -> str:
    """With a capital letter, and a full stop if it has no end yet."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", ":")) else ".")
