"""`sayso add --url`: pages are fetched, kept beside the ledger, and added like files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.website import KILLED, Site

from .conftest import Run

LOOPBACK = "fetch_loopback = true\nfetch_pause_seconds = 0\n"


@pytest.fixture
def may_ask_here(sayso: Run) -> Run:
    """The command line in a folder whose settings open this machine."""
    Path("sayso.toml").write_text(LOOPBACK)
    return sayso


def test_a_page_is_added_like_a_file_and_kept_beside_the_ledger(may_ask_here: Run, site: Site) -> None:
    sayso, address = may_ask_here, site.at("/mine.html")
    told = sayso(
        "add", "--url", address, "--outlet", "Clinic Notes", "--published", "2023-11-21", "--story", "mines"
    )
    assert (told.code, told.out, told.err) == (0, "new: 1 report, 1 claim\n", "")
    (report,) = map(json.loads, sayso("reports", "--format", "jsonl").out.splitlines())
    assert (report["text"], report["url"], report["story"]) == (KILLED, address, "mines")
    assert report["published"] == "2023-11-21"
    assert len(list(Path("sayso.db.warc").rglob("*.warc.gz"))) == 1
    again = sayso("add", "--url", address, "--outlet", "Clinic Notes")
    assert (again.code, again.out) == (0, "known already: 1 report\n")
    Path("sayso.db").unlink()
    # What is fetched twice within a second is kept once.
    assert sayso("add", "sayso.db.warc").out.startswith("new: 1 report, 1 claim\n")


def test_files_and_several_pages_in_one_call(may_ask_here: Run, site: Site) -> None:
    Path("a.txt").write_text("Shells killed three soldiers in Loikaw.")
    site.at(
        "/2",
        b"<html><body><p>Six soldiers were killed in Demoso on Friday, the ministry said.</p></body></html>",
    )
    told = may_ask_here("add", "a.txt", "--url", site.at("/1"), "--url", f"{site.address}/2")
    assert (told.code, told.out) == (0, "new: 3 reports, 3 claims\n")


def test_what_cannot_be_fetched_is_told_and_the_rest_goes_on(may_ask_here: Run, site: Site) -> None:
    urls = (f"{site.address}/none", "http://10.0.0.1/", site.at("/a"), "file:///a")
    told = may_ask_here("add", *(word for url in urls for word in ("--url", url)))
    assert (told.code, told.out) == (1, "new: 1 report, 1 claim\nleft out: 3\n")
    assert told.err.splitlines()[:3] == [
        f"{site.address}/none: HTTP 404",
        "http://10.0.0.1/: 10.0.0.1: 10.0.0.1 belongs to a private or reserved network",
        "file:///a: no address of a page: expected one that begins with http:// or https://",
    ]


def test_this_machine_is_not_asked_unless_a_setting_opens_it(sayso: Run, site: Site) -> None:
    told = sayso("add", "--url", site.at("/a"))
    assert told.code == 1
    assert "this machine itself (setting fetch_loopback opens it)" in told.err
    assert site.asked == []


def test_a_page_that_is_gone_withdraws_its_report(may_ask_here: Run, site: Site) -> None:
    address = site.at("/a")
    may_ask_here("add", "--url", address)
    site.at("/a", b"", 410)
    told = may_ask_here("add", "--url", address)
    assert (told.code, told.out) == (0, "withdrawn: 1 report\n")
    assert told.err == f"{address}: withdrawn by its outlet: {address}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "give files or folders, or addresses by --url"),
        (("--url", "https://clinic.example", "--mapping", "m.toml"), "--mapping is for tables in files"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(sayso: Run, words: tuple[str, ...], told: str) -> None:
    ran = sayso("add", *words)
    assert ran.code == 2
    assert told in ran.err
    assert not Path("sayso.db").exists()
