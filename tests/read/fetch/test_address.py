"""Addresses: which are asked for and how they are spelled; which machines are never asked."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.fetching.address import LONGEST, address_of
from sayso.read.fetching.fault import FetchError
from sayso.read.fetching.machine import Deadline, connect, why_refused


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://clinic.example", "https://clinic.example/"),
        (" HTTP://Clinic.Example:80/A?b=1#top ", "http://clinic.example/A?b=1"),
        ("https://clinic.example:8443/", "https://clinic.example:8443/"),
        ("https://clinic.example/a%20b/ü x?q=ä", "https://clinic.example/a%20b/%C3%BC%20x?q=%C3%A4"),
        ("https://nachrichten-für-alle.example/", "https://xn--nachrichten-fr-alle-ibc.example/"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("https://clinic.example/a\x00b", "https://clinic.example/a%00b"),
        ("https://clinic.example/a\tb\nc", "https://clinic.example/abc"),
    ],
)
def test_an_address_has_one_spelling(written: str, url: str) -> None:
    assert address_of(written).url == url
    assert address_of(url).url == url


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "expected one that begins with http:// or https://"),
        ("clinic.example/a", "expected one that begins with"),
        ("file:///etc/passwd", "expected one that begins with"),
        ("ftp://clinic.example/", "expected one that begins with"),
        ("javascript:alert(1)", "expected one that begins with"),
        ("https://", "'' is no name of a host"),
        ("https://a b/", "'a b' is no name of a host"),
        ("https://clinic.example\\@evil.example/", "a name or password in it"),
        ("https://nurse:secret@clinic.example/", "a name or password in it"),
        ("https://clinic.example:22/", "port 22 is no port of a web server"),
        ("https://clinic.example:0/", "port 0 is no port of a web server"),
        ("https://clinic.example:99999/", "no address: Port out of range"),
        ("https://[::1/", "no address: "),
        (f"https://{'ü' * 80}.example/", "is no name of a host"),
        ("https://clinic.example/" + "a" * LONGEST, "an address longer than 2,000 characters"),
    ],
)
def test_what_is_no_address_of_a_page_is_told(written: str, told: str) -> None:
    with pytest.raises(FetchError) as error:
        address_of(written)
    assert told in str(error.value)


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_told(text: str) -> None:
    for written in (text, f"http://{text}", f"https://clinic.example/{text}"):
        try:
            url = address_of(written).url
        except FetchError:
            continue
        assert url.isascii()
        assert url.isprintable()
        assert " " not in url


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("b", "https://clinic.example/news/b"),
        ("/b?c=1", "https://clinic.example/b?c=1"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example:8080", "http://other.example:8080/"),
    ],
)
def test_a_redirection_leads_on_from_where_it_was_met(location: str, url: str) -> None:
    assert address_of("https://clinic.example/news/a").towards(location).url == url


@given(st.text(alphabet="/:[]@?#.\\%ab1\x00\n é", max_size=30))
def test_any_redirection_leads_to_an_address_or_is_told(location: str) -> None:
    with contextlib.suppress(FetchError):
        assert address_of("https://clinic.example/news/a").towards(location).url.isascii()


HERE, RESERVED = "this machine itself", "a private or reserved network"


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("127.0.0.1", HERE),
        ("127.8.9.10", HERE),
        ("::1", HERE),
        ("::ffff:127.0.0.1", HERE),
        ("64:ff9b::7f00:1", HERE),
        ("2002:7f00:1::", HERE),
        ("0.0.0.0", RESERVED),
        ("10.1.2.3", RESERVED),
        ("100.64.0.1", RESERVED),
        ("169.254.169.254", RESERVED),
        ("172.16.0.1", RESERVED),
        ("192.0.2.1", RESERVED),
        ("192.168.1.1", RESERVED),
        ("198.18.0.1", RESERVED),
        ("224.0.0.1", RESERVED),
        ("240.0.0.1", RESERVED),
        ("255.255.255.255", RESERVED),
        ("::", RESERVED),
        ("::ffff:10.0.0.1", RESERVED),
        ("::10.0.0.1", RESERVED),
        ("64:ff9b::a9fe:a9fe", RESERVED),
        ("64:ff9b:1::808:808", RESERVED),
        ("2002:c0a8:101::", RESERVED),
        ("2001:0:4136:e378:8000:63bf:f5ff:fffe", RESERVED),
        ("fc00::1", RESERVED),
        ("fd12:3456::1", RESERVED),
        ("fe80::1", RESERVED),
        ("fec0::1", RESERVED),
        ("ff02::1", RESERVED),
        ("2001:db8::1", RESERVED),
        ("100::1", RESERVED),
        ("4000::1", RESERVED),
        ("93.184.215.14", None),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", None),
        ("::ffff:93.184.215.14", None),
        ("64:ff9b::5db8:d70e", None),
    ],
)
def test_only_machines_open_to_everybody_are_asked(number: str, why: str | None) -> None:
    told = why_refused(ipaddress.ip_address(number))
    assert told is None if why is None else (told or "").startswith(why)
    opened = why_refused(ipaddress.ip_address(number), loopback=True)
    assert opened == (None if why in (None, HERE) else RESERVED)


def found(*numbers: str) -> list[Any]:
    """What a name server tells, as getaddrinfo gives it."""
    return [
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (number, 80, 0, 0))
        if ":" in number
        else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))
        for number in numbers
    ]


class Socket:
    """Connects nowhere, and remembers where to."""

    tried: list[Any]

    def __init__(self, *_: object) -> None: ...

    def settimeout(self, _: float) -> None: ...

    def close(self) -> None: ...

    def connect(self, where: Any) -> None:
        self.tried.append(where[0])
        if where[0] == "93.184.215.99":
            raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The machines that were connected to."""
    Socket.tried = []
    monkeypatch.setattr(socket, "socket", Socket)
    return Socket.tried


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(
    tried: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([found("93.184.215.14"), found("127.0.0.1")])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: next(answers))
    _, number = connect(address_of("http://rebinding.example/"), Deadline(5))
    assert number == "93.184.215.14"
    assert tried == ["93.184.215.14"]
    with pytest.raises(FetchError, match=r"^rebinding.example: 127.0.0.1 is this machine itself"):
        connect(address_of("http://rebinding.example/"), Deadline(5))
    assert tried == ["93.184.215.14"]


