"""A ledger as JSON lines: taken into an empty ledger it gives the same figures, decisions and all."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.disclosure import Disclosure, Labels
from sayso.export import archive
from sayso.export.source import Source, Written
from sayso.intake.adding import Adding
from sayso.intake.exported import is_export, read_export
from sayso.pipeline import answer, questions
from sayso.read import Skipped, read
from sayso.reconcile import figure_row
from sayso.records import Claim, Decision, Evidence, Report, Run
from sayso.rows import id_of
from sayso.settings import Settings
from sayso.store import Filters, Ledger, open_ledger
from tests.decisions.rulings import decide, evidence
from tests.store.made import FIRST_RUN, SECOND_RUN, a_claim, a_report

from .conftest import STORY
from .telling import read_into

DAY = date(2024, 1, 5)
IN_FULL = Disclosure(b"k", Labels(), full=True)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "first.db") as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "other.db") as opened:
        yield opened


def put_out(ledger: Ledger, path: Path, disclosure: Disclosure = IN_FULL, **filters: Any) -> Written:
    ledger.links()
    with path.open("w", encoding="utf-8", newline="") as out:
        return archive.write(Source(ledger, disclosure, Filters(**filters)), out)


def taken(ledger: Ledger, path: Path) -> Adding:
    adding = Adding(ledger, Settings(), DAY)
    assert list(adding.take_export(path)) == []
    ledger.links()
    return adding


def figures_of(ledger: Ledger) -> list[dict[str, Any]]:
    """All that the ledger concludes, to the last word."""
    links = ledger.links()
    return [figure_row(answer(links, each).figure) for each in questions(links, Filters())]


def numbers_of(ledger: Ledger) -> list[tuple[Any, ...]]:
    """The numbers alone, whatever claims and incidents are called."""
    told = (
        (row["question"], row["low"], row["best"], row["high"], row["origins"]) for row in figures_of(ledger)
    )
    return sorted(
        (question["kind"], question["who"], str(question["side"]), *map(str, rest))
        for question, *rest in told
    )


def ruled_on(ledger: Ledger) -> None:
    """Decisions of every kind that moves a figure, on the reports of the packaged story."""
    reports = list(ledger.reports())
    told = {report.id: (report, list(ledger.ruled(report).claims)) for report in reports}
    (first, own), (second, others) = (each for each in list(told.values())[1:3])
    killed = [claim for claim in own if claim.kind == "killed"]
    about = evidence(first, killed[0])
    ledger.record(
        decide("correct", about, values={"quantity.value": killed[0].quantity.value + 7}, reason="misread")
    )
    ledger.record(decide("approve", about, who="Ko Aung"))
    ledger.record(decide("reject", evidence(first, own[-1])))
    ledger.record(decide("accept", evidence(second, others[0])))
    ledger.record(decide("comment", evidence(second, others[0]), reason="look again"))
    mistaken = decide("reject", evidence(second, others[-1]))
    ledger.record(decide("withdraw", None, targets=(ledger.record(mistaken),)))
    ledger.record(decide("merge", None, targets=(killed[0].id, others[0].id)))
    ledger.record(decide("choose", evidence(first, killed[1]), values={"low": 3, "best": 4, "high": 9}))
    start = second.text.index("Loikaw")
    added = Evidence(second.digest, "missing", start, start + 6)
    ledger.record(decide("add", added, values={"quantity.value": 31}))


@pytest.mark.parametrize("ruled", [False, True], ids=["as read", "as ruled"])
def test_a_copy_has_the_same_figures(ledger: Ledger, other: Ledger, tmp_path: Path, ruled: bool) -> None:
    read_into(ledger, sorted(STORY.glob("*.json")))
    if ruled:
        ruled_on(ledger)
    written = put_out(ledger, tmp_path / "all.jsonl")
    adding = taken(other, tmp_path / "all.jsonl")
    assert written.rows == adding.reports["new"] == 10
    assert figures_of(other) == figures_of(ledger)
    assert list(other.claims()) == list(ledger.claims())
    assert list(other.reports()) == list(ledger.reports())
    assert list(other.decisions()) == list(ledger.decisions())
    assert [other.ruled(each) for each in other.reports()] == [
        ledger.ruled(each) for each in ledger.reports()
    ]
    assert list(other.verify()) == []


def test_of_dev1_too(dev1: Ledger, other: Ledger, tmp_path: Path) -> None:
    put_out(dev1, tmp_path / "all.jsonl")
    taken(other, tmp_path / "all.jsonl")
    assert figures_of(other) == figures_of(dev1)


def test_taken_again_it_changes_nothing(ledger: Ledger, other: Ledger, tmp_path: Path) -> None:
    read_into(ledger, sorted(STORY.glob("*.json")))
    ruled_on(ledger)
    put_out(ledger, tmp_path / "all.jsonl")
    taken(other, tmp_path / "all.jsonl")
    before = other.state()
    assert taken(other, tmp_path / "all.jsonl").reports["known"] == 10
    assert other.state() == before
    put_out(other, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()


def test_claims_that_stand_only_on_a_persons_word_stay(ledger: Ledger, other: Ledger, tmp_path: Path) -> None:
    report = a_report()
    killed = a_claim(report, "12")
    ledger.add(report, [killed], FIRST_RUN)
    ledger.record(decide("accept", evidence(report, killed)))
    ledger.reread(report, [a_claim(report, "3", "injured", 3)], SECOND_RUN)
    put_out(ledger, tmp_path / "all.jsonl")
    taken(other, tmp_path / "all.jsonl")
    assert {claim.kind for claim in other.claims()} == {"killed", "injured"}
    assert list(other.claims()) == list(ledger.claims())
    assert other.read_by(report) == SECOND_RUN


def test_what_may_be_told_has_rulings_worked_in(ledger: Ledger, other: Ledger, tmp_path: Path) -> None:
    report = a_report(
        "Shelling killed 12 people in Loikaw, police said. Later 5 people were found dead in Demoso, they said."
    )
    twelve, five = a_claim(report, "12"), a_claim(report, "5", value=5)
    ledger.add(report, [twelve, five], FIRST_RUN)
    about = evidence(report, twelve)
    ledger.record(
        decide("correct", about, values={"quantity.value": 14, "kind": "injured"}, reason="Ma Hla told me")
    )
    ledger.record(decide("approve", about, who="Ko Aung"))
    ledger.record(decide("choose", evidence(report, five), values={"best": 6}, reason="secret"))
    path = tmp_path / "told.jsonl"
    put_out(ledger, path, ledger.disclosures().usual())
    assert not {
        word for word in ("Ma Hla", "Ma Thida", "Ko Aung", "secret") if word in path.read_text("utf-8")
    }
    taken(other, path)
    assert [(claim.kind, claim.quantity.value) for claim in other.claims()] == [
        ("injured", 14),
        ("killed", 5),
    ]
    assert figures_of(other)[0]["best"] == figures_of(ledger)[0]["best"]
    assert numbers_of(other) == numbers_of(ledger)
    (made,) = [decision for _, decision in other.decisions()]
    assert (made.act, made.who, made.reason) == ("choose", archive.SOMEBODY, None)


NAMED = "Mg Thein Zaw, 45, was killed with 11 others in Loikaw on Monday, police said. Four more people were wounded."


def test_what_is_withheld_is_blackened_in_place(ledger: Ledger, other: Ledger, tmp_path: Path) -> None:
    report = a_report(NAMED, language="en")
    claims = [
        a_claim(report, "11 others", value=11),
        a_claim(report, "Four", "injured", 4),
        a_claim(report, "Mg Thein Zaw", value=1),
    ]
    claims[1] = replace(claims[1], part_of=claims[0].id)
    ledger.add(report, claims, FIRST_RUN)
    ledger.record(decide("merge", None, targets=(claims[0].id, claims[1].id)))
    put_out(ledger, tmp_path / "told.jsonl", ledger.disclosures().usual())
    taken(other, tmp_path / "told.jsonl")
    (kept,) = other.reports()
    assert len(kept.text) == len(report.text)
    assert "Thein" not in kept.text
    again = list(other.claims())
    assert [claim.quantity.value for claim in again] == [1, 11, 4]
    for claim in again:
        assert all(kept.text[quote.start : quote.end] == quote.text for quote in claim.quotes())
        assert claim.id == id_of(Evidence(kept.digest, claim.kind, claim.quantity.start, claim.quantity.end))
    assert again[2].part_of == again[1].id
    assert other.grouping().together == {frozenset((again[1].id, again[2].id))}


def test_what_was_labelled_or_taken_out_is_left_out(ledger: Ledger, other: Ledger, tmp_path: Path) -> None:
    hidden, out, kept = (a_report(f"Shelling killed {number} in Loikaw.") for number in (7, 8, 9))
    for report, number in ((hidden, "7"), (out, "8"), (kept, "9")):
        ledger.add(report, [a_claim(report, number, value=int(number))], FIRST_RUN)
    claims = {claim.quantity.text: claim for claim in ledger.claims()}
    ledger.record(decide("merge", None, targets=(claims["7"].id, claims["9"].id)))
    ledger.record(decide("relabel", Evidence(hidden.digest), values={"sensitivity": "restricted"}))
    ledger.record(decide("withdraw", Evidence(out.digest), reason="a hoax"))
    written = put_out(ledger, tmp_path / "told.jsonl", ledger.disclosures().usual())
    assert (written.rows, written.left_out) == (1, {archive.TAKEN_OUT: 1})
    taken(other, tmp_path / "told.jsonl")
    assert [claim.quantity.text for claim in other.claims()] == ["9"]
    assert list(other.decisions()) == []


def test_only_what_the_filters_ask_for_goes_along(ledger: Ledger, other: Ledger, tmp_path: Path) -> None:
    read_into(ledger, sorted(STORY.glob("*.json")))
    ruled_on(ledger)
    written = put_out(ledger, tmp_path / "some.jsonl", kind="detained")
    taken(other, tmp_path / "some.jsonl")
    assert 0 < written.rows < 10
    asked = list(ledger.reports(Filters(kind="detained")))
    assert list(other.reports()) == asked
    digests = {report.digest for report in asked}
    assert all(not made.evidence or made.evidence.report in digests for _, made in other.decisions())


def test_sayso_read_reads_its_reports(ledger: Ledger, tmp_path: Path) -> None:
    read_into(ledger, sorted(STORY.glob("*.json")))
    ruled_on(ledger)
    put_out(ledger, tmp_path / "all.jsonl")
    assert [report.digest for report in read(tmp_path / "all.jsonl")] == [
        report.digest for report in ledger.reports()
    ]


def test_a_packed_file_is_known(ledger: Ledger, other: Ledger, tmp_path: Path) -> None:
    report = a_report()
    ledger.add(report, [a_claim(report, "12")], FIRST_RUN)
    put_out(ledger, tmp_path / "all.jsonl")
    packed = tmp_path / "all.jsonl.gz"
    packed.write_bytes(gzip.compress((tmp_path / "all.jsonl").read_bytes()))
    assert is_export(packed)
    assert taken(other, packed).reports["new"] == 1
    packed.write_bytes(packed.read_bytes()[:-12])
    assert [str(each) for each in read_export(packed, Settings()) if isinstance(each, Skipped)] == [
        f"{packed}: broken gzip file"
    ]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"id": "a"}', b"\x1f\x8b broken", b'{"sayso_expor'])
def test_anything_else_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    assert not is_export(path)
    assert not is_export(tmp_path / "missing.jsonl")


def line_of(change: Callable[[dict[str, Any]], Any]) -> str:
    """The line of a report, with something changed."""
    report = a_report()
    claim = a_claim(report, "12", whom=None)
    fields = json.loads(
        json.dumps(archive.report_row(report) | {"readings": [archive._reading(Run("r", DAY), [claim])]})
    )
    change(fields)
    return json.dumps(fields)


def in_claim(**values: Any) -> Callable[[dict[str, Any]], Any]:
    """A change of a claim's fields: `quantity__value=...` is that of a part."""

    def change(fields: dict[str, Any]) -> None:
        claim = fields["readings"][0]["claims"][0]
        for name, value in values.items():
            slot, _, part = name.partition("__")
            if part:
                claim[slot][part] = value
            else:
                claim[slot] = value

    return change


