"""Report JSON, arrays and JSONL: what is kept, what is wrong and on which line, and that batches stream."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read import Skipped, files_of, read_each
from sayso.read.json import read_json, read_lines
from sayso.read.report import NO_DAY, REPAIRED, Source
from sayso.records import Report
from sayso.settings import Settings

TEXT = "Two people were killed by a mine near the town of Demoso, a nurse said."
SOURCE = Source("a.json", "a")


def report(**fields: Any) -> str:
    return json.dumps({"id": "r", "published": "2023-11-21", "text": TEXT, **fields})


def items(content: str | bytes, *, lines: bool = False, limit: int = 1000) -> list[Report | Skipped]:
    raw = content.encode() if isinstance(content, str) else content
    source = Source("a.json", "a", settings=Settings(max_report_bytes=limit))
    return list((read_lines if lines else read_json)(io.BytesIO(raw), source))


def told(content: str | bytes, **options: Any) -> list[str]:
    """Ids of what was read and lines on what was not, in order."""
    return [item.id if isinstance(item, Report) else str(item) for item in items(content, **options)]


def test_all_fields_are_kept() -> None:
    fields = {
        "outlet": "Clinic Notes", "title": "Mine kills two", "url": "https://example.org/1", "story": "demoso",
        "retold": True, "facts_from": ["https://example.org/2"], "claims": [{"id": "c1"}],
    }  # fmt: skip
    (read,) = items(report(**fields))
    assert isinstance(read, Report)
    assert (read.id, read.published, read.outlet, read.title) == (
        "r",
        date(2023, 11, 21),
        "Clinic Notes",
        "Mine kills two",
    )
    assert (read.url, read.story, read.retold) == ("https://example.org/1", "demoso", True)
    assert read.facts_from == ("https://example.org/2",)
    assert read.text == TEXT
    assert read.doubts == ()


@pytest.mark.parametrize(
    "missing", [{}, {"published": None, "outlet": None, "title": None, "url": None, "id": None}]
)
def test_only_the_text_must_be_there(missing: dict[str, None]) -> None:
    (read,) = items(json.dumps({"text": TEXT, **missing}))
    assert isinstance(read, Report)
    assert read.id == f"a-{read.digest[:8]}"
    assert read.doubts == (NO_DAY,)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["a.json: holds no report"]),
        ("[]", ["a.json: holds no report"]),
        ("{}", ["a.json:1: a report without `text`"]),
        ('{"text": ""}', ["a.json:1: empty text"]),
        ('{"text": 5}', ["a.json:1: wrong text: expected text, found 5"]),
        ('{"text": "x", "id": 5}', ["a.json:1: wrong id: expected text, found 5"]),
        ('{"text": "x", "title": ["a"]}', ["a.json:1: wrong title: expected text, found ['a']"]),
        ('{"text": "x", "retold": "yes"}', ["a.json:1: wrong retold: expected true or false, found 'yes'"]),
        ('{"text": "x", "facts_from": "y"}', ["a.json:1: wrong facts_from: expected a list of addresses, found 'y'"]),
        (report(published="2023-02-30"), ["a.json:1: wrong published: expected a day (2023-11-21) or a time with its zone, found '2023-02-30'"]),
        (report(published=20231121), ["a.json:1: wrong published: expected a day (2023-11-21) or a time with its zone, found 20231121"]),
        (report(published=""), ["r"]),
        ('\n\n{"text": "x"\n "id": "y"}', ["a.json:4: broken JSON: Expecting ',' delimiter"]),
        ('{"text": "x', ["a.json:1: broken JSON: Unterminated string starting at"]),
        ("hello\nworld", ["a.json:1: broken JSON: Expecting value"]),
        ("5", ["a.json:1: expected a report (an object with `text`), found a number"]),
        ('[5, null, "x"]', [f"a.json:1: expected a report (an object with `text`), found {it}" for it in ("a number", "null", "text")]),
        ("[[{}]]", ["a.json:1: expected a report (an object with `text`), found a list"]),
        ("[" * 2000 + "]" * 2000, ["a.json:1: broken JSON: nested too deep"]),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", ["a.json:1: broken JSON: a number of too many digits"]),
        (b'{"text": "a\nb\xff"}', ["a.json:2: not UTF-8: byte 0xff"]),
        (report() + "\n" + report(id="s"), ["r", "s"]),
        (f"[{report()},\n{report(id='s')}\n]\n", ["r", "s"]),
        (f"[{report()},\n{{oops}},\n{report(id='s')}]", ["r", "a.json:2: broken JSON: Expecting property name enclosed in double quotes", "s"]),
        (f"[{report()},\n", ["r", "a.json:2: broken JSON: Expecting value"]),
        (f"[{report()}", ["r", "a.json:1: broken JSON: Expecting value"]),
        ("\ufeff" + report(), ["r"]),
        (f'[{report()},\n{report(id="long", text="x" * 2000)},\n{report(id="s")}]', ["r", "a.json:2: larger than max_report_bytes (1,000)", "s"]),
    ],
)  # fmt: skip
def test_json_tells_what_is_wrong_and_where(content: str | bytes, expected: list[str]) -> None:
    limit = 20_000 if len(content) >= 4000 else 1000
    assert told(content, limit=limit) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["a.json: empty file"]),
        (f"{report()}\n\n{report(id='s')}", ["r", "s"]),
        (f"{report()}\r\n{report(id='s')}\r\n", ["r", "s"]),
        (f"{report()}\n{{broken\n{report(id='s')}\n", ["r", "a.json:2: broken JSON: Expecting property name enclosed in double quotes", "s"]),
        (f"{report(text='x' * 2000)}\n{report(id='s')}\n", ["a.json:1: larger than max_report_bytes (1,000)", "s"]),
        (b'{"text": "\xff"}\n' + report(id="s").encode(), ["a.json:1: not UTF-8: byte 0xff", "s"]),
        (f'{{"text": "  "}}\n{report(id="s")}\n', ["a.json:1: empty text", "s"]),
        ("\ufeff" + report(), ["r"]),
    ],
)  # fmt: skip
def test_jsonl_goes_on_behind_a_bad_line(content: str | bytes, expected: list[str]) -> None:
    assert told(content, lines=True) == expected


def test_halves_of_characters_are_replaced_one_for_one() -> None:
    (read,) = items(
        '{"text": "Two \\ud83d killed \\ud83d\\ude00", "published": "2023-11-21", "language": "en"}'
    )
    assert isinstance(read, Report)
    assert read.text == "Two \ufffd killed \U0001f600"
    assert read.doubts == (REPAIRED,)


words = st.text(st.sampled_from('ab"\\{}[],:\n\u1000'), max_size=8)
values = words | st.integers() | st.none() | st.lists(words | st.lists(words, max_size=2), max_size=3)


@given(
    st.lists(st.dictionaries(words, values, max_size=3), max_size=4),
    st.sampled_from([None, 1, "\t"]),
    st.integers(1, 20),
)
def test_any_array_is_cut_where_its_values_end(batch: list[Any], indent: Any, chunk: int) -> None:
    from sayso.read import json as reading

    class Slow(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            return super().read(chunk)

    text = json.dumps(batch, indent=indent, ensure_ascii=False)
    cut = reading._Values(10**6).of(Slow(text.encode("utf-8", "surrogatepass")))
    assert [json.loads((raw or b"").decode("utf-8", "surrogatepass")) for _, raw in cut] == batch


@given(st.binary())
def test_no_bytes_crash_the_readers(content: bytes) -> None:
    for lines in (True, False):
        assert all(isinstance(item, Report | Skipped) for item in items(content, lines=lines))


class Endless(io.RawIOBase):
    """A file of reports that says how much of it was read."""

    def __init__(self, opening: bytes, piece: bytes) -> None:
        self.pieces: Iterator[bytes] = iter([opening])
        self.piece, self.taken = piece, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = next(self.pieces, self.piece)
        self.taken += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize(
    ("reader", "opening", "piece"),
    [(read_json, b"[", report().encode() + b","), (read_lines, b"\n", report().encode() + b"\n")],
)
def test_a_batch_without_end_is_streamed(reader: Any, opening: bytes, piece: bytes) -> None:
    raw = Endless(opening, piece)
    reading = reader(io.BufferedReader(raw), SOURCE)
    assert [next(reading).id for _ in range(1000)] == ["r"] * 1000
    assert raw.taken < 1000 * len(piece) + 500_000


def test_gzip_is_read_and_a_broken_one_told(tmp_path: Path) -> None:
    whole, torn, no = (tmp_path / name for name in ("a.jsonl.gz", "b.json.gz", "c.json.gz"))
    whole.write_bytes(gzip.compress(report().encode()))
    torn.write_bytes(gzip.compress(report().encode())[:-20])
    no.write_bytes(b"no gzip")
    found = [
        item.id if isinstance(item, Report) else item.reason
        for item in read_each(files_of([whole, torn, no]))
    ]
    assert found == ["r", "broken gzip file", "broken gzip file"]
