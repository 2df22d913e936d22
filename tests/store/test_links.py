"""Links of a ledger: a function of what stands and of what was ruled, however and whenever it came."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.event import listen

from sayso.concluded import Question
from sayso.errors import LedgerError, NotInLedgerError
from sayso.link import Linker, Origins
from sayso.records import Act, Attribution, Claim, Decision, Evidence, Harmed, Period, Place, Report, Run
from sayso.ruling import grouped
from sayso.store import Filters, Ledger, links, open_ledger, tables
from tests.decisions.rulings import evidence

from .made import FIRST_RUN, SECOND_RUN, a_claim, a_report

FIRST = date(2023, 11, 11)
MYANMAR = (Place("Myanmar", 0, 0, "Myanmar", country="MM", precision="country"),)
MANDALAY = (Place("Mandalay", 0, 0, "Mandalay", country="MM", admin1="Mandalay Region", precision="town"),)
NOWHERE = ()
Told = tuple[Report, list[Claim]]


def told(number: int, value: int, town: str, offset: int, speaker: str | None = None) -> Told:
    """A report of so many killed in a town, so many days after the first."""
    day = FIRST + timedelta(days=offset)
    said = f", {speaker} said" if speaker else ""
    text = f"Shells killed {value} people in {town} on {day}{said}. Report {number} has nothing else to tell."
    report = a_report(text, id=f"r{number}", outlet=f"Post {number}", published=day)
    place = Place(town, text.index(town), text.index(town) + len(town), town, country="MM", admin1="Kayah State",
                  precision="town")  # fmt: skip
    source = (
        Attribution(speaker, text.index(speaker), text.index(speaker) + len(speaker)) if speaker else None
    )
    claim = a_claim(
        report, str(value), value=value, whom=Harmed("people", 0, 0, "civilian"), where=(place,), source=source,
        when=Period(str(day), 0, 0, day, day),
    )  # fmt: skip
    return report, [claim]


STORY = [
    told(0, 12, "Loikaw", 0, "Khun Bedu"), told(1, 12, "Loikaw", 0), told(2, 14, "Loikaw", 1, "Khun Bedu"),
    told(3, 40, "Hpruso", 6, "residents"), told(4, 40, "Hpruso", 6), told(5, 3, "Demoso", 20), told(6, 12, "Loikaw", 0),
]  # fmt: skip


def add(ledger: Ledger, reports: Iterable[Told]) -> None:
    for report, claims in reports:
        ledger.add(report, claims, FIRST_RUN)


def incidents(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(word.id for word in words) for _, words in ledger.links().incidents()}


def everything(ledger: Ledger) -> object:
    """All that linking says, by name."""
    found = ledger.links()
    return (
        [(name, [word.id for word in words]) for name, words in found.incidents()],
        [(name, [(word.id, because) for word, because in told]) for name, told in found.origins()],
        found.raised(),
    )


def test_links_are_those_of_linking_in_memory(ledger: Ledger) -> None:
    add(ledger, STORY)
    linker, origins = Linker(), Origins()
    for report, claims in STORY:
        linker.add(report, claims)
        origins.add(report, claims)
    expected = {frozenset("#".join(claim) for claim in each.claims) for each in linker.incidents()}
    assert incidents(ledger) == expected
    assert {len(each) for each in expected} > {1}
    assert {name: {word.id for word, _ in told} for name, told in ledger.links().origins()} == {
        each.name: {"#".join(claim) for claim in each.claims} for each in origins.origins()
    }


@pytest.fixture
def expected(tmp_path: Path) -> object:
    """What linking says of the story when it is added in one go."""
    with open_ledger(tmp_path / "whole.db") as whole:
        add(whole, STORY)
        return everything(whole)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("step", [1, 3, 10])
def test_neither_order_nor_steps_matter(expected: object, tmp_path: Path, seed: int, step: int) -> None:
    shuffled = random.Random(seed).sample(STORY, len(STORY))
    with open_ledger(tmp_path / "steps.db") as ledger:
        for first in range(0, len(shuffled), step):
            add(ledger, shuffled[first : first + step])
            ledger.links()
        assert everything(ledger) == expected


@pytest.mark.parametrize("entries", [1, 2, 5])
def test_portions_of_the_chain_do_not_matter(expected: object, tmp_path: Path, entries: int) -> None:
    with open_ledger(tmp_path / "portions.db") as ledger:
        add(ledger, STORY)
        left: list[int] = []
        ledger.links(left.append, entries=entries)
        assert left == list(range(2 * len(STORY), 0, -entries))
        assert everything(ledger) == expected


def test_a_ruling_that_changes_no_claim_links_nothing_anew(
    ledger: Ledger, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, STORY)
    assert everything(ledger) == expected
    report, (claim,) = STORY[0]
    about, at = evidence(report, claim), datetime(2023, 12, 1, tzinfo=UTC)
    touched, stale = links.touched, list[int]()
    monkeypatch.setattr(links, "touched", lambda *asked: stale.extend(found := touched(*asked)) or found)
    for act, reason in (("accept", None), ("comment", "sure?")):
        ledger.record(Decision(act, "Ma Thida", at, about, reason=reason))
    assert everything(ledger) == expected
    assert stale == []
    made = ledger.record(Decision("reject", "Ma Thida", at, about, reason="no"))
    assert everything(ledger) != expected
    assert stale != []
    ledger.record(Decision("withdraw", "Ma Thida", at, targets=(made,)))
    assert everything(ledger) == expected


@pytest.mark.parametrize("entries", [1, 2, 5])
def test_what_comes_while_it_links_is_linked_too(expected: object, tmp_path: Path, entries: int) -> None:
    revised, new = told(0, 90, "Mese", 40), iter(STORY[:1])
    old = replace(revised[0], id="r0", outlet="Post 0", published=FIRST - timedelta(days=1)), revised[1]
    with open_ledger(tmp_path / "meanwhile.db") as ledger:
        add(ledger, [old, *STORY[1:]])
        left: list[int] = []

        def newer_version_comes(entries_left: int) -> None:
            left.append(entries_left)
            if len(left) > 1:
                add(ledger, new)

        ledger.links(newer_version_comes, entries=entries)
        assert next(new, None) is None
        assert everything(ledger) == expected


def test_links_look_nothing_up_by_going_through_all(tmp_path: Path) -> None:
    """What one more report and a question cost must not grow with the ledger."""
    asked: set[tuple[str, Any]] = set()
    with open_ledger(tmp_path / "plans.db") as ledger:
        add(ledger, STORY[:-1])
        ledger.links()
        add(ledger, STORY[-1:])
        engine = ledger._store.engine
        listen(
            engine, "before_cursor_execute",
            lambda _connection, _cursor, statement, values, *_: asked.add((statement, _first(values))),
        )  # fmt: skip
        ledger.links().words(Question("killed", where=("Loikaw",), first=FIRST, last=FIRST))
        with engine.connect() as connection:
            plans = [
                str(row[3])
                for statement, values in sorted(asked, key=repr)
                if statement.startswith(("SELECT", "UPDATE", "DELETE"))
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            ]
    gone_through = {plan for plan in plans if plan.startswith("SCAN ")}
    assert gone_through <= {"SCAN head", "SCAN links_head", "SCAN decisions"}


def _first(values: Any) -> tuple[Any, ...]:
    """The values of a statement, or of the first time it runs."""
    return tuple(values[0]) if isinstance(values, list) else tuple(values)


def test_what_was_withdrawn_or_revised_is_as_if_it_had_never_been(ledger: Ledger, expected: object) -> None:
    withdrawn, revised = told(7, 12, "Loikaw", 0, "Khun Bedu"), told(8, 40, "Hpruso", 6, "residents")
    add(ledger, [*STORY[:4], withdrawn, revised])
    assert everything(ledger) != expected
    ledger.withdraw(withdrawn[0].outlet, None, withdrawn[0].id, FIRST)
    ledger.add(
        replace(told(11, 1, "Mese", 90)[0], id=revised[0].id, outlet=revised[0].outlet), [], SECOND_RUN
    )
    add(ledger, STORY[4:])
    assert everything(ledger) == expected


def test_a_claim_read_anew_is_linked_anew(ledger: Ledger) -> None:
    add(ledger, STORY)
    before = incidents(ledger)
    report, (claim,) = STORY[1]
    elsewhere = replace(claim, where=(replace(claim.where[0], name="Mese", admin1="Mese"),), when=None)
    ledger.add(report, [replace(elsewhere, quantity=replace(claim.quantity, value=900))], SECOND_RUN)
    assert incidents(ledger) != before
    ledger.add(report, [claim], Run("third", date(2023, 12, 10)))
    assert incidents(ledger) == before


def test_nothing_new_writes_nothing(ledger: Ledger) -> None:
    add(ledger, STORY)
    told: list[int] = []
    ledger.links(told.append)
    ledger.links(told.append)
    assert told == [2 * len(STORY)]


def test_other_weights_link_everything_anew(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    add(ledger, STORY)
    before = everything(ledger)
    monkeypatch.setattr(links, "_fingerprint", lambda: "others")
    told: list[int] = []
    ledger.links(told.append)
    assert told == [2 * len(STORY)]
    assert everything(ledger) == before


def ruling(act: Act, *targets: str, minute: int = 0, **known: Any) -> Decision:
    return Decision(act, "ma.thida", datetime(2023, 12, 1, 12, minute, tzinfo=UTC), targets=targets, **known)


def test_persons_put_incidents_together_and_apart(ledger: Ledger) -> None:
    add(ledger, STORY)
    before = incidents(ledger)
    here, there = STORY[0][1][0].id, STORY[5][1][0].id
    merged = ledger.record(ruling("merge", here, there))
    found = ledger.links()
    assert found.incident(here) == found.incident(there)
    assert len(incidents(ledger)) == len(before) - 1
    ledger.record(ruling("withdraw", merged, minute=1))
    assert incidents(ledger) == before
    ledger.record(ruling("split", here, minute=2, values={"from": [STORY[1][1][0].id]}))
    found = ledger.links()
    assert found.incident(here) != found.incident(STORY[1][1][0].id)


def test_an_incident_is_merged_by_all_its_claims(ledger: Ledger) -> None:
    add(ledger, STORY)
    loikaw, hpruso = ({STORY[at][1][0].id for at in which} for which in ((0, 1, 2, 6), (3, 4)))
    found = ledger.links()
    here, there = STORY[2][1][0].id, STORY[4][1][0].id
    named = found.fellows((here, there))
    assert (named[0], set(named[:4]), named[4], set(named[4:])) == (here, loikaw, there, hpruso)
    assert found.fellows((found.incident(here),))[0] == found.incident(here)
    assert found.fellows(("0" * 16, there))[:2] == ("0" * 16, there)
    ledger.record(ruling("merge", *named))
    after = ledger.links()
    assert {after.incident(each) for each in (*loikaw, *hpruso)} == {after.incident(here)}


def test_rulings_on_single_claims_put_nothing_together(ledger: Ledger) -> None:
    add(ledger, STORY)
    report, (claim,) = STORY[0]
    about = Evidence(report.digest, claim.kind, claim.quantity.start, claim.quantity.end)
    undone = ledger.record(ruling("merge", claim.id, STORY[5][1][0].id))
    ledger.record(ruling("accept", evidence=about, minute=1))
    ledger.record(ruling("withdraw", undone, minute=2))
    ledger.record(ruling("merge", claim.id, STORY[3][1][0].id, minute=3))
    assert ledger.grouping() == grouped(decision for _, decision in ledger.decisions())
    assert ledger.grouping().together == {frozenset({claim.id, STORY[3][1][0].id})}


def test_what_was_forgotten_is_nowhere_in_the_links(ledger: Ledger) -> None:
    add(ledger, STORY)
    ledger.links()
    ledger.forget_report(STORY[0][0].id, who="editor", reason="asked", day=FIRST)
    with ledger._store.reading() as connection:
        number = select(tables.reports.c.number).where(tables.reports.c.text.is_(None)).scalar_subquery()
        own = tables.tellings.c.report == number
        assert [row.terms for row in connection.execute(select(tables.tellings).where(own))] == [""]
        told = select(tables.texts.c.number).where(tables.texts.c.report == number)
        keys = select(tables.text_keys).where(tables.text_keys.c.text.in_(told))
        assert connection.execute(keys).all() == []
    assert not any(STORY[0][0].id in name for group in incidents(ledger) for name in group)


def test_an_incident_goes_by_any_of_its_claims(ledger: Ledger) -> None:
    add(ledger, STORY)
    found = ledger.links()
    (together,) = [words for _, words in found.incidents(Filters(place="Hpruso"))]
    (name,) = {word.incident for word in together}
    assert {found.incident(word.id) for word in together} == {name}
    assert {found.incident(word.claim.id[:7]) for word in together} == {name}
    for wrong in ("zzzz", "", "%"):
        with pytest.raises(NotInLedgerError, match="no incident or claim"):
            found.incident(wrong)
    first = [{name.rpartition("#")[2][0] for name in group} for group in incidents(ledger)]
    shared = next(digit for digit in "0123456789abcdef" if sum(digit in each for each in first) > 1)
    with pytest.raises(LedgerError, match="give more digits"):
        found.incident(shared)


def test_an_incident_says_what_holds_it_together(ledger: Ledger) -> None:
    add(ledger, STORY)
    found = ledger.links()
    first, second = found.held_together(found.incident(STORY[3][1][0].id))
    assert {first.telling.report, second.telling.report} == {"r3", "r4"}
    assert second.by is not None
    assert second.by.report == first.telling.report
    assert second.reasons
    assert set(found.origins_in(found.incident(STORY[3][1][0].id))) == {STORY[3][1][0].id, STORY[4][1][0].id}


def words_of(ledger: Ledger, **asked: Any) -> set[int]:
    return {int(word.claim.quantity.value) for word in ledger.links().words(Question("killed", **asked))}


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        pytest.param({}, {3, 12, 14, 40, 500, 700, 900}, id="anything"),
        pytest.param({"where": ("Demoso",)}, {3, 12, 14, 40, 500, 900}, id="its division and country"),
        pytest.param({"where": ("Kyiv",)}, {900}, id="another country, or nowhere"),
        pytest.param({"where": ("Mandalay",)}, {500, 700, 900}, id="another division"),
        pytest.param({"where": ("Myanmar",)}, {3, 12, 14, 40, 500, 700, 900}, id="the country"),
        pytest.param(
            {"where": ("Demoso",), "first": date(2023, 11, 25)}, {3}, id="from a day on, told by then"
        ),
        pytest.param({"where": ("Demoso",), "last": date(2023, 11, 14)}, {12, 14, 500, 900}, id="to a day"),
    ],
)
def test_words_are_found_where_and_when_they_may_bear(
    ledger: Ledger, asked: dict[str, Any], values: set[int]
) -> None:
    add(ledger, STORY)
    for number, value, place in ((20, 500, MYANMAR), (21, 700, MANDALAY), (22, 900, NOWHERE)):
        report, (claim,) = told(number, value, "Loikaw", 0)
        add(ledger, [(report, [replace(claim, where=place, when=None)])])
    assert words_of(ledger, **asked) == values


def test_words_have_what_persons_chose_their_claims_for(ledger: Ledger) -> None:
    """One who prints the same text has the same choice."""
    report, (claim,) = STORY[0]
    add(ledger, STORY[:3])
    add(ledger, [(replace(report, id="copy", outlet="Copy"), [replace(claim, document="copy")])])
    about, over = ledger.evidence(claim.id), STORY[2][1][0].id
    at = datetime(2023, 12, 1, tzinfo=UTC)
    undone = ledger.record(Decision("choose", "Ma Thida", at, about, values={"best": 13}))
    for choice in (
        Decision("choose", "Ma Thida", at, about, (over,), reason="a list"),
        Decision("withdraw", "Ma Thida", at, None, (undone,)),
    ):
        ledger.record(choice)
    words = ledger.links().words(Question("killed", where=("Loikaw",)))
    assert sorted((word.claim.document, word.choice.over) for word in words if word.choice) == [
        ("copy", (over,)), ("r0", (over,)),
    ]  # fmt: skip
    (chosen,) = {word.choice for word in words if word.choice}
    assert (chosen.who, chosen.at, chosen.reason, chosen.best) == ("Ma Thida", at, "a list", None)


def test_only_like_words_are_heard(ledger: Ledger) -> None:
    add(ledger, STORY)
    heard = ledger.links().words(Question("killed", where=("Loikaw",)), Filters(says="Khun Bedu"))
    assert {word.claim.document for word in heard} == {"r0", "r2"}


def test_the_ledger_raises_questions_about_most_first(ledger: Ledger) -> None:
    add(ledger, STORY)
    found = ledger.links()
    raised = found.raised()
    assert [each.kind for each in raised] == ["killed"] * len(incidents(ledger))
    assert raised[0].incidents == (found.incident(STORY[3][1][0].id),)
    assert found.raised(Filters(place="Demoso")) == raised[-1:]