FAULTS: list[tuple[str | Callable[[dict[str, Any]], Any], str]] = [
    ("[1]", "expected an object"),
    ("{", "broken JSON"),
    ("[" * 100_000, "broken JSON"),
    ('{"sayso_export": "jsonl/9"}', "an export of the form 'jsonl/9'; expected 'jsonl/1'"),
    ('{"decision": {}}', "no decision: expected act, who, at, evidence, targets, values, reason"),
    ('{"decision": 3}', "no decision: expected act, who, at, evidence, targets, values, reason"),
    (
        '{"decision": {"act": "acept", "who": "a", "at": "2023-12-01T09:00:00+00:00"}}',
        "a decision that cannot be: act: 'acept'; did you mean 'accept'?",
    ),
    (lambda fields: fields.pop("text"), "a report without `text`"),
    (lambda fields: fields.pop("readings"), "no report of an export: expected doubts, and readings with claims"),
    (lambda fields: fields.update(readings=[{"claims": []}]), "no report of an export: expected doubts, and readings with claims"),
    (lambda fields: fields.update(readings=[{"fingerprint": "a", "started": "yesterday", "claims": []}]), "no report of an export: expected doubts, and readings with claims"),
    (lambda fields: fields.update(doubts=3), "no report of an export: expected doubts, and readings with claims"),
    (in_claim(id="x"), "claim 1: id is 'x'; expected 16 digits of its own"),
    (in_claim(kind="kiled"), "claim 1: kind: 'kiled'; expected one of killed"),
    (in_claim(policy="mine/1"), "claim 1: policy 'mine/1'; expected one of "),
    (in_claim(quantity__value="12"), "claim 1: quantity.value: '12'; expected a number from 0 to a million million"),
    (in_claim(quantity__hedge="maybe"), "claim 1: quantity.hedge: 'maybe'; expected one of exact"),
    (in_claim(quantity__start=4, quantity__end=6), "claim 1: '12' does not stand at 4"),
    (in_claim(evidence__text="words of my own"), "claim 1: 'words of my own' does not stand at 0"),
    (in_claim(surplus=1), "claim 1: surplus: no such field; did you mean"),
    (in_claim(quantity__low=1), "claim 1: something is missing, or is more than a claim has"),
    (in_claim(rules="a"), "claim 1: something is missing, or is more than a claim has"),
    (in_claim(quantity=None), "no report of an export: expected doubts, and readings with claims"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "fault"), FAULTS, ids=range(len(FAULTS)))
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_taken(
    other: Ledger, tmp_path: Path, line: str | Callable[[dict[str, Any]], Any], fault: str
) -> None:
    path = tmp_path / "all.jsonl"
    wrong = line if isinstance(line, str) else line_of(line)
    path.write_text(
        "\n".join(['{"sayso_export": "jsonl/1"}', wrong, "", line_of(lambda _: None)]) + "\n", "utf-8"
    )
    adding = Adding(other, Settings(), DAY)
    (skipped,) = adding.take_export(path)
    assert str(skipped).startswith(f"{path}:2: {fault}")
    assert adding.reports["new"] == 1
    assert [claim.quantity.text for claim in other.claims()] == ["12"]


