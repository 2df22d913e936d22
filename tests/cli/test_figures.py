"""`sayso figures`, `incidents`, `origins` and `explain`: what a ledger's reports add up to, and why."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.demo import QUESTIONS, RANGES, TOLL
from sayso.pipeline import extract
from sayso.read import Given, read
from sayso.records import Run as Extraction
from sayso.store import open_ledger

from .conftest import Run

TOLD = {
    ("2023-11-15", "Example Times"): "Shells killed at least 12 civilians in Loikaw on Tuesday, the hospital said.",
    ("2023-11-16", "Example Post"): "Shells killed at least 12 civilians in Loikaw on Tuesday, the hospital said.",
    ("2023-11-17", "Example Radio"): "Shells killed 14 civilians in Loikaw on Tuesday, the Red Cross said.",
    ("2023-11-18", "Example Wire"): (
        "On Tuesday 60 soldiers of the Myanmar military were killed in Loikaw, the Karenni Army said."
        " The Myanmar military said five of its soldiers were killed in Loikaw on Tuesday."
    ),
    ("2023-11-19", "Example Herald"): "More than 45,000 people were displaced from Demoso on Thursday, the UN said.",
}  # fmt: skip
CIVILIANS = (
    "--kind",
    "killed",
    "--who",
    "civilian",
    "--place",
    "Loikaw",
    "--from",
    "2023-11-14",
    "--to",
    "2023-11-14",
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of five short reports."""
    folder = tmp_path_factory.mktemp("filled")
    with open_ledger(folder / "sayso.db") as ledger:
        for (day, outlet), text in TOLD.items():
            (folder / "note.txt").write_text(text, "utf-8")
            (report,) = read(
                folder / "note.txt", given=Given(published=date.fromisoformat(day), outlet=outlet)
            )
            ledger.add(report, extract(report), Extraction("test", date(2023, 12, 1)))
    return folder / "sayso.db"


@pytest.fixture
def told(sayso: Run, filled: Path, tmp_path: Path) -> Run:
    """The command line in a folder whose ledger has those reports."""
    shutil.copy(filled, tmp_path / "sayso.db")
    return sayso


def rows(told: Run, *asked: object) -> Any:
    ran = told("figures", *asked, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_filters_ask_one_question(told: Run) -> None:
    (figure,) = rows(told, *CIVILIANS)
    assert (figure["low"], figure["best"], figure["high"], figure["origins"]) == (14, 14, 14, 2)
    assert figure["question"] == {
        "kind": "killed", "who": "civilian", "side": None, "by": None, "where": ["Loikaw"], "from": "2023-11-14",
        "to": "2023-11-14", "at": None, "incidents": [], "perspective": "all", "text": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "ends"),
    [
        pytest.param(["--at", "2023-11-16"], (12, None), id="as of a day"),
        pytest.param(["--at", "2023-11-14"], (None, None), id="before anybody told"),
        pytest.param(["--says", "Red Cross"], (14, 14), id="by who says so"),
        pytest.param(["--policy", "airwars"], (14, 14), id="by another policy"),
        pytest.param(["--perspective", "independent"], (14, 14), id="independent voices alone"),
        pytest.param(["--text", "hospital"], (12, None), id="words that have a word"),
    ],
)
def test_a_figure_by_what_is_heard(
    told: Run, options: list[str], ends: tuple[int | None, int | None]
) -> None:
    (figure,) = rows(told, *CIVILIANS, *options)
    assert (figure["low"], figure["high"]) == ends


def test_each_side_has_its_say(told: Run) -> None:
    (figure,) = rows(told, "--kind", "killed", "--who", "combatant", "--place", "Loikaw")
    says = {each["question"]["perspective"]: each["best"] for each in figure["perspectives"]}
    assert says["Karenni Army"] == 60
    assert says["conceded"] == 5
    assert "independent" not in says


def test_the_table_shows_figures_and_perspectives(told: Run) -> None:
    ran = told("figures", "--kind", "killed", "--who", "combatant", "--place", "Loikaw")
    lines = ran.out.splitlines()
    assert lines[0].split() == ["how", "many", "low", "best", "high", "sources"]
    assert lines[2].startswith("Combatants killed in Loikaw")
    assert any(line.strip().startswith("says Karenni Army") for line in lines)
    assert lines[-1].startswith("1 figure; ")


def test_explanations_name_words_and_what_would_move_an_end(told: Run) -> None:
    out = told("figures", *CIVILIANS, "--explain").out
    red_cross = "International Committee of the Red Cross"
    assert f"low 14      “14” civilians ({red_cross}, Example Radio 17 Nov 2023)" in out
    assert "it would be 12" in out
    assert f"≥ 14        {red_cross}" in out


def claim_of(told: Run, words: str) -> str:
    listed = map(json.loads, told("claims", "--format", "jsonl").out.splitlines())
    return next(str(claim["id"]) for claim in listed if claim["quantity"]["text"] == words)


