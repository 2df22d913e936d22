"""A data set's number is made from what others told: beside them it is no source, alone it is all there is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pytest

from sayso.concluded import Question, Word
from sayso.disclosure import Disclosure, Labels
from sayso.export import portions
from sayso.export.formats import FORMATS
from sayso.export.log import log_of
from sayso.export.source import Source
from sayso.pipeline import read_coded
from sayso.read import Skipped
from sayso.read.spreadsheet.rows import FROM_A_SHEET
from sayso.reconcile import figure
from sayso.store import Ledger, open_ledger
from tests.compare.conftest import RUN, strike, told_of
from tests.compare.rows import ACLED, GED, write_rows
from tests.reconcile.words import word


@pytest.fixture(scope="module")
def told() -> dict[str, Word]:
    """A report's 12 and the 15 of a data set, told later."""
    shared = {"days": "11-14", "incident": "i"}
    return {
        "report": word("a", 12, origin="Example Times", said="11-15", **shared),
        "dataset": word("b", 15, origin="ACLED", said="11-28", rules=("coded.acled",), **shared),
    }


def test_beside_a_report_it_is_no_voice(told: dict[str, Word]) -> None:
    found = figure(Question("killed", incidents=("i",)), told.values())
    assert found.origins == ("Example Times",)
    assert [voice.origin for voice in found.voices] == ["Example Times"]
    assert [rung.origins for rung in found.ladder] == [("Example Times",)]
    assert found.best == 12


def test_alone_it_is_the_voice_there_is(told: dict[str, Word]) -> None:
    found = figure(Question("killed", incidents=("i",)), [told["dataset"]])
    assert found.origins == ("ACLED",)
    assert found.best == 15


FORMATS_OF_CLAIMS = ("claims-csv", "claims-xlsx", "geojson", "geoparquet", "annotations", "jsonl")


@pytest.fixture(scope="module")
def both(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of a strike as a report tells it, and of rows of both data sets."""
    folder = tmp_path_factory.mktemp("both")
    path = folder / "both.db"
    path.write_bytes(empty_ledger.read_bytes())
    with open_ledger(path) as ledger:
        ledger.add(strike(0), (told_of(strike(0), 0),), RUN)
        for name, row in (("acled", ACLED), ("ged", GED)):
            for item in read_coded(write_rows(folder / f"{name}.csv", row)):
                assert not isinstance(item, Skipped)
                assert item[0].coded
                ledger.add(*item, RUN)
        ledger.links()
        yield ledger


@pytest.mark.parametrize("name", FORMATS_OF_CLAIMS)
@pytest.mark.parametrize("jobs", [1, 2])
def test_rows_of_data_sets_are_not_handed_on(
    both: Ledger, name: str, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portions, "AT_A_TIME", 1)
    source = Source(both, both.disclosures().usual(), jobs=jobs)
    told, log = put_out(source, name)
    assert "900001" not in told
    assert "Loikaw" in told
    assert log["left_out"] == {"rows of a data set, which are not to be handed on": 2}


@pytest.mark.parametrize("name", FORMATS_OF_CLAIMS)
def test_told_in_full_they_are_there(both: Ledger, name: str) -> None:
    told, log = put_out(Source(both, Disclosure(b"k", Labels(), full=True)), name)
    assert "MMR900001" in told
    assert log["left_out"] == {}


def test_rows_of_ones_own_spreadsheets_are_handed_on() -> None:
    assert not replace(strike(0), doubts=(FROM_A_SHEET,)).coded


@pytest.mark.parametrize("name", ["figures-csv", "figures-xlsx"])
def test_figures_name_their_claims(both: Ledger, name: str) -> None:
    told, log = put_out(Source(both, both.disclosures().usual()), name)
    assert "MMR900001" in told
    assert log["left_out"] == {}


def put_out(source: Source, name: str) -> tuple[str, dict[str, Any]]:
    """What is written, as text, and its log."""
    form = FORMATS[name]
    out: Any = io.BytesIO() if form.binary else io.StringIO()
    log = log_of(form.policy, source, form.write(source, out))
    if name.endswith("xlsx"):
        rows = openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True)
        return str(list(rows)), log
    return str(geopandas.read_parquet(out).to_dict()) if form.binary else out.getvalue(), log