def test_two_claims_of_one_id_are_told(tmp_path: Path, other: Ledger) -> None:
    path = tmp_path / "all.jsonl"
    twice = line_of(lambda fields: fields["readings"][0]["claims"].append(fields["readings"][0]["claims"][0]))
    path.write_text(twice, "utf-8")
    (skipped,) = Adding(other, Settings(), DAY).take_export(path)
    assert "claim 2: id is" in str(skipped)


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text("x" * 5_000 + "\n" + '{"sayso_export": "jsonl/9"}\n', "utf-8")
    first, second = read_export(path, Settings(max_report_bytes=1_000))
    assert str(first) == f"{path}:1: larger than max_report_bytes (1,000)"
    assert "jsonl/9" in str(second)
    (gone,) = read_export(tmp_path / "none.jsonl", Settings())
    assert "No such file" in str(gone)


def test_decisions_about_what_is_not_there_are_unmatched(other: Ledger) -> None:
    made = Decision("accept", "Ma Thida", decide("accept", None).at, Evidence("0" * 64, "killed", 1, 2))
    assert other.take(made) == other.take(made)
    assert [each.decision for each in other.unmatched()] == [identity for identity, _ in other.decisions()]


def test_claims_are_told_as_they_were_extracted(ledger: Ledger) -> None:
    report = a_report()
    claims: list[Claim] = [a_claim(report, "12")]
    ledger.add(report, claims, FIRST_RUN)
    (kept,) = ledger.kept()
    assert kept.readings == ((FIRST_RUN, tuple(claims)),)
    assert isinstance(kept.report, Report)
    out = io.StringIO()
    assert archive.write(Source(ledger, IN_FULL), out).rows == 1
    assert out.getvalue().startswith('{"sayso_export": "jsonl/1"}\n')
