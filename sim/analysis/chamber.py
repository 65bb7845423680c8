"""The chamber of a ballot: the draft, the members who vote, the facts of that quarter, and the
stance rule with the parameters that were known before it.

What a ballot knows beyond the rule: who sponsors, who was moved, and who abstains whatever it
thinks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from typing import Any

import numpy as np

from sim import evidence
from sim.analysis.draft import TOWARD_WEST, Draft
from sim.analysis.recollection import INHERITS, remembered
from sim.calendar import Quarter
from sim.mechanisms.agenda.no_action import NoAction
from sim.mechanisms.balance.preparation import advantage
from sim.mechanisms.voting.country_stance import CountryStance
from sim.mechanisms.voting.estimates import estimates
from sim.mechanisms.voting.theme_stance import ThemeStance
from sim.setting import GREAT_POWERS, Floats, Ints, Now, Setting, Texts
from sim.world import World

# Logits by which a sponsor leans to its own text. Judgement: near certain, as main sponsors of
# amendments to the Council's texts were in 300 of their 316 recorded votes on them to 2018.
SPONSORSHIP = 4.0
UNKNOWN = 1.0  # s.d. in logits of a target or theme without estimate: the prior of the estimates
PUT = NoAction(on_challenger=1.0, on_others=1.0, in_council=1.0)  # the motion, always put
# What the stance rules read of a world; the rest of a ballot's world is as on the eve of a run.
READ = (
    "departure", "goodwill", "attraction", "rival_attraction", "salience", "advocacy",
    "preparation", "frame_support",
)  # fmt: skip


@dataclass(frozen=True)
class Chamber:
    """A draft before its members (M,): facts, rule, and what the rule does not know."""

    draft: Draft
    members: tuple[str, ...]
    fitted_to: int
    setting: Setting
    rule: Any
    spread: float
    moved: Floats  # (M,) logits toward the target or the South's line
    abstaining: tuple[str, ...] = ()  # members who abstain whatever they think
    motion: NoAction = PUT
    recalls: Floats | None = (
        None  # (R, N) by how much memory of the subject departs from the record
    )

    @staticmethod
    def cut_off(year: int, kind: str) -> int:
        return max(last for last in _fitted(kind) if last < year)

    @classmethod
    def convene(
        cls,
        draft: Draft,
        members: tuple[str, ...],
        fitted_to: int | None = None,
        challenger: str = "CHN",
        moved: Mapping[str, float] | None = None,
        changed: Mapping[str, float] | None = None,
        known: dict[str, tuple[float, float]] | None = None,
    ) -> "Chamber":
        """The chamber on the day of the vote, with estimates fitted to a year before it, or with
        what is `known` in their place; `changed` parameters of the rule come last."""
        year = draft.quarter.year
        fitted = cls.cut_off(year, draft.kind) if fitted_to is None else fitted_to
        known = known or estimates(draft.kind, fitted)
        setting = _setting(draft.quarter, challenger)
        level, error = _level(draft, known)
        spread = float(np.hypot(known["shock"][0], error))
        setting = replace(
            setting,
            texts=_texts(draft, setting, members, level),
            seats=len(members),
        )
        rule_of_kind = CountryStance if draft.kind == "country" else ThemeStance
        values = {
            name.replace(".", "_").lower(): value
            for name, (value, _) in known.items()
            if not name.startswith(("difficulty.", "level."))
        }
        values |= {"shock": spread} | dict(changed or {})
        rule = rule_of_kind(**values)
        favour = np.array([(moved or {}).get(iso3, 0.0) for iso3 in members])
        members = tuple(members)
        return cls(draft, members, fitted, setting, rule, float(rule.shock), favour)

    @property
    def event(self) -> str:
        """Under whose name the luck of leanings is drawn, as in a run."""
        return f"{self.draft.kind}_stance"

    @cached_property
    def now(self) -> Now:
        """The quarter's page, on which this draft is due, be it in a regular session or not."""
        page = self.setting.now(0)
        vars(page)["due"] = np.array([0])
        return page

    @cached_property
    def columns(self) -> Ints:
        """Where the members (M,) stand among the states."""
        return np.array([self.setting.iso3.index(iso3) for iso3 in self.members])

    @cached_property
    def sponsorship(self) -> Floats:
        """What having put the text adds (M,), toward the target or the South's line."""
        pull = SPONSORSHIP * self.draft.text_leans
        return np.where(np.isin(self.members, self.draft.sponsors), pull, 0.0)

    @cached_property
    def memory(self) -> Floats:
        """What states (2, K, N) remember of the draft's subject and of members' own situations:
        their stance, and how far they abstained."""
        texts, year = self.setting.texts, self.draft.quarter.year
        memory = np.zeros((2, len(texts), self.setting.states))
        target = texts.target[0]
        for n in {*self.columns.tolist(), *([target] if target >= 0 else [])}:
            for k, subject in enumerate(texts.names):
                memory[:, k, n] = remembered(self.setting.iso3[n], subject, year)
        return memory

    def world(self, replicates: int, given: World | None = None, rows: Any = None) -> World:
        """The world in which it is voted on: the record's, or with what is read of a given one."""
        world = World.start(self.setting, replicates)
        read = {name: getattr(given, name)[rows] for name in READ} if given is not None else {}
        members = (replicates, len(self.members))
        memory, abstained = (np.tile(of, (replicates, 1, 1)) for of in self.memory)
        if self.recalls is not None:
            memory[:, 0] = np.clip(memory[:, 0] + self.recalls[rows], -1.0, 1.0)
        tabled = np.arange(len(self.setting.texts)) == 0
        return world.with_(
            memory=memory,
            abstained=abstained,
            members=np.tile(self.columns, (replicates, 1)),
            present=np.ones(members, dtype=bool),
            tabled=np.tile(tabled, (replicates, 1)),
            **read,
        )

    def lean(self, world: World, rule: Any, luck: Any) -> World:
        """The world with leanings (R, K, M) and cuts of the rule under this luck, sponsors and
        whoever else was moved included."""
        changes = rule(world, self.now, luck)
        changes["leaning"][:, 0] += self.sponsorship + self.moved
        changes["cuts"][:, 0, np.isin(self.members, self.abstaining)] = (-np.inf, np.inf)
        return world.with_(**changes)


