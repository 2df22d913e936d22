"""What a person can set, with its defaults; `sayso.toml` goes before the defaults, arguments before both.

# sayso.toml, in the folder Sayso is called from
max_report_bytes = 50_000_000
lexicon = ["my-words"]          # folders, read from where sayso.toml stands
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from sayso.errors import SettingsError

_AT_LINE: Final = re.compile(r"\(at line (\d+)")
FILE_NAME: Final = "sayso.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Limits keep one hostile or broken file from holding up the others."""

    max_report_bytes: int = 20_000_000
    """A report larger than this is skipped; a file of many reports may be of any size."""
    max_page_elements: int = 50_000
    """A saved page with more HTML elements than this is skipped."""
    max_page_depth: int = 200
    """A saved page whose elements are nested deeper than this is skipped (the parser cuts at 256)."""
    max_pdf_pages: int = 1_000
    """A PDF of more pages than this is skipped."""
    max_sheet_bytes: int = 500_000_000
    """An Excel file that unpacks to more than this is skipped."""
    lexicon: tuple[Path, ...] = ()
    """Folders of one's own words, laid over the packaged lexicon in this order."""
    jobs: int = 0
    """Processes that read or export at the same time; 0 takes one for little work and one a core for much."""
    ledger: str = "sayso.db"
    """Where the ledger is: a file, or the URL of a PostgreSQL database."""
    leads: tuple[str, ...] = ()
    """Who may withdraw the decisions of others, by the names they decide under."""
    ledger_wait_seconds: int = 30
    """How long to wait for another program that writes to the ledger, or for PostgreSQL to answer."""
    max_settlements: int = 64
    """Contradictions that can be settled in more ways than this are left out of a figure, which is then
    wider."""
    compare_days: int = 7
    """Events of a data set and of the ledger that are further apart than this are not held to be the same."""
    compare_kilometres: int = 50
    """The same for kilometres, beyond what both tell of how exactly they know the place."""
    session_hours: int = 12
    """A log-in to the review application holds so long."""
    max_log_in_failures: int = 5
    """Whoever fails to log in under one name so often must wait."""
    max_log_in_failures_address: int = 50
    """Whoever fails to log in from one address so often, under whatever names, must wait."""
    log_in_pause_minutes: int = 15
    """How long they must wait; failures before that are forgotten."""
    opened_minutes: int = 10
    """A claim that a colleague has open is marked so long after they last looked at it."""
    max_request_bytes: int = 1_000_000
    """A request to the review application larger than this is refused, unless it brings files."""
    max_upload_bytes: int = 100_000_000
    """Files brought to the review application that are larger than this, all together, are refused."""
    max_fetch_bytes: int = 20_000_000
    """An answer from the web that is larger than this, as it is sent, is given up."""
    max_fetch_header_bytes: int = 65_536
    """An answer from the web whose headers are larger than this is given up."""
    max_fetch_seconds: int = 60
    """An answer from the web that takes longer than this is given up."""
    max_fetch_redirects: int = 5
    """An address that leads on to another more often than this is given up."""
    max_fetch_tries: int = 3
    """A host that is busy is asked so often."""
    max_fetch_wait_seconds: int = 120
    """A host that asks not to be asked for longer than this is not waited for."""
    fetch_pause_seconds: int = 2
    """Between two requests to one host this time passes, or what its robots.txt asks for."""
    fetch_loopback: bool = False
    """Addresses of this machine itself may be fetched, too: for tests."""
    fetch_folder: str = ""
    """Where fetched pages are kept; empty is beside the ledger."""
    fetch_contact: str = ""
    """How those whose pages are fetched can reach you: told to every host."""
    max_imports: int = 50
    """Imports of the review application that can be looked at; older ones that are done are forgotten."""
    max_reader_finds: int = 20_000
    """Where a reader of the review application asks for a name or word that may be withheld, and more claims
    than this have it, they are told to ask more exactly."""
    review_processes: int = 0
    """Processes that answer what is read in the review application; 0 takes one a core, up to four, and 1
    lets the server do it itself."""
    map_tiles: str = ""
    """A server of map tiles, https://host/{z}/{x}/{y}.png, that browsers may ask; empty asks nobody, and maps
    have outlines alone."""
    behind_proxy: bool = False
    """A proxy on this machine speaks HTTPS for the review application; what it tells of who asks is
    believed."""


