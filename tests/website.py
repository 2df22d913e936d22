"""A web server of one's own on this machine, whose every answer a test writes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KILLED = "Two people were killed by a mine near the town of Demoso on Monday, a nurse at the clinic said."
PAGE = (
    f"<html><head><title>Mine</title></head><body><article><p>{KILLED}</p></article></body></html>".encode()
)
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server: what it answers at each path (404 elsewhere), and what it was asked for."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def at(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        """Has a path answered so, as HTML unless told otherwise; the path's address."""
        told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in told.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        return self.by(path, answer)

    def by(self, path: str, answer: Answer) -> str:
        """Has a path answered by a function; the path's address."""
        self.answers[path] = answer
        return f"{self.address}{path}"


@contextlib.contextmanager
def website() -> Iterator[Site]:
    """A server on 127.0.0.1 with no page yet."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            made.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = made.answers.get(self.path)
            if answer is None:
                self.send_error(404)
                return
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has heard enough
                answer(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.address = f"http://127.0.0.1:{server.server_port}"
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        yield made
        server.shutdown()
        serving.join()
