"""What every answer tells the browser: to load nothing from elsewhere, and to run no script but ours."""

from __future__ import annotations

import re
import secrets
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_DATA: Final = "default-src 'none'; frame-ancestors 'none'"
# NiceGUI compiles the templates of its elements in the browser (unsafe-eval) and styles them there; scripts
# that stand in a page are ours alone, each marked with a word that nobody can guess.
_PAGE: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:{tiles}; font-src 'self' data:; connect-src 'self'; object-src 'none';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_SCRIPT: Final = re.compile(rb"<script(?=[\s>])")
API: Final = "/api/"


class SecurityHeaders:
    """An application whose every answer has a Content-Security-Policy of its own host, and its companions.

    Pages come with a nonce on each script that the server wrote; one that a text of a report brings along has
    none and is not run. What the API answers is kept in no cache. `images` is a host beside one's own that
    pictures may come from: the server of the map's tiles.
    """

    def __init__(self, app: ASGIApp, images: str | None = None) -> None:
        self._app = app
        self._tiles = f" {images}" if images else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands a request on, and adds to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, scope["path"], self._tiles)
        await self._app(scope, receive, answer.send)


class _Answer:
    """An answer on its way; that of a page is held back until it is whole, to mark its scripts."""

    def __init__(self, send: Send, path: str, tiles: str) -> None:
        self._send, self._path, self._tiles = send, path, tiles
        self._start: Message | None = None
        self._page: list[bytes] = []

    async def send(self, message: Message) -> None:
        """Sends a part of the answer on."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _ALWAYS.items():
                headers[name] = value
            if headers.get("Content-Type", "").startswith("text/html"):
                self._start = message
                return
            headers["Content-Security-Policy"] = _DATA
            if self._path.startswith(API):
                headers.setdefault("Cache-Control", "no-store")
        elif self._start is not None:
            self._page.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._send_page(self._start)
            return
        await self._send(message)

    async def _send_page(self, start: Message) -> None:
        nonce = secrets.token_urlsafe(16)
        page = _SCRIPT.sub(f'<script nonce="{nonce}"'.encode(), b"".join(self._page))
        headers = MutableHeaders(scope=start)
        headers["Content-Security-Policy"] = _PAGE.format(nonce=nonce, tiles=self._tiles)
        headers["Content-Length"] = str(len(page))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})
