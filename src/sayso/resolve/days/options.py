"""What days a claim may cover: one option for each date near it, and one for none, told in features.

Features name positions, forms and classes of function words, never other words of a text, so that weights
learnt from one set of reports carry no text and hold for another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log, log1p
from typing import Final, Literal

from sayso.knowledge.calendar import calendar_words
from sayso.lexicon import Reading
from sayso.records import Claim
from sayso.resolve.days.dated import Dated, is_day, main_day

Taken = Literal["date", "since", "alone", "none"]
Days = tuple[date, date] | None
Features = dict[str, float]

STOCK: Final = frozenset({"displaced", "missing", "detained", "returned", "abducted"})
MANNERS: Final = ("perfect", "pluperfect", "present", "total", "further", "past")
# Before a number these say that a toll has come to it, with no more than a hedge between.
_LEVELS: Final = frozenset({"to", "at"})
TO_NUMBER: Final = 4
MAX_BEFORE, MAX_AFTER, MAX_BESIDE = 12, 4, 12  # dates that are weighed before, behind and in a sentence


@dataclass(frozen=True, slots=True)
class Option:
    """Days a claim may cover: a date as it stands, all since then, a since-date alone, or none at all."""

    taken: Taken
    dated: Dated | None
    days: Days
    features: Features


@dataclass(slots=True)
class Group:
    """Claims that are decided together: those of a sentence without a date of its own, else one."""

    passage: int
    paragraph: int
    beside: bool
    claims: list[Claim]
    options: list[tuple[Option, ...]]


@dataclass(slots=True)
class Setting:
    """What all claims of a report have in common; `weighed` are options that claims of a sentence share.

    `passages` and `paragraphs` are those of its events, `told` the passages where somebody spoke on a day,
    `days` how many days or pairs of days the events are of.
    """

    reading: Reading
    dates: Sequence[Dated]
    published: date
    tokens: Sequence[int]
    events: list[Dated] = field(default_factory=list)
    passages: list[int] = field(default_factory=list)
    paragraphs: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    days: int = 0
    often: Counter[Days] = field(default_factory=Counter)
    main: Dated | None = None
    manners: dict[int, tuple[str, ...]] = field(default_factory=dict)
    asides: dict[int, bool] = field(default_factory=dict)
    weighed: dict[tuple[int, bool, str], list[Option]] = field(default_factory=dict)
    few_paragraphs: bool = False

    def __post_init__(self) -> None:
        self.events = [dated for dated in self.dates if dated.role == "event"]
        self.passages = [dated.passage for dated in self.events]
        self.paragraphs = {dated.paragraph for dated in self.events}
        self.told = {dated.passage for dated in self.dates if dated.role == "told"}
        self.days = len({(dated.first, dated.last) for dated in self.events if is_day(dated)})
        self.often = Counter((dated.first, dated.last) for dated in self.events)
        self.main = main_day(tuple(self.dates), self.published)
        self.few_paragraphs = len({passage.paragraph for passage in self.reading.passages[:50]}) <= 2

    def manner(self, passage: int) -> tuple[str, ...]:
        """Which classes of function words a sentence has: perfect, past, total ..."""
        if passage not in self.manners:
            begin, stop = self.reading.bounds[passage]
            here, lists = set(self.reading.words[begin:stop]), calendar_words().lists
            names = [name for name in MANNERS if not lists[name].isdisjoint(here)]
            if self.reading.passages[passage].quotation is not None:
                names.append("quote")
            self.manners[passage] = tuple(names)
        return self.manners[passage]

    def before(self, passage: int) -> Dated | None:
        """The last event that is told before a sentence."""
        index = bisect_left(self.passages, passage)
        return self.events[index - 1] if index else None

    def behind(self, passage: int) -> Dated | None:
        """The first event that is told behind a sentence."""
        index = bisect_right(self.passages, passage)
        return self.events[index] if index < len(self.events) else None

    def between(self, low: int, high: int) -> set[Days]:
        """The days of the events that are told between two sentences."""
        first, last = bisect_right(self.passages, low), bisect_left(self.passages, high)
        return {(dated.first, dated.last) for dated in self.events[first:last]}

    def in_aside(self, dated: Dated) -> bool:
        """Does a word like "after" open the clause that a date stands in?"""
        if dated.token not in self.asides:
            self.asides[dated.token] = _in_aside(self.reading, dated)
        return self.asides[dated.token]


def groups_of(reading: Reading, claims: Sequence[Claim], dates: Sequence[Dated]) -> list[Group]:
    """The claims of a report with their options, in their order."""
    published = reading.report.published
    assert published is not None
    tokens = [reading.token_at(claim.quantity.start) for claim in claims]
    setting = Setting(reading, dates, published, tokens)
    groups: list[Group] = []
    for claim, token in zip(claims, tokens, strict=True):
        passage = reading.passage_of[token]
        weighed = _near(setting, passage)
        beside = any(dated.role == "event" and dated.passage == passage for dated in weighed)
        if beside:
            weighed = [dated for dated in weighed if dated.passage == passage]
        key = (token if beside else passage, claim.kind in STOCK, claim.kind if beside else "")
        if key not in setting.weighed:
            setting.weighed[key] = _dated_options(setting, claim, token, weighed)
        options = (*setting.weighed[key], _no_days(setting, claim, passage, beside))
        last = groups[-1] if groups else None
        if last and not beside and not last.beside and last.passage == passage:
            last.claims.append(claim)
            last.options.append(options)
        else:
            paragraph = reading.passages[passage].paragraph
            groups.append(Group(passage, paragraph, beside, [claim], [options]))
    return groups


def _near(setting: Setting, passage: int) -> list[Dated]:
    """The dates that are weighed for a sentence."""
    before = [dated for dated in setting.dates if dated.passage < passage]
    beside = [dated for dated in setting.dates if dated.passage == passage][:MAX_BESIDE]
    behind = [dated for dated in setting.dates if dated.passage > passage][:MAX_AFTER]
    opening = setting.events[0] if setting.events else None
    kept = [dated for dated in before[:-MAX_BEFORE] if dated in (setting.main, opening)]
    return kept + before[-MAX_BEFORE:] + beside + behind


def _dated_options(setting: Setting, claim: Claim, token: int, weighed: Sequence[Dated]) -> list[Option]:
    reading, published = setting.reading, setting.published
    passage = reading.passage_of[token]
    begin, stop = reading.bounds[passage]
    since_words = calendar_words().lists["since"]
    speaks_of_since = not since_words.isdisjoint(reading.words[begin:stop])
    options = []
    for dated in weighed:
        here = dated.passage == passage
        if here and (_is_of_toll(setting, dated, token) or _is_of_rise(reading, dated, token)):
            continue
        since = dated.since and not (here and _within_since(setting, dated, token))
        plain = _Date(setting, claim, token, dated, since)
        days = (dated.first, published if since else dated.last)
        options.append(Option("date", dated, days, plain.as_date()))
        running = since or dated.expression.form in ("length", "running")
        recent = (published - dated.first).days < 3
        if not running and dated.first < published and (dated.onset or here or not recent or speaks_of_since):
            options.append(Option("since", dated, (dated.first, published), plain.as_since()))
        if since and dated.expression.form != "running" and not dated.onset:
            options.append(Option("alone", dated, (dated.first, dated.inner_last), plain.as_alone()))
    return options


def _is_of_toll(setting: Setting, dated: Dated, token: int) -> bool:
    """Is the date of a toll told behind the claim: "killed 151, bringing the toll since May to 900"?"""
    reading = setting.reading
    tolls = [
        index
        for index in range(token, dated.token)
        if any(hit.payload.use == "toll" for hit in reading.triggers.get(index, ()))
    ]
    if not tolls:
        return False
    stop = reading.bounds[dated.passage][1]
    behind, before = bisect_right(setting.tokens, dated.token), bisect_right(setting.tokens, tolls[-1])
    counted = behind < len(setting.tokens) and setting.tokens[behind] < stop
    return counted and before == behind


def _is_of_rise(reading: Reading, dated: Dated, token: int) -> bool:
    """Is the date of what a toll rose by: "killed 20 on | Friday |, taking the toll to | 900"?"""
    brings = [
        index
        for index in range(dated.token + 1, token)
        if reading.lexicon.is_in(reading.words[index], "bringing")
    ]
    if not brings:
        return False
    between = range(brings[-1] + 1, token)
    reached = any(reading.words[index] in _LEVELS for index in between[-TO_NUMBER:])
    return reached and any(
        hit.payload.use == "toll" for index in between for hit in reading.triggers.get(index, ())
    )


def _within_since(setting: Setting, dated: Dated, token: int) -> bool:
    """Is the claim itself told in the clause that "since" opens: "since the lord was arrested on July 25"?"""
    words = setting.reading.words
    since = calendar_words().lists["since"]
    return token < dated.token and not since.isdisjoint(words[max(0, dated.token - 15) : token])


def _no_days(setting: Setting, claim: Claim, passage: int, beside: bool) -> Option:
    reading = setting.reading
    paragraph = reading.passages[passage].paragraph
    before = setting.before(passage)
    said = claim.quantity
    names = [f"none:{name}" for name in setting.manner(passage)]
    names += ["none", f"none:gap{_step(passage - before.passage)}" if before else "none:first"]
    facts = {
        "beside": beside, "around": paragraph in setting.paragraphs, "no_events": not setting.events,
        "stock": claim.kind in STOCK, "vague": said.hedge == "vague", "one": said.value == 1,
        "main": setting.main is not None, "doerless": claim.by is None,
        "few_paragraphs": setting.few_paragraphs, "part": claim.part_of is not None,
        "source": claim.source is not None, "opens": _opens_paragraph(setting, passage),
        f"events{_step(len(setting.often))}": True, f"lead{_depth(passage)}": True,
    }  # fmt: skip
    names += [f"none:{name}" for name, holds in facts.items() if holds]
    return Option("none", None, None, dict.fromkeys(names, 1.0))


@dataclass(slots=True)
class _Date:
    """The features of one date for one claim."""

    setting: Setting
    claim: Claim
    token: int
    dated: Dated
    since: bool
    where: str = ""
    passage: int = 0

    def __post_init__(self) -> None:
        reading = self.setting.reading
        self.passage = reading.passage_of[self.token]
        paragraph = reading.passages[self.passage].paragraph
        near = "around" if self.dated.paragraph == paragraph else "far"
        self.where = "beside" if self.dated.passage == self.passage else near

    def as_date(self) -> Features:
        """Of the date as it stands; a since-date runs on to publication."""
        dated, where = self.dated, self.where
        names = [
            f"{dated.role}:{where}", f"form:{dated.expression.form}", f"age{self._age()}",
            f"precision:{dated.expression.period.precision}",
        ]  # fmt: skip
        names += [f"{where}:{name}" for name in self._manner()]
        if self.since:
            names += [f"from:{where}", *(f"from:{name}" for name in self._manner())]
        if dated.onset:
            names.append(f"onset:{where}")
        if self.claim.kind in STOCK:
            names.append(f"{dated.role}:{where}:stock")
        if dated.role == "event" and self.passage in self.setting.told:
            names.append(f"{where}:told_beside")
        if not self.setting.events:
            names.append(f"{dated.role}:no_events")
        if len(self.setting.often) == 1:
            names.append(f"single:{where}")
        return self._features([*names, *self._main()])

    def as_since(self) -> Features:
        """Of all days from the date to publication."""
        dated, where = self.dated, self.where
        names = ["since", f"since:{where}", f"since:{dated.role}", f"since:age{self._age()}"]
        names += [f"since:{name}" for name in self._manner()]
        names.append(f"since:{dated.expression.period.precision}")
        if self.claim.kind in STOCK:
            names.append("since:stock")
        if dated.onset:
            names += ["since:onset", f"since:onset:{where}"]
        return self._features(names)

    def as_alone(self) -> Features:
        """Of a since-date without what came after it."""
        names = ["alone", f"alone:{self.where}", f"alone:{self.dated.expression.period.precision}"]
        names += [f"alone:{name}" for name in self._manner()]
        if self.where == "beside":
            after = self.setting.reading.words[self.dated.expression.last : self.dated.expression.last + 3]
            names += ["alone:behind"] * (self.token > self.dated.token) + ["alone:when"] * ("when" in after)
        return self._features(names)

    def _manner(self) -> tuple[str, ...]:
        return self.setting.manner(self.passage)

    def _age(self) -> int:
        days = (self.setting.published - self.dated.last).days
        return 0 if days <= 0 else 1 if days == 1 else 2 if days <= 7 else 3 if days <= 40 else 4

    def _main(self) -> list[str]:
        """Features of the day that the report is about."""
        main, dated = self.setting.main, self.dated
        if main is None or (dated.first, dated.last) != (main.first, main.last):
            return []
        if self.where == "beside":
            return ["main:beside"]
        side = "behind" if dated.passage > self.passage else "before"
        names = [
            "main",
            f"main:lead{_depth(self.passage)}",
            f"main:{side}",
            f"main:of{min(self.setting.days, 3)}",
        ]
        return [*names, *(f"main:{name}" for name in self._manner())]

    def _features(self, names: list[str]) -> Features:
        features = dict.fromkeys(names, 1.0)
        features.update(self._beside() if self.where == "beside" else self._away())
        features.update(dict.fromkeys(self._rank(), 1.0))
        features["often"] = log(self.setting.often[(self.dated.first, self.dated.last)] + 1)
        if self.setting.in_aside(self.dated):
            features[f"aside:{self.where}"] = 1.0
        return features

    def _beside(self) -> Features:
        setting, reading = self.setting, self.setting.reading
        first, last = sorted((self.dated.token, self.token))
        clauses = calendar_words().lists["clause"]
        begin, stop = reading.bounds[self.passage]
        triggers = [i for i in range(begin, stop) if i in reading.triggers]
        features = {
            "beside:apart": log1p(last - first),
            "beside:clauses": float(sum(word in clauses for word in reading.words[first:last])),
            "beside:counts": float(sum(first < token < last for token in setting.tokens)),
            "beside:triggers": float(min(3, sum(first <= i < last for i in triggers))),
        }
        events = [each for each in setting.events if each.passage == self.passage]
        nearest = min(events, key=self._distance, default=None)
        facts = {
            "before": self.dated.token < self.token, "nearest": self.dated is nearest,
            "only": self.dated is nearest and len(events) == 1, "opens": self.dated.token - begin <= 3,
            "own_trigger": bool(triggers) and self._own_trigger(triggers),
        }  # fmt: skip
        features.update({f"beside:{name}": 1.0 for name, holds in facts.items() if holds})
        return features

    def _distance(self, dated: Dated) -> int:
        first, last = sorted((dated.token, self.token))
        clauses = calendar_words().lists["clause"]
        return last - first + 3 * sum(word in clauses for word in self.setting.reading.words[first:last])

    def _own_trigger(self, triggers: list[int]) -> bool:
        """Is the trigger nearest to the date the one of the claim?"""
        hits = self.setting.reading.triggers
        kin = [i for i in triggers if any(self.claim.kind in hit.payload.kinds.values() for hit in hits[i])]
        own = min(kin or triggers, key=lambda i: abs(i - self.token))
        return min(triggers, key=lambda i: abs(i - self.dated.token)) == own

    def _away(self) -> Features:
        setting, passage, where = self.setting, self.passage, self.where
        steps = passage - self.dated.passage
        names = [f"{where}:{'back' if steps > 0 else 'on'}{_step(abs(steps))}"]
        if where == "far" and setting.reading.passages[passage].paragraph in setting.paragraphs:
            names.append("far:dated_around")
        if steps < 0:
            names.append(f"on:lead{_depth(passage)}")
        if setting.few_paragraphs:
            names.append(f"{where}:few_paragraphs")
        if _opens_paragraph(setting, passage):
            names.append(f"{where}:opens")
        between = setting.between(*sorted((passage, self.dated.passage)))
        between.discard((self.dated.first, self.dated.last))
        return {**dict.fromkeys(names, 1.0), "between": float(min(3, len(between)))}

    def _rank(self) -> list[str]:
        """Is it the event's date before the claim, the next one, or the report's first?"""
        dated, setting = self.dated, self.setting
        if dated.role != "event":
            return ["head"] if dated.passage <= 1 else []
        facts = {
            "last_before": dated is setting.before(self.passage),
            "next": dated is setting.behind(self.passage),
            "first": dated is setting.events[0],
            "head": dated.passage <= 1,
        }
        return [name for name, holds in facts.items() if holds]


def _in_aside(reading: Reading, dated: Dated) -> bool:
    begin, _ = reading.bounds[dated.passage]
    asides = calendar_words().lists["aside"]
    for index in range(dated.token - 1, max(begin, dated.token - 12) - 1, -1):
        if reading.words[index] in (",", ";", "."):
            return False
        if reading.words[index] in asides:
            return True
    return False


def _opens_paragraph(setting: Setting, passage: int) -> bool:
    passages = setting.reading.passages
    return passage == 0 or passages[passage].paragraph != passages[passage - 1].paragraph


def _depth(passage: int) -> int:
    return 0 if passage <= 1 else 1 if passage <= 4 else 2


def _step(count: int) -> int:
    return count if count <= 1 else 2 if count <= 3 else 3 if count <= 8 else 4
