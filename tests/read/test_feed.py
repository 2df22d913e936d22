"""RSS and Atom: an entry is a report; what tells its outlet, day and address; what was deleted; broken feeds."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.read import Found, Given, Skipped, Withdrawn
from sayso.read.feed import read_feed
from sayso.read.report import Source
from sayso.records import Report
from sayso.settings import Settings

KILLED = "Two people were killed by a mine near the town of Demoso on Monday, a nurse at the clinic said."
RSS = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Clinic Notes</title>{}</channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>Clinic Notes</title>{}</feed>'
ITEM = (
    "<item><title>Mine kills &lt;b&gt;two&lt;/b&gt;</title><link>https://clinic.example/mine</link>"
    "<pubDate>Tue, 21 Nov 2023 23:30:00 +0630</pubDate><description>{}</description></item>"
)


def found(feed: str | bytes, outlet: Given | None = None, **limits: Any) -> list[Found]:
    raw = feed.encode() if isinstance(feed, str) else feed
    return list(read_feed(io.BytesIO(raw), Source("news.rss", "news", outlet or Given(), Settings(**limits))))


def only(feed: str) -> Report:
    (report,) = found(feed)
    assert isinstance(report, Report), report
    return report


def test_an_rss_item_is_a_report_with_all_that_the_feed_tells() -> None:
    report = only(RSS.format(ITEM.format(f"&lt;p&gt;{KILLED}&lt;/p&gt;")))
    assert (report.text, report.title, report.outlet) == (KILLED, "Mine kills two", "Clinic Notes")
    assert (report.published, report.url) == (date(2023, 11, 21), "https://clinic.example/mine")
    assert report.doubts == ()
    assert report.id == f"news-{report.digest[:8]}"


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (f"<content>{KILLED} It was <![CDATA[<]]> 5 km away.</content>", f"{KILLED} It was < 5 km away."),
        (f'<content type="html">&lt;p&gt;{KILLED}&lt;/p&gt;&lt;p&gt;One fled.&lt;/p&gt;</content>', f"{KILLED}\nOne fled."),
        (f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{KILLED}</p></div></content>', KILLED),
        (f"<summary>Two killed.</summary><content>{KILLED}</content>", KILLED),
        (f"<summary>{KILLED}</summary>", KILLED),
    ],
    ids=["text", "html", "xhtml", "content before summary", "summary"],
)  # fmt: skip
def test_an_atom_entry_is_read_in_every_type_of_content(entry: str, text: str) -> None:
    report = only(ATOM.format(f"<entry><id>tag:1</id><updated>2023-11-22T01:00:00Z</updated>{entry}</entry>"))
    assert report.text == text
    assert (report.id, report.published, report.url) == ("tag:1", date(2023, 11, 22), None)


def test_the_day_of_publication_goes_before_the_day_of_the_last_change() -> None:
    days = "<published>2023-11-21T23:30:00+06:30</published><updated>2024-02-01T00:00:00Z</updated>"
    assert only(ATOM.format(f"<entry>{days}<summary>{KILLED}</summary></entry>")).published == date(
        2023, 11, 21
    )


@pytest.mark.parametrize("words", ["", "<pubDate>soon</pubDate>", "<pubDate>Tue, 99 Nov 2023 10:00:00 GMT</pubDate>"])  # fmt: skip
def test_a_day_that_is_none_stays_open(words: str) -> None:
    assert only(RSS.format(f"<item>{words}<description>{KILLED}</description></item>")).published is None


def test_a_feed_that_gathers_others_names_the_outlet_of_each_entry() -> None:
    source = f"<entry><source><title>Loikaw Post</title></source><summary>{KILLED}</summary></entry>"
    assert only(ATOM.format(source)).outlet == "Loikaw Post"


def test_without_a_title_of_the_feed_the_caller_names_the_outlet() -> None:
    feed = f"<rss><channel><item><description>{KILLED}</description></item></channel></rss>"
    (report,) = found(feed, Given(date(2023, 11, 21), "Clinic Notes"))
    assert isinstance(report, Report)
    assert (report.outlet, report.published) == ("Clinic Notes", date(2023, 11, 21))


def test_an_entry_without_text_is_told_and_the_others_are_read() -> None:
    items = (
        "<item><title>Only a picture</title></item>"
        + ITEM.format(KILLED)
        + ITEM.format("&lt;img src='x'&gt;")
    )
    one, two, three = found(RSS.format(items))
    assert str(one) == "news.rss: a feed entry without text: Only a picture"
    assert isinstance(two, Report)
    assert str(three) == "news.rss: no article text found on the page"


def test_a_deleted_entry_withdraws_its_report() -> None:
    deleted = (
        '<at:deleted-entry ref="tag:1" when="2023-11-23T10:00:00Z"/>'
        '<at:deleted-entry ref="https://clinic.example/2" when="2023-11-24T10:00:00Z"/>'
        '<at:deleted-entry ref="tag:3" when="soon"><link href="https://clinic.example/3"/></at:deleted-entry>'
        '<at:deleted-entry when="2023-11-24T10:00:00Z"/>'
    )
    gone = found(ATOM.format(deleted))
    assert gone == [
        Withdrawn("news.rss", "Clinic Notes", None, "tag:1", date(2023, 11, 23)),
        Withdrawn("news.rss", "Clinic Notes", "https://clinic.example/2", "https://clinic.example/2", date(2023, 11, 24)),
        Withdrawn("news.rss", "Clinic Notes", "https://clinic.example/3", "tag:3", None),
    ]  # fmt: skip
    assert str(gone[0]) == "news.rss: withdrawn by its outlet: tag:1"


def test_a_feed_that_breaks_off_is_read_to_there_and_told() -> None:
    whole = RSS.format(ITEM.format(KILLED) * 2)
    report, fault = found(whole[: whole.rindex("<pubDate>")])[::2]
    assert isinstance(report, Report)
    assert isinstance(fault, Skipped)
    assert str(fault).startswith("news.rss:1: broken feed: ")


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>'])
def test_a_fault_is_told_with_its_line(head: str) -> None:
    (fault,) = found(f"{head}<rss>\n<channel>\n</wrong>")
    assert str(fault) == "news.rss:3: broken feed: mismatched tag"


@pytest.mark.parametrize(
    ("feed", "limits", "reason"),
    [
        (RSS.format(""), {}, "a feed without entries"),
        ("", {}, "a feed without entries"),
        (KILLED, {}, "broken feed: "),
        (RSS.format(ITEM.format(KILLED)), {"max_report_bytes": 100}, "larger than max_report_bytes (100)"),
    ],
)
def test_feeds_that_cannot_be_read(feed: str, limits: dict[str, int], reason: str) -> None:
    (skipped,) = found(feed, **limits)
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)


def test_nothing_outside_the_file_is_opened_and_no_entity_grows() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
    feed = RSS.format(ITEM.format(f"{KILLED} &b;&x;")).replace("<rss", f"{bomb}<rss")
    reports = [item for item in found(feed) if isinstance(item, Report)]
    assert all(len(report.text) < 200 for report in reports)
    tombs = ATOM.format('<at:deleted-entry ref="&x;"/>').replace("<feed", f"{bomb}<feed", 1)
    assert all("/" not in (item.id or "") for item in found(tombs) if isinstance(item, Withdrawn))


@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from([
    b"<item>", b"</item>", b"<entry>", b"<title>", b"<content type='xhtml'>", b"<![CDATA[", b"]]>", b"<description>",
    b"<at:deleted-entry ref='x'/>", b"<guid>", b"<pubDate>", b"&#0;", b"&x;", b"<!DOCTYPE a [", b"<link href='", b"\xff",
    b"<!--", b"<?xml encoding='utf-16'?>", KILLED.encode(),
])), max_size=20))  # fmt: skip
@example([b"<![ENDIF[", b"<!x", b"<!["])
def test_any_bytes_are_read_or_told(pieces: list[bytes]) -> None:
    for frame in (RSS, ATOM):
        head, tail = frame.encode().split(b"{}")
        assert all(
            "\n" not in str(item)
            for item in found(head + b"".join(pieces) + tail)
            if not isinstance(item, Report)
        )
