"""`sayso demo`: what a newcomer sees first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_the_demo_tells_what_it_is_shows_claims_and_what_to_try(sayso: Callable[..., Any]) -> None:
    ran = sayso("demo")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("November 2023: resistance forces attack Loikaw")
    assert lines[-1].strip().startswith("sayso ")
    assert "Try next" in lines
    retold = [line for line in lines if line.startswith("retold from facts reported by ")]
    assert len(retold) == 10
    assert "claims in 10 reports" in ran.out


def test_the_story_is_kept_in_a_ledger_where_one_is_named(sayso: Callable[..., Any]) -> None:
    ran = sayso("demo", "--ledger", "demo.db")
    assert "Kept in demo.db; to look at it in a browser: sayso review --ledger demo.db" in ran.out
    assert len(sayso("reports", "--ledger", "demo.db", "--format", "jsonl").out.splitlines()) == 10
    assert sayso("demo", "--ledger", "demo.db").code == 0
    assert len(sayso("reports", "--ledger", "demo.db", "--format", "jsonl").out.splitlines()) == 10


def test_reports_come_in_the_order_they_were_published(sayso: Callable[..., Any]) -> None:
    out = sayso("demo").out
    places = [out.index(header) for header in ("AP  11 Nov", "NMG  16 Nov", "UN OCHA  21 Nov", "BNI  14 Dec")]
    assert places == sorted(places)
