"""`sayso brief`: the page and its log, and every mistake in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso import open_ledger
from tests.cli.conftest import Run
from tests.export.briefs import filled
from tests.store.made import a_report

TOLD = "Shelling killed 14 villagers in Loikaw on Tuesday, Free Burma Rangers said. More than 200 residents fled."


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The file of a ledger with a report of a story."""
    path = tmp_path / "sayso.db"
    filled(open_ledger(path), a_report(TOLD, story="loikaw")).close()
    return path


@pytest.mark.usefixtures("ledger")
def test_the_page_and_its_log_are_written(sayso: Run, tmp_path: Path) -> None:
    ran = sayso("brief", "--story", "loikaw", "out.html", "--title", "Loikaw & beyond")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "out.html: 2 figures\n"
    assert '<h1 dir="auto">Loikaw &amp; beyond</h1>' in (tmp_path / "out.html").read_text("utf-8")
    log = json.loads((tmp_path / "out.html.log.json").read_text("utf-8"))
    assert (log["format"], log["policy"], log["rows"]) == ("brief/1", "sayso/1", 2)
    assert log["filters"] == {"story": "loikaw"}


@pytest.mark.usefixtures("ledger")
def test_questions_of_a_file_are_answered_in_its_order(sayso: Run, tmp_path: Path) -> None:
    asked = [{"question": f"Asked {kind}", "ask": {"kind": kind}} for kind in ("displaced", "killed")]
    (tmp_path / "asked.json").write_text(json.dumps({"questions": asked}), encoding="utf-8")
    assert sayso("brief", "out.html", "--questions", "asked.json").code == 0
    page = (tmp_path / "out.html").read_text("utf-8")
    assert page.index("Asked displaced") < page.index("Asked killed")


@pytest.mark.usefixtures("ledger")
def test_more_questions_than_asked_for_are_told_of(sayso: Run) -> None:
    ran = sayso("brief", "out.html", "--limit", 1)
    assert ran.out == "out.html: 1 figure\n"
    assert ran.err == "1 of 2 questions, those about most: --limit\n"


@pytest.mark.usefixtures("ledger")
def test_a_file_that_is_there_stays_unless_forced(sayso: Run, tmp_path: Path) -> None:
    (tmp_path / "out.html").write_text("mine", encoding="utf-8")
    ran = sayso("brief", "out.html")
    assert ran.code == 1
    assert ran.err == "out.html: there is such a file; --force writes over it, or give another name\n"
    assert (tmp_path / "out.html").read_text("utf-8") == "mine"
    assert sayso("brief", "out.html", "--force").code == 0


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("out.html", "--policy", "acleed"), "--policy: 'acleed' is neither a file .toml nor a policy"),
        (("out.html", "--questions", "none.json"), "none.json: No such file or directory"),
        (("none/out.html",), "none/out.html: No such file or directory"),
        (("out.html", "--kind", "kiled"), "--kind: 'kiled' is none of"),
        (("out.html", "--ledger", "none.db"), "none.db"),
    ],
)
def test_mistakes_are_one_line(sayso: Run, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    ran = sayso("brief", *words)
    assert ran.code == 1
    assert ran.err.startswith(told)
    assert ran.err.count("\n") == 1
    assert not list(tmp_path.glob("out.html*"))


def test_a_lead_may_have_it_in_full_and_the_trail_keeps_it(
    sayso: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOGNAME", "ann")
    assert sayso("brief", "out.html", "--full").code == 0
    assert "for those alone who may read all" in (tmp_path / "out.html").read_text("utf-8")
    with open_ledger(ledger) as kept:
        assert [each.who for each in kept.audit().entries(everything=True).items].count("ann") == 1


@pytest.mark.usefixtures("ledger")
def test_others_may_not_have_it_in_full(sayso: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOGNAME", "ann")
    (tmp_path / "sayso.toml").write_text('leads = ["bea"]', encoding="utf-8")
    ran = sayso("brief", "out.html", "--full")
    assert (ran.code, ran.err) == (1, "ann is no lead: only a lead may have a ledger told in full\n")
    assert not (tmp_path / "out.html").exists()