def test_a_choice_of_a_claim_moves_the_figure_and_says_who_chose_it(told: Run) -> None:
    twelve, fourteen = claim_of(told, "at least 12"), claim_of(told, "14")
    ran = told("decide", "choose", twelve, fourteen, "--who", "Ma Thida", "--reason", "a list of names")
    assert (ran.code, ran.err) == (0, "")
    (figure,) = rows(told, *CIVILIANS)
    assert (figure["low"], figure["best"], figure["high"], figure["origins"]) == (12, 12, None, 1)
    (choice,) = figure["choices"]
    assert (choice["claim"], choice["over"], choice["who"]) == (twelve, [fourteen], "Ma Thida")
    assert (choice["reason"], choice["moot"]) == ("a list of names", None)
    assert "one claim over others, chosen by Ma Thida: a list of names" in told("figures", *CIVILIANS).out
    out = told("figures", *CIVILIANS, "--explain").out
    assert "chosen      one claim over others, chosen by Ma Thida: a list of names" in out
    assert "overruled   “14” civilians" in out
    assert told("decide", "withdraw", ran.out.strip(), "--who", "Ma Thida").code == 0
    assert rows(told, *CIVILIANS)[0]["best"] == 14


def test_chosen_numbers_stand_in_json_table_csv_and_explanation(told: Run) -> None:
    fourteen = claim_of(told, "14")
    ran = told(
        "decide", "choose", fourteen, "best=15", "high=16", "--who", "Ma Thida", "--reason", "one died"
    )
    assert (ran.code, ran.err) == (0, "")
    (figure,) = rows(told, *CIVILIANS)
    assert (figure["low"], figure["best"], figure["high"], figure["provable_high"]) == (14, 15, 16, 14)
    assert figure["high_limit"]["mark"] == "chosen"
    assert figure["high_limit"]["change"] == "without the choice of Ma Thida it would be 14"
    line = "best 15, high 16, chosen by Ma Thida: one died"
    assert line in told("figures", *CIVILIANS).out
    assert f"chosen      {line}" in told("figures", *CIVILIANS, "--explain").out
    (record,) = csv.DictReader(io.StringIO(told("figures", *CIVILIANS, "--format", "csv").out))
    assert (record["best"], record["chosen_by"]) == ("15", "Ma Thida")


def test_a_choice_of_nothing_is_told(told: Run) -> None:
    ran = told("decide", "choose", claim_of(told, "14"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "choose: nothing; expected the claims it is chosen over, or low, best or high\n"


def test_what_nobody_counts_is_a_dash(told: Run) -> None:
    out = told("figures", "--kind", "abducted", "--place", "Kyiv", "--explain").out
    assert "nobody counts this" in out
    assert out.splitlines()[2].split()[-4:] == ["–", "–", "–", "–"]


def test_csv_has_a_record_for_each_figure_and_perspective(told: Run) -> None:
    out = told(
        "figures", "--kind", "killed", "--who", "combatant", "--place", "Loikaw", "--format", "csv"
    ).out
    records = list(csv.DictReader(io.StringIO(out)))
    assert records[0]["asked"] == "Combatants killed in Loikaw"
    assert "Karenni Army" in {record["perspective"] for record in records}
    assert {record["policy"] for record in records} == {"sayso/1"}


def test_without_filters_the_ledger_raises_its_questions(told: Run) -> None:
    raised = rows(told)
    assert raised[0]["question"]["kind"] == "displaced"
    assert all(each["question"]["incidents"] for each in raised)
    ran = told("figures", "--limit", "1")
    assert "1 figure; " in ran.out
    assert ran.err.endswith("questions, those about most: --limit\n")


def test_filters_without_a_kind_ask_for_each(told: Run) -> None:
    asked = {(each["question"]["kind"], each["question"]["who"]) for each in rows(told, "--place", "Loikaw")}
    assert asked == {("killed", "people"), ("killed", "combatant")}


def test_a_file_of_questions_is_answered_in_its_order(told: Run, tmp_path: Path) -> None:
    ask = {"kind": "killed", "who": "civilian", "where": ["Loikaw"], "from": "2023-11-14", "to": "2023-11-14"}
    asked = [
        {"question": "How many?", "ask": ask | {"at": "2023-11-16"}},
        {"question": "And now?", "ask": ask},
    ]
    (tmp_path / "q.figures").write_text(json.dumps({"questions": asked}), "utf-8")
    assert [each["low"] for each in rows(told, "--questions", "q.figures")] == [12, 14]
    assert "And now?" in told("figures", "--questions", "q.figures").out


def test_over_time(told: Run) -> None:
    (toll,) = rows(told, *CIVILIANS, "--over-time")
    assert [(each["question"]["at"], each["low"], each["high"]) for each in toll] == [
        ("2023-11-15", 12, None), ("2023-11-17", 14, 14),
    ]  # fmt: skip
    out = told("figures", *CIVILIANS, "--over-time").out
    assert "15 Nov 2023" in out
    records = csv.DictReader(io.StringIO(told("figures", *CIVILIANS, "--over-time", "--format", "csv").out))
    assert [record["at"] for record in records] == ["2023-11-15", "2023-11-17"]
    assert (
        "no word bears on this" in told("figures", "--kind", "killed", "--place", "Kyiv", "--over-time").out
    )


@pytest.mark.parametrize("options", [[], ["--over-time"]], ids=["ranges", "toll"])
@pytest.mark.parametrize("suffix", ["svg", "png", "html"])
def test_charts(told: Run, tmp_path: Path, suffix: str, options: list[str]) -> None:
    assert told("figures", *CIVILIANS, *options, "--chart", f"drawn.{suffix}").code == 0
    assert (tmp_path / f"drawn.{suffix}").stat().st_size > 1_000


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--chart", "drawn.pdf"], "drawn.pdf: a chart is a file that ends in .svg, .png or .html"),
        (["--chart", "no/drawn.svg"], "no/drawn.svg: No such file or directory"),
        (
            ["--policy", "acle"],
            "--policy: 'acle' is neither a file .toml nor a policy; did you mean 'acled'?",
        ),
        (["--policy", "no.toml"], "no.toml: No such file or directory"),
        (
            ["--perspective", "independant"],
            "--perspective: 'independant' is no party; did you mean 'independent'?",
        ),
        (["--at", "Tuesday"], "--at: 'Tuesday' is no day; expected one like 2023-11-21"),
        (["--questions", "no.figures"], "no.figures: No such file or directory"),
        (["--ledger", "no.db"], "no.db: no such ledger; `sayso add` makes one"),
        (
            ["--over-time", "--chart", "drawn.svg", "--place", "Loikaw"],
            "--chart: draws one question over time, not 2; ask for one kind",
        ),
    ],
)
def test_mistakes_are_one_line(told: Run, options: list[str], line: str) -> None:
    ran = told("figures", *options)
    assert (ran.code, ran.out, ran.err) == (1, "", f"{line}\n")


