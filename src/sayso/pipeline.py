"""The whole system on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sayso.extract import Counted, combine, count
from sayso.lexicon import Lexicon, Reading, annotate, load
from sayso.policy import SAYSO, Policy
from sayso.read.report import Skipped
from sayso.records import PEOPLE_KINDS, Claim, Doubt, Passage, Report
from sayso.relevance import relevance
from sayso.resolve.days import resolve_days
from sayso.resolve.parties import resolve_parties
from sayso.resolve.places import resolve_places
from sayso.segment import segment
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.concluded import Answer, Figure, Question, Word
    from sayso.read.coded import Dataset
    from sayso.reconcile import Figures
    from sayso.store import Filters, Links

MAX_READ: Final = 1_000_000  # characters of a report that are read for claims, some 400 pages
MAX_BLOCK: Final = 50_000  # characters read in one piece; pronouns and repeats do not reach beyond it


def look(report: Report, lexicon: Lexicon | None = None) -> Reading:
    """A report cut into passages, with the lexicon's words marked."""
    lexicon = lexicon or load()
    return annotate(report, segment(report, lexicon), lexicon)


def extract(report: Report, lexicon: Lexicon | None = None) -> tuple[Claim, ...]:
    """The claims of a report, in the order of its text.

    None where the lexicon has not its language, or where its words tell that it is not about harm. What
    stands beyond `MAX_READ` characters is not read; a Doubt on the claims says so.
    """
    lexicon = lexicon or load()
    if unread(report, lexicon):
        return ()
    readable = replace(report, text=report.text[:MAX_READ]) if len(report.text) > MAX_READ else report
    claims: list[Claim] = []
    for passages in _blocks(segment(readable, lexicon)):
        reading = annotate(readable, passages, lexicon)
        claims += claims_of(reading, count(reading))
    if readable is report:
        return tuple(claims)
    cut = Doubt("report", f"only its first {MAX_READ:,} characters were read")
    return tuple(replace(claim, doubts=(*claim.doubts, cut)) for claim in claims)


def unread(report: Report, lexicon: Lexicon | None = None) -> str | None:
    """Why no claims are read from a report: "another language" or "not about harm"; None where they are."""
    lexicon = lexicon or load()
    if report.language not in (None, lexicon.language):
        return "another language"
    return None if relevance(report.text[:MAX_READ], lexicon).relevant else "not about harm"


def read_table(
    path: Path, mapping: Path, settings: Settings | None = None
) -> Iterator[tuple[Report, tuple[Claim, ...]] | Skipped]:
    """The report and the claims of each row of a user's spreadsheet; what cannot be read is skipped.

    Raises `MappingError` with every fault of the mapping, before any row is read.
    """
    from sayso.read.spreadsheet import read_rows  # a tenth of a second that no other command needs

    settings = settings or Settings()
    lexicon = load("en", settings.lexicon)
    for item in read_rows(path, mapping, lexicon, settings):
        if isinstance(item, Skipped):
            yield item
            continue
        report, claims = item
        yield report, _quoting(report, resolve_parties(look(report, lexicon), claims))


def read_coded(
    path: Path, settings: Settings | None = None, dataset: Dataset | None = None
) -> Iterator[tuple[Report, tuple[Claim, ...]] | Skipped]:
    """The report and the claims of each row of a user's own file of ACLED or UCDP GED, likewise."""
    from sayso.read.coded import coded_reports

    settings = settings or Settings()
    lexicon = load("en", settings.lexicon)
    for item in coded_reports(path, settings, dataset):
        if isinstance(item, Skipped):
            yield item
            continue
        report, claims = item
        yield report, _quoting(report, resolve_parties(look(report, lexicon), claims))


def questions(links: Links, filters: Filters) -> tuple[Question, ...]:
    """What is asked of a ledger by filters: of one kind a question, else one for each kind and whom told of.

    >>> questions(links, Filters(kind="killed", place="Loikaw"))
    (Question(kind='killed', who='people', side=None, by=None, where=('Loikaw',), ...),)

    Without a filter that says what, where or when they are those that the ledger raises by itself, a question
    for each incident, kind and whom; those about most come first.
    """
    from sayso.concluded import Question

    where = (filters.place,) if filters.place else ()
    asked = Question(
        "killed", filters.who or "people", filters.of, filters.by, where, filters.first, filters.last
    )
    if filters.kind in PEOPLE_KINDS:
        return (replace(asked, kind=filters.kind),)
    raised = links.raised(filters)
    if not any((filters.who, filters.of, filters.by, filters.place, filters.first, filters.last)):
        return tuple(raised)
    found = (
        replace(asked, kind=each.kind, who=filters.who or each.who, side=filters.of or each.side)
        for each in raised
    )
    return tuple(dict.fromkeys(found))


def answer(
    links: Links,
    question: Question,
    policy: Policy = SAYSO,
    filters: Filters | None = None,
    settlements: int = Settings().max_settlements,
) -> Answer:
    """The figure of a question, and what each perspective says.

    >>> answer(ledger.links(), question).figure.low
    82

    Of the filters only speaker, story and text restrict what is heard; the others made the question.
    `settlements` is how many ways to settle contradictions are gone through.
    """
    from sayso.reconcile import Figures

    heard = Figures(_heard(links, question, filters), policy, max_settlements=settlements)
    return answered(heard, question)


def answered(heard: Figures, question: Question) -> Answer:
    """The same from words that are at hand: all that may bear on the question."""
    from sayso.concluded import Answer

    seen = heard.perspectives(question) if question.perspective == "all" else ()
    every = heard.of(question)
    own = [heard.of(replace(question, perspective=each)) for each in seen]
    told = tuple(each for each in own if each.origins)
    sides = any(each.question.perspective != "independent" for each in told)
    return Answer(every, told if sides else (), heard.words)


def toll(
    links: Links,
    question: Question,
    policy: Policy = SAYSO,
    filters: Filters | None = None,
    settlements: int = Settings().max_settlements,
) -> tuple[Figure, ...]:
    """The figure of a question as it was known on each day on which it changed, as `answer` would give it."""
    from sayso.reconcile import over_time

    words = _heard(links, question, filters)
    return tuple(known for _, known in over_time(question, words, policy, max_settlements=settlements))


def _heard(links: Links, question: Question, filters: Filters | None) -> list[Word]:
    """The words of a question: what, where and when are its own, so that others may bear on it, too."""
    return links.words(question) if filters is None else links.words(question, hearing(filters))


def hearing(filters: Filters) -> Filters:
    """Of filters what says who is heard: speaker, outlet, story and text; the others make the questions."""
    return replace(filters, **dict.fromkeys(("kind", "who", "of", "by", "place", "first", "last")))


def _blocks(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """The passages in blocks of up to `MAX_BLOCK` characters; all but the longest reports are one."""
    first = 0
    for index, passage in enumerate(passages):
        if passage.end - passages[first].start > MAX_BLOCK:
            yield passages[first:index]
            first = index
    if first < len(passages):
        yield passages[first:]


def claims_of(reading: Reading, counted: Sequence[Counted]) -> tuple[Claim, ...]:
    """Claims with all their slots, of quantities whose kinds are decided."""
    claims = combine(reading, counted)
    claims = resolve_days(reading, claims)
    claims = resolve_places(reading, claims)
    return _quoting(reading.report, resolve_parties(reading, claims))


def _quoting(report: Report, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, of which every quote is its slice of the report's text."""
    for quote in (quote for claim in claims for quote in claim.quotes()):
        assert report.text[quote.start : quote.end] == quote.text, quote
    return claims
