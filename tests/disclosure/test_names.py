"""Whose names are withheld, by which rule, and whose are told."""

from __future__ import annotations

import pytest

from sayso.disclosure.names import Known, find_names
from sayso.disclosure.tokens import tokens
from sayso.disclosure.words import load_person_words
from sayso.knowledge.gazetteer import open_gazetteer
from sayso.knowledge.parties import open_parties


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(load_person_words(), open_gazetteer(), open_parties())


def _withheld(text: str, known: Known) -> dict[str, str]:
    found = find_names(tokens(text), known).withheld
    return {" ".join(name): person.rule for name, person in found.items()}


@pytest.mark.parametrize(
    ("text", "withheld"),
    [
        # Names in many shapes.
        ("A teacher, Daw Khin Mar, 45, was killed in Loikaw.", {"khin mar": "victim"}),
        ("Ahmad al-Rantissi was shot dead near Jenin.", {"ahmad al rantissi": "victim"}),
        ("Relatives mourned Jean-Bosco Ndayizeye.", {"jean bosco ndayizeye": "victim"}),
        ("The killing of Umm Khalil shocked the camp.", {"khalil": "victim"}),
        ("Muhammad Abu Salmeen was detained.", {"muhammad abu salmeen": "victim"}),
        ("J. B. Mwangi was wounded.", {"j b mwangi": "victim"}),
        ("A woman named Nourhan fled.", {"nourhan": "private_person"}),
        ("The man was identified as Petrenko.", {"petrenko": "private_person"}),
        ("KHIN MAR THWE, TEACHER, KILLED IN LOIKAW SHELLING", {"khin mar thwe": "private_source"}),
        # Lists share what is told of any in them.
        ("The dead were Olena Hnatiuk, 61, Petro Kravchuk and Ivan Lys.",
         {"olena hnatiuk": "victim", "petro kravchuk": "victim", "ivan lys": "victim"}),
        # Children.
        ("Her son Min Thu, 9, was hurt.", {"min thu": "minor"}),
        ("A 12-year-old girl, Sofiia, died.", {"sofiia": "minor"}),
        ("Layan Zaqout (7) died.", {"layan zaqout": "minor"}),
        ("Min Thu, a schoolboy, was hurt. The teacher knew Min Thu well.", {"min thu": "minor"}),
        ("Aye Chan, an 8-month-old, died.", {"aye chan": "minor"}),
        ("Over 200 soldiers were killed in a 10-day battle for Loikaw.", {}),
        ("Loikaw, a 26,790sq-km area, was shelled.", {}),
        # Private sources.
        ("\"We ran,\" said Zaw Htet, a resident of Demoso.", {"zaw htet": "private_source"}),
        ("Dr. Nidal Barhoum said two patients died.", {"nidal barhoum": "private_source"}),
        ("His neighbour Iryna Shevchuk told reporters so.", {"iryna shevchuk": "private_source"}),
        ("According to Moussa Diop, gunmen came at night.", {"moussa diop": "private_source"}),
        ("Grace Wanjiru, wife of the mayor, said so.", {"grace wanjiru": "private_source"}),
        # Who speaks by office is told, unless harm was done to them.
        ("Resistance spokesman Zaw Lin Aung said 12 soldiers died. Zaw Lin Aung gave no details.", {}),
        ("Oleh Trach, the governor of the region, said so. Trach added more.", {}),
        ("Gen. Adama Bakayoko denied it.", {}),
        ("Health Ministry spokesman Sami al-Hourani said seven were wounded, al-Hourani added.", {}),
        ("The head of the police, Ivan Lys, said so.", {}),
        ("The head of the bakery, Ivan Lys, said so.", {"ivan lys": "private_source"}),
        ("Commissioner of Police Fred Okello said so. Okello said more.", {}),
        ("Minister of Emergency Situations Aram Petros told the channel.", {}),
        ("Ivan Lys, who heads the regional police, told them.", {}),
        ("Ten were children, Vadym Lys, head of the regional administration, said.", {}),
        ("\"Two men and one child,\" Mabior Atem said.", {"mabior atem": "private_source"}),
        ("A neighbour of the governor, Ivan Lys, said so.", {"ivan lys": "private_source"}),
        ("Ukrainian President Volodymyr Zelensky said. Putin answered.", {}),
        ("Mayor Rose Otieno was shot dead.", {"rose otieno": "victim"}),
        ("Spokesman Zaw Lin said so. Zaw Lin, 40, was arrested later.", {"zaw lin": "victim"}),
        # What is no person's.
        ("The Azov Brigade and the Red Cross met in Kupiansk on Monday.", {}),
        ("Shelling hit Htee Ler Township in Kayah State and the University of Mandalay.", {}),
        ("Rescuers said Shahed drones struck. Deliberately, nobody spoke.", {}),
        ("In Kenya, one aid worker was kidnapped. Jordan and Chad agreed.", {}),
        ("Reuters and Myanmar Now reported clashes between the KNDF and the Tatmadaw.", {}),
        # In doubt a name is withheld.
        ("They spoke of Qasrabad.", {"qasrabad": "private_person"}),
    ],
)  # fmt: skip
def test_whose_names_are_withheld(known: Known, text: str, withheld: dict[str, str]) -> None:
    assert _withheld(text, known) == withheld


def test_a_short_name_goes_by_the_one_long_name_it_is_part_of(known: Known) -> None:
    found = find_names(tokens("Olena Hnatiuk was killed. Hnatiuk’s widower, Ivan Lys, wept."), known).withheld
    assert found["hnatiuk",].name == ("olena", "hnatiuk")
    two = find_names(tokens("Olena Hnatiuk and Ivan Hnatiuk were killed. Hnatiuk was known."), known).withheld
    assert two["hnatiuk",].name == ("hnatiuk",)


@pytest.mark.parametrize("family", ["Hunter", "Garcia", "Francis", "Nablus"])
def test_a_family_name_that_is_a_word_or_a_town_goes_with_its_bearer(known: Known, family: str) -> None:
    text = (
        f"Robert {family}, 45, was shot dead. Friends said {family} had been warned. {family} was a driver."
    )
    found = find_names(tokens(text), known).withheld
    assert {person.name for person in found.values()} == {("robert", family.lower())}
    assert (family.lower(),) in found


def test_the_outlet_is_told(known: Known) -> None:
    text = "Ovikhon was told that 12 people died."
    assert find_names(tokens(text), known).withheld
    assert not find_names(tokens(text), known, ["Ovikhon"]).withheld