_LEAST: Final = {
    "max_report_bytes": 1,
    "max_page_elements": 1,
    "max_page_depth": 1,
    "max_pdf_pages": 1,
    "max_sheet_bytes": 1,
    "jobs": 0,
    "review_processes": 0,
    "ledger_wait_seconds": 1,
    "max_settlements": 1,
    "compare_days": 0,
    "compare_kilometres": 0,
    "session_hours": 1,
    "max_log_in_failures": 1,
    "max_log_in_failures_address": 1,
    "log_in_pause_minutes": 1,
    "opened_minutes": 1,
    "max_request_bytes": 1_000,
    "max_upload_bytes": 1_000,
    "max_fetch_bytes": 1_000,
    "max_fetch_header_bytes": 1_000,
    "max_fetch_seconds": 1,
    "max_fetch_redirects": 0,
    "max_fetch_tries": 1,
    "max_fetch_wait_seconds": 0,
    "fetch_pause_seconds": 0,
    "max_imports": 1,
    "max_reader_finds": 1,
}
_TILES: Final = re.compile(r"https?://[\w.:-]+/[\w./{}?=&-]*\{z\}[\w./{}?=&-]*")
_IN_A_HEADER: Final = re.compile(r"[ -~]*")


def load_settings(folder: Path | None = None, **arguments: Any) -> Settings:
    """Settings as they apply in a folder: defaults, then its `sayso.toml`, then arguments that are not None.

    >>> load_settings(Path("."), jobs=2).jobs
    2

    Raises `SettingsError` for an unknown word (naming the nearest valid one) or a value that does not fit.
    """
    path = (folder or Path()) / FILE_NAME
    from_file = _from_file(path) if path.is_file() else {}
    given = {name: value for name, value in arguments.items() if value is not None}
    for name, value in given.items():
        _check(name, value, "argument")
    return Settings(**{**from_file, **given})


def _from_file(path: Path) -> dict[str, Any]:
    """The checked settings of a file; folders in it are taken from where it stands."""
    try:
        text = path.read_text(encoding="utf-8")
        table: Mapping[str, Any] = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        raise SettingsError(f"{path}:{at[1] if at else len(text.splitlines())}: {error}") from error
    checked: dict[str, Any] = {}
    faults: list[str] = []
    for name, value in table.items():
        try:
            _check(name, value, f"{path}:{_line_of(name, text)}")
        except SettingsError as error:
            faults.append(str(error))
            continue
        checked[name] = _placed(name, value, path.parent)
    if faults:
        raise SettingsError("\n".join(faults))
    return checked


def _placed(name: str, value: Any, folder: Path) -> Any:
    """The value of a setting; files and folders are taken from the folder that the file stands in."""
    if name == "lexicon":
        return tuple(folder / item for item in value)
    if name == "leads":
        return tuple(value)
    is_path = (name == "ledger" and "://" not in value) or (name == "fetch_folder" and value)
    return str(folder / value) if is_path else value


def _check(name: str, value: Any, where: str) -> None:
    """Raises `SettingsError` unless the name is a setting and the value fits it."""
    known = [field.name for field in fields(Settings)]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
        raise SettingsError(f"{where}: unknown setting {name!r}; did you mean {near[0]!r}?")
    fits, expected = _EXPECTED.get(name) or _whole_number_from(_LEAST[name])
    if not fits(value):
        raise SettingsError(f"{where}: {name} is {value!r}; expected {expected}")


def _whole_number_from(least: int) -> tuple[Callable[[Any], bool], str]:
    """What a number must be like, and how that is told."""
    return (
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least,
        f"a whole number from {least} up",
    )


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str | Path) for item in value)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


_EXPECTED: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "lexicon": (_is_list, "a list of folders"),
    "leads": (_is_list, "a list of names"),
    "ledger": (lambda value: isinstance(value, str) and value != "", "a file or a postgresql:// URL"),
    "behind_proxy": (_is_flag, "true or false"),
    "fetch_loopback": (_is_flag, "true or false"),
    "map_tiles": (
        lambda value: isinstance(value, str) and (not value or _TILES.fullmatch(value) is not None),
        "an address like https://host/{z}/{x}/{y}.png, or nothing",
    ),
    "fetch_folder": (lambda value: isinstance(value, str), "a folder"),
    "fetch_contact": (
        lambda value: isinstance(value, str) and _IN_A_HEADER.fullmatch(value) is not None,
        "one line of plain letters",
    ),
}


def _line_of(name: str, text: str) -> int:
    """The line on which a top-level key or table stands, 1 where it cannot be told."""
    written = re.compile(rf"""^\s*\[*\s*["']?{re.escape(name)}["']?\s*[\]=.]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if written.match(line)), 1)
