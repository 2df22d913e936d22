"""Plain text and what is the same for every format: ids, days, language, characters."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ReportError
from sayso.read import Given, Skipped, files_of, read, read_each
from sayso.read.report import NO_DAY, REPAIRED, Known, Source, day_of, report_of
from sayso.records import Report
from sayso.settings import Settings

STRIKE = "Two people were killed by a mine near the town of Demoso on Monday, a nurse said."
Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return written


def only(path: Path, **options: object) -> Report | Skipped:
    (item,) = read_each(files_of([path]), **options)  # type: ignore[arg-type]
    return item


def test_a_text_file_is_one_report_named_by_stem_and_digest(write: Write) -> None:
    path = write("strike.txt", STRIKE.encode())
    report = only(path, given=Given(date(2023, 11, 21), "Clinic Notes"))
    digest = hashlib.sha256(STRIKE.encode()).hexdigest()
    assert report == Report(
        f"strike-{digest[:8]}", STRIKE, digest, "Clinic Notes", date(2023, 11, 21), language="en"
    )


def test_without_a_day_the_report_carries_a_doubt(write: Write) -> None:
    report = only(write("strike.txt", STRIKE.encode()))
    assert isinstance(report, Report)
    assert report.doubts == (NO_DAY,)


@pytest.mark.parametrize(
    ("content", "settings", "told"),
    [
        (b"", Settings(), "empty text"),
        (b" \r\n\t\n", Settings(), "empty text"),
        (b"Two killed\nin L\xf6ikaw", Settings(), "2: not UTF-8: byte 0xf6"),
        ("Two killed".encode("utf-16"), Settings(), "1: not UTF-8: byte 0xff"),
        (b"x" * 11, Settings(max_report_bytes=10), "larger than max_report_bytes (10)"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(
    write: Write, content: bytes, settings: Settings, told: str
) -> None:
    path = write("a.txt", content)
    skipped = only(path, settings=settings)
    assert isinstance(skipped, Skipped)
    assert str(skipped).removeprefix(f"{path}:").strip() == told


def test_a_report_of_exactly_the_limit_is_read(write: Write) -> None:
    assert isinstance(only(write("a.txt", b"x" * 10), settings=Settings(max_report_bytes=10)), Report)


def test_the_public_verb_raises_where_the_batch_would_go_on(write: Write) -> None:
    first, bad = write("a.txt", STRIKE.encode()), write("b.txt", b"\xff")
    reports = read([first, bad])
    assert next(reports).text == STRIKE
    with pytest.raises(ReportError, match=r"b\.txt:1: not UTF-8"):
        next(reports)
    assert [report.text for report in read(first)] == [STRIKE]


@pytest.mark.parametrize(
    "text",
    [
        "Two killed.\r\nThree hurt.\r\n",
        "Two\0 killed in Demoso\0.",
        "ဒီမော့ဆိုတွင် လူ ၂ ဦး သေဆုံးခဲ့သည်။",
        "قُتل ٣ أشخاص \u200fTwo killed\u200e في الغارة",
        "Two killed 🕯️👩‍👩‍👧 near Demoso",
        "Two\u200b killed \u202eotsomeD\u202c",
        "Two killed\u2028three hurt\u0085.",
    ],
)
def test_the_text_is_stored_as_it_comes(write: Write, text: str) -> None:
    report = only(write("a.txt", text.encode()))
    assert isinstance(report, Report)
    assert report.text == text


def test_a_byte_order_mark_is_no_part_of_the_text(write: Write) -> None:
    report = only(write("a.txt", b"\xef\xbb\xbf" + STRIKE.encode()))
    assert isinstance(report, Report)
    assert report.text == STRIKE


@given(st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_text_is_stored_one_code_point_for_one(text: str) -> None:
    report = report_of(text, Source("a", "a"), Known(language="en"))
    if not text.strip():
        assert isinstance(report, Skipped)
        return
    assert isinstance(report, Report)
    assert len(report.text) == len(text)
    assert report.digest == hashlib.sha256(report.text.encode()).hexdigest()
    assert all(
        a == b or (b == "\ufffd" and "\ud800" <= a <= "\udfff")
        for a, b in zip(text, report.text, strict=True)
    )
    assert (REPAIRED in report.doubts) == (report.text != text)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023-11-21", date(2023, 11, 21)),
        (" 2023-11-21 ", date(2023, 11, 21)),
        ("2023-11-21T23:30:00+06:30", date(2023, 11, 21)),
        ("2023-11-21T23:30:00Z", date(2023, 11, 21)),
        ("2023-11-21 08:00", date(2023, 11, 21)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2023-02-29", None),
        ("2023-11-31", None),
        ("21/11/2023", None),
        ("20231121", None),
        ("2023-W47-2", None),
        ("2023-11-21T25:00", None),
        ("yesterday", None),
        ("", None),
        ("0000-00-00", None),
        ("2023-11-21T" + "0" * 1000, None),
    ],
)
def test_days_are_read_from_days_and_times(words: str, day: date | None) -> None:
    assert day_of(words) == day


def test_a_date_that_is_none_is_no_crash() -> None:
    assert all(day_of(words) is None for words in ("٢٠٢٣-١١-٢١", "2023-11-21\0", "-2023-11-21"))
