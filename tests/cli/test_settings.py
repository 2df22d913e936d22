"""Settings: defaults, then sayso.toml, then arguments; what is wrong is told with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso.errors import SettingsError
from sayso.settings import Settings, load_settings


def test_each_goes_before_the_one_before_it(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()
    (tmp_path / "sayso.toml").write_text(
        'max_report_bytes = 50_000_000\njobs = 4\nlexicon = ["my", "/abs"]\n'
    )
    expected = Settings(max_report_bytes=50_000_000, jobs=2, lexicon=(tmp_path / "my", Path("/abs")))
    assert load_settings(tmp_path, jobs=2, lexicon=None) == expected
    assert load_settings(tmp_path, lexicon=(Path("given"),)).lexicon == (Path("given"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("job = 2", ["1: unknown setting 'job'; did you mean 'jobs'?"]),
        (
            "\n\n[max-page-depth]\nx = 1",
            ["3: unknown setting 'max-page-depth'; did you mean 'max_page_depth'?"],
        ),
        ('"xyz" = 1', ["1: unknown setting 'xyz'; did you mean "]),
        ('jobs = "two"', ["1: jobs is 'two'; expected a whole number from 0 up"]),
        ("jobs = -1", ["1: jobs is -1; expected a whole number from 0 up"]),
        ("jobs = true", ["1: jobs is True; expected a whole number from 0 up"]),
        ("max_report_bytes = 0", ["1: max_report_bytes is 0; expected a whole number from 1 up"]),
        ('lexicon = "my"', ["1: lexicon is 'my'; expected a list of folders"]),
        ("ledger = 1", ["1: ledger is 1; expected a file or a postgresql:// URL"]),
        ('ledger = ""', ["1: ledger is ''; expected a file or a postgresql:// URL"]),
        ('leads = "Ma Thida"', ["1: leads is 'Ma Thida'; expected a list of names"]),
        ("lexicon = [1]", ["1: lexicon is [1]; expected a list of folders"]),
        ("job = 2\njobs = 1.5", ["1: unknown setting 'job'", "2: jobs is 1.5; expected"]),
        ("jobs = ", ["1: Invalid value"]),
        ("fetch_loopback = 1", ["1: fetch_loopback is 1; expected true or false"]),
        ("fetch_folder = 1", ["1: fetch_folder is 1; expected a folder"]),
        (
            'fetch_contact = "a\\r\\nCookie: b"',
            ["1: fetch_contact is 'a\\r\\nCookie: b'; expected one line of plain letters"],
        ),
    ],
)
def test_all_that_is_wrong_is_told_at_once(tmp_path: Path, text: str, told: list[str]) -> None:
    path = tmp_path / "sayso.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as error:
        load_settings(tmp_path)
    lines = str(error.value).splitlines()
    assert len(lines) == len(told)
    assert all(line.startswith(f"{path}:{words}") for line, words in zip(lines, told, strict=True))


@pytest.mark.parametrize(
    ("told", "meant"),
    [("kept.db", "{folder}/kept.db"), ("/var/kept.db", "/var/kept.db"), ("postgresql://team/sayso",) * 2],
)
def test_a_ledger_is_looked_for_where_the_file_stands(tmp_path: Path, told: str, meant: str) -> None:
    (tmp_path / "sayso.toml").write_text(f'ledger = "{told}"\n')
    assert load_settings(tmp_path).ledger == meant.format(folder=tmp_path)
    assert load_settings(tmp_path, ledger="other.db").ledger == "other.db"


@pytest.mark.parametrize(("told", "meant"), [("kept", "{folder}/kept"), ("/var/kept", "/var/kept"), ("", "")])
def test_pages_are_kept_where_the_file_says(tmp_path: Path, told: str, meant: str) -> None:
    (tmp_path / "sayso.toml").write_text(f'fetch_folder = "{told}"\n')
    assert load_settings(tmp_path).fetch_folder == meant.format(folder=tmp_path)


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "sayso.toml").write_bytes(b"jobs = 2 # \xff")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load_settings(tmp_path)


@pytest.mark.parametrize("arguments", [{"jobs": -1}, {"job": 2}])
def test_arguments_are_checked_too(tmp_path: Path, arguments: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=r"^argument: "):
        load_settings(tmp_path, **arguments)
