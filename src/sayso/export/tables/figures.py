"""Figures as a table, one a row: of all voices, and under it of each perspective."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any, Final, TextIO

from sayso.concluded import Figure, Question
from sayso.export.asked import asked
from sayso.export.columns import columns_of
from sayso.export.figures import cells
from sayso.export.portions import Portion
from sayso.export.source import Source, Written
from sayso.export.tables import csv_file, excel
from sayso.export.tables.table import Table, dated

COLUMNS: Final = columns_of("figures")


def rows(source: Source, questions: Portion) -> Iterator[list[Any]]:
    """The values of each figure of some questions in the order of the columns."""
    for told in source.answers(questions):
        words = dict[Question, str]()  # that do not tell whose perspective it is
        for figure in (told.figure, *told.perspectives):
            question = replace(figure.question, perspective="all")
            if question not in words:
                words[question] = asked(question, told.words)
            yield values(figure, words[question])


def values(figure: Figure, words: str) -> list[Any]:
    """A figure's values in the order of the columns, under the words of its question."""
    limits = (figure.low_limit, figure.high_limit)
    ends = [part for limit in limits for part in ((limit.claims, limit.mark) if limit else ((), None))]
    told = [*cells(figure, words), *(list(each) if isinstance(each, tuple) else each for each in ends)]
    return dated(COLUMNS, told)


FIGURES: Final = Table("figures/1", "Figures", COLUMNS, Source.of_questions, rows)


def write_csv(source: Source, out: TextIO, *, hxl: bool = False) -> Written:
    """Writes the figures as CSV, on request with HXL tags."""
    return csv_file.write(FIGURES, source, out, hxl=hxl)


def write_excel(source: Source, out: IO[bytes], *, hxl: bool = False) -> Written:
    """Writes the figures as an Excel file, on request with HXL tags."""
    return excel.write(FIGURES, source, out, hxl=hxl)
