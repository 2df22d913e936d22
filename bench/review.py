"""The review application under load: a server over 100,000 claims, 50 readers and 5 writers for a minute.

A person reads a second or so between two requests; so does each reader here, and each writer between two
decisions. The clients run on the same cores as the server.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import orjson

from bench._happenings import A_DAY, FIRST, reports_with_claims
from bench._synthetic import CLAIMS, OUTLETS, PARTIES, PLACES, RUN, WORDS
from sayso.disclosure import Screens
from sayso.review.accounts import Accounts
from sayso.review.readers import found_by
from sayso.settings import Settings
from sayso.store import Ledger, Role, open_ledger

REPORTS = 20_000
READERS, WRITERS, SECONDS = 50, 5, 60
PAUSE = (0.5, 1.5)  # seconds between two requests of one client
WARM_UP = 5  # seconds that are not counted
PASSWORD = "a long password for a bench"
_KINDS = ("killed", "injured", "displaced", "detained")


def measure() -> Iterator[str]:
    """One line for each figure."""
    yield from measured(REPORTS, READERS, WRITERS, SECONDS)


def measured(reports: int, readers: int, writers: int, seconds: float) -> Iterator[str]:
    """The figures at that size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        began = time.perf_counter()
        with open_ledger(path) as ledger:
            for report, claims in reports_with_claims(reports):
                ledger.add(report, claims, RUN)
            ledger.links()
            ledger.weigh()
            disclosures = ledger.disclosures()
            disclosures.screening(Screens(disclosures.key()), found_by()).go_on(lambda _: None)
            tokens = _tokens(ledger, {"reader": 1, "coder": writers})
        took = time.perf_counter() - began
        yield f"a ledger of {reports * CLAIMS:,} claims, linked, weighed and screened in {took:,.0f} s"
        began = time.perf_counter()
        with _server(path) as (address, process):
            yield f"its address was told, and all ready, after {time.perf_counter() - began:.1f} s"
            load, own = _Load(address, seconds), time.process_time()
            load.run(tokens, readers)
            own = time.process_time() - own
            busy = _spent(process)
            view = _first_view(address)
    yield (
        f"{readers} readers and {writers} writers for {seconds:.0f} s,"
        f" {PAUSE[0]} to {PAUSE[1]} s between two requests of each, clients on the same cores"
    )
    yield from load.told()
    yield (
        f"processor time of the server {busy:.0f} s in {WARM_UP + seconds:.0f} s, its start too;"
        f" of the clients {own:.0f} s"
    )
    yield f"first view of the queue in a browser {view} (under 1.5 s)"


