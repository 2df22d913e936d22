"""PDF: the words of the pages in paragraphs, words broken at line ends, and files that cannot be read."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.pipeline import extract
from sayso.read import Found, Given, Skipped
from sayso.read.paragraphs import Line, mended
from sayso.read.pdf import DOUBTED_TITLE, read_pdf
from sayso.read.report import Source
from sayso.records import Report
from sayso.settings import Settings

FIRST = (
    "At least 12 people were killed and 30 others were wo-",
    "unded near the town of Demoso on Monday, a nurse said.",
    "The road is closed.",
    "Some 40 families of Al-",
)
SECOND = ("Shabab village have left their homes since then, she", "said at the clinic.")


def pdf(*pages: tuple[str, ...], info: str = "", more: str = "") -> bytes:
    """A PDF with lines of text in 12 points, 15 apart."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line.translate({40: '', 41: ''})}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 15 TL 50 780 Td {shown} ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {more} >>"
    return (
        f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(out)}\n%%EOF"
    ).encode("latin-1")


def only(raw: bytes, outlet: Given | None = None, **limits: Any) -> Found:
    (item,) = read_pdf(io.BytesIO(raw), Source("a.pdf", "a", outlet or Given(), Settings(**limits)))
    return item


def read(raw: bytes, outlet: Given | None = None) -> Report:
    report = only(raw, outlet)
    assert isinstance(report, Report), report
    return report


def test_the_pages_are_one_text_in_paragraphs_with_broken_words_whole() -> None:
    assert read(pdf(FIRST, SECOND)).text == (
        "At least 12 people were killed and 30 others were wounded near the town of Demoso on Monday, a nurse said. "
        "The road is closed.\n\n"
        "Some 40 families of Al-Shabab village have left their homes since then, she said at the clinic."
    )


def test_claims_are_read_across_line_ends() -> None:
    report = read(pdf(FIRST, SECOND), Given(date(2023, 11, 21), "Clinic Notes"))
    claims = extract(report)
    assert [(claim.kind, claim.quantity.value) for claim in claims] == [
        ("killed", 12),
        ("injured", 30),
        ("displaced", 40),
    ]
    assert all(
        report.text[quote.start : quote.end] == quote.text for claim in claims for quote in claim.quotes()
    )


def test_title_and_day_of_the_properties_are_doubted() -> None:
    made = pdf(FIRST, info="/Title (Sitrep) /CreationDate (D:20231121233000+06'30')")
    report = read(made, Given(outlet="Clinic Notes"))
    assert (report.title, report.published, report.outlet) == ("Sitrep", None, "Clinic Notes")
    assert DOUBTED_TITLE in report.doubts
    assert any("made on 2023-11-21" in doubt.reason for doubt in report.doubts)
    given_day = read(made, Given(date(2023, 11, 22)))
    assert given_day.published == date(2023, 11, 22)
    assert [doubt.about for doubt in given_day.doubts] == ["title"]


def test_running_heads_and_page_numbers_do_not_cut_a_sentence() -> None:
    pages = [
        ("Situation report", "Two people were", "Page 1 of 3"),
        ("Situation report", "killed near the", "Page 2 of 3"),
        ("Situation report", "town of Demoso.", "Page 3 of 3"),
    ]
    assert read(pdf(*pages)).text == "Two people were killed near the town of Demoso."


ENCRYPTED = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >> /ID [<00><00>]".format(
    "00" * 32
)


@pytest.mark.parametrize(
    ("raw", "limits", "reason"),
    [
        (b"", {}, "broken PDF"),
        (b"%PDF-1.4\nnothing else", {}, "broken PDF"),
        (pdf(), {}, "broken PDF"),
        (pdf((), ()), {}, "a PDF without text: scanned pages need text recognition first"),
        (pdf(FIRST, more=ENCRYPTED), {}, "a PDF locked by a password"),
        (pdf(FIRST, FIRST, FIRST), {"max_pdf_pages": 2}, "more pages than max_pdf_pages (2)"),
        (pdf(FIRST), {"max_report_bytes": 100}, "larger than max_report_bytes (100)"),
    ],
)
def test_files_that_cannot_be_read(raw: bytes, limits: dict[str, int], reason: str) -> None:
    skipped = only(raw, **limits)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == reason


@given(st.data())
def test_any_damage_is_read_or_told(data: st.DataObject) -> None:
    damaged = bytearray(pdf(FIRST, SECOND, info="/Title (Sitrep)"))
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(5, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    item = only(bytes(damaged[: data.draw(st.integers(10, len(damaged)))]))
    assert isinstance(item, Report | Skipped)


@given(st.binary(max_size=200))
def test_any_bytes_are_told(raw: bytes) -> None:
    assert isinstance(only(b"%PDF-1.4\n" + raw), Skipped)


def lines(*words: str, step: float = 15, height: float = 10) -> list[Line]:
    """Lines one below the other, as wide as they have letters."""
    return [Line(each, 0, len(each), -step * at, -step * at + height) for at, each in enumerate(words)]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (lines("They took the at\ufffetack"), "They took the attack"),
        (lines("a cease-", "fire held"), "a ceasefire held"),
        (lines("the well-", "known well-known nurse"), "the well-known well-known nurse"),
        (lines("in 2022-", "2023 and Al-", "Shabab"), "in 2022-2023 and Al-Shabab"),
        (lines("He said \x02 so"), "He said - so"),
        (lines("It is over, all of it.", "Done.", "Now a new one begins."), "It is over, all of it. Done.\n\nNow a new one begins."),
        (lines("Losses were:", "• 12 soldiers", "• 3 tanks"), "Losses were:\n\n• 12 soldiers\n\n• 3 tanks"),
        ([Line("Report", 0, 40, 0, 20), *lines("Two were killed")], "Report\n\nTwo were killed"),
        ([*lines("one", "two"), Line("three", 0, 3, -60, -50)], "one two\n\nthree"),
        (lines("two kil-", "led - and -", "none"), "two killed - and - none"),
        ([], ""),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(page: list[Line], text: str) -> None:
    assert mended([page]) == text


def test_words_without_an_end_take_no_more_than_their_length() -> None:
    assert mended([lines("x" * 1_000_000 + "-", "y" * 1_000_000)]) == "x" * 1_000_000 + "y" * 1_000_000
