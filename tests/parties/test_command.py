"""`sayso parties` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.parties import parties
from sayso.errors import KnowledgeError

TABLE = "# Own.\nname,kind,country,from,to,parent,sides,aliases,generic,source\nBlue Lanterns,armed group,MM,,,,,BLF,,me\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))


def test_what_was_added_is_found(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(TABLE, encoding="utf-8")
    run = CliRunner()
    assert "no fault" in run.invoke(parties, ["check", str(table)]).output
    assert run.invoke(parties, ["add", str(table)]).exit_code == 0
    assert "Blue Lanterns  armed group" in run.invoke(parties, ["search", "Blue Lanterns"]).output


def test_faults_are_raised_with_their_lines(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(TABLE.replace("armed group", "band"), encoding="utf-8")
    ran = CliRunner().invoke(parties, ["add", str(table)])
    assert isinstance(ran.exception, KnowledgeError)
    assert f"{table}:3: kind 'band'" in str(ran.exception)
