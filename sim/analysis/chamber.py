"""The chamber of a ballot: the draft, the members who vote, the facts of that quarter, and the
stance rule with the parameters that were known before it.

What a ballot knows beyond the rule: who sponsors, who was moved, and, from the record, who has
abstained on this subject. Such a member tends to do it again, so its band of abstention is wider
by `steadiness` times its memory of abstaining q, which moves its leaning that far to the middle:

    U <- middle + sign(U - middle) * max(|U - middle| - steadiness * q, 0)

(In a run the same comes from instructions that stand for years, `sim.mechanisms.voting.leaning`.)
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
from sim.mechanisms.voting.theme_stance import ThemeStance
from sim.setting import GREAT_POWERS, Floats, Ints, Now, Setting, Texts
from sim.world import World

# Logits by which a sponsor leans to its own text. Judgement: near certain, as main sponsors of
# amendments to the Council's texts were in 300 of their 316 recorded votes on them to 2018.
SPONSORSHIP = 4.0
UNKNOWN = 1.0  # s.d. in logits of a target or theme without estimate: the prior of the estimates
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
    steadiness: float
    moved: Floats  # (M,) logits toward the target or the South's line

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
        steadiness = values.pop("steadiness")
        rule = rule_of_kind(**values)
        favour = np.array([(moved or {}).get(iso3, 0.0) for iso3 in members])
        members = tuple(members)
        return cls(draft, members, fitted, setting, rule, float(rule.shock), steadiness, favour)

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
        """What states (K, N) remember of the draft's subject and of members' own situations."""
        texts, year = self.setting.texts, self.draft.quarter.year
        memory = np.zeros((len(texts), self.setting.states))
        target = texts.target[0]
        for n in {*self.columns.tolist(), *([target] if target >= 0 else [])}:
            for k, subject in enumerate(texts.names):
                memory[k, n] = remembered(self.setting.iso3[n], subject, year).stance
        return memory

    @cached_property
    def wider(self) -> Floats:
        """How much wider either side of the band of abstention is (M,), in logits."""
        subject, year = self.draft.subject, self.draft.quarter.year
        abstained = [remembered(iso3, subject, year).abstained for iso3 in self.members]
        wider: Floats = np.multiply(self.steadiness, abstained)
        return wider

    def world(self, replicates: int, given: World | None = None, rows: Any = None) -> World:
        """The world in which it is voted on: the record's, or with what is read of a given one."""
        world = World.start(self.setting, replicates)
        read = {name: getattr(given, name)[rows] for name in READ} if given is not None else {}
        members = (replicates, len(self.members))
        tabled = np.arange(len(self.setting.texts)) == 0
        return world.with_(
            memory=np.tile(self.memory, (replicates, 1, 1)),
            members=np.tile(self.columns, (replicates, 1)),
            present=np.ones(members, dtype=bool),
            tabled=np.tile(tabled, (replicates, 1)),
            **read,
        )

    def lean(self, world: World, rule: Any, luck: Any) -> World:
        """The world with leanings (R, 1, M) of the rule under this luck, sponsors and whoever else
        was moved included."""
        changes = rule(world, self.now, luck)
        leaning = changes["leaning"].copy()
        leaning[:, 0] += self.sponsorship + self.moved
        return world.with_(**changes | {"leaning": leaning})

    def steady(self, world: World) -> World:
        """The world in which whoever has abstained leans to do it again."""
        shelter = favour(world) if self.draft.shields else 0.0
        middle = (self.rule.lower_cut + self.rule.upper_cut) / 2.0 - shelter
        away = world.leaning[:, 0] - middle
        leaning = world.leaning.copy()
        leaning[:, 0] = middle + np.sign(away) * np.maximum(np.abs(away) - self.wider, 0.0)
        return world.with_(leaning=leaning)


def favour(world: World) -> Floats:
    """What a motion to take no action adds (R, 1) to leanings toward the target."""
    motion = NoAction()
    return motion.shelter + motion.drill * advantage(world)


@cache
def estimates(kind: str, fitted_to: int) -> dict[str, tuple[float, float]]:
    """Estimate and standard error of each parameter of ballots on this kind of draft. Raises
    KeyError if none were made for that year."""
    found = {
        line["parameter"]: (float(line["value"]), float(line["standard_error"]))
        for line in evidence.rows("ballot_parameters")
        if line["kind"] == kind and int(line["fitted_to"]) == fitted_to
    }
    if not found:
        raise KeyError(f"no estimates for {kind} texts fitted to {fitted_to}")
    return found


@cache
def _fitted(kind: str) -> tuple[int, ...]:
    lines = evidence.rows("ballot_parameters")
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
