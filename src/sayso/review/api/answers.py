"""What all answers share: JSON as it is, pages of a list, and faults in one clear line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.routing import compile_path

from sayso.errors import (
    AccountError,
    DecisionError,
    LedgerError,
    LogInError,
    LogInPausedError,
    NotInLedgerError,
    QuestionError,
    RulingConflictError,
    SaysoError,
)


class Fault(BaseModel):
    """Why a request was not answered as asked."""

    detail: str | list[str] = Field(description="One clear line, or a line for each thing that is wrong.")


def faults(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The description of answers that tell faults, for a route beside its own."""
    return {status: {"model": Fault, "description": _MEANS[status]} for status in statuses}


_MEANS: Final[Mapping[int, str]] = {
    400: "What was brought cannot be read at all",
    401: "Nobody is logged in, and no token was brought",
    403: "The role does not allow it, or the CSRF token is missing",
    404: "The ledger has nothing of that name",
    409: "Somebody else did something in the meantime",
    413: "More than a request may bring",
    422: "What was asked, or brought, does not fit",
    429: "Too many failed to log in, or too much of it is asked at once",
    503: "The ledger cannot be read or written now",
}
EVERY: Final = faults(401, 403, 422, 503)  # that any route may answer
LISTS: Final = EVERY | faults(404)  # and those that are asked for a part
BRINGS: Final = EVERY | faults(400, 413)  # and those that a body is brought to


class Rows(JSONResponse):
    """Rows that are JSON already; FastAPI would go through every value of them once more.

    Bytes within them are values that were written before. `content` is what they were made from.
    """

    def __init__(
        self, content: Any, status_code: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        self.content = content
        super().__init__(content, status_code, headers)

    def render(self, content: Any) -> bytes:
        """The rows as they are sent."""
        return written(content)


def written(value: Any) -> bytes:
    """A value in JSON; bytes within it are in JSON already."""
    return orjson.dumps(value, default=orjson.Fragment)


def page(items: Sequence[Mapping[str, Any] | bytes], following: str | None, **more: Any) -> Rows:
    """A part of a list, and what `after` is for the next one."""
    return Rows({"items": items, "next": following, **more})


_STATUS_OF: Final[Mapping[type[SaysoError], int]] = {
    NotInLedgerError: 404,
    RulingConflictError: 409,
    DecisionError: 422,
    QuestionError: 404,  # a place in a list that is none
    LogInError: 401,
    AccountError: 422,
    LedgerError: 503,
}


def tell_faults(application: FastAPI) -> None:
    """Has an application answer errors with their lines; what is no person's mistake stays a 500."""
    for error in _STATUS_OF:
        application.add_exception_handler(error, _told)
    application.add_exception_handler(LogInPausedError, _paused)
    application.add_exception_handler(RequestValidationError, _invalid)
    application.add_exception_handler(405, _not_allowed)


async def _told(_request: Request, error: Exception) -> JSONResponse:
    status = next(status for kind, status in _STATUS_OF.items() if isinstance(error, kind))
    return JSONResponse({"detail": _detail(str(error).splitlines())}, status)


async def _paused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, LogInPausedError)
    seconds = str(max(1, int(error.wait.total_seconds())))
    return JSONResponse({"detail": str(error)}, 429, {"Retry-After": seconds})


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return JSONResponse({"detail": _detail([_line(each) for each in error.errors()])}, 422)


async def _not_allowed(request: Request, _error: Exception) -> JSONResponse:
    """With all methods of the path: of its several routes the framework tells the first one's alone."""
    asked = request.url.path
    paths = request.app.openapi()["paths"]
    alike = [each for path, each in paths.items() if compile_path(path)[0].match(asked)]
    allowed = {method.upper() for each in ([paths[asked]] if asked in paths else alike) for method in each}
    return JSONResponse(
        {"detail": f"{request.method} {asked}: expected {', '.join(sorted(allowed))}"},
        405,
        {"Allow": ", ".join(sorted(allowed))},
    )


def _line(fault: Mapping[str, Any]) -> str:
    """Where a fault is, and what was expected: "query.limit: input should be less than or equal to 500"."""
    where, words = ".".join(map(str, fault["loc"])), str(fault["msg"]).removeprefix("Value error, ")
    return f"{where}: {words[:1].lower()}{words[1:]}"


def _detail(lines: list[str]) -> str | list[str]:
    return lines[0] if len(lines) == 1 else lines
