"""Addresses of the web in the one form in which they are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from sayso.read.fetching.fault import FetchError

LONGEST: Final = 2_000  # characters of an address
_PORTS: Final = {"http": 80, "https": 443}
_OF_SERVICES: Final = 1024  # below it ports belong to mail, shells and the like, but for those of the web
_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f]")
_HOST: Final = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]{2,45}")
_KEPT: Final = "/%:@!$&'()*+,;=?-._~[]"  # characters that stand in a path or query as they are


@dataclass(frozen=True, slots=True)
class Address:
    """What is asked of whom: `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port, as the Host header tells them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole of it."""
        return f"{self.site}{self.target}"

    def towards(self, location: str) -> Address:
        """Where a redirection from here leads; checked as any address is."""
        try:
            return address_of(urljoin(self.url, location.strip()))
        except ValueError as error:
            raise FetchError(f"a redirection to no address: {error}") from error


def address_of(written: str) -> Address:
    """The address that is written down.

    >>> address_of("HTTPS://Nachrichten-für-alle.example:443/a b#top").url
    'https://xn--nachrichten-fr-alle-ibc.example/a%20b'

    Raises `FetchError` for what is no address of a page: another scheme than http and https, a name or
    password in it, a port of mail or shells.
    """
    if len(written) > LONGEST:
        raise FetchError(f"an address longer than {LONGEST:,} characters")
    text = written.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"no address: {error}") from error
    if parts.scheme not in _PORTS:
        raise FetchError("no address of a page: expected one that begins with http:// or https://")
    if "@" in parts.netloc:
        raise FetchError("an address with a name or password in it, which would be kept with the page")
    port = _PORTS[parts.scheme] if port is None else port
    if port < _OF_SERVICES and port not in _PORTS.values():
        raise FetchError(f"port {port} is no port of a web server")
    path = quote(_UNSEEN.sub(_escaped, parts.path or "/"), safe=_KEPT)
    query = f"?{quote(_UNSEEN.sub(_escaped, parts.query), safe=_KEPT)}" if parts.query else ""
    return Address(parts.scheme, _host(parts.hostname or ""), port, f"{path}{query}")


def _escaped(character: re.Match[str]) -> str:
    return f"%{ord(character[0]):02X}"


def _host(named: str) -> str:
    """A host's name in the letters in which servers know it."""
    try:
        host = named if named.isascii() else named.encode("idna").decode()
    except UnicodeError as error:
        raise FetchError(f"{named!r} is no name of a host") from error
    if not _HOST.fullmatch(host):
        raise FetchError(f"{named!r} is no name of a host")
    return host
