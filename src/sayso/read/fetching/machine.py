"""The machine behind an address: found once, checked, and connected to by its number.

Whatever a name server says the next time gains nothing: what was checked is what is connected to.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from typing import Final

from sayso.read.fetching.address import Address
from sayso.read.fetching.fault import FetchError

Number = ipaddress.IPv4Address | ipaddress.IPv6Address
_CONNECT_SECONDS: Final = 10.0  # for one of a host's machines, so that time is left for the next
_LAST_BITS: Final = tuple(map(ipaddress.IPv6Network, ("::/96", "64:ff9b::/96")))  # stand for one of IPv4
_GIVEN_OUT: Final = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that anybody was given to be reached by


class Deadline:
    """A time by which a request must be over."""

    def __init__(self, seconds: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds until then. Raises `FetchError` once it is past."""
        left = self._end - self._clock()
        if left <= 0:
            raise FetchError(f"not done within max_fetch_seconds ({self._seconds})")
        return left


def connect(address: Address, deadline: Deadline, *, loopback: bool = False) -> tuple[socket.socket, str]:
    """A connection to the first machine of a host that answers, and the machine's number.

    Only to machines that are open to everybody: none of a private network, none of this machine itself but
    with `loopback`. Raises `FetchError`.
    """
    fault = ""
    for family, where, number in _machines(address, loopback=loopback):
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            opened.settimeout(min(deadline.left(), _CONNECT_SECONDS))
            opened.connect(where)
            return _secured(opened, address, deadline), number
        except (OSError, FetchError) as error:
            opened.close()
            fault = str(error) if isinstance(error, FetchError) else told(error)
    raise FetchError(f"{address.host}: {fault}")


def told(error: OSError) -> str:
    """What is wrong with a connection, in words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection: {error.reason or error}"
    if isinstance(error, TimeoutError):
        return "does not answer"
    return error.strerror or str(error)


def why_refused(number: Number, *, loopback: bool = False) -> str | None:
    """Why a machine is not asked; None for one that is open to everybody.

    An IPv6 address that stands for one of IPv4 is what that one is.
    """
    within = _within(number)
    if within is not None:
        return why_refused(within, loopback=loopback)
    if number.is_loopback:
        return None if loopback else "this machine itself (setting fetch_loopback opens it)"
    given_out = isinstance(number, ipaddress.IPv4Address) or number in _GIVEN_OUT
    if number.is_multicast or not number.is_global or not given_out:
        return "a private or reserved network"
    return None


def _within(number: Number) -> ipaddress.IPv4Address | None:
    """The IPv4 address that one of IPv6 stands for: mapped, translated or tunnelled."""
    if isinstance(number, ipaddress.IPv4Address) or number.is_loopback or number.is_unspecified:
        return None
    if number.teredo:
        return number.teredo[1]
    if any(number in network for network in _LAST_BITS):
        return ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF)
    return number.ipv4_mapped or number.sixtofour


def _machines(
    address: Address, *, loopback: bool
) -> list[tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int], str]]:
    """The machines of a host that may be asked. Raises `FetchError` where there is none."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{address.host}: no such host") from error
    allowed, refused = [], ""
    for family, _, _, _, where in found:
        number = str(where[0]).partition("%")[0]
        why = why_refused(ipaddress.ip_address(number), loopback=loopback)
        if why is None:
            allowed.append((family, where, number))
        else:
            refused = f"{number} belongs to {why}" if "network" in why else f"{number} is {why}"
    if not allowed:
        raise FetchError(f"{address.host}: {refused or 'no such host'}")
    return allowed  # type: ignore[return-value]


def _secured(opened: socket.socket, address: Address, deadline: Deadline) -> socket.socket:
    """The connection, under TLS for https: the certificate must be that of the name."""
    opened.settimeout(deadline.left())
    if address.scheme == "http":
        return opened
    return ssl.create_default_context().wrap_socket(opened, server_hostname=address.host)
