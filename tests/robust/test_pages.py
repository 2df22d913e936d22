"""Pages made to break a reader: each is read or skipped with one line, none raises or hangs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read import Skipped, read_each
from sayso.records import Report

BODY = "<p>" + "At least 12 soldiers were killed in Loikaw on Tuesday, the army said. " * 5 + "</p>"
PAGES = {
    "deep": "<div>" * 30_000 + BODY,
    "wide": "<b></b>" * 60_000 + BODY,
    "never closed": "<p><i><b>" * 500 + BODY,
    "closed alone": "</div>" * 50_000 + BODY,
    "attributes": "<p " + "a='b' " * 50_000 + ">" + BODY,
    "long attribute": "<p title='" + "x" * 2_000_000 + "'>" + BODY,
    "comment": "<!--" + "-" * 1_000_000 + BODY,
    "comments": "<!-- -->" * 20_000 + BODY,
    "entities": "&amp;" * 200_000 + BODY,
    "entity bomb": '<!DOCTYPE h [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + "&b;" * 300
    + BODY,
    "numeric entities": "&#x110000;&#0;&#xD800;&#99999999999;" + BODY,
    "script": "<script>" + "a(" * 100_000 + "</script>" + BODY,
    "json": '<script type="application/ld+json">' + "[" * 50_000 + "</script>" + BODY,
    "nested tables": "<table><tr><td>" * 60 + BODY,
    "nul": "\0" * 1_000 + BODY.replace(" ", "\0"),
    "dates": "<time datetime='9999-99-99'></time><meta property='article:published_time' content='0000'>"
    + BODY,
    "charset": "<meta charset='utf-7'>" + BODY,
    "two bodies": "<html><body>" * 30 + BODY,
    "only tags": "<" * 100_000,
}


def read_page(folder: Path, page: bytes) -> list[Report | Skipped]:
    path = folder / "page.html"
    path.write_bytes(page)
    return list(read_each([path]))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_hostile_page_is_read_or_skipped(tmp_path: Path, page: str) -> None:
    (found,) = read_page(tmp_path, f"<html><head><title>T</title></head><body>{page}</body></html>".encode())
    if isinstance(found, Skipped):
        assert "\n" not in str(found)
    else:
        assert found.text


@given(
    st.binary(max_size=300),
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div", ">", "<!--", "-->", "&", ";", "<table>", "<a href=", BODY]),
        max_size=12,
    ),
)
@settings(max_examples=60)
def test_any_bytes_as_a_page(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, pieces: list[str]
) -> None:
    page = b"<html>" + noise + "".join(pieces).encode() + noise
    assert len(read_page(tmp_path_factory.mktemp("page"), page)) == 1
