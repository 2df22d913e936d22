"""`sayso add`: what becomes of reports, told in one line each; whatever is there already changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

TEXT = "At least 12 villagers were killed in Demoso on Tuesday, Free Burma Rangers said. Two houses burned."
PAGE = "https://example.org/demoso"


def report(text: str = TEXT, **known: Any) -> str:
    """A line of report JSON."""
    return json.dumps({"text": text, "outlet": "Example Times", "published": "2023-11-16", **known}) + "\n"


def laid(name: str, *lines: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), "utf-8")
    return path


def ids(sayso: Run, *words: str) -> list[str]:
    return [json.loads(line)["id"] for line in sayso("claims", *words, "--format", "jsonl").out.splitlines()]


def test_the_same_twice_changes_nothing(sayso: Run) -> None:
    laid("news/a.jsonl", report(), report("Shells killed three soldiers in Loikaw.", url=PAGE))
    first, kept = sayso("add", "news"), ids(sayso)
    again = sayso("add", "news")
    assert (first.code, first.out, first.err) == (0, "new: 2 reports, 3 claims\n", "")
    assert (again.code, again.out, again.err) == (0, "known already: 2 reports\n", "")
    assert ids(sayso) == kept
    assert len(kept) == 3


def test_the_ledger_has_what_read_reads(sayso: Run) -> None:
    laid("a.json", report())
    sayso("add", "a.json")
    for form in ("jsonl", "csv", "table"):
        assert sayso("claims", "--format", form) == sayso("read", "a.json", "--format", form)


def test_a_known_report_is_not_read_for_claims_again(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    laid("a.json", report())
    sayso("add", "a.json")
    monkeypatch.setattr("sayso.intake.batch.extract", None)
    assert sayso("add", "a.json").out == "known already: 1 report\n"


def test_a_newer_version_takes_the_place_of_the_older(sayso: Run) -> None:
    laid("old.json", report(url=PAGE))
    laid("new.json", report("Fourteen villagers were killed in Demoso.", url=PAGE, published="2023-11-17"))
    sayso("add", "old.json")
    assert sayso("add", "new.json").out == "newer versions: 1 report, 1 claim\n"
    assert [json.loads(line)["quantity"]["text"] for line in claims_of(sayso)] == ["Fourteen"]
    assert len(sayso("reports", "--format", "jsonl").out.splitlines()) == 1


def claims_of(sayso: Run) -> list[str]:
    return sayso("claims", "--format", "jsonl").out.splitlines()


def test_what_its_outlet_withdrew_stands_no_longer(sayso: Run) -> None:
    laid("a.json", report(url=PAGE))
    laid("b.json", report(url=PAGE, withdrawn=True))
    sayso("add", "a.json")
    assert sayso("add", "b.json").out == "newer versions: 1 report, 2 claims\n"
    assert claims_of(sayso) == []
    assert "withdrawn" in sayso("reports").out


def test_a_feed_that_deletes_an_entry_withdraws_it(sayso: Run) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">'
        f'<title>Example Times</title><at:deleted-entry ref="{PAGE}" when="2023-11-18T09:00:00Z"/></feed>'
    )
    laid("a.json", report(url=PAGE))
    laid("news.atom", feed)
    sayso("add", "a.json")
    for expected in ("withdrawn: 1 report\n", ""):
        ran = sayso("add", "news.atom")
        assert expected in ran.out
        assert f"news.atom: withdrawn by its outlet: {PAGE}" in ran.err
        assert claims_of(sayso) == []


def test_what_cannot_be_read_is_told_and_the_rest_is_kept(sayso: Run) -> None:
    laid("news/a.jsonl", "{\n", report(), '{"text": ""}\n')
    laid("news/b.txt", "")
    ran = sayso("add", "news")
    assert ran.code == 1
    assert ran.out == "new: 1 report, 2 claims\nleft out: 3\n"
    assert [line.partition(": ")[0] for line in ran.err.splitlines()][:3] == [
        "news/a.jsonl:1", "news/a.jsonl:3", "news/b.txt",
    ]  # fmt: skip


def test_what_the_caller_tells_goes_behind_what_reports_tell(sayso: Run) -> None:
    laid("a.jsonl", report(story="demoso"), json.dumps({"text": "Three soldiers died in Loikaw."}))
    sayso("add", "a.jsonl", "--story", "loikaw", "--outlet", "Example Post", "--published", "2023-11-20")
    told = [json.loads(line) for line in sayso("reports", "--format", "jsonl").out.splitlines()]
    assert [(each["outlet"], each["published"], each["story"]) for each in told] == [
        ("Example Times", "2023-11-16", "demoso"),
        ("Example Post", "2023-11-20", "loikaw"),
    ]


def test_a_ledger_is_found_by_argument_variable_or_settings(
    sayso: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid("a.json", report())
    laid("sayso.toml", 'ledger = "by-settings.db"\n')
    sayso("add", "a.json")
    monkeypatch.setenv("SAYSO_LEDGER", "by-variable.db")
    sayso("add", "a.json")
    sayso("add", "a.json", "--ledger", "by-argument.db")
    assert sorted(path.name for path in Path().glob("*.db")) == [
        "by-argument.db", "by-settings.db", "by-variable.db",
    ]  # fmt: skip


def test_rows_of_a_table_become_claims(sayso: Run) -> None:
    laid("dead.csv", "Ref,Date,Township,Dead\nV-1,2023-11-14,Loikaw,at least 12\nV-2,2023-11-15,Demoso,x\n")
    mapping = laid(
        "dead.toml",
        '[report]\nid = "Ref"\noutlet = {value = "Valley Monitor"}\npublished = "Date"\n'
        '[shared]\nfirst = "Date"\nplace = "Township"\n[[claim]]\nkind = {value = "killed"}\nquantity = "Dead"\n',
    )
    first = sayso("add", "dead.csv", "--mapping", mapping)
    assert first.code == 1
    assert first.out == "new: 1 report, 1 claim\nleft out: 1\n"
    assert first.err.startswith("dead.csv:3: ")
    assert sayso("add", "dead.csv", "--mapping", mapping).out == "known already: 1 report\nleft out: 1\n"
    mapping.write_text(mapping.read_text("utf-8").replace("killed", "injured"), "utf-8")
    sayso("add", "dead.csv", "--mapping", mapping)
    assert [json.loads(line)["kind"] for line in claims_of(sayso)] == ["injured"]


def test_reports_printed_as_jsonl_can_be_added_again(sayso: Run) -> None:
    laid("a.jsonl", report(title="Demoso"), report("\u2028 Three died.", withdrawn=True, facts_from=["x"]))
    sayso("add", "a.jsonl")
    printed = sayso("reports", "--format", "jsonl").out
    assert (
        sayso("add", "-", "--ledger", "copy.db", stdin=printed.encode()).out == "new: 2 reports, 3 claims\n"
    )
    assert sayso("reports", "--format", "jsonl", "--ledger", "copy.db").out == printed


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_several_processes_keep_the_same(sayso: Run, jobs: str) -> None:
    laid("a.jsonl", *(report(f"{number + 2} villagers were killed in Demoso.") for number in range(20)))
    assert sayso("add", "a.jsonl", "--jobs", jobs).out == "new: 20 reports, 20 claims\n"
    assert sayso("add", "a.jsonl", "--jobs", jobs).out == "known already: 20 reports\n"
