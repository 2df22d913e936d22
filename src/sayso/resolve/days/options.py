"""What days a claim may cover: one option for each date near it, and one for none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sayso.knowledge.calendar import calendar_words
from sayso.lexicon import Reading
from sayso.records import Claim
from sayso.resolve.days.begun import may_run_on, start_of, undated_since
from sayso.resolve.days.clauses import is_of_another, is_war_total, only_alone, only_since, within_since
from sayso.resolve.days.dated import Dated, is_day, opens_when
from sayso.resolve.days.features import STOCK, Features, OfDate, of_no_days
from sayso.resolve.days.reactions import MAX_BESIDE, answers_of
from sayso.resolve.days.setting import Days, Setting

Taken = Literal["date", "since", "alone", "until", "none"]

# Before the number of the time that a count is set against: "rose by a third (from 152 to 203) on May".
_COMPARED: Final = frozenset({"from", "(", "against"})
MAX_BEFORE, MAX_AFTER = 12, 4  # dates that are weighed before and behind a sentence


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


def groups_of(reading: Reading, claims: Sequence[Claim], dates: Sequence[Dated]) -> list[Group]:
    """The claims of a report with their options, in their order."""
    published = reading.report.published
    assert published is not None
    tokens = [reading.token_at(claim.quantity.start) for claim in claims]
    setting = Setting(reading, dates, published, tokens)
    _count(setting, claims)
    answers = answers_of(setting, claims)
    groups: list[Group] = []
    shared: dict[tuple[int, bool, str], list[Option]] = {}  # of the claims of a sentence
    for claim, token in zip(claims, tokens, strict=True):
        passage = reading.passage_of[token]
        weighed = _near(setting, passage)
        own = [
            dated
            for dated in weighed
            if dated.passage == passage
            and not _is_set_against(reading, dated, token)
            and not is_of_another(setting, dated, token)
            and dated.token not in answers.get(token, ())
        ]
        beside = any(map(_tells_days, own))
        since = None if beside else undated_since(setting, passage)
        start = None if beside else start_of(setting, passage, since, weighed)
        runs_on = since is not None or start is not None or passage in setting.totals
        covered = None if beside or runs_on else setting.covered(passage)
        weighed = _told_near(setting, passage, beside, since, start or covered, weighed)
        key = (token if beside else passage, claim.kind in STOCK, claim.kind if beside else "")
        if key not in shared:
            shared[key] = _dated_options(setting, claim, token, weighed, own)
        none = Option("none", None, None, of_no_days(setting, claim, passage, beside))
        options = tuple(shared[key]) if covered and shared[key] else (*shared[key], none)
        if not beside and covered is None:
            options = _left(setting, passage, since, start, options)
        last = groups[-1] if groups else None
        if last and not beside and not last.beside and last.passage == passage:
            last.claims.append(claim)
            last.options.append(options)
        else:
            paragraph = reading.passages[passage].paragraph
            groups.append(Group(passage, paragraph, beside, [claim], [options]))
    return groups


def _count(setting: Setting, claims: Sequence[Claim]) -> None:
    """Notes what each passage counts, and which tell a whole war's total."""
    reading = setting.reading
    for claim, token in zip(claims, setting.tokens, strict=True):
        setting.kinds.setdefault(reading.passage_of[token], set()).add(claim.kind)
        if is_war_total(reading, claim, token):
            setting.totals.add(reading.passage_of[token])


def _told_near(
    setting: Setting,
    passage: int,
    beside: bool,
    since: int | None,
    start: Dated | None,
    weighed: list[Dated],
) -> list[Dated]:
    """The dates near a sentence that its count may be of: its own, else where it runs from, else others."""
    if beside:
        return [dated for dated in weighed if dated.passage == passage]
    if start is not None:
        return [start]
    if since is not None or passage in setting.totals:
        return [dated for dated in weighed if not (is_day(dated) and setting.is_news(dated))]
    return weighed


def _left(
    setting: Setting, passage: int, since: int | None, start: Dated | None, options: tuple[Option, ...]
) -> tuple[Option, ...]:
    """The options of a count without days of its own: none is a single day where it tells of many."""
    if start is not None:
        return tuple(filter(_runs_on, options)) or options
    total = passage in setting.totals
    if since is None and not total and not _is_of_late(setting.reading, passage):
        return options
    options = tuple(option for option in options if not _is_one_day(option))
    if total:
        return tuple(option for option in options if _runs_from_before(option, passage)) or options
    return options


def _is_of_late(reading: Reading, passage: int) -> bool:
    """ "In recent weeks": no single day."""
    begin, stop = reading.bounds[passage]
    words, units = reading.words, calendar_words().values["UNIT"]
    return any(words[i] == "recent" and words[i + 1] in units for i in range(begin, stop - 1))


