"""A ledger of eight strikes, told by reports that were made up, and what others' files would say of them."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from sayso.compare import Comparison, compare
from sayso.compare.comparison import RULES
from sayso.compare.reported import Reported
from sayso.export.conflict import acled, ged
from sayso.export.source import Source
from sayso.policy import POLICIES
from sayso.read.coded import Dataset, coded_events
from sayso.records import Attribution, Claim, Doer, Harmed, Hedge, Period, Place, Quantity, Quote, Report, Run
from sayso.rows import claim_id
from sayso.settings import Settings
from sayso.store import Filters, Ledger, open_ledger
from tests.cli.conftest import sayso  # noqa: F401  (the fixture that runs a command)

FIRST: Final = date(2023, 11, 2)
PLACES: Final = (
    ("Loikaw", "Kayah State", 19.678, 97.21), ("Mobye", "Shan State", 19.745, 97.099),
    ("Monywa", "Sagaing Region", 22.109, 95.136), ("Lashio", "Shan State", 22.934, 97.75),
    ("Sittwe", "Rakhine State", 20.146, 92.898), ("Falam", "Chin State", 22.913, 93.678),
    ("Hakha", "Chin State", 22.645, 93.605), ("Myawaddy", "Kayin State", 16.689, 98.509),
)  # fmt: skip
DEAD: Final = (12, 5, 31, 9, 7, 16, 4, 22)
HEDGED: Final[dict[int, Hedge]] = {2: "at_least"}
RUN: Final = Run("made", date(2023, 12, 1))


@pytest.fixture(scope="session")
def struck_at(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the ledger."""
    path = tmp_path_factory.mktemp("compare") / "struck.db"
    path.write_bytes(empty_ledger.read_bytes())
    with open_ledger(path) as opened:
        for number in range(len(PLACES)):
            report = strike(number)
            opened.add(report, (told_of(report, number),), RUN)
        opened.links()
    return path


@pytest.fixture(scope="session")
def struck(struck_at: Path) -> Iterator[Ledger]:
    """The ledger."""
    with open_ledger(struck_at) as opened:
        yield opened


def strike(number: int) -> Report:
    """A report of a strike of its own."""
    town, division, *_ = PLACES[number]
    text = (
        f"Jets of the Myanmar military killed {DEAD[number]} civilians in {town}, {division}, on "
        f"{_day(number):%d %B %Y}, the town's rescue team said."
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    published = _day(number) + timedelta(days=1)
    return Report(
        f"strike-{number}", text, digest, outlet=f"Example Times {town}", published=published, language="en"
    )


def told_of(report: Report, number: int) -> Claim:
    """The claim of such a report."""
    town, division, latitude, longitude = PLACES[number]
    day, name = _day(number), f"{_day(number):%d %B %Y}"
    at = report.text.index
    dead = str(DEAD[number])
    start = at(f"killed {dead}") + len("killed ")
    quantity = Quantity(dead, start, start + len(dead), DEAD[number], HEDGED.get(number, "exact"))
    return Claim(
        report.id, claim_id(report, "killed", quantity), "killed", quantity,
        Quote(report.text, 0, len(report.text)),
        whom=Harmed("civilians", at("civilians"), at("civilians") + 9, "civilian"),
        by=Doer("Myanmar military", at("Myanmar"), at("Myanmar") + 16, "Myanmar Armed Forces"),
        means="airstrike",
        where=(Place(town, at(town), at(town) + len(town), town, latitude, longitude, "MM", division, None, "town"),),
        when=Period(name, at(name), at(name) + len(name), day, day),
        source=Attribution("the town's rescue team", at("the town's"), at("the town's") + 22),
        rules=("made",),
    )  # fmt: skip


def _day(number: int) -> date:
    """Strikes are further apart than any two that are held against each other."""
    return FIRST + timedelta(days=17 * number)


def source(ledger: Ledger, dataset: Dataset, **asked: Any) -> Reported:
    """The ledger as a data set is held against it."""
    return Reported(ledger, ledger.disclosures().usual(), Filters(**asked), POLICIES[f"{RULES[dataset]}/1"])


def own_rows(ledger: Ledger, dataset: Dataset) -> list[dict[str, str]]:
    """The rows that the ledger's own events make in the shape of a data set."""
    out = io.StringIO()
    told = Source(ledger, ledger.disclosures().usual(), policy=POLICIES[f"{RULES[dataset]}/1"])
    {"acled": acled, "ged": ged}[dataset].write(told, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def held_against(ledger: Ledger, dataset: Dataset, path: Path, **asked: Any) -> Comparison:
    """What comes of comparing a file."""
    settings = Settings()
    return compare(coded_events(path, settings), dataset, source(ledger, dataset, **asked), settings)
