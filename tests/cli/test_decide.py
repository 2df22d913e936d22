"""`sayso decide`: one decision a line, many in a file, and every fault told with where it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.store import open_ledger

from .conftest import Run

TEXT = "Shelling killed 12 civilians in Loikaw on Tuesday, the KNDF said. Relief workers counted 15 bodies in a well."


@pytest.fixture
def kept(sayso: Run) -> Run:
    """The command line in a folder whose ledger has a report."""
    report = {"id": "note-1", "text": TEXT, "outlet": "Example Times", "published": "2023-11-22"}
    Path("reports.jsonl").write_text(json.dumps(report) + "\n")
    assert sayso("add", "reports.jsonl").code == 0
    return sayso


def claims(kept: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kept("claims", "--format", "jsonl").out.splitlines()]


def id_of(kept: Run, words: str = "12") -> str:
    return next(claim["id"] for claim in claims(kept) if claim["quantity"]["text"] == words)


def rows(path: str, *lines: object) -> None:
    Path(path).write_text(
        "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    )


def test_a_correction_holds_at_once_and_its_undoing_too(kept: Run) -> None:
    before = claims(kept)
    ran = kept(
        "decide", "correct", before[0]["id"], "quantity.value=14", "quantity.hedge=at_least", "whom.groups=children, women",
        "whom.text=12 civilians", "by=null", "where=Loikaw", "--who", "Ma Thida", "--reason", "heard on the radio",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    after = claims(kept)[0]
    assert (after["quantity"]["value"], after["quantity"]["low"], after["quantity"]["hedge"]) == (
        14,
        14,
        "at_least",
    )
    assert (after["whom"]["groups"], after["whom"]["text"], after["by"]) == (
        ["children", "women"],
        "12 civilians",
        None,
    )
    assert after["where"] == before[0]["where"]
    assert after["rules"][-1] == f"decision.{ran.out.strip()}"
    assert kept("decide", "withdraw", ran.out.strip(), "--who", "Ma Thida").code == 0
    assert claims(kept) == before


def test_a_claim_the_extractor_missed_is_added_by_its_words(kept: Run) -> None:
    ran = kept(
        "decide",
        "add",
        "note-1",
        "kind=injured",
        "quantity.text=Relief workers",
        "quantity.value=2",
        "--who",
        "A",
    )
    assert ran.code == 0
    (added,) = (claim for claim in claims(kept) if claim["kind"] == "injured")
    assert (added["quantity"]["text"], added["quantity"]["value"], added["whom"]) == (
        "Relief workers",
        2,
        None,
    )
    assert kept("decide", "reject", added["id"], "--who", "B").code == 0
    assert all(claim["kind"] != "injured" for claim in claims(kept))


def test_incidents_are_named_by_claims(kept: Run) -> None:
    one, other = id_of(kept), id_of(kept, "15")
    assert kept("decide", "merge", one, other, "--who", "A").code == 0
    assert kept("decide", "split", other, f"from={one}", "--who", "A").code == 0
    assert kept("decide", "move", one, other, "--who", "A").code == 0


def test_an_incident_is_merged_whole_and_once(sayso: Run) -> None:
    """Named by one claim each, of incidents that several reports tell of."""
    told = [
        ("a", "Shelling killed 12 civilians in Loikaw on Tuesday, the KNDF said.", "2023-11-22"),
        ("b", "Twelve civilians were killed by shelling in Loikaw on Tuesday, residents said.", "2023-11-22"),
        ("c", "A landmine killed three farmers near Mese on 2 November, a medic said.", "2023-11-04"),
        ("d", "Three farmers were killed by a landmine near Mese on 2 November, police said.", "2023-11-05"),
    ]
    reports = [
        {"id": name, "text": text, "outlet": f"Post {name}", "published": day} for name, text, day in told
    ]
    rows("reports.jsonl", *reports)
    assert sayso("add", "reports.jsonl").code == 0
    before = [json.loads(line) for line in sayso("incidents", "--json").out.splitlines()]
    one, other = (each["claims"][-1].rpartition("#")[2] for each in (before[0], before[-1]))
    merge = {
        "act": "merge", "targets": [one, other], "who": "Ma Lin", "at": "2023-12-01T09:00:00+00:00", "reason": "one day",
    }  # fmt: skip
    rows("merge.jsonl", merge)
    for _ in range(2):
        assert sayso("decide", "--file", "merge.jsonl").code == 0
    after = [json.loads(line) for line in sayso("incidents", "--json").out.splitlines()]
    assert len(after) == len(before) - 1
    assert {*before[0]["claims"], *before[-1]["claims"]} in [set(each["claims"]) for each in after]
    assert len(list(_decisions())) == 1


def _decisions() -> list[str]:
    with open_ledger(Path("sayso.db")) as ledger:
        return [identity for identity, _ in ledger.decisions()]


def test_a_whole_report_is_labelled_and_taken_out(kept: Run) -> None:
    assert kept("decide", "relabel", "note-1", "sensitivity=strictly confidential", "--who", "A").code == 0
    assert kept("decide", "withdraw", "note-1", "--who", "A", "--reason", "a hoax").code == 0
    assert claims(kept) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("accept", "nothing"), "nothing: no claim or report of the ledger goes by that"),
        (("acept", "{id}"), "act: 'acept'; did you mean 'accept'?"),
        (("accept",), "evidence: none; expected a claim"),
        (("accept", "note-1"), "evidence: a report; accept expects a claim"),
        (("accept", "{id}", "more"), "targets: accept has none"),
        (("comment", "{id}"), "reason: empty; comment needs one"),
        (("correct", "{id}", "quantity.vale=15"), "quantity.vale: no such field; did you mean 'quantity.value'?"),
        (("correct", "{id}", "quantity.value=many"), "quantity.value: 'many'; expected a number from 0 to"),
        (("correct", "{id}", "quantity.partial=yes"), "quantity.partial: 'yes'; expected true or false"),
        (("correct", "{id}", "kind=kiled"), "kind: 'kiled'; expected one of killed, "),
        (("correct", "{id}", "whom.text=soldiers"), "does not fit the claim: whom.text: 'soldiers' does not stand"),
        (("add", "note-1", "quantity.text=15", "quantity.value=15"), "kind: None; expected what happened to those counted"),
        (("add", "note-1", "kind=kiled", "quantity.value=15"), "kind: 'kiled'; expected what happened to those counted; did you mean 'killed'?"),
        (("add", "note-1", "kind=killed", "quantity.value=15"), "quantity.text: missing; expected the words of the number"),
        (("add", "note-1", "kind=killed", "quantity.text=in", "quantity.value=15"), "quantity.text: 'in' stands in the report 3 times"),
        (("add", "note-1", "kind=killed", "quantity.text=99", "quantity.value=15"), "quantity.text: '99' does not stand in the report"),
        ((), "decide: expected an act with what it is about, or --file with many"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told(kept: Run, words: tuple[str, ...], told: str) -> None:
    named = id_of(kept)
    ran = kept("decide", *(word.format(id=named) for word in words), "--who", "A")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(told)
    assert "Traceback" not in ran.err


def test_a_person_is_told_when_there_is_no_ledger(sayso: Run) -> None:
    ran = sayso("decide", "accept", "x", "--who", "A")
    assert (ran.code, ran.err) == (1, "sayso.db: no such ledger; `sayso add` makes one\n")


def test_only_a_lead_withdraws_what_another_decided(kept: Run) -> None:
    made = kept("decide", "reject", id_of(kept), "--who", "A").out.strip()
    ran = kept("decide", "withdraw", made, "--who", "B")
    assert (ran.code, ran.err) == (1, f"{made}: decided by A; only they or a lead may withdraw it\n")
    Path("sayso.toml").write_text('leads = ["B"]\n')
    assert kept("decide", "withdraw", made, "--who", "B").code == 0


def test_of_a_file_all_that_is_valid_is_taken_and_each_fault_told_with_its_line(kept: Run) -> None:
    named = id_of(kept)
    at = "2023-12-01T09:00:00+00:00"
    rows(
        "decisions.jsonl",
        {"act": "accept", "about": named, "who": "A", "at": at},
        "{",
        "[1]",
        "",
        {"act": "accept", "abuot": named, "at": "2023-12-01", "targets": [1], "values": []},
        {"act": "correct", "about": named, "values": {"kind": "kiled", "quantity.value": -1}},
        {"act": "comment", "about": named, "reason": "\ud800"},
        {"act": "add", "about": "note-1", "values": {"kind": "injured", "quantity.text": "Relief workers", "quantity.value": 2}},
        {"act": "approve", "about": named, "who": "B"},
    )  # fmt: skip
    ran = kept("decide", "--file", "decisions.jsonl", "--who", "C")
    assert (ran.code, ran.out) == (1, "decisions taken: 3, left out: 5\n")
    told = [
        "2: no JSON: ",
        "3: list; expected an object with act, about, ",
        "5: abuot: no such field; did you mean 'about'?",
        "5: values: []; expected an object",
        "5: targets: [1]; expected a list of ids",
        "5: at: '2023-12-01'; expected a time with its zone",
        "6: kind: 'kiled'; expected one of",
        "6: quantity.value: -1; expected a number",
        "7: a text of it has half a character, which cannot be stored",
    ]
    lines = ran.err.splitlines()
    assert len(lines) == len(told)
    assert all(line.startswith(f"decisions.jsonl:{words}") for line, words in zip(lines, told, strict=True))


def test_a_file_of_dated_decisions_can_be_taken_twice(kept: Run) -> None:
    at = "2023-12-01T09:00:00+00:00"
    rows("decisions.jsonl", {"act": "reject", "about": id_of(kept), "who": "A", "at": at})
    for _ in range(2):
        assert kept("decide", "--file", "decisions.jsonl").code == 0
    assert len(claims(kept)) == 1


def test_the_rows_of_a_file_hold_in_their_order(kept: Run) -> None:
    named = id_of(kept)
    rows("decisions.jsonl", *({"act": act, "about": named} for act in ("accept", "reject", "accept")))
    assert kept("decide", "--file", "decisions.jsonl", "--who", "A").out == "decisions taken: 3\n"
    assert len(claims(kept)) == 2


@pytest.mark.parametrize(("content", "told"), [(None, "No such file"), (b"\xff", "not UTF-8")])
def test_a_file_that_cannot_be_read_is_told(kept: Run, content: bytes | None, told: str) -> None:
    if content:
        Path("decisions.jsonl").write_bytes(content)
    ran = kept("decide", "--file", "decisions.jsonl", "--who", "A")
    assert ran.code == 1
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1
