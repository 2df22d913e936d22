"""A real server over the Loikaw story, and pages of it in Chromium that may ask no other host for anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import sayso
from sayso.store import open_ledger

SAYSO = str(Path(sys.executable).with_name("sayso"))
expect.set_options(timeout=60_000)  # as long as a busy machine may take; what is there at once costs nothing
STORY = Path(sayso.__file__).parent / "examples" / "loikaw-2023-11"
OpenPage = Callable[..., Page]
PASSWORD = "a long enough pass phrase"


@pytest.fixture(scope="session")
def loikaw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with the reports of the Loikaw story, linked and weighed, to be copied."""
    path = tmp_path_factory.mktemp("loikaw") / "sayso.db"
    run_sayso("add", str(STORY), "--ledger", str(path))
    with open_ledger(path) as ledger:
        ledger.links()
        ledger.weigh()
    return path


@pytest.fixture(scope="module")
def ledger_path(loikaw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it that the tests of a module share, beside nothing else."""
    return Path(shutil.copy(loikaw, tmp_path_factory.mktemp("review") / "sayso.db"))


@pytest.fixture(scope="module")
def address(ledger_path: Path) -> Iterator[str]:
    """Where `sayso review` serves that ledger; there is no account yet."""
    with serving(ledger_path) as told:
        yield told


@pytest.fixture(scope="module")
def with_accounts(loikaw: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served ledger that a lead, a coder and a reader have accounts of."""
    path = tmp_path_factory.mktemp("accounts") / "sayso.db"
    path.write_bytes(loikaw.read_bytes())
    for name, role in (("Thida", "lead"), ("Aung", "coder"), ("Ko Ko", "reader")):
        subprocess.run(
            [SAYSO, "users", "add", name, "--role", role, "--password-stdin", "--ledger", str(path)],
            input=PASSWORD, text=True, check=True, capture_output=True,
        )  # fmt: skip
    with serving(path) as address:
        yield address


def log_in(page: Page, address: str, name: str, password: str = PASSWORD, to: str = "/") -> None:
    """Logs somebody in, and opens a page."""
    page.goto(f"{address}{to}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{address}{to}")


@contextmanager
def serving(ledger: Path, processes: int = 1) -> Iterator[str]:
    """A process of `sayso review` over a ledger; its address. `processes` answer what is read."""
    (ledger.parent / "sayso.toml").write_text(f"review_processes = {processes}\n")
    command = [SAYSO, "review", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ledger.parent
    ) as server:
        assert server.stdout is not None
        told = ""
        while not told.startswith("http"):
            told = server.stdout.readline()
            if not told:
                assert server.stderr is not None
                pytest.fail(f"sayso review ended: {server.stderr.read()}")
        yield told.strip().rstrip("/")
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser's memory for the tests of a module: scripts and sheets are asked for once."""
    made = browser.new_context(reduced_motion="reduce")
    made.set_default_timeout(60_000)
    yield made
    made.close()


@pytest.fixture
def open_page(context: BrowserContext, address: str) -> Iterator[OpenPage]:
    """Opens a page: `open_page("/figures", width=390, dark=True)`.

    Afterwards it must have asked no other host for anything, and have had no error of its scripts.
    """
    faults: list[str] = []
    pages = []

    def opened(path: str = "/", *, width: int = 1280, height: int = 900, dark: bool = False) -> Page:
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.on("request", lambda request: _mind(request.url, address, faults))
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.goto(address + path)
        page.wait_for_selector("#page h1")
        return page

    yield opened
    for page in pages:
        page.close()
    assert faults == []


def _mind(url: str, address: str, faults: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob", "about") and parts.netloc != urlsplit(address).netloc:
        faults.append(f"asked another host: {url}")


def run_sayso(*arguments: str) -> None:
    """Runs a command that must go well."""
    done = subprocess.run([SAYSO, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