def test_one_s_own_policy(told: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[red_desk]\nversion = 2\nsource = "our desk"\nbest = "none"\n', "utf-8"
    )
    (figure,) = rows(told, *CIVILIANS, "--policy", "own.toml")
    assert (figure["policy"], figure["best"]) == ("red_desk/2", None)


def test_incidents_are_listed_with_what_was_counted(told: Run) -> None:
    lines = told("incidents", "--place", "Loikaw").out.splitlines()
    assert lines[0].split() == ["incident", "when", "where", "what", "reports"]
    assert lines[-1].endswith("sayso explain INCIDENT tells what holds one together")
    found = [json.loads(line) for line in told("incidents", "--place", "Loikaw", "--json").out.splitlines()]
    (most,) = [each for each in found if len(each["reports"]) > 1]
    assert {"kind": "killed", "value": 14, "hedge": "exact"} in most["counts"]
    assert (most["from"], most["to"], most["places"]) == ("2023-11-14", "2023-11-14", ["Loikaw"])
    assert told("incidents", "--place", "Kyiv").out.startswith("0 incidents")


def test_origins_say_who_repeats_whom(told: Run) -> None:
    out = told("origins", "--place", "Loikaw", "--who", "civilian").out
    assert "hospital  2 claims, carried by 2 outlets" in out
    assert "2 independent sources" in out
    found = [json.loads(line) for line in told("origins", "--who", "civilian", "--json").out.splitlines()]
    assert {each["origin"]: len(each["claims"]) for each in found}["hospital"] == 2
    assert all(claim["because"] for each in found for claim in each["claims"])


def test_an_incident_is_explained(told: Run) -> None:
    found = [json.loads(line) for line in told("incidents", "--json").out.splitlines()]
    most = max(found, key=lambda each: len(each["reports"]))
    out = told("explain", most["incident"][:8]).out
    assert out.startswith(f"incident {most['incident'][:8]}  14 Nov 2023, Loikaw")
    assert out.count("one with ") >= len(most["reports"]) - 1
    assert "both in Loikaw" in out
    ran = told("explain", "nothing")
    assert (ran.code, ran.err) == (1, "sayso.db: no incident or claim 'nothing'\n")


def test_the_demo_ends_in_figures_and_draws_them(sayso: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "charts").mkdir()
    out = sayso("demo", "--charts", "charts").out
    asked = [each["question"] for each in json.loads(QUESTIONS.read_text("utf-8"))["questions"]]
    places = [out.index(question) for question in asked]
    assert places == sorted(places)
    assert "as it was known from day to day" in out
    for name in (RANGES, TOLL):
        assert asked[0] in (tmp_path / "charts" / name).read_text("utf-8")
