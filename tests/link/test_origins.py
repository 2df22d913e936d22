"""Copies never raise the count of Origins; two who count for themselves stay two."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sayso.knowledge.parties import open_parties
from sayso.link import copies, origins
from sayso.link.copies import shared
from sayso.link.origins import credited
from sayso.records import Attribution, Claim, Origin, Quantity, Quote, Report

DAY = date(2023, 11, 14)
STORY = (
    "Twelve people were killed when shells fell on a market in Loikaw on Tuesday, witnesses said. "
    "The market had opened an hour before, and most of those who died were women selling vegetables. "
    "Fighting began on Saturday, when resistance forces attacked seven outposts around the town. "
    "Roads to the south are closed, and rescue teams cannot reach the western wards before dark."
)
OWN = (
    "At least a dozen dead are reported from Loikaw after artillery struck a crowded market. "
    "Hospitals in the town say that they are short of blood and that power has failed since the morning."
)


def report(name: str, outlet: str, text: str = OWN, after: int = 0) -> Report:
    day = DAY + timedelta(days=after)
    return Report(name, f"{text} ({name})", hashlib.sha256(text.encode()).hexdigest(), outlet, day)


def claim(document: str, value: int, speaker: str | None = None, party: str | None = None) -> Claim:
    source = Attribution(speaker, 0, len(speaker), party=party) if speaker else None
    quantity = Quantity(str(value), 0, 2, value, "exact")
    return Claim(document, f"{document}-{value}", "killed", quantity, Quote("words", 0, 5), source=source)


def found(*told: tuple[Claim, Report]) -> tuple[Origin, ...]:
    reports = {each.id: each for _, each in told}
    return origins([each for each, _ in told], reports, copies(reports.values()))


CASES = [
    ("one speaker in two outlets", [("a", "AP", "Khun Bedu", None, 110, 0), ("b", "BNI", "KNDF chairman Khun Bedu", None, 110, 1)], 1),
    ("one speaker counts again", [("a", "AP", "Bolvinov", None, 51, 0), ("b", "BNI", "Serhiy Bolvinov", None, 53, 9)], 1),
    ("a party under two names", [("a", "AP", "regime", "Myanmar Armed Forces", 5, 0), ("b", "BNI", "junta", "Myanmar Armed Forces", 5, 0)], 1),
    ("two speakers, one number", [("a", "AP", "Khun Bedu", None, 12, 0), ("b", "BNI", "Banyar", None, 12, 0)], 2),
    ("officials, one number", [("a", "AP", "officials", None, 12, 0), ("b", "BNI", "officials", None, 12, 3)], 1),
    ("officials, another number", [("a", "AP", "officials", None, 12, 0), ("b", "BNI", "officials", None, 15, 0)], 2),
    ("officials, weeks apart", [("a", "AP", "officials", None, 12, 0), ("b", "BNI", "officials", None, 12, 30)], 2),
    ("two outlets for themselves", [("a", "AP", None, None, 12, 0), ("b", "BNI", None, None, 12, 0)], 2),
    ("one outlet twice", [("a", "The Associated Press", None, None, 12, 0), ("b", "AP", None, None, 14, 1)], 1),
]  # fmt: skip


@pytest.mark.parametrize(("told", "count"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_voices(told: list[tuple[str, str, str | None, str | None, int, int]], count: int) -> None:
    texts = {"a": STORY, "b": OWN}
    pairs = [
        (claim(name, value, speaker, party), report(name, outlet, texts[name], after))
        for name, outlet, speaker, party, value, after in told
    ]
    assert len(found(*pairs)) == count


def test_a_hundred_sites_with_one_text_are_one_origin() -> None:
    sentences = STORY.split(". ")
    told = []
    for number in range(100):
        cut = ". ".join(sentence for index, sentence in enumerate(sentences) if index != 3 or number % 2)
        told.append((claim(f"site{number}", 12), report(f"site{number}", f"Site {number}", cut)))
    (origin,) = found(*told)
    assert len(origin.claims) == 100 and all("of the text as in" in reason for reason in origin.reasons)


def test_outlets_that_credit_one_agency_run_its_copy() -> None:
    dateline = "LOIKAW, Nov 14 (Reuters) - "
    told = [
        (claim(name, 12), report(name, name, dateline + text)) for name, text in (("x", STORY), ("y", OWN))
    ]
    (origin,) = found(*told)
    assert origin.reasons == ("both run the copy of Reuters",)


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("BANGKOK (AP) — A jet came down.", "Associated Press"),
        ("DAMASCUS, July 14 (Xinhua) -- Clashes went on.", "Xinhua"),
        ("Loikaw (Kayah State) - Shells fell.", None),
        ("Shells fell on the town.", None),
    ],
)
def test_credit_lines(head: str, agency: str | None) -> None:
    assert credited(report("a", "Site", head), open_parties()) == agency


def test_the_order_of_claims_changes_nothing() -> None:
    told = [
        (
            claim(f"r{n}", 12 + n % 2, "Khun Bedu" if n % 3 else None),
            report(f"r{n}", f"O{n % 4}", STORY if n % 2 else OWN),
        )
        for n in range(12)
    ]
    expected = found(*told)
    random.Random(4).shuffle(told)
    assert found(*told) == expected
    assert sorted(key for origin in expected for key in origin.claims) == sorted(
        (c.document, c.id) for c, _ in told
    )


def test_own_accounts_share_little_and_cut_copies_nearly_all() -> None:
    assert shared(STORY, OWN) < 0.1
    assert shared(STORY, STORY[:200]) > 0.9
    assert shared("", STORY) == 0.0


def test_another_number_in_the_same_text_is_another_word() -> None:
    one, other = report("a", "A", STORY), report("b", "B", STORY)
    other = replace(other, text=other.text.replace("Twelve", "Fifteen"))
    assert len(found((claim("a", 12), one), (claim("b", 15), other))) == 2
