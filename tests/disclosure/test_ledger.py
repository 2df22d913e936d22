"""The ledger's side: its key, the labels persons gave, and who had what told in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sayso.concluded import Choice
from sayso.disclosure import Disclosure, Labels, counted
from sayso.errors import DecisionError, DisclosureError
from sayso.pipeline import answer, questions
from sayso.records import Claim, Decision, Evidence, Report
from sayso.store import Filters, Ledger, open_ledger
from tests.store.made import FIRST_RUN, a_report, claims_of

NOW = datetime(2024, 1, 2, 9, tzinfo=UTC)
REPORT = a_report()
KILLED, INJURED = claims_of(REPORT)
ABOUT = Evidence(REPORT.digest, KILLED.kind, KILLED.quantity.start, KILLED.quantity.end)


@pytest.fixture
def ledger(ledger_at: str) -> Iterator[Ledger]:
    with open_ledger(ledger_at) as opened:
        opened.add(REPORT, [KILLED, INJURED], FIRST_RUN)
        yield opened


def _label(ledger: Ledger, about: Evidence | None, label: str, minute: int = 0, **values: str) -> str:
    at = NOW + timedelta(minutes=minute)
    return ledger.record(Decision("relabel", "Ma Thida", at, about, values={"sensitivity": label, **values}))


def test_the_key_is_made_once_and_is_another_in_another_ledger(ledger: Ledger, tmp_path: object) -> None:
    key = ledger.disclosures().key()
    assert (len(key), ledger.disclosures().key()) == (32, key)
    with open_ledger(f"{tmp_path}/other.db") as other:
        assert other.disclosures().key() != key


def test_the_strictest_of_all_labels_holds(ledger: Ledger) -> None:
    assert KILLED.whom is not None
    named = replace(KILLED, whom=replace(KILLED.whom, party="Civilians of Myanmar"))
    _label(ledger, Evidence(REPORT.digest), "restricted")
    _label(ledger, ABOUT, "public", 1)
    labels = ledger.disclosures().labels()
    assert labels.of_report(REPORT) == "restricted"
    assert labels.of_claim(REPORT, KILLED) == "restricted"
    assert labels.claims[INJURED.id] == "restricted"
    _label(ledger, None, "confidential", 2, party="Civilians of Myanmar")
    assert ledger.disclosures().labels().of_claim(REPORT, named) == "confidential"
    told = ledger.disclosures().usual()
    assert (told.report(REPORT).value, told.claim(REPORT, KILLED).value) == (None, None)
    assert [each["rule"] for each in counted(told.claim(REPORT, KILLED).withheld)] == ["label"]


def test_labels_of_parties_are_decisions_like_others(ledger: Ledger) -> None:
    first = _label(ledger, None, "restricted", party="KNDF")
    second = _label(ledger, None, "confidential", 1, party="KNDF")
    trail = ledger.audit()
    assert ledger.disclosures().labels().parties == {"KNDF": "confidential"}
    assert [trail.decision(each).status for each in (first, second)] == ["superseded", "applied"]
    ledger.record(Decision("withdraw", "Ma Thida", NOW + timedelta(minutes=2), targets=(second,)))
    assert ledger.disclosures().labels().parties == {"KNDF": "restricted"}
    assert [trail.decision(each).status for each in (first, second)] == ["applied", "withdrawn"]


@pytest.mark.parametrize(
    ("about", "values", "fault"),
    [
        (ABOUT, {"party": "KNDF", "sensitivity": "restricted"}, "party: labelled by itself, without a claim or report"),
        (None, {"party": "KNDF"}, "sensitivity: missing; expected the label"),
        (None, {"party": 7, "sensitivity": "restricted"}, "party: 7; expected text"),
        (None, {"sensitivity": "restricted"}, "evidence: none; expected a claim or a report"),
        (None, {"party": "KNDF", "sensitivity": "secret"}, "sensitivity: 'secret'"),
    ],
)  # fmt: skip
def test_a_label_that_cannot_be_given_says_why(
    ledger: Ledger, about: Evidence | None, values: dict[str, object], fault: str
) -> None:
    with pytest.raises(DecisionError) as caught:
        ledger.record(Decision("relabel", "Ma Thida", NOW, about, values=values))
    assert any(fault in line for line in caught.value.faults)


def test_a_figure_that_rests_on_what_is_labelled_is_left_out(ledger: Ledger) -> None:
    links = ledger.links()
    found = answer(links, next(iter(questions(links, Filters(kind="killed"))))).figure
    assert found.claims
    assert ledger.disclosures().usual().figure(found, [REPORT]).value is not None
    _label(ledger, ABOUT, "restricted")
    told = ledger.disclosures().usual().figure(found, [REPORT])
    assert (told.value, [each.rule for each in told.withheld]) == (None, ["label"])


def test_what_is_told_in_full_is_in_the_audit_trail_first(ledger: Ledger) -> None:
    told = ledger.disclosures().in_full("Ma Thida", "export claims-csv", NOW)
    assert told.full
    assert told.claim(REPORT, KILLED).value == KILLED
    (entry,) = ledger.audit().entries(who="Ma Thida").items
    assert (entry.kind, entry.who, entry.at, entry.words) == (
        "disclosure", "Ma Thida", NOW, "told in full: export claims-csv",
    )  # fmt: skip
    assert list(ledger.verify()) == []


def test_who_changes_the_entry_is_found(ledger: Ledger) -> None:
    from sqlalchemy import update

    from sayso.store.tables import disclosures

    ledger.disclosures().in_full("Ma Thida", "export claims-csv", NOW)
    with ledger._store.writing() as connection:
        connection.execute(update(disclosures).values(who="Ko Aung"))
    assert list(ledger.verify()) == ["disclosure 1: changed since it was added"]


@pytest.mark.parametrize(
    ("account", "leads", "may"),
    [
        pytest.param(None, (), True, id="neither accounts nor leads"),
        pytest.param(None, ("Ko Aung",), False, id="another is the lead"),
        pytest.param(None, ("Ma Thida",), True, id="named as lead"),
        pytest.param("lead", (), True, id="a lead's account"),
        pytest.param("coder", (), False, id="a coder's account"),
        pytest.param("coder", ("Ma Thida",), True, id="a coder who is named as lead"),
        pytest.param("closed", (), False, id="a closed account"),
        pytest.param("another", (), False, id="another's account"),
    ],
)
def test_who_may_have_all_of_it(
    ledger: Ledger, account: str | None, leads: tuple[str, ...], may: bool
) -> None:
    accounts = ledger.accounts()
    if account is not None:
        accounts.add(
            "Ko Aung" if account == "another" else "Ma Thida",
            "coder" if account == "coder" else "lead",
            "x",
            NOW,
            "Daw Mya",
        )
    if account == "closed":
        accounts.close("Ma Thida", NOW, "Daw Mya")
    if may:
        assert ledger.disclosures().in_full("Ma Thida", "export", NOW, leads).full
        return
    with pytest.raises(DisclosureError, match="Ma Thida is no lead"):
        ledger.disclosures().in_full("Ma Thida", "export", NOW, leads)
    assert {each.kind for each in ledger.audit().entries().items} <= {"account"}


def test_notes_are_told_where_they_were_cleared() -> None:
    closed, cleared = Disclosure(b"k"), Disclosure(b"k", Labels(claims={KILLED.id: "public"}))
    assert closed.note(REPORT, KILLED.id, "see Khin Mar Thwe").value is None
    told = cleared.note(REPORT, KILLED.id, "see Khin Mar Thwe, who knows")
    assert told.value is not None
    assert told.value.startswith("see [person ")
    assert [each.rule for each in told.withheld] == ["private_person"]
    assert Disclosure(b"k", full=True).note(REPORT, None, "all of it").value == "all of it"
    assert cleared.note(REPORT, None, "beside the report").value is None


def test_notes_beside_a_choice_are_not_in_the_figure(ledger: Ledger) -> None:
    links = ledger.links()
    found = answer(links, next(iter(questions(links, Filters(kind="killed"))))).figure
    chosen = Choice(KILLED.id, "Ma Thida", NOW, "asked Khin Mar Thwe", best=14)
    line = "chosen by Ma Thida: 14 (asked Khin Mar Thwe)"
    found = replace(found, choices=(chosen,), explanation=(*found.explanation, line))
    told = ledger.disclosures().usual().figure(found, [REPORT])
    assert "Khin" not in str(told.value)
    assert "Thida" not in str(told.value)
    assert {"note", "private_person"} <= {each.rule for each in told.withheld}


def test_another_language_is_not_told() -> None:
    report: Report = replace(REPORT, language="my")
    told = Disclosure(b"k").report(report)
    assert told.value is not None
    assert told.value.text == ""
    assert told.changed == {"text"}


def test_what_a_person_took_from_elsewhere_is_screened_by_its_words() -> None:
    report = a_report("Khin Mar Thwe, 45, was killed. Shelling killed 12 civilians on Tuesday.")
    (claim, *_) = [
        replace(each, whom=each.whom and replace(each.whom, text="Khin Mar Thwe and 11 others"))
        for each in [KILLED]
    ]
    told: Claim | None = Disclosure(b"k").claim(report, claim).value
    assert told is not None
    assert told.whom is not None
    assert told.whom.text is not None
    assert told.whom.text.startswith("[person ")
