"""What is withheld of reports, found beside those who ask and kept until it would be found otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, select

from sayso.disclosure import Screens
from sayso.disclosure.screen import Looked
from sayso.records import Report
from sayso.store.among import rows_with
from sayso.store.content import report_of
from sayso.store.engine import Store
from sayso.store.named import report_rows_of
from sayso.store.tables import reports, run_for_each, screens, standing, standing_places
from sayso.store.words import words_of

_AT_A_TIME: Final = 20  # reports in one transaction
_LAST_WITH_TEXT: Final = (
    select(reports.c.number).where(reports.c.text.is_not(None)).order_by(reports.c.number.desc()).limit(1)
)
_LOOKED: Final = (
    select(screens.c.report, screens.c.looked, reports.c.digest, reports.c.title, reports.c.text)
    .join(reports, reports.c.number == screens.c.report)
    .where(
        screens.c.fingerprint == bindparam("fingerprint"),
        screens.c.report > bindparam("after"),
        reports.c.text.is_not(None),
    )
    .order_by(screens.c.report)
)
_PLACES_OF: Final = (
    select(standing_places.c.text, standing_places.c.name, standing_places.c.geonames_id)
    .select_from(standing)
    .join(standing_places, standing_places.c.standing == standing.c.number)
    .where(standing.c.report == bindparam("report"))
    .distinct()
)
_BESIDE: Final = (
    select(reports.c.number, reports.c.digest, reports.c.title, reports.c.outlet, screens.c.looked)
    .select_from(reports)
    .outerjoin(
        screens,
        and_(screens.c.report == reports.c.number, screens.c.fingerprint == bindparam("fingerprint")),
    )
    .where(reports.c.text.is_not(None))
)
_FOUND: Final = select(screens).where(screens.c.fingerprint == bindparam("fingerprint"))


class Screening:
    """Looks through the reports of a ledger that nobody has looked through: all at first, then what came.

    `fingerprint` is that of the code and the words: what was found by others is found anew.
    """

    def __init__(self, store: Store, screens: Screens, fingerprint: str) -> None:
        self._store, self._screens, self._fingerprint = store, screens, fingerprint
        self._through = 0  # the number of the last report

    def go_on(self, tell: Callable[[int], None]) -> None:
        """Looks through those that are left; before each portion `tell` hears how many these are."""
        left = self._missing()
        while left:
            tell(len(left))
            some, left = left[:_AT_A_TIME], left[_AT_A_TIME:]
            self._look(some)
            self._through = some[-1]

    def _missing(self) -> list[int]:
        found = (screens.c.report == reports.c.number) & (screens.c.fingerprint == self._fingerprint)
        new = (reports.c.number > self._through) & reports.c.text.is_not(None)
        chosen = select(reports.c.number).where(new, ~exists(select(screens.c.report).where(found)))
        with self._store.reading() as connection:
            return list(connection.execute(chosen.order_by(reports.c.number)).scalars())

    def _look(self, numbers: Sequence[int]) -> None:
        there = select(reports).where(reports.c.number.in_(numbers), reports.c.text.is_not(None))
        with self._store.reading() as connection:
            rows = connection.execute(there).mappings().all()
        looked = {row["number"]: self._screens.of(report_of(row)).looked.stored() for row in rows}
        _keep(self._store, looked, self._fingerprint)


class Finds:
    """What was found in reports, taken from a ledger and kept there for whoever comes next.

    Processes that look through reports side by side each `take` what is there and tell what they `found`
    beyond that; one of them keeps it.
    """

    def __init__(self, store: Store, screens: Screens, fingerprint: str) -> None:
        self._store, self._screens, self._fingerprint = store, screens, fingerprint
        self._missing: dict[int, Report] = {}

    def take(self, told: Iterable[Report]) -> None:
        """Puts what was found in reports before among the screens."""
        asked = {(each.digest, each.title, each.outlet): each for each in told}
        with self._store.reading() as connection:
            digests = {digest for digest, _, _ in asked}
            for row in rows_with(
                connection, _BESIDE, reports.c.digest, digests, fingerprint=self._fingerprint
            ):
                report = asked.get((row.digest, row.title, row.outlet))
                if report is not None and row.looked is not None:
                    self._screens.put(report, row.looked)
                elif report is not None:
                    self._missing[row.number] = report

    def found(self) -> dict[int, str]:
        """What was found in reports of which the ledger had nothing, by their numbers: each is told once."""
        looked = {number: self._screens.known(report) for number, report in self._missing.items()}
        self._missing.clear()
        return {number: screen.looked.stored() for number, screen in looked.items() if screen is not None}

    def keep(self, found: Mapping[int, str]) -> None:
        """Keeps what was found."""
        _keep(self._store, found, self._fingerprint)


def _keep(store: Store, looked: Mapping[int, str], fingerprint: str) -> None:
    """Keeps what was found in reports, in the place of what others found, but for those that were erased."""
    there = select(reports.c.number).where(reports.c.number.in_(list(looked)), reports.c.text.is_not(None))
    with store.writing() as connection:
        connection.execute(delete(screens).where(screens.c.report.in_(list(looked))))
        made = [
            {"report": number, "fingerprint": fingerprint, "looked": looked[number]}
            for number in connection.execute(there).scalars()
        ]
        run_for_each(connection, insert(screens), made)


def withheld_words(
    connection: Connection, fingerprint: str, after: int
) -> tuple[int, bool, set[tuple[str, frozenset[str]]]]:
    """What is withheld in reports numbered after one: the words of each stretch, with the report's digest;
    also those of places, where a report tells of a site.

    First the number of the last that was looked through, and whether any report is left that was not.
    """
    found, through = set[tuple[str, frozenset[str]]](), after
    for row in connection.execute(_LOOKED, {"fingerprint": fingerprint, "after": after}):
        through, looked = int(row.report), Looked.of_stored(row.looked)
        withheld = [
            text[begin:end]
            for text, stretches in ((row.title or "", looked.title), (row.text, looked.stretches))
            for begin, end, _, _ in stretches
        ]
        if looked.struck or any(rule == "site" for _, _, rule, _ in looked.stretches):
            for place in connection.execute(_PLACES_OF, {"report": row.report}):
                withheld += map(str, filter(None, place))
        found.update((row.digest, frozenset(words_of(each))) for each in withheld)
    last = connection.execute(_LAST_WITH_TEXT).scalar()
    return through, last is not None and last > through, found


def screened(
    connection: Connection, digests: Iterable[str], own: Screens, fingerprint: str
) -> dict[str, Report]:
    """The reports whose texts have these digests, by digest; what was found in them goes to the screens."""
    rows = report_rows_of(connection, digests)
    numbers = {row["number"]: digest for digest, row in rows.items()}
    found = {digest: report_of(row) for digest, row in rows.items()}
    for row in rows_with(connection, _FOUND, screens.c.report, numbers, fingerprint=fingerprint):
        own.put(found[numbers[row.report]], row.looked)
    return found
