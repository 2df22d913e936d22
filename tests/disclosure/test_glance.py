"""Claims that are told at a glance are told just as by looking at every slot of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.disclosure import Disclosure
from sayso.disclosure import disclosure as module
from sayso.records import Claim, Doubt, Report
from sayso.store import open_ledger
from tests.store.made import a_report, claims_of

KEY = bytes(32)


@pytest.fixture(scope="module")
def told(planted_at: Path) -> list[tuple[Report, Claim]]:
    """Claims of reports that name persons and sites, and of one that names none."""
    with open_ledger(planted_at) as ledger:
        planted = [(report, claim) for report, claims in ledger.claims_by_report() for claim in claims]
    return [*planted, *((a_report(), claim) for claim in claims_of(a_report()))]


def test_a_glance_tells_what_looking_tells(
    told: list[tuple[Report, Claim]], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_glance = [Disclosure(KEY).claim(report, claim) for report, claim in told]
    unchanged = [value.value is claim for value, (_, claim) in zip(at_a_glance, told, strict=True)]
    assert any(unchanged)
    assert not all(unchanged)
    monkeypatch.setattr(module, "_tells_all_of", lambda *_: False)
    assert [Disclosure(KEY).claim(report, claim) for report, claim in told] == at_a_glance


def test_words_that_stand_nowhere_are_looked_at() -> None:
    text = "Shelling killed 12 civilians in Loikaw, the KNDF said. Nidal Barhoum, a teacher, saw it."
    report = a_report(text)
    claim = next(each for each in claims_of(a_report()) if each.kind == "killed")
    whole = replace(claim.evidence, text=text[:54], start=0, end=54)
    own = replace(claim, evidence=whole, when=None, told=None, source=None, where=(), doubts=(), mentions=())
    assert Disclosure(KEY).claim(report, own).value is own
    doubted = replace(own, doubts=(Doubt("where", "Nidal Barhoum says otherwise"),))
    shown = Disclosure(KEY).claim(report, doubted).value
    assert shown is not None
    assert "Barhoum" not in shown.doubts[0].reason
    assert own.whom is not None
    corrected = replace(own, whom=replace(own.whom, text="Nidal Barhoum"))  # other words than stand there
    shown = Disclosure(KEY).claim(report, corrected).value
    assert shown is not None
    assert shown.whom is not None
    assert "Barhoum" not in (shown.whom.text or "")


def test_ids_and_addresses_are_those_of_the_report_as_told(told: list[tuple[Report, Claim]]) -> None:
    disclosure = Disclosure(KEY)
    named = a_report("Nidal Barhoum saw it.", id="nidal-barhoum", url="https://example.org/nidal-barhoum")
    for report in [named, *(report for report, _ in told)]:
        whole = disclosure.report(report).value
        assert whole is not None
        assert (disclosure.document(report), disclosure.address(report)) == (whole.id, whole.url)
    assert disclosure.document(named) != named.id
    assert Disclosure(KEY, full=True).document(named) == named.id
    assert Disclosure(KEY, full=True).address(named) == named.url