def favour(world: World, motion: NoAction) -> Floats:
    """What a motion to take no action adds (R, 1) to leanings toward the target."""
    return motion.shelter + motion.drill * advantage(world)


@cache
def _fitted(kind: str) -> tuple[int, ...]:
    lines = evidence.rows("vote_parameters")
    return tuple(sorted({int(line["fitted_to"]) for line in lines if line["kind"] == kind}))


@cache
def _setting(quarter: Quarter, challenger: str) -> Setting:
    return Setting.build((quarter,), challenger, (), ())


def _level(draft: Draft, known: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """Difficulty of the subject and how uncertain it is, in logits. Great powers carry their own
    effect in the rule, so for them the error is that of both together where it is known."""
    level, error = known.get(f"difficulty.{draft.subject}", (0.0, UNKNOWN))
    if draft.target in GREAT_POWERS:
        together = known.get(f"level.{draft.target}")
        error = together[1] if together else float(np.hypot(error, known["great_power"][1]))
    return level, error


def _texts(draft: Draft, setting: Setting, members: tuple[str, ...], level: float) -> Texts:
    """The draft (k = 0), and the situations of the challenger and of members on which the target
    has ever voted, because what it did then is owed to it."""
    column = {iso3: n for n, iso3 in enumerate(setting.iso3)}
    others = [setting.iso3[setting.challenger]] if setting.challenger >= 0 else []
    year = draft.quarter.year
    others += [s for s in members if draft.target and any(remembered(draft.target, s, year))]
    others = [s for s in dict.fromkeys(others) if s != draft.target]
    names = (draft.subject, *(INHERITS.get(iso3, iso3) for iso3 in others))
    targets = [column[draft.target] if draft.target else -1, *(column[s] for s in others)]
    zeros = np.zeros(len(names))
    leans = np.full(len(names), TOWARD_WEST)
    leans[0] = draft.text_leans
    values: dict[str, Any] = {
        "names": names,
        "titles": names,
        "target": np.array(targets),
        "leans": leans,
        "first": zeros.astype(np.int64),
        "last": np.full(len(names), evidence.STILL),
        "council_quarter": np.full(len(names), draft.quarter.quarter),
        "readiness": zeros,
        "difficulty": np.array([level, *zeros[1:]]),
        "great_power": np.isin([draft.target, *others], GREAT_POWERS).astype(float),
    }
    return Texts(**{f.name: values[f.name] for f in fields(Texts)})
