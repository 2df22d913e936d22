"""What the ledger of planted reports tells: none of the names, in no form."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.disclosure import Disclosure
from sayso.export.formats import FORMATS
from sayso.rows import row
from sayso.store import open_ledger

from .planted import MINORS, PUBLIC, SITES, SOURCES, VICTIMS, Planted, planted_reports


def test_what_is_planted_is_in_the_reports_and_in_claims(planted: Planted, planted_at: Path) -> None:
    assert (len(VICTIMS), len(MINORS), len(SOURCES), len(SITES)) == (20, 3, 5, 4)
    texts = "\n".join(report.text for report in planted_reports())
    assert set(planted.found_in(texts)) == {*planted.names, *planted.words}
    with open_ledger(planted_at) as ledger:
        told = json.dumps([row(claim) for claim in ledger.claims()], ensure_ascii=False)
    assert len(set(planted.found_in(told)) & set(planted.names)) >= 25


def test_rows_of_claims_reports_and_figures_have_none_of_it(planted: Planted, planted_at: Path) -> None:
    with open_ledger(planted_at) as ledger:
        disclosure = ledger.disclosures().usual()
        told = []
        for report, claims in ledger.claims_by_report():
            told.append(str(disclosure.report(report).value))
            told += [str(disclosure.claim(report, claim).value) for claim in claims]
            told += [str(disclosure.claim(report, claim).withheld) for claim in claims]
    assert planted.found_in("\n".join(told)) == []
    assert all(name in "\n".join(told) for name in PUBLIC)


def test_a_ledger_told_in_full_has_all_of_it(planted: Planted, planted_at: Path) -> None:
    disclosure = Disclosure(b"k", full=True)
    with open_ledger(planted_at) as ledger:
        told = [str(disclosure.report(report).value) for report in ledger.reports()]
    assert set(planted.found_in("\n".join(told))) >= set(planted.names)


COMMANDS = {
    **{name: ("export", name, "{out}") for name in sorted(FORMATS)},
    "acled with legacy codes": ("export", "acled", "{out}", "--legacy"),
    "claims with HXL": ("export", "claims-csv", "{out}", "--hxl"),
    "brief": ("brief", "{out}", "--story", "planted"),
}


@pytest.mark.parametrize("asked", COMMANDS.values(), ids=COMMANDS)
def test_nothing_that_is_written_or_logged_has_any_of_it(
    planted: Planted,
    planted_at: Path,
    tmp_path: Path,
    asked: tuple[str, ...],
    caplog: pytest.LogCaptureFixture,
) -> None:
    out = tmp_path / ("out.html" if asked[0] == "brief" else "out")
    caplog.set_level(logging.DEBUG)
    words = [each.format(out=out) for each in asked]
    found = CliRunner().invoke(app, [*words, "--ledger", str(planted_at)])
    assert found.exit_code == 0, found.output
    written = sorted(tmp_path.iterdir())
    assert out in written
    for path in written:
        assert planted.found_in(path.read_bytes()) == [], path.name
    assert planted.found_in(found.output) == []
    assert planted.found_in(caplog.text) == []
    assert [path for path in written if path.name.endswith(".log.json")]


@pytest.mark.parametrize("name", ["claims-csv", "claims-xlsx", "jsonl", "geoparquet", "annotations"])
def test_what_is_told_in_full_has_it(planted: Planted, planted_at: Path, tmp_path: Path, name: str) -> None:
    path, out = tmp_path / "sayso.db", tmp_path / "out"
    shutil.copy(planted_at, path)
    done = CliRunner().invoke(app, ["export", name, str(out), "--full", "--ledger", str(path)])
    assert done.exit_code == 0, done.output
    assert len(planted.found_in(out.read_bytes())) > len(planted.names)
    with open_ledger(path) as ledger:
        assert [entry.kind for entry in ledger.audit().entries().items] == ["disclosure"]
        assert list(ledger.verify()) == []


def test_nothing_is_said_on_the_way(planted: Planted, planted_at: Path, tmp_path: Path) -> None:
    asked = ["sayso", "export", "claims-csv", str(tmp_path / "out.csv"), "--ledger", str(planted_at)]
    program = f"import sys, sayso.cli; sys.argv = {asked!r}; sys.exit(sayso.cli.main())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert planted.found_in(done.stdout + done.stderr) == []