def _runs_from_before(option: Option, passage: int) -> bool:
    """ "The town was attacked on 7 October. 9,000 have been killed in the war": from a day told before."""
    dated = option.dated
    if dated is None or dated.expression.period.precision not in ("day", "week"):
        return False
    if dated.expression.form == "away":
        return False  # "she fled four days ago"
    return dated.passage < passage and _runs_on(option)


def _runs_on(option: Option) -> bool:
    return option.taken == "since" or (
        option.dated is not None and option.taken == "date" and option.dated.since
    )


def _is_one_day(option: Option) -> bool:
    """A day as it stands, no total that runs from it."""
    return option.dated is not None and is_day(option.dated) and not _runs_on(option)


def _near(setting: Setting, passage: int) -> list[Dated]:
    """The dates that are weighed for a sentence: a mere length of time in its own and the next one alone."""
    dates = [
        dated
        for dated in setting.dates
        if not _is_far_length(dated, passage)
        and not _is_far_truce(dated, passage)
        and not (dated.rough and dated.passage != passage)
    ]
    before = [dated for dated in dates if dated.passage < passage]
    beside = [dated for dated in dates if dated.passage == passage][:MAX_BESIDE]
    behind = [dated for dated in dates if dated.passage > passage][:MAX_AFTER]
    opening = setting.events[0] if setting.events else None
    kept = [dated for dated in before[:-MAX_BEFORE] if dated in (setting.main, opening)]
    return kept + before[-MAX_BEFORE:] + beside + behind


def _is_far_length(dated: Dated, passage: int) -> bool:
    """ "In ten days of fighting": two sentences on, or before it, nothing is told of those ten days.

    So for "the five-year war", but not for "in twelve days of war".
    """
    length = dated.expression.form == "length"
    told_of = dated.of_war and "-" not in dated.expression.period.text
    return length and not told_of and passage - dated.passage not in (0, 1)


def _is_far_truce(dated: Dated, passage: int) -> bool:
    """ "A truce was declared late on Sunday. In all 44 were killed": not on that day."""
    return dated.truce and dated.role == "event" and is_day(dated) and dated.passage != passage


def _dated_options(
    setting: Setting, claim: Claim, token: int, weighed: Sequence[Dated], own: Sequence[Dated]
) -> list[Option]:
    """The options of the dates that are weighed; those of its sentence that are not its own have none."""
    reading = setting.reading
    passage = reading.passage_of[token]
    count = next((dated for dated in weighed if dated.as_of and dated.passage == passage), None)
    options = []
    for dated in weighed:
        here = dated.passage == passage
        if here and dated not in own:
            continue
        if not here and (dated.compared or dated.token in setting.answers):
            continue
        if count is not None and _begins_count(dated, count):
            features = OfDate(setting, claim, token, dated, dated.since).as_date()
            options.append(Option("until", count, (dated.first, count.last), features))
        if count is None or here or not _tells_days(dated):
            options += _of_date(
                setting, claim, token, dated, setting.published if count is None else count.last
            )
    told = [
        each
        for each in weighed
        if each.passage == passage and each.since and only_alone(reading, each, token)
    ]
    if told:
        return [option for option in options if option.dated in told]
    if any(option.taken == "until" for option in options):
        options = [option for option in options if option.taken == "until" or option.dated is not count]
    return options


def _is_set_against(reading: Reading, dated: Dated, token: int) -> bool:
    """ "| 90 |, more than in May"; not "(from | 70 |) on May", nor "the most since May, when | 70 | died"."""
    told = token > dated.token and opens_when(reading, dated.expression)
    return dated.compared and not told and reading.words[token - 1] not in _COMPARED


def _of_date(setting: Setting, claim: Claim, token: int, dated: Dated, end: date) -> Iterator[Option]:
    """A date as it stands, all days since then up to the end, and a since-date alone."""
    reading = setting.reading
    passage = reading.passage_of[token]
    here = dated.passage == passage
    since = dated.since and not (here and within_since(setting, dated, token))
    plain = OfDate(setting, claim, token, dated, since)
    alone = here and since and only_alone(reading, dated, token)
    runs = here and not since and dated.first < end and only_since(setting, dated, token)
    if not (alone or runs):
        yield Option("date", dated, (dated.first, end if since else dated.last), plain.as_date())
    running = since or dated.expression.form in ("length", "running")
    if runs or (not running and dated.first < end and may_run_on(setting, dated, passage)):
        yield Option("since", dated, (dated.first, end), plain.as_since())
    if alone or (since and dated.expression.form != "running" and not dated.onset):
        yield Option("alone", dated, (dated.first, dated.inner_last), plain.as_alone())


def _tells_days(dated: Dated) -> bool:
    """Does a date tell when something happened, not when it was told or up to when it was counted?"""
    return dated.role == "event" and not dated.as_of


def _begins_count(dated: Dated, count: Dated) -> bool:
    """May what was counted up to a day have begun on this one?"""
    return _tells_days(dated) and dated.first < count.first and dated.expression.form != "length"
