"""What a report tells of one happening is put together before other reports are looked at."""

from __future__ import annotations

from dataclasses import replace

from sayso.link.group import tellings
from sayso.records import Place

from .made import claim, report

TEXT = "52 people died in Arden.\n\nThe mission in Myanmar knows the names of 35.\n\nIt counts five hurt."
COUNTRY = Place("Myanmar", 0, 0, "Myanmar", 21.0, 96.0, "MM", None, None, "country", 1)
TOLL = claim("r", 52, where=("Arden",), said=TEXT[:24])
NAMED = replace(claim("r", 35, 26, said=TEXT[26:73], part_of=TOLL.id), where=(COUNTRY,))
HURT = replace(claim("r", 5, 75, "injured", said=TEXT[75:]), where=(COUNTRY,))


def test_whoever_names_a_country_alone_speaks_of_the_one_place_in_it_that_the_report_names() -> None:
    (told,) = tellings(report("r", TEXT), (TOLL, NAMED, HURT))
    assert told.claims == (TOLL, NAMED, HURT)  # as they were read


def test_of_two_places_a_part_is_where_its_total_was() -> None:
    elsewhere = claim("r", 4, 200, where=("Colm",), said="4 people died in Colm.", days=("2023-11-01",) * 2)
    told = tellings(report("r", TEXT), (TOLL, NAMED, elsewhere))
    assert any({TOLL, NAMED} <= set(each.claims) for each in told)
