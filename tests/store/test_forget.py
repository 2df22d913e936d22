"""What may not be kept goes for good; what else was there stays, and the chain with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.records import Attribution, Decision, Doubt, Evidence, Harmed
from sayso.store import Filters, Ledger, open_ledger

from .made import FIRST_RUN, SECOND_RUN, a_claim, a_report, claims_of

DAY = date(2024, 1, 5)
NOON = datetime(2024, 1, 4, 12, tzinfo=UTC)
TEXT = "Shelling killed 12 people, said Dr Aye Mya. AYE  MYA counted 3 hurt; Aye Myat was one."
BLACK = "Shelling killed 12 people, said Dr ███ ███. ███  ███ counted 3 hurt; Aye Myat was one."


def with_a_name(ledger: Ledger) -> None:
    report = a_report(TEXT, title="Aye Mya speaks", url="https://example.org/aye-mya")
    start = TEXT.index("Aye")
    killed = a_claim(
        report, "12", source=Attribution("Aye Mya", start, start + 7, "said"), doubts=(Doubt("source", "who is Aye Mya?"),)
    )  # fmt: skip
    hurt = a_claim(
        report, "3", "injured", 3, whom=Harmed("Aye", start, start + 3, "civilian"), part_of=killed.id
    )
    ledger.add(report, [killed, hurt], FIRST_RUN)
    about = Evidence(report.digest, "killed", 16, 18)
    first = ledger.record(Decision("comment", "lin", NOON, about, reason="ask Aye Mya again"))
    ledger.record(Decision("withdraw", "lin", NOON, targets=(first,)))


def forget(ledger: Ledger, person: str = "Aye Mya", reason: str = "asked to be left out") -> tuple[int, int]:
    erased = ledger.forget_person(person, who="lin", reason=reason, day=DAY)
    return erased.reports, erased.decisions


def test_a_report_goes_with_all_its_versions_claims_and_rulings(ledger: Ledger) -> None:
    for text in ("first 12", "second 12"):
        report = a_report(text, url="https://example.org/1")
        ledger.add(report, [a_claim(report, "12")], FIRST_RUN)
        at = text.index("12")
        ledger.record(Decision("accept", "lin", NOON, Evidence(report.digest, "killed", at, at + 2)))
    other = a_report()
    ledger.add(other, claims_of(other), FIRST_RUN)

    erased = ledger.forget_report("https://example.org/1", who="lin", reason="a court order", day=DAY)
    assert (erased.reports, erased.decisions) == (2, 2)
    assert list(ledger.reports()) == [other]
    assert list(ledger.claims()) == claims_of(other)
    assert list(ledger.decisions()) == []
    assert list(ledger.reports(Filters(text="second"))) == []
    assert list(ledger.verify()) == []


def test_what_was_forgotten_is_not_taken_again(ledger: Ledger) -> None:
    report = a_report(url="https://example.org/1")
    ledger.add(report, claims_of(report), FIRST_RUN)
    ledger.forget_report(report.id, who="lin", reason="asked to", day=DAY)
    assert ledger.add(report, claims_of(report), SECOND_RUN) == "forgotten"
    assert list(ledger.reports()) == []
    later = a_report("Another text: 12 killed.", url="https://example.org/1")
    assert ledger.add(later, [a_claim(later, "12")], FIRST_RUN) == "new"
    assert list(ledger.reports()) == [later]
    assert list(ledger.verify()) == []


def test_nothing_is_erased_where_nothing_goes_by_that_name(ledger: Ledger) -> None:
    assert ledger.forget_report("none", who="lin", reason="asked to", day=DAY).reports == 0
    assert forget(ledger) == (0, 0)
    assert list(ledger.verify()) == []


def test_a_name_is_blackened_and_all_else_holds(ledger: Ledger) -> None:
    with_a_name(ledger)
    assert forget(ledger) == (1, 2)

    (report,) = ledger.reports()
    assert (report.text, report.title) == (BLACK, "███ ███ speaks")
    killed, hurt = ledger.claims()
    assert (killed.quantity.value, hurt.quantity.value) == (12, 3)
    assert killed.source and killed.source.text == "███ ███"
    assert hurt.whom and hurt.whom.text == "███"
    assert hurt.part_of == killed.id
    assert killed.doubts == (Doubt("source", "who is ███ ███?"),)
    for claim in (killed, hurt):
        assert claim.id == a_claim(report, claim.quantity.text, claim.kind).id
        assert all(report.text[quote.start : quote.end] == quote.text for quote in claim.quotes())

    (comment, said), (_, undone) = ledger.decisions()
    assert said.evidence and said.evidence.report == report.digest
    assert (said.reason, undone.targets) == ("ask ███ ███ again", (comment,))
    assert list(ledger.verify()) == []
    assert forget(ledger) == (0, 0)


def test_a_withdrawn_or_older_version_keeps_its_place(ledger: Ledger) -> None:
    with_a_name(ledger)
    url = "https://example.org/aye-mya"
    assert ledger.withdraw(None, url, None, None) == 1
    forget(ledger)
    assert list(ledger.claims()) == []
    assert [report.withdrawn for report in ledger.reports()] == [True]
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("named_first", [True, False])
def test_versions_of_one_day_keep_their_order(ledger: Ledger, named_first: bool) -> None:
    texts = ["Aye Mya counted 12.", "They counted 14."]
    for text in texts if named_first else reversed(texts):
        report = a_report(text, url="https://example.org/1")
        ledger.add(report, [a_claim(report, "1")], FIRST_RUN)
    forget(ledger)
    assert [report.text for report in ledger.reports()] == [
        "They counted 14." if named_first else "███ ███ counted 12."
    ]
    assert [claim.evidence.text for claim in ledger.claims()] == [report.text for report in ledger.reports()]
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("told", ["about Aye Mya", "AYE MYA asked"])
def test_the_reason_may_not_name_the_person(ledger: Ledger, told: str) -> None:
    with pytest.raises(LedgerError, match="names the person"):
        forget(ledger, reason=told)


@pytest.mark.parametrize("person", ["", "  ", "U", "a b"])
def test_a_name_too_short_is_refused(ledger: Ledger, person: str) -> None:
    with pytest.raises(LedgerError, match="too short"):
        forget(ledger, person)


@pytest.mark.parametrize("person", ["Aye Mya", "ပြည့်ဖြိုး", "Jean-Luc (d'Arc)", "Ngô Bảo", "x_y-z"])
def test_names_of_any_script(ledger: Ledger, person: str) -> None:
    report = a_report(f"12 died, {person} said.")
    ledger.add(report, [a_claim(report, "12")], FIRST_RUN)
    assert forget(ledger, person) == (1, 0)
    (left,) = ledger.reports()
    assert person not in left.text
    assert len(left.text) == len(report.text)


def test_nothing_of_it_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "sayso.db"
    with open_ledger(path) as ledger:
        with_a_name(ledger)
        gone = a_report("Quixotic words that nobody else wrote: 12 killed.", url="https://example.org/q")
        ledger.add(gone, [a_claim(gone, "12")], FIRST_RUN)
        forget(ledger)
        ledger.forget_report(gone.id, who="lin", reason="asked to", day=DAY)
    left = b"".join(each.read_bytes() for each in tmp_path.iterdir()).lower()
    for trace in ("dr aye mya", "aye mya speaks", "is aye mya", "aye-mya", "quixotic", "nobody else"):
        assert trace.encode() not in left


@pytest.mark.parametrize(
    ("outlet", "url", "identity", "taken"),
    [
        (None, "https://example.org/1", None, 1), ("Example Times", "https://example.org/1", None, 1),
        ("Example Post", "https://example.org/1", None, 0), (None, None, "note-1", 1), (None, None, None, 0),
        (None, "https://example.org/9", None, 0),
    ],
)  # fmt: skip
def test_a_page_that_its_outlet_took_back(
    ledger: Ledger, outlet: str | None, url: str | None, identity: str | None, taken: int
) -> None:
    report = a_report(url="https://example.org/1", id="note-1")
    ledger.add(report, claims_of(report), FIRST_RUN)
    assert ledger.withdraw(outlet, url, identity, date(2023, 12, 1)) == taken
    assert len(list(ledger.claims())) == (0 if taken else 2)
    assert ledger.withdraw(outlet, url, identity, date(2023, 12, 1)) == 0
    assert ledger.add(replace(report), claims_of(report), FIRST_RUN) == "known"
    assert len(list(ledger.claims())) == (0 if taken else 2)
    assert list(ledger.verify()) == []
