"""What speaks for the days a claim may cover, told in features.

Features name positions, forms and classes of function words, never other words of a text, so that weights
learnt from one set of reports carry no text and hold for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, log1p
from typing import Final

from sayso.knowledge.calendar import calendar_words
from sayso.records import Claim
from sayso.resolve.days.dated import Dated
from sayso.resolve.days.setting import Setting

Features = dict[str, float]

STOCK: Final = frozenset({"displaced", "missing", "detained", "returned", "abducted"})


def of_no_days(setting: Setting, claim: Claim, passage: int, beside: bool) -> Features:
    """The features of a claim whose days are not told."""
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
        "war_total": passage in setting.totals,
        "source": claim.source is not None, "opens": _opens_paragraph(setting, passage),
        f"events{_step(len(setting.often))}": True, f"lead{_depth(passage)}": True,
    }  # fmt: skip
    names += [f"none:{name}" for name, holds in facts.items() if holds]
    return dict.fromkeys(names, 1.0)


@dataclass(slots=True)
class OfDate:
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
        if self.passage in self.setting.totals:
            names.append("since:war_total")
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
        events = [each for each in setting.dates if each.role == "event" and each.passage == self.passage]
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
            "first": setting.events[:1] == [dated],
            "head": dated.passage <= 1,
        }
        return [name for name, holds in facts.items() if holds]


def _opens_paragraph(setting: Setting, passage: int) -> bool:
    passages = setting.reading.passages
    return passage == 0 or passages[passage].paragraph != passages[passage - 1].paragraph


def _depth(passage: int) -> int:
    return 0 if passage <= 1 else 1 if passage <= 4 else 2


def _step(count: int) -> int:
    return count if count <= 1 else 2 if count <= 3 else 3 if count <= 8 else 4