def test_of_several_machines_the_open_ones_are_tried_in_turn(
    tried: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = ("10.0.0.1", "93.184.215.99", "fe80::1%eth0", "93.184.215.14")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found(*numbers))
    _, number = connect(address_of("http://clinic.example/"), Deadline(5))
    assert number == "93.184.215.14"
    assert tried == ["93.184.215.99", "93.184.215.14"]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((), "clinic.example: no such host"),
        (("10.0.0.1", "fe80::1%eth0"), "clinic.example: fe80::1 belongs to a private or reserved network"),
        (("93.184.215.99",), "clinic.example: Connection refused"),
    ],
)
def test_a_host_that_cannot_be_asked_is_told(
    numbers: tuple[str, ...], told: str, tried: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tried == []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found(*numbers))
    with pytest.raises(FetchError) as error:
        connect(address_of("http://clinic.example/"), Deadline(5))
    assert str(error.value) == told


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])  # fmt: skip
def test_this_machine_is_known_however_it_is_written(host: str) -> None:
    with pytest.raises(FetchError, match=r"(is this machine itself|no such host)"):
        connect(address_of(f"http://{host}:8080/"), Deadline(5))


def test_no_more_is_done_once_the_time_is_over() -> None:
    times = iter([0.0, 59.0, 60.0])
    deadline = Deadline(60, lambda: next(times))
    assert deadline.left() == 1.0
    with pytest.raises(FetchError, match=r"^not done within max_fetch_seconds \(60\)$"):
        deadline.left()
