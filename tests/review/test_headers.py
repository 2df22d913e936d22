"""What every answer tells the browser, and that only scripts of the server run in a page."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sayso.review.headers import SecurityHeaders

PAGE = '<head><script type="importmap">{}</script></head><script>one()</script><p>&lt;script&gt; <scripture>'


def _page(_: Request) -> Response:
    return HTMLResponse(PAGE)


def _in_parts(_: Request) -> Response:
    return StreamingResponse(iter([PAGE[:11], PAGE[11:40], PAGE[40:]]), media_type="text/html; charset=utf-8")


def _data(_: Request) -> Response:
    return JSONResponse({"text": "<script>"})


def _asked(images: str | None = None) -> TestClient:
    routes = [
        Route("/page", _page),
        Route("/parts", _in_parts),
        Route("/api/v1/x", _data),
        Route("/static/x.js", _data),
    ]
    application = Starlette(routes=routes)
    application.add_middleware(SecurityHeaders, images=images)
    return TestClient(application)


@pytest.mark.parametrize("path", ["/page", "/parts", "/api/v1/x", "/static/x.js", "/nowhere"])
def test_every_answer_has_the_headers(path: str) -> None:
    answer = _asked().get(path)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert (
        "unsafe-inline"
        not in re.findall(r"script-src[^;]*", answer.headers["Content-Security-Policy"] + ";script-src")[0]
    )


@pytest.mark.parametrize("path", ["/page", "/parts"])
def test_the_scripts_of_a_page_are_marked_anew_each_time(path: str) -> None:
    asked = _asked()
    nonces = set()
    for answer in (asked.get(path), asked.get(path)):
        (nonce,) = re.findall(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
        assert answer.text == PAGE.replace("<script ", f'<script nonce="{nonce}" ').replace(
            "<script>", f'<script nonce="{nonce}">'
        )
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        nonces.add(nonce)
    assert len(nonces) == 2


def test_data_is_no_page_and_what_the_api_answers_is_kept_in_no_cache() -> None:
    answer = _asked().get("/api/v1/x")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == {"text": "<script>"}
    assert "Cache-Control" not in _asked().get("/static/x.js").headers


def test_pictures_come_from_elsewhere_only_where_that_is_set() -> None:
    told = "img-src 'self' data: blob:"
    assert f"{told};" in _asked().get("/page").headers["Content-Security-Policy"]
    with_tiles = _asked("https://tiles.example.org").get("/page").headers["Content-Security-Policy"]
    assert f"{told} https://tiles.example.org;" in with_tiles
