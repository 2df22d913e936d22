"""Charts: the right files, every number in them, nothing made up where a figure is open."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sayso.concluded import Answer, Figure, Question, Voice
from sayso.errors import ChartError
from sayso.export.asked import asked, span
from sayso.export.charts import range_chart, toll_chart, write_chart
from sayso.export.charts.drawing import DARK, LEADING, LIGHT, WIDTH, Chart, measured, settled, wrapped
from sayso.export.charts.files import page, png, svg

HOSTILE = '$x_1$ <script>alert("&")</script> \x1b[31m\x00 ' + "unbroken" * 40


def figure(
    text: str | None, low: int | None, best: int | None, high: int | None, **question: object
) -> Figure:
    hedge = None if best is None else "at_least" if high is None else "exact"
    asking = Question("killed", "civilian", text=text, **question)  # type: ignore[arg-type]
    return Figure(asking, "sayso/1", low, high, best, hedge, high, None, None, origins=("KnHRG",))


ANSWERS = (
    Answer(
        figure("Killed in Kayah by 14 December?", 82, 82, None),
        (
            figure(None, 81, 83, 90, perspective="independent"),
            figure(None, 20, 20, None, perspective="Myanmar military"),
            figure(None, None, None, None, perspective="conceded"),
        ),
    ),
    Answer(figure("Killed in the first week?", 53, 54, 77)),
    Answer(figure("Killed on the moon?", None, None, None)),
)


def voice(origin: str, low: int) -> Voice:
    return Voice(origin, low, None, "exact", "third_party", (f"{origin}#{low}",))


TOLL = (
    replace(figure("Killed in Kayah?", 11, 11, 11, at=date(2023, 11, 14)), voices=(voice("KnHRG", 11),)),
    replace(figure(None, 20, 53, 77, at=date(2023, 11, 20)), voices=(voice("KnHRG", 53), voice("NP", 20))),
    replace(figure(None, 82, 82, None, at=date(2024, 1, 14)), voices=(voice("KHAI", 82), voice("NP", 20))),
)  # fmt: skip
MADE: dict[str, Callable[[], Chart]] = {
    "ranges": lambda: range_chart(ANSWERS, "Kayah"),
    "far apart": lambda: range_chart([*ANSWERS, Answer(figure("Displaced?", 40_001, 45_001, None))]),
    "toll": lambda: toll_chart(TOLL),
    "no figures": lambda: range_chart([]),
    "one day": lambda: toll_chart(TOLL[:1]),
    "no toll": lambda: toll_chart([]),
    "hostile": lambda: range_chart([Answer(figure(HOSTILE, 1, 1, 3))], HOSTILE),
    "hostile toll": lambda: toll_chart([replace(TOLL[0], voices=(voice(HOSTILE, 1),))], HOSTILE),
}


@pytest.mark.parametrize("name", MADE)
def test_files_are_sound_and_the_same_each_time(name: str) -> None:
    made, again = MADE[name](), MADE[name]()
    assert ElementTree.fromstring(svg(made)).tag.endswith("svg")
    assert png(made).startswith(b"\x89PNG\r\n\x1a\n")
    assert page(made).startswith("<!doctype html>")
    assert (svg(made), png(made), page(made)) == (svg(again), png(again), page(again))


@pytest.mark.parametrize("name", MADE)
def test_nothing_is_cut_off(name: str) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    made = MADE[name]()
    with settled():
        drawn = FigureCanvasAgg(made.sheet).get_renderer()
        made.sheet.draw(drawn)
        height = made.sheet.get_figheight() * 72
        plots = [
            each
            for plot in made.sheet.axes
            for each in (*plot.texts, *plot.get_xticklabels(), *plot.get_yticklabels())
        ]
        for text in (*made.sheet.texts, *(each for each in plots if each.get_visible() and each.get_text())):
            box = text.get_window_extent(drawn)
            x, y = text.get_position()
            if text in made.sheet.texts or 0 < box.x0 < WIDTH:
                assert box.x0 >= 0 and box.x1 <= WIDTH and box.y0 >= 0 and box.y1 <= height, (text, x, y)


def test_lines_of_words_do_not_overlap() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    made = MADE["far apart"]()
    with settled():
        drawn = FigureCanvasAgg(made.sheet).get_renderer()
        boxes = [text.get_window_extent(drawn) for text in made.sheet.texts]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert not (
                one.x0 < other.x1 and other.x0 < one.x1 and one.y0 + 1 < other.y1 and other.y0 + 1 < one.y1
            )


def words_of(drawn: str) -> list[str]:
    return [
        "".join(each.itertext())
        for each in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")
    ]


def test_every_number_is_text_and_open_is_no_number() -> None:
    words = words_of(svg(MADE["ranges"]()))
    assert {"82", "≥ 82", "open", "81", "83", "90", "20", "≥ 20", "53", "54", "77", "–"} <= set(words)
    assert {word for word in words if word.replace(",", "").isdigit()} <= {
        "82", "81", "83", "90", "20", "53", "54", "77", "0", "25", "50", "75", "100",
    }  # fmt: skip


def test_each_open_end_is_an_arrow_of_one_length() -> None:
    made = MADE["far apart"]()
    arrows = [text for plot in made.sheet.axes for text in plot.texts if text.arrow_patch is not None]  # type: ignore[attr-defined]
    assert len(arrows) == 3
    assert len({text.get_position() for text in arrows}) == 1


def test_the_toll_tells_its_numbers_days_and_voices() -> None:
    drawn, shown = svg(MADE["toll"]()), page(MADE["toll"]())
    assert {"11", "20–77", "≥ 82", "14 Nov 2023"} <= set(words_of(drawn))
    for told in ("14 Nov 2023", "20 Nov 2023", "14 Jan 2024", "KnHRG: 53; NP: 20", "KHAI: 82", "open"):
        assert told in shown
        assert told in drawn


def test_hostile_words_are_escaped_everywhere() -> None:
    for name in ("hostile", "hostile toll"):
        shown = page(MADE[name]())
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
        assert "\x1b" not in shown and "\x00" not in shown
        assert "$x_1$" in shown


def test_a_page_loads_nothing_and_knows_the_dark() -> None:
    shown = page(MADE["ranges"]())
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//|@import|url\((?!#)", shown)
    assert "prefers-color-scheme: dark" in shown
    assert "var(--best)" in shown
    assert shown.count("<tr>") == 1 + 6


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_the_paper(colours: dict[str, str]) -> None:
    paper = luminance(colours["paper"])
    for name in ("ink", "quiet", "best", "second", "third", "fourth"):
        high, low = sorted((luminance(colours[name]), paper), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, name


@pytest.mark.parametrize("suffix", ["svg", "png", "html"])
def test_the_ending_says_the_format(tmp_path: Path, suffix: str) -> None:
    write_chart(MADE["toll"](), tmp_path / f"toll.{suffix}")
    assert (tmp_path / f"toll.{suffix}").stat().st_size > 1_000


@pytest.mark.parametrize(
    ("name", "reason"),
    [("toll.pdf", "a chart is a file that ends in .svg, .png or .html"), ("no/toll.svg", "No such file or directory")],
)  # fmt: skip
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(ChartError, match=reason):
        write_chart(MADE["toll"](), tmp_path / name)


def test_words_are_wrapped_to_their_width() -> None:
    lines = wrapped("How many civilians were killed in Kayah State and Mobye? " + "x" * 100, 200)
    assert all(measured(line, 10) <= 200 for line in lines)
    assert wrapped("a " * 500, 50, most=3)[-1].endswith("…")
    assert LEADING > 1.2


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ((2023, 11, 14), (2023, 11, 14), "14 Nov 2023"), ((2023, 11, 11), (2023, 11, 14), "11–14 Nov 2023"),
        ((2023, 11, 11), (2023, 12, 14), "11 Nov – 14 Dec 2023"), ((2023, 12, 31), (2024, 1, 1), "31 Dec 2023 – 1 Jan 2024"),
        ((2023, 11, 11), None, "from 11 Nov 2023"), (None, (2023, 11, 11), "to 11 Nov 2023"), (None, None, ""),
    ],
)  # fmt: skip
def test_days(first: tuple[int, int, int] | None, last: tuple[int, int, int] | None, shown: str) -> None:
    assert span(first and date(*first), last and date(*last)) == shown


def test_a_question_without_words_is_put_into_words() -> None:
    day = date(2023, 11, 14)
    asking = Question(
        "killed", "combatant", "Karenni resistance", "Myanmar military", ("Loikaw", "Mobye"), day, day, day
    )
    assert asked(asking) == (
        "Combatants of Karenni resistance killed by Myanmar military in Loikaw or Mobye, 14 Nov 2023, as known on 14 Nov 2023"
    )
    assert asked(replace(asking, text="How many?")) == "How many?"