def _first_view(address: str) -> str:
    """How long a browser that was never there takes until it shows claims, once somebody is logged in."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        return "not measured, no Chromium here"
    from playwright.sync_api import sync_playwright

    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=sandbox)
        page = browser.new_context().new_page()
        given = {"name": "coder 0", "password": PASSWORD}
        assert page.request.post(f"{address}api/v1/login", data=given).ok
        began = time.perf_counter()
        page.goto(address)
        page.wait_for_selector(".claim-row")
        took = time.perf_counter() - began
        browser.close()
    return f"{took:.2f} s"


Asking = Generator["_Ask", Any, None]  # what one asks next, told what was answered


@dataclass(slots=True)
class _Load:
    """Clients that ask a server all at once, and what became of it."""

    address: str
    seconds: float
    took: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, tokens: dict[str, list[str]], readers: int) -> None:
        """All clients side by side until the time is over."""
        work = [(_reading, tokens["reader"][0], number) for number in range(readers)]
        work += [(_writing, token, 1_000 + number) for number, token in enumerate(tokens["coder"])]
        started = time.perf_counter()
        threads = [
            threading.Thread(target=self._client, args=(begin(random.Random(seed)), token, seed, started))
            for begin, token, seed in work
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _client(self, asks: Asking, token: str, seed: int, started: float) -> None:
        chance = random.Random(-seed)
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        time.sleep(chance.uniform(0, PAUSE[1]))
        ask = next(asks)
        while (now := time.perf_counter()) < started + WARM_UP + self.seconds:
            status, told = _asked(connection, token, ask)
            if now >= started + WARM_UP:
                self._count(ask.name, time.perf_counter() - now, status, told)
            ask = asks.send(told if status < 400 else None)
            time.sleep(chance.uniform(*PAUSE))
        connection.close()

    def _count(self, name: str, took: float, status: int, told: Any) -> None:
        with self.lock:
            self.took.setdefault(name, []).append(took * 1000)
            if status == 409:  # what the server is there for, when two coders meet on one claim
                self.conflicts += 1
            elif status >= 400:
                self.errors[f"{name}: {status} {told}"] += 1

    def told(self) -> Iterator[str]:
        """Errors, then the times of all together and of each kind of request."""
        every = [took for each in self.took.values() for took in each]
        yield f"requests {len(every):,}, {len(every) / self.seconds:.0f} a second"
        yield f"errors {self.errors.total()} (none); decisions that others were faster with {self.conflicts}"
        yield from (f"  {count} x {fault}" for fault, count in self.errors.most_common(10))
        yield f"median {statistics.median(every):.1f} ms (under 50)"
        yield f"99th of 100 {_percentile(every, 99):.1f} ms (under 500)"
        for name, took in sorted(self.took.items()):
            yield (
                f"  {name:18} {len(took):6,}  median {statistics.median(took):6.1f} ms"
                f"  99th {_percentile(took, 99):7.1f} ms  slowest {max(took):7.1f} ms"
            )


@dataclass(frozen=True, slots=True)
class _Ask:
    """A request, under the name its times are told by."""

    name: str
    path: str
    query: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] | None = None


def _reading(chance: random.Random) -> Asking:
    """What a reader asks, one after the other; what they look at next is among what they were told."""
    items: list[Any] = []
    while True:
        ask = chance.choices(_LOOKS, weights=[share for share, _ in _SHARES])[0](chance, items)
        told = yield ask
        if told is not None and ask.name in ("queue", "claims"):
            items = told["items"] or items


def _place(chance: random.Random) -> str:
    return chance.choice(PLACES)[0]


def _days(chance: random.Random, longest: int) -> dict[str, str]:
    first = FIRST + timedelta(days=chance.randrange(REPORTS // (3 * A_DAY)))
    return {"from": first.isoformat(), "to": (first + timedelta(days=chance.randint(1, longest))).isoformat()}


def _queue(chance: random.Random, _: list[Any]) -> _Ask:
    asked = chance.choice(
        [{}, {"kind": chance.choice(_KINDS)}, {"place": _place(chance)}, {"outlet": chance.choice(OUTLETS)}]
    )
    return _Ask("queue", "queue", asked)


def _claims(chance: random.Random, _: list[Any]) -> _Ask:
    asked = chance.choice(
        [
            {"place": _place(chance)},
            {"says": chance.choice(PARTIES), "kind": chance.choice(_KINDS)},
            _days(chance, 7),
        ]
    )
    return _Ask("claims", "claims", asked)


def _report(chance: random.Random, items: list[Any]) -> _Ask:
    if not items:
        return _queue(chance, items)
    return _Ask("report", f"reports/{chance.choice(items)['report']['digest']}")


def _incidents(chance: random.Random, _: list[Any]) -> _Ask:
    return _Ask("incidents", "incidents", {"place": _place(chance)} | _days(chance, 30))


def _figures(chance: random.Random, _: list[Any]) -> _Ask:
    return _Ask(
        "figures", "figures", {"kind": chance.choice(_KINDS), "place": _place(chance)} | _days(chance, 30)
    )


def _search(chance: random.Random, _: list[Any]) -> _Ask:
    return _Ask("search", "search", {"q": " ".join(chance.sample(WORDS, 2))})


# Shares of what a reader asks for: mostly the queue and reports out of it.
_SHARES: list[tuple[int, Callable[[random.Random, list[Any]], _Ask]]] = [
    (25, _queue), (15, _claims), (35, _report), (8, _incidents), (7, _figures), (10, _search),
]  # fmt: skip
_LOOKS = [look for _, look in _SHARES]


def _writing(chance: random.Random) -> Asking:
    """What a coder does: takes a part of the queue, and accepts or rejects its claims one after the other."""
    done: set[str] = set()  # a copy of a report has the same claims
    while True:
        told = yield _Ask("queue (coder)", "queue", {"kind": chance.choice(_KINDS), "place": _place(chance)})
        for item in (told or {"items": []})["items"][:10]:
            if item["id"] not in done:
                done.add(item["id"])
                act = chance.choice(("accept", "accept", "reject"))
                body = {"act": act, "about": item["id"], "seen": item["seen"]}
                yield _Ask("decision", "decisions", body=body)


def _asked(connection: HTTPConnection, token: str, ask: _Ask) -> tuple[int, Any]:
    """The status and what a server answered; 599 where it did not."""
    path = f"/api/v1/{ask.path}" + (f"?{urlencode(ask.query)}" if ask.query else "")
    headers = {"Authorization": f"Bearer {token}"}
    try:
        if ask.body is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/json"
            connection.request("POST", path, json.dumps(ask.body), headers)
        answer = connection.getresponse()
        return answer.status, orjson.loads(answer.read())
    except (OSError, HTTPException, ValueError) as error:
        connection.close()
        return 599, repr(error)


def _tokens(ledger: Ledger, wanted: dict[Role, int]) -> dict[str, list[str]]:
    """Tokens of so many accounts of each role."""
    accounts, now = Accounts(ledger.accounts(), Settings()), datetime.now(UTC)
    made: dict[str, list[str]] = {}
    for role, number in wanted.items():
        for count in range(number):
            name = f"{role} {count}"
            accounts.add(name, role, PASSWORD, now, name)
            found = ledger.accounts().user(name)
            assert found is not None
            made.setdefault(role, []).append(accounts.add_token(found[0], "bench", now)[1])
    return made


@contextmanager
def _server(ledger: Path) -> Iterator[tuple[str, int]]:
    """The address of a server over a ledger, and its process."""
    start = "import sys; from sayso.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", start, "review", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ledger.parent) as server:
        assert server.stdout is not None
        try:
            yield next(line.strip() for line in server.stdout if line.startswith("http")), server.pid
        finally:
            server.terminate()


def _spent(process: int) -> float:
    """Seconds of processor time of a process and of those it began."""
    own = Path(f"/proc/{process}")
    used = (own / "stat").read_text().rpartition(")")[2].split()[11:13]
    begun = [each for task in own.glob("task/*/children") for each in task.read_text().split()]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK") + sum(_spent(int(each)) for each in begun)


def _percentile(values: list[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]
