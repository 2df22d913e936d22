"""One HTML page that asks for nothing outside, made from figures as they may be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from sayso import __version__
from sayso.concluded import Question
from sayso.export.asked import day, span
from sayso.export.brief.aside import Aside, aside_of
from sayso.export.brief.cards import Card, card_of
from sayso.export.brief.maps import Map, map_of
from sayso.export.brief.notes import Note, Notes
from sayso.export.source import Source, Written
from sayso.records import KINDS

if TYPE_CHECKING:
    from jinja2 import Template

FORMAT: Final = "brief/1"
_ASKED: Final = {
    "kind": "what happened: {}", "who": "to whom: {}", "of": "whose: {}", "by": "by {}",
    "says": "as told by {}", "place": "in {}", "first": "from {}", "last": "up to {}",
    "story": "the story {}", "text": "reports with the words {}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brief:
    """All that the page shows. `left_out` counts, by reason, the questions that it has no figure for."""

    title: str
    asked: Sequence[str]
    policy: str
    reports: int
    outlets: int
    published: str
    last_entry: date | None
    cards: Sequence[Card]
    map: Map | None
    aside: Aside
    notes: Sequence[Note]
    withheld: Sequence[Mapping[str, Any]]
    left_out: Mapping[str, int]
    full: bool
    version: str = __version__


def write_brief(source: Source, questions: Sequence[Question], out: TextIO, *, title: str = "") -> Written:
    """Writes the brief that answers questions, people's dead first; how many figures it has.

    >>> with open("brief.html", "w", encoding="utf-8") as out:
    ...     write_brief(source, questions, out)

    A question that rests on what may not be told has no figure, and is counted.
    """
    brief = brief_of(source, questions, title)
    out.write(_template().render(brief=brief, day=day))
    return Written(len(brief.cards), brief.left_out)


def brief_of(source: Source, questions: Sequence[Question], title: str = "") -> Brief:
    """What a brief shows, in the order of its page: so its notes are numbered."""
    followed = [each for question in questions if (each := source.followed(question))]
    behind = {name: claim for each in followed for name, claim in each.claims.items()}
    notes = Notes(behind)
    cards = [card_of(number, each, notes) for number, each in enumerate(followed, 1)]
    drawn = map_of([behind[name] for note in notes.listed() for name in note.claims], notes)
    figures = [each.answer.figure for each in followed]
    aside = aside_of(zip((each.heading for each in cards), figures, strict=True), notes)
    reports = {each.report.digest: each.report for each in behind.values()}
    days = [each.published for each in reports.values() if each.published]
    withheld = len(questions) - len(followed)
    return Brief(
        title or source.filters.story or "What is known", _asked(source), source.policy.name,
        len(reports), len({each.outlet for each in reports.values()}),
        span(min(days), max(days)) if days else "", source.last_entry(), cards, drawn, aside,
        notes.listed(), source.withheld(), {"may not be told": withheld} if withheld else {},
        source.disclosure.full,
    )  # fmt: skip


def in_order(questions: Sequence[Question], most: int) -> list[Question]:
    """The first of the questions that a ledger raised, those about most; the dead before the displaced."""
    return sorted(questions[:most], key=lambda each: KINDS.index(each.kind) if each.kind in KINDS else 0)


def _asked(source: Source) -> list[str]:
    """The filters in words; a name that somebody looked for is told no more than one in a report."""
    asked = {name: value for name, value in asdict(source.filters).items() if value and name in _ASKED}
    return [_ASKED[name].format(_filter_words(source, value)) for name, value in asked.items()]


def _filter_words(source: Source, value: str | date) -> str:
    if isinstance(value, date):
        return day(value)
    told = source.as_told(source.disclosure.text(value))
    return told or ""


@cache
def _template() -> Template:
    """The page. Every value is escaped by the template itself; none is trusted."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return made.get_template("page.html")
