"""Imports: files, a text or an address are brought; how far each import is, and what it left out."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, File, Form, HTTPException, Path, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from sayso.errors import TooManyImportsError
from sayso.read import Given, Skipped
from sayso.review.access import Asker, Coder
from sayso.review.api.answers import BRINGS, EVERY, Rows, faults, page
from sayso.review.api.asked import Day
from sayso.review.importing import MOST_SHOWN, Added, Import, Importer, Parcel, shown_name

router = APIRouter(tags=["imports"])

MOST_FILES: Final = 1_000  # that one import brings
LONGEST_ADDRESS: Final = 2_000
_LONGEST_WORDS: Final = 1_000
_DAY_OR_EMPTY: Final = {
    "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}],
    "description": "Of reports that do not tell theirs.",
}
Words = Annotated[str, StringConstraints(max_length=_LONGEST_WORDS)]
Known = Annotated[Words | None, Field(description="Of reports that do not tell theirs.")]


class Told(BaseModel):
    """What is known of reports that do not tell it themselves."""

    model_config = ConfigDict(extra="forbid")

    outlet: Known = None
    published: Annotated[Day | None, Field(description="Of reports that do not tell theirs.")] = None
    story: Known = None

    def given(self) -> Given:
        """The same as reading takes it."""
        return Given(self.published, self.outlet or None, self.story or None)


class Text(Told):
    """A text that was pasted, and what is known of it."""

    text: Annotated[str, Field(min_length=1)]
    title: Words | None = None
    url: Words | None = None


class Address(Told):
    """The address of a page to fetch."""

    address: Annotated[str, Field(min_length=1, max_length=LONGEST_ADDRESS)]


class Files(Told):
    """Files of any format that Sayso reads."""

    # A field of a form that is left empty is sent, and means nothing.
    published: Annotated[Day | None, WithJsonSchema(_DAY_OR_EMPTY)] = None
    files: Annotated[list[UploadFile], Field(min_length=1, max_length=MOST_FILES)]


@router.post("/imports", status_code=202, responses=BRINGS | faults(429))
def bring(asker: Coder, request: Request, brought: Text | Address) -> Response:
    """Has a text, or the page at an address, imported; the import's id."""
    if isinstance(brought, Address):
        return _begun(request, asker, brought.address, brought.given(), addresses=[brought.address])
    parcel = Parcel()
    told = {"text": brought.text, "title": brought.title or None, "url": brought.url or None}
    parcel.text({name: words for name, words in told.items() if words is not None})
    return _begun(request, asker, brought.title or "pasted text", brought.given(), parcel)


@router.post("/uploads", status_code=202, responses=BRINGS | faults(429))
def bring_files(asker: Coder, request: Request, brought: Annotated[Files, Form(), File()]) -> Response:
    """Has files imported, of any format that Sayso reads; the import's id."""
    parcel = Parcel()
    for file in brought.files:
        parcel.file(file.filename or "", file.file)
    first = shown_name(brought.files[0].filename or "")
    others = len(brought.files) - 1
    what = f"{first} and {others} more" if others else first
    return _begun(request, asker, what, brought.given(), parcel)


@router.get("/imports", responses=EVERY)
def imports(asker: Coder, request: Request) -> Response:
    """One's imports, the last first; those of all for a lead."""
    found = [_row(each) for each in _importer(request).all() if _may_see(asker, each)]
    return page(found, None)


@router.get("/imports/{identity}", responses=EVERY | faults(404))
def one_import(
    asker: Coder,
    request: Request,
    identity: Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="The id of an import.")],
) -> Response:
    """How far an import is, what it brought, and what it left out and why."""
    found = _importer(request).of(identity)
    if found is None or not _may_see(asker, found):
        raise HTTPException(404, f"{identity}: no import of yours, or it was forgotten")
    return Rows(
        _row(found)
        | {
            "added": [_added_row(each) for each in list(found.added)],
            "skipped": [_skipped_row(each) for each in found.skipped[:MOST_SHOWN]],
            "notes": found.notes[:MOST_SHOWN],
        }
    )


def _begun(
    request: Request,
    asker: Asker,
    what: str,
    given: Given,
    parcel: Parcel | None = None,
    addresses: list[str] | None = None,
) -> Response:
    try:
        made = _importer(request).begin(asker.name, what, given, parcel, addresses or ())
    except TooManyImportsError as error:
        raise HTTPException(429, str(error)) from error
    return Rows({"id": made.id}, 202)


def _importer(request: Request) -> Importer:
    """The importer of the ledger that is served."""
    found = request.app.state.importer
    assert isinstance(found, Importer)
    return found


def _may_see(asker: Asker, each: Import) -> bool:
    return asker.may("lead") or each.owner == asker.name


def _row(each: Import) -> dict[str, Any]:
    """An import in a list: counts, and how far it is."""
    return {
        "id": each.id, "owner": each.owner, "what": each.what, "state": each.state, "fault": each.fault,
        "done": each.done, "total": each.total, "new": each.reports["new"], "known": each.reports["known"],
        "revisions": each.reports["revision"], "withdrawn": each.reports["withdrawn"],
        "forgotten": each.reports["forgotten"], "claims": sum(each.claims.values()),
        "left_out": len(each.skipped),
    }  # fmt: skip


def _added_row(each: Added) -> dict[str, Any]:
    return {
        "digest": each.digest, "title": each.title, "outlet": each.outlet, "outcome": each.outcome,
        "claims": each.claims,
    }  # fmt: skip


def _skipped_row(each: Skipped) -> dict[str, Any]:
    where = f"{each.path}:{each.line}" if each.line else each.path
    return {"what": where, "why": each.reason}
