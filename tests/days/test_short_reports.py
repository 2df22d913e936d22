"""Short reports from two sentences each: a toll with its day told in one of many ways, and what the next tells.

Published on Thursday, 7 March 2024; 14 were killed on Tuesday, the 5th.
"""

from __future__ import annotations

from datetime import date

import pytest

from sayso.extract import count
from sayso.pipeline import claims_of, look
from sayso.records import Report

PUBLISHED = date(2024, 3, 7)
LEADS = (
    "At least 14 people were killed when shells hit a market in Tarsa on Tuesday, police said.",
    "At least 14 people were killed when shells hit a market in Tarsa on Tuesday, police said on Wednesday.",
    "Police said on Wednesday that at least 14 people were killed in shelling of Tarsa on Tuesday.",
    "An air strike on Tarsa killed 14 people on Tuesday, the health ministry said in a statement on Wednesday.",
    "President Oru Belam on Wednesday condemned an attack on Tarsa that killed 14 people on Tuesday.",
    "President Oru Belam on Wednesday condemned Tuesday's attack on Tarsa, which killed 14 people.",
    "Funerals were held in Belmo on Wednesday for 14 people killed in shelling of Tarsa on Tuesday.",
    "Families on Wednesday buried 14 people killed in Tuesday's shelling of Tarsa.",
    "Rebels on Wednesday denied carrying out Tuesday's attack on Tarsa in which 14 people were killed.",
    "TARSA, March 6 (Agency) - Shelling of a market in Tarsa killed 14 people on Tuesday, officials said.",
    "Gunmen killed 14 villagers in Tarsa overnight on Tuesday, residents told reporters on Wednesday.",
    "Tarsa was shelled on Tuesday. Fourteen people were killed.",
    "Shells hit a market in Tarsa on Tuesday.\n\nPolice said 14 people were killed.",
)
ONLY_LEADS = (
    "The death toll from Tuesday's shelling of Tarsa rose to 14 on Wednesday, health officials said.",
    "Hundreds marched in Belmo on Wednesday to protest against Tuesday's killing of 14 people in Tarsa.",
    "The governor ordered an inquiry on Wednesday into shelling that killed 14 people in Tarsa a day earlier.",
    "On Tuesday 14 people died of wounds suffered in Monday's raid.",
    "On Tuesday troops killed 14 gunmen who had carried out Monday's attack.",
)
NEXT = {
    "The attack also wounded 23 people.": ("03-05", "03-05"),
    "The dead included 23 children.": ("03-05", "03-05"),
    "Earlier that day, 23 people were wounded when a drone hit a bus in Belmo.": ("03-05", "03-05"),
    "The army said on Thursday that 23 of its soldiers had been wounded in the attack.": ("03-05", "03-05"),
    "A day later, a mine killed 23 passengers on a bus near Belmo.": ("03-06", "03-06"),
    "The following day, a mine killed 23 passengers on a bus near Belmo.": ("03-06", "03-06"),
    "In Belmo, 23 people had been killed the day before.": ("03-04", "03-04"),
    "Two days earlier, an air strike killed 23 people in Belmo.": ("03-03", "03-03"),
    "A similar attack last month killed 23 people in Belmo.": ("02-01", "02-29"),
    "More than 23 people have been killed in Belmo this year.": ("01-01", "03-07"),
    "The shelling was the worst since February 12, when 23 people were killed in Belmo.": ("02-12", "02-12"),
    "It was the deadliest attack since a bombing in Belmo killed 23 people in January.": ("01-01", "01-31"),
    "Shelling killed 23 people in Belmo in February, up from 11 in January.": ("02-01", "02-29"),
}


def days_of(text: str, value: float) -> tuple[str, str] | None:
    reading = look(Report("r", text, "", published=PUBLISHED))
    claim = next(claim for claim in claims_of(reading, count(reading)) if claim.quantity.value == value)
    return claim.when and (f"{claim.when.first:%m-%d}", f"{claim.when.last:%m-%d}")


@pytest.mark.parametrize("lead", [*LEADS, *ONLY_LEADS])
def test_a_toll_is_of_the_day_it_happened_whoever_speaks_or_acts_later(lead: str) -> None:
    assert days_of(lead, 14) == ("03-05", "03-05")


@pytest.mark.parametrize("told", NEXT)
def test_what_the_next_sentence_tells_has_its_own_day_or_that_of_the_toll(told: str) -> None:
    days = {lead: days_of(f"{lead}\n\n{told}", 23) for lead in LEADS}
    assert days == dict.fromkeys(LEADS, NEXT[told])
