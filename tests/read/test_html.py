"""Saved pages: text, title, day and outlet, encodings, and pages made to hurt."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read import Given, Skipped
from sayso.read.html import read_html, report_of_page
from sayso.read.report import NO_DAY, Known, Source
from sayso.records import Report
from sayso.settings import Settings

PARAGRAPHS = (
    "Two people were killed by a mine near the town of Demoso on Monday, a nurse at the clinic said.",
    "The road has been closed since then, and three families of the next village have left their homes.",
    "“We saw it,” said a neighbour. “Both of them worked in the fields every day.”",
)
FOOTER = "<footer>© 2026 Clinic Notes. All rights reserved.</footer>"


def page(head: str = "", body: str = "", footer: str = FOOTER) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Mine kills two near Demoso</h1>{text}{body}</article>{footer}</body></html>"
    )


def only(content: str | bytes, given: Given | None = None, **limits: Any) -> Report | Skipped:
    raw = content.encode() if isinstance(content, str) else content
    source = Source("page.html", "page", given or Given(), Settings(**limits))
    (item,) = read_html(io.BytesIO(raw), source)
    return item


def read(content: str | bytes, given: Given | None = None) -> Report:
    item = only(content, given)
    assert isinstance(item, Report), item
    return item


def test_the_main_text_is_the_report() -> None:
    report = read(page())
    assert all(paragraph in report.text.split("\n") for paragraph in PARAGRAPHS)
    assert "rights reserved" not in report.text
    assert report.id == f"page-{report.digest[:8]}"
    assert report.language == "en"


def test_title_day_outlet_and_address_come_from_the_page() -> None:
    report = read(
        page(
            "<title>Mine kills two near Demoso</title>"
            '<meta property="og:site_name" content="Clinic Notes">'
            '<meta property="article:published_time" content="2023-11-21T23:30:00+06:30">'
            '<link rel="canonical" href="https://clinic.example/2023/mine">'
        )
    )
    assert (report.title, report.outlet) == ("Mine kills two near Demoso", "Clinic Notes")
    assert (report.published, report.url) == (date(2023, 11, 21), "https://clinic.example/2023/mine")
    assert report.doubts == ()


def test_without_a_site_name_the_host_is_the_outlet() -> None:
    report = read(page('<link rel="canonical" href="https://clinic.example/2023/mine">'))
    assert report.outlet == "clinic.example"


@pytest.mark.parametrize(
    ("site_name", "outlet"),
    [("", "Told Post"), ('<meta property="og:site_name" content="Clinic Notes">', "Clinic Notes")],
    ids=["host alone", "named"],
)
def test_an_outlet_that_is_told_goes_before_the_host_and_not_before_a_name(
    site_name: str, outlet: str
) -> None:
    told = page(f'{site_name}<link rel="canonical" href="https://www.clinic.example/2023/mine">')
    source = Source("mine.html", "mine", Given(outlet="Told Post"))
    report = report_of_page(told.encode(), source)
    assert isinstance(report, Report)
    assert report.outlet == outlet


@pytest.mark.parametrize("address", ["//[0", "https://[0/a", "https://", "x", "https://a]b/"])
def test_an_address_that_is_none_keeps_no_page_from_being_read(address: str) -> None:
    found = report_of_page(page().encode(), Source("mine.html", "mine"), Known(url=address))
    assert isinstance(found, Report)


def test_the_year_in_the_footer_is_no_date_of_publication() -> None:
    report = read(page())
    assert report.published is None
    assert report.doubts == (NO_DAY,)


def test_a_date_in_the_future_of_the_reader_is_kept() -> None:
    head = '<meta property="article:published_time" content="2061-11-21T08:00:00Z">'
    assert read(page(head)).published == date(2061, 11, 21)


def test_what_the_page_does_not_tell_the_caller_may() -> None:
    report = read(page(), Given(date(2023, 11, 21), "Clinic Notes"))
    assert (report.published, report.outlet, report.doubts) == (date(2023, 11, 21), "Clinic Notes", ())


def test_browsers_note_where_a_page_was_saved_from() -> None:
    saved = page().replace("<html>", "<!-- saved from url=(0033)https://clinic.example/2023/mine --><html>")
    assert read(saved).url == "https://clinic.example/2023/mine"


@pytest.mark.parametrize("encoding", ["windows-1252", "gb18030", "utf-16"])
def test_a_declared_encoding_is_used(encoding: str) -> None:
    declared = page(f'<meta charset="{encoding}">').encode("ascii", "xmlcharrefreplace")
    quoted = page(f'<meta charset="{encoding}">').encode(encoding)
    text = read(declared).text
    if encoding != "utf-16":  # where the declaration itself cannot be found
        assert read(quoted).text == text
    else:
        assert isinstance(only(quoted), Skipped)


@pytest.mark.parametrize(
    ("content", "limits", "reason"),
    [
        (b"", {}, "no HTML page"),
        (b"<!-- -->", {}, "no HTML page"),
        (b"<html><body></body></html>", {}, "no article text found on the page"),
        (page().encode() + b"\xff", {}, "not UTF-8: byte 0xff"),
        (page('<meta charset="zlib">').encode() + b"\xff", {}, "neither UTF-8 nor the encoding it declares (zlib)"),
        (page('<meta charset="punycode">').encode() + b"\xff", {}, "neither UTF-8 nor the encoding it declares (punycode)"),
        (page('<meta charset="gbnone">').encode() + b"\xff", {}, "neither UTF-8 nor the encoding it declares (gbnone)"),
        (page(body="<div>" * 5000).encode(), {}, "elements nested deeper than max_page_depth (200)"),
        (page(body="<p>a</p>" * 300).encode(), {"max_page_elements": 300}, "more elements than max_page_elements (300)"),
        (page().encode(), {"max_report_bytes": 100}, "larger than max_report_bytes (100)"),
    ],
)  # fmt: skip
def test_pages_that_cannot_be_read(content: bytes, limits: dict[str, int], reason: str) -> None:
    skipped = only(content, **limits)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == reason


@pytest.mark.parametrize(
    "content",
    [
        page().replace("Monday", "Mon\0day"),
        page().replace("Monday", "Mon&#0;day &#xD800; &#x110000;"),
        page().replace("</p>", "").replace("</article>", ""),
        "<?xml version='1.0' encoding='latin-1'?>" + page(),
        page("<script>" + "<" * 50_000 + "</script>"),
        page("<meta " + "a" * 100_000),
        page(body='<a href="' + "x" * 100_000),
    ],
    ids=["nul", "references", "unclosed", "xml", "script", "meta", "attribute"],
)
def test_broken_pages_are_read_or_told(content: str) -> None:
    assert isinstance(only(content), Report | Skipped)


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</article>",
                "<!--",
                "<table><tr>",
                "&#1;",
                "\x00",
                "ကျ",
                "Two killed. ",
            ]
        )
    )
)
def test_no_soup_crashes_the_reader(pieces: list[str]) -> None:
    assert isinstance(only(page(body="".join(pieces))), Report | Skipped)
